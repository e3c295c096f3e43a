"""Holds player, waveform, transport and what was measured of one recording together."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qa_auditor.application.audio import AGENT_CHANNEL_SETTING, agent_channel, facts_of
from qa_auditor.domain.audio_facts import Apart, AudioFacts
from qa_auditor.domain.spans import Span, Spans
from qa_auditor.domain.subject import Recording, Subject
from qa_auditor.i18n import _
from qa_auditor.ui.actions import Action
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.score.hear.analysis_watch import AnalysisWatch
from qa_auditor.ui.pages.score.hear.figures import shades_of
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

    Signals: ``measured`` with the ``AudioFacts``, None while there are none; ``troubled`` with a function that says
    what is wrong; ``flag_opened`` with the ``Flag`` of a mark that was double-clicked; ``flag_moved`` with a flag and
    its new start.
    """

    measured = Signal(object)
    troubled = Signal(object)
    flag_opened = Signal(object)
    flag_moved = Signal(object, int)

    def __init__(self, session: Session, *, player: Player, listening: Listening, panel: WavePanel) -> None:
        super().__init__()
        self.player, self.panel = player, panel
        self.listening = listening
        self.mixer = SideMixer(session, player)
        self._watch = AnalysisWatch(session)
        self._session = session
        self._subject: Subject | None = None
        self._agent = 0
        self._apart = False
        self._silences: Spans = ()
        self._spoken_turns: list[int] = []
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

    @property
    def _recording(self) -> Recording | None:
        return self._subject.recording if self._subject is not None else None

    def load(self, subject: Subject | None, *, source: Path | None, played: Path | None) -> None:
        """Show the recording of another subject, or none.

        ``source`` is what is decoded, ``played`` what the player opens; None where there are no bytes.
        """
        self._subject = subject
        recording = self._recording
        self._raise, self._follows, self._agent = 1.0, True, agent_channel(subject) if subject is not None else 0
        self._apart, self._silences, self._spoken_turns = False, (), []
        self.listening.begin()
        wave = self.panel.wave
        wave.show_recording(recording.duration_ms if recording else 0, lanes_of(recording, agent=self._agent))
        self.measured.emit(None)
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
        subject = self._subject
        if subject is None:
            return

        def measure(backend: Backend) -> tuple[AudioFacts, int]:
            with backend.store.begin() as work:
                setting = work.settings.get(AGENT_CHANNEL_SETTING)
            return facts_of(backend.store, found, subject=subject), agent_channel(subject, setting=setting)

        def show(measured: tuple[AudioFacts, int]) -> None:
            if self._subject is subject:
                self._on_measured(*measured)

        self._session.ask(measure, show)

    def _on_measured(self, facts: AudioFacts, agent: int) -> None:
        self._agent = agent
        self._show_lanes()
        self.panel.wave.show_shades(shades_of(facts))
        self._apart = facts.apart is Apart.YES
        if self._apart or not self._spoken_turns:
            self._spoken_turns = [turn.span.start_ms for turn in facts.turns]
        self._silences = facts.silences
        self.listening.know(facts.silences, self._spoken_turns)
        self.measured.emit(facts)

    def know_turns(self, moments: Sequence[int]) -> None:
        """Where a transcript says that turns begin: it counts where the sound can't tell the sides apart."""
        if moments and not self._apart:
            self._spoken_turns = list(moments)
            self.listening.know(self._silences, self._spoken_turns)

    def _say(self, error: Exception) -> None:
        words = str(getattr(error, "message", "") or error)
        self._show_waveform(None, _("The waveform can't be drawn"))
        self.troubled.emit(lambda: _("The recording can't be read: {reason}. Scoring goes on.").format(reason=words))

    def _show_waveform(self, waveform: "Waveform | None", says: str) -> None:
        self.panel.wave.show_waveform(waveform, says)
        self._show_lanes()

    def _show_lanes(self) -> None:
        mixer = self.mixer
        lanes = lanes_of(self._recording, agent=self._agent, heard=mixer.heard)
        self.panel.show_lanes(lanes, gain=self._raise * 2**mixer.louder, steps=mixer.louder)


def lanes_of(recording: Recording | None, *, agent: int = 0, heard: tuple[int, ...] | None = None) -> tuple[Lane, ...]:
    """The sides of a recording, the agent's first; where there aren't two channels, just the channels."""
    if recording is None:
        return ()
    if recording.channels == 1:
        return (Lane(0, "waveform-agent"),)
    if recording.channels == 2:
        named = [(agent, "waveform-agent", _("Agent")), (1 - agent, "waveform-customer", _("Customer"))]
    else:
        named = [(n, "waveform-agent", _("Channel {n}").format(n=n + 1)) for n in range(recording.channels)]
    return tuple(Lane(channel, colour, name, heard is None or channel in heard) for channel, colour, name in named)


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
