"""How Reports looks: what to report on the left, the documents and the files written on the right."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qa_auditor.application.views.reports import ReportsView
from qa_auditor.i18n import LANGUAGES, N_, _, language, ngettext
from qa_auditor.ui.backend import ReportOrder
from qa_auditor.ui.tasks import Job
from qa_auditor.ui.theme.icons import icon
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.status_line import LANGUAGE_NAMES
from qa_auditor.ui.widgets.text import ElidedLabel, button, card, label, say

DOCUMENTS = {"scorecards": N_("Excel scorecards"), "summary": N_("Summary workbook"), "process": N_("PDF audit report")}
_REMARKS = {
    "scorecards": N_("One workbook for each evaluation, with live formulas."),
    "summary": N_("All evaluations in one workbook: by agent, site, checklist and period."),
    "process": N_("Scores, trend, worst questions, critical errors and findings of one process."),
}
NEWEST_FIRST = ("month", "last-month", "quarter", "all")
"""In which order periods are tried until one has evaluations."""

PERIODS = {
    "month": N_("This month"),
    "last-month": N_("Last month"),
    "quarter": N_("This quarter"),
    "all": N_("All"),
    "own": N_("From – to"),
}
_ALL = ""
_SHOWN_FILES = 12


class ReportsScreen(QScrollArea):
    """Signals say what was wanted; ``export_wanted`` carries the document, ``open_wanted`` a path."""

    choice_changed = Signal()
    export_wanted = Signal(str)
    cancel_wanted = Signal()
    open_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._view: ReportsView | None = None
        self._tokens: Tokens | None = None
        self._files: list[Path] = []
        self._period = "month"
        self._running = False
        self.report_language = ""
        self.processes = QListWidget()
        self.processes.setProperty("kind", "plain")
        self.periods = Segmented(focus=True)
        self.languages = Segmented(focus=True)
        self.since, self.until = _date_field(), _date_field()
        self._title = label("title")
        self._process_title, self._period_title, self._language_title = (
            label("strong"),
            label("strong"),
            label("strong"),
        )
        self._from, self._to = label("soft"), label("soft")
        self._count = label("heading", wrap=True)
        self._documents: dict[str, tuple[QLabel, QLabel, QPushButton]] = {}
        self._files_title = label("heading")
        self._no_files = label("soft", wrap=True)
        self._file_rows = QVBoxLayout()
        self._what = ElidedLabel("soft")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._cancel = button(clicked=self.cancel_wanted.emit)
        self._lay_out()
        self.show_job(None)
        self.processes.currentRowChanged.connect(lambda _row: self.choice_changed.emit())
        self.periods.chosen.connect(self._on_period)
        self.languages.chosen.connect(self.set_language)
        self.since.dateChanged.connect(self._on_date)
        self.until.dateChanged.connect(self._on_date)

    # ----------------------------------------------------------------------------------------------------------- choice

    def order(self, now: datetime, *, period: str = "") -> ReportOrder:
        """What is chosen, or that for another ``period``; ``now`` decides what this month is."""
        since, until = self._dates(period or self._period, now.date())
        zone = now.tzinfo
        return ReportOrder(
            process_code=self._chosen_process(),
            since=datetime.combine(since, time(), zone) if since else None,
            until=datetime.combine(until + timedelta(days=1), time(), zone) if until else None,
            language=self.report_language or language(),
        )

    def set_language(self, tag: str) -> None:
        """Choose the language of the documents."""
        self.report_language = tag
        self.languages.set_chosen(tag)

    def choose_period(self, period: str) -> None:
        """Choose a period by its name."""
        self._on_period(period)

    def _dates(self, period: str, today: date) -> tuple[date | None, date | None]:
        first = today.replace(day=1)
        if period == "month":
            return first, _last_day(first)
        if period == "last-month":
            former = (first - timedelta(days=1)).replace(day=1)
            return former, _last_day(former)
        if period == "quarter":
            begin = first.replace(month=3 * ((today.month - 1) // 3) + 1)
            return begin, _last_day(begin.replace(month=begin.month + 2))
        if period == "own":
            since, until = self.since.date(), self.until.date()
            return date(since.year(), since.month(), since.day()), date(until.year(), until.month(), until.day())
        return None, None

    def _on_period(self, period: str) -> None:
        if period == "own" and self._period != "own":
            since, until = self._dates(self._period, date.today())  # noqa: DTZ011 - the calendar of whoever looks
            for field, day in ((self.since, since), (self.until, until)):
                field.blockSignals(True)
                if day is not None:
                    field.setDate(QDate(day.year, day.month, day.day))
                field.blockSignals(False)
        self._period = period
        self.periods.set_chosen(period)
        self._show_dates()
        self.choice_changed.emit()

    def _on_date(self, _date: QDate) -> None:
        self.choice_changed.emit()

    def _show_dates(self) -> None:
        for part in (self._from, self.since, self._to, self.until):
            part.setVisible(self._period == "own")

    # ------------------------------------------------------------------------------------------------------------ shows

    def show_view(self, view: ReportsView) -> None:
        """Show the processes and how many evaluations the choice means."""
        names = None if self._view is None else self._view.processes
        self._view = view
        if names != view.processes or self.processes.count() == 0:
            self._fill_processes()
        self._show_count()

    def show_job(self, job: Job | None) -> None:
        """Show how far an export is; None when none runs."""
        for part in (self._what, self._bar, self._cancel):
            part.setVisible(job is not None)
        self._running = job is not None
        self._allow_exports()
        if job is not None:
            self._bar.setRange(0, job.of)
            self._bar.setValue(job.done)
            count = f"{job.done} / {job.of}   " if job.of else ""
            self._what.setText(f"{job.title}   {count}{job.what}")

    def add_files(self, files: Sequence[Path]) -> None:
        """List what was written, newest first."""
        self._files = [*files, *self._files]
        self._show_files()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.setAccessibleName(_("Reports"))
        self._title.setText(_("Reports"))
        self._process_title.setText(_("Process"))
        self._period_title.setText(_("Period (when it took place)"))
        self._language_title.setText(_("Language of the documents"))
        self._from.setText(_("From"))
        self._to.setText(_("to"))
        say(self.since, _("First day"))
        say(self.until, _("Last day"))
        self.processes.setAccessibleName(_("Process"))
        self.periods.set_options([(key, _(title)) for key, title in PERIODS.items()])
        self.periods.set_chosen(self._period)
        self.languages.set_options([(tag, LANGUAGE_NAMES[tag]) for tag in LANGUAGES])
        self.languages.set_chosen(self.report_language)
        for key, (title, remark, made) in self._documents.items():
            title.setText(_(DOCUMENTS[key]))
            remark.setText(_(_REMARKS[key]))
            made.setText(_("Export"))
            say(made, _("Export: {document}").format(document=_(DOCUMENTS[key])))
        self._files_title.setText(_("Written files"))
        self._no_files.setText(_("Nothing was exported since the window was opened."))
        self._cancel.setText(_("Cancel"))
        say(self._bar, _("Progress of the running work"))
        self._fill_processes()
        self._show_count()
        self._show_files()
        self._show_dates()

    def recolour(self, tokens: Tokens) -> None:
        """Draw icons for another theme."""
        self._tokens = tokens
        for _title, _remark, made in self._documents.values():
            made.setIcon(icon("export", tokens))

    def _allow_exports(self) -> None:
        possible = self._view is not None and self._view.count > 0 and not self._running
        for key, (_title, _remark, made) in self._documents.items():
            made.setEnabled(possible and (key != "process" or self._chosen_process() is not None))

    def _show_count(self) -> None:
        if self._view is None:
            return
        count = self._view.count
        words = ngettext("{n} submitted evaluation", "{n} submitted evaluations", count).format(n=count)
        self._count.setText(words if count else _("No submitted evaluation in this period. Choose another one."))
        self._allow_exports()
        for key, (_title, remark, _made) in self._documents.items():
            lacks = key == "process" and self._chosen_process() is None
            remark.setText(_("Choose one process on the left first.") if lacks else _(_REMARKS[key]))

    def _chosen_process(self) -> str | None:
        return _code_of(self.processes.currentItem())

    def _fill_processes(self) -> None:
        if self._view is None:
            return
        chosen = self._chosen_process() or _ALL
        self.processes.blockSignals(True)
        self.processes.clear()
        for code, name in ((_ALL, None), *self._view.processes):
            item = QListWidgetItem(_line(code, name.in_language(language())) if name else _("All processes"))
            item.setData(int(Qt.ItemDataRole.UserRole), code)
            self.processes.addItem(item)
            if code == chosen:
                self.processes.setCurrentItem(item)
        self.processes.blockSignals(False)
        rows = max(3, min(self.processes.count(), 8))
        self.processes.setFixedHeight(rows * max(self.processes.sizeHintForRow(0), 30) + 4)

    def _show_files(self) -> None:
        while (item := self._file_rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for path in self._files[:_SHOWN_FILES]:
            self._file_rows.addWidget(self._file_row(path))
        if len(self._files) > _SHOWN_FILES:
            more = len(self._files) - _SHOWN_FILES
            words = ngettext("and {n} more in the folder", "and {n} more in the folder", more).format(n=more)
            self._file_rows.addWidget(label("soft", text=words))
        self._no_files.setVisible(not self._files)

    def _file_row(self, path: Path) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 3, 0, 3)
        name = ElidedLabel()
        name.setText(path.name)
        row.addWidget(name, 1)
        for words, target in ((_("Open"), path), (_("Folder"), path.parent)):
            look = button("quiet", clicked=partial(self.open_wanted.emit, str(target)))
            look.setText(words)
            look.setAccessibleName(f"{words}: {path.name}")
            row.addWidget(look)
        return made

    # ----------------------------------------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(18)
        column.addWidget(self._title)
        halves = QHBoxLayout()
        halves.setSpacing(18)
        halves.addWidget(self._choices(), 1, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(18)
        right.addWidget(self._document_card())
        right.addWidget(self._file_card())
        right.addStretch(1)
        halves.addLayout(right, 1)
        column.addLayout(halves)
        column.addStretch(1)
        self.setWidget(inner)

    def _choices(self) -> QWidget:
        made = card()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(8)
        column.addWidget(self._process_title)
        column.addWidget(self.processes)
        column.addSpacing(10)
        column.addWidget(self._period_title)
        column.addWidget(self.periods)
        dates = QHBoxLayout()
        dates.setSpacing(8)
        for part in (self._from, self.since, self._to, self.until):
            dates.addWidget(part)
        dates.addStretch(1)
        column.addLayout(dates)
        column.addSpacing(10)
        column.addWidget(self._language_title)
        column.addWidget(self.languages)
        return made

    def _document_card(self) -> QWidget:
        made = card()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(4)
        column.addWidget(self._count)
        column.addSpacing(6)
        for key in DOCUMENTS:
            title, remark = label("strong"), label("soft", wrap=True)
            export = button(clicked=partial(self.export_wanted.emit, key))
            grid = QGridLayout()
            grid.setContentsMargins(0, 8, 0, 8)
            grid.setVerticalSpacing(1)
            grid.addWidget(title, 0, 0)
            grid.addWidget(remark, 1, 0)
            grid.addWidget(export, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.setColumnStretch(0, 1)
            column.addWidget(card("rule"))
            column.addLayout(grid)
            self._documents[key] = (title, remark, export)
        running = QHBoxLayout()
        running.setSpacing(10)
        running.addWidget(self._what, 1)
        running.addWidget(self._bar, 1)
        running.addWidget(self._cancel)
        column.addLayout(running)
        return made

    def _file_card(self) -> QWidget:
        made = card()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 16, 14, 16)
        column.setSpacing(4)
        column.addWidget(self._files_title)
        column.addWidget(self._no_files)
        column.addLayout(self._file_rows)
        return made

    def export_button(self, document: str) -> QPushButton:
        """The button that exports a document."""
        return self._documents[document][2]


def _line(code: str, name: str) -> str:
    return f"{name}  ·  {code}" if name != code else code


def _code_of(item: QListWidgetItem | None) -> str | None:
    code = item.data(int(Qt.ItemDataRole.UserRole)) if item else None
    return code if isinstance(code, str) and code else None


def _date_field() -> QDateEdit:
    made = QDateEdit()
    made.setDisplayFormat("yyyy-MM-dd")
    made.setCalendarPopup(True)
    return made


def _last_day(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
