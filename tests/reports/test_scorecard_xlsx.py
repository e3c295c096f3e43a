"""The scorecard as a file: what is in it, and what hostile text can't do."""

import subprocess
import zipfile
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from qa_auditor.domain.answer import NA, Mark
from qa_auditor.domain.checklist import YesNo
from qa_auditor.exchange.checklist_yaml import load_checklist
from qa_auditor.exchange.shipped import shipped_checklists
from qa_auditor.reports.scorecard.template import RESULT_ROW
from qa_auditor.reports.scorecard.writer import ScorecardWriter
from qa_auditor.reports.xlsx.text import clean, exact, looks_like_formula
from tests.reports.scorecards import MADE, content_of

HOSTILE = [
    "=1+1", "=HYPERLINK(\"http://x\",\"y\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "=cmd|' /C calc'!A0",
    "00123", "1e5", "TRUE", "2024-02-30", "_x0041_", "a\x00b\x0bc", "\ud800", "😀" * 20_000, "line\r\nbreak", "<&>\"'",
]  # fmt: skip


def load(name):
    path = next(path for path in shipped_checklists() if path.stem == name)
    return load_checklist(path.read_text(encoding="utf-8"), file=path.name)


@pytest.fixture(scope="module")
def call_service():
    return load("call-service")


def all_yes(checklist):
    return {question.id: "yes" for question in checklist.questions() if isinstance(question.answer, YesNo)}


def write(content, path, language="zh-CN"):
    ScorecardWriter(language=language, program="qa_auditor test").write(content, path, made=MADE)
    return path


def texts_of(path):
    """Every text of every sheet, by a reader that is not openpyxl."""
    workbook = CalamineWorkbook.from_path(str(path))
    rows = [row for name in workbook.sheet_names for row in workbook.get_sheet_by_name(name).to_python()]
    return [cell for row in rows for cell in row if isinstance(cell, str) and cell]


def test_it_names_the_subject_the_people_the_checklist_and_every_answer(call_service, tmp_path):
    values = all_yes(call_service) | {"privacy-kept": "no"}
    content = content_of(
        call_service, values, note="报出了身份证号", marks=(Mark(12_500, "这里", 18_000),), title="李喆堃 投诉"
    )
    texts = texts_of(write(content, tmp_path / "card.xlsx"))
    joined = "\n".join(texts)
    for expected in ("李喆堃 投诉", "0301 李玥祎", "Q01 王喆堃", "夜班一组", "济南中心", "call-service v2",
                     "报出了身份证号", "00:12–00:18 这里", "0190f3a2", "0301.wav"):  # fmt: skip
        assert expected in joined
    for question in call_service.questions():
        assert any(question.text.in_language("zh-CN") in text for text in texts), question.id


def test_values_stand_beside_the_formulas(call_service, tmp_path):
    content = content_of(call_service, all_yes(call_service))
    path = write(content, tmp_path / "card.xlsx")
    shown, made = load_workbook(path, data_only=True), load_workbook(path)
    card = shown.worksheets[0]
    assert card[f"A{RESULT_ROW + 1}"].value == float(content.score.total or 0) > 0
    assert made.worksheets[0][f"A{RESULT_ROW + 1}"].value.startswith("=")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_typed_stays_text(call_service, tmp_path, text):
    first = next(call_service.questions())
    content = content_of(call_service, {first.id: Fraction(3)}, note=text, marks=(Mark(0, text),), title=text)
    path = write(content, tmp_path / "card.xlsx")
    formulas_of_ours = write(content_of(call_service, {first.id: Fraction(3)}), tmp_path / "plain.xlsx")
    assert count_formulas(path) == count_formulas(formulas_of_ours)
    sheet = load_workbook(path).worksheets[1]
    assert not any(cell.quotePrefix for cell in sheet["B"]), "other texts keep their style"
    note = next(cell for cell in sheet["L"][4:] if cell.value)
    assert note.data_type == "s"
    assert note.value == clean(text)[0]
    assert bool(note.quotePrefix) == looks_like_formula(clean(text)[0])


def count_formulas(path):
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return sum(archive.read(name).count(b"<f>") for name in sheets)


def test_same_evaluation_same_bytes(call_service, tmp_path):
    content = content_of(call_service, all_yes(call_service), note="好")
    first, second = write(content, tmp_path / "a.xlsx"), write(content, tmp_path / "b.xlsx")
    assert first.read_bytes() == second.read_bytes()


def test_one_evaluation_leaves_nothing_in_the_next(call_service, tmp_path):
    bad = content_of(call_service, dict.fromkeys(all_yes(call_service), "no"), note="第一份的备注", title="first")
    good = content_of(call_service, all_yes(call_service), title="second")
    writer = ScorecardWriter(language="en", program="test")
    writer.write(bad, tmp_path / "bad.xlsx", made=MADE)
    writer.write(good, tmp_path / "after.xlsx", made=MADE)
    assert not [text for text in texts_of(tmp_path / "after.xlsx") if "第一份" in text or "Failed" in text]
    writer.write(bad, tmp_path / "again.xlsx", made=MADE)
    assert texts_of(tmp_path / "again.xlsx") == texts_of(tmp_path / "bad.xlsx")


def test_not_applicable_open_and_hidden_are_told_apart(call_service, tmp_path):
    questions = {question.id: question for question in call_service.questions()}
    allowed = next(question.id for question in questions.values() if question.na)
    path = write(content_of(call_service, {allowed: NA}, fields={"process_class": "query"}), tmp_path / "card.xlsx")
    states = [cell.value for cell in load_workbook(path).worksheets[1]["D"][4:] if cell.value]
    assert len(states) == len(questions)
    assert set(states) == {"NA", "O", "H"}
    assert states.count("NA") == 1


@pytest.mark.parametrize("name", ["hardware-standard", "people-standard", "software-standard", "store-visit"])
def test_each_shipped_checklist_prints_on_a4(name, require_reader, tmp_path):
    soffice, pdfinfo, pdftotext = (require_reader(reader) for reader in ("soffice", "pdfinfo", "pdftotext"))
    checklist = load(name)
    path = write(
        content_of(checklist, dict.fromkeys(all_yes(checklist), "no"), note="门口灯坏了"), tmp_path / "card.xlsx"
    )
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    printed = tmp_path / "card.pdf"
    facts = subprocess.run([pdfinfo, printed], check=True, capture_output=True, text=True).stdout
    pages = int(next(line for line in facts.splitlines() if line.startswith("Pages")).split()[1])
    assert pages <= 8
    assert "A4" in facts
    text = subprocess.run([pdftotext, printed, "-"], check=True, capture_output=True, text=True).stdout
    assert "门口灯坏了" in text


def test_a_full_disk_leaves_no_half_file(call_service, tmp_path, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(OSError, match="No space"):
        write(content_of(call_service, all_yes(call_service)), tmp_path / "card.xlsx")
    assert list(tmp_path.iterdir()) == []


@given(st.text())
def test_clean_text_can_be_stored_and_is_stable(text):
    cleaned, _ = clean(text)
    assert len(cleaned.encode("utf-16-le", "surrogatepass")) <= 2 * 32_767
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert not any(ord(char) < 32 and char not in "\t\n" for char in cleaned)


@given(st.fractions(min_value=0, max_value=1000, max_denominator=1000))
def test_numbers_lose_nothing(number):
    value = exact(number)
    again = Fraction(value.removeprefix("=")) if isinstance(value, str) else Fraction(repr(value))
    assert again == number
