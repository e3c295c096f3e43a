"""Impact analysis of one moment of truth: what is expected at the least, what adds, what takes away, and what holds."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qa_auditor.application.views.service_circle import StandardLine
from qa_auditor.domain.process import MomentOfTruth, ProcessRecord
from qa_auditor.domain.text import Text
from qa_auditor.i18n import N_, _, language, ngettext
from qa_auditor.ui.pages.processes.record.fields import LineField, TextField
from qa_auditor.ui.widgets.flow import FlowLayout
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.text import ElidedButton, button, label, say

LEAST, ADDS, TAKES_AWAY = "least", "adds", "takes_away"
_IMPACTS = {
    LEAST: (N_("Expected at the least"), N_("What the customer takes for granted; without it the moment fails")),
    ADDS: (N_("What adds"), N_("What makes the moment better than expected")),
    TAKES_AWAY: (N_("What takes away"), N_("What spoils the moment")),
}
_IMPORTANCE_HINTS = (
    N_("1: hardly noticed"),
    N_("2: noticed"),
    N_("3: matters"),
    N_("4: remembered"),
    N_("5: decides whether the customer stays"),
)


class ImpactPanel(QWidget):
    """Signals carry what was written or pressed about the moment that is shown.

    ``named``; ``written`` with the impact's key and its text; ``rated`` with the importance; ``step_pressed`` with a
    step's id; ``standard_wanted``, ``standard_dropped`` and ``question_wanted`` with a code or ``checklist/question``;
    ``standard_new`` and ``standard_added`` when a standard shall be made, or one that is there shall be linked.
    """

    named = Signal(str)
    written = Signal(str, str)
    rated = Signal(int)
    step_pressed = Signal(str)
    standard_wanted = Signal(str)
    standard_dropped = Signal(str)
    question_wanted = Signal(str)
    standard_new = Signal()
    standard_added = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = LineField()
        self.importance = Segmented(focus=True)
        self.fields = {key: TextField() for key in _IMPACTS}
        self._titles = {key: label("strong") for key in _IMPACTS}
        self._importance_title, self._steps_title, self._standards_title = (label("strong") for _number in range(3))
        self._steps = QWidget()
        self._step_flow = FlowLayout(self._steps, spacing=6)
        self._standards = QVBoxLayout()
        self._standards.setSpacing(6)
        self._none = label("warn", wrap=True)
        self.new = button(clicked=self.standard_new.emit)
        self.add = button("quiet", clicked=self.standard_added.emit)
        self._lay_out()
        self.name.given.connect(self.named)
        self.importance.chosen.connect(lambda key: self.rated.emit(int(key)))
        for key, field in self.fields.items():
            field.given.connect(partial(self.written.emit, key))

    def show_moment(self, record: ProcessRecord, moment: MomentOfTruth, standards: Mapping[str, StandardLine]) -> None:
        """Show a moment."""
        tag = language()
        self.name.show_text(moment.name.in_language(tag))
        self.importance.set_chosen(str(moment.importance))
        texts: dict[str, Text] = {LEAST: moment.least, ADDS: moment.adds, TAKES_AWAY: moment.takes_away}
        for key, field in self.fields.items():
            field.show_text(texts[key].in_language(tag))
        self._show_steps(record, moment)
        self._show_standards(moment, standards)

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.name.flush()
        for field in self.fields.values():
            field.flush()

    def retranslate(self) -> None:
        """Say it in the current language."""
        say(self.name, _("Name of the moment"))
        self._importance_title.setText(_("Importance"))
        self._steps_title.setText(_("Met in these steps"))
        self._standards_title.setText(_("Standards that came of it"))
        self._none.setText(_("No standard holds the house to this moment yet."))
        hints = [_(hint) for hint in _IMPORTANCE_HINTS]
        self.importance.set_options([(str(number), str(number)) for number in range(1, 6)], hints=hints)
        for key, (title, hint) in _IMPACTS.items():
            self._titles[key].setText(_(title))
            self.fields[key].setPlaceholderText(_(hint))
            say(self.fields[key], _(title), _(hint))
        for made, words in ((self.new, _("New standard …")), (self.add, _("Link a standard …"))):
            made.setText(words)
            say(made, words)

    def _show_steps(self, record: ProcessRecord, moment: MomentOfTruth) -> None:
        self._step_flow.clear()
        for step in record.steps:
            name = step.name.in_language(language()) or step.id
            chip = button("toggle", clicked=partial(self.step_pressed.emit, step.id))
            chip.setCheckable(True)
            chip.setChecked(step.id in moment.steps)
            chip.setText(name.replace("&", "&&"))
            said = _("met here") if step.id in moment.steps else _("not met here")
            say(chip, f"{name}: {said}")
            self._step_flow.addWidget(chip)
        self._steps.updateGeometry()

    def _show_standards(self, moment: MomentOfTruth, standards: Mapping[str, StandardLine]) -> None:
        while (item := self._standards.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for code in moment.standards:
            self._standards.addWidget(self._standard(standards.get(code, StandardLine(code, known=False))))
        self._none.setVisible(not moment.standards)

    def _standard(self, line: StandardLine) -> QFrame:
        well = QFrame()
        well.setProperty("kind", "well")
        opener = button("quiet", clicked=partial(self.standard_wanted.emit, line.code))
        opener.setText(line.code)
        say(opener, _("Open the standard {code}").format(code=line.code))
        away = button("chip", clicked=partial(self.standard_dropped.emit, line.code))
        away.setText("×")
        say(away, _("Take the standard {code} off this moment").format(code=line.code))
        head = QHBoxLayout()
        head.addWidget(opener)
        head.addStretch(1)
        count = len(line.questions)
        asked = ngettext("{n} question", "{n} questions", count).format(n=count) if count else _("not asked anywhere")
        head.addWidget(label("small" if count else "warn", text=asked))
        head.addWidget(away)
        column = QVBoxLayout(well)
        column.setContentsMargins(10, 4, 6, 8)
        column.setSpacing(2)
        column.addLayout(head)
        words = line.statement.in_language(language()) if line.known else _("There is no standard of this code.")
        column.addWidget(label("" if line.known else "bad", text=words, wrap=True))
        for one in line.questions:
            name = f"{one.checklist.id}/{one.question_id}"
            asks = ElidedButton("line", clicked=partial(self.question_wanted.emit, name))
            asks.setText(f"{one.checklist.id}: {one.text.in_language(language())}".replace("&", "&&"))
            say(asks, _("Show the question {name}").format(name=one.text.in_language(language())))
            column.addWidget(asks)
        return well

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(6)
        column.addWidget(self.name)
        row = QHBoxLayout()
        row.addWidget(self._importance_title)
        row.addWidget(self.importance, 1)
        column.addSpacing(4)
        column.addLayout(row)
        for key in _IMPACTS:
            column.addSpacing(6)
            column.addWidget(self._titles[key])
            column.addWidget(self.fields[key])
        column.addSpacing(6)
        column.addWidget(self._standards_title)
        column.addWidget(self._none)
        column.addLayout(self._standards)
        buttons = QHBoxLayout()
        buttons.addWidget(self.new)
        buttons.addWidget(self.add)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addSpacing(6)
        column.addWidget(self._steps_title)
        column.addWidget(self._steps)
        column.addStretch(1)
