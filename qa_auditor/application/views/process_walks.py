"""The walk-throughs of a process and period, as its audit report tells them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.application.ports import EvaluationFilter, UnitOfWork
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.evaluation import Evaluation
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.subject import Subject
from qa_auditor.domain.walk import Walk, walk_compliance, walk_trace
from qa_auditor.domain.walk_findings import WalkFinding, told_of


@dataclass(frozen=True, slots=True)
class WalkCase:
    """One walk-through whose evaluation is submitted.

    Attributes:
        version: of the process that was walked.
        taken, defined: how many steps. trace, compliance: shares; None where nothing applied.
        told: steps with something wrong, and those with a remark or photo.
    """

    title: str
    occurred: Moment
    evaluator: str
    touchpoint: str
    version: int
    taken: int
    defined: int
    trace: Fraction | None
    compliance: Fraction | None
    total: Fraction | None
    told: tuple[WalkFinding, ...]


def walk_cases(work: UnitOfWork, which: EvaluationFilter) -> tuple[WalkCase, ...]:
    """The walk-throughs meant, by when they took place."""
    walks = work.walks.of(which)
    if not walks:
        return ()
    subjects = work.evaluations.subjects(which)
    scores = work.evaluations.scores(which)
    names = {one.id: one.name for one in work.people.evaluators()}
    cases = []
    for evaluation in work.evaluations.find(which):
        subject = subjects[evaluation.subject_id]
        if evaluation.id in walks and evaluation.id in scores and subject.kind is SubjectKind.WALKTHROUGH:
            walk = walks[evaluation.id]
            record = work.process_records.get(walk.process_code, walk.process_version)
            cases.append(_case(walk, record, subject, evaluation, names, total=scores[evaluation.id].total))
    return tuple(cases)


def _case(
    walk: Walk,
    record: ProcessRecord,
    subject: Subject,
    evaluation: Evaluation,
    names: Mapping[str, str],
    *,
    total: Fraction | None,
) -> WalkCase:
    trace = walk_trace(walk, record)
    return WalkCase(
        title=subject.title,
        occurred=subject.occurred,
        evaluator=names.get(evaluation.evaluator_id, ""),
        touchpoint=subject.touchpoint,
        version=record.version,
        taken=len(trace.taken),
        defined=len(trace.defined),
        trace=trace.share,
        compliance=walk_compliance(walk, record).share,
        total=total,
        told=told_of(walk, record),
    )
