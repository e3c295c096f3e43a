"""Drawings of processes as files, read by readers that did not write them."""

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from qa_auditor.application.flow.chart import ChartView
from qa_auditor.application.flow.issuing import DrawingKind
from qa_auditor.domain.process import Lane, ProcessRecord, Step, StepKind
from qa_auditor.domain.text import translated
from qa_auditor.i18n import LANGUAGES
from qa_auditor.reports.documents import drawing_maker
from tests.application.flow.processes import process, step

MADE = datetime(2026, 11, 26, 8, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"


def long_process(count: int) -> ProcessRecord:
    lanes = list(Lane)
    steps = [
        replace(
            step(f"s{number}", lane=lanes[number % 3], kind=StepKind.DECISION if number % 7 == 3 else StepKind.ACTION),
            name=translated({"zh-CN": f"步骤第{number}号", "en": f"Step number {number}"}),
        )
        for number in range(count)
    ]
    links = [f"s{number}>s{number + 1}" for number in range(count - 1)]
    links += [f"s{number}>s{min(number + 4, count - 1)}:other case" for number in range(3, count - 2, 7)]
    return process(steps, links)


def parsed(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - made a moment ago


def made(record: ProcessRecord, kind: DrawingKind, *, view: ChartView = ChartView.BLUEPRINT, language: str = "en"):
    return drawing_maker(language)(record, view=view, kind=kind, scores=None, made=MADE)


@pytest.mark.parametrize("view", ChartView)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_svg_has_every_name_as_text_inside_its_frame(view: ChartView, language: str):
    record = long_process(20)
    root = parsed(made(record, DrawingKind.SVG, view=view, language=language))
    said = "".join(one.text or "" for one in root.iter(f"{SVG}text"))
    for one in record.steps:
        assert one.name.in_language(language).replace(" ", "") in said.replace(" ", "")
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    assert 0 < width <= 1650
    assert height > 100
    fonts = next(one.attrib["font-family"] for one in root.iter(f"{SVG}g") if "font-family" in one.attrib)
    assert "Noto Sans SC" in fonts
    assert fonts.endswith("sans-serif")


def test_hostile_words_stay_words():
    name = translated({"en": '<script>&"\x01\ud800</script>'})
    record = process([Step("s", name, step("s").stage, Lane.FRONT)])
    root = parsed(made(record, DrawingKind.SVG))
    assert not list(root.iter(f"{SVG}script"))
    assert any("<script>&" in (one.text or "") for one in root.iter(f"{SVG}text"))


def test_a_picture_shows_what_is_drawn_in_twice_its_size():
    picture = Image.open(BytesIO(made(long_process(8), DrawingKind.PNG)))
    root = parsed(made(long_process(8), DrawingKind.SVG))
    assert picture.width == pytest.approx(2 * float(root.attrib["width"]), abs=2)
    assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 20


@pytest.fixture
def read_pdf(tmp_path: Path, require_reader: Callable[[str], object]) -> Callable[[bytes], list[str]]:
    require_reader("pdftotext")

    def read(data: bytes) -> list[str]:
        file = tmp_path / "drawing.pdf"
        file.write_bytes(data)
        text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True).stdout.decode()
        return text.split("\f")[:-1]

    return read


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_pdf_of_sixty_steps_has_each_of_them_once_on_readable_pages(read_pdf, language: str):
    record = long_process(60)
    pages = read_pdf(made(record, DrawingKind.PDF, language=language))
    assert 2 <= len(pages) <= 10
    said = "".join("".join(pages).split())
    for number in range(60):
        assert record.step_by_id[f"s{number}"].name.in_language(language).replace(" ", "") in said
    assert f"{len(pages)}" in pages[-1]


def test_a_small_process_is_one_page(read_pdf):
    assert len(read_pdf(made(long_process(5), DrawingKind.PDF, view=ChartView.FLOW))) == 1


def test_the_same_process_and_time_give_the_same_bytes():
    for kind in DrawingKind:
        assert made(long_process(9), kind) == made(long_process(9), kind)
