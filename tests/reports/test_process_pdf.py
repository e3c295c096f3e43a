"""The PDF of the process report, read back by independent programs."""

import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from qa_auditor.application.tasks import Cancelled
from qa_auditor.application.views.process_content import (
    Findings,
    ProcessReportContent,
    Sample,
    TrendPoint,
)
from qa_auditor.domain.people import Process
from qa_auditor.domain.rounding import shown
from qa_auditor.domain.scoring.period import PeriodScore, Share
from qa_auditor.domain.text import plain
from qa_auditor.i18n import LANGUAGES
from qa_auditor.reports.pdf.fonts import BOLD, REGULAR
from tests.reports.process_contents import (
    CONTENT,
    NAME,
    ZONE,
    mean,
    raw_of,
    said,
    squeezed,
    text_of,
    write,
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The same report in each language."""
    folder = tmp_path_factory.mktemp("pdf")
    for language in LANGUAGES:
        write(CONTENT, folder / f"{language}.pdf", language=language)
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_font_is_embedded_as_a_subset_with_its_characters(reports, language, require_reader):
    table = said(require_reader("pdffonts"), str(reports / f"{language}.pdf")).splitlines()[2:]

    assert {line.split()[0].partition("+")[2] for line in table} == {REGULAR, BOLD}
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_sound_and_says_what_it_is(reports, language, require_reader):
    path = reports / f"{language}.pdf"
    subprocess.run([require_reader("qpdf"), "--check", str(path)], check=True, capture_output=True)
    info = said(require_reader("pdfinfo"), str(path))
    raw = raw_of(path)

    assert NAME.in_language(language) in info
    assert "TEL-GT-0301" in info
    assert "(D:20261103140200+08'00')" in raw
    assert "A4" in info
    assert re.search(rf"/Lang \({language}\)", raw)
    assert "/DisplayDocTitle true" in raw
    assert "/PageLabels" in raw


def test_every_mean_is_in_the_text_with_its_interval(reports, require_reader):
    require_reader("pdftotext")
    text = squeezed(text_of(reports / "en.pdf"))
    means = [CONTENT.mean, *(mean for _, mean in (*CONTENT.dimensions, *CONTENT.areas))]
    means += [point.score for point in CONTENT.trend] + [line.score for line in (*CONTENT.agents, *CONTENT.sites)]

    for score in means:
        if score.interval is not None:
            low, high = (shown(Fraction(limit), 1) for limit in (score.interval.low, score.interval.high))
            assert shown(score.value) in text
            assert f"{low}–{high}" in text


def test_every_share_and_count_is_in_the_text(reports, require_reader):
    require_reader("pdftotext")
    text = squeezed(text_of(reports / "en.pdf"))
    shares = [CONTENT.passed, CONTENT.critical_free, CONTENT.non_critical]
    shares += [line.failed for line in CONTENT.questions] + [line.accuracy for line in CONTENT.critical]

    for share in shares:
        if share.value is not None:
            assert f"{shown(100 * share.value, 1)}%" in text
            assert f"{share.k:,}of{share.n:,}" in text
    for figure in ("84.13", "123.46", "34.29", "1,204", "85.00"):
        assert figure in text


def test_names_notes_moments_and_recordings_are_in_the_text(reports, require_reader):
    require_reader("pdftotext")
    text = squeezed(text_of(reports / "zh-CN.pdf"))

    for words in (
        "王喆堃", "李玥祎", "承诺“明天一定解决”，系统里没有工单。", "不作无法兑现的承诺", "投诉处理流程", "济南中心",
        "01:12承诺", "04:11–04:22再次", "2026-10-1709:30", "20261017-0042.wav", "5e884898da28", "热线服务质检表",
    ):  # fmt: skip
        assert words in text


def test_what_is_left_out_and_what_is_thin_is_said(reports, require_reader):
    require_reader("pdftotext")
    text = " ".join(text_of(reports / "en.pdf").split())

    assert "2 of 39 findings" in text
    assert "37 other findings" in text
    assert "3 *" in text
    assert "not applicable" in text


def test_headings_are_bookmarks_and_the_contents_has_their_pages(reports, require_reader):
    path = reports / "en.pdf"
    require_reader("qpdf")
    require_reader("pdftotext")
    raw = raw_of(path)
    pages = text_of(path).split("\f")

    assert raw.count("/Subtype /Link") == 17
    for heading in ("Summary", "Scores", "Critical errors", "Questions", "Findings", "Method"):
        assert f"/Title ({heading})" in raw
        listed = re.search(rf"^\s*{heading}\s+(\d+)$", pages[1], re.MULTILINE)
        assert listed is not None
        assert heading in pages[int(listed.group(1)) - 1]
    assert f"Page 2 of {len(pages) - 1}" in pages[1]


def test_the_same_content_gives_the_same_bytes(tmp_path):
    write(CONTENT, tmp_path / "one.pdf", language="zh-CN")
    write(CONTENT, tmp_path / "other.pdf", language="en")
    write(CONTENT, tmp_path / "two.pdf", language="zh-CN")

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_another_process_gives_the_same_bytes(tmp_path):
    code = (
        "import sys, pathlib; from tests.reports.process_contents import CONTENT, write; "
        "write(CONTENT, pathlib.Path(sys.argv[1]))"
    )
    digests = set()
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.pdf"
        root = Path(__file__).parents[2]
        subprocess.run([sys.executable, "-c", code, str(path)], check=True, cwd=root, env={"PYTHONHASHSEED": seed})
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())

    assert len(digests) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_to_report_is_one_honest_page(tmp_path, language, require_reader):
    empty = ProcessReportContent(
        process=Process("TEL", plain("")), since=date(2026, 8, 1), until=date(2026, 8, 31), zone=ZONE, sample=Sample(12)
    )

    written = write(empty, tmp_path / "report.pdf", language=language)

    require_reader("pdftotext")
    text = text_of(tmp_path / "report.pdf")
    assert written.pages == 1
    assert "12" in text
    assert "TEL" in text


def test_evaluations_without_any_score_are_a_report_without_figures(tmp_path, require_reader):
    nothing = PeriodScore(None, 0, None, pooled=False)
    content = replace(
        CONTENT,
        sample=Sample(subjects=2, evaluated=2, evaluations=2, without_score=2),
        mean=nothing,
        median=None,
        passed=Share(0, 0),
        critical_free=Share(2, 2),
        dimensions=(("people", nothing),),
        areas=(("people.tact", nothing),),
        histogram=(0,) * 10,
        trend=(TrendPoint(date(2026, 8, 1), date(2026, 8, 31), nothing),),
        agents=(),
        sites=(),
        questions=(),
        findings=Findings(),
    )

    write(content, tmp_path / "report.pdf")

    require_reader("pdftotext")
    assert "No evaluation has a score" in " ".join(text_of(tmp_path / "report.pdf").split())


def test_cancelling_leaves_nothing_behind(tmp_path):
    def stop(done, _of, _what):
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        write(CONTENT, tmp_path / "report.pdf", progress=stop)

    assert list(tmp_path.iterdir()) == []


def test_a_report_that_is_there_stays_until_the_new_one_is_whole(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    def stop(_done, _of, _what):
        raise Cancelled

    with pytest.raises(Cancelled):
        write(CONTENT, path, progress=stop)

    assert path.read_bytes() == b"old"


def test_every_page_is_told_to_whoever_watches(tmp_path):
    told = []

    written = write(CONTENT, tmp_path / "report.pdf", progress=lambda done, _of, _what: told.append(done))

    assert told == list(range(1, written.pages + 1))


def test_a_long_trend_and_many_agents_keep_the_head_of_their_tables(tmp_path, require_reader):
    require_reader("pdftotext")
    content = replace(
        CONTENT,
        trend=tuple(
            TrendPoint(
                date(2020 + month // 12, month % 12 + 1, 1), date(2020 + month // 12, month % 12 + 1, 28), mean(80)
            )
            for month in range(80)
        ),
        agents=tuple(replace(CONTENT.agents[0], code=f"{number:04}") for number in range(90)),
    )

    write(content, tmp_path / "report.pdf")
    pages = text_of(tmp_path / "report.pdf").split("\f")

    with_agents = [page for page in pages if re.search(r"· 00\d\d", page)]
    assert len(with_agents) > 1
    assert all("With critical" in page for page in with_agents)
