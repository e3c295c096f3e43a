"""Side by side: which track each arrow takes in the channels and aisles of a drawing.

Arrows into the same step run together as a bundle in the channel before it; all else gets a track of its own. Tracks
are ordered so that arrows cross as little as they can and that none ever runs along another: where one arrives at a
height at which another leaves, the arriving one turns first. Where both would have to turn first (two arrows that
change places), one of them goes on a little above or below the middle of the row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qa_auditor.application.flow.routes import Port, Route

_FORBIDDEN = 1000
_BESIDE = 0.05
"""How far one slot beside the middle of a step is, in the numbers of places: far less than a row."""

Key = tuple[str, ...]


@dataclass(slots=True)
class _Run:
    """A bundle in a channel or aisle: its extent, and where arrows join it from either side.

    ``near`` is the left of a channel and the top of an aisle, ``far`` the other side.
    """

    key: Key
    low: float
    high: float
    near: set[float] = field(default_factory=set)
    far: set[float] = field(default_factory=set)

    def widen(self, low: float, high: float) -> None:
        """Take a further arrow in."""
        self.low, self.high = min(self.low, low), max(self.high, high)


@dataclass(frozen=True, slots=True)
class Tracks:
    """Tracks of the lines of all routes.

    Attributes:
        of: by number of route and of line within it, for lines in channels and aisles; 0 is the left or upper one.
        counts: how many tracks a channel (``True``) or aisle (``False``) has, by that and its place.
        beside: level lines that run above (-1) or below (1) the middle of their row, by number of route and line.
    """

    of: Mapping[tuple[int, int], int]
    counts: Mapping[tuple[bool, int], int]
    beside: Mapping[tuple[int, int], int]


def tracks_of(routes: Sequence[Route]) -> Tracks:
    """The track of each line in a channel or aisle."""
    of: dict[tuple[int, int], int] = {}
    counts: dict[tuple[bool, int], int] = {}
    beside: dict[tuple[int, int], int] = {}
    for upright in (True, False):
        runs: dict[int, dict[Key, _Run]] = {}
        members: dict[tuple[int, Key], list[tuple[int, int]]] = {}
        shared = _meeting(routes)
        for number, route in enumerate(routes):
            for place, line in enumerate(route.lines):
                if line.upright == upright and line.at % 2 == 0:
                    key = _key(route, place, number, shared)
                    known = runs.setdefault(line.at, {}).setdefault(key, _Run(key, line.low, line.high))
                    known.widen(line.low, line.high)
                    _join(known, route, place)
                    members.setdefault((line.at, key), []).append((number, place))
        for at, bundle in runs.items():
            ordered = _ordered(list(bundle.values()))
            # In the aisle above everything the lowest tracks are nearest to the steps.
            packed = _packed(ordered) if at or upright else _packed_below(ordered)
            for key, track in packed.items():
                of.update(dict.fromkeys(members[at, key], track))
                counts[upright, at] = max(counts.get((upright, at), 0), track + 1)
            for run, height in _clashes(ordered) if upright else ():
                for number, place in members[at, run.key]:
                    if routes[number].lines[place + 1].at == height:
                        beside[number, place + 1] = -1 if run.low < height else 1
    return Tracks(of, counts, beside)


def _meeting(routes: Sequence[Route]) -> dict[tuple[int, str], int]:
    """How many arrows turn towards the same step in the same channel."""
    counted: dict[tuple[int, str], int] = {}
    for route in routes:
        if len(route.lines) > 1 and route.lines[-2].at % 2 == 0:
            key = (route.lines[-2].at, route.tie.target)
            counted[key] = counted.get(key, 0) + 1
    return counted


def _key(route: Route, place: int, number: int, shared: Mapping[tuple[int, str], int]) -> Key:
    """What runs together: arrows that turn towards the same step, and arrows that part from the same port."""
    line = route.lines[place]
    last = place == len(route.lines) - 2
    first = place == 1 and route.port is Port.RIGHT
    if line.upright:
        if last and (not first or shared[line.at, route.tie.target] > 1):
            return ("to", route.tie.target)
        return ("of", route.tie.source, str(route.slot)) if first else ("alone", str(number), str(place))
    if place == len(route.lines) - 3:
        before = route.lines[place - 1]
        way = f"{line.end > line.start}{before.end > before.start}"
        return ("to", route.tie.target, way)
    return ("alone", str(number), str(place))


def _join(run: _Run, route: Route, place: int) -> None:
    """Note where the lines before and after this one meet the run, and from which side they come."""
    line = route.lines[place]
    for neighbour, height, away in (
        (route.lines[place - 1], line.start, route.lines[place - 1].start),
        (route.lines[place + 1], line.end, route.lines[place + 1].end),
    ):
        at = float(height)
        if neighbour is route.lines[0] and route.port is Port.RIGHT:
            at += _BESIDE * route.slot
        (run.near if away < line.at else run.far).add(at)
        run.widen(at, at)


def _before(one: _Run, other: _Run) -> int:
    """What it costs that ``one`` has a lower track than ``other``: crossings, and running along each other."""
    cost = sum(other.low < at < other.high for at in one.far)
    cost += sum(one.low < at < one.high for at in other.near)
    return cost + _FORBIDDEN * len(_along(one, other))


def _along(one: _Run, other: _Run) -> list[float]:
    """Heights at which ``one``, on the lower track, would leave along the line by which ``other`` arrives."""
    if one.key[:2] == other.key[:2]:
        return []
    return [at for at in one.far & other.near if round(at) % 2]


def _ordered(runs: list[_Run]) -> list[_Run]:
    """Runs in the order of their tracks with few crossings: inserted one by one where it costs least."""
    made: list[_Run] = []
    for run in sorted(runs, key=lambda run: (run.low, run.high, run.key)):
        costs = [sum(_before(other, run) for other in made[:at]) for at in range(len(made) + 1)]
        costs = [cost + sum(_before(run, other) for other in made[at:]) for at, cost in enumerate(costs)]
        made.insert(costs.index(min(costs)), run)
    changed = True
    while changed:
        changed = False
        for at in range(len(made) - 1):
            if _before(made[at + 1], made[at]) < _before(made[at], made[at + 1]):
                made[at], made[at + 1] = made[at + 1], made[at]
                changed = True
    return made


def _packed(runs: Sequence[_Run]) -> dict[Key, int]:
    """The lowest track for each run that keeps the order among those which overlap."""
    tracks: dict[Key, int] = {}
    for place, run in enumerate(runs):
        beside = [tracks[other.key] for other in runs[:place] if other.low <= run.high and run.low <= other.high]
        tracks[run.key] = max(beside, default=-1) + 1
    return tracks


def _packed_below(runs: Sequence[_Run]) -> dict[Key, int]:
    """The same, but as far down as can be."""
    upwards = _packed(runs[::-1])
    last = max(upwards.values(), default=0)
    return {key: last - track for key, track in upwards.items()}


def _clashes(runs: Sequence[_Run]) -> list[tuple[_Run, float]]:
    """Runs that no order could keep from leaving along another's line, with the height."""
    return [
        (run, height) for place, run in enumerate(runs) for other in runs[place + 1 :] for height in _along(run, other)
    ]
