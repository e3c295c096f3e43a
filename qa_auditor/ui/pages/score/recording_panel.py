"""The middle of the workbench: what is scored, its sound, its words, the marks on both, and what is known of it."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qa_auditor.application.scoring_desk import OpenEvaluation
from qa_auditor.application.views.wording import KIND_NAMES, clock_text, moment_text
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.conversation import Conversation, ConversationKind
from qa_auditor.i18n import _, language
from qa_auditor.ui.pages.score.hear.facts_strip import FactsStrip
from qa_auditor.ui.pages.score.hear.known_facts import KnownFacts
from qa_auditor.ui.pages.score.hear.listening import Listening
from qa_auditor.ui.pages.score.hear.marks_pane import MarksPane
from qa_auditor.ui.pages.score.hear.steps_strip import StepsStrip
from qa_auditor.ui.pages.score.hear.transport import Transport
from qa_auditor.ui.pages.score.hear.wave_panel import WavePanel
from qa_auditor.ui.pages.score.words.words_pane import WordsPane
from qa_auditor.ui.player import Player, no_sound
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.message_bar import MessageBar
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.text import ElidedLabel, card, label


class Panel(StrEnum):
    """What the lower part shows."""

    WORDS = "words"
    MARKS = "marks"
    KNOWN = "known"


class RecordingPanel(QFrame):
    """Lays out; ``process_wanted`` says that the process shall be another."""

    process_wanted = Signal()

    def __init__(self, player: Player, listening: Listening) -> None:
        super().__init__()
        self.setProperty("kind", "pane")
        self._opened: OpenEvaluation | None = None
        self._says: Callable[[], str] | None = None
        self._kind: ConversationKind | None = None
        self._title = ElidedLabel("heading")
        self._below = ElidedLabel("soft")
        self._notice = label("notice", wrap=True)
        self._notice.hide()
        self._silent = label("soft", wrap=True)
        self.steps = StepsStrip()
        self.wave = WavePanel()
        self.transport = Transport(player, listening)
        self.facts = FactsStrip()
        self.news = MessageBar()
        self.words = WordsPane()
        self.marks = MarksPane()
        self.known = KnownFacts()
        self._panels: dict[Panel, QWidget] = {
            Panel.WORDS: self.words,
            Panel.MARKS: self.marks,
            Panel.KNOWN: self.known,
        }
        self._switch = Segmented()
        self._stack = QStackedWidget()
        self._lay_out()
        player.trouble.connect(self._on_trouble)
        self._switch.chosen.connect(lambda key: self.show_panel(Panel(key)))
        self.known.process_wanted.connect(self.process_wanted)
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
        self.known.show_evaluation(opened)
        if opened is not None:
            self._fill(opened)

    def show_kind(self, conversation: Conversation | None) -> None:
        """What kind of words belong to it; the words are shown first where there are some."""
        self._kind = conversation.kind if conversation is not None else None
        self._name_panels()
        self.show_panel(Panel.WORDS if conversation is not None else Panel.MARKS)
        if self._opened is not None:
            self._fill(self._opened)

    def show_saved(self, file: Path) -> None:
        """Say that a sound file was written, and offer its folder."""
        self.news.show_news(
            _("Saved: {file}").format(file=file.name),
            action=_("Open the folder"),
            todo=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent))),
        )

    def show_panel(self, panel: Panel) -> None:
        """Show this in the lower part."""
        self._switch.set_chosen(panel)
        self._stack.setCurrentWidget(self._panels[panel])
        self.words.bar.setVisible(panel is Panel.WORDS and self._kind is not None)

    @property
    def panel(self) -> Panel:
        """What the lower part shows."""
        shown = self._stack.currentWidget()
        return next(panel for panel, widget in self._panels.items() if widget is shown)

    def take_keyboard(self) -> bool:
        """Put the keyboard into the lower part; False where nothing there takes it."""
        taker = {Panel.WORDS: self.words.view, Panel.MARKS: self.marks.view}.get(self.panel)
        if taker is None or taker.isHidden():
            return False
        taker.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def show_next_panel(self) -> None:
        """Go on to what is beside it."""
        panels = list(self._panels)
        self.show_panel(panels[(panels.index(self.panel) + 1) % len(panels)])

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._name_panels()
        for part in (self.steps, self.wave, self.transport, self.facts, self.words, self.marks, self.known):
            part.retranslate()
        self.show_notice(self._says)
        if self._opened is not None:
            self._fill(self._opened)

    def recolour(self, tokens: Tokens) -> None:
        """Draw it for another theme."""
        for part in (self.wave, self.transport, self.facts, self.words, self.marks):
            part.recolour(tokens)

    # --------------------------------------------------------------------------------------------------------- contents

    def _lay_out(self) -> None:
        self._sound = QWidget()
        sound = QVBoxLayout(self._sound)
        sound.setContentsMargins(0, 0, 0, 0)
        sound.setSpacing(4)
        sound.addWidget(self.wave, 1)
        sound.addWidget(self.transport)
        sound.addWidget(self.facts)
        self._body = QWidget()
        column = self._column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = card("head")
        upper = QVBoxLayout(head)
        upper.setContentsMargins(14, 10, 14, 8)
        upper.setSpacing(3)
        upper.addWidget(self._title)
        upper.addWidget(self._below)
        upper.addWidget(self.steps)
        upper.addSpacing(4)
        upper.addWidget(self._sound, 1)
        upper.addWidget(self._silent)
        upper.addWidget(self._notice)
        self._head = head
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 14, 6)
        row.setSpacing(12)
        row.addWidget(self._switch)
        row.addWidget(self.words.bar, 1)
        # Where the search is not shown, the switch keeps its size.
        row.addStretch(0)
        for widget in self._panels.values():
            self._stack.addWidget(widget)
        column.addWidget(head, 3)
        column.addWidget(self.news)
        column.addLayout(row)
        column.addWidget(self._stack, 4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._body)

    def _fill(self, opened: OpenEvaluation) -> None:
        subject, recording = opened.subject, opened.subject.recording
        self._title.setText(subject.title)
        process = opened.process.name.in_language(language()) if opened.process else subject.process_code or ""
        length = clock_text(recording.duration_ms) if recording else ""
        facts = (_(KIND_NAMES[subject.kind]), moment_text(subject.occurred), length, process)
        self._below.setText(" · ".join(fact for fact in facts if fact))
        self._sound.setVisible(recording is not None)
        self._column.setStretch(0, 3 if recording is not None else 0)
        self._silent.setVisible(recording is None and self._kind is None)
        self._silent.setText(
            _("A visit has no recording: answer from what was seen, and write notes where a fail needs evidence.")
            if subject.kind is SubjectKind.VISIT
            else _("No recording belongs to it. Scoring goes on without one; notes take the place of marks.")
        )

    def _name_panels(self) -> None:
        written = {ConversationKind.CHAT: _("Chat"), ConversationKind.EMAIL: _("E-mails")}
        words = written.get(self._kind, _("Transcript")) if self._kind is not None else _("Words")
        self._switch.set_options([(Panel.WORDS, words), (Panel.MARKS, _("Marks")), (Panel.KNOWN, _("What is known"))])
        self._switch.set_chosen(self.panel)
        self._switch.setMinimumWidth(self._switch.sizeHint().width())

    def _on_trouble(self, says: Callable[[], str] | None) -> None:
        if says is not None:
            self.show_notice(says)
        elif self._says is no_sound:
            self.show_notice(None)
