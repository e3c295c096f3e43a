"""How the record looks: a line of what can be done, below it cards in two columns."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from qa_auditor.application.faults import Fault, describe
from qa_auditor.application.views.process_record import RecordView
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.i18n import N_, _, ngettext
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.pages.processes.record.about import AboutCard, ElementsCard
from qa_auditor.ui.pages.processes.record.figures import MeasurementsCard, StagesCard
from qa_auditor.ui.pages.processes.record.versions import VersionsCard
from qa_auditor.ui.widgets.menu_choice import MenuChoice
from qa_auditor.ui.widgets.text import button, card, label, say

YAML, TABLE = "yaml", "xlsx"
EXPORTS = {YAML: N_("YAML file"), TABLE: N_("Excel workbook")}
_MOST_FAULTS = 200


class RecordScreen(QWidget):
    """Signals say what was pressed; ``export_wanted`` carries the kind of file."""

    new_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal(str)
    save_wanted = Signal()
    discard_wanted = Signal()
    newest_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.about, self.elements = AboutCard(), ElementsCard()
        self.measurements, self.stages, self.versions = MeasurementsCard(), StagesCard(), VersionsCard()
        self.new: QPushButton = button(clicked=self.new_wanted.emit)
        self.take_in: QPushButton = button(clicked=self.import_wanted.emit)
        self.export = MenuChoice()
        self.discard: QPushButton = button("quiet", clicked=self.discard_wanted.emit)
        self.save: QPushButton = button("primary", clicked=self.save_wanted.emit)
        self.newest: QPushButton = button(clicked=self.newest_wanted.emit)
        self._state = label("pill")
        self._empty = label("soft", wrap=True)
        self._faults = _FaultsCard()
        self._cards = QWidget()
        self._view: RecordView | None = None
        self._looked_at: ProcessRecord | None = None
        self._lay_out()
        self.export.chosen.connect(self.export_wanted)

    def show_view(self, view: RecordView | None, looked_at: ProcessRecord | None = None) -> None:
        """Show a process, or one of its versions alone to look at; None while there is none."""
        self._view, self._looked_at = view, looked_at
        self._cards.setVisible(view is not None)
        self._empty.setVisible(view is None)
        self._show_state()
        if view is None:
            return
        record = looked_at or view.record
        read_only = looked_at is not None
        self.about.show_record(record, read_only=read_only)
        self.elements.show_record(record, read_only=read_only)
        self.measurements.show_record(record, read_only=read_only)
        self.stages.show_record(record)
        self.versions.show_versions(view.versions, edited=view.edited)

    def show_faults(self, title: str, faults: Sequence[Fault]) -> None:
        """List what was wrong with files, by place; nothing hides the list."""
        self._faults.show_faults(title, faults)

    def flush(self) -> None:
        """Hand over what is being typed."""
        for part in (self.about, self.elements, self.measurements):
            part.flush()

    def retranslate(self) -> None:
        """Say it in the current language."""
        for part in (self.about, self.elements, self.measurements, self.stages, self.versions, self._faults):
            part.retranslate()
        for made, words, hint in (
            (self.new, _("New …"), _("Add a process")),
            (self.take_in, _("Import …"), _("Import processes, standards or the map from YAML or Excel files")),
            (self.discard, _("Discard the draft"), _("Go back to the newest version")),
            (self.newest, _("Back to the newest version"), _("Back to the newest version")),
            (self.save, _("Save as new version"), hint_of(Action.SUBMIT)),
        ):
            made.setText(words)
            say(made, words, hint)
        self.export.set_options([(key, _(title)) for key, title in EXPORTS.items()], "")
        self.export.setText(_("Export"))
        say(self.export, _("Export the process"))
        self._empty.setText(_("No process yet. Import one, or add a new one above."))
        self.show_view(self._view, self._looked_at)

    def _show_state(self) -> None:
        view, looked_at = self._view, self._looked_at
        edited = view is not None and view.edited and looked_at is None
        self.save.setVisible(looked_at is None and view is not None)
        self.save.setEnabled(edited)
        self.discard.setVisible(edited)
        self.newest.setVisible(looked_at is not None)
        self.export.setEnabled(view is not None and view.newest.version > 0)
        self._state.setVisible(view is not None)
        if view is None:
            return
        if looked_at is not None:
            words = _("Version {number}, to look at only").format(number=looked_at.version)
        elif edited:
            words = _("Draft after version {number}").format(number=view.based_on) if view.based_on else _("Draft")
        elif view.based_on:
            words = _("Version {number}").format(number=view.based_on)
        else:
            words = _("Known by its code alone: nobody has described it yet")
        self._state.setText(words)

    # ----------------------------------------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("kind", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(10)
        row.addWidget(self._state)
        row.addStretch(1)
        for made in (self.discard, self.newest, self.new, self.take_in, self.export, self.save):
            row.addWidget(made)
        columns = QHBoxLayout(self._cards)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(18)
        for parts in ((self.about, self.elements), (self.measurements, self.stages, self.versions)):
            column = QVBoxLayout()
            column.setSpacing(18)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
            columns.addLayout(column, 1)
        inner = QWidget()
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(24, 20, 24, 24)
        whole.setSpacing(18)
        whole.addWidget(self._faults)
        whole.addWidget(self._empty)
        whole.addWidget(self._cards)
        whole.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(self.area, 1)


class _FaultsCard(QFrame):
    """What was wrong with files of the last import, one line each: file, place, what, remedy."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title = label("heading", wrap=True)
        self._close: QPushButton = button("quiet", clicked=self.hide)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 14, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(card("rule"))
        column.addLayout(self._lines)
        self.hide()

    def show_faults(self, title: str, faults: Sequence[Fault]) -> None:
        """List faults; none hides the card."""
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._title.setText(title)
        for fault in faults[:_MOST_FAULTS]:
            line = label(text=describe(fault), wrap=True)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._lines.addWidget(line)
        if len(faults) > _MOST_FAULTS:
            more = len(faults) - _MOST_FAULTS
            self._lines.addWidget(label("soft", text=ngettext("and {n} more", "and {n} more", more).format(n=more)))
        self.setVisible(bool(faults))

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._close.setText(_("Close"))
