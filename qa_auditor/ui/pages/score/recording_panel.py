"""The middle of the workbench: what is scored, the player, its timeline with marks, and the facts known."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qa_auditor.application.scoring_desk import OpenEvaluation
from qa_auditor.application.views.wording import DIRECTION_NAMES, KIND_NAMES, clock_text, moment_text
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.pages.score.timeline import Timeline
from qa_auditor.ui.player import Player
from qa_auditor.ui.theme.icons import icon
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.text import ElidedLabel, button, card, label, say, tool


class RecordingPanel(QFrame):
    """``mark_chosen`` carries a question's id after a mark in the list was clicked (the player is there already).

    ``process_wanted`` says that the process shall be another.
    """

    mark_chosen = Signal(str)
    process_wanted = Signal()

    def __init__(self, player: Player) -> None:
        super().__init__()
        self.setProperty("kind", "pane")
        self._player = player
        self._tokens: Tokens | None = None
        self._opened: OpenEvaluation | None = None
        self._marks: Sequence[tuple[int, str, str]] = ()
        self._says: Callable[[], str] | None = None
        self._title = ElidedLabel("heading")
        self._below = ElidedLabel("soft")
        self._notice = label("notice", wrap=True)
        self._notice.hide()
        self._play = tool(player.toggle, kind="play")
        self._play.setIconSize(QSize(20, 20))
        self._back = tool(lambda: player.skip(-5000))
        self._forward = tool(lambda: player.skip(5000))
        self._time = label("strong")
        self._slower = tool(lambda: player.faster(-1), kind="step")
        self._faster = tool(lambda: player.faster(1), kind="step")
        self._rate = label("strong")
        self._rate.setMinimumWidth(44)
        self._rate.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.timeline = Timeline()
        self._silent = label("soft", wrap=True)
        self._facts = QGridLayout()
        self._mark_rows = QVBoxLayout()
        self._facts_title = label("strong")
        self._process = button("quiet", clicked=self.process_wanted.emit)
        self._process.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._marks_title = label("strong")
        self._no_marks = label("soft", wrap=True)
        self._lay_out()
        player.moved.connect(self._show_time)
        player.changed.connect(self._show_player)
        player.trouble.connect(self.show_notice)
        self.timeline.sought.connect(player.seek)
        self.show_evaluation(None)

    @property
    def notice(self) -> str:
        """What it says about the recording; "" when all is well."""
        return self._notice.text() if not self._notice.isHidden() else ""

    def show_notice(self, says: Callable[[], str] | None) -> None:
        """Say that something about the recording is not as it should be; None is all well."""
        self._says = says
        self._notice.setText(says() if says is not None else "")
        self._notice.setVisible(says is not None)

    def show_evaluation(self, opened: OpenEvaluation | None) -> None:
        """Show what is scored."""
        self._opened = opened
        self._body.setVisible(opened is not None)
        if opened is not None:
            self._fill()

    def show_marks(self, marks: Sequence[tuple[int, str, str]], numbers: dict[str, int]) -> None:
        """List the marks, (milliseconds, question id, words), and set their ticks."""
        if tuple(marks) != tuple(self._marks):
            self._marks = tuple(marks)
            _clear(self._mark_rows)
            for moment, question_id, words in marks:
                self._mark_rows.addWidget(self._mark_row(moment, question_id, numbers[question_id], words))
        self._show_whether_marks()
        self.timeline.show_marks(tuple((moment, str(numbers[question_id])) for moment, question_id, _words in marks))

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.timeline.retranslate()
        say(self._play, _("Play or pause"), hint_of(Action.PLAY))
        say(self._back, _("Back 5 seconds"), hint_of(Action.BACK))
        say(self._forward, _("Forward 5 seconds"), hint_of(Action.FORWARD))
        say(self._slower, _("Slower"), hint_of(Action.SLOWER))
        say(self._faster, _("Faster"), hint_of(Action.FASTER))
        self._slower.setText("−")
        self._faster.setText("+")
        say(self._rate, _("Speed; the pitch stays"))
        self._facts_title.setText(_("What is known"))
        self._process.setText(_("Process … (P)"))
        say(self._process, _("Process"), hint_of(Action.PROCESS))
        self._marks_title.setText(_("Marks"))
        self.show_notice(self._says)
        self._no_marks.setText(_("M marks the moment that is playing on the current question."))
        if self._opened is not None:
            self._fill()
            marks, self._marks = self._marks, ()
            self.show_marks(
                marks, {question.id: place for place, question in enumerate(self._opened.checklist.questions(), 1)}
            )

    def recolour(self, tokens: Tokens) -> None:
        """Draw it for another theme."""
        self._tokens = tokens
        self.timeline.recolour(tokens)
        self._back.setIcon(icon("back", tokens))
        self._forward.setIcon(icon("forward", tokens))
        self._show_player()

    # --------------------------------------------------------------------------------------------------------- contents

    def _lay_out(self) -> None:
        self._lay_out_sound()
        lower = QWidget()
        known = QVBoxLayout(lower)
        known.setContentsMargins(20, 14, 20, 16)
        known.setSpacing(6)
        self._facts.setHorizontalSpacing(18)
        self._facts.setVerticalSpacing(5)
        self._facts.setColumnStretch(1, 1)
        self._mark_rows.setSpacing(0)
        known.addWidget(self._marks_title)
        known.addWidget(self._no_marks)
        known.addLayout(self._mark_rows)
        known.addSpacing(12)
        facts_head = QHBoxLayout()
        facts_head.addWidget(self._facts_title)
        facts_head.addStretch(1)
        facts_head.addWidget(self._process)
        known.addLayout(facts_head)
        known.addLayout(self._facts)
        known.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(lower)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = card("head")
        upper = QVBoxLayout(head)
        upper.setContentsMargins(20, 14, 20, 10)
        upper.setSpacing(4)
        upper.addWidget(self._title)
        upper.addWidget(self._below)
        upper.addSpacing(8)
        upper.addWidget(self._sound)
        upper.addWidget(self._silent)
        upper.addWidget(self._notice)
        column.addWidget(head)
        column.addWidget(scroll, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._body)

    def _lay_out_sound(self) -> None:
        self._sound = QWidget()
        sound = QVBoxLayout(self._sound)
        sound.setContentsMargins(0, 0, 0, 0)
        sound.setSpacing(4)
        transport = QHBoxLayout()
        transport.setSpacing(6)
        sound.addLayout(transport)
        sound.addWidget(self.timeline)
        for part in (self._back, self._play, self._forward):
            transport.addWidget(part)
        transport.addSpacing(4)
        transport.addWidget(self._time)
        transport.addStretch(1)
        transport.addWidget(self._slower)
        transport.addWidget(self._rate)
        transport.addWidget(self._faster)

    def _fill(self) -> None:
        opened = self._opened
        if opened is None:
            return
        subject, recording = opened.subject, opened.subject.recording
        self._title.setText(subject.title)
        process = opened.process.name.in_language(language()) if opened.process else subject.process_code or ""
        length = clock_text(recording.duration_ms) if recording else ""
        self._below.setText(
            " · ".join(
                part for part in (_(KIND_NAMES[subject.kind]), moment_text(subject.occurred), length, process) if part
            )
        )
        self._process.setVisible(opened.evaluation.submitted is None)
        _clear(self._facts)
        for row, (title, value) in enumerate(self._known(opened)):
            name, words = label("soft", text=title), label(text=value, wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(words, row, 1)
        self.timeline.show_recording(recording.duration_ms if recording else 0)
        self._sound.setVisible(recording is not None)
        self._silent.setVisible(recording is None)
        self._silent.setText(
            _("A visit has no recording: answer from what was seen, and write notes where a fail needs evidence.")
            if subject.kind is SubjectKind.VISIT
            else _("No recording belongs to it. Scoring goes on without one; notes take the place of marks.")
        )
        self._show_whether_marks()

    def _show_whether_marks(self) -> None:
        sounds = self._opened is not None and self._opened.subject.recording is not None
        self._marks_title.setVisible(sounds or bool(self._marks))
        self._no_marks.setVisible(sounds and not self._marks)

    def _known(self, opened: OpenEvaluation) -> list[tuple[str, str]]:
        subject, tag = opened.subject, language()
        agent = f"{opened.agent.name} ({opened.agent.code})" if opened.agent else ""
        process = f"{opened.process.name.in_language(tag)} ({opened.process.code})" if opened.process else ""
        facts = [
            (_("Agent"), agent),
            (_("Site"), opened.site.name.in_language(tag) if opened.site else ""),
            (_("Process"), process),
            (_("Direction"), _(DIRECTION_NAMES[subject.direction]) if subject.direction in DIRECTION_NAMES else ""),
            (_("Customer"), subject.customer_ref),
            (_("Time zone"), subject.occurred.zone),
            *subject.fields,
        ]
        if (recording := subject.recording) is not None:
            channels = ngettext("{n} channel", "{n} channels", recording.channels).format(n=recording.channels)
            facts.append((_("Recording"), f"{recording.encoding} · {recording.sample_rate / 1000:g} kHz · {channels}"))
            facts.append((_("File"), f"{recording.file_name} · {_size(recording.size)}"))
        return [(title, value) for title, value in facts if value]

    def _mark_row(self, moment: int, question_id: str, number: int, words: str) -> QWidget:
        def chosen() -> None:
            self._player.seek(moment)
            self.mark_chosen.emit(question_id)

        made = button("row", clicked=chosen)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        question = (
            next(one for one in self._opened.checklist.questions() if one.id == question_id) if self._opened else None
        )
        text = words or (question.text.in_language(language()) if question else "")
        shown_words = text if len(text) <= 36 else f"{text[:35]}…"
        made.setText(f"▲ {clock_text(moment)}    {number}  {shown_words}".replace("&", "&&"))
        made.setAccessibleName(_("Mark at {time} on question {number}").format(time=clock_text(moment), number=number))
        made.setToolTip(text)
        return made

    def _show_time(self, position_ms: int) -> None:
        self._time.setText(f"{clock_text(position_ms)} / {clock_text(self._player.length)}")
        self.timeline.show_position(position_ms)

    def _show_player(self) -> None:
        if self._tokens is None:
            return
        self._play.setIcon(icon("pause" if self._player.playing else "play", self._tokens, "text-on-accent"))
        self._play.setEnabled(self._player.able)
        self._rate.setText(f"{self._player.rate:g}×")
        self._show_time(self._player.position)


def _clear(layout: QGridLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"
