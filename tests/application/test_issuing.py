"""Writing documents: names that never collide, a disk that refuses, and cancelling in the midst."""

import errno
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import partial

import pytest

from qa_auditor.application import issuing
from qa_auditor.application.faults import FaultsError, StoreError
from qa_auditor.application.issuing import (
    ReportRequest,
    file_name,
    issue_process_report,
    issue_scorecards,
    issue_summary,
    scorecard_name,
)
from qa_auditor.application.people import ensure_evaluator
from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.application.scoring_desk import give_response, start_evaluation, submit_evaluation
from qa_auditor.application.subjects import SubjectFacts, add_subject
from qa_auditor.application.tasks import Cancelled
from qa_auditor.application.views.scorecard import scorecard_contents
from qa_auditor.domain.answer import Response, Value
from qa_auditor.domain.checklist import ChecklistRef, SubjectKind
from qa_auditor.domain.identity import ids_from
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Agent
from qa_auditor.domain.scoring.sheet import ScoreSheet
from qa_auditor.i18n import set_language

ALL = EvaluationFilter()
AT = Moment(datetime(2026, 11, 3, 6, 2, tzinfo=UTC), "Asia/Shanghai")


def evaluated(application, title):
    """A submitted evaluation of a new call, every question answered with what comes first."""
    store, clock = application.store, application.clock
    subject = add_subject(store, clock=clock, facts=SubjectFacts(SubjectKind.CALL, title, AT)).value
    with store.begin() as work:
        evaluator = ensure_evaluator(work, clock=clock, code="Q")
        work.commit()
    opened = start_evaluation(
        store, clock=clock, subject_id=subject.id, checklist=ChecklistRef("call-service", 1), evaluator_id=evaluator.id
    ).value
    sheet = ScoreSheet(opened.checklist, opened.fields)
    plain: dict[str, Value] = {
        "YesNo": "yes",
        "Choice": "full",
        "MultiChoice": (),
        "Rating": Fraction(5),
        "Duration": Fraction(1),
    }
    for question in opened.checklist.questions():
        value = plain.get(type(question.answer).__name__)
        if value is not None and not sheet.is_hidden(question.id):
            sheet.set_answer(question.id, value)
            give_response(
                store, clock=clock, evaluation_id=opened.evaluation.id, question_id=question.id,
                response=Response(value), evaluator_id=evaluator.id,
            )  # fmt: skip
    submit_evaluation(store, clock=clock, evaluation_id=opened.evaluation.id)


def touch(content, path, **_named):
    path.write_text(content.evaluation.id, encoding="utf-8")


def never(contents, path, *, scope, made, progress):
    raise AssertionError("it was to be refused before")


def alike(head, count):
    return head + b"x" * (count - 1)


@pytest.fixture
def filled(application):
    set_language("en")
    # Ids whose ends are alike, made in the same millisecond: the hardest case for names.
    for title, head in (("a", b"1"), ("b", b"2"), ("c", b"3")):
        with ids_from(partial(alike, head)):
            evaluated(application, title)
    return application


def test_two_evaluations_never_get_the_same_file(filled, tmp_path):
    files = issue_scorecards(filled.store, which=ALL, folder=tmp_path / "new", write=touch, clock=filled.clock)
    assert len({file.name.casefold() for file in files}) == 3
    assert len({file.read_text(encoding="utf-8") for file in files}) == 3
    again = issue_scorecards(filled.store, which=ALL, folder=tmp_path / "new", write=touch, clock=filled.clock)
    assert again == files


@pytest.mark.parametrize("code", ["../../etc", "a/b\\c:d*e?", "工" * 200, "x" * 400, " .hidden. ", "\x00\n", ""])
def test_names_stay_in_their_folder_and_keep_what_tells_them_apart(filled, code):
    with filled.store.begin() as work:
        content = next(scorecard_contents(work, ALL))
    name = scorecard_name(replace(content, agent=Agent("a", code, code)))
    assert content.evaluation.id.replace("-", "")[-12:] in name
    assert len(name.encode()) < 200
    assert not set(name) & set('/\\:*?"<>|\x00\n')
    assert name.endswith(".xlsx")
    assert file_name(code) not in {"", ".", ".."}


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(errno.ENOSPC, "Make room"), (errno.EACCES, "open in another program"), (errno.EIO, "Check the folder")],
)
def test_what_the_disk_refuses_is_said_with_a_remedy(filled, tmp_path, number, remedy):
    def refuse(*_arguments, **_named):
        raise OSError(number, "refused", str(tmp_path / "file"))

    for attempt in (
        lambda: issue_scorecards(filled.store, which=ALL, folder=tmp_path, write=refuse, clock=filled.clock),
        lambda: issue_summary(filled.store, which=ALL, path=tmp_path / "s", write=refuse, clock=filled.clock),
        lambda: issue_process_report(
            filled.store,
            request=ReportRequest("X", date(2026, 11, 1), date(2026, 11, 30), "UTC"),
            path=tmp_path / "r",
            write=refuse,
            clock=filled.clock,
        ),
    ):
        with pytest.raises(StoreError) as raised:
            attempt()
        assert remedy in raised.value.remedy
        assert str(tmp_path / "file") in raised.value.message


def test_cancelling_keeps_the_finished_files_and_no_other(filled, tmp_path):
    def stop(done, of, what):
        assert of == 3
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        issue_scorecards(filled.store, which=ALL, folder=tmp_path, write=touch, clock=filled.clock, progress=stop)
    assert len(list(tmp_path.glob("*.xlsx"))) == 2


def test_a_period_that_ends_before_it_begins_is_a_fault(filled, tmp_path):
    request = ReportRequest("X", date(2026, 11, 2), date(2026, 11, 1), "UTC")
    with pytest.raises(FaultsError):
        issue_process_report(filled.store, request=request, path=tmp_path / "r", write=touch, clock=filled.clock)


def test_more_evaluations_than_a_sheet_has_rows_are_refused_before_anything_is_written(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(issuing, "MOST_EVALUATIONS", 2)
    with pytest.raises(FaultsError) as raised:
        issue_summary(filled.store, which=ALL, path=tmp_path / "new" / "s", write=never, clock=filled.clock)
    assert raised.value.faults[0].code == "too-many-evaluations"
    assert not (tmp_path / "new").exists()
