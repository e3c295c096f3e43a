"""Suggestions are kept with their evidence, count only when taken, and how rules fare is known."""

import json
from fractions import Fraction

import pytest

from qa_auditor.application.library import install_checklist
from qa_auditor.application.people import add_evaluator
from qa_auditor.application.rule_record import rule_records
from qa_auditor.application.scoring_desk import (
    discard_draft,
    give_response,
    open_evaluation,
    score_of,
    start_evaluation,
    submit_evaluation,
)
from qa_auditor.application.subjects import SubjectFacts, add_subject
from qa_auditor.application.views.workbench import Workbench
from qa_auditor.bootstrap.program import Application, build, parse_checklist
from qa_auditor.cli.app import run
from qa_auditor.cli.settings import Program
from qa_auditor.domain.answer import Mark, Response
from qa_auditor.domain.assist import Evidence, Fact, FactName, Suggestion
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.moment import Moment

SMALL = """\
format: 1
id: small
version: 1
title: Small
subject: call
sections:
  - id: opening
    title: Opening
    questions:
      - {id: greeting, text: Greets, area: people.attitude, answer: {type: yes_no}}
      - {id: promise, text: Promises, area: people.tact, answer: {type: yes_no}, required: false}
"""
GREETED = Suggestion(
    "greeting",
    "said",
    "yes",
    (Evidence(words="您好", line=0, from_char=0, until_char=2, at_ms=1200, until_ms=1800),),
)
SILENCE = Fact(FactName.LONGEST_SILENCE, Fraction(41, 2), at_ms=5000, until_ms=25_500)
SLOW = Suggestion("promise", "slow", "no", (Evidence(fact=SILENCE, at_ms=5000, until_ms=25_500),))


class Desk:
    """Drafts of one evaluator on the small checklist."""

    def __init__(self, application: Application) -> None:
        self.store, self.clock = application.store, application.clock
        checklist = install_checklist(self.store, text=SMALL, file="small.yaml", parse=parse_checklist).value
        self.ref = checklist.ref
        self.evaluator = add_evaluator(self.store, clock=self.clock, code="Q01", name="Li").value.id

    def draft(self) -> str:
        occurred = Moment(self.clock.now(), "Asia/Shanghai")
        subject = add_subject(
            self.store, clock=self.clock, facts=SubjectFacts(SubjectKind.CALL, "call", occurred)
        ).value
        opened = start_evaluation(
            self.store, clock=self.clock, subject_id=subject.id, checklist=self.ref, evaluator_id=self.evaluator
        ).value
        self.suggest(opened.evaluation.id, GREETED, SLOW)
        return opened.evaluation.id

    def suggest(self, evaluation_id: str, *made: Suggestion) -> None:
        with self.store.begin() as work:
            work.suggestions.replace(evaluation_id, made, at=self.clock.now())
            work.commit()

    def suggested(self, evaluation_id: str) -> list[Suggestion]:
        with self.store.begin() as work:
            return list(work.suggestions.of(evaluation_id))

    def bench(self, evaluation_id: str) -> Workbench:
        bench = Workbench(open_evaluation(self.store, evaluation_id=evaluation_id))
        bench.show_suggestions({one.question_id: one for one in self.suggested(evaluation_id)})
        return bench

    def give(self, evaluation_id: str, question_id: str, response: Response, *, taken_rule: str = "") -> None:
        give_response(
            self.store,
            clock=self.clock,
            evaluation_id=evaluation_id,
            question_id=question_id,
            response=response,
            evaluator_id=self.evaluator,
            taken_rule=taken_rule,
        )

    def submit(self, evaluation_id: str) -> None:
        submit_evaluation(self.store, clock=self.clock, evaluation_id=evaluation_id)


@pytest.fixture
def desk(application: Application) -> Desk:
    return Desk(application)


def test_a_suggestion_comes_back_with_all_its_evidence(desk: Desk):
    assert desk.suggested(desk.draft()) == [GREETED, SLOW]


def test_a_suggestion_that_nobody_took_changes_no_score(desk: Desk):
    draft = desk.draft()
    bench = desk.bench(draft)

    assert bench.score().total is None
    desk.give(draft, "promise", Response("yes"))
    assert score_of(open_evaluation(desk.store, evaluation_id=draft)).total == 100


def test_taking_a_suggestion_answers_and_marks_the_moment(desk: Desk):
    bench = desk.bench(desk.draft())

    step = bench.take_suggestion("greeting")

    assert step is not None
    assert (step.after.value, step.taken_rule) == ("yes", "said")
    assert step.after.marks == (Mark(1200, "", 1800, 0, 0, 2, "您好"),)
    assert bench.suggestion("greeting") is None
    bench.undo()
    assert bench.suggestion("greeting") == GREETED


def test_what_is_no_longer_suggested_leaves_unless_it_was_taken(desk: Desk):
    draft = desk.draft()
    desk.give(draft, "greeting", Response("yes"), taken_rule="said")

    desk.suggest(draft)

    assert desk.suggested(draft) == [GREETED]


def test_a_discarded_draft_takes_its_suggestions_along(desk: Desk):
    draft = desk.draft()

    discard_draft(desk.store, evaluation_id=draft)

    assert desk.suggested(draft) == []


def test_the_record_of_a_rule_counts_what_stands_in_the_end(desk: Desk):
    given = (("yes", "said"), ("yes", ""), ("no", "said"), ("no", ""))
    for value, rule in given:
        draft = desk.draft()
        desk.give(draft, "greeting", Response(value), taken_rule=rule)
        desk.submit(draft)
    desk.draft()  # what is still a draft does not count

    records = {record.rule_id: record for record in rule_records(desk.store)}

    said, slow = records["said"], records["slow"]
    assert (said.made, said.taken, said.agreed, said.changed, said.left) == (4, 1, 1, 2, 0)
    assert said.right == Fraction(1, 2)
    assert (slow.made, slow.left, slow.right) == (4, 4, None)


def test_the_command_line_tells_how_rules_fare(
    desk: Desk, application: Application, capsys: pytest.CaptureFixture[str]
):
    draft = desk.draft()
    desk.give(draft, "greeting", Response("yes"), taken_rule="said")
    desk.submit(draft)
    application.close()

    program = Program(open=build, window=lambda _folder, _language: 0)
    code = run(["--workspace", str(application.workspace), "checklist", "rules", "small", "--json"], program)

    rules = {rule["rule"]: rule for rule in json.loads(capsys.readouterr().out)["rules"]}
    assert code == 0
    assert (rules["said"]["suggested"], rules["said"]["taken"], rules["said"]["right"]) == (1, 1, "1")
    assert rules["slow"]["right"] is None
