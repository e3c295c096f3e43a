"""One evaluation on the workbench: answers, the score as it stands, and what can be taken back. Knows no window."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from qa_auditor.application.scoring_desk import Gap, OpenEvaluation, gaps_in, values_of
from qa_auditor.domain.answer import Mark, Response
from qa_auditor.domain.assist import Suggestion
from qa_auditor.domain.checklist import Question
from qa_auditor.domain.evaluation import EvaluationState
from qa_auditor.domain.scoring.result import Contribution, Score
from qa_auditor.domain.scoring.sheet import ScoreSheet
from qa_auditor.domain.walk import Walk

NOTHING = Response()
"""What a question holds before anything was given, and after all of it was taken back."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change that can be taken back; ``taken_rule`` names the rule whose suggestion it took."""

    question_id: str
    before: Response
    after: Response
    taken_rule: str = ""

    def reversed(self) -> "Step":
        """The change that takes this one back."""
        return Step(self.question_id, self.after, self.before)


@dataclass(frozen=True, slots=True)
class WalkChange:
    """Steps of the process that were marked, or no longer: a change that can be taken back like an answer."""

    before: Walk
    after: Walk

    def reversed(self) -> "WalkChange":
        """The change that takes this one back."""
        return WalkChange(self.after, self.before)


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark with the question that it proves; ``place`` counts among the question's marks."""

    question_id: str
    place: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class SectionSum:
    """A section as its heading shows it: its score, points earned and possible over what was answered."""

    score: Fraction | None
    points: tuple[Fraction, Fraction] | None
    answered: int
    asked: int


class Workbench:
    """Holds what was answered, keeps the score up to date, and remembers the steps.

    A step changes what is shown at once; the caller stores it through ``give_response``.
    """

    def __init__(self, opened: OpenEvaluation) -> None:
        self.opened = opened
        self.responses: dict[str, Response] = dict(opened.responses)
        self.sheet = ScoreSheet(opened.checklist, opened.fields, values_of(self.responses))
        self.questions: tuple[Question, ...] = tuple(opened.checklist.questions())
        self.numbers = {question.id: number for number, question in enumerate(self.questions, start=1)}
        self.walk: Walk | None = None
        """The steps of the process that were heard; None while no process with steps is bound."""
        self._undo: list[Step | WalkChange] = []
        self._redo: list[Step | WalkChange] = []
        self._sums: dict[str, SectionSum] = {}
        self._with_value = {question_id for question_id, one in self.responses.items() if one.value is not None}
        self._hidden = self.sheet.hidden
        self._suggestions: Mapping[str, Suggestion] = {}

    @property
    def read_only(self) -> bool:
        """Whether the evaluation was submitted."""
        return self.opened.evaluation.state is EvaluationState.SUBMITTED

    def response(self, question_id: str) -> Response:
        """What was given for a question."""
        return self.responses.get(question_id, NOTHING)

    def give(self, question_id: str, response: Response, *, taken_rule: str = "") -> Step | None:
        """Give a response; None when it is what stands there already."""
        before = self.response(question_id)
        if before == response:
            return None
        step = Step(question_id, before, response, taken_rule)
        self._undo.append(step)
        self._redo.clear()
        self._apply(step)
        return step

    def give_quietly(self, question_id: str, response: Response) -> Step | None:
        """Give a response that is only half typed: stored like any other, but no step of its own to take back."""
        before = self.response(question_id)
        if before == response:
            return None
        step = Step(question_id, before, response)
        self._apply(step)
        return step

    def remember(self, question_id: str, before: Response) -> None:
        """Make one step of all that was given quietly since ``before``."""
        after = self.response(question_id)
        if before != after:
            self._undo.append(Step(question_id, before, after))
            self._redo.clear()

    def go_along(self, walk: Walk) -> WalkChange | None:
        """Mark other steps of the process; None where nothing differs."""
        if self.walk is None or walk == self.walk:
            return None
        change = WalkChange(self.walk, walk)
        self._undo.append(change)
        self._redo.clear()
        self._apply(change)
        return change

    def undo(self) -> Step | WalkChange | None:
        """Take the last step back: the step to store, or None when there is none."""
        if not self._undo:
            return None
        step = self._undo.pop()
        self._redo.append(step)
        back = step.reversed()
        self._apply(back)
        return back

    def redo(self) -> Step | WalkChange | None:
        """Give again what was taken back last."""
        if not self._redo:
            return None
        step = self._redo.pop()
        self._undo.append(step)
        self._apply(step)
        return step

    def hidden(self, question_id: str) -> bool:
        """Whether the question's condition doesn't hold."""
        return self.sheet.is_hidden(question_id)

    def show_suggestions(self, made: Mapping[str, Suggestion]) -> None:
        """Take what rules suggest, by question id. The score knows nothing of it."""
        self._suggestions = made

    def suggestion(self, question_id: str) -> Suggestion | None:
        """What a rule suggests for a question that is still open; None once it has an answer."""
        open_still = self.response(question_id).value is None and not self.read_only
        return self._suggestions.get(question_id) if open_still else None

    def take_suggestion(self, question_id: str) -> Step | None:
        """Answer as suggested, with the moments and words it rests on as marks; None when there is none."""
        suggestion = self.suggestion(question_id)
        if suggestion is None:
            return None
        before = self.response(question_id)
        marks = before.marks or tuple(
            Mark(
                proof.at_ms or 0,
                "",
                proof.until_ms,
                proof.line,
                proof.from_char,
                proof.until_char,
                proof.words,
            )
            for proof in suggestion.evidence
            if (proof.at_ms is not None or proof.line is not None) and not proof.absent
        )
        taken = replace(before, value=suggestion.value, marks=marks)
        return self.give(question_id, taken, taken_rule=suggestion.rule_id)

    def contribution(self, question_id: str) -> Contribution | None:
        """What the question gave and took; None unless it is applicable, answered and scored."""
        return self.sheet.contribution(question_id)

    def section_sum(self, section_id: str) -> SectionSum:
        """The figures of a section's heading."""
        if section_id not in self._sums:
            self._sums[section_id] = self._sum(section_id)
        return self._sums[section_id]

    def score(self) -> Score:
        """The whole score, with all that explains it."""
        return self.sheet.score()

    def gaps(self) -> tuple[Gap, ...]:
        """What keeps it from being submitted."""
        return gaps_in(self.current(), self.score())

    def current(self) -> OpenEvaluation:
        """The evaluation with the answers as they stand."""
        return replace(self.opened, responses=dict(self.responses))

    def marks(self) -> tuple[PlacedMark, ...]:
        """All marks of the questions that are asked, in the order of the recording or conversation."""
        found = [
            PlacedMark(question_id, place, mark)
            for question_id, response in self.responses.items()
            if not self.hidden(question_id)
            for place, mark in enumerate(response.marks)
        ]
        found.sort(key=lambda one: (one.mark.at_ms, one.mark.line or 0, self.numbers[one.question_id], one.place))
        return tuple(found)

    def failed(self, question_id: str) -> bool:
        """Whether the answer failed the question."""
        part = self.sheet.contribution(question_id)
        return part is not None and part.failed

    @property
    def answered(self) -> int:
        """How many of the questions that are asked have an answer."""
        return len(self._with_value - self._hidden)

    @property
    def asked(self) -> int:
        """How many questions are asked."""
        return len(self.questions) - len(self._hidden)

    def _apply(self, step: Step | WalkChange) -> None:
        if isinstance(step, WalkChange):
            self.walk = step.after
            return
        if step.after == NOTHING:
            self.responses.pop(step.question_id, None)
        else:
            self.responses[step.question_id] = step.after
        if step.before.value != step.after.value:
            (self._with_value.discard if step.after.value is None else self._with_value.add)(step.question_id)
            if self.sheet.set_answer(step.question_id, step.after.value):
                self._hidden = self.sheet.hidden
        self._sums.clear()

    def _sum(self, section_id: str) -> SectionSum:
        section = next(section for section in self.opened.checklist.sections if section.id == section_id)
        asked = [question.id for question in section.questions if not self.hidden(question.id)]
        return SectionSum(
            score=self.sheet.section_score(section_id),
            points=self.sheet.section_points(section_id),
            answered=sum(1 for question_id in asked if self.response(question_id).value is not None),
            asked=len(asked),
        )
