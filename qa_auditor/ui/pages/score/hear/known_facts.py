"""What is known of a subject besides its sound and words: agent, site, process, the facts of its table of call data."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qa_auditor.application.scoring_desk import OpenEvaluation
from qa_auditor.application.views.wording import DIRECTION_NAMES
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.pages.score.words.times import size_text
from qa_auditor.ui.widgets.text import button, label, say


class KnownFacts(QScrollArea):
    """``process_wanted`` says that the process shall be another."""

    process_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._opened: OpenEvaluation | None = None
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(18)
        self._rows.setVerticalSpacing(5)
        self._rows.setColumnStretch(1, 1)
        self._process = button("quiet", clicked=self.process_wanted.emit)
        self._process.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._process)
        head.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 8, 20, 16)
        column.addLayout(self._rows)
        column.addSpacing(6)
        column.addLayout(head)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def show_evaluation(self, opened: OpenEvaluation | None) -> None:
        """Show what is known of another subject."""
        self._opened = opened
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if opened is None:
            return
        self._process.setVisible(opened.evaluation.submitted is None)
        for row, (title, value) in enumerate(_known(opened)):
            name, words = label("soft", text=title), label(text=value, wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._rows.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(words, row, 1)

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._process.setText(_("Process … (P)"))
        say(self._process, _("Process"), hint_of(Action.PROCESS))
        self.setAccessibleName(_("What is known"))
        self.show_evaluation(self._opened)


def _known(opened: OpenEvaluation) -> list[tuple[str, str]]:
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
        facts.append((_("File"), f"{recording.file_name} · {size_text(recording.size)}"))
    return [(title, value) for title, value in facts if value]
