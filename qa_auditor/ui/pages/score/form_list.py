"""The list of questions: shows, scrolls and takes clicks. Keys go on to the page, which knows what they mean."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView
from typing_extensions import override

from qa_auditor.i18n import _
from qa_auditor.ui.pages.score.form_delegate import FormDelegate
from qa_auditor.ui.pages.score.form_model import FormModel
from qa_auditor.ui.theme.tokens import Tokens


class FormList(QListView):
    """A list that never takes a key for itself.

    Signals: ``question_entered`` with the id of the question that became current; ``segment_clicked``
    with a question's id and ``yes``, ``no`` or ``na``; ``section_clicked`` with the id of a section's heading.
    """

    question_entered = Signal(str)
    segment_clicked = Signal(str, str)
    section_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.form = FormModel()
        self._delegate = FormDelegate(self)
        self.setModel(self.form)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # A Chinese input method must not take Y and N for the beginning of a word.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def current_question(self) -> str:
        """The id of the question that the keys are about; "" when there is none."""
        question = self.form.question_at(self.currentIndex().row())
        return question.id if question else ""

    def go_to(self, question_id: str) -> bool:
        """Make a question current; False while it is hidden."""
        if self.form.row_of(question_id) is None:
            self.form.reveal(question_id)
        row = self.form.row_of(question_id)
        if row is None:
            return False
        self.go_to_row(row)
        return True

    def go_to_row(self, row: int | None) -> None:
        """Make a row's question current, and show it with its neighbours."""
        if row is None:
            return
        index = self.form.index(row)
        self.setCurrentIndex(index)
        for near in (row - 1, row + 1, row):
            if 0 <= near < len(self.form.rows):
                self.scrollTo(self.form.index(near), QAbstractItemView.ScrollHint.EnsureVisible)

    def move(self, by: int) -> None:  # type: ignore[override]
        """Go to the next or the previous question."""
        self.go_to_row(self.form.step(self.currentIndex().row(), by))

    def recolour(self, tokens: Tokens) -> None:
        """Paint with another theme."""
        self._delegate.tokens = tokens
        self._delegate.measure()
        self.relay()

    def refresh(self) -> None:
        """What the rows show changed, but not how high they are: paint those that are seen."""
        # The model's dataChanged would make the view measure every row of the checklist again.
        self.viewport().update()

    def relay(self) -> None:
        """Heights may have changed: lay the rows out again."""
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Questions of the checklist"))
        self.relay()

    @override
    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        question = self.form.question_at(current.row())
        if question is not None:
            self.question_entered.emit(question.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    @override
    def event(self, event: QEvent) -> bool:
        # A printable key is ours, not a shortcut's and not the list's search.
        if event.type() is QEvent.Type.ShortcutOverride:
            event.ignore()
            return False
        return super().event(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        question = self.form.question_at(index.row())
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if question is None:
            if index.isValid():
                self.section_clicked.emit(self.form.rows[index.row()].section.id)
            return
        area: QRect = self.visualRect(index)
        key = self._delegate.segment_at(question, area, event.position().toPoint())
        if key is not None:
            self.segment_clicked.emit(question.id, key)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The height changes with every question in the editor below; only the width breaks lines anew.
        if self._delegate.width != self.viewport().width():
            self._delegate.width = self.viewport().width()
            self.relay()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
