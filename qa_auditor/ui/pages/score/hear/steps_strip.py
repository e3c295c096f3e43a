"""The steps of the process that is bound, as chips in a row: which were heard, and which one comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QScrollArea, QWidget

from qa_auditor.application.views.wording import clock_text
from qa_auditor.i18n import _
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.widgets.text import button, restyle, say

_HEIGHT = 32


@dataclass(frozen=True, slots=True)
class StepChip:
    """A step.

    Attributes:
        done: whether it was heard. at_ms: where; None where nobody can say.
        next: whether the key marks it.
    """

    step_id: str
    name: str
    done: bool
    at_ms: int | None
    next: bool


class StepsStrip(QScrollArea):
    """Signals carry a step's id: ``done_wanted`` to mark it here, ``undone_wanted`` to take that back, ``sought``."""

    done_wanted = Signal(str)
    undone_wanted = Signal(str)
    sought = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._chips: Sequence[StepChip] = ()
        self._buttons: list[QPushButton] = []
        self._row_holder = QWidget()
        self._row = QHBoxLayout(self._row_holder)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(5)
        self.setWidget(self._row_holder)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_HEIGHT)
        self.hide()

    @property
    def chips(self) -> Sequence[StepChip]:
        """What is shown."""
        return self._chips

    def show_steps(self, chips: Sequence[StepChip], *, read_only: bool) -> None:
        """Show other steps, or none; the next one is brought into view."""
        if [chip.step_id for chip in chips] != [chip.step_id for chip in self._chips]:
            self._make(chips)
        self._chips = tuple(chips)
        self.setVisible(bool(chips))
        for number, (chip, made) in enumerate(zip(chips, self._buttons, strict=True), start=1):
            self._name(made, chip, number)
            made.setEnabled(chip.done or not read_only)
        coming = next((place for place, chip in enumerate(chips) if chip.next), None)
        if coming is not None:
            self.ensureWidgetVisible(self._buttons[coming], 120, 0)

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Steps of the process"))

    def _make(self, chips: Sequence[StepChip]) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._buttons = []
        for chip in chips:
            made = button("chip", clicked=partial(self._on_clicked, chip.step_id))
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            made.customContextMenuRequested.connect(partial(self._show_menu, chip.step_id, made))
            self._buttons.append(made)
            self._row.addWidget(made)
        self._row.addStretch(1)

    def _name(self, made: QPushButton, chip: StepChip, number: int) -> None:
        at = clock_text(chip.at_ms) if chip.at_ms is not None else ""
        words = f"✓ {chip.name}  {at}".rstrip() if chip.done else f"{number}  {chip.name}"
        made.setText(words.replace("&", "&&"))
        restyle(made, "chip-done" if chip.done else "chip-next" if chip.next else "chip")
        if chip.done:
            say(
                made,
                _("{step}: done {time}").format(step=chip.name, time=at),
                _("Play from here; right click: not done"),
            )
        else:
            hint = hint_of(Action.STEP_DONE) if chip.next else _("A click marks the step as done here")
            say(made, _("{step}: not heard yet").format(step=chip.name), hint)

    def _chip(self, step_id: str) -> StepChip | None:
        return next((chip for chip in self._chips if chip.step_id == step_id), None)

    def _on_clicked(self, step_id: str) -> None:
        chip = self._chip(step_id)
        if chip is not None:
            (self.sought if chip.done else self.done_wanted).emit(step_id)

    def _show_menu(self, step_id: str, made: QPushButton, at: QPoint) -> None:
        chip = self._chip(step_id)
        if chip is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Done here")).triggered.connect(lambda: self.done_wanted.emit(step_id))
        if chip.done:
            menu.addAction(_("Not done")).triggered.connect(lambda: self.undone_wanted.emit(step_id))
        menu.popup(made.mapToGlobal(at))
