"""The recording as a picture: overview, zoom, the sides with their switches, and the waveform itself."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from qa_auditor.i18n import _
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.pages.score.hear.flag_paint import BAND
from qa_auditor.ui.pages.score.hear.lane_paint import Lane
from qa_auditor.ui.pages.score.hear.overview import Overview
from qa_auditor.ui.pages.score.hear.wave_view import RULER, WaveView
from qa_auditor.ui.theme.icons import icon
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.text import say, tool

_HEADS = 30
"""Width of the column of switches."""


class WavePanel(QWidget):
    """``side_toggled`` carries a channel that shall be heard or no longer; ``louder`` a step of gain, up or down."""

    side_toggled = Signal(int)
    louder = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._tokens: Tokens | None = None
        self.wave = WaveView()
        self.overview = Overview()
        self._lanes: tuple[Lane, ...] = ()
        self._switches: list[QToolButton] = []
        self._closer = tool(lambda: self.wave.zoom(1))
        self._further = tool(lambda: self.wave.zoom(-1))
        self._whole = tool(self.show_whole)
        self._gain = tool(lambda: self.louder.emit(1), kind="step")
        self._heads = QVBoxLayout()
        self._lay_out()
        self.wave.view_changed.connect(self.overview.show_view)
        self.overview.view_wanted.connect(self.wave.look_at)
        self.overview.sought.connect(self.wave.sought)

    def show_whole(self) -> None:
        """Zoom out to the whole recording."""
        self.wave.look_at(type(self.wave.view).whole(self.wave.view.length_ms, self.wave.view.width))

    def show_lanes(self, lanes: Sequence[Lane], *, gain: float, steps: int) -> None:
        """Which sides there are and are heard; ``gain`` is how high they are drawn, ``steps`` how much louder."""
        if [lane.channel for lane in lanes] != [lane.channel for lane in self._lanes]:
            self._make_switches(len(lanes))
        self._lanes = tuple(lanes)
        self.wave.show_lanes(lanes, gain=gain)
        self.overview.show_sound(self.wave.waveform, lanes, gain=gain)
        self._gain.setText(_("+{n} dB").format(n=6 * steps) if steps else _("0 dB"))
        self._show_switches()

    def recolour(self, tokens: Tokens) -> None:
        """Draw it for another theme."""
        self._tokens = tokens
        self.wave.recolour(tokens)
        self.overview.recolour(tokens)
        for part, name in ((self._closer, "zoom-in"), (self._further, "zoom-out"), (self._whole, "zoom-whole")):
            part.setIcon(icon(name, tokens))
        self._show_switches()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.wave.retranslate()
        self.overview.retranslate()
        say(self._closer, _("Zoom in"), hint_of(Action.ZOOM_IN))
        say(self._further, _("Zoom out"), hint_of(Action.ZOOM_OUT))
        say(self._whole, _("Show the whole recording"), hint_of(Action.ZOOM_WHOLE))
        say(self._gain, _("Louder, and drawn higher"), hint_of(Action.LOUDER))
        self._show_switches()

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(2)
        upper.addWidget(self.overview, 1)
        upper.addSpacing(4)
        for part in (self._further, self._closer, self._whole, self._gain):
            upper.addWidget(part)
        self._gain.setMinimumWidth(52)
        heads = QWidget()
        heads.setFixedWidth(_HEADS)
        self._heads = QVBoxLayout(heads)
        self._heads.setContentsMargins(0, RULER, 0, BAND)
        self._heads.setSpacing(2)
        lower = QHBoxLayout()
        lower.setSpacing(2)
        lower.addWidget(heads)
        lower.addWidget(self.wave, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(upper)
        whole.addLayout(lower, 1)

    def _make_switches(self, count: int) -> None:
        while (item := self._heads.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._switches = []
        for place in range(count):
            made = tool(partial(self._toggle, place))
            self._switches.append(made)
            self._heads.addWidget(made, 1, Qt.AlignmentFlag.AlignCenter)

    def _toggle(self, place: int) -> None:
        self.side_toggled.emit(self._lanes[place].channel)

    def _show_switches(self) -> None:
        for made, lane in zip(self._switches, self._lanes, strict=False):
            made.setVisible(len(self._lanes) > 1)
            if self._tokens is not None:
                name = "speaker" if lane.heard else "speaker-off"
                made.setIcon(icon(name, self._tokens, lane.colour if lane.heard else "text-faint"))
            words = _("Mute {side}") if lane.heard else _("Let {side} be heard")
            say(made, words.format(side=lane.name), f"{words.format(side=lane.name)} · {hint_of(Action.HEAR)}")
