"""Evaluations, scores and subjects are found by every restriction that a report can make."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from qa_auditor.application.ports import CodeTakenError, EvaluationFilter, NotFoundError, VersionTakenError
from qa_auditor.application.scoring_desk import give_response, start_evaluation
from qa_auditor.domain.answer import NA, Response
from qa_auditor.domain.checklist import ChecklistRef, CriticalClass, Effect, SubjectKind
from qa_auditor.domain.evaluation import EvaluationState, Fate, QuestionResult, SubmittedScore
from qa_auditor.domain.people import Agent, Process, ProcessClass, Site, Team
from qa_auditor.domain.subject import Recording, Subject
from qa_auditor.domain.text import plain, translated
from qa_auditor.storage.workspace import Workspace

RECORDING = Recording("ab" * 32, "001 投诉.wav", "WAV A-law", 16_044, 2_000, 2, 8_000)


@pytest.fixture
def crowd(workspace: Workspace, call: Callable[..., Subject], submit, clock, ref) -> dict[str, str]:
    """Four more calls, one not scored, one a draft; evaluation ids by subject id."""
    with workspace.store.begin() as work:
        work.people.put_site(Site("site-2", "BJ", plain("北京"), "Asia/Shanghai"))
        work.people.put_team(Team("team-2", "Night", "site-2"))
        work.people.put_agent(Agent("agent-2", "008", "赵", "team-2"))
        work.processes.put(Process("QUERY", plain("查询"), ProcessClass.QUERY))
        work.subjects.add(replace(call("b", minutes=10), agent_id="agent-2", site_id="site-2"))
        work.subjects.add(replace(call("a", minutes=20), process_code="QUERY"))
        work.subjects.add(replace(call("d", minutes=-10), recording=RECORDING))
        work.subjects.add(replace(call("waiting", minutes=-20), agent_id=None, site_id=None, process_code=None))
        work.commit()
    ids = {}
    for subject_id in ("a", "b", "d"):
        opened = start_evaluation(
            workspace.store, clock=clock, subject_id=subject_id, checklist=ref, evaluator_id="evaluator"
        )
        ids[subject_id] = opened.value.evaluation.id
    for subject_id in ("a", "b"):
        submit(ids[subject_id])
    return ids


EVENING = datetime(2026, 11, 1, 1, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("which", "found"),
    [
        (EvaluationFilter(), "ba"),
        (EvaluationFilter(process_code="QUERY"), "a"),
        (EvaluationFilter(agent_id="agent"), "a"),
        (EvaluationFilter(site_id="site-2"), "b"),
        (EvaluationFilter(team_id="team-2"), "b"),
        (EvaluationFilter(team_id="team"), "a"),
        (EvaluationFilter(since=EVENING), "ba"),
        (EvaluationFilter(until=EVENING), ""),
        (EvaluationFilter(since=EVENING, until=EVENING.replace(minute=50)), "b"),
        (EvaluationFilter(evaluator_id="colleague"), ""),
        (EvaluationFilter(checklist_id="small", subject_id="b"), "b"),
        (EvaluationFilter(checklist_id="other"), ""),
        (EvaluationFilter(state=EvaluationState.DRAFT), "d"),
        (EvaluationFilter(state=None), "dba"),
    ],
)
def test_evaluations_are_found_by_when_their_subject_occurred(
    workspace: Workspace, crowd: dict[str, str], which: EvaluationFilter, found: str
):
    with workspace.store.begin() as work:
        evaluations = work.evaluations.find(which)
        subjects = work.evaluations.subjects(which)
        scores = work.evaluations.scores(which)
    assert [evaluation.id for evaluation in evaluations] == [crowd[subject_id] for subject_id in found]
    assert list(subjects) == list(found)
    assert list(scores) == [crowd[subject_id] for subject_id in found if subject_id != "d"]


def test_evaluations_are_found_by_any_number_of_ids(workspace: Workspace, crowd: dict[str, str]):
    many = (*(f"nobody-{number}" for number in range(50_000)), crowd["a"])
    with workspace.store.begin() as work:
        assert [found.id for found in work.evaluations.find(EvaluationFilter(evaluation_ids=many))] == [crowd["a"]]
        assert work.evaluations.responses_of(many)[crowd["a"]]["wait"] == Response(NA)


def test_those_who_wait_are_the_new_and_the_begun_oldest_first(workspace: Workspace, crowd: dict[str, str]):
    with workspace.store.begin() as work:

        def waiting(**restrictions) -> list[str]:
            return [subject.id for subject in work.subjects.waiting(**restrictions)]

        assert waiting() == ["waiting", "d", "call"]
        assert waiting(evaluator_id="evaluator") == ["waiting", "d", "call"]
        assert waiting(evaluator_id="colleague") == ["waiting", "call"]
        assert waiting(kind=SubjectKind.VISIT) == []


def test_a_score_comes_back_exactly(workspace: Workspace, draft: str, clock):
    score = SubmittedScore(
        evaluation_id=draft,
        total=Fraction(345, 4),
        raw=Fraction(-1, 3),
        bonus=Fraction(0),
        passed=None,
        band=Fraction(85),
        sections=(("opening", Fraction(1, 7)), ("closing", None)),
        dimensions=(("software", Fraction(10**30 + 1, 10**30)),),
        areas=(),
        results=(
            QuestionResult(
                "greeting",
                Fate.ANSWERED,
                Fraction(1, 3),
                Fraction(3),
                Fraction(3, 8),
                Fraction(25, 2),
                Fraction(25),
                failed=True,
                critical_class=CriticalClass.CUSTOMER,
                effect=Effect.CAP_TOTAL,
            ),
            QuestionResult("wait", Fate.HIDDEN),
        ),
        fields=(("duration", Fraction(1261, 5)), ("process_class", "complaint")),
    )
    with workspace.store.begin() as work:
        work.evaluations.submit(draft, submitted=work.evaluations.get(draft).started, score=score)
        work.commit()
    with workspace.store.begin() as work:
        assert work.evaluations.scores(EvaluationFilter()) == {draft: score}


def test_a_subject_comes_back_whole_and_can_be_changed(workspace: Workspace, call: Callable[..., Subject]):
    subject = replace(call("x"), recording=RECORDING)
    with workspace.store.begin() as work:
        work.subjects.add(subject)
        work.commit()
    with workspace.store.begin() as work:
        assert work.subjects.get("x") == subject
        assert work.subjects.with_recording(RECORDING.sha256) == subject
        assert work.subjects.with_recording("00" * 32) is None
        assert list(work.subjects.recordings()) == [RECORDING]
        changed = replace(subject, title="new", agent_id=None, recording=None, fields=())
        work.subjects.update(changed)
        work.commit()
    with workspace.store.begin() as work:
        assert work.subjects.get("x") == changed
        assert list(work.subjects.recordings()) == []


def test_what_refers_to_nothing_is_refused(workspace: Workspace, call: Callable[..., Subject]):
    with workspace.store.begin() as work:
        with pytest.raises(NotFoundError):
            work.subjects.add(replace(call("x"), agent_id="nobody"))
        with pytest.raises(NotFoundError):
            work.subjects.update(call("x"))
        with pytest.raises(NotFoundError):
            work.subjects.get("x")
        with pytest.raises(NotFoundError):
            work.processes.get("NOTHING")
        with pytest.raises(NotFoundError):
            work.checklists.get(ChecklistRef("small", 2))


def test_codes_are_unique(workspace: Workspace):
    with workspace.store.begin() as work, pytest.raises(CodeTakenError):
        work.people.put_agent(Agent("another", "007", "Bond"))


def test_putting_replaces_the_one_with_the_same_id(workspace: Workspace):
    name = translated({"zh-CN": "上海旗舰店", "en": "Shanghai"})
    with workspace.store.begin() as work:
        work.people.put_site(Site("site", "SH-1", name, "Asia/Taipei"))
        work.settings.put("key", "one")
        work.settings.put("key", "two")
        work.processes.put(Process("COMPLAINT", name))
        work.commit()
    with workspace.store.begin() as work:
        assert work.people.sites() == [Site("site", "SH-1", name, "Asia/Taipei")]
        assert work.people.teams() == [Team("team", "Day", "site")]
        assert (work.settings.get("key"), work.settings.get("other", "?")) == ("two", "?")
        assert work.processes.all() == [Process("COMPLAINT", name)]


def test_a_checklist_version_never_changes(workspace: Workspace, ref: ChecklistRef):
    with workspace.store.begin() as work:
        checklist, source = work.checklists.get(ref), work.checklists.source(ref)
        assert checklist.ref == ref
        work.checklists.add(checklist, source=source.replace("\n", "\r\n"))
        with pytest.raises(VersionTakenError):
            work.checklists.add(checklist, source=source + "# other\n")
        work.checklists.add(replace(checklist, version=10), source=source)
        work.checklists.add(replace(checklist, version=2), source=source)
        assert [found.version for found in work.checklists.refs()] == [1, 2, 10]
        assert work.checklists.source(ref) == source


def test_leaving_without_commit_rolls_back(workspace: Workspace, draft: str, clock):
    with workspace.store.begin() as work:
        work.settings.put("key", "lost")
    with pytest.raises(ZeroDivisionError), workspace.store.begin() as work:  # noqa: PT012 - two steps of one transaction
        work.settings.put("key", "lost")
        raise ZeroDivisionError
    with workspace.store.begin() as work:
        assert work.settings.get("key") == ""
    # The writer's lock was let go each time.
    give_response(
        workspace.store,
        clock=clock,
        evaluation_id=draft,
        question_id="greeting",
        response=Response("yes"),
        evaluator_id="evaluator",
    )


def test_ids_sort_by_the_time_at_which_they_were_made(workspace: Workspace, clock, ref: ChecklistRef, call):
    from qa_auditor.domain.identity import new_id

    made = [new_id(int(clock.now().timestamp() * 1000)) for _ in range(200)]

    assert made == sorted(made)
    assert {identity[14] for identity in made} == {"7"}
