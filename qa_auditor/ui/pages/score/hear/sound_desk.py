"""Holds player, waveform, transport and what was measured of one recording together."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qa_auditor.domain.spans import Span
from qa_auditor.domain.subject import Recording
from qa_auditor.i18n import _
from qa_auditor.ui.actions import Action
from qa_auditor.ui.pages.score.hear.analysis_watch import AnalysisWatch
from qa_auditor.ui.pages.score.hear.lane_paint import FULL_SCALE, Lane
from qa_auditor.ui.pages.score.hear.listening import Listening
from qa_auditor.ui.pages.score.hear.scene import Flag, span_between
from qa_auditor.ui.pages.score.hear.side_mixer import SideMixer
from qa_auditor.ui.pages.score.hear.view_range import ViewRange
from qa_auditor.ui.pages.score.hear.wave_panel import WavePanel
from qa_auditor.ui.player import Player
from qa_auditor.ui.session import Session

if TYPE_CHECKING:
    from qa_auditor.application.ports.audio import Analysed, Waveform

SKIP_MS = 5000
STEP_MS = 1000
_MOST_RAISED = 12.0
_COLUMNS = 400


class SoundDesk(QObject):
    """Works on one recording at a time.

    Signals: ``analysed`` with what was found in it; ``troubled`` with a function that says what is wrong;
    ``flag_opened`` with the ``Flag`` of a mark that was double-clicked, ``flag_moved`` with a flag and its new start.
    """

    analysed = Signal(object)
    troubled = Signal(object)
    flag_opened = Signal(object)
    flag_moved = Signal(object, int)

    def __init__(self, session: Session, *, player: Player, listening: Listening, panel: WavePanel) -> None:
        super().__init__()
        self.player, self.panel = player, panel
        self.listening = listening
        self.mixer = SideMixer(session, player)
        self._watch = AnalysisWatch(session)
        self._recording: Recording | None = None
        self._raise = 1.0
        self._follows = True
        self._last = 0
        self._connect()

    def _connect(self) -> None:
        wave = self.panel.wave
        self.player.moved.connect(self._on_moved)
        self.listening.changed.connect(lambda: wave.select(self.listening.span))
        self.mixer.changed.connect(self._show_lanes)
        self.mixer.failed.connect(self._say)
        self.panel.side_toggled.connect(self.mixer.toggle)
        self.panel.louder.connect(self._on_louder)
        wave.sought.connect(self.player.seek)
        wave.selected.connect(self._on_selected)
        wave.flag_chosen.connect(lambda flag: self.player.seek(flag.start_ms))
        wave.flag_opened.connect(self._on_flag_opened)
        wave.flag_moved.connect(self.flag_moved)
        wave.view_changed.connect(self._on_view)
        self._watch.grew.connect(self._on_grown)
        self._watch.done.connect(self._on_done)
        self._watch.failed.connect(self._say)
        self._watch.came_closer.connect(wave.show_closer)

    def load(self, recording: Recording | None, *, source: Path | None, played: Path | None) -> None:
        """Show another recording, or none. ``source`` is what is decoded, ``played`` what the player opens."""
        self._recording = recording
        self._raise, self._follows = 1.0, True
        self.listening.begin()
        wave = self.panel.wave
        wave.show_recording(recording.duration_ms if recording else 0, lanes_of(recording))
        self.mixer.begin(recording, source=source, played=played)
        self._show_waveform(None, _("Reading the recording …") if source is not None else "")
        self._watch.watch(recording, source)

    def play_instead(self, made: Path) -> None:
        """Something better to play was made of the recording."""
        self.mixer.plays(made)
        if self.mixer.plays_all:
            self.player.swap(made)

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._show_lanes()

    def show_flags(self, flags: Sequence[Flag]) -> None:
        """The marks of all questions."""
        self.panel.wave.show_flags(flags)
        self.panel.overview.show_flags(flags)

    def act(self, action: Action) -> None:
        """Do what a key or a button of the player means."""
        player, wave, listening = self.player, self.panel.wave, self.listening
        todo: dict[Action, Callable[[], object]] = {
            Action.PLAY: player.toggle,
            Action.BACK: lambda: player.skip(-SKIP_MS),
            Action.FORWARD: lambda: player.skip(SKIP_MS),
            Action.STEP_BACK: lambda: player.skip(-STEP_MS),
            Action.STEP_FORWARD: lambda: player.skip(STEP_MS),
            Action.START: lambda: player.seek(0),
            Action.END: lambda: player.seek(player.length),
            Action.SLOWER: lambda: player.faster(-1),
            Action.FASTER: lambda: player.faster(1),
            Action.AGAIN_SLOWER: listening.again,
            Action.PREVIOUS_TURN: lambda: listening.turn(-1),
            Action.NEXT_TURN: lambda: listening.turn(1),
            Action.SKIP_SILENCE: lambda: listening.set_skips(on=not listening.skips),
            Action.SPAN: self._begin_or_end_span,
            Action.LOOP: listening.toggle_loop,
            Action.HEAR: self.mixer.hear_next,
            Action.LOUDER: lambda: self.mixer.raise_by(1),
            Action.SOFTER: lambda: self.mixer.raise_by(-1),
            Action.ZOOM_IN: lambda: wave.zoom(1),
            Action.ZOOM_OUT: lambda: wave.zoom(-1),
            Action.ZOOM_WHOLE: self.panel.show_whole,
        }
        if action in todo:
            todo[action]()

    def forget_span(self) -> bool:
        """Select nothing; False when nothing was selected."""
        if self.listening.span is None:
            return False
        self.listening.select(None)
        return True

    # ---------------------------------------------------------------------------------------------------- what happens

    def _begin_or_end_span(self) -> None:
        """The first press begins a span at the cursor, the next one ends it there."""
        at, span = self.player.position, self.listening.span
        begun = span is not None and span.start_ms == span.end_ms
        start = span.start_ms if span is not None and begun else at
        self.listening.select(span_between(start, at) if start != at or not begun else None)

    def _on_selected(self, span: Span | None) -> None:
        self.listening.select(span)
        if span is not None and not self.player.playing:
            self.player.seek(span.start_ms)

    def _on_flag_opened(self, flag: Flag) -> None:
        self.player.seek(flag.start_ms)
        self.flag_opened.emit(flag)

    def _on_louder(self, steps: int) -> None:
        from qa_auditor.application.ports.sounds import MOST_LOUDER

        self.mixer.raise_by(steps if self.mixer.louder < MOST_LOUDER else -MOST_LOUDER)

    def _on_moved(self, position_ms: int) -> None:
        wave = self.panel.wave
        wave.show_position(position_ms)
        self.panel.overview.show_position(position_ms)
        jumped = not self.player.playing or abs(position_ms - self._last) > STEP_MS
        self._last = position_ms
        if self._follows or jumped:
            self._follows = True
            wave.look_at(wave.view.reaching(position_ms))

    def _on_view(self, view: ViewRange) -> None:
        # Whoever looks elsewhere while it plays is left alone until the cursor comes along.
        self._follows = view.start_ms <= self.player.position <= view.end_ms
        self._watch.look_at(view)

    def _on_grown(self, waveform: "Waveform") -> None:
        self._show_waveform(waveform, "")

    def _on_done(self, found: "Analysed") -> None:
        self._raise = raised(found.waveform)
        self._show_waveform(found.waveform, "")
        self.analysed.emit(found)

    def _say(self, error: Exception) -> None:
        words = str(getattr(error, "message", "") or error)
        self._show_waveform(None, _("The waveform can't be drawn"))
        self.troubled.emit(lambda: _("The recording can't be read: {reason}. Scoring goes on.").format(reason=words))

    def _show_waveform(self, waveform: "Waveform | None", says: str) -> None:
        self.panel.wave.show_waveform(waveform, says)
        self._show_lanes()

    def _show_lanes(self) -> None:
        mixer = self.mixer
        lanes = lanes_of(self._recording, heard=mixer.heard)
        self.panel.show_lanes(lanes, gain=self._raise * 2**mixer.louder, steps=mixer.louder)


def lanes_of(recording: Recording | None, *, heard: tuple[int, ...] | None = None) -> tuple[Lane, ...]:
    """The sides of a recording: the agent on the first channel, the customer on the second; both on a single one."""
    if recording is None:
        return ()
    if recording.channels == 1:
        return (Lane(0, "waveform-agent"),)
    names = [(_("Agent"), "waveform-agent"), (_("Customer"), "waveform-customer")]
    names += [(_("Channel {n}").format(n=n), "chart-6") for n in range(3, recording.channels + 1)]
    return tuple(
        Lane(channel, colour, name, heard is None or channel in heard) for channel, (name, colour) in enumerate(names)
    )


def raised(waveform: "Waveform") -> float:
    """How much higher than it is a recording is drawn, so that its usual peaks fill the lane."""
    loud: list[int] = []
    for channel in range(waveform.channels):
        low, high = waveform.columns(
            channel, start=0, samples_per_column=max(1.0, waveform.frames / _COLUMNS), count=_COLUMNS
        )
        loud += [max(upper, -lower) for lower, upper in zip(low, high, strict=True)]
    loud.sort()
    usual = loud[int(len(loud) * 0.97)] if loud else 0
    return min(max(0.9 * FULL_SCALE / max(1, usual), 1.0), _MOST_RAISED)
