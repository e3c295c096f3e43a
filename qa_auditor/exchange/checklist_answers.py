"""Reading a question's ``answer`` and ``critical`` from a checklist file."""

from collections.abc import Callable
from fractions import Fraction

from qa_auditor.domain.checklist import (
    UNSCORED,
    AnswerType,
    Choice,
    Critical,
    CriticalClass,
    Date,
    Duration,
    Effect,
    EvidenceAnswer,
    FreeText,
    MultiChoice,
    Number,
    NumberRange,
    Option,
    Rating,
    ScoreBand,
    YesNo,
)
from qa_auditor.domain.text import Text, plain
from qa_auditor.exchange import yaml_nodes
from qa_auditor.exchange.reading import (
    Fields,
    Findings,
    Spot,
    boolean_at,
    fields_of,
    integer_at,
    items_of,
    listed,
    member_at,
    note_twice,
    number_at,
    quoted,
    text_at,
    word_at,
)
from qa_auditor.i18n import _

YES_NO = ("yes", "no")
NONE_CHOSEN = "none"
NOT_APPLICABLE = "na"

_ANSWER_KEYS = {
    "yes_no": ("type", "na", "pass"),
    "choice": ("type", "na", "options"),
    "multi_choice": ("type", "na", "options"),
    "rating": ("type", "na", "min", "max", "scores"),
    "number": ("type", "na", "unit", "bands"),
    "duration": ("type", "na", "bands"),
    "text": ("type", "na"),
    "date": ("type", "na"),
    "evidence": ("type", "na"),
}
_ANY_ANSWER_KEY = tuple(dict.fromkeys(key for keys in _ANSWER_KEYS.values() for key in keys))

_CRITICAL_KEYS = ("class", "effect", "on", "cap")


def answer_at(spot: Spot | None, findings: Findings) -> tuple[AnswerType | None, bool]:
    """What kind of answer a question takes (None after a fault), and whether "not applicable" is one."""
    if spot is None:
        return None, False
    kind = None
    if isinstance(spot.node, yaml_nodes.Mapping):
        entry = spot.node.entries.get("type")
        node = entry[1] if entry else None
        kind = node.text if isinstance(node, yaml_nodes.Scalar) and node.text in _ANSWER_KEYS else None
    fields = fields_of(spot, _ANSWER_KEYS.get(kind or "", _ANY_ANSWER_KEY), findings)
    if fields is None:
        return None, False
    member_at(fields.required("type"), tuple(_ANSWER_KEYS), findings)
    na = boolean_at(fields.optional("na"), findings, default=False)
    return (_READERS[kind](fields, findings) if kind else None), na


def _yes_no(fields: Fields, findings: Findings) -> AnswerType:
    return YesNo(member_at(fields.optional("pass"), YES_NO, findings) or "yes")


def _choice(fields: Fields, findings: Findings) -> AnswerType | None:
    options = _options(fields, findings, least=Fraction(0), reserved=(NOT_APPLICABLE,))
    return Choice(options) if options else None


def _multi_choice(fields: Fields, findings: Findings) -> AnswerType | None:
    options = _options(fields, findings, least=None, reserved=(NOT_APPLICABLE, NONE_CHOSEN))
    return MultiChoice(options) if options else None


def _options(
    fields: Fields, findings: Findings, *, least: Fraction | None, reserved: tuple[str, ...]
) -> tuple[Option, ...]:
    options: list[Option] = []
    seen: dict[str, int] = {}
    empty = _("a choice needs at least one option")
    for spot in items_of(fields.required("options"), findings, at_least_one=empty):
        keys = fields_of(spot, ("id", "title", "score"), findings)
        if keys is None:
            continue
        id_spot = keys.required("id")
        name = word_at(id_spot, findings)
        title = text_at(keys.optional("title"), findings)
        score = number_at(keys.required("score"), findings, least=least, most=1)
        if name is None or id_spot is None:
            continue
        if name in reserved:
            message = _("{value} has a meaning of its own and can't be an option").format(value=quoted(name))
            findings.fault("reserved-id", id_spot, message, _("Choose another id"))
        note_twice(name, id_spot, seen, findings)
        options.append(Option(name, title or plain(name), score or Fraction(0)))
    return tuple(options)


def _rating(fields: Fields, findings: Findings) -> AnswerType | None:
    minimum = integer_at(fields.required("min"), findings)
    maximum_spot = fields.required("max")
    maximum = integer_at(maximum_spot, findings)
    scores = _rating_scores(fields.optional("scores"), minimum, maximum, findings)
    if minimum is None or maximum is None or maximum_spot is None:
        return None
    if minimum >= maximum:
        message = _("the highest rating {max} is not above the lowest {min}").format(min=minimum, max=maximum)
        findings.fault("rating-limits", maximum_spot, message, _("Make min less than max"))
        return None
    return Rating(minimum, maximum, scores)


def _rating_scores(
    spot: Spot | None, minimum: int | None, maximum: int | None, findings: Findings
) -> tuple[tuple[int, Fraction], ...]:
    if spot is None:
        return ()
    if not isinstance(spot.node, yaml_nodes.Mapping):
        fields_of(spot, ("1", "2", "…"), findings)
        return ()
    scores: dict[int, Fraction] = {}
    limits_known = minimum is not None and maximum is not None and minimum < maximum
    for key, value in spot.node.entries.values():
        path = f"{spot.path}.{key.text}"
        rating = integer_at(Spot(key, path, key.line), findings)
        score = number_at(Spot(value, path, value.line), findings, least=0, most=1)
        if rating is None:
            continue
        if limits_known and not minimum <= rating <= maximum:  # type: ignore[operator] # limits_known says so
            message = _("{value} is none of the ratings").format(value=rating)
            remedy = _("It must lie between {least} and {most}").format(least=minimum, most=maximum)
            findings.fault("unknown-value", Spot(key, path, key.line), message, remedy)
        scores[rating] = score or Fraction(0)
    if minimum is not None and maximum is not None and minimum < maximum:
        _note_ratings_without_score(spot, scores, range(minimum, maximum + 1), findings)
    return tuple(sorted(scores.items()))


def _note_ratings_without_score(spot: Spot, scores: dict[int, Fraction], ratings: range, findings: Findings) -> None:
    # Only as many as a message can name: the scale may be absurdly long.
    absent = [rating for rating in ratings[: len(scores) + 5] if rating not in scores]
    if absent:
        message = _("the table leaves out ratings: {names}").format(names=listed(map(str, absent[:5])))
        findings.fault("ratings-without-score", spot, message, _("Give every rating from min to max its score"))


def _number(fields: Fields, findings: Findings) -> AnswerType | None:
    unit = text_at(fields.optional("unit"), findings)
    bands = _bands(fields, findings)
    return Number(bands, unit or Text()) if bands else None


def _duration(fields: Fields, findings: Findings) -> AnswerType | None:
    bands = _bands(fields, findings)
    return Duration(bands) if bands else None


def _bands(fields: Fields, findings: Findings) -> tuple[ScoreBand, ...]:
    empty = _("there must be at least one band")
    spots = list(items_of(fields.required("bands"), findings, at_least_one=empty))
    bands: list[ScoreBand] = []
    for index, spot in enumerate(spots):
        keys = fields_of(spot, ("max", "min", "score"), findings)
        if keys is None:
            continue
        band = ScoreBand(
            score=number_at(keys.required("score"), findings, least=0, most=1) or Fraction(0),
            maximum=number_at(keys.optional("max"), findings),
            minimum=number_at(keys.optional("min"), findings),
        )
        limited = "max" in keys or "min" in keys
        if index == len(spots) - 1 and limited:
            message = _("the last band has a limit, so that some values would have no score")
            findings.fault("last-band-limited", spot, message, _("Add a last band with a score alone: {score: 0}"))
        elif index < len(spots) - 1 and not limited:
            message = _("only the last band may be without a limit; those below would never hold")
            findings.fault("band-unlimited", spot, message, _("Give it max or min, or move it to the end"))
        _note_empty_range(spot, band.minimum, band.maximum, findings)
        if index < len(spots) - 1 and any(_covers(earlier, band) for earlier in bands):
            findings.warn(
                "band-shadowed", spot, _("an earlier band holds for all of these values; this one never does")
            )
        bands.append(band)
    return tuple(bands)


def _covers(earlier: ScoreBand, later: ScoreBand) -> bool:
    above = earlier.minimum is None or (later.minimum is not None and later.minimum >= earlier.minimum)
    below = earlier.maximum is None or (later.maximum is not None and later.maximum <= earlier.maximum)
    return above and below


def _note_empty_range(spot: Spot, minimum: Fraction | None, maximum: Fraction | None, findings: Findings) -> None:
    if minimum is not None and maximum is not None and minimum > maximum:
        message = _("min {min} is above max {max}: no number lies between").format(min=minimum, max=maximum)
        findings.fault("empty-range", spot, message, _("Exchange them"))


_READERS: dict[str, Callable[[Fields, Findings], AnswerType | None]] = {
    "yes_no": _yes_no,
    "choice": _choice,
    "multi_choice": _multi_choice,
    "rating": _rating,
    "number": _number,
    "duration": _duration,
    "text": lambda _fields, _findings: FreeText(),
    "date": lambda _fields, _findings: Date(),
    "evidence": lambda _fields, _findings: EvidenceAnswer(),
}


def critical_at(spot: Spot | None, answer: AnswerType | None, findings: Findings) -> Critical | None:
    """What a failing answer does. ``answer`` None: the question's answer type is not known, after a fault."""
    fields = fields_of(spot, _CRITICAL_KEYS, findings)
    if spot is None or fields is None:
        return None
    critical_class = member_at(fields.required("class"), tuple(CriticalClass), findings)
    effect = member_at(fields.optional("effect"), tuple(Effect), findings) or Effect.FAIL
    cap_spot = fields.required("cap") if effect is Effect.CAP_TOTAL else fields.optional("cap")
    cap = number_at(cap_spot, findings, least=0)
    if effect is not Effect.CAP_TOTAL and cap_spot is not None:
        message = _("cap belongs to the effect cap_total, not to {effect}").format(effect=effect)
        findings.fault("cap-without-effect", cap_spot, message, _("Leave cap out or write effect: cap_total"))
    if isinstance(answer, UNSCORED):
        message = _("a text, date or evidence question is never critical")
        findings.fault("critical-unscored", spot, message, _("Leave critical out or choose another answer type"))
        return None
    on = _failing_answers(fields, answer, findings)
    return Critical(critical_class or CriticalClass.CUSTOMER, effect, on, cap)


def _failing_answers(fields: Fields, answer: AnswerType | None, findings: Findings) -> tuple[str | NumberRange, ...]:
    if answer is None:
        return ()
    if "on" not in fields:
        return _default_failing_answers(fields, answer, findings)
    empty = _("on names no answer, so that nothing could fail")
    found: list[str | NumberRange] = []
    for spot in items_of(fields.optional("on"), findings, at_least_one=empty):
        value = _failing_answer(spot, answer, findings)
        if value is not None:
            found.append(value)
    return tuple(found)


def _default_failing_answers(fields: Fields, answer: AnswerType, findings: Findings) -> tuple[str, ...]:
    if isinstance(answer, YesNo):
        return tuple(value for value in YES_NO if value != answer.passing)
    if isinstance(answer, Choice):
        zero = tuple(option.id for option in answer.options if option.score == 0)
        if not zero:
            message = _("no option earns 0, so that without on no answer is a critical error")
            findings.warn("critical-never", fields.spot, message, _("Name the failing options: on: […]"))
        return zero
    fields.required("on")
    return ()


def _failing_answer(spot: Spot, answer: AnswerType, findings: Findings) -> str | NumberRange | None:
    match answer:
        case YesNo():
            return member_at(spot, YES_NO, findings)
        case Choice(options=options):
            return member_at(spot, tuple(option.id for option in options), findings)
        case MultiChoice(options=options):
            return member_at(spot, (*(option.id for option in options), NONE_CHOSEN), findings)
        case Rating(minimum=minimum, maximum=maximum):
            rating = integer_at(spot, findings)
            if rating is None:
                return None
            if not minimum <= rating <= maximum:
                message = _("{value} is none of the ratings").format(value=rating)
                remedy = _("It must lie between {least} and {most}").format(least=minimum, most=maximum)
                findings.fault("unknown-value", spot, message, remedy)
            return NumberRange(Fraction(rating), Fraction(rating))
        case _:
            return _failing_range(spot, findings)


def _failing_range(spot: Spot, findings: Findings) -> NumberRange | None:
    if not isinstance(spot.node, yaml_nodes.Mapping):
        number = number_at(spot, findings)
        return None if number is None else NumberRange(number, number)
    keys = fields_of(spot, ("min", "max"), findings)
    if keys is None:
        return None
    minimum = number_at(keys.optional("min"), findings)
    maximum = number_at(keys.optional("max"), findings)
    if "min" not in keys and "max" not in keys:
        message = _("a range needs min or max")
        findings.fault("empty-range", spot, message, _("Write {min: 5}, {max: 9} or both"))
    _note_empty_range(spot, minimum, maximum, findings)
    return NumberRange(minimum, maximum)
