"""Holds together what is heard and read in the middle of the workbench, and the marks that go to the form."""

from PySide6.QtCore import QObject

from qa_auditor.application.scoring_desk import OpenEvaluation
from qa_auditor.ui.actions import Action
from qa_auditor.ui.pages.score.answer_desk import AnswerDesk
from qa_auditor.ui.pages.score.clip_saving import ClipSaving
from qa_auditor.ui.pages.score.hear.listening import Listening
from qa_auditor.ui.pages.score.hear.sound_desk import SoundDesk
from qa_auditor.ui.pages.score.mark_desk import MarkDesk
from qa_auditor.ui.pages.score.recording_loader import RecordingLoader
from qa_auditor.ui.pages.score.recording_panel import Panel, RecordingPanel
from qa_auditor.ui.pages.score.trace_desk import TraceDesk
from qa_auditor.ui.pages.score.words.words_desk import WordsDesk
from qa_auditor.ui.player import Player
from qa_auditor.ui.session import Session
from qa_auditor.ui.theme.tokens import Tokens


class Middle(QObject):
    """Sound, words, marks and steps of one evaluation at a time."""

    def __init__(self, session: Session, *, player: Player, answers: AnswerDesk) -> None:
        super().__init__()
        self._answers, self._player = answers, player
        listening = Listening(player)
        self.panel = RecordingPanel(player, listening)
        self.sound = SoundDesk(session, player=player, listening=listening, panel=self.panel.wave)
        self.words = WordsDesk(session, player=player, pane=self.panel.words)
        self.marks = MarkDesk(answers, self.sound, self.panel)
        self.trace = TraceDesk(session, answers=answers, player=player, strip=self.panel.steps)
        self.clips = ClipSaving(session, sound=self.sound, answers=answers)
        self._loader = RecordingLoader(session, sound=self.sound, panel=self.panel)
        self._connect()

    def _connect(self) -> None:
        panel, sound, words, marks, answers = self.panel, self.sound, self.words, self.marks, self._answers
        panel.transport.wanted.connect(sound.act)
        panel.facts.place_wanted.connect(self._player.seek)
        panel.marks.clip_wanted.connect(self.clips.save)
        self.clips.saved.connect(panel.show_saved)
        sound.measured.connect(panel.facts.show_facts)
        sound.troubled.connect(panel.show_notice)
        marks.sources.append(words.wanted_mark)
        marks.went.connect(words.go_to)
        marks.shown.connect(words.show_marks)
        words.opened.connect(panel.show_kind)
        words.opened.connect(lambda _conversation: marks.show())
        words.turns_known.connect(sound.know_turns)
        answers.shown.connect(lambda bench: panel.show_evaluation(bench.opened if bench else None))
        answers.line_wanted.connect(words.go_to_line)
        answers.moment_wanted.connect(self._player.seek)

    def load(self, opened: OpenEvaluation | None) -> None:
        """Open the sound, the words and the steps of another evaluation, or of none."""
        self._loader.load(opened)
        self.words.load(opened)
        self.trace.load(opened)

    def act(self, action: Action) -> None:
        """Do what a key of words and marks means."""
        if action is Action.NEXT_PANEL:
            self.panel.show_next_panel()
        elif action is Action.CLIP:
            listed = self.panel.marks.view
            self.clips.save(listed.current() if listed.hasFocus() else None)
        elif action is Action.STEP_DONE:
            self._answers.when_kept(self.trace.done_here)
        elif not self.marks.act(action):
            self.words.act(action)

    def begin_search(self) -> None:
        """Put the keyboard into the search in the words."""
        self.panel.show_panel(Panel.WORDS)
        self.panel.words.begin_search()

    def retranslate(self) -> None:
        """Say it in the current language."""
        for part in (self.panel, self.sound, self.words):
            part.retranslate()
        self.marks.show()
        self.trace.show()

    def recolour(self, tokens: Tokens) -> None:
        """Draw it for another theme."""
        self.panel.recolour(tokens)
