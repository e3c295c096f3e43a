"""What stands behind the moments of a service circle: the standards that came of them, and the questions that ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qa_auditor.application.library import latest_versions
from qa_auditor.application.ports import Store, UnitOfWork
from qa_auditor.domain.checklist import ChecklistRef
from qa_auditor.domain.text import Text


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A question of a newest checklist that judges a standard."""

    checklist: ChecklistRef
    question_id: str
    text: Text


@dataclass(frozen=True, slots=True)
class StandardLine:
    """A standard behind a moment; ``known`` says whether the workspace has it."""

    code: str
    statement: Text = Text()
    questions: tuple[AskedLine, ...] = ()
    known: bool = True


def standard_lines(store: Store, *, codes: Iterable[str]) -> Mapping[str, StandardLine]:
    """The standards with these codes, by code."""
    with store.begin() as work:
        asked = questions_by_standard(work)
        there = {standard.code: standard for standard in work.standards.newest()}
    return {
        code: StandardLine(code, there[code].statement, tuple(asked.get(code, ())))
        if code in there
        else StandardLine(code, questions=tuple(asked.get(code, ())), known=False)
        for code in codes
    }


def questions_by_standard(work: UnitOfWork) -> Mapping[str, Sequence[AskedLine]]:
    """The questions of the newest checklists that name a standard, by its code."""
    found: dict[str, list[AskedLine]] = {}
    for ref in latest_versions(work):
        for question in work.checklists.get(ref).questions():
            if question.standard:
                found.setdefault(question.standard, []).append(AskedLine(ref, question.id, question.text))
    return found
