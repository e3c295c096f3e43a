"""The fields of an arrow: from where to where, and when it is taken."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from qa_auditor.application.flow.wording import step_name
from qa_auditor.domain.flow import links_of
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.step_editing import own_wording
from qa_auditor.domain.text import Text, with_wording
from qa_auditor.i18n import LANGUAGES, _, language
from qa_auditor.ui.pages.processes.record.fields import LineField
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.status_line import LANGUAGE_NAMES
from qa_auditor.ui.widgets.text import label, say


class LinkForm(QFrame):
    """``said`` carries source, target and the condition as it is now."""

    said = Signal(str, str, object)

    def __init__(self) -> None:
        super().__init__()
        self._link: tuple[str, str] | None = None
        self._condition = Text()
        self._language = ""
        self._ends = label("strong", wrap=True)
        self._title = label("soft")
        self.languages = Segmented(focus=True)
        self.condition = LineField(200)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._ends, self.languages, self._title, self.condition):
            column.addWidget(part)
        self.languages.chosen.connect(self.choose_language)
        self.condition.given.connect(self._on_given)

    def show_link(self, record: ProcessRecord, link: tuple[str, str]) -> None:
        """Show an arrow of a process."""
        self._link = link
        ends = [f"{record.steps.index(record.step_by_id[end]) + 1} {step_name(record.step_by_id[end])}" for end in link]
        self._ends.setText(" → ".join(ends))
        found = [one.condition for one in links_of(record) if (one.source, one.target) == link]
        self._condition = found[0] if found else Text()
        tag = self._language or language()
        self.condition.show_text(own_wording(self._condition, tag))
        self.condition.setPlaceholderText(self._condition.in_language(tag) or _("Always"))

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.condition.flush()

    def choose_language(self, tag: str) -> None:
        """Write in another language."""
        self.flush()
        self._language = tag
        self.languages.set_chosen(tag)
        self.condition.show_text(own_wording(self._condition, tag))
        self.condition.setPlaceholderText(self._condition.in_language(tag) or _("Always"))

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._title.setText(_("When it is taken"))
        say(self.condition, _("When it is taken"))
        self.languages.setAccessibleName(_("Language of the words below"))
        self.languages.set_options([(tag, LANGUAGE_NAMES[tag]) for tag in LANGUAGES])
        self.languages.set_chosen(self._language or language())

    def _on_given(self, text: str) -> None:
        if self._link is not None:
            changed = with_wording(self._condition, self._language or language(), text)
            self.said.emit(*self._link, changed)
