"""What a walk-through gives: a chapter of the process report, and documents on the command line."""

import json
import subprocess
from fractions import Fraction

from qa_auditor.application.issuing import ReportRequest, issue_process_report
from qa_auditor.application.views.process_report import process_report
from qa_auditor.application.walkthroughs.walking import (
    say,
)
from qa_auditor.bootstrap.program import build
from qa_auditor.cli.app import run
from qa_auditor.cli.settings import Program
from qa_auditor.domain.walk import StepOutcome
from qa_auditor.domain.walk_findings import WalkFault
from qa_auditor.domain.walkthrough import Act
from qa_auditor.reports.documents import report_writer
from tests.application.walks import DONE, SKIPPED, finish, mark, submit


def test_the_process_report_tells_what_walks_found_and_what_was_written(shop, begun):
    opened = mark(shop, begun, ("greet", DONE), ("part", StepOutcome.NOT_TO_STANDARD))
    for given in ((Act.NOTE, "greet", "warm"), (Act.NOTE, "part", "no goodbye")):
        opened = say(
            shop.store,
            clock=shop.clock,
            walkthrough_id=begun.walkthrough.id,
            evaluator_id=shop.auditor,
            given=[given],
        ).value
    submit(shop, finish(shop, opened))
    with shop.store.begin() as work:
        day = begun.walkthrough.begun.local().date()
        content = process_report(work, process_code="SHOP", since=day, until=day, zone="Asia/Shanghai")
    (case,) = content.walkthroughs

    assert (case.taken, case.defined, case.trace) == (2, 3, Fraction(4, 5))
    told = {one.step.id: one for one in case.told}
    assert list(told) == ["greet", "serve", "part"]
    assert told["greet"].faults == ()
    assert told["serve"].faults == (WalkFault.LEFT_OUT,)
    assert told["part"].faults == (WalkFault.NOT_TO_STANDARD,)


def test_the_pdf_has_every_word_that_was_written_on_the_walk(shop, begun, tmp_path, require_reader):
    require_reader("pdftotext")
    opened = say(
        shop.store,
        clock=shop.clock,
        walkthrough_id=begun.walkthrough.id,
        evaluator_id=shop.auditor,
        given=[(Act.OUTCOME, "greet", "done"), (Act.TIMED, "greet", "42"), (Act.NOTE, "greet", "<b>客户等了很久</b>")],
    ).value
    submit(shop, finish(shop, opened))
    day = begun.walkthrough.begun.local().date()
    path = tmp_path / "report.pdf"
    issue_process_report(
        shop.store,
        request=ReportRequest("SHOP", day, day, "Asia/Shanghai"),
        path=path,
        write=report_writer("en"),
        clock=shop.clock,
    )
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout

    assert "<b>客户等了很久</b>" in text
    assert "Too slow" in text
    assert "took 00:42" in text
    assert "Left out" in text


def test_the_command_lists_and_exports_walks(shop, begun, capsys):
    opened = mark(shop, begun, ("greet", DONE), ("part", SKIPPED))
    shop.close()
    program = Program(open=build, window=lambda _folder, _language: 0)
    assert run(["--workspace", str(shop.workspace), "walkthrough", "list", "--json"], program) == 0
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["id"], line["process"], line["stage"]) == (opened.walkthrough.id, "SHOP", "walking")
    assert run(["--workspace", str(shop.workspace), "walkthrough", "export", line["id"]], program) == 0
    exported = json.loads(capsys.readouterr().out)

    assert [(step["id"], step["outcome"], step["came"]) for step in exported["steps"]] == [
        ("greet", "done", 1),
        ("serve", None, None),
        ("part", "skipped", None),
    ]
    assert run(["--workspace", str(shop.workspace), "walkthrough", "export", "none"], program) == 2
