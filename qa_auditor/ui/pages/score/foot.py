"""What is below the list of questions: the editor, or a prompt in its place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget

from qa_auditor.ui.pages.score.question_editor import QuestionEditor

_AS_NEEDED = QSizePolicy.Policy.Preferred
_NO_SAY = QSizePolicy.Policy.Ignored
_ANY_HEIGHT = 16777215  # Qt's QWIDGETSIZE_MAX


class Foot(QStackedWidget):
    """As high as what it shows needs; the list of questions gets the rest."""

    def __init__(self, editor: QuestionEditor, prompts: Sequence[QFrame]) -> None:
        super().__init__()
        self._editor = editor
        self._editor_height = _ANY_HEIGHT
        self._parts = (editor, *prompts)
        for one in self._parts:
            self.addWidget(one)
        editor.height_wanted.connect(self._on_height_wanted)

    @property
    def asks(self) -> bool:
        """Whether a prompt stands in the editor's place."""
        return self.currentWidget() is not self._editor

    def show_part(self, part: QFrame) -> None:
        """Show the editor or one of the prompts."""
        self.setVisible(True)
        # Only the part that is shown has a say in how high the stack is.
        for one in self._parts:
            one.setSizePolicy(_AS_NEEDED, _AS_NEEDED if one is part else _NO_SAY)
        self.setCurrentWidget(part)
        self.setMaximumHeight(self._editor_height if part is self._editor else _ANY_HEIGHT)

    def take_keyboard(self) -> None:
        """Give the keyboard to the prompt that is shown."""
        part = self.currentWidget()
        if part is not None:
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_height_wanted(self, pixels: int) -> None:
        self._editor_height = pixels
        if not self.asks:
            self.setMaximumHeight(pixels)
