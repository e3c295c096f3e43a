"""The Excel scorecard of one evaluation: a set of sheets whose scores are live formulas.

The numbers come from the one engine and stand beside the formulas; whoever opens the workbook in a spreadsheet sees
the formulas calculate the same. Give the same ``ScorecardWriter`` many evaluations: it keeps one template for each
checklist version.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from qa_auditor.application.views.scorecard import ScorecardContent
from qa_auditor.application.views.wording import (
    CLASS_NAMES,
    DIRECTION_NAMES,
    EFFECT_NAMES,
    NA_RULE_NAMES,
    answer_text,
    clock_text,
    mark_text,
    moment_text,
)
from qa_auditor.domain.answer import NA, Response
from qa_auditor.domain.checklist import ChecklistRef, Question
from qa_auditor.domain.evaluation import Fate
from qa_auditor.domain.rounding import rounded
from qa_auditor.domain.scoring.earning import is_critical_answer
from qa_auditor.i18n import _, speaking
from qa_auditor.reports.scorecard.formulas import Q, S
from qa_auditor.reports.scorecard.template import (
    HEADER_ROWS,
    QUESTION_WIDTHS,
    RESULT_ROW,
    Template,
    build_template,
    join,
    lines_needed,
    printable,
    put,
    put_formula,
)
from qa_auditor.reports.xlsx.file import save_workbook
from qa_auditor.reports.xlsx.style import Look
from qa_auditor.reports.xlsx.text import exact

STATES = {Fate.ANSWERED: "A", Fate.NOT_APPLICABLE: "NA", Fate.OPEN: "O", Fate.HIDDEN: "H"}


class ScorecardWriter:
    """Writes scorecards in one language."""

    def __init__(self, *, language: str, program: str) -> None:
        """``program``: name and version, for sheet *About*."""
        self._language = language
        self._program = program
        self._templates: dict[ChecklistRef, Template] = {}
        self._last_list_row: dict[ChecklistRef, int] = {}

    def write(self, content: ScorecardContent, path: Path, *, made: datetime) -> None:
        """Write the scorecard of ``content`` to ``path``; ``made`` (aware) is the time that the file states."""
        with speaking(self._language):
            ref = content.checklist.ref
            template = self._templates.get(ref)
            if template is None:
                template = self._templates[ref] = build_template(content.checklist, self._language)
            filling = _Filling(template, content, self._language)
            filling.header()
            filling.questions()
            self._last_list_row[ref] = filling.lists(clear_to=self._last_list_row.get(ref, template.list_row))
            filling.about(self._program, made)
            save_workbook(template.workbook, path, made=made, cached=filling.cached(), unchanged=template.unchanged)


class _Filling:
    """One evaluation going into a template."""

    def __init__(self, template: Template, content: ScorecardContent, language: str) -> None:
        self._template = template
        self._content = content
        self._language = language
        self._replaced = 0

    def header(self) -> None:
        """Who, what, when, at the top of *Scorecard*."""
        sheet, styles = self._template.card, self._template.styles
        pairs = list(self._header_pairs())
        for index, (label, value) in enumerate(pairs):
            left = index < HEADER_ROWS
            row = 4 + index % HEADER_ROWS
            put(sheet, f"{'A' if left else 'E'}{row}", label, styles[Look.LABEL])
            self._replaced += put(sheet, f"{'B' if left else 'F'}{row}", value, styles[Look.VALUE_TEXT])
            span = f"B{row}:C{row}" if left else f"F{row}:G{row}"
            if span not in sheet.merged_cells:
                sheet[span.partition(":")[2]]._style = styles[Look.VALUE]
                sheet.merge_cells(span)

    def _header_pairs(self) -> Iterator[tuple[str, str]]:
        content = self._content
        subject, evaluation, recording = content.subject, content.evaluation, content.subject.recording
        revision = str(evaluation.revision)
        if evaluation.reason:
            revision = _("{revision}, correction: {reason}").format(revision=revision, reason=evaluation.reason)
        process = content.process
        yield _("Subject"), subject.title
        yield _("Agent"), f"{content.agent.code} {content.agent.name}" if content.agent else "–"
        yield _("Team"), content.team.name if content.team else "–"
        yield _("Site"), content.site.name.in_language(self._language) if content.site else "–"
        yield _("Process"), f"{process.code} {process.name.in_language(self._language)}" if process else "–"
        yield _("Occurred"), f"{moment_text(subject.occurred)} {subject.occurred.zone}"
        length = clock_text(recording.duration_ms) if recording else ""
        direction = _(DIRECTION_NAMES[subject.direction]) if subject.direction in DIRECTION_NAMES else ""
        yield _("Length, direction"), " · ".join(part for part in (length, direction) if part) or "–"
        yield _("Customer reference"), subject.customer_ref or "–"
        evaluator = content.evaluator
        yield _("Evaluator"), f"{evaluator.code} {evaluator.name}" if evaluator else "–"
        submitted = evaluation.submitted
        yield _("Submitted"), f"{moment_text(submitted)} {submitted.zone}" if submitted else _("draft")
        yield _("Checklist"), f"{content.checklist.id} v{content.checklist.version}"
        yield _("Revision"), revision
        yield _("Evaluation"), evaluation.id
        yield _("Recording"), recording.file_name if recording else "–"
        yield "SHA-256", f"{recording.sha256[:16]}…" if recording else "–"
        yield _("Critical errors"), str(len(content.score.critical))

    def questions(self) -> None:
        """Answers, notes and marks, with the inputs of the formulas."""
        sheet, styles, content = self._template.questions, self._template.styles, self._content
        critical = {error.question_id: error for error in content.score.critical}
        fractions = {part.question_id: part.fraction for part in content.score.contributions}
        for question in content.checklist.questions():
            row = self._template.question_rows[question.id]
            response = content.responses.get(question.id, Response())
            fate = self._fate(question, response)
            marks = "\n".join(mark_text(mark) for mark in response.marks)
            shown = response if fate in {Fate.ANSWERED, Fate.NOT_APPLICABLE} else Response()
            text = answer_text(question, shown.value, language=self._language)
            self._replaced += put(sheet, f"C{row}", text, styles[Look.TEXT])
            put(sheet, f"{Q.state}{row}", STATES[fate], styles[Look.CENTRE])
            error = critical.get(question.id)
            said = f"{_(CLASS_NAMES[error.critical_class])} · {_(EFFECT_NAMES[error.effect])}" if error else ""
            put(sheet, f"K{row}", said, styles[Look.CRITICAL if error else Look.TEXT])
            wraps = {
                "B": question.text.in_language(self._language), "C": text, "K": said, "L": response.note, "M": marks,
            }  # fmt: skip
            # Not every program grows rows with their text when it opens a file.
            lines = max(lines_needed(wrapped, QUESTION_WIDTHS[letter]) for letter, wrapped in wraps.items())
            sheet.row_dimensions[row].height = 13.5 * min(lines, 30) + 3
            self._replaced += put(sheet, f"L{row}", response.note, styles[Look.TEXT])
            self._replaced += put(sheet, f"M{row}", marks, styles[Look.TEXT])
            if question.scored:
                failing = self._failing_answer(question, shown)
                put(sheet, f"{Q.error}{row}", int(failing) if question.critical else None, styles[Look.HELPER])
                fraction = exact(fractions[question.id]) if question.id in fractions else None
                put_formula(sheet, f"{Q.fraction}{row}", fraction, styles[Look.INPUT])

    def _fate(self, question: Question, response: Response) -> Fate:
        if question.id in self._content.score.hidden:
            return Fate.HIDDEN
        if response.value is None:
            return Fate.OPEN
        return Fate.NOT_APPLICABLE if response.value is NA else Fate.ANSWERED

    def _failing_answer(self, question: Question, response: Response) -> bool:
        if response.value is None or response.value is NA or question.bonus is not None:
            return False
        return is_critical_answer(question, response.value)

    def lists(self, *, clear_to: int) -> int:
        """Critical errors and findings below the scores; the row after the last one. Rows up to ``clear_to`` go."""
        sheet, styles, content = self._template.card, self._template.styles, self._content
        for row in range(self._template.list_row, clear_to):
            if (span := f"B{row}:F{row}") in sheet.merged_cells:
                sheet.merged_cells.remove(span)
            sheet.row_dimensions[row].height = None
            for letter in "ABCDEFG":
                cell = sheet[f"{letter}{row}"]
                cell.value = None
                cell.style = "Normal"
        row = self._template.list_row
        by_id = content.checklist.by_id
        critical = {error.question_id: error for error in content.score.critical}
        failed = [part for part in content.score.contributions if part.failed]
        failed.sort(key=lambda part: (part.question_id not in critical, -(part.lost or 0)))
        heads = (_("Findings"), _("Question, note and marks"), _("Lost"))
        for letter, head in zip("ABG", heads, strict=True):
            put(sheet, f"{letter}{row}", head, styles[Look.HEAD])
        join(sheet, f"B{row}:F{row}")
        row += 1
        if not failed:
            put(sheet, f"A{row}", _("None: every scored question passed."), styles[Look.NOTE])
            return row + 1
        for part in failed:
            response = content.responses.get(part.question_id, Response())
            error = critical.get(part.question_id)
            kind = f"{_('Critical error')}\n{_(EFFECT_NAMES[error.effect])}" if error else _("Failed")
            put(sheet, f"A{row}", kind, styles[Look.CRITICAL if error else Look.TEXT])
            lines = [by_id[part.question_id].text.in_language(self._language) or part.question_id, response.note]
            lines += [mark_text(mark) for mark in response.marks]
            text = "\n".join(line for line in lines if line)
            self._replaced += put(sheet, f"B{row}", text, styles[Look.TEXT])
            for letter in "CDEF":
                sheet[f"{letter}{row}"]._style = styles[Look.TEXT]
            join(sheet, f"B{row}:F{row}")
            # Merged cells don't grow with their text.
            height = max(lines_needed(text, 80), lines_needed(kind, 17))
            sheet.row_dimensions[row].height = 13.5 * min(height, 30) + 3
            lost = f"={self._template.grid.questions}!$J${self._template.question_rows[part.question_id]}"
            put_formula(sheet, f"G{row}", lost, styles[Look.SCORE])
            row += 1
        sheet.print_area = f"A1:G{row}"
        return row

    def about(self, program: str, made: datetime) -> None:
        """What the columns mean, the rules, and who wrote the file."""
        sheet, styles, content = self._template.about, self._template.styles, self._content
        sheet.column_dimensions["A"].width = 30
        sheet.column_dimensions["B"].width = 90
        put(sheet, "A1", _("About this scorecard"), styles[Look.TITLE])
        rows = (
            (_("Written by"), program),
            (_("Written at"), made.strftime("%Y-%m-%d %H:%M UTC")),
            (_("Checklist"), f"{content.checklist.id} v{content.checklist.version}"),
            (_("Rule for not applicable"), _(NA_RULE_NAMES[content.checklist.scoring.na_rule])),
            (_("Rounding"), _("Exact; each number is rounded once, where it is shown: half up, two decimals.")),
            (_("Fraction"), _("What the answer earns of the question's weight, 0 to 1, before critical effects.")),
            (_("Scored weight"), _("The weight that takes part, after the rule for not applicable.")),
            (_("Share of total"), _("The part of the total that the question carries.")),
            (_("Earned, lost"), _("Points of the total that the question gave and took; for a bonus, points on top.")),
            (_("Formulas"), _("Change a blue number or a state on the question sheet and every score follows.")),
            (_("SHA-256 of the recording"), content.subject.recording.sha256 if content.subject.recording else "–"),
            (_("Characters replaced"), str(self._replaced)),
        )  # fmt: skip
        for row, (label, text) in enumerate(rows, start=3):
            put(sheet, f"A{row}", label, styles[Look.LABEL])
            put(sheet, f"B{row}", text, styles[Look.VALUE])
        printable(sheet, area=f"A1:B{2 + len(rows)}", landscape=True, repeat=None)

    def cached(self) -> dict[str, dict[str, float | str]]:
        """The engine's numbers for the formulas that show them."""
        template, score = self._template, self._content.score
        grid = template.grid
        questions: dict[str, float | str] = {}
        card: dict[str, float | str] = {}
        for part in score.contributions:
            row = template.question_rows[part.question_id]
            numbers = {Q.scored_weight: part.weight, Q.share: part.effective_weight, Q.earned: part.earned}
            if self._content.checklist.by_id[part.question_id].bonus is not None:
                numbers = {Q.earned: part.earned}
            else:
                numbers[Q.lost] = part.lost
            questions |= {f"{letter}{row}": float(value) for letter, value in numbers.items() if value is not None}
        calculation: dict[str, float | str] = {}
        for section_id, row in template.section_rows.items():
            value = score.sections[section_id]
            calculation[f"{S.score}{row}"] = "" if value is None else float(value)
            card[template.score_cells[f"section {section_id}"]] = "" if value is None else float(value)
        for name, value in (*score.dimensions.items(), *score.areas.items()):
            if name in template.score_cells:
                card[template.score_cells[name]] = "" if value is None else float(value)
        total = RESULT_ROW + 1
        shown: float | str = "" if score.total is None else float(rounded(score.total))
        calculation[f"B{grid.raw_row}"] = "" if score.raw is None else float(score.raw)
        calculation[f"B{grid.raw_row + 4}"] = "" if score.total is None else float(score.total)
        calculation[f"B{grid.raw_row + 5}"] = shown
        card[f"A{total}"] = shown
        if score.passed is not None:
            card[f"C{total}"] = _("Passed") if score.passed else _("Not passed")
        elif score.total is None:
            card[f"C{total}"] = _("no score")
        card[f"F{total}"] = score.band.in_language(self._language) if score.band else ""
        return {template.questions.title: questions, template.calculation.title: calculation, template.card.title: card}
