"""A small workspace for every test: one site, team, agent, evaluator, process, checklist and call."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qa_auditor.application.scoring_desk import give_response, start_evaluation, submit_evaluation
from qa_auditor.bootstrap.library import library_format
from qa_auditor.domain.answer import NA, Response, Value
from qa_auditor.domain.checklist import ChecklistRef, SubjectKind
from qa_auditor.domain.evaluation import SubmittedScore
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Agent, Evaluator, Process, ProcessClass, Site, Team
from qa_auditor.domain.subject import Subject
from qa_auditor.domain.text import plain
from qa_auditor.exchange.checklist_yaml import load_checklist
from qa_auditor.storage.workspace import Workspace, open_workspace

CHECKLIST = """\
format: 1
id: small
version: 1
title: Small
subject: call
scoring: {pass_mark: 60}
sections:
  - id: opening
    title: Opening
    questions:
      - {id: greeting, text: Greets, area: people.attitude, answer: {type: yes_no}, weight: 3}
      - {id: wait, text: Waited, area: software.time, answer: {type: duration, na: true,
         bands: [{max: 10, score: 1}, {score: 0}]}}
      - id: promise
        text: Promises nothing false
        area: people.tact
        answer: {type: yes_no}
        critical: {class: compliance, effect: zero_evaluation}
"""

REF = ChecklistRef("small", 1)
COMPLETE: dict[str, Value] = {"greeting": "yes", "wait": NA, "promise": "yes"}


@dataclass
class TickingClock:
    """A clock that goes on by a millisecond whenever it is read."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 22, 8, 0, 0, 123456, tzinfo=UTC))

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


def call(subject_id: str, *, minutes: int = 0) -> Subject:
    at = datetime(2026, 11, 1, 1, 30, tzinfo=UTC) + timedelta(minutes=minutes)
    return Subject(
        subject_id,
        SubjectKind.CALL,
        f"call {subject_id}",
        Moment(at, "Asia/Shanghai"),
        agent_id="agent",
        site_id="site",
        process_code="COMPLAINT",
        direction="in",
        channel="phone",
        customer_ref="C-007",
        fields=(("queue", "钻石"), ("attempt", "2")),
    )


def open_at(folder: Path, *, busy_ms: int = 200) -> Workspace:
    return open_workspace(
        folder,
        clock=TickingClock(),
        parse=lambda text, file: load_checklist(text, file=file),
        formats=library_format(),
        busy_ms=busy_ms,
    )


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "workspace"
    workspace = open_at(folder)
    with workspace.store.begin() as work:
        work.people.put_site(Site("site", "SH", plain("上海"), "Asia/Shanghai"))
        work.people.put_team(Team("team", "Day", "site"))
        work.people.put_agent(Agent("agent", "007", "王喆", "team"))
        work.people.put_evaluator(Evaluator("evaluator", "E1", "Li"))
        work.people.put_evaluator(Evaluator("colleague", "E2", "He"))
        work.processes.put(Process("COMPLAINT", plain("投诉"), ProcessClass.COMPLAINT))
        work.checklists.add(load_checklist(CHECKLIST, file="small.yaml"), source=CHECKLIST)
        work.subjects.add(call("call"))
        work.commit()
    workspace.close()
    return folder


@pytest.fixture(name="call")
def call_fixture() -> Callable[..., Subject]:
    """Makes a call that can be added."""
    return call


@pytest.fixture(name="open_at")
def open_at_fixture() -> Callable[..., Workspace]:
    """Opens a workspace; the test closes it."""
    return open_at


@pytest.fixture
def ref() -> ChecklistRef:
    """The small checklist."""
    return REF


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "workspace")


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    opened = open_at(folder)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def draft(workspace: Workspace, clock: TickingClock) -> str:
    """Id of an open evaluation of the call."""
    opened = start_evaluation(workspace.store, clock=clock, subject_id="call", checklist=REF, evaluator_id="evaluator")
    return opened.value.evaluation.id


@pytest.fixture
def answer(workspace: Workspace, clock: TickingClock) -> Callable[[str, str, Response], None]:
    """Gives one response by the use case."""

    def give(evaluation_id: str, question_id: str, response: Response) -> None:
        give_response(
            workspace.store,
            clock=clock,
            evaluation_id=evaluation_id,
            question_id=question_id,
            response=response,
            evaluator_id="evaluator",
        )

    return give


@pytest.fixture
def submit(
    workspace: Workspace, clock: TickingClock, answer: Callable[[str, str, Response], None]
) -> Callable[[str], SubmittedScore]:
    """Completes an evaluation and submits it."""

    def complete(evaluation_id: str) -> SubmittedScore:
        for question_id, value in COMPLETE.items():
            answer(evaluation_id, question_id, Response(value))
        return submit_evaluation(workspace.store, clock=clock, evaluation_id=evaluation_id).value

    return complete
