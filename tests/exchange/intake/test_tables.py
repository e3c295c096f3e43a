import codecs
import io
import time
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from qa_auditor.application.intake.sources import UnreadableError
from qa_auditor.exchange.tables import is_table, read_table
from qa_auditor.exchange.workbooks import open_workbook

CHINESE = (
    "文件名,工号,姓名,班组,站点,通话时间,方向,客户编号,流程,渠道,满意度\n"
    "a.wav,0017,张喆,一组,上海,2026/11/3 14:02,呼入,C-9,COMPLAINT,电话,5\n"
)
TRADITIONAL = "檔名,員編,姓名,方向,時間\na.wav,0017,陳大文,撥出,2026年11月3日 下午2:02\n"


def table(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        CHINESE.encode(),
        codecs.BOM_UTF8 + CHINESE.encode(),
        CHINESE.encode("gb18030"),
        CHINESE.encode("utf-16"),
        CHINESE.encode("utf-16-le"),
        CHINESE.encode("utf-16-be"),
        CHINESE.replace(",", ";").encode("gb18030"),
        CHINESE.replace(",", "\t").encode("utf-16"),
        CHINESE.replace("\n", "\r\n").encode(),
    ],
)
def test_a_table_as_excel_and_phone_systems_save_it(tmp_path, content):
    path = table(tmp_path / "calls.csv", content)
    assert is_table(path)
    (row,) = read_table(path, "calls.csv")
    assert (row.file, row.agent_code, row.agent_name, row.team, row.site) == ("a.wav", "0017", "张喆", "一组", "上海")
    assert row.occurred == datetime(2026, 11, 3, 14, 2)  # noqa: DTZ001 - a wall clock
    assert (row.direction, row.customer_ref, row.process, row.channel) == ("in", "C-9", "COMPLAINT", "phone")
    assert row.fields == (("满意度", "5"),)
    assert not row.faults
    assert str(row.place) == "calls.csv:2"


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "gb18030"])
def test_a_table_from_taiwan(tmp_path, encoding):
    (row,) = read_table(table(tmp_path / "a.csv", TRADITIONAL.encode(encoding)), "a.csv")
    assert (row.file, row.agent_code, row.agent_name, row.direction) == ("a.wav", "0017", "陳大文", "out")
    assert row.occurred == datetime(2026, 11, 3, 14, 2)  # noqa: DTZ001 - a wall clock


def test_an_english_table_below_a_title(tmp_path):
    text = "Calls of November\n\nFile Name,Agent ID,Call Time,Direction,Café\n"
    text += "b.mp3,42,2026-11-03T14:02:07+08:00,Outbound,x\n"
    (row,) = read_table(table(tmp_path / "a.csv", text.encode("cp1252")), "a.csv")
    assert (row.file, row.agent_code, row.direction, row.fields) == ("b.mp3", "42", "out", (("Café", "x"),))
    assert row.occurred == datetime(2026, 11, 3, 14, 2, 7, tzinfo=timezone(timedelta(hours=8)))
    assert row.place.line == 4


@pytest.mark.parametrize("above", ["十一月话务数据\n\n", "话务数据, 十一月, 上海, 白班\n", "sep=;\n"])
def test_lines_above_the_headings_do_not_decide_what_parts_the_cells(tmp_path, above):
    (row,) = read_table(table(tmp_path / "a.csv", above + CHINESE.replace(",", ";")), "a.csv")
    assert (row.file, row.agent_code, row.process) == ("a.wav", "0017", "COMPLAINT")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-11-03 14:02:07", (2026, 11, 3, 14, 2, 7)),
        ("2026/11/3 14:02", (2026, 11, 3, 14, 2, 0)),
        ("2026.11.3 9:05", (2026, 11, 3, 9, 5, 0)),
        ("2026年11月3日 14:02", (2026, 11, 3, 14, 2, 0)),
        ("2026年11月3日 14时2分7秒", (2026, 11, 3, 14, 2, 7)),
        ("2026/11/3 下午 2:02:07", (2026, 11, 3, 14, 2, 7)),
        ("2026/11/3 2:02:07 PM", (2026, 11, 3, 14, 2, 7)),
        ("2026/11/3 12:02 am", (2026, 11, 3, 0, 2, 0)),
        ("20261103140207", (2026, 11, 3, 14, 2, 7)),
        ("20261103 1402", (2026, 11, 3, 14, 2, 0)),
        ("2026-11-03", (2026, 11, 3, 0, 0, 0)),
        ("46329.5", (2026, 11, 3, 12, 0, 0)),
        ("2026-11-03T14:02:07.250", (2026, 11, 3, 14, 2, 7)),
    ],
)
def test_times_in_many_spellings(tmp_path, said, meant):
    (row,) = read_table(table(tmp_path / "a.csv", f"file,time\na.wav,{said}\n"), "a.csv")
    assert row.occurred is not None
    assert row.occurred.replace(microsecond=0) == datetime(*meant)  # noqa: DTZ001 - a wall clock


@pytest.mark.parametrize(
    "said", ["3/11/2026 14:02", "yesterday", "2026-13-01", "2026-11-03 25:00", "0001-01-01", "9999-12-31"]
)
def test_a_time_that_could_mean_two_things_or_nothing_is_a_fault_of_its_row(tmp_path, said):
    (row,) = read_table(table(tmp_path / "a.csv", f"file,time\na.wav,{said}\n"), "a.csv")
    (fault,) = row.faults
    assert (fault.code, fault.place.line) == ("unreadable-time", 2)
    assert said in fault.message


def test_every_fault_of_a_row_is_told_and_the_next_row_is_not_touched(tmp_path):
    path = table(tmp_path / "a.csv", "file,time,zone\n,soon,Mars/Base\nb.wav,2026-11-03,Asia/Taipei\n")
    bad, good = read_table(path, "a.csv")
    assert [fault.code for fault in bad.faults] == ["no-file-named", "unreadable-time", "unknown-zone"]
    assert (good.faults, good.zone) == ((), "Asia/Taipei")


def test_a_direction_of_the_house_is_kept_and_said(tmp_path):
    (row,) = read_table(table(tmp_path / "a.csv", "file,direction\na.wav,internal\n"), "a.csv")
    assert (row.direction, row.fields) == ("", (("direction", "internal"),))
    assert len(row.notes) == 1


def workbook(path: Path, rows: list[list[object]], *, from_1904: bool = False, hidden: bool = False) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "十一月"
    for row in rows:
        sheet.append(row)
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    if hidden:
        secret = book.create_sheet("hidden")
        secret.append(["file", "agent"])
        secret.append(["z.wav", "0"])
        secret.sheet_state = "hidden"
    book.save(path)
    return path


def test_a_workbook_with_numbers_for_staff_and_times(tmp_path):
    when = datetime(2026, 11, 3, 14, 2, 7)  # noqa: DTZ001 - a wall clock
    path = workbook(
        tmp_path / "a.xlsx",
        [["文件名", "工号", "通话时间"], ["a.wav", 1001, when], [], ["b.wav", "0017", 46329.5]],
        hidden=True,
    )
    first, second = read_table(path, "a.xlsx")
    assert (first.agent_code, first.occurred) == ("1001", when)
    assert (second.agent_code, second.occurred) == ("0017", datetime(2026, 11, 3, 12))  # noqa: DTZ001 - a wall clock
    assert "十一月" in second.place.path
    assert "4" in second.place.path


def test_days_that_count_from_1904(tmp_path):
    when = datetime(2026, 11, 3, 14, 2, 7)  # noqa: DTZ001 - a wall clock
    path = workbook(tmp_path / "a.xlsx", [["file", "time"], ["a.wav", when], ["b.wav", 46329.5 - 1462]], from_1904=True)
    first, second = read_table(path, "a.xlsx")
    assert first.occurred == when
    assert second.occurred == datetime(2026, 11, 3, 12)  # noqa: DTZ001 - a wall clock


def rewritten(path: Path, change: dict[str, bytes]) -> Path:
    """The workbook with some parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
    path.write_bytes(out.getvalue())
    return path


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b"<sst><si><t>&b;</t></si></sst>"
)
FAR = (
    b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1"><v>1</v></c></row>'
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("xml-entities", {"xl/worksheets/sheet1.xml": BOMB}),
        ("xml-entities", {"xl/styles.xml": BOMB.decode().encode("utf-16")}),
        ("table-too-large", {"xl/worksheets/sheet1.xml": FAR}),
        ("unpacks-too-large", {"xl/styles.xml": b" " * (3 * 1024**2)}),
        ("damaged-workbook", {"xl/worksheets/sheet1.xml": b"<worksheet"}),
        ("damaged-workbook", {"xl/workbook.xml": b"no xml at all"}),
    ],
)
def test_a_hostile_workbook_is_refused_quickly(tmp_path, monkeypatch, code, change):
    monkeypatch.setattr("qa_auditor.exchange.workbooks.MAX_UNPACKED", 2 * 1024**2)
    path = rewritten(workbook(tmp_path / "a.xlsx", [["file", "agent"], ["a.wav", "1"]]), change)
    began = time.process_time()
    with pytest.raises(UnreadableError) as caught:
        read_table(path, "a.xlsx")
    assert caught.value.code == code
    assert caught.value.remedy
    assert time.process_time() - began < 2


def test_a_part_that_unpacks_to_more_than_it_says_is_damage(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["file", "agent"], ["a.wav", "1"]])
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = (7).to_bytes(4, "little")  # the unpacked size of the first part, in the directory
    path.write_bytes(data)
    with pytest.raises(UnreadableError):
        read_table(path, "a.xlsx")


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("no-file-column", "agent,time\n1,2026-11-03\n"),
        ("no-file-column", ""),
        ("no-file-column", '"' * 30),
        ("damaged-table", "file,agent\na.wav," + "x" * 200_000),
        ("table-too-large", "file,agent\n" + "," * 2_000),
        ("old-workbook", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)),
        ("damaged-workbook", b"PK\x03\x04" + bytes(100)),
        ("not-text", b"file,agent\na.wav,\0\n" * 3),
    ],
)
def test_a_table_that_is_none_is_refused_by_what_is_wrong(tmp_path, code, content):
    with pytest.raises(UnreadableError) as caught:
        read_table(table(tmp_path / "a.csv", content), "a.csv")
    assert caught.value.code == code


def test_texts_that_are_no_tables_are_told_apart(tmp_path):
    assert not is_table(table(tmp_path / "a.txt", "Dear team, the file, agent and time are below.\nBye\n"))
    assert is_table(table(tmp_path / "b.txt", "file\tagent\na.wav\t1\n"))
    assert is_table(table(tmp_path / "c.wav", CHINESE.encode("gb18030")))
    assert not is_table(table(tmp_path / "d.bin", bytes(range(256))))
    assert not is_table(table(tmp_path / "empty.csv", b""))


def test_cells_that_begin_like_a_formula_stay_text(tmp_path):
    (row,) = read_table(table(tmp_path / "a.csv", "file,agent,note\na.wav,=1+1,\"=cmd|' /C calc'!A0\"\n"), "a.csv")
    assert (row.agent_name, row.fields) == ("=1+1", (("note", "=cmd|' /C calc'!A0"),))


def test_real_hostile_workbooks():
    folder = Path(__file__).parents[4] / "shared" / "data" / "hostile"
    if not folder.is_dir():
        pytest.skip("the folder of real inputs is not beside the project")
    began = time.process_time()
    for name, code in (
        ("poc-xmlbomb.xlsx", "xml-entities"),
        ("xlsx-corrupted.xlsx", "damaged-workbook"),
        ("date_1904.xlsx", "no-file-column"),
    ):
        with pytest.raises(UnreadableError) as caught:
            read_table(folder / name, name)
        assert caught.value.code == code
    assert time.process_time() - began < 2
    assert open_workbook(folder / "date_1904.xlsx").from_1904


def test_a_column_of_touchpoints_is_known_by_its_heading(tmp_path):
    for heading in ("接触点", "接觸點代碼", "Touchpoint"):
        (tmp_path / "calls.csv").write_text(f"file,{heading}\na.wav,TEL-GT-0103\n", encoding="utf-8")
        (row,) = read_table(tmp_path / "calls.csv", "calls.csv")
        assert row.touchpoint == "TEL-GT-0103"
        assert row.fields == ()
