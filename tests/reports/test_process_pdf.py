"""The PDF of the process report, read back by independent programs."""

import hashlib
import logging
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_auditor.application.tasks import Cancelled
from qa_auditor.application.views.process_content import (
    ChecklistUse,
    CriticalLine,
    Finding,
    Findings,
    GroupLine,
    ProcessReportContent,
    QuestionLine,
    Sample,
    TrendPoint,
)
from qa_auditor.domain.answer import Mark, Response
from qa_auditor.domain.checklist import ChecklistRef, CriticalClass, Effect, Method, NaRule, Question, YesNo
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Process, ProcessClass
from qa_auditor.domain.rounding import shown
from qa_auditor.domain.scoring.period import PeriodScore, Share
from qa_auditor.domain.statistics import Interval
from qa_auditor.domain.text import plain, translated
from qa_auditor.i18n import LANGUAGES
from qa_auditor.reports.fonts import BOLD, REGULAR, SUBSTITUTE, Glyphs, face
from qa_auditor.reports.pdf_text import lines_of, shortened
from qa_auditor.reports.process_pdf import write_process_report

ZONE = "Asia/Shanghai"
MADE = Moment(datetime(2026, 11, 3, 6, 2, tzinfo=UTC), ZONE)
NAME = translated({"zh-CN": "投诉处理流程", "zh-TW": "投訴處理流程", "en": "Complaint handling"})
PROMISE = Question(
    "promise",
    translated({"zh-CN": "不作无法兑现的承诺", "en": "Promises only what can be kept"}),
    YesNo(),
    "people.tact",
)
GREETS = Question("greets", translated({"zh-CN": "先问好", "en": "Greets first"}), YesNo(), "people.attitude")

FINDING = Finding(
    evaluation_id="e1",
    title="20261017-0042",
    occurred=Moment(datetime(2026, 10, 17, 1, 30, tzinfo=UTC), ZONE),
    agent="王喆堃",
    site=plain("济南中心"),
    evaluator="李玥祎",
    question=PROMISE,
    response=Response(
        "no", "承诺“明天一定解决”，系统里没有工单。", (Mark(72_000, "承诺"), Mark(251_000, "再次", 262_000))
    ),
    critical_class=CriticalClass.CUSTOMER,
    effect=Effect.FAIL,
    lost=Fraction(40, 7),
    recording="20261017-0042.wav",
    sha256="5e884898da280471" * 4,
)


def mean(value, n=40):
    return PeriodScore(Fraction(value), n, Interval(float(value) - 2.5, float(value) + 2.5), pooled=False)


CONTENT = ProcessReportContent(
    process=Process("TEL-GT-0301", NAME, ProcessClass.COMPLAINT),
    since=date(2026, 8, 1),
    until=date(2026, 10, 31),
    zone=ZONE,
    sample=Sample(
        subjects=1204, evaluated=96, evaluations=98, without_score=1, evaluators=3, agents=2, sites=1, corrected=4
    ),
    mean=mean("82.345", 97),
    median=Fraction("84.125"),
    passed=Share(71, 97),
    critical_free=Share(90, 98),
    dimensions=(("hardware", mean("91.11", 3)), ("software", mean("77.77")), ("people", mean("85.55"))),
    areas=(("software.time", mean("66.61")), ("people.tact", mean("88.82")), ("people.attitude", mean("79.93"))),
    histogram=(0, 0, 0, 0, 1, 2, 5, 19, 41, 29),
    trend=(
        TrendPoint(date(2026, 8, 1), date(2026, 8, 31), mean("86.01", 31)),
        TrendPoint(date(2026, 9, 1), date(2026, 9, 30), PeriodScore(None, 0, None, pooled=False)),
        TrendPoint(date(2026, 10, 1), date(2026, 10, 31), mean("79.02", 66)),
    ),
    agents=(
        GroupLine("0301", plain("王喆堃"), mean("81.23"), Share(30, 40), 5),
        GroupLine("", plain(""), mean("83.21", 3), Share(2, 3), 0),
    ),
    sites=(GroupLine("JN", plain("济南中心"), mean("82.99"), Share(71, 97), 8),),
    critical=(
        CriticalLine(CriticalClass.CUSTOMER, Share(93, 98), 6),
        CriticalLine(CriticalClass.BUSINESS, Share(0, 0), 0),
        CriticalLine(CriticalClass.COMPLIANCE, Share(95, 97), 2),
    ),
    non_critical=Share(1900, 2013),
    questions=(
        QuestionLine("call-service", GREETS, Share(33, 90), Fraction("123.456")),
        QuestionLine("call-service", PROMISE, Share(6, 98), Fraction("34.285")),
    ),
    findings=Findings((FINDING, replace(FINDING, question=GREETS, critical_class=None, effect=None)), 0, 37),
    checklists=(
        ChecklistUse(
            ChecklistRef("call-service", 3),
            plain("热线服务质检表"),
            Method.WEIGHTED,
            NaRule.REDISTRIBUTE,
            Fraction(85),
            98,
        ),
    ),
)


def write(content: ProcessReportContent, path: Path, *, language: str = "en", **options):
    return write_process_report(content, path, language=language, made=MADE, program="qa_auditor 1.0", **options)


def with_note(note: str) -> ProcessReportContent:
    finding = replace(FINDING, response=Response("no", note))
    return replace(CONTENT, findings=Findings((finding,)))


def said(command: str, *arguments: str) -> str:
    done = subprocess.run([command, *arguments], check=True, capture_output=True)
    return done.stdout.decode("utf-8", errors="replace")


def raw_of(path: Path) -> str:
    """The file's objects in clear."""
    return said("qpdf", "--qdf", "--object-streams=disable", str(path), "-")


def text_of(path: Path) -> str:
    return said("pdftotext", "-layout", str(path), "-")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


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
        "import sys, pathlib; from tests.reports.test_process_pdf import CONTENT, write; "
        "write(CONTENT, pathlib.Path(sys.argv[1]))"
    )
    digests = set()
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.pdf"
        root = Path(__file__).parents[2]
        subprocess.run([sys.executable, "-c", code, str(path)], check=True, cwd=root, env={"PYTHONHASHSEED": seed})
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())

    assert len(digests) == 1


def test_a_character_without_a_glyph_is_replaced_logged_and_told(tmp_path, caplog, require_reader):
    require_reader("pdftotext")
    with caplog.at_level(logging.WARNING):
        written = write(with_note("独角兽🦄🦄与Č"), tmp_path / "report.pdf")
    text = text_of(tmp_path / "report.pdf")

    assert written.missing == ("U+010C ×1", "U+1F984 ×2")
    assert f"独角兽{SUBSTITUTE * 2}与" in squeezed(text)
    assert "U+1F984" in text
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "U+1F984" in caplog.text


def test_the_substitute_itself_can_be_shown():
    assert all(ord(SUBSTITUTE) in face(name).widths for name in (REGULAR, BOLD))


HOSTILE = [
    "<b>bold</b> & <font color=red>red</font> &lt; </para> <img src='x'/>",
    "a\x00b\x07c\x1bd\ud800e\ufffff",
    "W" * 5_000,
    "很长的备注，没有尽头。" * 500,
    "line\n" * 900,
    "\u202eright to left\u202c \u200d\ufe0f e\u0301 ﬃ Ω",
    "%s {0} {note} %(x)s \\n $HOME `id`",
    "https://example.org/" + "a/very-long-path/" * 60,
    "=1+1|cmd' /C calc'!A0",
    " ",
]


@pytest.mark.parametrize("note", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_note_is_shown_as_it_was_typed(note, tmp_path, require_reader):
    require_reader("pdftotext")
    write(with_note(note), tmp_path / "report.pdf")
    text = squeezed(text_of(tmp_path / "report.pdf"))
    furniture = re.compile(r"ProcessauditreportComplainthandling|Page\d+of\d+")
    expected = squeezed(Glyphs().showable(note))

    subprocess.run([require_reader("qpdf"), "--check", str(tmp_path / "report.pdf")], check=True, capture_output=True)
    sample = expected[:30]
    assert sample in furniture.sub("", text)
    assert len(text) >= len(expected)


def test_hostile_words_in_every_place_do_no_harm(tmp_path, require_reader):
    evil = plain("<b>&名" + "x" * 3_000 + "\n" * 500)
    content = replace(
        CONTENT,
        process=Process("<i>" + "C" * 200, evil),
        agents=tuple(replace(line, name=evil, code="Z" * 300) for line in CONTENT.agents),
        sites=tuple(replace(line, name=evil) for line in CONTENT.sites),
        questions=tuple(replace(line, question=replace(line.question, text=evil)) for line in CONTENT.questions),
        checklists=tuple(replace(use, title=evil) for use in CONTENT.checklists),
        findings=Findings((replace(FINDING, title="t" * 2_000, agent="<a&", recording="r" * 500, site=evil),)),
    )

    write(content, tmp_path / "report.pdf")

    subprocess.run([require_reader("qpdf"), "--check", str(tmp_path / "report.pdf")], check=True, capture_output=True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300), st.floats(min_value=20, max_value=480))
def test_lines_fit_their_width_and_lose_nothing(text, width):
    showable = Glyphs().showable(text)
    lines = list(lines_of(showable, font=REGULAR, size=9, width=width))

    assert squeezed("".join(line for line, _ in lines)) == squeezed(showable)
    assert all(line_width <= width + 0.01 or len(line) == 1 for line, line_width in lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("The quick brown fox", 60, ["The quick", "brown fox"]),
        ("客户投诉处理，及时回复", 54, ["客户投诉处", "理，及时回复"]),
        ("请打开Settings页面", 40, ["请打开", "Settings", "页面"]),
        ("他说“好的”然后", 28, ["他说", "“好", "的”然", "后"]),
        ("abc\n\ndef", 200, ["abc", "", "def"]),
    ],
)
def test_lines_break_where_readers_expect(text, width, lines):
    assert [line for line, _ in lines_of(text, font=REGULAR, size=9, width=width)] == lines


def test_a_shortened_line_ends_in_an_ellipsis_and_fits():
    short = shortened("很长的名字" * 20, font=BOLD, size=9, width=100)

    assert short.endswith("…")
    assert face(BOLD).width(short, 9) <= 100
    assert shortened("短", font=BOLD, size=9, width=100) == "短"


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
