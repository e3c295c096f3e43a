"""All that a scorecard shows of one evaluation, gathered once for whoever writes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.application.ports import EvaluationFilter, UnitOfWork
from qa_auditor.application.privacy import export_hiding, hidden_responses, hidden_subject
from qa_auditor.application.scoring_desk import values_of
from qa_auditor.domain.answer import Response
from qa_auditor.domain.checklist import Checklist
from qa_auditor.domain.evaluation import Evaluation, SubmittedScore
from qa_auditor.domain.people import Agent, Evaluator, Process, Site, Team
from qa_auditor.domain.scoring.engine import score
from qa_auditor.domain.scoring.result import Score
from qa_auditor.domain.subject import Subject, condition_fields


@dataclass(frozen=True, slots=True)
class ScorecardContent:
    """One evaluation with its score, the people and the place."""

    evaluation: Evaluation
    checklist: Checklist
    subject: Subject
    responses: Mapping[str, Response]
    score: Score
    agent: Agent | None
    team: Team | None
    site: Site | None
    process: Process | None
    evaluator: Evaluator | None


def scorecard_contents(work: UnitOfWork, which: EvaluationFilter, *, batch: int = 200) -> Iterator[ScorecardContent]:
    """The contents of every evaluation that ``which`` means, in its order, read from the store in batches.

    What belongs to persons is masked, unless the workspace's exports are not.
    """
    hide = export_hiding(work)
    evaluations = work.evaluations.find(which)
    subjects = work.evaluations.subjects(which)
    agents = {agent.id: agent for agent in work.people.agents()}
    teams = {team.id: team for team in work.people.teams()}
    sites = {site.id: site for site in work.people.sites()}
    evaluators = {evaluator.id: evaluator for evaluator in work.people.evaluators()}
    processes = {process.code: process for process in work.processes.all()}
    for start in range(0, len(evaluations), batch):
        part = evaluations[start : start + batch]
        ids = tuple(evaluation.id for evaluation in part)
        responses = work.evaluations.responses_of(ids)
        kept = work.evaluations.scores(EvaluationFilter(evaluation_ids=ids, newest_revision_only=False))
        for evaluation in part:
            subject = subjects[evaluation.subject_id]
            agent = agents.get(subject.agent_id or "")
            process = processes.get(subject.process_code or "")
            checklist = work.checklists.get(evaluation.checklist)
            given = responses.get(evaluation.id, {})
            yield ScorecardContent(
                evaluation=evaluation,
                checklist=checklist,
                subject=hidden_subject(subject, hide),
                responses=hidden_responses(given, checklist, hide),
                score=score(checklist, values_of(given), _fields(kept.get(evaluation.id), subject, process)),
                agent=agent,
                team=teams.get(agent.team_id or "") if agent else None,
                site=sites.get(subject.site_id or ""),
                process=process,
                evaluator=evaluators.get(evaluation.evaluator_id),
            )


def _fields(kept: SubmittedScore | None, subject: Subject, process: Process | None) -> Mapping[str, str | Fraction]:
    """What conditions see: of a submitted evaluation what they saw then."""
    if kept is not None:
        return dict(kept.fields)
    return condition_fields(
        subject, process_class=process.process_class.value if process and process.process_class else None
    )
