"""How the steps of a process follow each other: what its record says, what goes without saying, and where it ends."""

from collections.abc import Iterable, Mapping, Sequence

from qa_auditor.domain.process import Link, ProcessRecord, Step, StepKind


def links_of(record: ProcessRecord) -> tuple[Link, ...]:
    """Every link, in the order of the steps they leave.

    From a step that is no end and that no written link leaves, the next one of the list follows.
    """
    written: dict[str, list[Link]] = {}
    for link in record.links:
        written.setdefault(link.source, []).append(link)
    every: list[Link] = []
    for place, step in enumerate(record.steps):
        if step.id in written:
            every += written[step.id]
        elif step.kind is not StepKind.END and place + 1 < len(record.steps):
            every.append(Link(step.id, record.steps[place + 1].id))
    return tuple(every)


def entries(record: ProcessRecord) -> tuple[Step, ...]:
    """Where the process is entered: its starts; without one, its first step."""
    starts = tuple(step for step in record.steps if step.kind is StepKind.START)
    return starts or record.steps[:1]


def ends(record: ProcessRecord) -> tuple[Step, ...]:
    """Where the process ends: its ends; without one, its last step."""
    marked = tuple(step for step in record.steps if step.kind is StepKind.END)
    return marked or record.steps[-1:]


def unreachable(record: ProcessRecord) -> tuple[Step, ...]:
    """Steps that no way from an entry leads to, in their order."""
    following: dict[str, list[str]] = {}
    for link in links_of(record):
        following.setdefault(link.source, []).append(link.target)
    met = _met((step.id for step in entries(record)), following)
    return tuple(step for step in record.steps if step.id not in met)


def without_end(record: ProcessRecord) -> tuple[Step, ...]:
    """Steps from which no way leads to an end, in their order."""
    preceding: dict[str, list[str]] = {}
    for link in links_of(record):
        preceding.setdefault(link.target, []).append(link.source)
    met = _met((step.id for step in ends(record)), preceding)
    return tuple(step for step in record.steps if step.id not in met)


def ways_out(record: ProcessRecord) -> Mapping[str, Sequence[Link]]:
    """The links that leave each step, by its id; a step that none leaves is absent."""
    leaving: dict[str, list[Link]] = {}
    for link in links_of(record):
        leaving.setdefault(link.source, []).append(link)
    return leaving


def _met(first: Iterable[str], following: Mapping[str, Sequence[str]]) -> set[str]:
    """Everything that is met on the way from ``first``."""
    met = set(first)
    waiting = list(met)
    while waiting:
        for further in following.get(waiting.pop(), ()):
            if further not in met:
                met.add(further)
                waiting.append(further)
    return met
