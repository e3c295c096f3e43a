"""Walk-throughs as lists, exports and reports show them: how far they are, and what they found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qa_auditor.application.ports import EvaluationFilter, UnitOfWork
from qa_auditor.application.walkthroughs.finishing import walk_so_far
from qa_auditor.application.walkthroughs.walking import OpenWalkthrough, opened_walkthrough
from qa_auditor.domain.text import Text
from qa_auditor.domain.trace import Trace
from qa_auditor.domain.walk import Compliance, walk_compliance, walk_trace
from qa_auditor.domain.walk_findings import WalkFinding, findings_of, told_of
from qa_auditor.i18n import N_, _


class WalkStage(StrEnum):
    """How far a walk-through is."""

    WALKING = "walking"
    JUDGING = "judging"
    SUBMITTED = "submitted"
    ABANDONED = "abandoned"


_STAGES = {
    WalkStage.WALKING: N_("Being walked"),
    WalkStage.JUDGING: N_("Walked, evaluation open"),
    WalkStage.SUBMITTED: N_("Submitted"),
    WalkStage.ABANDONED: N_("Given up"),
}


@dataclass(frozen=True, slots=True)
class WalkthroughRow:
    """One walk-through with what it found.

    Attributes:
        process: its name. evaluator: name of whoever walks.
        trace, compliance: as the steps stand. findings: likewise. told: with them steps that have a remark or photo.
        total: of the submitted evaluation; None before.
    """

    opened: OpenWalkthrough
    process: Text
    evaluator: str
    stage: WalkStage
    trace: Trace
    compliance: Compliance
    findings: tuple[WalkFinding, ...]
    told: tuple[WalkFinding, ...]
    total: Fraction | None = None

    @property
    def id(self) -> str:
        """Of the walk-through, and of the subject that it becomes."""
        return self.opened.walkthrough.id

    @property
    def evaluation_id(self) -> str:
        """Of its evaluation, or ""."""
        return self.opened.evaluation.id if self.opened.evaluation else ""


def stage_name(stage: WalkStage) -> str:
    """The stage in the current language."""
    return _(_STAGES[stage])


def walkthrough_rows(work: UnitOfWork, *, process_code: str | None = None) -> Sequence[WalkthroughRow]:
    """The walk-throughs of a process, or all, the newest first; those that were given up last."""
    rows = rows_of(work, [one.id for one in work.walkthroughs.all(process_code=process_code)])
    return sorted(rows, key=lambda row: row.stage is WalkStage.ABANDONED)


def rows_of(work: UnitOfWork, walkthrough_ids: Iterable[str]) -> list[WalkthroughRow]:
    """These walk-throughs; ``NotFoundError`` when one is not there."""
    opened = [opened_walkthrough(work, walkthrough_id) for walkthrough_id in walkthrough_ids]
    evaluators = {one.id: one.name for one in work.people.evaluators()}
    return [_row(work, one, evaluators.get(one.walkthrough.evaluator_id, "")) for one in opened]


def _row(work: UnitOfWork, opened: OpenWalkthrough, evaluator: str) -> WalkthroughRow:
    walk = walk_so_far(opened)
    record = opened.record
    return WalkthroughRow(
        opened=opened,
        process=record.name,
        evaluator=evaluator,
        stage=_stage(opened),
        trace=walk_trace(walk, record),
        compliance=walk_compliance(walk, record),
        findings=findings_of(walk, record),
        told=told_of(walk, record),
        total=_total(work, opened),
    )


def _stage(opened: OpenWalkthrough) -> WalkStage:
    if opened.closed:
        return WalkStage.SUBMITTED
    if opened.standing.abandoned:
        return WalkStage.ABANDONED
    return WalkStage.WALKING if opened.evaluation is None else WalkStage.JUDGING


def _total(work: UnitOfWork, opened: OpenWalkthrough) -> Fraction | None:
    if not opened.closed or opened.evaluation is None:
        return None
    kept = work.evaluations.scores(EvaluationFilter(evaluation_ids=(opened.evaluation.id,), newest_revision_only=False))
    return kept[opened.evaluation.id].total
