"""What changed from one version of a process to another, part by part."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction

from qa_auditor.domain.process import Link, MomentOfTruth, ProcessRecord, Step

_Whole = ProcessRecord | Step | MomentOfTruth | Link


class Part(StrEnum):
    """Parts of a process record."""

    RECORD = "record"
    ELEMENT = "element"
    STEP = "step"
    LINK = "link"
    MOMENT = "moment"
    BENCHMARK = "benchmark"
    SOURCE = "source"


class Fate(StrEnum):
    """What became of a part, or of a field of it."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs.

    Attributes:
        part, key: which part: a step's or moment's id, an element, a measurement, ``from → to`` for a link.
        field: which field of it changed; "" where the part itself was added, removed or moved.
        before, after: values as the record holds them; None where there was or is none.
    """

    part: Part
    key: str
    fate: Fate
    field: str = ""
    before: object = None
    after: object = None


def differences(former: ProcessRecord, latter: ProcessRecord) -> tuple[Difference, ...]:
    """All that differs, in the order of the record; version number and change note are no difference."""
    return (
        *_fields(Part.RECORD, "", former, latter, ("name", "process_class", "owner")),
        *_values(Part.ELEMENT, dict(former.elements), dict(latter.elements)),
        *_parts(Part.STEP, _by_id(former.steps), _by_id(latter.steps), ordered=True),
        *_parts(Part.LINK, _by_ends(former.links), _by_ends(latter.links), ordered=False),
        *_parts(Part.MOMENT, _by_id(former.moments), _by_id(latter.moments), ordered=True),
        *_values(Part.BENCHMARK, dict(former.benchmarks), dict(latter.benchmarks)),
        *_values(
            Part.SOURCE,
            {(one.document, one.topic): one for one in former.sources},
            {(one.document, one.topic): one for one in latter.sources},
        ),
    )


def _by_id(parts: Sequence[Step] | Sequence[MomentOfTruth]) -> dict[str, _Whole]:
    return {part.id: part for part in parts}


def _by_ends(links: Iterable[Link]) -> dict[str, _Whole]:
    """Links by where they lead from and to; several between the same steps are told apart by their place."""
    found: dict[str, _Whole] = {}
    for link in links:
        key = f"{link.source} → {link.target}"
        while key in found:
            key += "′"
        found[key] = link
    return found


def _values(part: Part, former: Mapping[Hashable, object], latter: Mapping[Hashable, object]) -> Iterator[Difference]:
    for key in dict.fromkeys((*former, *latter)):
        before, after = former.get(key), latter.get(key)
        if before == after:
            continue
        fate = Fate.ADDED if _empty(before) else Fate.REMOVED if _empty(after) else Fate.CHANGED
        words = " ".join(filter(None, key)) if isinstance(key, tuple) else str(key)
        yield Difference(part, words, fate, before=before, after=after)


def _parts(
    part: Part, former: Mapping[str, _Whole], latter: Mapping[str, _Whole], *, ordered: bool
) -> Iterator[Difference]:
    moved = _moved([key for key in former if key in latter], [key for key in latter if key in former])
    for key in dict.fromkeys((*former, *latter)):
        if key not in latter:
            yield Difference(part, key, Fate.REMOVED, before=former[key])
        elif key not in former:
            yield Difference(part, key, Fate.ADDED, after=latter[key])
        else:
            if ordered and key in moved:
                places = (list(former).index(key) + 1, list(latter).index(key) + 1)
                yield Difference(part, key, Fate.MOVED, before=places[0], after=places[1])
            yield from _fields(part, key, former[key], latter[key])


def _fields(
    part: Part, key: str, former: _Whole, latter: _Whole, names: Iterable[str] | None = None
) -> Iterator[Difference]:
    for name in names or [field.name for field in fields(former)]:
        before, after = getattr(former, name), getattr(latter, name)
        if before != after:
            fate = Fate.ADDED if _empty(before) else Fate.REMOVED if _empty(after) else Fate.CHANGED
            yield Difference(part, key, fate, name, before, after)


def _empty(value: object) -> bool:
    return value is None or (not isinstance(value, int | Fraction) and not value)


def _moved(former: Sequence[str], latter: Sequence[str]) -> set[str]:
    """The fewest keys whose move explains the other order: all but a longest run that kept its order."""
    places = {key: place for place, key in enumerate(latter)}
    best: list[list[str]] = []
    for key in former:
        before = [run for run in best if places[run[-1]] < places[key]]
        longest: list[str] = max(before, key=len) if before else []
        best.append([*longest, key])
    kept: list[str] = max(best, key=len) if best else []
    return set(former) - set(kept)
