"""The workbook of the process map, read by two readers that did not write it."""

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from qa_auditor.application.tasks import no_progress
from qa_auditor.application.views.map_content import MapContent
from qa_auditor.application.views.process_map import MapCell, MapView
from qa_auditor.domain.blind_spots import BlindSpot, BlindSpotKind
from qa_auditor.domain.people import Process, ProcessClass
from qa_auditor.domain.text import plain, translated
from qa_auditor.domain.touchpoint import Brand, Business, Channel, ContactDimension, ProcessMap, Touchpoint
from qa_auditor.reports.documents import map_writer
from qa_auditor.reports.xlsx.text import sheet_title

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
SEEN = Touchpoint("TEL", "GT", "0101", "OPEN", ((ContactDimension.MEDIUM, 5),), complexity=3, diversity=2, flow=4)


def cell(channel: str, business: str, **facts: object) -> MapCell:
    return MapCell(channel, "GT", business, **facts)  # type: ignore[arg-type] # test data


@pytest.fixture
def content() -> MapContent:
    found = ProcessMap(
        channels=(Channel("TEL", translated({"zh-CN": "电话", "en": "Telephone"})), Channel("WEB", plain("Web"))),
        brands=(Brand("GT", plain("A/B [all]: the one with a name that is far too long")),),
        businesses=(Business("0101", plain("=1+1"), plain("Accounts")), Business("0102", plain("Close"))),
        touchpoints=(SEEN,),
    )
    cells = [
        cell("TEL", "0101", touchpoint=SEEN, process_name=plain("Opening"), compliance=Fraction(2, 3), n=12,
             benchmark=Fraction(9, 10), last=NOW),
        cell("WEB", "0101", blind=(BlindSpotKind.NO_PROCESS,)),
        cell("TEL", "0102", not_offered=plain("Only in person")),
        cell("WEB", "0102", touchpoint=Touchpoint("WEB", "GT", "0102", "OPEN")),
    ]  # fmt: skip
    spots = (BlindSpot("WEB", "GT", "0101", BlindSpotKind.NO_PROCESS),)
    view = MapView(found, {(one.channel, one.brand, one.business): one for one in cells}, spots, 4)
    return MapContent(view, {"OPEN": Process("OPEN", plain("Opening"), ProcessClass.HANDLING)}, None, NOW, 90)


@pytest.fixture
def workbook(content: MapContent, tmp_path: Path) -> Path:
    path = tmp_path / "map.xlsx"
    map_writer("en")(content, path, made=NOW, progress=no_progress)
    return path


def test_every_value_on_the_map_is_a_number_or_a_word_in_the_matrix(workbook: Path):
    book = CalamineWorkbook.from_path(str(workbook))
    matrix = book.get_sheet_by_index(0).to_python()
    first = next(row for row in matrix if row[1] == "0101")
    second = next(row for row in matrix if row[1] == "0102")
    assert first[2] == pytest.approx(2 / 3)
    assert first[3] == "12 ▾"
    assert first[4] == "no process"
    assert second[2] == "—"
    assert second[4] == ""
    heads = next(row for row in matrix if row[1] == "Code")
    assert heads[2] == "Telephone TEL"


def test_the_heads_stay_in_sight_and_no_text_is_a_formula(workbook: Path):
    book = load_workbook(workbook)
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "C6"
    formulas = [one for page in book.worksheets for row in page.iter_rows() for one in row if one.data_type == "f"]
    assert formulas == []
    assert any(one.value == "=1+1" and one.data_type == "s" for row in sheet.iter_rows() for one in row)


def test_the_long_table_has_a_line_for_each_cell_with_what_can_be_reckoned(workbook: Path):
    rows = CalamineWorkbook.from_path(str(workbook)).get_sheet_by_name("Touchpoints").to_python()
    table = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [row["Code"] for row in table] == ["TEL-GT-0101", "WEB-GT-0101", "TEL-GT-0102", "WEB-GT-0102"]
    seen = table[0]
    assert (seen["Process"], seen["Class of the process"], seen["n"]) == ("OPEN", "Handling", 12)
    assert seen["Benchmark"] == pytest.approx(0.9)
    assert (seen["Medium"], seen["Degree of contact"], seen["Weight"]) == (5, 5, 15)
    assert table[1]["Blind spot"] == "no process"
    assert table[2]["Not offered"] == "Only in person"


def test_the_workbook_says_what_it_is_about(workbook: Path):
    rows = CalamineWorkbook.from_path(str(workbook)).get_sheet_by_name("About").to_python()
    about = {str(row[0]): str(row[1]) for row in rows}
    assert "more than 90 days" in about["Period"]
    assert about["Evaluations without a cell"] == "4"
    assert about["Rows: Touchpoints"] == "5"
    assert about["Column: Weight"].startswith("Degree of contact ×")


def test_the_same_map_gives_the_same_bytes(content: MapContent, workbook: Path, tmp_path: Path):
    again = tmp_path / "again.xlsx"
    map_writer("en")(content, again, made=NOW, progress=no_progress)
    assert again.read_bytes() == workbook.read_bytes()


def test_names_of_sheets_are_such_as_excel_takes_and_unlike_each_other():
    taken: list[str] = []
    for name in ("A/B [all]: the one with a name that is far too long", "a b all the one with a name that is far",
                 "History", "'quoted'", "", "x" * 40, "X" * 40):  # fmt: skip
        title = sheet_title(name, taken)
        assert 0 < len(title) <= 31
        assert not set(title) & set(":\\/?*[]")
        assert not title.startswith("'")
        assert not title.endswith("'")
        assert title.casefold() not in {one.casefold() for one in taken} | {"history"}
        taken.append(title)
