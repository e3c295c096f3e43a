"""Exports hide what belongs to persons until a supervisor says otherwise; who was shown what stays on record."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from qa_auditor.application.faults import FaultsError
from qa_auditor.application.integrity import check_workspace
from qa_auditor.application.issuing import ReportRequest, issue_process_report, issue_scorecards, issue_summary
from qa_auditor.application.people import ensure_evaluator
from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.application.privacy import (
    export_hiding,
    export_masking,
    hidden_conversation,
    privacy_log,
    reveal,
    set_export_masking,
)
from qa_auditor.application.scoring_desk import give_response, start_evaluation, submit_evaluation
from qa_auditor.bootstrap.program import Application
from qa_auditor.cli.app import run
from qa_auditor.cli.settings import Program
from qa_auditor.domain.answer import Mark, Response, Value
from qa_auditor.domain.checklist import (
    ChecklistRef,
    Choice,
    Duration,
    FreeText,
    MultiChoice,
    Number,
    Question,
    Rating,
    SubjectKind,
    YesNo,
)
from qa_auditor.domain.conversation import Attachment, Conversation, ConversationKind, Line, Side, Word
from qa_auditor.domain.masking import PrivateKind, Span
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Process, ProcessClass, Role
from qa_auditor.domain.scoring.sheet import ScoreSheet
from qa_auditor.domain.subject import Recording, Subject
from qa_auditor.domain.text import plain
from qa_auditor.i18n import speaking
from qa_auditor.reports.documents import report_writer, scorecard_writer, summary_writer

PHONE, CARD, MAIL, OTHER = "13812345678", "110101199003077758", "wang.fang@example.com", "13987654321"
PRIVATE = (PHONE, CARD, MAIL, OTHER)
CALL = ChecklistRef("call-service", 1)
ALL = EvaluationFilter()


@dataclass
class House:
    application: Application
    inspector: str
    supervisor: str

    def documents(self, folder: Path) -> str:
        """All texts of scorecard, summary and report, as readers other than our writers see them."""
        application = self.application
        with speaking("en"):
            books = issue_scorecards(
                application.store, which=ALL, folder=folder, write=scorecard_writer("en"), clock=application.clock
            )
            summary = folder / "summary.xlsx"
            issue_summary(
                application.store, which=ALL, path=summary, write=summary_writer("en"), clock=application.clock
            )
            request = ReportRequest("COMPLAINT", date(2026, 11, 1), date(2026, 11, 30), "Asia/Shanghai")
            report = folder / "report.pdf"
            issue_process_report(
                application.store, request=request, path=report, write=report_writer("en"), clock=application.clock
            )
        read = subprocess.run(["pdftotext", "-raw", report, "-"], capture_output=True, check=True)
        texts = [read.stdout.decode()]
        for path in (*books, summary):
            book = CalamineWorkbook.from_path(str(path))
            rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
            texts += [str(cell) for row in rows for cell in row]
        return "\n".join(texts).replace("\n", "")


def answer_to(question: Question) -> Value | None:
    match question.answer:
        case YesNo():
            return "no"
        case FreeText():
            return f"请打{PHONE}"
        case Choice(options=options):
            return options[-1].id
        case MultiChoice():
            return ()
        case Rating() | Duration() | Number():
            return Fraction(1)
        case _:
            return None


@pytest.fixture
def house(application: Application, require_reader: Callable[[str], None]) -> House:
    """A submitted evaluation with a failed question, in whose texts four private things stand."""
    require_reader("pdftotext")
    store, clock = application.store, application.clock
    recording = Recording("5e" * 32, f"{OTHER}.wav", "WAV PCM", 2_016_000, 252_000, 2, 8000)
    with store.begin() as work:
        inspector = ensure_evaluator(work, clock=clock, code="Q01", name="王喆堃").id
        supervisor = ensure_evaluator(work, clock=clock, code="S01", name="李", role=Role.SUPERVISOR).id
        work.processes.put(Process("COMPLAINT", plain("投诉"), ProcessClass.COMPLAINT))
        at = Moment(datetime(2026, 11, 3, 6, 2, tzinfo=UTC), "Asia/Shanghai")
        fields = (("来电号码", OTHER),)
        work.subjects.add(
            Subject(
                "call", SubjectKind.CALL, OTHER, at, None, None, "COMPLAINT", "in", "phone", OTHER, recording, fields
            )
        )
        work.commit()
    opened = start_evaluation(store, clock=clock, subject_id="call", checklist=CALL, evaluator_id=inspector).value
    sheet = ScoreSheet(opened.checklist, opened.fields)
    marks = (Mark(12_000, f"报了{MAIL}", line=3, from_char=0, until_char=4, quote=f"我的身份证{CARD}"),)
    for question in opened.checklist.questions():
        value = answer_to(question)
        if value is None or sheet.is_hidden(question.id):
            continue
        sheet.set_answer(question.id, value)
        response = Response(value, f"电话{PHONE}", marks)
        give_response(
            store, clock=clock, evaluation_id=opened.evaluation.id, question_id=question.id, response=response,
            evaluator_id=inspector,
        )  # fmt: skip
    submit_evaluation(store, clock=clock, evaluation_id=opened.evaluation.id)
    return House(application, inspector, supervisor)


def test_every_export_is_masked_and_still_tells_what_was_said(house, tmp_path):
    texts = house.documents(tmp_path)

    assert [private for private in PRIVATE if private in texts] == []
    for shown in ("138****5678", "110***********7758", "w********@example.com", "139****4321"):
        assert shown in texts, shown
    assert "line 4 “" in texts


def test_a_supervisor_may_let_exports_show_everything_and_take_it_back(house, tmp_path):
    store, clock = house.application.store, house.application.clock
    set_export_masking(store, clock=clock, evaluator_id=house.supervisor, masked=False)
    texts = house.documents(tmp_path)
    assert [private for private in PRIVATE if private not in texts] == []

    set_export_masking(store, clock=clock, evaluator_id=house.supervisor, masked=True)
    with store.begin() as work:
        assert export_hiding(work)(PHONE) == "138****5678"


def test_nobody_else_may(house):
    with pytest.raises(FaultsError):
        set_export_masking(
            house.application.store, clock=house.application.clock, evaluator_id=house.inspector, masked=False
        )
    with house.application.store.begin() as work:
        assert export_masking(work).masked


def test_scores_are_those_of_the_answers_as_given(house):
    assert check_workspace(house.application.store, house.application.media).faults[0].code == "recording-missing"


def test_showing_is_on_record_before_the_text_is_given(house):
    store, clock = house.application.store, house.application.clock
    text = f"我是{PHONE}，{MAIL}"
    shown = reveal(store, clock=clock, evaluator_id=house.inspector, subject_id="call", text=text, line=3)
    reveal(
        store, clock=clock, evaluator_id=house.supervisor, subject_id="call", text=text,
        span=Span(2, 13, PrivateKind.MOBILE),
    )  # fmt: skip

    assert shown.value == text
    first, second = privacy_log(store)
    assert [one.evaluator and one.evaluator.code for one in (first, second)] == ["Q01", "S01"]
    assert (first.line, first.kinds) == (3, (PrivateKind.MOBILE, PrivateKind.EMAIL))
    assert (second.line, second.kinds) == (None, (PrivateKind.MOBILE,))
    assert first.title == "139****4321"


def test_what_hides_nothing_needs_no_record(house):
    store, clock = house.application.store, house.application.clock
    reveal(store, clock=clock, evaluator_id=house.inspector, subject_id="call", text="您好", line=0)
    assert privacy_log(store) == []


def test_a_conversation_is_shown_without_what_is_private():
    line = Line(
        0, Side.CUSTOMER, f"我的号码{PHONE}", PHONE, subject=MAIL, words=(Word(PHONE, 0, 9),),
        attachments=(Attachment(f"{PHONE}.pdf"),),
    )  # fmt: skip
    other = Line(1, Side.AGENT, "好的", words=(Word("好的", 10, 20),))
    shown = hidden_conversation(Conversation("s", ConversationKind.EMAIL, (line, other)))

    assert PHONE not in repr(shown)
    assert MAIL not in repr(shown)
    assert shown.lines[1] == other


def commanded(house: House, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    opened = house.application

    class Kept:
        def __enter__(self) -> Application:
            return opened

        def __exit__(self, *_ended: object) -> None:
            return None

    program = Program(open=lambda _folder: Kept(), window=lambda *_: 0)  # type: ignore[arg-type,return-value]
    code = run(["--workspace", str(opened.workspace), "--lang", "en", *arguments], program)
    return code, capsys.readouterr().out


def test_the_record_can_be_listed(house, capsys):
    store, clock = house.application.store, house.application.clock
    reveal(store, clock=clock, evaluator_id=house.inspector, subject_id="call", text=PHONE, line=0)
    assert commanded(house, capsys, "privacy", "exports", "--no-mask", "--by", "S01")[0] == 0

    code, out = commanded(house, capsys, "privacy", "log", "--json")
    document = json.loads(out)
    assert code == 0
    (shown,) = document["shown"]
    assert (shown["evaluator"], shown["subject"], shown["line"], shown["kinds"]) == ("Q01", "call", 0, ["mobile"])
    assert shown["title"] == "139****4321"
    assert [(one["masked"], one["by"]) for one in document["exports"]] == [(False, "S01")]
    code, out = commanded(house, capsys, "privacy", "log")
    assert "Q01 王喆堃  139****4321, line 1: mobile number" in out
    assert "Exports are not masked" in out
    assert "Masked data were shown 1 time" in commanded(house, capsys, "check")[1]


def test_the_command_line_knows_who_may_not(house, capsys):
    assert commanded(house, capsys, "privacy", "exports", "--no-mask", "--by", "Q01")[0] == 2
    assert commanded(house, capsys, "privacy", "exports", "--no-mask")[0] == 2
    code, out = commanded(house, capsys, "privacy", "exports", "--json")
    assert (code, json.loads(out)["masked"]) == (0, True)
