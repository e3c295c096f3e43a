"""The scoring contract told a second time, slowly and plainly: nothing here is shared with the engine.

Every function follows a sentence of the contract; sums are made from scratch each time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.domain.answer import NA, Value
from qa_auditor.domain.checklist import (
    Checklist,
    Choice,
    Duration,
    Effect,
    Method,
    MultiChoice,
    NaRule,
    Number,
    NumberRange,
    Question,
    Rating,
    YesNo,
)
from qa_auditor.domain.condition import And, Chosen, Comparator, Compare, Condition, Not, Or

Answers = Mapping[str, Value]


def fraction(question: Question, value: Value) -> Fraction:
    answer = question.answer
    if isinstance(answer, YesNo):
        return Fraction(value == answer.passing)
    if isinstance(answer, Choice):
        return {option.id: option.score for option in answer.options}[str(value)]
    if isinstance(answer, MultiChoice):
        assert isinstance(value, tuple)
        scores = {option.id: option.score for option in answer.options}
        return max(Fraction(0), min(Fraction(1), sum((scores[chosen] for chosen in value), Fraction(0))))
    assert isinstance(value, Fraction)
    if isinstance(answer, Rating):
        if answer.scores:
            return {Fraction(number): score for number, score in answer.scores}[value]
        return (value - answer.minimum) / (answer.maximum - answer.minimum)
    assert isinstance(answer, Number | Duration)
    for band in answer.bands:
        above = band.minimum is None or value >= band.minimum
        below = band.maximum is None or value <= band.maximum
        if above and below:
            return band.score
    raise AssertionError(value)


def is_error(question: Question, value: Value) -> bool:
    if question.critical is None or question.bonus is not None or not question.scored:
        return False
    for entry in question.critical.on:
        if isinstance(entry, NumberRange):
            assert isinstance(value, Fraction)
            if (entry.minimum is None or entry.minimum <= value) and (entry.maximum is None or value <= entry.maximum):
                return True
        elif isinstance(value, tuple):
            if entry in value or (entry == "none" and value == ()):
                return True
        elif entry == value:
            return True
    return False


def holds(condition: Condition, answers: Answers) -> bool:
    match condition:
        case And(parts=parts):
            return all(holds(part, answers) for part in parts)
        case Or(parts=parts):
            return any(holds(part, answers) for part in parts)
        case Not(part=part):
            return not holds(part, answers)
        case Chosen(option=option, question=question):
            chosen = answers.get(question)
            return isinstance(chosen, tuple) and option in chosen
        case Compare(left=left, comparator=comparator, right=right):
            if left not in answers:
                return False
            value = answers[left]
            if value is NA or right == ("na",):
                return comparator is Comparator.EQ and value is NA and right == ("na",)
            if isinstance(value, Fraction):
                number = Fraction(right[0])
                return {
                    Comparator.EQ: value == number,
                    Comparator.NE: value != number,
                    Comparator.LT: value < number,
                    Comparator.LE: value <= number,
                    Comparator.GT: value > number,
                    Comparator.GE: value >= number,
                    Comparator.IN: any(value == Fraction(each) for each in right),
                }[comparator]
            return value != right[0] if comparator is Comparator.NE else value in right
    raise AssertionError(condition)


def visible(checklist: Checklist, answers: Answers) -> dict[str, Value | None]:
    """Questions that are asked, with their answers."""
    seen: dict[str, Value] = {}
    result: dict[str, Value | None] = {}
    for question in checklist.questions():
        if question.when is None or holds(question.when, seen):
            result[question.id] = answers.get(question.id)
            if question.id in answers:
                seen[question.id] = answers[question.id]
    return result


@dataclass
class Row:
    """One question in the sums: weight, fraction as counted, and whether it was answered with something."""

    question: Question
    section: int
    weight: Fraction
    counted: Fraction
    earned_itself: Fraction
    given: bool
    share: Fraction | None = None
    lost: Fraction | None = None


@dataclass
class Result:
    total: Fraction | None
    raw: Fraction | None
    passed: bool | None
    sections: dict[str, Fraction | None]
    groups: dict[str, Fraction | None]
    rows: dict[str, Row]
    errors: list[str]


def result_of(  # noqa: C901, PLR0912, PLR0915 - one long telling, so that nothing hides between functions
    checklist: Checklist, answers: Answers
) -> Result:
    scoring = checklist.scoring
    shown = visible(checklist, answers)
    by_id = {question.id: question for question in checklist.questions()}
    errors = [name for name, value in shown.items() if value not in (None, NA) and is_error(by_id[name], value)]
    effects = [by_id[name].critical for name in errors]
    rows: list[Row] = []
    sections: dict[str, Fraction | None] = {}
    parts: list[tuple[Fraction, Fraction]] = []
    bonus = Fraction(0)
    left = Fraction(scoring.base)
    for place, section in enumerate(checklist.sections):
        zeroed = any(
            question.id in errors and question.critical is not None and question.critical.effect is Effect.ZERO_SECTION
            for question in section.questions
        )
        asked = [question for question in section.questions if question.id in shown and question.scored]
        for question in asked:
            value = shown[question.id]
            if question.bonus is not None and value is not None and value is not NA and not zeroed:
                bonus += question.bonus * fraction(question, value)
        plain = [question for question in asked if question.bonus is None]
        na = [question for question in plain if shown[question.id] is NA]
        live = [question for question in plain if shown[question.id] is not NA]
        own: list[Row] = []
        if live:
            receivers = [question for question in live if question.weight > 0]
            for question in live:
                value = shown[question.id]
                if value is None:
                    continue
                weight = question.weight
                if scoring.na_rule is NaRule.SPLIT_EQUALLY and question in receivers:
                    weight += sum((other.weight for other in na), Fraction(0)) / len(receivers)
                f = fraction(question, value)
                own.append(Row(question, place, weight, Fraction(0) if zeroed else f, f, given=True))
            if scoring.na_rule in (NaRule.FULL, NaRule.ZERO):
                f = Fraction(scoring.na_rule is NaRule.FULL)
                own += [Row(q, place, q.weight, Fraction(0) if zeroed else f, f, given=False) for q in na]
        possible = sum((row.weight for row in own), Fraction(0))
        earned = sum((row.weight * row.counted for row in own), Fraction(0))
        rows += own
        if scoring.method is Method.DEDUCTION:
            most = possible if section.cap is None else min(section.cap, possible)
            taken = possible - earned if section.cap is None else min(section.cap, possible - earned)
            sections[section.id] = 100 * (1 - taken / most) if most else None
            left -= taken
            for row in own:
                row.lost = row.weight * (1 - row.counted) * (taken / (possible - earned) if possible != earned else 1)
        else:
            sections[section.id] = 100 * earned / possible if possible else None
        if possible:
            parts.append((section.weight, earned / possible))
    whole = sum((row.weight for row in rows), Fraction(0))
    raw: Fraction | None = None
    if scoring.method is Method.POINTS and whole:
        for row in rows:
            row.share = row.weight / whole
    elif scoring.method is Method.WEIGHTED and sum((weight for weight, _ in parts), Fraction(0)):
        for row in rows:
            within = sum((other.weight for other in rows if other.section == row.section), Fraction(0))
            of_all = checklist.sections[row.section].weight / sum((weight for weight, _ in parts), Fraction(0))
            row.share = of_all * row.weight / within if within else Fraction(0)
    if scoring.method is Method.DEDUCTION and whole:
        raw = max(Fraction(0), left)
        if left < 0:
            for row in rows:
                assert row.lost is not None
                row.lost = row.lost * scoring.base / (scoring.base - left)
    elif scoring.method is not Method.DEDUCTION and any(row.share for row in rows):
        raw = sum((100 * row.share * row.counted for row in rows if row.share), Fraction(0))
    total = raw
    if raw is not None:
        total = min(raw + bonus, scoring.maximum)
        for critical in effects:
            assert critical is not None
            if critical.effect is Effect.CAP_TOTAL:
                assert critical.cap is not None
                total = min(total, critical.cap)
        if any(critical is not None and critical.effect is Effect.ZERO_EVALUATION for critical in effects):
            total = Fraction(0)
    passed = None
    if total is not None and scoring.pass_mark is not None:
        fatal = any(critical is not None and critical.effect is not Effect.FLAG for critical in effects)
        passed = total >= scoring.pass_mark and not fatal
    groups = {}
    for name in {name for q in checklist.questions() for name in (q.area, q.area.split(".")[0])}:
        groups[name] = _group(checklist, shown, rows, name)
    return Result(total, raw, passed, sections, groups, {row.question.id: row for row in rows}, errors)


def _group(checklist: Checklist, shown: Mapping[str, Value | None], rows: list[Row], name: str) -> Fraction | None:
    def inside(question: Question) -> bool:
        return question.area == name or question.area.startswith(name + ".")

    if all(
        question.id not in shown or shown[question.id] is NA
        for question in checklist.questions()
        if inside(question) and question.scored and question.bonus is None
    ):
        return None
    deduction = checklist.scoring.method is Method.DEDUCTION
    own = [row for row in rows if inside(row.question)]
    pairs = [(row.weight if deduction else row.share or Fraction(0), row.counted) for row in own]
    carried = sum((weight for weight, _ in pairs), Fraction(0))
    return 100 * sum((weight * f for weight, f in pairs), Fraction(0)) / carried if carried else None


def ends(checklist: Checklist, answers: Answers, values: Mapping[str, list[Value]]) -> Iterator[dict[str, Value]]:
    """Every way to finish a draft: required applicable questions answered, optional ones perhaps left open.

    Answers that are given stay. ``values`` lists what a question permits, "not applicable" aside.
    """
    questions = list(checklist.questions())

    def go(index: int, so_far: dict[str, Value]) -> Iterator[dict[str, Value]]:
        if index == len(questions):
            yield so_far
            return
        question = questions[index]
        seen = {name: value for name, value in visible(checklist, so_far).items() if value is not None}
        if question.when is not None and not holds(question.when, seen):
            yield from go(index + 1, so_far)
            return
        if question.id in answers:
            yield from go(index + 1, {**so_far, question.id: answers[question.id]})
            return
        choices: list[Value] = [*values[question.id], *([NA] if question.na else [])]
        if not question.required:
            yield from go(index + 1, so_far)
        for value in choices:
            yield from go(index + 1, {**so_far, question.id: value})

    yield from go(0, {})


def range_of(
    checklist: Checklist, answers: Answers, values: Mapping[str, list[Value]]
) -> tuple[Fraction, Fraction] | None:
    """By trying everything."""
    totals = [result_of(checklist, end).total for end in ends(checklist, answers, values)]
    scored = [total for total in totals if total is not None]
    return (min(scored), max(scored)) if scored else None


def count_of_ends(checklist: Checklist, answers: Answers, values: Mapping[str, list[Value]]) -> int:
    """An upper bound, without trying."""
    count = 1
    for question in checklist.questions():
        if question.id not in answers:
            count *= len(values[question.id]) + question.na + (not question.required)
    return count
