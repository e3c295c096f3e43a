"""Above the form: the checklist, the total with the range it can still end in, the verdict, critical errors."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from qa_auditor.application.views.wording import CLASS_NAMES, EFFECT_NAMES, moment_text, number_text
from qa_auditor.application.views.workbench import Workbench
from qa_auditor.domain.checklist import Effect
from qa_auditor.domain.rounding import shown
from qa_auditor.i18n import _, language
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.pages.score.form_model import ALL, CRITICAL, FAILED, FILTERS, OPEN
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.text import ElidedLabel, button, label, restyle, say


class ScoreHead(QFrame):
    """Signals say which button was pressed."""

    why_wanted = Signal()
    submit_wanted = Signal()
    correct_wanted = Signal()
    filter_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "head")
        self._bench: Workbench | None = None
        self.filter_shown = ALL
        self._title = ElidedLabel("strong")
        self._progress = label("soft")
        self._total = label("total")
        self._range = label("soft")
        self._verdict = label("pill")
        self._band = label("pill")
        self._alarm = label("alarm", wrap=True)
        self._banner = label("notice", wrap=True)
        self.filter = Segmented()
        self.filter.chosen.connect(self.filter_chosen)
        self._why = button("quiet", clicked=self.why_wanted.emit)
        self._submit = button("primary", clicked=self.submit_wanted.emit)
        self._correct = button(clicked=self.correct_wanted.emit)
        for part in (self._why, self._submit, self._correct):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.addWidget(self._title, 1)
        upper.addWidget(self._progress)
        lower = QHBoxLayout()
        lower.setSpacing(10)
        lower.addWidget(self._total)
        lower.addWidget(self._range, 0, Qt.AlignmentFlag.AlignVCenter)
        lower.addWidget(self._verdict, 0, Qt.AlignmentFlag.AlignVCenter)
        lower.addWidget(self._band, 0, Qt.AlignmentFlag.AlignVCenter)
        lower.addStretch(1)
        for part in (self._correct, self._submit):
            lower.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        beside_form = QHBoxLayout()
        beside_form.addWidget(self.filter, 1)
        beside_form.addWidget(self._why)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 14, 10)
        column.setSpacing(6)
        column.addLayout(upper)
        column.addLayout(lower)
        column.addWidget(self._alarm)
        column.addWidget(self._banner)
        column.addLayout(beside_form)

    @property
    def total_text(self) -> str:
        """The total as it reads."""
        return self._total.text()

    @property
    def range_text(self) -> str:
        """The range as it reads."""
        return self._range.text()

    def show_bench(self, bench: Workbench | None) -> None:
        """Show an evaluation's figures."""
        self._bench = bench
        self.setVisible(bench is not None)
        self.show_filter(ALL)
        self.refresh()

    def show_filter(self, which: str) -> None:
        """Show which of the questions are shown."""
        self.filter_shown = which
        self.filter.set_chosen(which)

    def refresh(self) -> None:
        """The figures changed, or the language."""
        bench = self._bench
        if bench is None:
            return
        checklist, sheet = bench.opened.checklist, bench.sheet
        self._title.setText(f"{checklist.title.in_language(language())} · v{checklist.version}")
        self._progress.setText(
            _("{answered} of {questions} answered").format(answered=bench.answered, questions=bench.asked)
        )
        total = sheet.total
        self._total.setText(shown(total) or "–")
        self._total.setAccessibleName(_("Total {total}").format(total=shown(total) or _("none yet")))
        reach = sheet.range
        draft = not bench.read_only
        open_range = draft and reach is not None and reach[0] != reach[1]
        self._range.setText(f"[{shown(reach[0])} – {shown(reach[1])}]" if open_range and reach else "")
        self._range.setVisible(bool(self._range.text()))
        say(self._range, _("Range in which the total can still end"))
        self._show_verdict(bench)
        band = sheet.band if bench.read_only or not open_range else None
        self._band.setText(band.in_language(language()) if band else "")
        self._band.setVisible(band is not None)
        self._alarm.setText(errors_text(bench))
        self._alarm.setVisible(bool(self._alarm.text()))
        self._show_state(bench)

    def retranslate(self) -> None:
        """Say it in the current language."""
        names = {ALL: _("All"), OPEN: _("Open"), FAILED: _("Failed"), CRITICAL: _("Critical")}
        self.filter.set_options([(which, names[which]) for which in FILTERS])
        self.filter.set_chosen(self.filter_shown)
        say(self.filter, _("Which questions are shown"), hint_of(Action.FILTER_QUESTIONS))
        self._why.setText(_("Why (W)"))
        say(self._why, _("Why this score"), hint_of(Action.WHY))
        self._submit.setText(_("Submit"))
        say(self._submit, _("Submit"), hint_of(Action.SUBMIT))
        self._correct.setText(_("Correct …"))
        say(self._correct, _("Correct this evaluation"))
        self.refresh()

    def _show_verdict(self, bench: Workbench) -> None:
        passed, mark, reach = bench.sheet.passed, bench.opened.checklist.scoring.pass_mark, bench.sheet.range
        self._verdict.setVisible(passed is not None)
        # While open answers can still turn it, it is no verdict yet.
        failed_for_good = any(error.effect is not Effect.FLAG for error in bench.sheet.critical_errors())
        if mark is not None and reach is not None and reach[0] < mark <= reach[1] and not failed_for_good:
            self._verdict.setText(_("Pass mark {mark}").format(mark=number_text(mark)))
            restyle(self._verdict, "pill")
            return
        self._verdict.setText(verdict_text(passed))
        restyle(self._verdict, "pill-good" if passed else "pill-bad")

    def _show_state(self, bench: Workbench) -> None:
        evaluation = bench.opened.evaluation
        self._submit.setVisible(not bench.read_only)
        self._correct.setVisible(bench.read_only)
        banner = ""
        if bench.read_only and evaluation.submitted is not None:
            banner = _("Submitted {when}, read only.").format(when=moment_text(evaluation.submitted))
        elif evaluation.revision > 1:
            banner = _("Correction {number}: {reason}").format(number=evaluation.revision - 1, reason=evaluation.reason)
        self._banner.setText(banner)
        self._banner.setVisible(bool(banner))


def verdict_text(passed: bool | None) -> str:
    """The verdict in a word; "" without one."""
    return "" if passed is None else _("Passed") if passed else _("Not passed")


def errors_text(bench: Workbench) -> str:
    """Critical errors called out; "" without any."""
    errors = bench.sheet.critical_errors()
    if not errors:
        return ""
    parts = [
        _("question {number}, {critical_class}: {effect}").format(
            number=bench.numbers[error.question_id],
            critical_class=_(CLASS_NAMES[error.critical_class]),
            effect=_(EFFECT_NAMES[error.effect]),
        )
        for error in errors
    ]
    return _("★ Critical error: {errors}").format(errors="; ".join(parts))
