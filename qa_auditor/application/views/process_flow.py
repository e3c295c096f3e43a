"""What evaluations say of each step of a process: through its standards, and the questions that judge them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qa_auditor.application.library import latest_versions
from qa_auditor.application.ports import EvaluationFilter, UnitOfWork
from qa_auditor.application.views.process_measurements import StepFigures, measurements_of
from qa_auditor.domain.checklist import Checklist, ChecklistRef, Question
from qa_auditor.domain.process import ProcessRecord, Step
from qa_auditor.domain.scoring.period import Share
from qa_auditor.domain.standard import Standard

_NOTHING = Share(0, 0)


@dataclass(frozen=True, slots=True)
class QuestionOutcome:
    """A question that judges a standard of a step: how often it failed of how often it was judged."""

    checklist_id: str
    question: Question
    failed: Share


@dataclass(frozen=True, slots=True)
class StepScore:
    """One step in a period.

    Attributes:
        standards: those that it names and that are there, in its order; the newest version of each.
        missing: codes that it names and nobody knows.
        questions: the worst first; one that nobody answered in the period comes with nothing of nothing.
        met: judged and not failed, of all answers that judged it.
        walked: what walk-throughs of the process met at the step; None where nobody walked it.
    """

    standards: tuple[Standard, ...] = ()
    missing: tuple[str, ...] = ()
    questions: tuple[QuestionOutcome, ...] = ()
    met: Share = _NOTHING
    walked: StepFigures | None = None

    @property
    def shown(self) -> Share:
        """How far it is done to standard: by the questions, and where none was answered by the walk-throughs."""
        if self.met.n or self.walked is None:
            return self.met
        walked = self.walked
        return Share(walked.done, walked.done + walked.not_to_standard + walked.skipped)

    @property
    def worst(self) -> QuestionOutcome | None:
        """The question that failed most often; None where none failed."""
        first = next(iter(self.questions), None)
        return first if first is not None and first.failed.k else None


@dataclass(frozen=True, slots=True)
class FlowScores:
    """Scores by id of the step, and the evaluations that they rest on."""

    steps: Mapping[str, StepScore]
    evaluations: int = 0


def flow_scores(work: UnitOfWork, record: ProcessRecord, which: EvaluationFilter) -> FlowScores:
    """What evaluations of the process say of its steps; ``which`` names the process and the period."""
    judged: Counter[tuple[str, str]] = Counter()
    failed: Counter[tuple[str, str]] = Counter()
    refs = {evaluation.id: evaluation.checklist for evaluation in work.evaluations.find(which)}
    scores = work.evaluations.scores(which)
    for evaluation_id, score in scores.items():
        checklist_id = refs[evaluation_id].id
        for result in score.results:
            if result.fraction is not None:
                judged[checklist_id, result.question_id] += 1
                failed[checklist_id, result.question_id] += result.failed
    asked = _asked(work, refs.values())
    known = {standard.code: standard for standard in work.standards.newest()}
    walked = _walked(work, record, which)
    return FlowScores(
        {
            step.id: replace(_score(step, known, asked, judged, failed), walked=walked.get(step.id))
            for step in record.steps
        },
        len(scores),
    )


_Key = tuple[str, str]


def _walked(work: UnitOfWork, record: ProcessRecord, which: EvaluationFilter) -> dict[str, StepFigures]:
    """What walk-throughs met at each step, by its id; steps that nobody met are left out."""
    if record.code not in work.process_records.codes():
        return {}
    figures = measurements_of(work, record.code, which).steps
    return {one.step.id: one for one in figures if one.done or one.not_to_standard or one.skipped or one.out_of_order}


def _asked(work: UnitOfWork, used: Iterable[ChecklistRef]) -> dict[str, list[tuple[str, Question]]]:
    """The questions that judge each standard: of the newest versions, and of all that evaluations used."""
    refs = sorted({*latest_versions(work), *used})
    found: dict[_Key, tuple[str, Question]] = {}
    for ref in refs:
        checklist: Checklist = work.checklists.get(ref)
        for question in checklist.questions():
            if question.standard:
                found[checklist.id, question.id] = (checklist.id, question)
    made: dict[str, list[tuple[str, Question]]] = {}
    for checklist_id, question in found.values():
        made.setdefault(question.standard, []).append((checklist_id, question))
    return made


def _score(
    step: Step,
    known: Mapping[str, Standard],
    asked: Mapping[str, Sequence[tuple[str, Question]]],
    judged: Mapping[_Key, int],
    failed: Mapping[_Key, int],
) -> StepScore:
    questions = [
        QuestionOutcome(
            checklist_id,
            question,
            Share(failed.get((checklist_id, question.id), 0), judged.get((checklist_id, question.id), 0)),
        )
        for code in dict.fromkeys(step.standards)
        for checklist_id, question in asked.get(code, ())
    ]
    count = sum(one.failed.n for one in questions)
    return StepScore(
        standards=tuple(known[code] for code in step.standards if code in known),
        missing=tuple(code for code in step.standards if code not in known),
        questions=tuple(sorted(questions, key=_worst_first)),
        met=Share(count - sum(one.failed.k for one in questions), count),
    )


def _worst_first(one: QuestionOutcome) -> tuple[float, int, str, str]:
    low = one.failed.interval.low if one.failed.interval is not None else 0.0
    return (-low, -one.failed.n, one.checklist_id, one.question.id)
