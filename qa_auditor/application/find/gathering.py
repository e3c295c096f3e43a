"""What of a workspace can be found, part by part, as entries of the index."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.find.entry import Entry, EntryKind
from qa_auditor.application.find.index import Index
from qa_auditor.application.library import latest_versions
from qa_auditor.application.ports import NotFoundError, UnitOfWork
from qa_auditor.domain.checklist import Checklist, ChecklistRef
from qa_auditor.domain.people import Process
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.subject import Subject
from qa_auditor.domain.text import Text, plain, translated
from qa_auditor.domain.touchpoint import ProcessMap

SUBJECTS_AT_ONCE = 2000
"""So many subjects make a part of the index: a new one costs the reading of one part."""

_OF_PROCESSES = (EntryKind.PROCESS, EntryKind.STEP)


@dataclass(frozen=True, slots=True)
class Part:
    """What one source holds, to take the place of what the index had of it."""

    kind: EntryKind
    source: str
    entries: tuple[Entry, ...]


def library_parts(work: UnitOfWork) -> Iterator[Part]:
    """All processes, steps, standards, touchpoints and questions of the workspace."""
    yield from _single_parts(work, (*_OF_PROCESSES, EntryKind.STANDARD, EntryKind.TOUCHPOINT))
    yield from _question_parts(work, latest_versions(work))


def subject_part(work: UnitOfWork, *, after: str = "") -> tuple[Part, str]:
    """The subjects beyond the id ``after``, and the id to go on after; "" when these were the last."""
    found = work.subjects.listed(after=after, most=SUBJECTS_AT_ONCE)
    return _subject_part(work, after, found), found[-1].id if len(found) == SUBJECTS_AT_ONCE else ""


def changed_parts(work: UnitOfWork, index: Index, changes: Iterable[Change]) -> Iterator[Part]:
    """What of the index is to be made anew after ``changes``; nothing of it was read for what did not change."""
    changed: dict[Kind, set[str]] = {}
    for change in changes:
        changed.setdefault(change.kind, set()).add(change.id)
    if Kind.PROCESS in changed:
        yield from _single_parts(work, _OF_PROCESSES)
    if Kind.STANDARD in changed:
        yield from _single_parts(work, (EntryKind.STANDARD,))
    if {Kind.TOUCHPOINT, Kind.PROCESS} & changed.keys():
        yield from _single_parts(work, (EntryKind.TOUCHPOINT,))
    ids = changed.get(Kind.CHECKLIST, set())
    yield from _question_parts(work, [ref for ref in latest_versions(work) if ref.id in ids] if ids else ())
    yield from _parts_with_subjects(work, index, changed.get(Kind.SUBJECT, set()))


def _single_parts(work: UnitOfWork, kinds: Iterable[EntryKind]) -> Iterator[Part]:
    for kind in kinds:
        if kind is EntryKind.PROCESS:
            entries = process_entries(work.processes.all())
        elif kind is EntryKind.STEP:
            entries = step_entries(work.process_records.newest())
        elif kind is EntryKind.STANDARD:
            entries = standard_entries(work.standards.newest())
        else:
            entries = touchpoint_entries(work.map.get())
        yield Part(kind, "", tuple(entries))


def _question_parts(work: UnitOfWork, refs: Iterable[ChecklistRef]) -> Iterator[Part]:
    for ref in refs:
        yield Part(EntryKind.QUESTION, ref.id, tuple(question_entries(work.checklists.get(ref))))


def _subject_part(work: UnitOfWork, source: str, subjects: Iterable[Subject]) -> Part:
    agents = {agent.id: agent.name for agent in work.people.agents()}
    return Part(EntryKind.SUBJECT, source, tuple(subject_entry(subject, agents) for subject in subjects))


def _parts_with_subjects(work: UnitOfWork, index: Index, ids: Iterable[str]) -> Iterator[Part]:
    """The parts that these subjects are in, without those that still stand in the index as they are."""
    starts = sorted(index.sources(EntryKind.SUBJECT)) or [""]
    touched = set()
    for subject_id in ids:
        try:
            (entry,) = _subject_part(work, "", [work.subjects.get(subject_id)]).entries
        except NotFoundError:
            continue
        if not index.holds(entry):
            touched.add(max(start for start in starts if start < subject_id))
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        if start in touched:
            yield _subject_part(work, start, work.subjects.listed(after=start, until=following))


def process_entries(processes: Iterable[Process]) -> Iterator[Entry]:
    """Processes by code and name."""
    return (Entry(EntryKind.PROCESS, one.code, one.name, target=f"process:{one.code}") for one in processes)


def step_entries(records: Iterable[ProcessRecord]) -> Iterator[Entry]:
    """Steps by name, and by the process's code and their id."""
    return (
        Entry(EntryKind.STEP, f"{record.code}/{step.id}", step.name, record.name, f"step:{record.code}/{step.id}")
        for record in records
        for step in record.steps
    )


def standard_entries(standards: Iterable[Standard]) -> Iterator[Entry]:
    """Standards by code and statement; those that are retired are no longer looked for."""
    return (
        Entry(EntryKind.STANDARD, one.code, one.statement, one.indicator, f"standard:{one.code}")
        for one in standards
        if not one.retired
    )


def touchpoint_entries(found: ProcessMap) -> Iterator[Entry]:
    """Touchpoints by code and by what is done where: the business, its channel and, among several, the brand."""
    channels = {channel.id: channel.name for channel in found.channels}
    brands = {brand.id: brand.name for brand in found.brands} if len(found.brands) > 1 else {}
    businesses = {business.code: business.name for business in found.businesses}
    for one in found.touchpoints:
        names = (businesses.get(one.business), channels.get(one.channel), brands.get(one.brand))
        title = _side_by_side([name for name in names if name])
        yield Entry(EntryKind.TOUCHPOINT, one.code, title, plain(one.process_code or ""), f"touchpoint:{one.code}")


def question_entries(checklist: Checklist) -> Iterator[Entry]:
    """Questions by their text, and by the checklist's id and their own."""
    return (
        Entry(
            EntryKind.QUESTION,
            f"{checklist.id}/{question.id}",
            question.text,
            checklist.title,
            f"question:{checklist.id}/{question.id}",
        )
        for question in checklist.questions()
    )


def subject_entry(subject: Subject, agents: Mapping[str, str]) -> Entry:
    """A subject by its title, the agent's name and when it occurred."""
    beside = [f"{subject.occurred.local():%Y-%m-%d %H:%M}", agents.get(subject.agent_id or "", "")]
    context = plain(" · ".join(part for part in beside if part))
    return Entry(EntryKind.SUBJECT, "", plain(subject.title), context, f"subject:{subject.id}")


def _side_by_side(names: Sequence[Text]) -> Text:
    """Several names as one, in every language that one of them has."""
    languages = dict.fromkeys(language for name in names for language, _text in name.versions)
    return translated({language: " · ".join(name.in_language(language) for name in names) for language in languages})
