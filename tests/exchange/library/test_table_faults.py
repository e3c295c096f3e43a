"""One cause in a workbook is one fault, in the words and the order of its sheets."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qa_auditor.domain.process import Information
from qa_auditor.domain.text import plain
from qa_auditor.exchange.library.files import read_library_file
from qa_auditor.exchange.library.process_yaml import load_process
from qa_auditor.i18n import speaking
from qa_auditor.reports.process_table import write_process_table
from tests.exchange.library.test_faults import PROCESS

_PLAIN = load_process(PROCESS)
_TOLD = Information(enters=(plain("number"), plain("name")))
RECORD = replace(_PLAIN, steps=(replace(_PLAIN.steps[0], information=_TOLD), *_PLAIN.steps[1:]))
Change = Callable[..., Path]


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    """Writes the workbook, lets a test change it as a user would, and gives its path."""

    def change(edit: Callable[[Any], object], language: str = "en") -> Path:
        path = tmp_path / "p.xlsx"
        write_process_table(RECORD, path, language=language, made=datetime(2026, 11, 1, tzinfo=UTC))
        book = openpyxl.load_workbook(path)
        edit(book)
        book.save(path)
        return path

    return change


def cell_of(sheet: Any, head: str, row: int) -> Any:
    return next(cell for cell in sheet[1] if cell.value == head).offset(row - 1)


def without_column(sheet: Any, head: str) -> None:
    sheet.delete_cols(cell_of(sheet, head, 1).column)


def without_rows(sheet: Any, first: int) -> None:
    sheet.delete_rows(first, sheet.max_row)


def hidden(sheet: Any) -> None:
    sheet.sheet_state = "hidden"


@pytest.mark.parametrize(
    ("edit", "code", "place"),
    [
        (lambda book: book.remove(book["Steps"]), "missing-sheet", ""),
        (lambda book: hidden(book["Steps"]), "hidden-sheet", "sheet Steps"),
        (lambda book: hidden(book["Process"]), "hidden-sheet", "sheet Process"),
        (lambda book: hidden(book["Links"]), "hidden-sheet", "sheet Links"),
        (lambda book: without_rows(book["Steps"], 1), "empty-sheet", "sheet Steps, cell A1"),
        (lambda book: without_rows(book["Steps"], 2), "empty-sheet", "sheet Steps"),
        (lambda book: without_rows(book["Process"], 1), "empty-sheet", "sheet Process, cell A1"),
        (lambda book: without_rows(book["Process"], 2), "empty-sheet", "sheet Process"),
        (lambda book: book["Steps"].delete_rows(1), "missing-heads", "sheet Steps, cell A1"),
        (lambda book: book["Steps"].insert_rows(1), "missing-heads", "sheet Steps, cell A1"),
        (lambda book: book["Process"].delete_rows(1), "missing-heads", "sheet Process, cell A1"),
        (lambda book: without_column(book["Steps"], "Step"), "missing-column", "sheet Steps"),
        (lambda book: without_column(book["Steps"], "Stage"), "missing-column", "sheet Steps"),
        (lambda book: without_column(book["Links"], "To"), "missing-column", "sheet Links"),
        (lambda book: without_column(book["Information"], "Direction"), "missing-column", "sheet Information"),
        (lambda book: without_column(book["Benchmarks"], "Benchmark"), "missing-column", "sheet Benchmarks"),
        (lambda book: without_column(book["Process"], "Version"), "missing-column", "sheet Process"),
    ],
)
def test_what_is_missing_as_a_whole_is_one_fault(changed: Change, edit, code: str, place: str):
    with speaking("en"):
        (fault,) = read_library_file(changed(edit)).faults
    assert (fault.code, fault.place.path) == (code, place)
    assert fault.remedy


def test_a_head_written_wrongly_is_one_fault_with_the_head_that_was_meant(changed: Change):
    with speaking("en"):
        (fault,) = read_library_file(changed(lambda book: book["Steps"]["A1"].__setattr__("value", "Stepp"))).faults
    assert (fault.code, fault.remedy) == ("unknown-column", 'Did you mean "Step"?')


def test_faults_stand_in_the_order_of_the_sheets_and_rows(changed: Change):
    def edit(book: Any) -> None:
        cell_of(book["Information"], "Step", 2).value = "gone"
        cell_of(book["Links"], "To", 3).value = "gone"
        cell_of(book["Steps"], "Lane", 4).value = "rear"
        cell_of(book["Steps"], "Stage", 2).value = "first"
        cell_of(book["Process"], "Version", 2).value = "new"
        book.move_sheet("Links", -2)

    with speaking("en"):
        faults = read_library_file(changed(edit)).faults
    sheets = [fault.place.path.split(",")[0].removeprefix("sheet ") for fault in faults]
    assert sheets == ["Links", "Process", "Steps", "Steps", "Information"]
    assert [fault.code for fault in faults if "Steps" in fault.place.path] == ["unknown-value"] * 2
    assert '"first"' in faults[2].message


@pytest.mark.parametrize(
    ("language", "sheet", "head", "value", "said"),
    [
        ("zh-CN", "步骤", "阶段", "开头", "起始, 中间, 终结"),
        ("zh-CN", "步骤", "必经", "也许", "是, 否"),
        ("zh-TW", "步驟", "泳道", "天上", "客戶, 前台, 後台, 支援"),
        ("zh-CN", "信息", "流向", "飞", "进入, 存储, 输出"),
        ("zh-CN", "六要素", "要素", "资原", "资源, 活动, 相互作用, 结果, 对象, 价值"),
        ("en", "Steps", "Required", "perhaps", "yes, no"),
    ],
)
def test_permitted_words_are_those_of_the_sheet(changed: Change, language, sheet, head, value, said):
    def edit(book: Any) -> None:
        cell = cell_of(book[sheet], head, 2)
        cell.value = value
        places.append(cell.coordinate)

    places: list[str] = []
    with speaking(language):
        (fault,) = read_library_file(changed(edit, language)).faults
    assert value in fault.message
    assert said in fault.remedy
    assert fault.place.path.endswith(places[0])


@pytest.mark.parametrize(("sheet", "head"), [("步骤", "泳道"), ("连线", "从"), ("信息", "流向"), ("标杆值", "标杆值")])
def test_an_empty_cell_is_named_by_its_head(changed: Change, sheet: str, head: str):
    with speaking("zh-CN"):
        path = changed(lambda book: cell_of(book[sheet], head, 2).__setattr__("value", None), "zh-CN")
        (fault,) = read_library_file(path).faults
    assert fault.code == "missing-key"
    assert f'"{head}"' in fault.message
    assert fault.place.path.endswith("2")


def test_no_empty_name_is_proposed(changed: Change):
    def edit(book: Any) -> None:
        cell_of(book["Steps"], "Step", 4).value = None
        cell_of(book["Links"], "To", 2).value = "zzzz"

    with speaking("en"):
        faults = read_library_file(changed(edit)).faults
    remedies = [fault.remedy for fault in faults if fault.code == "unknown-step"]
    assert remedies
    for remedy in remedies:
        assert all(name.strip() for name in remedy.partition(":")[2].split(","))


def test_warnings_speak_of_sheets_and_heads_too(changed: Change):
    def edit(book: Any) -> None:
        without_rows(book["六要素"], 2)
        without_rows(book["步骤"], 2)
        for name in ("连线", "信息", "关键时刻"):
            without_rows(book[name], 2)

    with speaking("zh-CN"):
        document = read_library_file(changed(edit, "zh-CN"))
    assert document.faults == ()
    told = {warning.code: warning for warning in document.warnings}
    assert "资源" in told["missing-element"].message
    assert '"六要素"' in told["missing-element"].remedy
    assert '"步骤"' in told["no-steps"].remedy


@pytest.mark.parametrize(
    ("written", "share"),
    [("90%", "9/10"), ("95 %", "19/20"), ("99.5％", "199/200"), ("９０％", "9/10"), (0.9, "9/10"), ("1/3", "1/3")],
)
def test_a_share_may_be_written_as_per_cent(changed: Change, written: str | float, share: str):
    def edit(book: Any) -> None:
        cell_of(book["Steps"], "Time limit (seconds)", 2).value = 20
        cell_of(book["Steps"], "Share in time", 2).value = written
        cell_of(book["Benchmarks"], "Benchmark", 2).value = written

    with speaking("en"):
        document = read_library_file(changed(edit))
    assert document.faults == ()
    (record,) = document.processes
    assert record.steps[0].time_share == Fraction(share)
    assert record.benchmarks[0][1] == Fraction(share)


@pytest.mark.parametrize("written", ["150%", "%", "much%", "90%%", "-5 %", "1/0%"])
def test_what_is_no_share_is_told_as_it_was_written(changed: Change, written: str):
    with speaking("en"):
        path = changed(lambda book: cell_of(book["Benchmarks"], "Benchmark", 2).__setattr__("value", written))
        (fault,) = read_library_file(path).faults
    assert written in fault.message
    assert "90%" in fault.remedy


@pytest.mark.parametrize(("sheet", "head"), [("Steps", "Lane"), ("Benchmarks", "Benchmark"), ("Process", "Version")])
def test_a_needed_cell_that_cannot_be_read_is_not_missing_too(changed: Change, sheet: str, head: str):
    with speaking("en"):
        path = changed(lambda book: cell_of(book[sheet], head, 2).__setattr__("value", "#N/A"))
        (fault,) = read_library_file(path).faults
    assert fault.code == "no-value"
