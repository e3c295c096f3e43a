"""Stages with their steps, and the four measurements against their benchmarks."""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qa_auditor.application.views.process_wording import MEASUREMENT_HINTS, MEASUREMENT_NAMES, STAGE_NAMES
from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.exact_number import exact_number
from qa_auditor.domain.measurement import Measured
from qa_auditor.domain.process import Measurement, ProcessRecord
from qa_auditor.domain.rounding import shown
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.pages.processes.map.filters import PERIODS
from qa_auditor.ui.pages.processes.record.fields import LineField
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.text import button, label, restyle, say

_MOST_STEPS = 12
_RIGHT = Qt.AlignmentFlag.AlignRight


class MeasurementsCard(QFrame):
    """Signals: ``benchmark_given`` with a measurement and a share as text, "" for none; ``period_chosen``."""

    benchmark_given = Signal(str, str)
    period_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._benchmarks: dict[Measurement, Fraction] = {}
        self._measured: Mapping[Measurement, Measured] = {}
        self._title = label("heading")
        self.periods = Segmented(focus=True)
        self._heads = [label("small") for _column in range(4)]
        self._names: dict[Measurement, QLabel] = {}
        self.fields: dict[Measurement, LineField] = {}
        self._values: dict[Measurement, QLabel] = {}
        self._counts: dict[Measurement, QLabel] = {}
        self._trouble = label("bad", wrap=True)
        self._trouble.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for column, head in enumerate(self._heads):
            grid.addWidget(head, 0, column, _RIGHT if column else Qt.AlignmentFlag.AlignLeft)
        for row, measurement in enumerate(Measurement, start=1):
            self._add(grid, row, measurement)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(20, 16, 20, 18)
        column_layout.setSpacing(10)
        column_layout.addWidget(self._title)
        column_layout.addWidget(self.periods)
        column_layout.addLayout(grid)
        column_layout.addWidget(self._trouble)
        self.periods.chosen.connect(self.period_chosen)

    def show_record(self, record: ProcessRecord, *, read_only: bool) -> None:
        """Show the benchmarks of a record."""
        self._benchmarks = dict(record.benchmarks)
        self._trouble.hide()
        for measurement, field in self.fields.items():
            value = self._benchmarks.get(measurement)
            field.show_text("" if value is None else _percent(value))
            field.setReadOnly(read_only)
        self._show_values()

    def show_measured(self, measured: Mapping[Measurement, Measured], period: str) -> None:
        """Show what was measured in a period."""
        self._measured = measured
        self.periods.set_chosen(period)
        self._show_values()

    def flush(self) -> None:
        """Hand over what is being typed."""
        for field in self.fields.values():
            field.flush()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._title.setText(_("Measurements"))
        chosen = [key for key in self.periods.keys() if self.periods.option(key).isChecked()]  # noqa: SIM118
        self.periods.set_options([(key, _(title)) for key, title in PERIODS.items()])
        self.periods.set_chosen(*chosen)
        words = (_("Measurement"), _("Benchmark"), _("Measured"), _("n"))
        for head, word in zip(self._heads, words, strict=True):
            head.setText(word)
        for measurement, field in self.fields.items():
            name, hint = _(MEASUREMENT_NAMES[measurement]), _(MEASUREMENT_HINTS[measurement])
            self._names[measurement].setText(name)
            self._names[measurement].setToolTip(hint)
            say(field, _("Benchmark: {name}, per cent").format(name=name), hint)
        self._show_values()

    def _show_values(self) -> None:
        for measurement in Measurement:
            found = self._measured.get(measurement)
            benchmark = self._benchmarks.get(measurement)
            value = self._values[measurement]
            self._counts[measurement].setText(str(found.n) if found is not None and found.n else "—")
            if found is None or found.value is None:
                value.setText("—")
                value.setToolTip("")
                restyle(value, "soft")
            else:
                below = benchmark is not None and found.value < benchmark
                sign = "" if benchmark is None else " ▾" if below else " ✓"
                value.setText(f"{shown(found.value * 100, 1)} %{sign}")
                restyle(value, "bad" if below else "strong" if benchmark is None else "good")
                value.setToolTip(_hint(found, below=below))

    def _give(self, measurement: Measurement, text: str) -> None:
        try:
            value = exact_number(text.rstrip("% ")) / 100 if text else None
        except ValueError:
            value = Fraction(-1)
        if value is not None and not 0 <= value <= 1:
            self._trouble.setText(_("A benchmark lies between 0 and 100 per cent: {text}").format(text=text))
            self._trouble.show()
            return
        self._trouble.hide()
        self.benchmark_given.emit(str(measurement), "" if value is None else str(value))

    def _add(self, grid: QGridLayout, row: int, measurement: Measurement) -> None:
        self._names[measurement] = label(wrap=True)
        field = LineField(8)
        field.setFixedWidth(76)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.fields[measurement] = field
        self._values[measurement], self._counts[measurement] = label("soft"), label("soft")
        field.given.connect(partial(self._give, measurement))
        parts: tuple[QWidget, ...] = (
            self._names[measurement],
            field,
            self._values[measurement],
            self._counts[measurement],
        )
        for column, part in enumerate(parts):
            align = Qt.AlignmentFlag.AlignVCenter | (_RIGHT if column else Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(part, row, column, Qt.AlignmentFlag(0) if column == 0 else align)


class StagesCard(QFrame):
    """``step_wanted`` carries the id of a step to show on the flow."""

    step_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._record: ProcessRecord | None = None
        self._title = label("heading")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(self._lines)

    def show_record(self, record: ProcessRecord) -> None:
        """Show the steps of a record by stage."""
        self._record = record
        self._fill()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._title.setText(_("Stages and steps"))
        self._fill()

    def _fill(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if self._record is None:
            return
        if not self._record.steps:
            self._lines.addWidget(label("soft", text=_("No step yet. Draw them on the tab Flow."), wrap=True))
        for stage in Stage:
            steps = [step for step in self._record.steps if step.stage is stage]
            if not steps:
                continue
            if self._lines.count():
                self._lines.addSpacing(8)
            count = ngettext("{n} step", "{n} steps", len(steps)).format(n=len(steps))
            self._lines.addWidget(label("strong", text=f"{_(STAGE_NAMES[stage])} · {count}"))
            for step in steps[:_MOST_STEPS]:
                name = step.name.in_language(language()) or step.id
                made: QPushButton = button("row", clicked=partial(self.step_wanted.emit, step.id))
                made.setText(name.replace("&", "&&"))
                say(made, name, _("Show it on the flow"))
                self._lines.addWidget(made)
            if len(steps) > _MOST_STEPS:
                more = len(steps) - _MOST_STEPS
                words = ngettext("and {n} more", "and {n} more", more).format(n=more)
                self._lines.addWidget(label("soft", text=words))


def _hint(found: Measured, *, below: bool) -> str:
    """Where the true value may lie, and whether it falls short."""
    parts = [_("below the benchmark")] if below else []
    if found.interval is not None:
        low, high = (f"{100 * end:.1f} %" for end in (found.interval.low, found.interval.high))
        parts.append(_("95 % interval: {low} to {high}").format(low=low, high=high))
    return "\n".join(parts)


def _percent(value: Fraction) -> str:
    text = shown(value * 100, 2).rstrip("0").rstrip(".")
    return f"{text}%"
