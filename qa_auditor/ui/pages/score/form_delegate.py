"""Paints one row of the form: number, question, answer to click, what it costs, marks and note."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from qa_auditor.application.views.wording import answer_text, clock_text, number_text
from qa_auditor.application.views.workbench import Workbench
from qa_auditor.domain.answer import NA
from qa_auditor.domain.assist import Suggestion
from qa_auditor.domain.checklist import Choice, Duration, MultiChoice, Question, Rating, Section, YesNo
from qa_auditor.domain.rounding import shown
from qa_auditor.i18n import _, language
from qa_auditor.ui.pages.score.form_model import ROW_ROLE, FormModel
from qa_auditor.ui.theme.tokens import Tokens

_NUMBER = 40
_ANSWER = 138
_COST = 58
_GAP = 10
_PAD = 8
_SEGMENT = QSize(44, 24)
_HEADING = 38
_MAX_LINES = 3


class FormDelegate(QStyledItemDelegate):
    """Paints with the tokens of the theme; asks the workbench for what a row shows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tokens: Tokens | None = None
        self.width = 500
        self._made_fonts: dict[tuple[bool, bool], QFont] = {}
        self.measure()

    def measure(self) -> None:
        """Take the measures of the theme: they are asked for at every row."""
        self._made_fonts = {}
        self._fonts_key = self._font().toString()
        self._line = QFontMetrics(self._font()).height()
        self._caption = QFontMetrics(self._font(small=True)).height() + 3

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(ROW_ROLE)
        if row.question is None:
            return QSize(self.width, _HEADING)
        bench = _bench(index)
        lines = _lines(row.question.text.in_language(language()), self._text_width(row.question), self._font_key())
        height = len(lines) * self._line_height() + 2 * _PAD
        if bench is not None and _below(bench, row.question):
            height += self._caption_height()
        return QSize(self.width, max(height, 40))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        bench, tokens = _bench(index), self.tokens
        if bench is None or tokens is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = index.data(ROW_ROLE)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if row.question is None:
            self._paint_heading(painter, area, bench, row.section, tokens, folded=_is_folded(index, row.section))
        else:
            selected = bool(state & QStyle.StateFlag.State_Selected)
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            self._paint_ground(painter, area, tokens, selected=selected, focused=focused)
            self._paint_question(painter, area, bench, row.question, tokens)
        painter.restore()

    def segment_at(self, question: Question, area: QRect, point: QPoint) -> str | None:
        """The answer under the pointer: ``yes``, ``no`` or ``na``; None beside them."""
        if not isinstance(question.answer, YesNo):
            return None
        for key, place in _segments(question, area):
            if place.contains(point):
                return key
        return None

    # --------------------------------------------------------------------------------------------------------- painting

    def _paint_heading(
        self, painter: QPainter, area: QRect, bench: Workbench, section: Section, tokens: Tokens, *, folded: bool
    ) -> None:
        painter.fillRect(area, tokens.colour("surface-sunken"))
        sums = bench.section_sum(section.id)
        painter.setFont(self._font(bold=True))
        painter.setPen(tokens.colour("text"))
        points = ""
        if sums.points is not None:
            earned, possible = sums.points
            points = f"{number_text(earned)} / {number_text(possible)}"
        right = area.adjusted(0, 0, -_GAP - 4, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, points)
        taken = QFontMetrics(painter.font()).horizontalAdvance(points)
        painter.setFont(self._font(small=True))
        painter.setPen(tokens.colour("text-muted"))
        count = _("{answered} of {asked}").format(answered=sums.answered, asked=sums.asked)
        middle = right.adjusted(0, 0, -max(taken, 60) - 14, 0)
        painter.drawText(middle, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        painter.setFont(self._font(bold=True))
        painter.setPen(tokens.colour("text"))
        sign = area.adjusted(_GAP + 2, 0, 0, 0)
        painter.drawText(sign, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, "▸" if folded else "▾")
        room = area.adjusted(_GAP + 20, 0, -max(taken, 60) - 100, 0)
        title = QFontMetrics(painter.font()).elidedText(
            section.title.in_language(language()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)

    def _paint_ground(self, painter: QPainter, area: QRect, tokens: Tokens, *, selected: bool, focused: bool) -> None:
        if selected:
            painter.fillRect(area, tokens.colour("accent-soft"))
            bar = QRect(area.left(), area.top(), 4 if focused else 3, area.height())
            painter.fillRect(bar, tokens.colour("focus-ring" if focused else "border-strong"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), tokens.colour("border"))

    def _paint_question(
        self, painter: QPainter, area: QRect, bench: Workbench, question: Question, tokens: Tokens
    ) -> None:
        response = bench.response(question.id)
        font = self._font()
        painter.setFont(font)
        top = area.top() + _PAD
        line = self._line_height()
        painter.setPen(tokens.colour("text-muted"))
        number = QRect(area.left(), top, _NUMBER - 8, line)
        painter.drawText(number, Qt.AlignmentFlag.AlignRight, str(bench.numbers[question.id]))
        left = area.left() + _NUMBER
        if question.critical is not None:
            painter.setPen(tokens.colour("critical"))
            painter.drawText(QRect(left, top, 18, line), Qt.AlignmentFlag.AlignLeft, "★")
            left += 18
        painter.setPen(tokens.colour("text-muted" if response.value is NA else "text"))
        lines = _lines(question.text.in_language(language()), self._text_width(question), self._font_key())
        lowest = area.bottom() - _PAD - (self._caption_height() if _below(bench, question) else 0)
        top += max(0, (lowest - top - len(lines) * line) // 2)
        for text in lines:
            painter.drawText(QRect(left, top, self._text_width(question) + 4, line), Qt.AlignmentFlag.AlignLeft, text)
            top += line
        self._paint_below(
            painter, QRect(left, top, self._text_width(question), self._caption_height()), bench, question, tokens
        )
        if isinstance(question.answer, YesNo):
            self._paint_segments(painter, area, bench, question, tokens)
        else:
            self._paint_answer(painter, area, bench, question, tokens)
        self._paint_cost(painter, area, bench, question, tokens)

    def _paint_below(
        self, painter: QPainter, area: QRect, bench: Workbench, question: Question, tokens: Tokens
    ) -> None:
        text = _below(bench, question)
        if text:
            painter.setFont(self._font(small=True))
            painter.setPen(tokens.colour("warning" if _lacks_evidence(bench, question) else "text-muted"))
            shown_text = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown_text)

    def _paint_segments(
        self, painter: QPainter, area: QRect, bench: Workbench, question: Question, tokens: Tokens
    ) -> None:
        response, suggestion = bench.response(question.id), bench.suggestion(question.id)
        passing = question.answer.passing if isinstance(question.answer, YesNo) else "yes"
        words = {"yes": _("Yes"), "no": _("No"), "na": "–"}
        for key, place in _segments(question, area):
            chosen = response.value is NA if key == "na" else response.value == key
            name = "not-applicable" if key == "na" else "pass" if key == passing else "fail"
            pale = suggestion is not None and (suggestion.value is NA if key == "na" else suggestion.value == key)
            painter.setPen(_dashed(tokens) if pale else tokens.colour(name if chosen else "border-strong"))
            painter.setBrush(tokens.colour(name if chosen else "accent-soft" if pale else "surface"))
            painter.drawRoundedRect(place, 5, 5)
            painter.setFont(self._font(bold=chosen))
            painter.setPen(tokens.colour("surface") if chosen else tokens.colour("text-soft"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words[key])

    def _paint_answer(
        self, painter: QPainter, area: QRect, bench: Workbench, question: Question, tokens: Tokens
    ) -> None:
        value = bench.response(question.id).value
        place = QRect(area.right() - _COST - _GAP - _ANSWER, area.center().y() - 12, _ANSWER, 24)
        if value is None:
            self._paint_open(painter, place, bench.suggestion(question.id), question, tokens)
            return
        part = bench.contribution(question.id)
        name = "not-applicable" if value is NA else "info"
        if part is not None and question.bonus is None:
            name = "pass" if part.fraction == 1 and not part.failed else "fail" if not part.fraction else "warning"
        painter.setFont(self._font(bold=True))
        text = answer_text(question, value, language=language()).replace("\n", " ")
        metrics = QFontMetrics(painter.font())
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, _ANSWER - 16)
        width = max(44, metrics.horizontalAdvance(text) + 18)
        place.setLeft(place.right() - width + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour(f"{name}-soft"))
        painter.drawRoundedRect(place, 5, 5)
        painter.setPen(tokens.colour(name))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_open(
        self, painter: QPainter, place: QRect, suggestion: Suggestion | None, question: Question, tokens: Tokens
    ) -> None:
        painter.setFont(self._font(small=True))
        text = _ghost(question)
        if suggestion is not None:
            text = answer_text(question, suggestion.value, language=language()).replace("\n", " ")
        metrics = QFontMetrics(painter.font())
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, _ANSWER - 16)
        place.setLeft(place.right() - max(51, metrics.horizontalAdvance(text) + 16))
        painter.setPen(tokens.colour("border-strong") if suggestion is None else _dashed(tokens))
        painter.setBrush(Qt.BrushStyle.NoBrush if suggestion is None else tokens.colour("accent-soft"))
        painter.drawRoundedRect(place, 5, 5)
        painter.setPen(tokens.colour("text-muted" if suggestion is None else "text-soft"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_cost(self, painter: QPainter, area: QRect, bench: Workbench, question: Question, tokens: Tokens) -> None:
        part = bench.contribution(question.id)
        place = QRect(area.right() - _COST - 4, area.top(), _COST - 6, area.height())
        colour, text, bold = "text-muted", "", False
        if part is not None and question.bonus is not None:
            text = f"+{shown(part.earned)}" if part.earned else ""
        elif part is not None and part.lost:
            colour, text, bold = "fail", f"−{shown(part.lost)}", True
        elif part is None and bench.response(question.id).value is None and question.scored:
            text = (
                f"+{number_text(question.bonus)}" if question.bonus is not None else f"×{number_text(question.weight)}"
            )
        painter.setFont(self._font(bold=bold, small=not bold))
        painter.setPen(tokens.colour(colour))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)

    # --------------------------------------------------------------------------------------------------------- measures

    def _text_width(self, question: Question) -> int:
        star = 18 if question.critical is not None else 0
        return self.width - _NUMBER - star - _ANSWER - _COST - 3 * _GAP

    def _font(self, *, bold: bool = False, small: bool = False) -> QFont:
        return self._fonts()[bold, small]

    def _font_key(self) -> str:
        return self._fonts_key

    def _line_height(self) -> int:
        return self._line

    def _caption_height(self) -> int:
        return self._caption

    def _fonts(self) -> dict[tuple[bool, bool], QFont]:
        if not self._made_fonts:
            for bold in (False, True):
                for small in (False, True):
                    font = QFont(QApplication.font())
                    name = "font-caption" if small else "font-strong"
                    font.setPixelSize(self.tokens.px(name) if self.tokens else 13)
                    font.setBold(bold)
                    self._made_fonts[bold, small] = font
        return self._made_fonts


def _bench(index: QModelIndex | QPersistentModelIndex) -> Workbench | None:
    model = index.model()
    return model.bench if isinstance(model, FormModel) else None


def _is_folded(index: QModelIndex | QPersistentModelIndex, section: Section) -> bool:
    model = index.model()
    return isinstance(model, FormModel) and section.id in model.folded


def _dashed(tokens: Tokens) -> QPen:
    """The edge of what is only suggested."""
    return QPen(tokens.colour("accent"), 1, Qt.PenStyle.DashLine)


def _ghost(question: Question) -> str:
    """What an open answer will look like."""
    match question.answer:
        case Rating(minimum=minimum, maximum=maximum):
            return f"{minimum}–{maximum}"
        case Choice(options=options) | MultiChoice(options=options):
            return f"1–{len(options)}"
        case Duration():
            return "0:00"
        case _:
            return "…"


def _segments(question: Question, area: QRect) -> list[tuple[str, QRect]]:
    keys = ["yes", "no", "na"] if question.na else ["yes", "no"]
    left = area.right() - _COST - _GAP - _ANSWER
    top = area.center().y() - _SEGMENT.height() // 2
    return [
        (key, QRect(QPoint(left + place * (_SEGMENT.width() + 3), top), _SEGMENT)) for place, key in enumerate(keys)
    ]


def _lacks_evidence(bench: Workbench, question: Question) -> bool:
    response = bench.response(question.id)
    if not question.evidence_required_on_fail or response.note or response.marks:
        return False
    part = bench.contribution(question.id)
    return part is not None and part.failed


def _below(bench: Workbench, question: Question) -> str:
    response = bench.response(question.id)
    parts = [f"▲ {clock_text(mark.at_ms)}" for mark in response.marks]
    if response.note:
        parts.append(response.note.replace("\n", " "))
    if _lacks_evidence(bench, question):
        parts.append(_("A mark or a note is needed here"))
    return "   ".join(parts)


@lru_cache(maxsize=8192)
def _lines(text: str, width: int, font_key: str) -> tuple[str, ...]:
    """``text`` broken into lines of ``width`` pixels; the last of three ends in … when there is more."""
    font = QFont()
    font.fromString(font_key)
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    layout = QTextLayout(text, font)
    wrap = QTextOption()
    wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrap)
    layout.beginLayout()
    found: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 40))
        start = line.textStart()
        if len(found) == _MAX_LINES - 1 and start + line.textLength() < len(text):
            found.append(metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width))
            break
        found.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(found)
