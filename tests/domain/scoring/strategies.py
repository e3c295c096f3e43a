"""Random checklists and answers to them, small enough to count every outcome and mixed enough to hit every rule."""

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from qa_auditor.domain.answer import NA, Value
from qa_auditor.domain.checklist import (
    AnswerType,
    Checklist,
    Choice,
    Critical,
    CriticalClass,
    Duration,
    Effect,
    FreeText,
    GradeBand,
    Method,
    MultiChoice,
    NaRule,
    Number,
    NumberRange,
    Option,
    Question,
    Rating,
    ScoreBand,
    Scoring,
    Section,
    SubjectKind,
    YesNo,
)
from qa_auditor.domain.condition import And, Chosen, Comparator, Compare, Condition, Not, Or
from qa_auditor.domain.text import plain

SHARES = [Fraction(0), Fraction(1, 4), Fraction(1, 3), Fraction(1, 2), Fraction(1)]
WEIGHTS = [Fraction(0), Fraction(1), Fraction(2), Fraction(3), Fraction(5), Fraction(1, 2), Fraction(10, 3)]
AREAS = ["people.tact", "people.guidance", "software.time"]
NUMBERS = [Fraction(number, 2) for number in (-2, 0, 1, 2, 3, 4, 5, 6, 8)]


def _options(scores: list[Fraction]) -> tuple[Option, ...]:
    return tuple(Option(f"o{index}", plain(f"o{index}"), score) for index, score in enumerate(scores))


@st.composite
def _answers(draw: st.DrawFn) -> AnswerType:
    kind = draw(st.sampled_from(["yes_no", "yes_no", "choice", "multi_choice", "rating", "number", "duration", "text"]))
    shares = st.sampled_from(SHARES)
    match kind:
        case "yes_no":
            return YesNo(draw(st.sampled_from(["yes", "no"])))
        case "choice":
            return Choice(_options(draw(st.lists(shares, min_size=1, max_size=3))))
        case "multi_choice":
            scores = st.sampled_from([*SHARES, Fraction(-1, 2), Fraction(3, 4)])
            return MultiChoice(_options(draw(st.lists(scores, min_size=1, max_size=3))))
        case "rating":
            low = draw(st.integers(0, 1))
            high = low + draw(st.integers(1, 3))
            table = draw(st.booleans())
            return Rating(low, high, tuple((number, draw(shares)) for number in range(low, high + 1)) if table else ())
        case "text":
            return FreeText()
    limits = draw(st.lists(st.sampled_from([Fraction(0), Fraction(1), Fraction(2), Fraction(3)]), max_size=2))
    upwards = draw(st.booleans())
    bands = [
        ScoreBand(draw(shares), maximum=limit) if upwards else ScoreBand(draw(shares), minimum=limit)
        for limit in limits
    ]
    bands.append(ScoreBand(draw(shares)))
    return Number(tuple(bands)) if kind == "number" else Duration(tuple(bands))


def telling_values(question: Question) -> list[Value]:
    """Answers (not applicable left aside) that show all that the question can do."""
    match question.answer:
        case YesNo():
            return ["yes", "no"]
        case Choice(options=options):
            return [option.id for option in options]
        case MultiChoice(options=options):
            subsets: list[tuple[str, ...]] = [()]
            for option in options:
                subsets += [(*subset, option.id) for subset in subsets]
            return list(subsets)
        case Rating(minimum=low, maximum=high):
            return [Fraction(number) for number in range(low, high + 1)]
        case Number():
            return list(NUMBERS)
        case Duration():
            return [number for number in NUMBERS if number >= 0]
    return ["words"]


@st.composite
def _criticals(draw: st.DrawFn, answer: AnswerType) -> Critical:
    on: list[str | NumberRange]
    match answer:
        case YesNo():
            on = draw(st.lists(st.sampled_from(["yes", "no"]), min_size=1, unique=True))
        case Choice(options=options) | MultiChoice(options=options):
            names = [option.id for option in options] + (["none"] if isinstance(answer, MultiChoice) else [])
            on = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        case _:
            low = draw(st.sampled_from([None, Fraction(0), Fraction(1), Fraction(2)]))
            high = draw(st.sampled_from([None, Fraction(2), Fraction(3)]))
            on = [NumberRange(low, high)]
    effect = draw(st.sampled_from(list(Effect)))
    cap = draw(st.sampled_from([Fraction(30), Fraction(60), Fraction(80)])) if effect is Effect.CAP_TOTAL else None
    return Critical(draw(st.sampled_from(list(CriticalClass))), effect, tuple(on), cap)


@st.composite
def _conditions(draw: st.DrawFn, earlier: list[Question], depth: int = 0) -> Condition:
    if depth < 2 and draw(st.integers(0, 3)) == 0:
        parts = (draw(_conditions(earlier, depth + 1)), draw(_conditions(earlier, depth + 1)))
        joined: list[Condition] = [And(parts), Or(parts), Not(parts[0])]
        return draw(st.sampled_from(joined))
    question = draw(st.sampled_from(earlier))
    if draw(st.integers(0, 4)) == 0:
        return Compare(question.id, draw(st.sampled_from([Comparator.EQ, Comparator.NE])), ("na",))
    value = draw(st.sampled_from(telling_values(question)))
    if isinstance(value, tuple):
        return Chosen("o0", question.id)
    if isinstance(value, Fraction):
        comparator = draw(st.sampled_from([each for each in Comparator if each is not Comparator.IN]))
        return Compare(question.id, comparator, (str(value),))
    comparator = draw(st.sampled_from([Comparator.EQ, Comparator.NE, Comparator.IN]))
    return Compare(question.id, comparator, (str(value),))


@st.composite
def checklists(
    draw: st.DrawFn,
    *,
    methods: tuple[Method, ...] = tuple(Method),
    na_rules: tuple[NaRule, ...] = tuple(NaRule),
    conditions: bool = True,
    criticals: bool = True,
    bonuses: bool = True,
    largest: int = 7,
    whole: bool = False,
) -> Checklist:
    """A valid checklist.

    Args:
        draw: Hypothesis.
        methods, na_rules: to choose from; ``deduction`` always goes with ``redistribute``.
        conditions, criticals, bonuses: whether questions may have these.
        largest: most questions in all.
        whole: no question without a weight, none without a score.
    """
    method = draw(st.sampled_from(methods))
    na_rule = NaRule.REDISTRIBUTE if method is Method.DEDUCTION else draw(st.sampled_from(na_rules))
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3).filter(lambda sizes: sum(sizes) <= largest))
    weights = [weight for weight in WEIGHTS if weight or not whole]
    # Questions alike in all but weight are where the choice of one among them matters.
    kinds = st.sampled_from(draw(st.lists(_answers(), min_size=1, max_size=2))) if draw(st.booleans()) else _answers()
    waivable = draw(st.sampled_from([st.booleans(), st.just(True)]))
    asked: list[Question] = []
    sections = []
    for place, size in enumerate(sizes):
        questions: list[Question] = []
        for _ in range(size):
            answer = draw(kinds)
            if whole and isinstance(answer, FreeText):
                answer = YesNo()
            scored = not isinstance(answer, FreeText)
            extra: dict[str, Any] = {}
            if criticals and draw(st.integers(0, 2)) == 0:
                extra["critical"] = draw(_criticals(answer))
            if bonuses and scored and draw(st.integers(0, 5)) == 0:
                extra["bonus"] = draw(st.sampled_from([Fraction(5), Fraction(20)]))
            if conditions and asked and draw(st.integers(0, 2)) == 0:
                extra["when"] = draw(_conditions(asked))
            question = Question(
                id=f"q{len(asked)}",
                text=plain("?"),
                answer=answer,
                area=draw(st.sampled_from(AREAS)),
                weight=draw(st.sampled_from(weights)),
                na=draw(waivable),
                required=draw(st.integers(0, 2)) > 0,
                **extra,
            )
            asked.append(question)
            questions.append(question)
        cap = draw(st.sampled_from([None, Fraction(0), Fraction(4)])) if method is Method.DEDUCTION else None
        weight = draw(st.sampled_from(weights))
        sections.append(Section(f"s{place}", plain("s"), tuple(questions), weight, cap))
    base = draw(st.sampled_from([Fraction(100), Fraction(10), Fraction(6)])) if method is Method.DEDUCTION else 100
    maximum = draw(st.sampled_from([Fraction(base), Fraction(base) * Fraction(11, 10), Fraction(base) / 2]))
    scoring = Scoring(
        method=method,
        base=Fraction(base),
        maximum=maximum,
        pass_mark=draw(st.sampled_from([None, Fraction(60)])),
        bands=draw(
            st.sampled_from([(), (GradeBand(Fraction(40), plain("low")), GradeBand(Fraction(90), plain("top")))])
        ),
        na_rule=na_rule,
    )
    return Checklist("random", 1, plain("random"), SubjectKind.CALL, tuple(sections), scoring)


def values_of(question: Question) -> st.SearchStrategy[Value]:
    """A permitted answer, "not applicable" included."""
    return st.sampled_from([*telling_values(question), *([NA] if question.na else [])])


def answers_for(checklist: Checklist, *, complete: bool = False) -> st.SearchStrategy[dict[str, Value]]:
    """Answers by question id; of some questions only unless ``complete``."""
    every = {question.id: values_of(question) for question in checklist.questions()}
    return st.fixed_dictionaries(every) if complete else st.fixed_dictionaries({}, optional=every)


def drafts(**wishes: Any) -> st.SearchStrategy[tuple[Checklist, dict[str, Value]]]:
    """A checklist and answers to some of it. ``wishes`` go to ``checklists``."""
    return checklists(**wishes).flatmap(lambda made: st.tuples(st.just(made), answers_for(made)))
