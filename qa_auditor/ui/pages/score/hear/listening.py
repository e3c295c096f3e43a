"""How a recording is listened to: a span over and over, silences left out, from turn to turn, once more and slower."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from qa_auditor.domain.spans import Span
from qa_auditor.ui.player import RATES, Player

SKIPPED_FROM_MS = 1200
"""Shorter silences belong to speech."""

_AIR_MS = 250
"""What is left of a silence on both sides, so that no word is cut."""

_AGAIN_MS = 4000
_SLACK_MS = 300
"""Going to the previous turn within so much of a turn's beginning goes to the one before it."""


class Listening(QObject):
    """Steers a player by its position. ``changed`` when a switch was turned or the span is another."""

    changed = Signal()

    def __init__(self, player: Player) -> None:
        super().__init__()
        self._player = player
        self._silences: Sequence[Span] = ()
        self._silence_starts: list[int] = []
        self._turns: list[int] = []
        self.span: Span | None = None
        self.loops = False
        self.skips = False
        self._again_until: int | None = None
        self._usual_rate = 1.0
        player.moved.connect(self._on_moved)
        player.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Another recording: nothing is selected or known of it. What was switched on for skipping stays on."""
        self.span, self.loops, self._again_until = None, False, None
        self.know((), ())

    def know(self, silences: Sequence[Span], turns: Sequence[int]) -> None:
        """Where nobody speaks, and where turns begin."""
        self._silences = [one for one in silences if one.end_ms - one.start_ms >= SKIPPED_FROM_MS]
        self._silence_starts = [one.start_ms for one in self._silences]
        self._turns = sorted(set(turns))
        self.changed.emit()

    @property
    def knows_turns(self) -> bool:
        """Whether there are turns to jump between."""
        return bool(self._turns)

    def select(self, span: Span | None) -> None:
        """Work on another span, or on none."""
        self.span = span
        if span is None:
            self.loops = False
        self.changed.emit()

    def toggle_loop(self) -> bool:
        """Play the span over and over, or no longer; False when nothing is selected."""
        if self.span is None:
            return False
        self.loops = not self.loops
        if self.loops and not self.span.start_ms <= self._player.position < self.span.end_ms:
            self._player.seek(self.span.start_ms)
        if self.loops and not self._player.playing:
            self._player.toggle()
        self.changed.emit()
        return True

    def set_skips(self, *, on: bool) -> None:
        """Leave silences out while playing, or play them."""
        self.skips = on
        self.changed.emit()

    def turn(self, by: int) -> bool:
        """Go to the next (1) or the previous (-1) beginning of a turn; False where there is none."""
        if not self._turns:
            return False
        at = self._player.position
        if by > 0:
            place = bisect_right(self._turns, at)
            if place == len(self._turns):
                return False
        else:
            place = max(0, bisect_left(self._turns, at - _SLACK_MS) - 1)
        self._player.seek(self._turns[place])
        return True

    def again(self) -> None:
        """Some seconds back, played slower until here; pressed again, further back and slower still."""
        player = self._player
        if self._again_until is None:
            self._again_until, self._usual_rate = player.position, player.rate
        slower = [rate for rate in RATES if rate < player.rate]
        player.set_rate(slower[-1] if slower else RATES[0])
        player.seek(player.position - _AGAIN_MS)
        if not player.playing:
            player.toggle()

    def _on_moved(self, position_ms: int) -> None:
        player = self._player
        if self._again_until is not None and position_ms >= self._again_until:
            self._again_until = None
            player.set_rate(self._usual_rate)
        if not player.playing:
            return
        if self.loops and self.span is not None:
            if position_ms >= self.span.end_ms:
                player.seek(self.span.start_ms)
            return
        if self.skips and self._again_until is None:
            self._leave_out(position_ms)

    def _leave_out(self, position_ms: int) -> None:
        place = bisect_right(self._silence_starts, position_ms - _AIR_MS) - 1
        if place >= 0 and position_ms < (beyond := self._silences[place].end_ms - _AIR_MS) - _AIR_MS:
            self._player.seek(beyond)

    def _on_changed(self) -> None:
        player = self._player
        ended = not player.playing and player.length and player.position >= player.length
        if ended and self.loops and self.span is not None:
            # A span that reaches to the end of the recording.
            player.seek(self.span.start_ms)
            player.toggle()
