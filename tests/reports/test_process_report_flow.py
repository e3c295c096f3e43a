"""The chapter Flow of a process report."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from qa_auditor.application.views.process_flow import FlowScores, QuestionOutcome, StepScore
from qa_auditor.domain.process import Measurement
from qa_auditor.domain.scoring.period import Share
from qa_auditor.reports.process.document import write_process_report
from tests.reports.process_contents import CONTENT, GREETS, MADE, PROMISE
from tests.reports.test_drawings import long_process

BENCHMARKS = ((Measurement.COMPLIANCE, Fraction(9, 10)),)


@pytest.fixture
def text_of(tmp_path: Path, require_reader: Callable[[str], object]):
    require_reader("pdftotext")

    def read(content) -> str:
        path = tmp_path / "report.pdf"
        written = write_process_report(content, path, language="en", made=MADE, program="qa")
        assert written.missing == ()
        done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
        return done.stdout.decode()

    return read


def test_a_report_draws_every_step_with_its_score_and_names_where_the_process_fails(text_of):
    record = replace(long_process(60), benchmarks=BENCHMARKS)
    failed = StepScore(
        questions=(QuestionOutcome("c", PROMISE, Share(3, 12)), QuestionOutcome("c", GREETS, Share(0, 8))),
        met=Share(17, 20),
    )
    text = text_of(replace(CONTENT, record=record, flow=FlowScores({"s4": failed, "s9": StepScore()}, 60)))
    together = "".join(text.split())
    for number in range(60):
        assert f"Stepnumber{number}" in together
    assert "85% n20" in text
    assert "Where the process fails" in text
    row = next(line for line in text.splitlines() if "3 / 12" in line)
    assert "85.0 %" in row


def test_a_process_without_a_record_has_no_chapter(text_of):
    assert "Where the process fails" not in text_of(CONTENT)
