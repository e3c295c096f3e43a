"""How the steps of a process follow each other, and in which column of a drawing each one stands.

A column is a layer of the longest path: a step stands to the right of all that lead to it. Links that lead against
the order of the list within a loop, or back into an earlier stage, are back links: they are drawn as loops and have
no say in where a step stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.flow import links_of
from qa_auditor.domain.process import Link, ProcessRecord
from qa_auditor.domain.text import Text

STAGES: tuple[Stage, ...] = tuple(Stage)
_ALTERNATIVES = " / "


@dataclass(frozen=True, slots=True)
class Tie:
    """One arrow: ``back`` leads to an earlier column, or to the same step again."""

    source: str
    target: str
    condition: Text = Text()
    back: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each step, and the first column after each stage (``ends[-1]`` is the number of columns)."""

    of: Mapping[str, int]
    ends: tuple[int, ...]


def links_drawn(record: ProcessRecord) -> tuple[Link, ...]:
    """The links of a process, each pair of steps once: links between the same two steps join their conditions.

    Links to steps that are not there are left out.
    """
    merged: dict[tuple[str, str], list[Text]] = {}
    for link in links_of(record):
        if link.source in record.step_by_id and link.target in record.step_by_id:
            merged.setdefault((link.source, link.target), []).append(link.condition)
    return tuple(Link(source, target, _joined(conditions)) for (source, target), conditions in merged.items())


def _joined(conditions: Sequence[Text]) -> Text:
    said = [condition for condition in conditions if condition]
    if len(said) < 2:
        return said[0] if said else Text()
    tags = dict.fromkeys(tag for condition in said for tag, _words in condition.versions)
    return Text(tuple((tag, _ALTERNATIVES.join(text.in_language(tag) for text in said)) for tag in tags))


def ties_of(record: ProcessRecord) -> tuple[Tie, ...]:
    """The arrows of a process, told apart in those that lead on and those that lead back."""
    links = links_drawn(record)
    order = {step.id: place for place, step in enumerate(record.steps)}
    stage = {step.id: STAGES.index(step.stage) for step in record.steps}
    loops = _loops(list(order), [(link.source, link.target) for link in links])
    return tuple(
        Tie(
            link.source,
            link.target,
            link.condition,
            back=stage[link.target] < stage[link.source]
            or (loops[link.source] == loops[link.target] and order[link.target] <= order[link.source]),
        )
        for link in links
    )


def _loops(ids: Sequence[str], links: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The number of the strongly connected part that each step is in (Tarjan's algorithm without recursion)."""
    following: dict[str, list[str]] = {name: [] for name in ids}
    for source, target in links:
        following[source].append(target)
    found: dict[str, int] = {}
    low: dict[str, int] = {}
    part: dict[str, int] = {}
    path: list[str] = []
    for root in ids:
        if root in found:
            continue
        found[root] = low[root] = len(found)
        path.append(root)
        walk = [(root, iter(following[root]))]
        while walk:
            here, ways = walk[-1]
            onward = next((way for way in ways if way not in part), None)
            if onward is None:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[here])
                if low[here] == found[here]:
                    number = len(part)
                    while here not in part:
                        part[path.pop()] = number
            elif onward in found:
                low[here] = min(low[here], found[onward])
            else:
                found[onward] = low[onward] = len(found)
                path.append(onward)
                walk.append((onward, iter(following[onward])))
    return part


def columns_of(record: ProcessRecord, ties: Sequence[Tie]) -> Columns:
    """The column of each step: stage after stage, within a stage by the longest path that leads to it."""
    before: dict[str, list[str]] = {step.id: [] for step in record.steps}
    after: dict[str, list[str]] = {step.id: [] for step in record.steps}
    for tie in ties:
        if not tie.back:
            before[tie.target].append(tie.source)
            after[tie.source].append(tie.target)
    of: dict[str, int] = {}
    ends: list[int] = []
    first = 0
    for stage in STAGES:
        members = [step.id for step in record.steps if step.stage is stage]
        inside = set(members)
        for name in _in_order(members, before, inside):
            of[name] = max([first, *(of[source] + 1 for source in before[name])])
        last = max([first - 1, *(of[name] for name in members)])
        for name in members:
            # What nothing leads to stands just before what it leads to, unless the process begins there.
            if not before[name] and after[name] and name != record.steps[0].id:
                nearest = min(of.get(target, last + 1) for target in after[name])
                of[name] = max(first, min(last, nearest - 1))
        first = last + 1
        ends.append(first)
    return Columns(of, tuple(ends))


def _in_order(members: Sequence[str], before: Mapping[str, Sequence[str]], inside: set[str]) -> list[str]:
    """The steps of a stage so that each comes after those that lead to it; otherwise as listed."""
    made: list[str] = []
    done: set[str] = set()
    for root in members:
        walk = [(root, iter(before[root]))]
        while walk:
            here, ways = walk[-1]
            onward = next((way for way in ways if way in inside and way not in done), None)
            if here in done or onward is None:
                walk.pop()
                if here not in done:
                    done.add(here)
                    made.append(here)
            else:
                walk.append((onward, iter(before[onward])))
    return made
