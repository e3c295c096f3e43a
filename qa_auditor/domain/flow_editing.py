"""How the steps of a process follow each other, changed piece by piece; the record itself never changes.

A step that is no end always leads on: by its links, or to the next one of the list. Hence the last link of such a step
can't be taken away, and a step that is taken out leaves its neighbours joined. Links that went without saying are
written down only where they would no longer be right.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from qa_auditor.domain.flow import links_of
from qa_auditor.domain.process import Link, MomentOfTruth, ProcessRecord, Step, StepKind
from qa_auditor.domain.text import Text


class Refusal(StrEnum):
    """Why a change can't be made."""

    ONLY_STEP = "only-step"
    ONLY_WAY_OUT = "only-way-out"
    ALREADY_LINKED = "already-linked"
    END_LEADS_ON = "end-leads-on"
    NO_NEIGHBOUR = "no-neighbour"
    TO_ITSELF = "to-itself"


class RefusedEditError(Exception):
    """The change would leave a process that can't be; ``reason`` says why."""

    def __init__(self, reason: Refusal) -> None:
        self.reason = reason
        super().__init__(reason)


def free_step_id(record: ProcessRecord) -> str:
    """An id that no step has yet: ``step-8``."""
    number = len(record.steps) + 1
    while f"step-{number}" in record.step_by_id:
        number += 1
    return f"step-{number}"


def added_after(record: ProcessRecord, name: str, new: Step) -> ProcessRecord:
    """``new`` behind a step: between it and what follows; behind one whose ways part, as a further way.

    Nothing stands behind an end: there the new step stands before it.
    """
    if record.step_by_id[name].kind is StepKind.END:
        return added_before(record, name, new)
    links = list(links_of(record))
    leaving = [link for link in links if link.source == name]
    if len(leaving) < 2:
        links = [replace(link, source=new.id) if link.source == name else link for link in links]
        links.append(Link(name, new.id))
    else:
        links += [Link(name, new.id), Link(new.id, leaving[0].target)]
    place = _place(record, name) + 1
    return _with(record, (*record.steps[:place], new, *record.steps[place:]), links)


def added_before(record: ProcessRecord, name: str, new: Step) -> ProcessRecord:
    """``new`` before a step: all that led to the step leads to the new one. Nothing stands before a start."""
    if record.step_by_id[name].kind is StepKind.START:
        return added_after(record, name, new)
    links = [replace(link, target=new.id) if link.target == name else link for link in links_of(record)]
    links.append(Link(new.id, name))
    place = _place(record, name)
    return _with(record, (*record.steps[:place], new, *record.steps[place:]), links)


def added_between(record: ProcessRecord, source: str, target: str, new: Step) -> ProcessRecord:
    """``new`` on a link; its condition stays with the part that leaves the source."""
    links = [
        replace(link, target=new.id) if (link.source, link.target) == (source, target) else link
        for link in links_of(record)
    ]
    links.append(Link(new.id, target))
    first, last = _place(record, source), _place(record, target)
    place = last if last > first else first + 1
    return _with(record, (*record.steps[:place], new, *record.steps[place:]), _merged(links))


def connected(record: ProcessRecord, source: str, target: str, condition: Text = Text()) -> ProcessRecord:
    """A further link.

    Raises:
        RefusedEditError: it is there already, leaves an end, or leads to the step itself.
    """
    if source == target:
        raise RefusedEditError(Refusal.TO_ITSELF)
    links = list(links_of(record))
    if any((link.source, link.target) == (source, target) for link in links):
        raise RefusedEditError(Refusal.ALREADY_LINKED)
    if record.step_by_id[source].kind is StepKind.END:
        raise RefusedEditError(Refusal.END_LEADS_ON)
    return _with(record, record.steps, [*links, Link(source, target, condition)])


def disconnected(record: ProcessRecord, source: str, target: str) -> ProcessRecord:
    """Without a link.

    Raises:
        RefusedEditError: it is the only way out of a step that is no end.
    """
    links = [link for link in links_of(record) if (link.source, link.target) != (source, target)]
    if record.step_by_id[source].kind is not StepKind.END and not any(link.source == source for link in links):
        raise RefusedEditError(Refusal.ONLY_WAY_OUT)
    return _with(record, record.steps, links)


def relinked(record: ProcessRecord, source: str, target: str, *, condition: Text) -> ProcessRecord:
    """A link with another condition."""
    links = [
        replace(link, condition=condition) if (link.source, link.target) == (source, target) else link
        for link in links_of(record)
    ]
    return _with(record, record.steps, links)


def with_step(record: ProcessRecord, step: Step) -> ProcessRecord:
    """A step as it is now; the links stay as they are, even where it became an end or is one no longer."""
    steps = tuple(step if one.id == step.id else one for one in record.steps)
    links = list(links_of(record))
    if step.kind is StepKind.END:
        links = [link for link in links if link.source != step.id]
    return _with(record, steps, links)


def without_step(record: ProcessRecord, name: str) -> ProcessRecord:
    """Without a step: what led to it leads to where it led first; moments of truth no longer name it.

    Raises:
        RefusedEditError: it is the only step, or the only way on of another one that is no end.
    """
    if len(record.steps) == 1:
        raise RefusedEditError(Refusal.ONLY_STEP)
    links = links_of(record)
    onward = next((link.target for link in links if link.source == name and link.target != name), None)
    joined: list[Link] = []
    for link in links:
        if link.target == name and link.source != name:
            if onward is not None and onward != link.source:
                joined.append(replace(link, target=onward))
        elif link.source != name:
            joined.append(link)
    steps = tuple(step for step in record.steps if step.id != name)
    leading = {link.source for link in joined}
    if any(step.kind is not StepKind.END and step.id not in leading for step in steps[:-1]):
        raise RefusedEditError(Refusal.ONLY_WAY_OUT)
    moments = tuple(_without(moment, name) for moment in record.moments)
    return replace(_with(record, steps, _merged(joined)), moments=moments)


def moved(record: ProcessRecord, name: str, *, later: bool) -> ProcessRecord:
    """A step exchanged with the one that follows it (or that it follows), where neither's ways part or join.

    Raises:
        RefusedEditError: there is no such neighbour.
    """
    links = links_of(record)
    first, second = (name, _only_after(links, name)) if later else (_only_before(links, name), name)
    if first is None or second is None or _only_after(links, first) != second or _only_before(links, second) != first:
        raise RefusedEditError(Refusal.NO_NEIGHBOUR)
    fixed = {StepKind.START, StepKind.END, StepKind.DECISION}
    if fixed & {record.step_by_id[first].kind, record.step_by_id[second].kind} or first == second:
        raise RefusedEditError(Refusal.NO_NEIGHBOUR)
    changed = {first: second, second: first}
    links = tuple(
        replace(link, source=second, target=first)
        if (link.source, link.target) == (first, second)
        else replace(link, source=changed.get(link.source, link.source), target=changed.get(link.target, link.target))
        for link in links
    )
    steps = list(record.steps)
    here, there = _place(record, first), _place(record, second)
    steps[here], steps[there] = steps[there], steps[here]
    return _with(record, tuple(steps), links)


def _only_after(links: Iterable[Link], name: str) -> str | None:
    targets = [link.target for link in links if link.source == name]
    return targets[0] if len(targets) == 1 else None


def _only_before(links: Iterable[Link], name: str) -> str | None:
    sources = [link.source for link in links if link.target == name]
    return sources[0] if len(sources) == 1 else None


def _place(record: ProcessRecord, name: str) -> int:
    return next(place for place, step in enumerate(record.steps) if step.id == name)


def _without(moment: MomentOfTruth, name: str) -> MomentOfTruth:
    return replace(moment, steps=tuple(step for step in moment.steps if step != name))


def _merged(links: Iterable[Link]) -> list[Link]:
    """Each pair of steps once; the link that says a condition is kept."""
    made: dict[tuple[str, str], Link] = {}
    for link in links:
        known = made.get((link.source, link.target))
        if known is None or (link.condition and not known.condition):
            made[link.source, link.target] = link
    return list(made.values())


def _with(record: ProcessRecord, steps: Sequence[Step], links: Iterable[Link]) -> ProcessRecord:
    """The record with these steps and exactly these ways; what goes without saying stays unsaid."""
    written = {link.source for link in record.links}
    leaving: dict[str, list[Link]] = {}
    for link in links:
        leaving.setdefault(link.source, []).append(link)
    kept: list[Link] = []
    for place, step in enumerate(steps):
        out = leaving.get(step.id, [])
        goes_on = step.kind is not StepKind.END and place + 1 < len(steps)
        unsaid = [Link(step.id, steps[place + 1].id)] if goes_on else []
        if step.id in written or out != unsaid:
            kept += out
    return replace(record, steps=tuple(steps), links=tuple(kept))
