"""What is known of a step beside its record: scores, the questions behind them, standards, what needs a look."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout
from typing_extensions import override

from qa_auditor.application.flow.hints import Hint, hint_text
from qa_auditor.application.flow.wording import step_name, time_limit_text
from qa_auditor.application.views.process_flow import FlowScores, QuestionOutcome, StepScore
from qa_auditor.application.views.process_measurements import StepFigures
from qa_auditor.domain.process import ProcessRecord, Step
from qa_auditor.domain.rounding import rounded
from qa_auditor.domain.scoring.period import Share
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.widgets.text import label

_MOST_QUESTIONS = 6
_NARROW = 240


def share_words(share: Share) -> str:
    """A share in per cent with its interval and what it rests on; "" where nothing was judged."""
    if share.value is None or share.interval is None:
        return ""
    low, high = round(share.interval.low * 100), round(share.interval.high * 100)
    return _("{value}% [{low}–{high}], n = {n}").format(
        value=format(rounded(share.value * 100, 1).normalize(), "f"), low=low, high=high, n=share.n
    )


class Facts(QFrame):
    """Signals: ``wanted`` with a target to open, ``step_wanted`` with the id of a step."""

    wanted = Signal(str)
    step_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)

    def clear(self) -> None:
        """Show nothing."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def show_step(self, step: Step, score: StepScore | None, hints: Sequence[Hint]) -> None:
        """Show what is known of one step."""
        self.clear()
        for hint in hints:
            self._say("alarm" if hint.is_fault else "notice", hint_text(hint, step))
        if score is None:
            return
        self._say("strong", _("Scores"))
        if words := share_words(score.met):
            self._say("", _("To standard: {share}").format(share=words))
        elif score.questions:
            self._say("soft", _("Nobody was judged on this step in the period."))
        else:
            self._say("soft", _("No question judges this step. Name a standard that a checklist asks about."))
        for outcome in score.questions[:_MOST_QUESTIONS]:
            self._row(_question_words(outcome), f"question:{outcome.checklist_id}/{outcome.question.id}")
        if len(score.questions) > _MOST_QUESTIONS:
            more = len(score.questions) - _MOST_QUESTIONS
            self._say("soft", ngettext("and {n} more", "and {n} more", more).format(n=more))
        if score.walked is not None:
            self._say("", _walked_words(score.walked))
        if score.standards or score.missing:
            self._say("strong", _("Standards"))
        for standard in score.standards:
            words = standard.statement.in_language(language())
            self._row(f"{standard.code}  {words}", f"standard:{standard.code}")
        for code in score.missing:
            self._say("warn", _("{code} is not in the library").format(code=code))

    def show_flow(self, record: ProcessRecord, scores: FlowScores | None, hints: Sequence[Hint]) -> None:
        """Show the whole process: what needs a look, each with its step."""
        self.clear()
        count = len(record.steps)
        self._say("heading", ngettext("{n} step", "{n} steps", count).format(n=count))
        if scores is not None:
            words = ngettext("{n} evaluation in the period", "{n} evaluations in the period", scores.evaluations)
            self._say("soft", words.format(n=scores.evaluations))
        self._say("soft", _("Choose a step or an arrow to see and change it."))
        for title, chosen in (
            (_("To put right"), [hint for hint in hints if hint.is_fault]),
            (_("Where control or a standard is missing"), [hint for hint in hints if not hint.is_fault]),
        ):
            if chosen:
                self._say("strong", f"{title} ({len(chosen)})")
            for hint in chosen:
                step = record.step_by_id[hint.step]
                number = record.steps.index(step) + 1
                made = self._button(f"{number} {step_name(step)}\n{hint_text(hint, step)}")
                made.clicked.connect(lambda _checked=False, step=hint.step: self.step_wanted.emit(step))

    def _row(self, words: str, target: str) -> None:
        self._button(words).clicked.connect(lambda _checked=False: self.wanted.emit(target))

    def _button(self, words: str) -> QPushButton:
        made = _WrappingButton(words)
        self._column.addWidget(made)
        return made

    def _say(self, kind: str, words: str) -> None:
        self._column.addWidget(label(kind, text=words, wrap=True))


def _question_words(outcome: QuestionOutcome) -> str:
    text = outcome.question.text.in_language(language())
    if not outcome.failed.n:
        return text
    return _("{text}: failed {k} of {n}").format(text=text, k=outcome.failed.k, n=outcome.failed.n)


def _walked_words(walked: StepFigures) -> str:
    """What walk-throughs met at a step, and how long it took them."""
    words = _("Walk-throughs: {done} to standard, {wrong} not, {skipped} left out, {order} out of order").format(
        done=walked.done, wrong=walked.not_to_standard, skipped=walked.skipped, order=walked.out_of_order
    )
    if not walked.seconds:
        return words
    middle = time_limit_text(walked.seconds[len(walked.seconds) // 2])
    return (
        words
        + "\n"
        + _("Time taken: {middle} in the middle, {longest} at the most").format(
            middle=middle, longest=time_limit_text(walked.seconds[-1])
        )
    )


class _WrappingButton(QPushButton):
    """A row that can be pressed, with a text of several lines."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words = label(text=words, wrap=True)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 3, 4, 3)
        self._column.addWidget(self._words)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_NARROW, self.heightForWidth(_NARROW))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        return self._column.totalHeightForWidth(arg__1)
