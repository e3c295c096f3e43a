"""Any sequence of answers, undos, corrections, discards and reopenings gives what a dictionary would."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from qa_auditor.application.scoring_desk import discard_draft, give_response, start_evaluation
from qa_auditor.domain.answer import NA, Mark, Response
from qa_auditor.domain.checklist import ChecklistRef
from qa_auditor.storage.workspace import Workspace

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.one_of(
    st.none(),
    st.just(NA),
    TEXTS,
    st.fractions(),
    st.lists(TEXTS, max_size=4).map(tuple),
    st.sampled_from(["yes", "no"]),
)
MARKS = st.builds(Mark, st.integers(0, 10**9), TEXTS, st.one_of(st.none(), st.integers(0, 10**9)))
RESPONSES = st.builds(Response, VALUES, TEXTS, st.lists(MARKS, max_size=3).map(tuple))
QUESTIONS = st.sampled_from(["greeting", "wait", "promise"])


def machine(template: Path, open_at: Callable[..., Workspace], clock) -> type[RuleBasedStateMachine]:
    class Answering(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.home = tempfile.TemporaryDirectory()
            self.folder = shutil.copytree(template, Path(self.home.name) / "workspace")
            self.workspace = open_at(self.folder)

        @initialize()
        def start(self) -> None:
            opened = start_evaluation(
                self.workspace.store,
                clock=clock,
                subject_id="call",
                checklist=ChecklistRef("small", 1),
                evaluator_id="evaluator",
            ).value
            self.draft = opened.evaluation.id
            self.given: list[tuple[str, Response]] = []
            self.now: dict[str, Response] = {}
            assert opened.responses == {}

        def give(self, question: str, response: Response) -> None:
            give_response(
                self.workspace.store,
                clock=clock,
                evaluation_id=self.draft,
                question_id=question,
                response=response,
                evaluator_id="evaluator",
            )
            self.given.append((question, response))
            self.now[question] = response
            if response == Response():
                del self.now[question]

        @rule(question=QUESTIONS, response=RESPONSES)
        def answers(self, question: str, response: Response) -> None:
            self.give(question, response)

        @rule(question=QUESTIONS)
        def undoes(self, question: str) -> None:
            before = [response for given, response in self.given if given == question][:-1]
            self.give(question, before[-1] if before else Response())

        @rule()
        def discards_and_starts_again(self) -> None:
            discard_draft(self.workspace.store, evaluation_id=self.draft)
            self.start()

        @rule()
        def reopens(self) -> None:
            self.workspace.close()
            self.workspace = open_at(self.folder)

        @invariant()
        def the_newest_counts_and_nothing_is_forgotten(self) -> None:
            with self.workspace.store.begin() as work:
                assert work.evaluations.responses(self.draft) == self.now
                history = work.evaluations.history(self.draft)
            assert [(answer.question_id, answer.response) for answer in history] == self.given

        def teardown(self) -> None:
            self.workspace.close()
            self.home.cleanup()

    return Answering


@pytest.mark.timeout(300)
def test_answers_are_as_a_dictionary_would_have_them(template: Path, open_at: Callable[..., Workspace], clock):
    run_state_machine_as_test(
        machine(template, open_at, clock),
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
