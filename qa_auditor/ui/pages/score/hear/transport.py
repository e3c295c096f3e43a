"""The transport bar: play, steps, turns, once more and slower, silences, loop and speed."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from qa_auditor.application.views.wording import clock_text
from qa_auditor.i18n import _
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.pages.score.hear.listening import Listening
from qa_auditor.ui.player import Player
from qa_auditor.ui.theme.icons import icon
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.text import label, say, tool

_SMALL = 17
_ROOMY = 520


class Transport(QWidget):
    """Shows how the player stands; ``wanted`` carries the ``Action`` of a button that was pressed."""

    wanted = Signal(object)

    def __init__(self, player: Player, listening: Listening) -> None:
        super().__init__()
        self._player, self._listening = player, listening
        self._tokens: Tokens | None = None
        self._play = tool(lambda: self.wanted.emit(Action.PLAY), kind="play")
        self._play.setIconSize(QSize(18, 18))
        self._steps = {
            action: tool(partial(self.wanted.emit, action))
            for action in (
                Action.PREVIOUS_TURN, Action.BACK, Action.FORWARD, Action.NEXT_TURN, Action.AGAIN_SLOWER,
                Action.SKIP_SILENCE, Action.LOOP,
            )
        }  # fmt: skip
        for action in (Action.SKIP_SILENCE, Action.LOOP):
            self._steps[action].setCheckable(True)
        self._slower = tool(lambda: self.wanted.emit(Action.SLOWER), kind="step")
        self._faster = tool(lambda: self.wanted.emit(Action.FASTER), kind="step")
        self._rate = label("strong")
        self._rate.setMinimumWidth(40)
        self._rate.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._time = label("strong")
        self._of = label("soft")
        self._lay_out()
        player.moved.connect(self._show_time)
        player.changed.connect(self.show_state)
        listening.changed.connect(self.show_state)

    def show_state(self) -> None:
        """Whether it plays, how fast, and what is switched on."""
        if self._tokens is None:
            return
        player, listening = self._player, self._listening
        self._play.setIcon(icon("pause" if player.playing else "play", self._tokens, "text-on-accent"))
        self._play.setEnabled(player.able)
        self._rate.setText(f"{player.rate:g}×")
        loop, skip = self._steps[Action.LOOP], self._steps[Action.SKIP_SILENCE]
        loop.setChecked(listening.loops)
        loop.setEnabled(listening.span is not None)
        skip.setChecked(listening.skips)
        for action in (Action.PREVIOUS_TURN, Action.NEXT_TURN):
            self._steps[action].setEnabled(listening.knows_turns)
        self._of.setText(f"/ {clock_text(player.length)}")
        self._show_time(player.position)

    def retranslate(self) -> None:
        """Say it in the current language."""
        say(self._play, _("Play or pause"), hint_of(Action.PLAY))
        names = {
            Action.PREVIOUS_TURN: _("Previous turn"),
            Action.BACK: _("Back 5 seconds"),
            Action.FORWARD: _("Forward 5 seconds"),
            Action.NEXT_TURN: _("Next turn"),
            Action.AGAIN_SLOWER: _("Once more, slower"),
            Action.SKIP_SILENCE: _("Skip silences"),
            Action.LOOP: _("Loop the selection"),
        }
        for action, name in names.items():
            say(self._steps[action], name, hint_of(action))
        say(self._slower, _("Slower"), hint_of(Action.SLOWER))
        say(self._faster, _("Faster"), hint_of(Action.FASTER))
        self._slower.setText("−")
        self._faster.setText("+")
        say(self._rate, _("Speed; the pitch stays"))

    def recolour(self, tokens: Tokens) -> None:
        """Draw it for another theme."""
        self._tokens = tokens
        names = {
            Action.PREVIOUS_TURN: "turn-previous",
            Action.BACK: "back",
            Action.FORWARD: "forward",
            Action.NEXT_TURN: "turn-next",
            Action.AGAIN_SLOWER: "replay-slower",
            Action.SKIP_SILENCE: "skip-silence",
            Action.LOOP: "loop",
        }
        for action, name in names.items():
            self._steps[action].setIcon(icon(name, tokens))
        self.show_state()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for part in self._steps.values():
            part.setIconSize(QSize(_SMALL, _SMALL))
        for action in (Action.PREVIOUS_TURN, Action.BACK):
            row.addWidget(self._steps[action])
        row.addSpacing(2)
        row.addWidget(self._play)
        row.addSpacing(2)
        for action in (Action.FORWARD, Action.NEXT_TURN):
            row.addWidget(self._steps[action])
        row.addSpacing(6)
        row.addWidget(self._time)
        row.addWidget(self._of)
        row.addStretch(1)
        for action in (Action.AGAIN_SLOWER, Action.SKIP_SILENCE, Action.LOOP):
            row.addWidget(self._steps[action])
        row.addSpacing(4)
        row.addWidget(self._slower)
        row.addWidget(self._rate)
        row.addWidget(self._faster)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where it is narrow, the head says the length too.
        self._of.setVisible(event.size().width() >= _ROOMY)

    def _show_time(self, position_ms: int) -> None:
        self._time.setText(clock_text(position_ms))
