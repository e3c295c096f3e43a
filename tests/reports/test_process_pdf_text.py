"""Text in the PDF of the process report: any characters, any length, whatever it looks like."""

import logging
import re
import subprocess
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_auditor.application.views.process_content import (
    Findings,
)
from qa_auditor.domain.people import Process
from qa_auditor.domain.text import plain
from qa_auditor.reports.pdf.fonts import BOLD, REGULAR, SUBSTITUTE, Glyphs, face
from qa_auditor.reports.pdf.text import lines_of, shortened
from tests.reports.process_contents import (
    CONTENT,
    FINDING,
    squeezed,
    text_of,
    with_note,
    write,
)


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
