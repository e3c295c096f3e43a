"""What of a workspace can be found, part by part, as entries of the index."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.find.entry import Entry, EntryKind
from qa_auditor.application.find.index import Index
from qa_auditor.application.library import latest_versions
from qa_auditor.application.ports import NotFoundError, UnitOfWork
from qa_auditor.domain.checklist import Checklist
from qa_auditor.domain.people import Process
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.subject import Subject
from qa_auditor.domain.text import Text, plain, translated
from qa_auditor.domain.touchpoint import ProcessMap

SUBJECTS_AT_ONCE = 2000
"""So many subjects make a part of the index: a new one costs the reading of one part."""


def with_library(index: Index, work: UnitOfWork) -> Index:
    """The index with all processes and questions of the workspace."""
    index = index.with_part(EntryKind.PROCESS, "", process_entries(work.processes.all()))
    for ref in latest_versions(work):
        index = index.with_part(EntryKind.QUESTION, ref.id, question_entries(work.checklists.get(ref)))
    return index


def with_subjects(index: Index, work: UnitOfWork) -> Index:
    """The index with all subjects of the workspace."""
    agents = _agents(work)
    after = ""
    while part := work.subjects.listed(after=after, most=SUBJECTS_AT_ONCE):
        index = index.with_part(EntryKind.SUBJECT, after, [_subject_entry(subject, agents) for subject in part])
        after = part[-1].id
    return index


def followed(index: Index, work: UnitOfWork, changes: Iterable[Change]) -> Index:
    """The index after what changed in the store; only the parts that it concerns are read again."""
    changed: dict[Kind, set[str]] = {}
    for change in changes:
        changed.setdefault(change.kind, set()).add(change.id)
    if Kind.PROCESS in changed:
        index = index.with_part(EntryKind.PROCESS, "", process_entries(work.processes.all()))
    for ref in latest_versions(work) if Kind.CHECKLIST in changed else ():
        if ref.id in changed[Kind.CHECKLIST]:
            index = index.with_part(EntryKind.QUESTION, ref.id, question_entries(work.checklists.get(ref)))
    return _with_changed_subjects(index, work, changed.get(Kind.SUBJECT, set()))


def _with_changed_subjects(index: Index, work: UnitOfWork, ids: set[str]) -> Index:
    starts = sorted(index.sources(EntryKind.SUBJECT)) or [""]
    agents = _agents(work)
    touched = set()
    for subject_id in ids:
        try:
            entry = _subject_entry(work.subjects.get(subject_id), agents)
        except NotFoundError:
            continue
        if not index.holds(entry):
            touched.add(max(start for start in starts if start < subject_id))
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        if start in touched:
            part = work.subjects.listed(after=start, until=following)
            index = index.with_part(EntryKind.SUBJECT, start, [_subject_entry(subject, agents) for subject in part])
    return index


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


def _subject_entry(subject: Subject, agents: Mapping[str, str]) -> Entry:
    beside = [f"{subject.occurred.local():%Y-%m-%d %H:%M}", agents.get(subject.agent_id or "", "")]
    context = plain(" · ".join(part for part in beside if part))
    return Entry(EntryKind.SUBJECT, "", plain(subject.title), context, f"subject:{subject.id}")


def _agents(work: UnitOfWork) -> dict[str, str]:
    return {agent.id: agent.name for agent in work.people.agents()}


def _side_by_side(names: Sequence[Text]) -> Text:
    """Several names as one, in every language that one of them has."""
    languages = dict.fromkeys(language for name in names for language, _text in name.versions)
    return translated({language: " · ".join(name.in_language(language) for name in names) for language in languages})
