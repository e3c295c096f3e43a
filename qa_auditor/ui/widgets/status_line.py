"""The line at the bottom: workspace, running jobs with Cancel, what is saved, theme, language, who is signed in."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from qa_auditor.i18n import LANGUAGES, N_, _, language
from qa_auditor.ui.tasks import Job
from qa_auditor.ui.widgets.menu_choice import MenuChoice
from qa_auditor.ui.widgets.text import ElidedLabel, button, label, restyle, say

if TYPE_CHECKING:
    from qa_auditor.domain.people import Evaluator

LANGUAGE_NAMES = {"zh-CN": "简体中文", "zh-TW": "繁體中文", "en": "English"}
THEME_CHOICES = {"system": N_("Like the system"), "light": N_("Light"), "dark": N_("Dark")}


class StatusLine(QFrame):
    """Signals carry the id of what was chosen."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    evaluator_chosen = Signal(str)
    evaluator_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "status")
        self._folder: Path | None = None
        self._saved_at: datetime | None = None
        self._unsaved = False
        self._theme = "system"
        self._job: Job | None = None
        self._evaluators: tuple[Evaluator, ...] = ()
        self._evaluator: Evaluator | None = None
        self._workspace = ElidedLabel("soft")
        self._saved = label("soft")
        self._retry = button("quiet", clicked=self.retry_wanted.emit)
        self._retry.hide()
        self._what = label("soft")
        self._bar = QProgressBar()
        self._bar.setFixedSize(120, 8)
        self._bar.setTextVisible(False)
        self._cancel = button("quiet", clicked=self._cancel_job)
        self._theme_button = MenuChoice("status")
        self._language_button = MenuChoice("status")
        self._person_button = MenuChoice("status")
        self._theme_button.chosen.connect(self.theme_chosen)
        self._language_button.chosen.connect(self.language_chosen)
        self._person_button.chosen.connect(self.evaluator_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 8, 2)
        row.setSpacing(10)
        row.addWidget(self._workspace, 1)
        for part in (self._what, self._bar, self._cancel, self._saved, self._retry):
            row.addWidget(part)
        for chooser in (self._theme_button, self._language_button, self._person_button):
            row.addWidget(chooser)
        self.show_jobs(())

    @property
    def saved_text(self) -> str:
        """What it says about saving."""
        return self._saved.text()

    def show_workspace(self, folder: Path) -> None:
        """Name the workspace."""
        self._folder = folder
        self.retranslate()

    def show_saved(self, at: datetime) -> None:
        """Say that everything given until now is on disk."""
        self._saved_at, self._unsaved = at, False
        self._show_saving()

    def show_unsaved(self) -> None:
        """Say that the last answer is not on disk, and offer to try again."""
        self._unsaved = True
        self._show_saving()

    def show_jobs(self, jobs: Sequence[Job]) -> None:
        """Show the first of the running jobs."""
        self._job = jobs[0] if jobs else None
        for part in (self._what, self._bar, self._cancel):
            part.setVisible(self._job is not None)
        if self._job is not None:
            more = f" (+{len(jobs) - 1})" if len(jobs) > 1 else ""
            count = f" {self._job.done}/{self._job.of}" if self._job.of else ""
            self._what.setText(f"{self._job.title}{count}{more}")
            self._what.setToolTip(self._job.what)
            self._bar.setRange(0, self._job.of)
            self._bar.setValue(self._job.done)

    def show_people(self, evaluators: "Sequence[Evaluator]", current: "Evaluator | None") -> None:
        """Offer the evaluators to sign in as."""
        self._evaluators, self._evaluator = tuple(evaluators), current
        self.retranslate()

    def show_theme(self, choice: str) -> None:
        """Show which theme is chosen."""
        self._theme = choice
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._workspace.setText(_("Workspace: {name}").format(name=self._folder.name) if self._folder else "")
        self._workspace.setToolTip(str(self._folder or ""))
        self._cancel.setText(_("Cancel"))
        say(self._bar, _("Progress of the running work"))
        self._retry.setText(_("Save again"))
        self._show_saving()
        self._theme_button.set_options([(key, _(title)) for key, title in THEME_CHOICES.items()], self._theme)
        say(self._theme_button, _("Colours of the screens"))
        self._language_button.set_options([(tag, LANGUAGE_NAMES[tag]) for tag in LANGUAGES], language())
        say(self._language_button, _("Language"))
        names = [(person.id, person.name) for person in self._evaluators]
        self._person_button.set_options(names, self._evaluator.id if self._evaluator else "")
        self._offer_to_add()
        say(self._person_button, _("Who is signed in"))

    def _offer_to_add(self) -> None:
        menu = self._person_button.choices
        menu.addSeparator()
        menu.addAction(_("Add an evaluator …"), self.evaluator_wanted.emit)
        if not self._evaluators:
            self._person_button.setText(_("Nobody is signed in"))

    def _show_saving(self) -> None:
        if self._unsaved:
            self._saved.setText(_("The last answer is not saved"))
        elif self._saved_at is not None:
            self._saved.setText(_("Saved {time}").format(time=format(self._saved_at, "%H:%M:%S")))
        else:
            self._saved.setText("")
        self._saved.setVisible(bool(self._saved.text()))
        restyle(self._saved, "bad" if self._unsaved else "soft")
        self._retry.setVisible(self._unsaved)

    def _cancel_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
