"""People, places and processes are found by the code that people know, or added once."""

import pytest

from qa_auditor.application.faults import FaultsError
from qa_auditor.application.people import (
    add_evaluator,
    ensure_agent,
    ensure_evaluator,
    ensure_process,
    ensure_site,
    ensure_team,
    evaluators,
)
from qa_auditor.bootstrap.program import Application
from qa_auditor.domain.people import ProcessClass, Role
from qa_auditor.domain.text import plain


def test_the_same_code_is_the_same_agent(application: Application):
    clock = application.clock
    with application.store.begin() as work:
        site = ensure_site(work, clock=clock, code="SH", name=plain("上海"), zone="Asia/Shanghai")
        team = ensure_team(work, clock=clock, name="Day", site_id=site.id)
        first = ensure_agent(work, clock=clock, code="007")
        second = ensure_agent(work, clock=clock, code="007", name="王喆", team_id=team.id)
        third = ensure_agent(work, clock=clock, code="007")
        other = ensure_agent(work, clock=clock, code="7")

        assert first.name == "007"
        assert second.id == first.id
        assert (third.name, third.team_id) == ("王喆", team.id)
        assert other.id != first.id
        assert work.people.agents() == [third, other]
        assert ensure_team(work, clock=clock, name="Day", site_id=site.id) == team
        assert ensure_site(work, clock=clock, code="SH") == site


def test_a_process_keeps_what_nobody_says_otherwise(application: Application):
    with application.store.begin() as work:
        assert ensure_process(work, code="X").name == plain("X")
        named = ensure_process(work, code="X", name=plain("投诉"), process_class=ProcessClass.COMPLAINT)
        assert ensure_process(work, code="X") == named
        assert work.processes.get("X") == named


def test_evaluators_are_listed_by_code(application: Application):
    with application.store.begin() as work:
        ensure_evaluator(work, clock=application.clock, code="E2", role=Role.SUPERVISOR)
        ensure_evaluator(work, clock=application.clock, code="E1", name="Li")
        ensure_evaluator(work, clock=application.clock, code="E2", name="He")
        work.commit()

    found = [(who.code, who.name, who.role) for who in evaluators(application.store)]
    assert found == [("E1", "Li", Role.INSPECTOR), ("E2", "He", Role.SUPERVISOR)]


def test_a_new_evaluator_gets_the_next_free_number_and_nobody_else_s(application: Application):
    store, clock = application.store, application.clock
    assert add_evaluator(store, clock=clock, code="Q02", name="Li").value.code == "Q02"
    assert [add_evaluator(store, clock=clock, code="", name=name).value.code for name in "ab"] == ["Q01", "Q03"]
    with pytest.raises(FaultsError, match="Q02"):
        add_evaluator(store, clock=clock, code="Q02", name="He")
    assert [who.name for who in evaluators(store)] == ["a", "Li", "b"]
