"""Sets, moves, notes and removes the marks of questions, and goes from one to the next."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from qa_auditor.application.privacy import hide_private
from qa_auditor.application.views.workbench import PlacedMark, Workbench
from qa_auditor.domain.answer import Mark
from qa_auditor.i18n import _, language
from qa_auditor.ui.actions import Action
from qa_auditor.ui.pages.score.answer_desk import AnswerDesk
from qa_auditor.ui.pages.score.hear.marks_view import MarkRow
from qa_auditor.ui.pages.score.hear.scene import Flag
from qa_auditor.ui.pages.score.hear.sound_desk import SoundDesk
from qa_auditor.ui.pages.score.recording_panel import RecordingPanel
from qa_auditor.ui.pages.score.words.shown_line import LineMark

_SAME_MS = 250
"""A mark so near to the cursor is where it stands: the next one is further on."""


class MarkDesk(QObject):
    """Marks are part of a response: what changes them goes through the answer desk and can be taken back.

    Signals: ``went`` with the ``Mark`` that was gone to; ``shown`` with all marks as pairs of ``PlacedMark`` and
    ``LineMark``, for the words.
    """

    went = Signal(object)
    shown = Signal(object)

    def __init__(self, answers: AnswerDesk, sound: SoundDesk, panel: RecordingPanel) -> None:
        super().__init__()
        self._answers, self._sound, self._panel = answers, sound, panel
        self.sources: list[Callable[[], Mark | None]] = []
        """What may say what is to be marked, asked in turn before the sound: selected words, a message."""
        answers.marks_changed.connect(self.show)
        answers.mark_wanted.connect(self.mark)
        answers.editor.mark_chosen.connect(self._on_chip)
        answers.editor.mark_removed.connect(self._on_chip_removed)
        sound.flag_opened.connect(lambda flag: self._answers.form.go_to(flag.question_id))
        sound.flag_moved.connect(self._on_flag_moved)
        view = panel.marks.view
        view.chosen.connect(lambda placed: self.go_to(placed, with_question=False))
        view.opened.connect(lambda placed: self.go_to(placed, with_question=True))
        view.noted.connect(lambda placed, note: self._change(placed, lambda mark: replace(mark, note=note)))
        view.removed.connect(lambda placed: self._change(placed, lambda _mark: None))
        view.moved.connect(self._move_by)

    @property
    def _bench(self) -> Workbench | None:
        return self._answers.bench

    def act(self, action: Action) -> bool:
        """Do what a key means; False for keys of others."""
        if action is Action.NEXT_MARK:
            self._go_on(1)
        elif action is Action.PREVIOUS_MARK:
            self._go_on(-1)
        else:
            return False
        return True

    def mark(self) -> None:
        """Mark what is selected, or the moment that plays, on the current question."""
        question, bench = self._answers.question(), self._bench
        if question is None or bench is None or bench.read_only:
            return
        mark = self._wanted()
        if mark is None:
            self._answers.editor.show_problem(_("There is nothing to mark: no recording, and no message is chosen."))
            return
        response = bench.response(question.id)
        if mark not in response.marks:
            self._answers.give(question.id, replace(response, marks=_in_order((*response.marks, mark))))

    def show(self) -> None:
        """Show all marks: on the sound, and in the list."""
        bench = self._bench
        if bench is None:
            self._sound.show_flags(())
            self._panel.marks.show_rows((), read_only=True)
            self.shown.emit(())
            return
        current, by_id = self._answers.form.current_question(), bench.opened.checklist.by_id
        flags: list[Flag] = []
        rows: list[MarkRow] = []
        lines: list[tuple[PlacedMark, LineMark]] = []
        for placed in bench.marks():
            question_id, mark = placed.question_id, placed.mark
            number, failed = bench.numbers[question_id], bench.failed(question_id)
            text = by_id[question_id].text.in_language(language())
            rows.append(MarkRow(placed, number, text, failed))
            if mark.line is None or mark.at_ms or mark.until_ms is not None:
                words = hide_private(mark.note or mark.quote) or text
                flags.append(
                    Flag(
                        question_id,
                        placed.place,
                        number,
                        mark.at_ms,
                        mark.until_ms,
                        words,
                        failed=failed,
                        current=question_id == current,
                    )
                )
            lines.append((placed, LineMark(number, question_id == current, failed, mark.from_char, mark.until_char)))
        self._sound.show_flags(flags)
        self.shown.emit(lines)
        self._panel.marks.show_rows(rows, read_only=bench.read_only)

    def go_to(self, placed: PlacedMark, *, with_question: bool) -> None:
        """Stand where a mark is; with its question if wanted."""
        if with_question:
            self._answers.form.go_to(placed.question_id)
        self._stand_at(placed.mark)

    def _stand_at(self, mark: Mark) -> None:
        if mark.line is None or mark.at_ms or mark.until_ms is not None:
            self._sound.player.seek(mark.at_ms)
        self.went.emit(mark)

    def _wanted(self) -> Mark | None:
        for source in self.sources:
            if (mark := source()) is not None:
                return mark
        player, span = self._sound.player, self._sound.listening.span
        if not player.length:
            return None
        if span is not None and span.end_ms > span.start_ms:
            return Mark(span.start_ms, until_ms=span.end_ms)
        return Mark(player.position)

    def _go_on(self, by: int) -> None:
        """To the question's next mark; where it has none, to the next one of any question."""
        bench = self._bench
        if bench is None:
            return
        every = bench.marks()
        current = self._answers.form.current_question()
        mine: Sequence[PlacedMark] = [placed for placed in every if placed.question_id == current] or every
        if not mine:
            return
        at = self._sound.player.position
        later = [placed for placed in mine if placed.mark.at_ms > at + _SAME_MS]
        earlier = [placed for placed in mine if placed.mark.at_ms < at - _SAME_MS]
        # Past the last one it begins again.
        found = [*later, mine[0]][0] if by > 0 else [mine[-1], *earlier][-1]
        self._stand_at(found.mark)

    def _on_chip(self, place: int) -> None:
        question, bench = self._answers.question(), self._bench
        if question is not None and bench is not None:
            self._stand_at(bench.response(question.id).marks[place])

    def _on_chip_removed(self, place: int) -> None:
        question, bench = self._answers.question(), self._bench
        if question is not None and bench is not None:
            mark = bench.response(question.id).marks[place]
            self._change(PlacedMark(question.id, place, mark), lambda _mark: None)

    def _on_flag_moved(self, flag: Flag, start_ms: int) -> None:
        bench = self._bench
        if bench is not None:
            marks = bench.response(flag.question_id).marks
            if flag.place < len(marks):
                mark = marks[flag.place]
                self._move_by(PlacedMark(flag.question_id, flag.place, mark), start_ms - mark.at_ms)

    def _move_by(self, placed: PlacedMark, by_ms: int) -> None:
        length = self._sound.player.length

        def moved(mark: Mark) -> Mark:
            lasts = 0 if mark.until_ms is None else mark.until_ms - mark.at_ms
            start = max(0, min(mark.at_ms + by_ms, length - lasts))
            return replace(mark, at_ms=start, until_ms=None if mark.until_ms is None else start + lasts)

        self._change(placed, moved)

    def _change(self, placed: PlacedMark, to: Callable[[Mark], Mark | None]) -> None:
        """Put another mark in the place of one, or none; once every answer before it is on disk."""
        self._answers.when_kept(lambda: self._put(placed, to(placed.mark)))

    def _put(self, placed: PlacedMark, mark: Mark | None) -> None:
        bench = self._bench
        if bench is None or bench.read_only:
            return
        response = bench.response(placed.question_id)
        if placed.mark not in response.marks:
            return
        others = [one for one in response.marks if one != placed.mark]
        marks = _in_order((*others, mark)) if mark is not None else tuple(others)
        self._answers.give(placed.question_id, replace(response, marks=marks))


def _in_order(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: (mark.at_ms, mark.line or 0, mark.from_char or 0)))
