"""Bulk work in one transaction: all of it or nothing, and each step sees the ones before."""

from datetime import UTC, datetime

import pytest

from qa_auditor.application.ports import NotFoundError
from qa_auditor.application.subjects import SubjectFacts, add_subject
from qa_auditor.application.together import together
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.identity import ids_from, new_id
from qa_auditor.domain.moment import Moment

FACTS = SubjectFacts(SubjectKind.VISIT, "a shop", Moment(datetime(2026, 11, 3, tzinfo=UTC), "Europe/London"))


def titles(store):
    with store.begin() as work:
        return [subject.title for subject in work.subjects.waiting()]


def test_steps_see_each_other_and_are_durable_at_the_end(application):
    with together(application.store) as store:
        made = add_subject(store, clock=application.clock, facts=FACTS).value
        with store.begin() as work:
            assert work.subjects.get(made.id) == made
    assert titles(application.store) == ["a shop"]


def test_when_a_step_fails_none_of_them_happened(application):
    def add_then_fail():
        with together(application.store) as store:
            add_subject(store, clock=application.clock, facts=FACTS)
            with store.begin() as work:
                work.subjects.get("nobody")

    with pytest.raises(NotFoundError):
        add_then_fail()
    assert titles(application.store) == []


def test_ids_can_be_made_the_same_and_are_random_again_afterwards():
    with ids_from(bytes):
        first, second = new_id(1_000), new_id(1_000)
    assert first == second
    assert len({new_id(1_000) for _attempt in range(50)} | {first}) == 51
