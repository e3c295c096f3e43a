"""A process goes into a workbook and comes out of it as it was; a wrong workbook says where."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.text import LANGUAGES, Text, plain
from qa_auditor.exchange.library.files import read_library_file
from qa_auditor.exchange.library.process_yaml import load_process
from qa_auditor.i18n import speaking
from qa_auditor.reports.process_table import write_process_table
from tests.exchange.library.strategies import processes
from tests.exchange.library.test_faults import PROCESS

MADE = datetime(2026, 11, 1, tzinfo=UTC)
RECORD = load_process(PROCESS)


@pytest.fixture(autouse=True)
def _english():
    with speaking("en"):
        yield


def in_cells(value: Any) -> Any:
    """A value as cells can hold it: no control characters, languages in their usual order."""
    if isinstance(value, Text):
        said = {tag: cleaned(wording) for tag, wording in value.versions}
        order = [tag for tag in ("", *LANGUAGES) if tag in said]
        return Text(tuple((tag, said[tag]) for tag in order))
    if isinstance(value, tuple):
        return tuple(in_cells(one) for one in value)
    if hasattr(value, "__dataclass_fields__"):
        return replace(value, **{name: in_cells(getattr(value, name)) for name in value.__dataclass_fields__})
    return cleaned(value).strip() if type(value) is str and value else value


def cleaned(text: str) -> str:
    kept = re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_", "", text)
    return kept if kept.strip() else "x"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_process_comes_back_in_every_language(tmp_path: Path, language: str):
    write_process_table(RECORD, tmp_path / "p.xlsx", language=language, made=MADE)
    document = read_library_file(tmp_path / "p.xlsx")
    assert document.faults == ()
    assert document.processes == (RECORD,)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(processes())
def test_any_process_comes_back(tmp_path: Path, record: ProcessRecord):
    record = in_cells(record)
    write_process_table(record, tmp_path / "p.xlsx", language="zh-CN", made=MADE)
    document = read_library_file(tmp_path / "p.xlsx")
    assert document.faults == ()
    assert document.processes == (record,)


def test_the_same_process_gives_the_same_bytes(tmp_path: Path):
    for name in "ab":
        write_process_table(RECORD, tmp_path / name, language="en", made=MADE)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_no_text_becomes_a_formula(tmp_path: Path):
    tricky = replace(RECORD, name=plain("=1+1"), owner=plain("@SUM(A1)"), elements=())
    write_process_table(tricky, tmp_path / "p.xlsx", language="en", made=MADE)
    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    (name,) = [cell for cell in cells if cell.value == "=1+1"]
    assert name.quotePrefix
    assert read_library_file(tmp_path / "p.xlsx").processes == (tricky,)


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Path]:
    """Writes the workbook in English, lets a test change it as a user would, and gives its path."""

    def change(edit: Callable[[Any], object]) -> Path:
        path = tmp_path / "p.xlsx"
        write_process_table(RECORD, path, language="en", made=MADE)
        book = openpyxl.load_workbook(path)
        edit(book)
        book.save(path)
        return path

    return change


def cell_of(sheet: Any, head: str, row: int) -> Any:
    return next(cell for cell in sheet[1] if cell.value == head).offset(row - 1)


@pytest.mark.parametrize(
    ("sheet", "head", "row", "value", "code"),
    [
        ("Steps", "Lane", 4, "rear", "unknown-value"),
        ("Steps", "Lane", 4, None, "missing-key"),
        ("Steps", "Step", 4, "ask", "duplicate-id"),
        ("Steps", "Step", 4, "Not So", "wrong-code"),
        ("Steps", "Time limit (seconds)", 3, "soon", "not-a-number"),
        ("Steps", "Share in time", 3, 90, "out-of-range"),
        ("Steps", "Required", 3, "perhaps", "wrong-type"),
        ("Links", "To", 3, "nowhere", "unknown-step"),
        ("Moments", "Importance", 2, 9, "out-of-range"),
        ("Moments", "Steps", 2, "ask, gone", "unknown-step"),
        ("Benchmarks", "Benchmark", 2, 95, "out-of-range"),
        ("Benchmarks", "Measurement", 3, "use", "duplicate-row"),
        ("Elements", "Element", 2, "souls", "unknown-key"),
        ("Process", "Code", 2, "mail open", "wrong-code"),
        ("Process", "Version", 2, None, "missing-key"),
        ("Process", "Class", 2, "dreaming", "unknown-value"),
    ],
)
def test_a_fault_names_sheet_and_cell(changed, sheet, head, row, value, code):
    def edit(book: Any) -> None:
        cell = cell_of(book[sheet], head, row)
        cell.value = value
        places.append(cell.coordinate)

    places: list[str] = []
    document = read_library_file(changed(edit))
    assert document.processes == ()
    found = {(fault.code, fault.place.path) for fault in document.faults}
    assert (code, f"sheet {sheet}, cell {places[0]}") in found


def test_all_faults_of_a_workbook_are_told_at_once(changed):
    def edit(book: Any) -> None:
        cell_of(book["Steps"], "Lane", 3).value = "rear"
        cell_of(book["Links"], "From", 2).value = "gone"
        cell_of(book["Steps"], "Channel", 1).value = "Chanel"

    codes = [fault.code for fault in read_library_file(changed(edit)).faults]
    assert {"unknown-column", "unknown-value", "unknown-step"} <= set(codes)


def test_a_workbook_of_something_else_says_what_is_missing(changed):
    def edit(book: Any) -> None:
        del book["Process"]

    (fault,) = read_library_file(changed(edit)).faults
    assert fault.code == "missing-sheet"
    assert "export" in fault.remedy


def test_words_of_any_language_and_a_table_of_ones_own_are_understood(tmp_path: Path):
    book = openpyxl.Workbook()
    process = book.create_sheet("流程", 0)
    process.append(["编码", "版本", "名称", "类别"])
    process.append(["BIZ-NEW", 1, "新业务", "业务受理"])
    steps = book.create_sheet("步骤")
    steps.append(["步骤编号", "名称（zh-CN）", "Name (en)", "阶段", "泳道", "必经", "服务标准"])
    steps.append(["ask", "询问", "Ask", "起始", "客户", "是", None])
    steps.append([None, None, None, None, None, None, None])
    steps.append([7, "办理", "Do it", "final", "前台", "no", "STD-101；STD-102"])
    book.save(tmp_path / "own.xlsx")
    document = read_library_file(tmp_path / "own.xlsx")
    assert document.faults == ()
    (record,) = document.processes
    assert [(step.id, step.stage.value, step.lane.value, step.required) for step in record.steps] == [
        ("ask", "initial", "customer", True),
        ("7", "final", "front", False),
    ]
    assert record.steps[1].standards == ("STD-101", "STD-102")
    assert [one.place.path for one in document.references] == ["sheet 步骤, cell G4"] * 2


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 500])
def test_damaged_workbooks_are_one_clear_fault(tmp_path: Path, content: bytes):
    (tmp_path / "p.xlsx").write_bytes(content)
    (fault,) = read_library_file(tmp_path / "p.xlsx").faults
    assert fault.remedy


@pytest.mark.parametrize("written", ["=60*2", "#REF!", "=1/0"])
def test_a_cell_whose_value_can_not_be_read_is_no_empty_one(changed: Callable[..., Path], written: str):
    def spoil(book: Any) -> None:
        cell = cell_of(book["Steps"], "Time limit (seconds)", 2)
        cell.value = written
        if written.startswith("#"):
            cell.data_type = "e"

    document = read_library_file(changed(spoil))

    assert "no-value" in [fault.code for fault in document.faults]
    fault = next(fault for fault in document.faults if fault.code == "no-value")
    assert "Steps" in fault.place.path
    assert written in fault.message
    assert document.processes == ()
