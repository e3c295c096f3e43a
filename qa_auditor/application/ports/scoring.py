"""Checklists, subjects, evaluations and people as the use cases ask for them. Rows never leave storage."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from qa_auditor.domain.answer import Response
from qa_auditor.domain.checklist import Checklist, ChecklistRef, SubjectKind
from qa_auditor.domain.evaluation import Evaluation, EvaluationState, GivenAnswer, SubmittedScore
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Agent, Evaluator, Process, Site, Team
from qa_auditor.domain.subject import Recording, Subject


@dataclass(frozen=True, slots=True)
class EvaluationFilter:
    """Which evaluations are meant. None or empty: no restriction.

    ``since`` (included) and ``until`` (excluded) bound the instant at which the *subject* occurred.
    ``newest_revision_only`` leaves out submitted revisions that a later submitted one corrects.
    """

    process_code: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    agent_id: str | None = None
    site_id: str | None = None
    team_id: str | None = None
    evaluator_id: str | None = None
    checklist_id: str | None = None
    subject_id: str | None = None
    touchpoint: str | None = None
    state: EvaluationState | None = EvaluationState.SUBMITTED
    newest_revision_only: bool = True
    evaluation_ids: tuple[str, ...] = ()


class ChecklistRepository(Protocol):
    """Checklists of the workspace; a version once stored never changes."""

    def add(self, checklist: Checklist, *, source: str) -> None:
        """Store a version with the text of its file; the same version with other text raises ``VersionTakenError``."""

    def get(self, ref: ChecklistRef) -> Checklist:
        """The checklist, or ``NotFoundError``."""

    def source(self, ref: ChecklistRef) -> str:
        """The file's text as it was stored."""

    def refs(self) -> Sequence[ChecklistRef]:
        """All versions, by id then version."""


class SubjectRepository(Protocol):
    """Interactions and visits."""

    def add(self, subject: Subject) -> None:
        """Store a new subject."""

    def update(self, subject: Subject) -> None:
        """Replace the facts of a subject (never its id)."""

    def get(self, subject_id: str) -> Subject:
        """The subject, or ``NotFoundError``."""

    def with_recording(self, sha256: str) -> Subject | None:
        """The subject whose recording has these bytes, if any."""

    def waiting(self, *, evaluator_id: str | None = None, kind: SubjectKind | None = None) -> Sequence[Subject]:
        """Subjects without any evaluation, or with a draft (of ``evaluator_id``), oldest first."""

    def listed(self, *, after: str = "", until: str | None = None, most: int | None = None) -> Sequence[Subject]:
        """Subjects by id: those beyond ``after``, up to ``until``, at most ``most`` of them."""

    def recordings(self) -> Iterable[Recording]:
        """All recordings that subjects point to."""


class EvaluationRepository(Protocol):
    """Evaluations, their append-only answers, and the scores kept at submission."""

    def add(self, evaluation: Evaluation) -> None:
        """Store a new draft."""

    def get(self, evaluation_id: str) -> Evaluation:
        """The evaluation, or ``NotFoundError``."""

    def append_answer(self, answer: GivenAnswer) -> None:
        """Add one answer; refused with ``SubmittedError`` once the evaluation is submitted."""

    def responses(self, evaluation_id: str) -> Mapping[str, Response]:
        """The newest response of each question; one that was taken back (no value, note or marks) is absent."""

    def responses_of(self, evaluation_ids: Sequence[str]) -> Mapping[str, Mapping[str, Response]]:
        """``responses`` for many evaluations at once, by evaluation id."""

    def history(self, evaluation_id: str) -> Sequence[GivenAnswer]:
        """Every answer ever given, oldest first."""

    def save_place(self, evaluation_id: str, *, position_ms: int, question_id: str, scoring_ms: int) -> None:
        """Remember where the evaluator stands (drafts only; silently nothing for a submitted one)."""

    def submit(self, evaluation_id: str, *, submitted: Moment, score: SubmittedScore) -> None:
        """Make it immutable, with its score; ``SubmittedError`` if it is already."""

    def discard(self, evaluation_id: str) -> None:
        """Remove a draft with its answers; ``SubmittedError`` for a submitted one."""

    def find(self, which: EvaluationFilter) -> Sequence[Evaluation]:
        """Evaluations by when their subject occurred, then id."""

    def scores(self, which: EvaluationFilter) -> Mapping[str, SubmittedScore]:
        """Scores of submitted evaluations by evaluation id, with their question results."""

    def subjects(self, which: EvaluationFilter) -> Mapping[str, Subject]:
        """The subjects of those evaluations, by subject id."""

    def revisions(self, root_id: str) -> Sequence[Evaluation]:
        """All revisions, oldest first."""


class PeopleRepository(Protocol):
    """Sites, teams, agents and evaluators. ``put_…`` adds, or replaces the one with the same id."""

    def put_site(self, site: Site) -> None:
        """Add or replace a site."""

    def put_team(self, team: Team) -> None:
        """Add or replace a team."""

    def put_agent(self, agent: Agent) -> None:
        """Add or replace an agent."""

    def put_evaluator(self, evaluator: Evaluator) -> None:
        """Add or replace an evaluator."""

    def sites(self) -> Sequence[Site]:
        """All sites, by code."""

    def teams(self) -> Sequence[Team]:
        """All teams, by name."""

    def agents(self) -> Sequence[Agent]:
        """All agents, by code."""

    def evaluators(self) -> Sequence[Evaluator]:
        """All evaluators, by code."""


class ProcessRepository(Protocol):
    """Service processes by code."""

    def put(self, process: Process) -> None:
        """Add or replace a process."""

    def get(self, code: str) -> Process:
        """The process, or ``NotFoundError``."""

    def all(self) -> Sequence[Process]:
        """All processes, by code."""


class SettingRepository(Protocol):
    """Workspace settings: small texts by key, shared by the team."""

    def get(self, key: str, default: str = "") -> str:
        """The setting, or ``default``."""

    def put(self, key: str, value: str) -> None:
        """Set it."""
