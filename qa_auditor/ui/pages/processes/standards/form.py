"""One standard to be written: its sentence, its SMART data, and what it still lacks with what to do about it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qa_auditor.application.process_library.smart_words import smart_part_text, smart_text
from qa_auditor.application.views.wording import area_name
from qa_auditor.domain.areas import AREAS
from qa_auditor.domain.smart import smart_findings
from qa_auditor.domain.standard import Standard, TargetSense
from qa_auditor.domain.standard_editing import TEXTS, number_words
from qa_auditor.i18n import N_, _, language
from qa_auditor.ui.pages.processes.record.fields import LineField, TextField
from qa_auditor.ui.widgets.menu_choice import MenuChoice
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.text import label, say

_TITLES = {
    "statement": N_("Standard in one sentence"),
    "area": N_("Key area"),
    "indicator": N_("What is observed (S)"),
    "target": N_("Target and unit (M)"),
    "share": N_("Per cent of cases (M)"),
    "achievability": N_("What shows that it can be done (A)"),
    "customer_need": N_("What customers want of it (R)"),
    "time_limit_s": N_("Time limit, seconds (T)"),
    "review_months": N_("Looked at again after months (T)"),
    "processes": N_("Processes (codes; none for all)"),
}
_NUMBERS = ("target", "share", "time_limit_s", "review_months")


class StandardForm(QWidget):
    """Signals carry what was written.

    ``worded`` with a text's name and wording; ``numbered`` with a number's name and what was typed; ``sensed``,
    ``placed`` and ``assigned`` with the sense, the key area and the codes of processes.
    """

    worded = Signal(str, str)
    numbered = Signal(str, str)
    sensed = Signal(str)
    placed = Signal(str)
    assigned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, TextField | LineField] = {
            key: LineField() if key == "unit" else TextField() for key in TEXTS
        }
        self.numbers = {key: LineField(24) for key in _NUMBERS}
        self.processes, self.area, self.sense = LineField(400), MenuChoice(), Segmented(focus=True)
        self._titles = {key: label("soft", wrap=True) for key in _TITLES}
        self._wrong = {key: label("bad", wrap=True) for key in _NUMBERS}
        self._lacks = QFrame()
        self._lacks.setProperty("kind", "well")
        self._lack_rows = QVBoxLayout(self._lacks)
        self._lay_out()
        for key, field in self.texts.items():
            field.given.connect(partial(self.worded.emit, key))
        for key, number in self.numbers.items():
            number.given.connect(partial(self.numbered.emit, key))
        self.sense.chosen.connect(self.sensed)
        self.area.chosen.connect(self.placed)
        self.processes.given.connect(self.assigned)

    def show_standard(self, standard: Standard) -> None:
        """Show a standard."""
        for key, (read, _write) in TEXTS.items():
            self.texts[key].show_text(read(standard).in_language(language()))
        for key, number in self.numbers.items():
            if self._wrong[key].isHidden():
                number.show_text(number_words(standard, key))
        self.processes.show_text(", ".join(standard.processes))
        self.sense.set_chosen(standard.sense)
        self.area.set_options([(area, area_name(area)) for area in AREAS], standard.area)
        self._show_lacks(standard)

    def show_problem(self, part: str, words: str) -> None:
        """Say why a number was not taken; "" when it was."""
        self._wrong[part].setText(words)
        self._wrong[part].setVisible(bool(words))

    def forget_problems(self) -> None:
        """Another standard is shown."""
        for wrong in self._wrong.values():
            wrong.hide()

    def flush(self) -> None:
        """Hand over what is being typed."""
        for field in (*self.texts.values(), *self.numbers.values(), self.processes):
            field.flush()

    def retranslate(self) -> None:
        """Say it in the current language."""
        for key, title in _TITLES.items():
            self._titles[key].setText(_(title))
        for key, field in self.texts.items():
            say(field, _("Unit of the target") if key == "unit" else _(_TITLES[key]))
        for key, number in self.numbers.items():
            say(number, _(_TITLES[key]))
        self.texts["unit"].setPlaceholderText(_("seconds, rings, times …"))
        say(self.processes, _(_TITLES["processes"]))
        say(self.area, _(_TITLES["area"]))
        self.sense.set_options([(TargetSense.AT_MOST, _("≤ at most")), (TargetSense.AT_LEAST, _("≥ at least"))])

    def _show_lacks(self, standard: Standard) -> None:
        while (item := self._lack_rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        findings = smart_findings(standard)
        if not findings:
            self._lack_rows.addWidget(label("good", text=_("✓ SMART: nothing is missing")))
        for finding in findings:
            what, remedy = smart_text(finding)
            words = _("{part}: {what}. {remedy}").format(part=smart_part_text(finding.part), what=what, remedy=remedy)
            self._lack_rows.addWidget(label("notice", text=words, wrap=True))

    def _lay_out(self) -> None:
        target = QWidget()
        row = QHBoxLayout(target)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sense)
        row.addWidget(self.numbers["target"], 1)
        row.addWidget(self.texts["unit"], 2)
        self._lack_rows.setContentsMargins(10, 8, 10, 8)
        self._lack_rows.setSpacing(6)
        form = QFormLayout()
        form.setSpacing(6)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("statement", self.texts["statement"]),
            ("area", self.area),
            ("indicator", self.texts["indicator"]),
            ("target", target),
            ("share", self.numbers["share"]),
            ("time_limit_s", self.numbers["time_limit_s"]),
            ("review_months", self.numbers["review_months"]),
            ("customer_need", self.texts["customer_need"]),
            ("achievability", self.texts["achievability"]),
            ("processes", self.processes),
        )
        for key, field in rows:
            form.addRow(self._titles[key], field)
            if key in self._wrong:
                self._wrong[key].hide()
                form.addRow(self._wrong[key])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._lacks)
        column.addLayout(form)
