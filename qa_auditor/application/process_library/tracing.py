"""From each topic of the source documents to the processes, standards and questions that carry it; what is amiss."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.application.library import latest_versions
from qa_auditor.application.ports import UnitOfWork
from qa_auditor.application.process_library.references import ReferenceKind
from qa_auditor.domain.checklist import Checklist, Source
from qa_auditor.domain.text import Text

COLUMNS = (ReferenceKind.PROCESS, ReferenceKind.STANDARD, ReferenceKind.QUESTION)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a source document.

    Attributes:
        lines: what carries it, by column; a column that is absent is not needed, an empty one is a gap.
    """

    id: str
    topic: Text
    source: Source
    lines: Mapping[ReferenceKind, tuple[str, ...]]

    def line(self, column: ReferenceKind) -> tuple[str, ...]:
        """What carries the topic in a column."""
        return self.lines.get(column, ())


class GapReason(StrEnum):
    """Why something is amiss."""

    EMPTY = "empty"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic that nothing carries in a column that needs it, or that names something which is not there (``name``)."""

    topic: Topic
    column: ReferenceKind
    reason: GapReason
    name: str = ""


def gaps_in(topics: Iterable[Topic], known: Mapping[ReferenceKind, Collection[str]]) -> tuple[Gap, ...]:
    """What is amiss, in the order of the topics."""
    gaps: list[Gap] = []
    for topic in topics:
        needed = [column for column in COLUMNS if column in topic.lines] or list(COLUMNS)
        gaps += [Gap(topic, column, GapReason.EMPTY) for column in needed if not topic.line(column)]
        gaps += [
            Gap(topic, column, GapReason.UNKNOWN, name)
            for column in COLUMNS
            for name in topic.line(column)
            if name not in known.get(column, ())
        ]
    return tuple(gaps)


def traceable(work: UnitOfWork) -> Mapping[ReferenceKind, Collection[str]]:
    """What topics may name in a workspace."""
    return traceable_names(
        processes=work.process_records.codes(),
        standards=work.standards.codes(),
        checklists=[work.checklists.get(ref) for ref in latest_versions(work)],
    )


def traceable_names(
    *, processes: Iterable[str], standards: Iterable[str], checklists: Iterable[Checklist]
) -> Mapping[ReferenceKind, Collection[str]]:
    """What topics may name: processes, standards, and questions as ``checklist/question``."""
    return {
        ReferenceKind.PROCESS: frozenset(processes),
        ReferenceKind.STANDARD: frozenset(standards),
        ReferenceKind.QUESTION: frozenset(
            f"{checklist.id}/{question.id}" for checklist in checklists for question in checklist.questions()
        ),
    }
