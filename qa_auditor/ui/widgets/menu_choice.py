"""A button that shows what is chosen and opens a menu of the other choices."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton


class MenuChoice(QToolButton):
    """``chosen`` carries the id of the choice that was taken."""

    chosen = Signal(str)

    def __init__(self, kind: str = "menu") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.choices = QMenu(self)
        self.setMenu(self.choices)

    def set_options(self, options: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer ``options``, pairs of id and words, and show the one that is chosen."""
        self.choices.clear()
        group = QActionGroup(self.choices)
        for key, title in options:
            entry = QAction(title.replace("&", "&&"), self.choices)
            entry.setCheckable(True)
            entry.setChecked(key == chosen)
            entry.triggered.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            group.addAction(entry)
            self.choices.addAction(entry)
        self.setText(dict(options).get(chosen, ""))
