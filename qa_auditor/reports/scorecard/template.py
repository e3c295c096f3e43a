"""The parts of a scorecard that are the same for every evaluation of one checklist version.

A scorecard is a set of four sheets: *Scorecard* (one page to sign), *Questions* (every question with what it gave and
took), *Calculation* (from answers to the total, step by step) and *About*. The workbook is built once and filled again
for each evaluation: building costs as much as saving.
"""

from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from qa_auditor.application.views.wording import (
    DIMENSION_NAMES,
    KIND_NAMES,
    METHOD_NAMES,
    NA_RULE_NAMES,
    area_name,
)
from qa_auditor.domain.areas import AREAS, DIMENSIONS, dimension_of
from qa_auditor.domain.checklist import Checklist, Method, Question, Section
from qa_auditor.i18n import _, pgettext
from qa_auditor.reports.scorecard import formulas
from qa_auditor.reports.scorecard.formulas import Grid, Q, S
from qa_auditor.reports.xlsx.style import CRITICAL_SOFT, FAIL_SOFT, Look, styles_of
from qa_auditor.reports.xlsx.text import clean, exact, looks_like_formula

FIRST_QUESTION_ROW = 5
FIRST_SECTION_ROW = 8
HEADER_ROWS = 8
"""Rows of label and value pairs below the title of sheet *Scorecard*, from row 4 on."""
QUESTION_WIDTHS = {
    "A": 5, "B": 44, "C": 20, "D": 6, "E": 8, "F": 8, "G": 8, "H": 9, "I": 8, "J": 8, "K": 20, "L": 28, "M": 22,
}  # fmt: skip
"""Widths of the printed columns of sheet *Questions*, in characters."""
RESULT_ROW = 4 + HEADER_ROWS + 1


@dataclass(frozen=True, slots=True)
class Template:
    """A workbook to be filled, and where what goes.

    Attributes:
        question_rows: row of each question on *Questions*. section_rows: row of each section in the section table.
        score_cells: cell on *Scorecard* of each section, dimension and key area score, by its name.
        list_row: first row of the lists at the end of *Scorecard*. unchanged: see ``save_workbook``.
    """

    workbook: Workbook
    styles: Any
    card: Worksheet
    questions: Worksheet
    calculation: Worksheet
    about: Worksheet
    grid: Grid
    question_rows: dict[str, int]
    section_rows: dict[str, int]
    score_cells: dict[str, str]
    list_row: int
    unchanged: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What every sheet is built from."""

    checklist: Checklist
    language: str
    styles: Any
    grid: Grid
    section_rows: dict[str, int]


def put(sheet: Worksheet, address: str, value: object, style: object) -> int:
    """Write a value with its style; text is text whatever it begins with. How many characters had to be replaced."""
    cell = sheet[address]
    cell._style = style
    if not isinstance(value, str):
        cell.value = value
        return 0
    text, replaced = clean(value)
    cell.value = text or None
    if text:
        cell.data_type = "s"
    if looks_like_formula(text):
        # The style is shared by all cells of its look: this one gets its own.
        cell._style = copy(style)
        cell.quotePrefix = True
    return replaced


def join(sheet: Worksheet, span: str) -> None:
    """Merge cells that have their styles already; ``merge_cells`` would style each again, which costs more than all."""
    sheet.merged_cells.add(span)


def lines_needed(text: str, width: float) -> int:
    """How many lines a wrapped text takes in a column of ``width`` characters; a full-width character counts two."""
    return sum(1 + int(len(line.encode("gbk", "replace")) / max(width, 1)) for line in text.split("\n"))


def put_formula(sheet: Worksheet, address: str, formula: object, style: object) -> None:
    """Write a formula of ours, or a number, with its style."""
    cell = sheet[address]
    cell._style = style
    cell.value = formula


def build_template(checklist: Checklist, language: str) -> Template:
    """The workbook of a checklist in the current language; texts of the checklist in ``language``."""
    workbook = Workbook()
    card = workbook.active
    assert isinstance(card, Worksheet)  # noqa: S101 - a new workbook has one sheet; this tells the type checker
    card.title = _("Scorecard")
    questions, calculation, about = (
        workbook.create_sheet(title) for title in (_("Questions"), _("Calculation"), _("About"))
    )
    styles = styles_of(workbook)
    sections = len(checklist.sections)
    last_row = FIRST_QUESTION_ROW + sections + sum(len(section.questions) for section in checklist.sections) - 1
    grid = Grid(
        questions=quote_sheetname(questions.title),
        calculation=quote_sheetname(calculation.title),
        first=FIRST_QUESTION_ROW,
        last=last_row,
        first_section=FIRST_SECTION_ROW,
        last_section=FIRST_SECTION_ROW + sections - 1,
        raw_row=FIRST_SECTION_ROW + sections + 3,
    )
    section_rows = {section.id: FIRST_SECTION_ROW + index for index, section in enumerate(checklist.sections)}
    plan = _Plan(checklist, language, styles, grid, section_rows)
    question_rows = _questions_sheet(plan, questions)
    _calculation_sheet(plan, calculation)
    score_cells, list_row = _card_sheet(plan, card)
    return Template(
        workbook, styles, card, questions, calculation, about, grid, question_rows, section_rows, score_cells,
        list_row, {calculation.title: b""},
    )  # fmt: skip


def _questions_sheet(plan: _Plan, sheet: Worksheet) -> dict[str, int]:
    styles, checklist, language, grid = plan.styles, plan.checklist, plan.language, plan.grid
    for letter, width in QUESTION_WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    for letter in "NOPQRSTUVWXYZ":
        sheet.column_dimensions[letter].width = 13
        sheet.column_dimensions[letter].outlineLevel = 1
    put(sheet, "A1", checklist.title.in_language(language) or checklist.id, styles[Look.TITLE])
    states = _("State: A answered · NA not applicable · O left open · H hidden by its condition")
    put(sheet, "A2", states, styles[Look.SUBTITLE])
    sheet.merge_cells("A2:M2")
    sheet.row_dimensions[4].height = 30
    heads = (
        _("No."), _("Question"), _("Answer"), _("State"), _("Fraction"), _("Weight"), _("Scored weight"),
        _("Share of total"), _("Earned"), _("Lost"), _("Critical error"), _("Note"), _("Marks"),
        _("Section no."), _("Key area"), _("Dimension"), _("Failing answer"), _("Effect"), _("Cap"), _("Bonus"),
        _("Counted fraction"), _("Loss"), _("Weight × fraction"), _("Share × fraction"), _("Bonus earned"),
        _("Cap hit"),
    )  # fmt: skip
    for index, head in enumerate(heads):
        put(sheet, f"{chr(65 + index)}4", head, styles[Look.HEAD])
    rows: dict[str, int] = {}
    row = FIRST_QUESTION_ROW
    number = 0
    for index, section in enumerate(checklist.sections, start=1):
        for letter in "ABCDEFGHIJKLM":
            sheet[f"{letter}{row}"]._style = styles[Look.BAND]
        put(sheet, f"B{row}", section.title.in_language(language) or section.id, styles[Look.BAND])
        row += 1
        for question in section.questions:
            number += 1
            rows[question.id] = row
            put(sheet, f"A{row}", number, styles[Look.WHOLE])
            put(sheet, f"{Q.section}{row}", index, styles[Look.HELPER])
            _question_row(plan, sheet, section, question, row=row)
            row += 1
    span = f"A{FIRST_QUESTION_ROW}:M{grid.last}"
    failed = f'AND(${Q.state}{FIRST_QUESTION_ROW}="A",ISNUMBER($F{FIRST_QUESTION_ROW}),$E{FIRST_QUESTION_ROW}<1)'
    critical = f'AND(${Q.state}{FIRST_QUESTION_ROW}="A",${Q.error}{FIRST_QUESTION_ROW}=1)'
    # openpyxl declares no types for its rules.
    for condition, colour in ((critical, CRITICAL_SOFT), (failed, FAIL_SOFT)):
        fill = PatternFill("solid", start_color=colour, end_color=colour)
        sheet.conditional_formatting.add(span, FormulaRule(formula=[condition], fill=fill, stopIfTrue=True))  # type: ignore[no-untyped-call]
    sheet.freeze_panes = f"C{FIRST_QUESTION_ROW}"
    printable(sheet, area=f"A1:M{grid.last}", landscape=True, repeat="4:4")
    return rows


def _question_row(plan: _Plan, sheet: Worksheet, section: Section, question: Question, *, row: int) -> None:
    styles, language = plan.styles, plan.language
    star = "★ " if question.critical is not None else ""
    put(sheet, f"B{row}", star + (question.text.in_language(language) or question.id), styles[Look.TEXT])
    for letter in "EFGHIJ":
        sheet[f"{letter}{row}"]._style = styles[Look.SHARE if letter == "H" else Look.NUMBER]
    if not question.scored:
        return
    put(sheet, f"{Q.effect}{row}", question.critical.effect.value if question.critical else "", styles[Look.HELPER])
    if question.critical and question.critical.cap is not None:
        put_formula(sheet, f"{Q.cap}{row}", exact(question.critical.cap), styles[Look.HELPER])
        put_formula(sheet, f"{Q.error_cap}{row}", formulas.error_cap_formula(row=row), styles[Look.HELPER])
    if question.bonus is not None:
        put_formula(sheet, f"{Q.bonus}{row}", exact(question.bonus), styles[Look.HELPER])
        made = formulas.bonus_formulas(plan.grid, row=row, section_row=plan.section_rows[section.id])
    else:
        put_formula(sheet, f"{Q.weight}{row}", exact(question.weight), styles[Look.INPUT])
        put(sheet, f"{Q.area}{row}", question.area, styles[Look.HELPER])
        put(sheet, f"{Q.dimension}{row}", dimension_of(question.area), styles[Look.HELPER])
        made = formulas.question_formulas(
            plan.grid, plan.checklist.scoring, row=row, section_row=plan.section_rows[section.id]
        )
    for letter, formula in made.items():
        printed = {"G": Look.NUMBER, "H": Look.SHARE, "I": Look.NUMBER, "J": Look.NUMBER}.get(letter, Look.HELPER)
        put_formula(sheet, f"{letter}{row}", formula, styles[printed])


def _calculation_sheet(plan: _Plan, sheet: Worksheet) -> None:
    styles, checklist, language, grid, section_rows = (
        plan.styles, plan.checklist, plan.language, plan.grid, plan.section_rows,
    )  # fmt: skip
    scoring = checklist.scoring
    for letter in "ABCDEFGHIJKLMN":
        sheet.column_dimensions[letter].width = 34 if letter == "A" else 13
    put(sheet, "A1", _("From answers to the total"), styles[Look.TITLE])
    put(sheet, "A3", _(METHOD_NAMES[scoring.method]), styles[Look.VALUE])
    put(sheet, "A4", _(NA_RULE_NAMES[scoring.na_rule]), styles[Look.VALUE])
    put(sheet, "A5", _("Every step is exact; only the last rounds, half up, to two decimals."), styles[Look.VALUE])
    for row in (3, 4, 5):
        sheet.merge_cells(f"A{row}:H{row}")
    heads = (
        _("Section"), _("Section weight"), _("Weight not applicable"), _("Live questions"), _("Zeroing errors"),
        _("Scored weight"), _("Weight × fraction"), pgettext("a number", "Score"), _("Weight in total"),
        _("Weight × score"),
        _("Losses"), _("Cap"), _("Could take off"), _("Taken off"),
    )  # fmt: skip
    used = "ABCDEFGHKLMN" if scoring.method is Method.DEDUCTION else "ABCDEFGHIJ"
    sheet.row_dimensions[FIRST_SECTION_ROW - 1].height = 30
    for index, head in enumerate(heads):
        if (letter := chr(65 + index)) in used:
            put(sheet, f"{letter}{FIRST_SECTION_ROW - 1}", head, styles[Look.HEAD])
    for number, section in enumerate(checklist.sections, start=1):
        row = section_rows[section.id]
        put(sheet, f"A{row}", section.title.in_language(language) or section.id, styles[Look.TEXT])
        put_formula(sheet, f"{S.weight}{row}", exact(section.weight), styles[Look.INPUT])
        if section.cap is not None:
            put_formula(sheet, f"{S.cap}{row}", exact(section.cap), styles[Look.INPUT])
        for letter, formula in formulas.section_formulas(grid, scoring, row=row, number=number).items():
            put_formula(sheet, f"{letter}{row}", formula, styles[Look.SCORE if letter == S.score else Look.NUMBER])
    labels = (
        _("Losses are multiplied by"), _("Raw total"), _("Bonus"), _("Held to the maximum"), _("After caps"),
        _("After zeroing errors (exact total)"), _("Total, rounded"),
    )  # fmt: skip
    put(sheet, f"A{grid.raw_row - 2}", _("Steps"), styles[Look.HEAD])
    put(sheet, f"B{grid.raw_row - 2}", "", styles[Look.HEAD])
    for step, (label, formula) in enumerate(zip(labels, formulas.step_formulas(grid, scoring), strict=True)):
        row = grid.raw_row - 1 + step
        put(sheet, f"A{row}", label, styles[Look.TEXT])
        put_formula(sheet, f"B{row}", formula, styles[Look.SCORE if step == 6 else Look.NUMBER])
    barring_row, band_row = grid.raw_row + 6, grid.raw_row + 8
    put(sheet, f"A{barring_row}", _("Critical errors that bar passing"), styles[Look.TEXT])
    put_formula(sheet, f"B{barring_row}", formulas.barring_errors_formula(grid), styles[Look.WHOLE])
    if scoring.pass_mark is not None:
        put(sheet, f"A{barring_row + 1}", _("Pass mark"), styles[Look.TEXT])
        put_formula(sheet, f"B{barring_row + 1}", exact(scoring.pass_mark), styles[Look.INPUT])
    for index, band in enumerate(sorted(scoring.bands, key=lambda band: band.lower)):
        put_formula(sheet, f"B{band_row + index}", exact(band.lower), styles[Look.INPUT])
        put(sheet, f"A{band_row + index}", band.title.in_language(language), styles[Look.TEXT])
    printable(sheet, area=f"A1:N{band_row + len(scoring.bands)}", landscape=True, repeat=None)


def _card_sheet(plan: _Plan, sheet: Worksheet) -> tuple[dict[str, str], int]:
    checklist, styles = plan.checklist, plan.styles
    for letter, width in {"A": 17, "B": 26, "C": 11, "D": 2, "E": 17, "F": 26, "G": 11}.items():
        sheet.column_dimensions[letter].width = width
    put(sheet, "A1", checklist.title.in_language(plan.language) or checklist.id, styles[Look.TITLE])
    sheet.row_dimensions[1].height = 28
    subtitle = _("{kind} scorecard · checklist {id}, version {version}").format(
        kind=_(KIND_NAMES[checklist.subject]), id=checklist.id, version=checklist.version
    )
    put(sheet, "A2", subtitle, styles[Look.SUBTITLE])
    sheet.merge_cells("A1:G1")
    sheet.merge_cells("A2:G2")
    _result_tiles(plan, sheet, row=RESULT_ROW)
    row = RESULT_ROW + 3
    heads = {
        "A": _("Section"),
        "B": "",
        "C": pgettext("a number", "Score"),
        "E": _("Dimension, key area"),
        "F": "",
        "G": pgettext("a number", "Score"),
    }
    for letter, head in heads.items():
        put(sheet, f"{letter}{row}", head, styles[Look.HEAD_RIGHT if letter in "CG" else Look.HEAD])
    sheet.merge_cells(f"A{row}:B{row}")
    sheet.merge_cells(f"E{row}:F{row}")
    sections, left = _section_scores(plan, sheet, row + 1)
    groups, right = _group_scores(plan, sheet, row + 1)
    printable(sheet, area=f"A1:G{max(left, right)}", landscape=False, repeat=None)
    return sections | groups, max(left, right) + 1


def _result_tiles(plan: _Plan, sheet: Worksheet, *, row: int) -> None:
    """Total, result and grade, large."""
    scoring, grid, styles = plan.checklist.scoring, plan.grid, plan.styles
    exact_total, shown_total = (f"{grid.calculation}!$B${grid.raw_row + step}" for step in (4, 5))
    rounded_total = f"ROUND({exact_total},10)"
    result = grade = ""
    if scoring.pass_mark is not None:
        mark, barring = (f"{grid.calculation}!$B${grid.raw_row + step}" for step in (7, 6))
        words = f'IF(AND({rounded_total}>={mark},{barring}=0),"{_("Passed")}","{_("Not passed")}")'
        result = f'=IF({exact_total}="","{_("no score")}",{words})'
    if scoring.bands:
        first = grid.raw_row + 8
        last = first + len(scoring.bands) - 1
        lowers, titles = (f"{grid.calculation}!${letter}${first}:${letter}${last}" for letter in "BA")
        below = f"{rounded_total}<{grid.calculation}!$B${first}"
        grade = f'=IF({exact_total}="","",IF({below},"",LOOKUP({rounded_total},{lowers},{titles})))'
    tiles = (("A", "B", _("Total"), f"={shown_total}"), ("C", "E", _("Result"), result), ("F", "G", _("Grade"), grade))
    for left, right, label, formula in tiles:
        put(sheet, f"{left}{row}", label, styles[Look.HEAD])
        put_formula(sheet, f"{left}{row + 1}", formula, styles[Look.TOTAL if left == "A" else Look.TOTAL_TEXT])
        sheet.merge_cells(f"{left}{row}:{right}{row}")
        sheet.merge_cells(f"{left}{row + 1}:{right}{row + 1}")
    sheet.row_dimensions[row + 1].height = 40


def _section_scores(plan: _Plan, sheet: Worksheet, row: int) -> tuple[dict[str, str], int]:
    cells: dict[str, str] = {}
    for section in plan.checklist.sections:
        put(sheet, f"A{row}", section.title.in_language(plan.language) or section.id, plan.styles[Look.TEXT])
        sheet[f"B{row}"]._style = plan.styles[Look.TEXT]
        sheet.merge_cells(f"A{row}:B{row}")
        score = plan.grid.of_section(S.score, plan.section_rows[section.id])
        put_formula(sheet, f"C{row}", f"={score}", plan.styles[Look.SCORE])
        cells[f"section {section.id}"] = f"C{row}"
        row += 1
    return cells, row


def _group_scores(plan: _Plan, sheet: Worksheet, row: int) -> tuple[dict[str, str], int]:
    asked = {question.area for question in plan.checklist.questions() if question.scored and question.bonus is None}
    cells: dict[str, str] = {}
    for dimension in DIMENSIONS:
        areas = [area for area in AREAS if area in asked and dimension_of(area) == dimension]
        lines = [(dimension, _(DIMENSION_NAMES[dimension]), Q.dimension, Look.BAND)] if areas else []
        lines += [(area, "　" + area_name(area), Q.area, Look.TEXT) for area in areas]
        for name, text, column, look in lines:
            put(sheet, f"E{row}", text, plan.styles[look])
            sheet[f"F{row}"]._style = plan.styles[look]
            sheet.merge_cells(f"E{row}:F{row}")
            formula = formulas.group_formula(plan.grid, plan.checklist.scoring, letter=column, name=name)
            put_formula(sheet, f"G{row}", formula, plan.styles[Look.SCORE])
            cells[name] = f"G{row}"
            row += 1
    return cells, row


def printable(sheet: Worksheet, *, area: str, landscape: bool, repeat: str | None) -> None:
    """A4, one page wide, with page numbers."""
    sheet.print_area = area
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr] # a new sheet has it
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.oddFooter.center.text = "&P / &N"  # type: ignore[union-attr] # a new sheet has it
    if repeat:
        sheet.print_title_rows = repeat
