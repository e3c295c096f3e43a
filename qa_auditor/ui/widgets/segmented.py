"""Buttons in a row of which one (or several) is chosen: takes the place of combo boxes, whose type-ahead eats keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget


class Segmented(QWidget):
    """A row of choices by id. ``chosen`` carries the id that was clicked."""

    chosen = Signal(str)

    def __init__(self, *, several: bool = False, focus: bool = False, kind: str = "segment") -> None:
        super().__init__()
        self._kind = kind
        self._several = several
        self._focus = Qt.FocusPolicy.TabFocus if focus else Qt.FocusPolicy.NoFocus
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def set_options(self, options: Sequence[tuple[str, str]], *, hints: Sequence[str] = ()) -> None:
        """Offer ``options``, pairs of id and words."""
        if [key for key, _title in options] != list(self._buttons):
            while (item := self._row.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            self._buttons = {}
            for place, (key, _title) in enumerate(options):
                self._buttons[key] = self._made(key, place, len(options))
            self._row.addStretch(1)
        for place, (key, title) in enumerate(options):
            self._buttons[key].setText(title.replace("&", "&&"))
            self._buttons[key].setAccessibleName(title)
            self._buttons[key].setToolTip(hints[place] if place < len(hints) else title)

    def set_chosen(self, *keys: str) -> None:
        """Show these as chosen, without a signal."""
        for key, made in self._buttons.items():
            made.setChecked(key in keys)

    def option(self, key: str) -> QPushButton:
        """The button of one choice."""
        return self._buttons[key]

    def keys(self) -> list[str]:
        """The ids on offer."""
        return list(self._buttons)

    def _made(self, key: str, place: int, of: int) -> QPushButton:
        made = QPushButton()
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setFocusPolicy(self._focus)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        made.setProperty("kind", self._kind)
        made.setProperty(
            "place", "only" if of == 1 else "first" if place == 0 else "last" if place == of - 1 else "middle"
        )
        # A click says what was meant; what is shown as chosen follows from the answer itself.
        made.clicked.connect(lambda checked=False, key=key: self._clicked(key, checked=checked))
        self._group.addButton(made)
        self._row.addWidget(made)
        return made

    def _clicked(self, key: str, *, checked: bool) -> None:
        if not self._several:
            self.set_chosen(key)
        elif not checked:
            self._buttons[key].setChecked(False)
        self.chosen.emit(key)
