"""The summary workbook: what is in it, by readers that are not openpyxl, and that its formulas come to the same."""

import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from qa_auditor.application.tasks import Cancelled
from qa_auditor.application.views.summary import SummaryScope, SummaryTally
from qa_auditor.domain.answer import NA, Mark
from qa_auditor.domain.checklist import Checklist, NaRule, Question, Scoring, Section, SubjectKind, YesNo
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Agent, Site
from qa_auditor.domain.scoring.period import mean_of_totals
from qa_auditor.domain.statistics import wilson
from qa_auditor.domain.text import plain
from qa_auditor.i18n import speaking
from qa_auditor.reports.summary.writer import SummaryWriter
from qa_auditor.reports.xlsx.lines import MOST_ROWS
from tests.reports.scorecards import MADE, content_of

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "=cmd|' /C calc'!A0", "00123", "1e5", "TRUE", "2024-02-30",
    "_x0041_", "<&>\"'", "two\nlines", "]]>", "*", "a*b", "~?", "=4012", ">0",
]  # fmt: skip


def question(name, weight=1, **more):
    return Question(name, plain(f"text of {name}"), YesNo(), "people.tact", weight=Fraction(weight), na=True, **more)


def checklist(*questions, version=1, name="calls"):
    scoring = Scoring(pass_mark=Fraction(80), na_rule=NaRule.REDISTRIBUTE)
    return Checklist(
        name, version, plain("Calls"), SubjectKind.CALL, (Section("s", plain("Part"), questions),), scoring=scoring
    )


FORM = checklist(question("q1", 3), question("q2", 1), question("q3", 2))


def case(number, values, *, form=FORM, agent="4012", site="JN", zone="Asia/Shanghai", at=MADE, **more):
    content = content_of(form, values, **more)
    return replace(
        content,
        evaluation=replace(content.evaluation, id=f"e{number}"),
        subject=replace(content.subject, occurred=Moment(at, zone), agent_id=agent, site_id=site),
        agent=Agent(agent, agent, f"name of {agent}") if agent else None,
        site=Site(site, site, plain(f"site {site}"), zone),
    )


def write(contents, path, language="en", most_rows=MOST_ROWS, **more):
    contents = list(contents)
    scope = SummaryScope(len(contents))
    writer = SummaryWriter(language=language, program="test 1", most_rows=most_rows)
    writer.write(contents, path, scope=scope, made=MADE, **more)
    return path


def table(path, title, *, head=1):
    """Rows of a sheet as dictionaries by heading, read by calamine."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(title).to_python(skip_empty_area=False)
    return [dict(zip(rows[head - 1], row, strict=True)) for row in rows[head:]]


YES, NO = {"q1": "yes", "q2": "yes", "q3": "yes"}, {"q1": "no", "q2": "yes", "q3": NA}


def test_every_evaluation_and_every_answer_is_a_row_with_real_numbers_and_local_times(tmp_path):
    late = datetime(2026, 10, 31, 17, 30, tzinfo=UTC)
    mark = Mark(12_500, "here", 18_000)
    path = write(
        [
            case(1, YES, agent="0012"),
            case(2, NO, at=late, note="why", marks=(mark,)),
            case(3, NO, at=late, site="LDS", zone="Europe/London"),
        ],
        tmp_path / "s.xlsx",
    )
    scores = table(path, "Scores")
    assert [row["Evaluation"] for row in scores] == ["e1", "e2", "e3"]
    assert scores[0]["Agent"] == "0012"
    assert scores[0]["Total"] == 100.0
    assert scores[1]["Total"] == 25.0
    assert scores[1]["Occurred (local time)"] == datetime(2026, 11, 1, 1, 30)  # noqa: DTZ001 - cells have no zone
    assert (scores[1]["Time zone"], scores[2]["Time zone"]) == ("Asia/Shanghai", "Europe/London")
    assert scores[2]["Occurred (local time)"] == datetime(2026, 10, 31, 17, 30)  # noqa: DTZ001 - likewise
    assert [row["Month"] for row in table(path, "By month", head=3)] == ["2026-10", "2026-11"]
    answers = table(path, "Answers")
    assert len(answers) == 9
    failed = next(row for row in answers if row["Evaluation"] == "e2" and row["Question id"] == "q1")
    assert (failed["State"], failed["Answer"], failed["Failed"]) == ("answered", "No", "failed")
    assert (failed["Possible points"], failed["Earned points"], failed["Lost points"]) == (75.0, 0.0, 75.0)
    assert (failed["Note"], failed["Marks"]) == ("why", "00:12–00:18 here")
    skipped = next(row for row in answers if row["Evaluation"] == "e2" and row["Question id"] == "q3")
    assert (skipped["State"], skipped["Possible points"]) == ("not applicable", "")
    assert [row["Question id"] for row in table(path, "Findings")] == ["q1", "q1"]


def test_groups_have_the_domains_means_intervals_and_rates(tmp_path):
    contents = [case(n, YES if n % 3 else NO, agent="A" if n < 6 else "B") for n in range(12)]
    path = write(contents, tmp_path / "s.xlsx")
    first, second = table(path, "By agent", head=3)
    totals = [content.score.total for content in contents[:6]]
    expected = mean_of_totals(totals)
    assert expected.interval is not None
    assert expected.value is not None
    assert first["Agent"] == "A"
    assert first["Mean"] == pytest.approx(float(expected.value))
    # Headings of both intervals are alike; the dictionary has the second, that of the pass rate.
    interval = wilson(4, 6)
    assert interval is not None
    assert (first["95 % from"], first["95 % to"]) == pytest.approx((interval.low, interval.high))
    assert (first["Passed"], first["Judged"], first["Pass rate"]) == (4, 6, pytest.approx(4 / 6))
    assert second["Evaluations"] == 6
    sheet = load_workbook(path, data_only=True)["By agent"]
    assert (sheet["G4"].value, sheet["H4"].value) == pytest.approx((expected.interval.low, expected.interval.high))


def test_of_few_evaluations_no_interval_is_given(tmp_path):
    path = write([case(1, YES), case(2, NO)], tmp_path / "s.xlsx")
    sheet = load_workbook(path, data_only=True)["By agent"]
    assert (sheet["F4"].value, sheet["G4"].value, sheet["H4"].value) == (62.5, None, None)
    texts = [cell.value for row in load_workbook(path)["Summary"].iter_rows() for cell in row if cell.value]
    assert "Fewer than 5 evaluations: the figures say little." in texts


def test_versions_of_a_checklist_are_put_together_by_question_id(tmp_path):
    newer = checklist(replace(question("q1", 5), text=plain("asked anew")), question("q4"), version=2)
    path = write([case(1, NO), case(2, {"q1": "no", "q4": "yes"}, form=newer)], tmp_path / "s.xlsx")
    rows = {row["Question id"]: row for row in table(path, "By question", head=3)}
    assert set(rows) == {"q1", "q2", "q3", "q4"}
    assert (rows["q1"]["Versions"], rows["q1"]["Applied"], rows["q1"]["Failed"]) == ("1, 2", 2, 2)
    assert rows["q1"]["Question, as the newest version asks it"] == "asked anew"
    assert (rows["q2"]["Versions"], rows["q4"]["Versions"]) == ("1", "2")
    texts = {(row["Version"], row["Question id"]): row["Question"] for row in table(path, "Answers")}
    assert texts[1.0, "q1"] == "text of q1"
    assert texts[2.0, "q1"] == "asked anew"


def test_text_that_looks_like_a_formula_stays_text_and_no_group_is_mixed_up(tmp_path):
    contents = [
        case(n, YES if n % 2 else NO, agent=text.strip() or "-", note=text, title=text)
        for n, text in enumerate(HOSTILE)
    ]
    path = write(contents, tmp_path / "s.xlsx")
    notes = [row["Note"] for row in table(path, "Answers") if row["Question id"] == "q1"]
    assert notes == HOSTILE
    assert [row["Subject"] for row in table(path, "Scores")] == HOSTILE
    groups = table(path, "By agent", head=3)
    assert {row["Agent"] for row in groups} == {text.strip() for text in HOSTILE}
    assert {row["Evaluations"] for row in groups} == {1}
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    formulas = re.findall(rb"<f>(.*?)</f>", b"".join(sheets))
    ours = re.compile(rb"^(COUNTIFS?|COUNTA|COUNT|SUMIFS|SUM|IFERROR|IF)\(")
    assert formulas
    assert all(ours.match(formula) for formula in formulas)


def test_what_no_workbook_holds_is_replaced_and_counted(tmp_path):
    path = write([case(1, YES, note="a\x00b\ud800")], tmp_path / "s.xlsx")
    assert {row["Note"] for row in table(path, "Answers")} == {"a\ufffdb\ufffd"}
    about = {row[0].value: row[1].value for row in load_workbook(path)["About"].iter_rows(max_col=2)}
    assert about["Characters replaced"] == "6"
    assert about["Rows on Scores"] == "1"
    assert about["Rows on Answers"] == "3"


def test_libreoffice_calculates_the_values_that_stand_beside_the_formulas(tmp_path, require_reader):
    nothing = {"q1": NA, "q2": NA, "q3": NA}
    contents = [
        case(n, (YES, NO, nothing)[n % 3], agent=("*", "a*", "=1", "007", "7")[n % 5], site=("X", "Y")[n % 2])
        for n in range(24)
    ]
    path = write(contents, tmp_path / "s.xlsx")
    stripped = tmp_path / "stripped.xlsx"
    book = load_workbook(path)
    book.save(stripped)
    command = [require_reader("soffice"), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"), str(stripped)]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    ours, theirs = (
        load_workbook(path, data_only=True),
        load_workbook(tmp_path / "out" / "stripped.xlsx", data_only=True),
    )
    compared = 0
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    stored = ours[sheet.title][cell.coordinate].value
                    calculated = theirs[sheet.title][cell.coordinate].value
                    assert (calculated or 0) == pytest.approx(stored or 0, abs=1e-9), f"{sheet.title}!{cell.coordinate}"
                    compared += 1
    assert compared > 100


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(tmp_path):
    path = write([case(n, YES) for n in range(3)], tmp_path / "s.xlsx", most_rows=5)
    book = CalamineWorkbook.from_path(str(path))
    assert [name for name in book.sheet_names if name.startswith("Answers")] == ["Answers", "Answers 2", "Answers 3"]
    rows = [row for name in ("Answers", "Answers 2", "Answers 3") for row in table(path, name)]
    assert len(rows) == 9
    assert all("Question id" in row for row in rows)


def test_cancelling_leaves_nothing_and_the_former_file_alone(tmp_path):
    path = tmp_path / "s.xlsx"
    path.write_bytes(b"former")

    def stop(done, of, what):
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        write([case(1, YES), case(2, NO)], path, progress=stop)
    assert [file.name for file in tmp_path.iterdir()] == ["s.xlsx"]
    assert path.read_bytes() == b"former"


def test_the_same_evaluations_give_the_same_bytes(tmp_path):
    first, second = (write([case(1, YES), case(2, NO)], tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    assert first.read_bytes() == second.read_bytes()


def test_without_evaluations_it_is_a_whole_workbook_that_says_none(tmp_path):
    path = write([], tmp_path / "s.xlsx")
    assert table(path, "Scores") == []
    values = [cell.value for row in load_workbook(path, data_only=True)["Summary"].iter_rows() for cell in row]
    assert 0 in values


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_sheet_names_are_fit_for_excel_in_every_language(tmp_path, language):
    path = write([case(1, YES)], tmp_path / "s.xlsx", language=language)
    names = CalamineWorkbook.from_path(str(path)).sheet_names
    assert len({name.casefold() for name in names}) == len(names) == 10
    assert all(0 < len(name) <= 31 and not set(name) & set(r":\/?*[]") for name in names)


def test_headings_are_frozen_and_filtered(tmp_path):
    book = load_workbook(write([case(1, YES), case(2, NO)], tmp_path / "s.xlsx"))
    for title in ("Scores", "Answers", "Findings"):
        assert book[title].freeze_panes == "B2"
        assert book[title].auto_filter.ref.startswith("A1:")
        assert book[title].print_title_rows == "$1:$1"


def test_evaluations_that_name_no_agent_come_last():
    tally = SummaryTally()
    with speaking("en"):
        for content in (case(1, YES, agent=""), case(2, YES, agent="Z"), case(3, NO, agent="A")):
            tally.add(content)
    assert [group.key for group in tally.agents.sorted()] == ["A", "Z", ""]
