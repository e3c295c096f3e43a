"""What a rule suggests for the current question: pale until it is taken, with the words and the moment it rests on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from qa_auditor.application.views.suggestion_wording import grounds_text, suggestion_text
from qa_auditor.domain.assist import Suggestion
from qa_auditor.domain.checklist import Question
from qa_auditor.i18n import _
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.widgets.text import ElidedLabel, label, say, tool


class SuggestionStrip(QFrame):
    """One line: the answer, its grounds, and the two things to do about it.

    Signals: ``take_wanted`` and ``evidence_wanted``.
    """

    take_wanted = Signal()
    evidence_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "suggestion")
        self._question: Question | None = None
        self._suggestion: Suggestion | None = None
        self._answer = label("soft")
        self._grounds = ElidedLabel("small")
        self._hear = tool(self.evidence_wanted.emit, kind="outlined")
        self._take = tool(self.take_wanted.emit, kind="outlined")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self._answer)
        row.addWidget(self._grounds, 1)
        row.addWidget(self._hear)
        row.addWidget(self._take)
        self.hide()

    def show_suggestion(self, question: Question | None, suggestion: Suggestion | None) -> None:
        """Show a suggestion; nothing where there is none."""
        self._question, self._suggestion = question, suggestion
        self.setVisible(question is not None and suggestion is not None)
        if question is None or suggestion is None:
            return
        answer, grounds = suggestion_text(question, suggestion), grounds_text(suggestion)
        self._answer.setText(answer)
        self._grounds.setText(grounds)
        self.setAccessibleName(f"{answer}. {grounds}")
        somewhere = any(proof.at_ms is not None or proof.line is not None for proof in suggestion.evidence)
        self._hear.setVisible(somewhere)

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._take.setText(_("Take it (F)"))
        say(self._take, _("Take the suggestion"), hint_of(Action.TAKE_SUGGESTION))
        self._hear.setText(_("Show (E)"))
        say(self._hear, _("Show what the suggestion rests on"), hint_of(Action.SHOW_EVIDENCE))
        self.show_suggestion(self._question, self._suggestion)
