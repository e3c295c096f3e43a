"""The evaluations that a process report counts, each with its score in the form that the domain sums up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.domain.checklist import Checklist, Method, NaRule
from qa_auditor.domain.evaluation import Evaluation, Fate, QuestionResult, SubmittedScore
from qa_auditor.domain.people import Agent, Evaluator, Site
from qa_auditor.domain.scoring.result import Contribution, CriticalError, Score
from qa_auditor.domain.subject import Subject


@dataclass(frozen=True, slots=True)
class Case:
    """One evaluation of the period with what belongs to it; ``score`` is what ``kept`` says of the whole."""

    evaluation: Evaluation
    subject: Subject
    checklist: Checklist
    kept: SubmittedScore
    score: Score


@dataclass(frozen=True, slots=True)
class Names:
    """Who and where, by id."""

    agents: Mapping[str, Agent]
    sites: Mapping[str, Site]
    evaluators: Mapping[str, Evaluator]


def case_of(evaluation: Evaluation, subject: Subject, checklist: Checklist, kept: SubmittedScore) -> Case:
    """One evaluation of the period."""
    return Case(evaluation, subject, checklist, kept, score_kept(checklist, kept))


def score_kept(checklist: Checklist, kept: SubmittedScore) -> Score:
    """A kept score as the engine gave it. Band, range and what was hidden or missing are not told again."""
    answered = [result for result in kept.results if result.fraction is not None]
    return Score(
        total=kept.total,
        raw=kept.raw,
        bonus=kept.bonus,
        passed=kept.passed,
        band=None,
        range=None,
        sections=dict(kept.sections),
        dimensions=dict(kept.dimensions),
        areas=dict(kept.areas),
        critical=tuple(
            CriticalError(result.question_id, result.critical_class, result.effect)
            for result in answered
            if result.critical_class is not None and result.effect is not None
        ),
        contributions=tuple(
            _contribution(result, result.fraction, result.weight or Fraction(0))
            for result in answered
            if result.fraction is not None
        ),
        hidden=frozenset(),
        missing=(),
        counted_not_applicable=tuple(_counted(checklist, kept)),
    )


def _contribution(result: QuestionResult, fraction: Fraction, weight: Fraction) -> Contribution:
    return Contribution(
        result.question_id, fraction, weight, result.effective_weight, result.earned, result.lost, failed=result.failed
    )


def _counted(checklist: Checklist, kept: SubmittedScore) -> Iterator[Contribution]:
    """Questions answered "not applicable" that the N/A rule counts all the same, where their section has a score."""
    rule = checklist.scoring.na_rule
    if rule not in (NaRule.FULL, NaRule.ZERO) or checklist.scoring.method is Method.DEDUCTION:
        return
    fates = {result.question_id: result for result in kept.results}
    for section in checklist.sections:
        counted = [question for question in section.questions if question.scored and question.bonus is None]
        if not any(_lives(fates.get(question.id)) for question in counted):
            continue
        for question in counted:
            result = fates.get(question.id)
            if result is not None and result.fate is Fate.NOT_APPLICABLE:
                yield _contribution(result, Fraction(int(rule is NaRule.FULL)), question.weight)


def _lives(result: QuestionResult | None) -> bool:
    return result is not None and result.fate in (Fate.ANSWERED, Fate.OPEN)
