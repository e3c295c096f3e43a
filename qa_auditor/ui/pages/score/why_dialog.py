"""Why this score: the arithmetic from the answers to the total, line by line, from the score alone."""

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from qa_auditor.application.views.wording import CLASS_NAMES, METHOD_NAMES, NA_RULE_NAMES, answer_text, number_text
from qa_auditor.application.views.workbench import Workbench
from qa_auditor.domain.answer import NA
from qa_auditor.domain.checklist import Effect, Method, Question, Section
from qa_auditor.domain.rounding import shown
from qa_auditor.domain.scoring.result import Contribution, Score
from qa_auditor.i18n import _, language
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.text import label

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_COLOUR = int(Qt.ItemDataRole.ForegroundRole)
_GROUND = int(Qt.ItemDataRole.BackgroundRole)


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One line of the table."""

    cells: tuple[str, ...]
    heading: bool = False
    costly: bool = False


def headings() -> tuple[str, ...]:
    """The columns."""
    return (
        _("Question"), _("Answer"), _("Fraction"), _("Weight"), _("Share of total"), _("Earned"), _("Lost"),
    )  # fmt: skip


def lines_of(bench: Workbench, score: Score) -> list[WhyLine]:
    """All sections with their questions, as the engine counted them."""
    parts = {part.question_id: part for part in score.contributions}
    weighted = bench.opened.checklist.scoring.method is Method.WEIGHTED
    lines: list[WhyLine] = []
    for section in bench.opened.checklist.sections:
        lines.append(_section_line(section, score.sections[section.id], weighted=weighted))
        lines.extend(_question_line(bench, question, parts.get(question.id), score) for question in section.questions)
    return lines


def steps_of(bench: Workbench, score: Score) -> list[str]:
    """From the raw score to the total, step by step; only the steps that there are."""
    scoring = bench.opened.checklist.scoring
    steps = [_(METHOD_NAMES[scoring.method]), _(NA_RULE_NAMES[scoring.na_rule])]
    if score.raw is None or score.total is None:
        return [*steps, _("There is no score yet: nothing that counts was answered.")]
    steps.append(_("By the method: {raw}").format(raw=_exact(score.raw)))
    reached = score.raw + score.bonus
    if score.bonus:
        steps.append(_("Bonus: + {bonus} = {sum}").format(bonus=shown(score.bonus), sum=shown(reached)))
    if reached > scoring.maximum:
        reached = scoring.maximum
        steps.append(_("Held to the maximum: {maximum}").format(maximum=number_text(scoring.maximum)))
    steps.extend(
        _error_step(bench, error.question_id, error.effect, error.cap, _(CLASS_NAMES[error.critical_class]))
        for error in score.critical
    )
    steps.append(_("Total: {total}").format(total=_exact(score.total)))
    if scoring.pass_mark is not None:
        verdict = _("passed") if score.passed else _("not passed")
        steps.append(_("Pass mark {mark}: {verdict}").format(mark=number_text(scoring.pass_mark), verdict=verdict))
    return steps


def _error_step(bench: Workbench, question_id: str, effect: Effect, cap: Fraction | None, critical_class: str) -> str:
    words = {
        Effect.FAIL: _("the evaluation is not passed, the total stays"),
        Effect.FLAG: _("counted only"),
        Effect.ZERO_SECTION: _("every answer of its section counts as 0 (in the figure above)"),
        Effect.CAP_TOTAL: _("total at most {cap}").format(cap=number_text(cap) if cap is not None else ""),
        Effect.ZERO_EVALUATION: _("total 0"),
    }[effect]
    return _("Question {number} is {critical_class}: {effect}").format(
        number=bench.numbers[question_id], critical_class=critical_class, effect=words
    )


def _section_line(section: Section, score: Fraction | None, *, weighted: bool) -> WhyLine:
    title = section.title.in_language(language())
    if weighted:
        title = _("{section} (section weight {weight})").format(section=title, weight=number_text(section.weight))
    return WhyLine((title, "", "", "", "", shown(score) or "–", ""), heading=True)


def _question_line(bench: Workbench, question: Question, part: Contribution | None, score: Score) -> WhyLine:
    text = f"{bench.numbers[question.id]}  {question.text.in_language(language())}"
    value = bench.response(question.id).value
    if question.id in score.hidden:
        return WhyLine((text, _("not asked"), "", "", "", "", ""))
    if value is None:
        return WhyLine((text, _("open"), "", "", "", "", ""))
    answer = answer_text(question, value, language=language())
    if part is None:
        return WhyLine((text, answer, "", "" if value is NA else _("not scored"), "", "", ""))
    share = "" if part.effective_weight is None else f"{shown(100 * part.effective_weight)} %"
    cells = (
        text,
        answer,
        _fraction(part.fraction),
        number_text(part.weight),
        share,
        shown(part.earned),
        shown(part.lost),
    )
    return WhyLine(cells, costly=bool(part.lost))


def _fraction(number: Fraction) -> str:
    return (
        number_text(number)
        if number.limit_denominator(10000) == number and 10000 % number.denominator == 0
        else str(number)
    )


def _exact(number: Fraction) -> str:
    text = shown(number)
    return text if Fraction(text) == number else f"{text} ({number})"


class WhyModel(QAbstractTableModel):
    """The lines as a table."""

    def __init__(self, lines: list[WhyLine], tokens: Tokens) -> None:
        super().__init__()
        self._lines = lines
        self._headings = headings()
        self._tokens = tokens
        self._bold = QFont()
        self._bold.setBold(True)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return len(self._headings)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._headings[section]
        if role == _ALIGN:
            return int(
                Qt.AlignmentFlag.AlignVCenter
                | (Qt.AlignmentFlag.AlignRight if section > 1 else Qt.AlignmentFlag.AlignLeft)
            )
        return None

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> object:
        line = self._lines[index.row()]
        if role == _DISPLAY:
            return line.cells[index.column()]
        if role == _FONT and line.heading:
            return self._bold
        if role == _ALIGN:
            return int(
                Qt.AlignmentFlag.AlignVCenter
                | (Qt.AlignmentFlag.AlignRight if index.column() > 1 else Qt.AlignmentFlag.AlignLeft)
            )
        if role == _COLOUR and line.costly and index.column() == 6:
            return QColor(self._tokens.colours["fail"])
        if role == _GROUND and line.heading:
            return QColor(self._tokens.colours["surface-sunken"])
        return None


class WhyDialog(QDialog):
    """Shows the score as it stands when it is opened."""

    def __init__(self, bench: Workbench, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Why this score"))
        self.resize(min(1000, parent.width()), min(720, parent.height()))
        score = bench.score()
        self.model = WhyModel(lines_of(bench, score), tokens)
        self.steps = steps_of(bench, score)
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(_("Arithmetic of the score"))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(tokens.px("row-height"))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 160), (2, 80), (3, 80), (4, 110), (5, 76), (6, 76)):
            table.setColumnWidth(column, width)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(10)
        outer.addWidget(label("title", text=_("Why this score: {total}").format(total=shown(score.total) or "–")))
        outer.addWidget(table, 1)
        for place, step in enumerate(self.steps):
            kind = "soft" if place < 2 else "strong" if step == self.steps[-1] else ""
            outer.addWidget(label(kind, text=step, wrap=True))
        outer.addWidget(buttons)
