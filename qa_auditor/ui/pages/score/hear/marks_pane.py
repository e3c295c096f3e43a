"""The list of marks with what can be done to the one that is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qa_auditor.i18n import _
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.pages.score.hear.marks_view import MarkRow, MarksView
from qa_auditor.ui.theme.icons import icon
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.text import label, say, tool


class MarksPane(QWidget):
    """``clip_wanted`` carries the ``PlacedMark`` whose sound shall be saved as a file."""

    clip_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.view = MarksView()
        self._none = label("soft", wrap=True)
        self._note = tool(self._edit)
        self._clip = tool(self._save)
        self._away = tool(self._remove)
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(14, 0, 14, 2)
        row.setSpacing(2)
        row.addStretch(1)
        for part in (self._note, self._clip, self._away):
            part.setIconSize(QSize(17, 17))
            row.addWidget(part)
        self._none.setContentsMargins(20, 8, 20, 8)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._none, 1)
        column.addWidget(self.view, 1)
        self.view.selectionModel().currentChanged.connect(lambda _now, _then: self._enable())
        self.show_rows((), read_only=True)

    def show_rows(self, rows: Sequence[MarkRow], *, read_only: bool) -> None:
        """Show other marks."""
        self.view.show_rows(rows, read_only=read_only)
        self.view.setVisible(bool(rows))
        self._bar.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._enable()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.view.retranslate()
        self._none.setText(
            _(
                "M marks the moment that is playing, the selected span or the selected words on the current question. "
                "Marks prove an answer: they stand in the scorecard and in the report."
            )
        )
        say(self._note, _("Note on the mark"), _("Note on the mark (Enter)"))
        say(self._clip, _("Save as a sound file"), hint_of(Action.CLIP))
        say(self._away, _("Remove the mark"), _("Remove the mark (Del)"))

    def recolour(self, tokens: Tokens) -> None:
        """Draw it for another theme."""
        self.view.recolour(tokens)
        for part, name in ((self._note, "edit"), (self._clip, "clip"), (self._away, "bin")):
            part.setIcon(icon(name, tokens))

    def _enable(self) -> None:
        mark = self.view.current()
        free = mark is not None and not self.view.marks.read_only
        self._note.setEnabled(free)
        self._away.setEnabled(free)
        self._clip.setEnabled(mark is not None)

    def _edit(self) -> None:
        self.view.edit(self.view.currentIndex())

    def _save(self) -> None:
        if (mark := self.view.current()) is not None:
            self.clip_wanted.emit(mark)

    def _remove(self) -> None:
        if (mark := self.view.current()) is not None:
            self.view.removed.emit(mark)
