"""The current question in full: text, guidance, answer, marks and note."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from qa_auditor.application.privacy import hide_private
from qa_auditor.application.views.wording import CLASS_NAMES, EFFECT_NAMES, area_name, clock_text, mark_text
from qa_auditor.domain.answer import NA, Response, Value
from qa_auditor.domain.assist import Suggestion
from qa_auditor.domain.checklist import MultiChoice, Number, Question
from qa_auditor.domain.scoring.permitted import NotPermitted
from qa_auditor.i18n import _, language
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.pages.score.answering import NA_KEY, Offer, expected, offers, parsed, text_of, typed
from qa_auditor.ui.pages.score.fields import NoteField, ValueField
from qa_auditor.ui.pages.score.suggestion_strip import SuggestionStrip
from qa_auditor.ui.widgets.flow import FlowLayout
from qa_auditor.ui.widgets.text import ElidedLabel, button, label, restyle, say, tool

_SPACING = 7
_CHIP_LETTERS = 26
_AIR = 6
"""More room above the answers: guidance is read, answers are pressed."""


class QuestionEditor(QFrame):
    """Shows one question; what is done to it goes out as signals.

    ``offer_chosen`` carries the id of an offered answer, or ``na``; ``value_typed`` a value, None for cleared;
    ``note_rested`` and ``note_finished`` the note; ``mark_chosen`` and ``mark_removed`` the place of a mark;
    ``height_wanted`` the pixels that the question needs; ``field_left`` says that a field gives the keyboard back.
    """

    offer_chosen = Signal(str)
    value_typed = Signal(object)
    note_begun = Signal()
    note_rested = Signal(str)
    note_finished = Signal(str)
    mark_wanted = Signal()
    mark_chosen = Signal(int)
    mark_removed = Signal(int)
    field_left = Signal()
    height_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        self._question: Question | None = None
        self._response = Response()
        self._read_only = False
        self._guidance_open = True
        self._most_guidance = 84
        self._text = label("strong", wrap=True)
        self._facts = ElidedLabel("small")
        self._critical = label("pill-bad")
        self._guidance = label(wrap=True)
        self._guidance.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._guidance_area = QScrollArea()
        self._offers = QWidget()
        self._offer_flow = FlowLayout(self._offers, spacing=6)
        self._offer_buttons: dict[str, QPushButton] = {}
        self.suggestion = SuggestionStrip()
        self.value_field = ValueField()
        self._unit = label("soft")
        self._problem = label("bad")
        self._na = button("answer", clicked=lambda: self.offer_chosen.emit(NA_KEY))
        self._na.setCheckable(True)
        self._na.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._field = QWidget()
        self.note_field = NoteField()
        self._mark = tool(self.mark_wanted.emit, kind="outlined")
        self._chips = QWidget()
        self._chip_flow = FlowLayout(self._chips, spacing=6)
        self._lay_out()
        self.value_field.returnPressed.connect(lambda: self._take_typed(leave=True))
        self.value_field.left.connect(lambda: self._take_typed(leave=False))
        self.value_field.textEdited.connect(lambda _text: self._show_problem(""))
        self.note_field.begun.connect(self.note_begun)
        self.note_field.rested.connect(lambda: self.note_rested.emit(self.note_field.toPlainText()))
        self.note_field.finished.connect(lambda: self.note_finished.emit(self.note_field.toPlainText()))

    def show_question(self, question: Question | None, number: int, response: Response, *, read_only: bool) -> None:
        """Show a question with what was given for it."""
        other = question is None or self._question is None or question.id != self._question.id
        self._question, self._response, self._read_only = question, response, read_only
        self.setVisible(question is not None)
        if question is None:
            return
        tag = language()
        self._text.setText(f"{number}.  {question.text.in_language(tag)}")
        self._show_facts(question)
        guidance = question.guidance.in_language(tag)
        self._guidance.setText(guidance)
        self._guidance_area.setVisible(bool(guidance) and self._guidance_open)
        self._show_answer(question, response.value, other=other)
        self._show_marks(response)
        if other or not self.note_field.hasFocus():
            self.note_field.show_text(response.note)
        self.note_field.setReadOnly(read_only)
        self._mark.setEnabled(not read_only)
        if other:
            self._show_problem("")
        self._fit()

    def show_suggestion(self, suggestion: Suggestion | None) -> None:
        """Show what a rule suggests for the question; None for nothing."""
        self.suggestion.show_suggestion(self._question, suggestion)
        self._fit()

    def allow_guidance(self, pixels: int) -> None:
        """Give the guidance so much height at most."""
        self._most_guidance = pixels
        self._fit()

    def toggle_guidance(self) -> None:
        """Show or hide how to judge."""
        self._guidance_open = not self._guidance_open
        self._guidance_area.setVisible(bool(self._guidance.text()) and self._guidance_open)
        self._fit()

    def edit_value(self, begin_with: str = "") -> bool:
        """Put the keyboard into the answer's field; False when nothing is typed here."""
        if self._question is None or not typed(self._question) or self._read_only:
            return False
        self.value_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if begin_with:
            self.value_field.setText(begin_with)
        else:
            self.value_field.selectAll()
        return True

    def edit_note(self) -> None:
        """Put the keyboard into the note."""
        if self._question is not None and not self._read_only:
            self.note_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            cursor = self.note_field.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.note_field.setTextCursor(cursor)

    def leave_value(self) -> None:
        """Forget what was half typed into the answer's field."""
        if self._question is not None:
            self.value_field.setText(text_of(self._question, self._response.value))
            self._show_problem("")

    def show_problem(self, text: str) -> None:
        """Say why a key did nothing."""
        self._show_problem(text)

    def retranslate(self) -> None:
        """Say it in the current language."""
        say(self.note_field, _("Note on the question"), hint_of(Action.NOTE))
        self.note_field.setPlaceholderText(_("Note (C)"))
        self._na.setText(_("N/A  -"))
        say(self._na, _("Not applicable"), hint_of(Action.NOT_APPLICABLE))
        self._mark.setText(_("Mark (M)"))
        say(self._mark, _("Mark this moment"), hint_of(Action.MARK))
        self._guidance_area.setAccessibleName(_("Guidance on the question"))
        self.suggestion.retranslate()
        self._question, former = None, self._question
        if former is not None:
            number = int(self._text.text().partition(".")[0])
            self.show_question(former, number, self._response, read_only=self._read_only)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Make the guidance as high as it needs, within bounds: the list of questions gets the rest."""
        margins = self.contentsMargins()
        if self._question is None:
            return
        inner = self.width() - 36 - margins.left() - margins.right()
        needed = self._guidance.heightForWidth(max(inner - 24, 100)) + 4
        # Whole lines: half a line at the edge looks like the end.
        line = self._guidance.fontMetrics().lineSpacing()
        self._guidance_area.setFixedHeight(min(needed, self._most_guidance // line * line + 2))
        beside = self._critical.sizeHint().width() + 8 if not self._critical.isHidden() else 0
        chips = max(self._chips.heightForWidth(max(inner - 120, 60)), self._mark.sizeHint().height())
        answer = self._offers.heightForWidth(inner) if self._field.isHidden() else self._field.sizeHint().height()
        lines = [self._text.heightForWidth(inner - beside), self._facts.sizeHint().height(), answer, chips]
        lines.append(self.note_field.maximumHeight())
        lines.extend(one.maximumHeight() for one in (self._guidance_area,) if not one.isHidden())
        lines.extend(one.sizeHint().height() for one in (self.suggestion, self._problem) if not one.isHidden())
        # Margins, and a little slack: a label that breaks lines claims it.
        self.height_wanted.emit(sum(lines) + _SPACING * len(lines) + _AIR + 30)

    # --------------------------------------------------------------------------------------------------------- contents

    def _lay_out(self) -> None:
        self._guidance_area.setWidgetResizable(True)
        self._guidance_area.setFrameShape(QFrame.Shape.NoFrame)
        self._guidance_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.addWidget(self._guidance)
        inside.addStretch(1)
        self._guidance_area.setWidget(holder)
        self.value_field.setMinimumWidth(300)
        self.value_field.setMaximumWidth(420)
        row = QHBoxLayout(self._field)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.value_field, 1)
        row.addWidget(self._unit)
        row.addWidget(self._na)
        row.addStretch(1)
        self.note_field.setFixedHeight(48)
        marks = QHBoxLayout()
        marks.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        marks.addWidget(self._chips, 1)
        head = QHBoxLayout()
        head.addWidget(self._text, 1)
        head.addWidget(self._critical, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 12)
        column.setSpacing(_SPACING)
        column.addLayout(head)
        column.addWidget(self._facts)
        column.addWidget(self._guidance_area)
        column.addSpacing(_AIR)
        column.addWidget(self.suggestion)
        column.addWidget(self._offers)
        column.addWidget(self._field)
        column.addWidget(self._problem)
        column.addLayout(marks)
        column.addWidget(self.note_field)
        column.addStretch(1)
        self._problem.hide()

    def _show_facts(self, question: Question) -> None:
        facts = [area_name(question.area)]
        if question.standard:
            facts.append(question.standard)
        if not question.required:
            facts.append(_("optional"))
        if question.bonus is not None:
            facts.append(_("bonus"))
        if question.evidence_required_on_fail:
            facts.append(_("a fail needs a mark or a note"))
        self._facts.setText(" · ".join(facts))
        critical = question.critical
        self._critical.setVisible(critical is not None)
        if critical is not None:
            words = f"★ {_(CLASS_NAMES[critical.critical_class])}"
            self._critical.setText(words)
            self._critical.setToolTip(_(EFFECT_NAMES[critical.effect]))

    def _show_answer(self, question: Question, value: Value | None, *, other: bool) -> None:
        self._na.setVisible(question.na)
        self._na.setChecked(value is NA)
        self._na.setEnabled(not self._read_only)
        if typed(question):
            self._offers.hide()
            self._field.show()
            if other or not self.value_field.hasFocus():
                self.value_field.setText(text_of(question, value))
            self.value_field.setReadOnly(self._read_only)
            self.value_field.setPlaceholderText(expected(question))
            say(self.value_field, _("Answer"), expected(question))
            unit = question.answer.unit.in_language(language()) if isinstance(question.answer, Number) else ""
            self._unit.setText(unit)
            return
        self._field.hide()
        self._offers.show()
        offered = offers(question, language())
        if question.na:
            offered = (*offered, Offer(NA_KEY, _("N/A"), NA, "-"))
        if other or list(self._offer_buttons) != [offer.id for offer in offered]:
            self._offer_flow.clear()
            self._offer_buttons = {}
            for offer in offered:
                made = button("answer", clicked=partial(self.offer_chosen.emit, offer.id))
                made.setCheckable(True)
                made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                words = offer.title if offer.key in {"", offer.title} else f"{offer.title}  {offer.key}"
                made.setText(words.replace("&", "&&"))
                made.setAccessibleName(offer.title)
                self._offer_flow.addWidget(made)
                self._offer_buttons[offer.id] = made
        chosen = _chosen_ids(question, value)
        for key, made in self._offer_buttons.items():
            made.setChecked(key in chosen)
            made.setEnabled(not self._read_only)
        self._offers.updateGeometry()

    def _show_marks(self, response: Response) -> None:
        self._chip_flow.clear()
        for place, mark in enumerate(response.marks):
            said = hide_private(mark_text(mark))
            words = f"▲ {said if len(said) <= _CHIP_LETTERS else f'{said[: _CHIP_LETTERS - 1]}…'}"
            chip = button("chip", clicked=partial(self.mark_chosen.emit, place))
            chip.setText(words.replace("&", "&&"))
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            say(chip, _("Mark at {time}").format(time=clock_text(mark.at_ms)), said)
            self._chip_flow.addWidget(chip)
            if not self._read_only:
                away = button("chip", clicked=partial(self.mark_removed.emit, place))
                away.setText("×")
                away.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                say(away, _("Remove the mark at {time}").format(time=clock_text(mark.at_ms)))
                self._chip_flow.addWidget(away)
        self._chips.updateGeometry()

    def _take_typed(self, *, leave: bool) -> None:
        question = self._question
        if question is None or self._read_only or not typed(question):
            return
        if not leave and self.value_field.text() == text_of(question, self._response.value):
            return
        try:
            value = parsed(question, self.value_field.text())
        except NotPermitted:
            self._show_problem(_("Not understood. {expected}").format(expected=expected(question)))
            return
        if value is None and self._response.value is NA:
            value = NA
        self.value_typed.emit(value)
        if leave:
            self.field_left.emit()

    def _show_problem(self, text: str) -> None:
        if not text and self._problem.isHidden() and not self._problem.text():
            return
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self._fit()
        self.value_field.setProperty("faulty", "true" if text and self.value_field.hasFocus() else "false")
        self.value_field.style().polish(self.value_field)
        restyle(self._problem, "bad")


def _chosen_ids(question: Question, value: Value | None) -> frozenset[str]:
    if value is None:
        return frozenset()
    if value is NA:
        return frozenset({NA_KEY})
    if isinstance(question.answer, MultiChoice) and isinstance(value, tuple):
        return frozenset(value)
    return frozenset({str(value)})
