"""Keeps the words of an interaction in step with its sound: opens, searches, marks and corrects them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from qa_auditor.application.changes import Outcome
from qa_auditor.application.conversations import edit_line, open_conversation, say_side
from qa_auditor.application.scoring_desk import OpenEvaluation
from qa_auditor.application.views.workbench import PlacedMark
from qa_auditor.domain.answer import Mark
from qa_auditor.domain.conversation import Conversation, ConversationKind, Line, Side
from qa_auditor.domain.hearing import Found as Heard
from qa_auditor.i18n import _
from qa_auditor.ui.actions import Action
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.score.words.line_editor import LineEditor
from qa_auditor.ui.pages.score.words.looks import Looks
from qa_auditor.ui.pages.score.words.revealing import Revealing
from qa_auditor.ui.pages.score.words.searching import WordSearch
from qa_auditor.ui.pages.score.words.showing import shown_lines
from qa_auditor.ui.pages.score.words.shown_line import LineMark, ShownLine
from qa_auditor.ui.pages.score.words.words_pane import WordsPane
from qa_auditor.ui.player import Player
from qa_auditor.ui.session import Session


@dataclass(frozen=True, slots=True)
class OpenWords:
    """A conversation as it reads now and as it was imported."""

    now: Conversation
    imported: Conversation


class WordsDesk(QObject):
    """Works on the conversation of one subject at a time.

    Signals: ``opened`` with the conversation, or None where there is none; ``turns_known`` with the moments at which
    speakers change; ``corrected`` after a line was corrected or a speaker's side said.
    """

    opened = Signal(object)
    turns_known = Signal(object)
    corrected = Signal()

    def __init__(self, session: Session, *, player: Player, pane: WordsPane) -> None:
        super().__init__()
        self._session, self._player, self._pane = session, player, pane
        self.looks = Looks(session, pane)
        self._evaluation: OpenEvaluation | None = None
        self._words: OpenWords | None = None
        self._lines: list[ShownLine] = []
        self._marks: dict[int, list[LineMark]] = {}
        self._unfolded: set[int] = set()
        self._starts: list[tuple[int, int]] = []
        view = pane.view
        self.search = WordSearch(session, pane, conversation=lambda: self.conversation, index_of=self._index_of)
        self._revealing = Revealing(session, pane)
        self._revealing.revealed.connect(lambda: self._show(first=False))
        self._editor = LineEditor(view)
        self._editor.finished.connect(self._on_edited)
        player.moved.connect(self._on_moved)
        view.chosen.connect(self._on_chosen)
        view.hot_clicked.connect(self._on_hot)
        pane.side_said.connect(self._on_side)

    @property
    def conversation(self) -> Conversation | None:
        """What is shown."""
        return self._words.now if self._words is not None else None

    def load(self, opened: OpenEvaluation | None) -> None:
        """Show the words of another subject, or none."""
        self._evaluation, self._words = opened, None
        self._marks, self._unfolded = {}, set()
        self._revealing.begin(opened.subject.id if opened is not None else "")
        self._editor.close()
        self._show(first=True)
        if opened is None:
            self.opened.emit(None)
            return
        subject_id = opened.subject.id

        def read(backend: Backend) -> OpenWords | None:
            now = open_conversation(backend.store, subject_id=subject_id)
            with backend.store.begin() as work:
                imported = work.conversations.imported(subject_id)
            return OpenWords(now, imported) if now is not None and imported is not None else None

        def show(words: OpenWords | None) -> None:
            if self._evaluation is opened:
                self._words = words
                self._show(first=True)
                self.opened.emit(self.conversation)
                if words is not None:
                    self.turns_known.emit(turns_of(words.now))

        self._session.ask(read, show)

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._show(first=False, again=True)

    def act(self, action: Action) -> bool:
        """Do what a key means; False for keys of others."""
        view = self._pane.view
        if action is Action.PREVIOUS_LINE:
            view.step(-1)
        elif action is Action.NEXT_LINE:
            view.step(1)
        elif action is Action.EDIT_LINE:
            self._edit()
        elif action is Action.REVEAL:
            self._revealing.ask(view.current)
        else:
            return False
        return True

    def wanted_mark(self) -> Mark | None:
        """What is to be marked: selected words, a message, or the line that the keyboard is on."""
        view = self._pane.view
        conversation = self.conversation
        if conversation is None:
            return None
        if view.selection is not None:
            index, start, end = view.selection
            line = view.lines[index].line
            quote = line.text[start:end]
            heard = Heard(quote, line, start, end)
            view.select(None)
            return Mark(heard.at_ms or 0, "", heard.until_ms, line.position, start, end, quote)
        if not 0 <= view.current < len(view.lines):
            return None
        if conversation.kind is ConversationKind.TRANSCRIPT and not view.hasFocus():
            return None
        line = view.lines[view.current].line
        quote = line.text if conversation.kind is ConversationKind.TRANSCRIPT else ""
        return Mark(line.start_ms or 0, "", line.end_ms, line.position, quote=quote)

    def show_marks(self, marks: Sequence[tuple[PlacedMark, LineMark]]) -> None:
        """What was marked."""
        conversation = self.conversation
        self._marks = {}
        if conversation is None:
            return
        for placed, shown in marks:
            mark = placed.mark
            position = mark.line if mark.line is not None else self._position_at(mark.at_ms)
            if position is not None:
                self._marks.setdefault(position, []).append(shown)
        self._pane.view.update_lines(self._marked())

    def go_to(self, mark: Mark) -> None:
        """Stand at the words of a mark."""
        if mark.line is not None:
            self.go_to_line(mark.line, mark.from_char or 0)

    def go_to_line(self, position: int, place: int = 0) -> None:
        """Stand at a line."""
        index = self._index_of(position)
        if index is not None:
            self._pane.view.set_current(index, reveal=True)
            self._pane.view.bring(index, place)

    # ---------------------------------------------------------------------------------------------------- what happens

    def _show(self, *, first: bool, again: bool = False) -> None:
        words, evaluation = self._words, self._evaluation
        view, pane = self._pane.view, self._pane
        if words is None or evaluation is None:
            if first:
                pane.show_lines(there=False, in_step=False, says=_nothing if evaluation is not None else str)
                pane.ask_side("")
                view.show_lines([], self.looks.of(ConversationKind.TRANSCRIPT, "UTC"))
                self._starts, self._lines = [], []
            return
        conversation = words.now
        self._lines = shown_lines(conversation, words.imported, revealed=self._revealing.lines, unfolded=self._unfolded)
        lines = self._marked()
        look = self.looks.of(conversation.kind, evaluation.subject.occurred.zone)
        if first:
            self._starts = sorted(
                (line.start_ms, index) for index, line in enumerate(conversation.lines) if line.start_ms is not None
            )
            pane.show_lines(there=True, in_step=bool(self._starts), says=str)
            pane.ask_side(_unknown_speaker(conversation) if evaluation.evaluation.submitted is None else "")
            view.show_lines(lines, look)
            self.search.begin()
            self._on_moved(self._player.position)
        else:
            view.update_lines(lines, look if again else None)

    def _marked(self) -> list[ShownLine]:
        """The lines with their marks; those without any are the same as before."""
        lines = list(self._lines)
        for position, marks in self._marks.items():
            if (index := self._index_of(position)) is not None:
                lines[index] = lines[index].with_marks(tuple(marks))
        return lines

    def _on_moved(self, position_ms: int) -> None:
        if self._starts:
            place = bisect_right(self._starts, (position_ms, len(self._pane.view.lines))) - 1
            self._pane.view.set_current(self._starts[place][1] if place >= 0 else -1, reveal=False)

    def _on_chosen(self, index: int, place: int) -> None:
        line = self._pane.view.lines[index].line
        at = Heard("", line, place, place + 1).at_ms if place >= 0 else line.start_ms
        if at is not None:
            self._player.seek(at)

    def _on_hot(self, index: int, hot: object) -> None:
        from qa_auditor.ui.pages.score.words.block import Hot, HotKind

        position = self._pane.view.lines[index].line.position
        if isinstance(hot, Hot) and hot.kind is HotKind.QUOTED:
            self._unfolded ^= {position}
            self._show(first=False)

    def _position_at(self, at_ms: int) -> int | None:
        if not self._starts:
            return None
        place = bisect_right(self._starts, (at_ms, len(self._starts))) - 1
        return self._pane.view.lines[self._starts[max(0, place)][1]].line.position

    def _index_of(self, position: int) -> int | None:
        lines = self._lines
        if 0 <= position < len(lines) and lines[position].line.position == position:
            return position
        return next((index for index, shown in enumerate(lines) if shown.line.position == position), None)

    # ------------------------------------------------------------------------------------------------------ correcting

    def _edit(self) -> None:
        view, conversation, evaluation = self._pane.view, self.conversation, self._evaluation
        if conversation is None or evaluation is None or evaluation.evaluation.submitted is not None:
            return
        if conversation.kind is ConversationKind.TRANSCRIPT and 0 <= view.current < len(view.lines):
            shown = view.lines[view.current]
            if not shown.masked:
                self._editor.edit(view.current, shown.line.text)

    def _on_edited(self, index: int, text: str) -> None:
        evaluation, evaluator_id = self._evaluation, self._session.evaluator_id
        line = self._pane.view.lines[index].line
        if evaluation is None or evaluator_id is None or not text.strip() or text == line.text:
            return
        subject_id = evaluation.subject.id

        def correct(backend: Backend) -> Outcome[Conversation]:
            return edit_line(
                backend.store,
                clock=backend.clock,
                subject_id=subject_id,
                position=line.position,
                text=text.strip(),
                evaluator_id=evaluator_id,
            )

        self._session.ask(correct, self._take_in)

    def _on_side(self, side: Side) -> None:
        evaluation, speaker = self._evaluation, self._pane.asked
        if evaluation is None or not speaker:
            return
        subject_id = evaluation.subject.id
        self._session.ask(
            lambda backend: say_side(backend.store, subject_id=subject_id, speaker=speaker, side=side), self._take_in
        )

    def _take_in(self, outcome: Outcome[Conversation]) -> None:
        words = self._words
        if words is None or words.now.subject_id != outcome.value.subject_id:
            return
        self._words = OpenWords(outcome.value, words.imported)
        self._pane.ask_side(_unknown_speaker(outcome.value))
        self._show(first=False, again=True)
        self.turns_known.emit(turns_of(outcome.value))
        self.corrected.emit()


def turns_of(conversation: Conversation) -> list[int]:
    """Where another speaker begins."""
    moments: list[int] = []
    former: Line | None = None
    for line in conversation.lines:
        other = former is None or (line.side, line.speaker) != (former.side, former.speaker)
        if line.start_ms is not None and other:
            moments.append(line.start_ms)
        former = line
    return moments


def _unknown_speaker(conversation: Conversation) -> str:
    unknown = [line.speaker for line in conversation.lines if line.side is Side.UNKNOWN and line.speaker]
    return unknown[0] if unknown else ""


def _nothing() -> str:
    return _(
        "No words belong to it yet. Import a transcript (WebVTT, SRT, JSON or text) or a chat that is called like it: "
        "it appears here."
    )
