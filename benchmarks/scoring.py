"""How long one answer takes: new total and new range, in checklists of 60, 1,000 and 3,000 questions.

Run with ``python benchmarks/scoring.py``; prints one JSON document, times in milliseconds.
"""

import json
import random
import time
from fractions import Fraction

from qa_auditor.domain.answer import NA, Value
from qa_auditor.domain.checklist import (
    Checklist,
    Choice,
    Critical,
    CriticalClass,
    Effect,
    Method,
    NaRule,
    Option,
    Question,
    Rating,
    Scoring,
    Section,
    SubjectKind,
    YesNo,
)
from qa_auditor.domain.condition import Comparator, Compare
from qa_auditor.domain.scoring.engine import score
from qa_auditor.domain.scoring.sheet import ScoreSheet
from qa_auditor.domain.text import plain

SIZES = (60, 1000, 3000)
SECTION = 25
ANSWERS = 600


def make_checklist(size: int, method: Method, na_rule: NaRule, *, seed: int = 7) -> Checklist:
    """A checklist with every common kind of question: weights, not applicable, critical errors, conditions."""
    luck = random.Random(seed)  # noqa: S311 - the same checklist every time
    options = tuple(Option(f"o{index}", plain("o"), Fraction(index, 3)) for index in range(4))
    questions: list[Question] = []
    for index in range(size):
        critical = None
        if index % 12 == 5:
            effect = luck.choice(list(Effect))
            cap = Fraction(60) if effect is Effect.CAP_TOTAL else None
            critical = Critical(CriticalClass.CUSTOMER, effect, ("no",), cap)
        kinds = (YesNo(), Choice(options), Rating(1, 5), Rating(1, 7))
        answer = YesNo() if critical or index % 10 == 0 else luck.choice(kinds)
        when = Compare(f"q{index - index % 10}", Comparator.EQ, ("yes",)) if index % 10 in (3, 4) else None
        questions.append(
            Question(
                id=f"q{index}",
                text=plain("?"),
                answer=answer,
                area="people.tact",
                weight=Fraction(luck.randint(1, 10)),
                na=index % 2 == 0,
                required=index % 7 != 0,
                bonus=Fraction(1) if index % 40 == 39 else None,
                critical=critical,
                when=when,
            )
        )
    sections = tuple(
        Section(f"s{start}", plain("s"), tuple(questions[start : start + SECTION]), Fraction(luck.randint(1, 20)))
        for start in range(0, size, SECTION)
    )
    base = Fraction(size * 5) if method is Method.DEDUCTION else Fraction(100)
    return Checklist("made", 1, plain("made"), SubjectKind.CALL, sections, Scoring(method, base, base, na_rule=na_rule))


def any_answer(question: Question, luck: random.Random) -> Value:
    """A permitted answer; every eighth time "not applicable" where that is allowed."""
    if question.na and luck.random() < 0.125:
        return NA
    match question.answer:
        case Choice(options=options):
            return luck.choice(options).id
        case Rating(minimum=minimum, maximum=maximum):
            return Fraction(luck.randint(minimum, maximum))
    return "yes" if luck.random() < 0.9 else "no"


def time_answers(checklist: Checklist) -> dict[str, float]:
    """Answers questions from the first to the last, then changes some at random, and times each."""
    luck = random.Random(1)  # noqa: S311 - the same answers every time
    questions = list(checklist.questions())
    order = questions[:ANSWERS] + luck.choices(questions, k=ANSWERS)
    sheet = ScoreSheet(checklist, {})
    _ = sheet.range
    times = []
    for question in order:
        value = any_answer(question, luck)
        begin = time.perf_counter()
        sheet.set_answer(question.id, value)
        _ = (sheet.total, sheet.range, sheet.passed, sheet.band)
        times.append((time.perf_counter() - begin) * 1000)
    times.sort()
    values = {question.id: any_answer(question, luck) for question in questions}
    begin = time.perf_counter()
    score(checklist, values, {})
    whole = (time.perf_counter() - begin) * 1000
    return {
        "p50": round(times[len(times) // 2], 4),
        "p95": round(times[int(len(times) * 0.95)], 4),
        "whole_score": round(whole, 2),
    }


def measure() -> dict[str, dict[str, float]]:
    """Milliseconds by method, N/A rule and number of questions."""
    cases = [(method, rule) for method in (Method.POINTS, Method.WEIGHTED) for rule in NaRule]
    cases.append((Method.DEDUCTION, NaRule.REDISTRIBUTE))
    return {
        f"{method}/{rule}/{size}": time_answers(make_checklist(size, method, rule))
        for method, rule in cases
        for size in SIZES
    }


def main() -> None:
    """Prints what ``measure`` found."""
    print(json.dumps(measure(), indent=2))


if __name__ == "__main__":
    main()
