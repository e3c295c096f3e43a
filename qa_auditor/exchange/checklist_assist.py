"""Reading a question's ``assist`` rules from a checklist file."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from qa_auditor.domain.assist import AssistRule, FactName, Limit, Phrases, Turn
from qa_auditor.domain.checklist import AnswerType, MultiChoice, Question, SubjectKind
from qa_auditor.domain.conversation import Side
from qa_auditor.domain.exact_number import exact_number
from qa_auditor.domain.scoring.permitted import NotPermitted, check_value
from qa_auditor.domain.text import Text
from qa_auditor.exchange import yaml_nodes
from qa_auditor.exchange.reading import (
    Fields,
    Findings,
    Spot,
    boolean_at,
    fields_of,
    items_of,
    member_at,
    note_twice,
    number_at,
    quoted,
    word_at,
)
from qa_auditor.i18n import _

_RULE_KEYS = ("id", "suggest", "phrase", "fact")
_PHRASE_KEYS = ("any", "all", "none", "side", "within", "turn", "near")
_SIDES = (Side.AGENT, Side.CUSTOMER)
_RULE_ID = re.compile(r"[a-z][a-z0-9_-]*")

OF_SOUND = frozenset(FactName) - {FactName.FIRST_RESPONSE, FactName.LONGEST_REPLY}
"""Facts that are measured from a recording."""

OF_MESSAGES = frozenset({FactName.DURATION, FactName.FIRST_RESPONSE, FactName.LONGEST_REPLY})
"""Facts that are measured from the times of messages."""


def assist_at(
    spot: Spot | None, answer: AnswerType | None, *, na: bool, kind: SubjectKind, findings: Findings
) -> tuple[AssistRule, ...]:
    """The rules of one question. ``answer`` None: its type is not known, after a fault."""
    rules: list[AssistRule] = []
    seen: dict[str, int] = {}
    for item in items_of(spot, findings, at_least_one=_("assist names no rule")):
        fields = fields_of(item, _RULE_KEYS, findings)
        if fields is None:
            continue
        name = _rule_id(fields.required("id"), seen, findings)
        suggest_spot = fields.required("suggest")
        suggest = _suggested(suggest_spot, answer, na=na, findings=findings)
        spots = _one_or_several(fields.optional("phrase"), findings, none=_("phrase names no words"))
        phrases = tuple(found for one in spots if (found := _phrases(one, findings)) is not None)
        limits = _limits(fields.optional("fact"), findings)
        if "phrase" not in fields and "fact" not in fields and not isinstance(suggest, FactName):
            message = _("the rule has no ground: it would suggest its answer always")
            findings.fault("rule-without-ground", item, message, _("Add phrase or fact"))
        measured = [limit.fact for limit in limits] + ([suggest] if isinstance(suggest, FactName) else [])
        _note_never_measured(item, measured, kind, findings)
        if name and suggest is not None:
            rules.append(AssistRule(name, suggest, phrases, limits))
    return tuple(rules)


def _rule_id(spot: Spot | None, seen: dict[str, int], findings: Findings) -> str | None:
    name = word_at(spot, findings)
    if spot is None or name is None:
        return None
    if not _RULE_ID.fullmatch(name):
        message = _("{value} is not an id of a rule").format(value=quoted(name))
        remedy = _("Begin with a small letter; then small letters, digits, - and _, for example: {example}")
        findings.fault("wrong-id", spot, message, remedy.format(example="says-hello"))
    note_twice(name, spot, seen, findings)
    return name


def _suggested(
    spot: Spot | None, answer: AnswerType | None, *, na: bool, findings: Findings
) -> FactName | str | tuple[str, ...] | Fraction | None:
    if spot is None:
        return None
    if isinstance(spot.node, yaml_nodes.Mapping):
        fields = fields_of(spot, ("fact",), findings)
        return None if fields is None else member_at(fields.required("fact"), tuple(FactName), findings)
    if answer is None:
        return None
    raw = _raw(spot, answer, findings)
    if raw is None:
        return None
    probe = Question(id="suggest", text=Text(), answer=answer, area="", na=na)
    try:
        value = check_value(probe, raw)
    except NotPermitted as error:
        message = _("the question does not permit this answer")
        findings.fault("not-permitted", spot, message, _("Permitted: {allowed}").format(allowed=error.allowed))
        return None
    return "na" if not isinstance(value, str | tuple | Fraction) else value


def _raw(spot: Spot, answer: AnswerType, findings: Findings) -> object:
    if isinstance(spot.node, yaml_nodes.Sequence) or isinstance(answer, MultiChoice):
        return [word for item in items_of(spot, findings) if (word := word_at(item, findings))]
    if not isinstance(spot.node, yaml_nodes.Scalar):
        return None
    text = spot.node.text
    if spot.node.is_text:
        return text
    try:
        return exact_number(text)
    except ValueError:
        return Decimal("NaN")


def _one_or_several(spot: Spot | None, findings: Findings, *, none: str) -> Iterator[Spot]:
    """The items of a list, or the one thing that stands there instead."""
    if spot is not None and not isinstance(spot.node, yaml_nodes.Sequence):
        yield spot
        return
    yield from items_of(spot, findings, at_least_one=none)


def _phrases(spot: Spot, findings: Findings) -> Phrases | None:
    fields = fields_of(spot, _PHRASE_KEYS, findings)
    if fields is None:
        return None
    if not any(key in fields for key in ("any", "all", "none")):
        message = _("phrase names no words")
        findings.fault("phrase-without-words", spot, message, _("Add any, all or none with a list of words"))
    return Phrases(
        any_of=_words(fields, "any", findings),
        all_of=_words(fields, "all", findings),
        none_of=_words(fields, "none", findings),
        side=member_at(fields.optional("side"), _SIDES, findings),
        within_s=number_at(fields.optional("within"), findings, above=0),
        turn=member_at(fields.optional("turn"), tuple(Turn), findings),
        near=boolean_at(fields.optional("near"), findings, default=False),
    )


def _words(fields: Fields, key: str, findings: Findings) -> tuple[str, ...]:
    spots = items_of(fields.optional(key), findings, at_least_one=_("the list names no words"))
    words: list[str] = []
    for spot in spots:
        word = word_at(spot, findings)
        if word is None:
            continue
        if not any(char.isalnum() for char in word):
            message = _("{value} has no letter to look for").format(value=quoted(word))
            findings.fault("phrase-without-words", spot, message, _("Write the words that are said"))
        words.append(word)
    return tuple(words)


def _limits(spot: Spot | None, findings: Findings) -> tuple[Limit, ...]:
    found: list[Limit] = []
    for item in _one_or_several(spot, findings, none=_("fact names no limit")):
        fields = fields_of(item, ("name", "min", "max"), findings)
        if fields is None:
            continue
        name = member_at(fields.required("name"), tuple(FactName), findings)
        minimum = number_at(fields.optional("min"), findings)
        maximum = number_at(fields.optional("max"), findings)
        if "min" not in fields and "max" not in fields:
            message = _("a range needs min or max")
            findings.fault("empty-range", item, message, _("Write {min: 5}, {max: 9} or both"))
        if minimum is not None and maximum is not None and minimum > maximum:
            message = _("min {min} is above max {max}: no number lies between").format(min=minimum, max=maximum)
            findings.fault("empty-range", item, message, _("Exchange them"))
        if name is not None:
            found.append(Limit(name, minimum, maximum))
    return tuple(found)


def _note_never_measured(spot: Spot, facts: list[FactName], kind: SubjectKind, findings: Findings) -> None:
    if kind is SubjectKind.CALL:
        there = OF_SOUND
    elif kind in {SubjectKind.CHAT, SubjectKind.EMAIL}:
        there = OF_MESSAGES
    else:
        there = frozenset()
    for fact in facts:
        if fact not in there:
            message = _("{fact} is never measured for {kind}, so that this rule is always silent")
            findings.warn("fact-never-measured", spot, message.format(fact=fact, kind=kind))
