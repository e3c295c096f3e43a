"""Reading ``when`` from a checklist file: grammar, and whether what it names exists and can be compared so."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qa_auditor.domain.checklist import (
    AnswerType,
    Choice,
    Date,
    Duration,
    EvidenceAnswer,
    FreeText,
    MultiChoice,
    Number,
    Rating,
    YesNo,
)
from qa_auditor.domain.condition import And, Chosen, Comparator, Compare, Condition, Not, Or
from qa_auditor.domain.condition_parser import ConditionProblem, ConditionSyntaxError, parse_condition
from qa_auditor.domain.exact_number import exact_number
from qa_auditor.exchange.checklist_answers import NOT_APPLICABLE, YES_NO
from qa_auditor.exchange.reading import Findings, Spot, find_nearest, listed, nearest_remedy, quoted, word_at
from qa_auditor.i18n import _

SUBJECT = "subject."
_FIELD = re.compile(r"[^\s.]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ORDERINGS = frozenset({Comparator.LT, Comparator.LE, Comparator.GT, Comparator.GE})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a condition may speak of.

    Attributes:
        earlier: questions before this one, with their answer type; None where that itself is at fault.
        everything: ids of all questions; what is not ``earlier`` is this question or comes after it.
    """

    earlier: Mapping[str, AnswerType | None]
    everything: frozenset[str]


def condition_at(spot: Spot | None, findings: Findings) -> Condition | None:
    """The condition at ``spot`` by its grammar alone; None after a fault or when there is none."""
    text = word_at(spot, findings)
    if spot is None or text is None:
        return None
    try:
        return parse_condition(text)
    except ConditionSyntaxError as error:
        message, remedy = _explained(error)
        at = _("{message} (character {column} of the condition)").format(message=message, column=error.column)
        findings.fault("condition-syntax", spot, at, remedy)
        return None


def _explained(error: ConditionSyntaxError) -> tuple[str, str]:
    found = quoted(error.found) if error.found else _("the end")
    example = _("Write for example: {example}").format(
        example='resolved == no and subject.channel in [phone, "e-mail"]'
    )
    operators = "== != < <= > >= in"
    known: dict[ConditionProblem, tuple[str, str]] = {
        ConditionProblem.EMPTY: (_("the condition is empty"), example),
        ConditionProblem.TOO_LONG: (_("the condition is too long"), _("Shorten it")),
        ConditionProblem.TOO_DEEP: (_("parentheses or not are nested too deeply"), _("Simplify the condition")),
        ConditionProblem.STRAY_CHARACTER: (_("{found} means nothing here").format(found=found), example),
        ConditionProblem.OPEN_QUOTE: (_("a quote is opened and not closed"), _("Close it")),
        ConditionProblem.SINGLE_EQUALS: (_("a single = compares nothing"), _("Write ==")),
        ConditionProblem.NAME_EXPECTED: (
            _("a question's id or subject.field belongs here, not {found}").format(found=found),
            example,
        ),
        ConditionProblem.OPERATOR_EXPECTED: (
            _("a comparison belongs here, not {found}").format(found=found),
            _("Write one of: {names}").format(names=operators),
        ),
        ConditionProblem.LITERAL_EXPECTED: (_("a value belongs here, not {found}").format(found=found), example),
        ConditionProblem.LIST_NEEDS_IN: (_("a list can only stand after in"), _("Write in instead of the comparison")),
        ConditionProblem.NAME_AFTER_IN: (
            _("after in belongs a list or a multiple-choice question, not {found}").format(found=found),
            _("Write: question in [a, b], or: option in question"),
        ),
        ConditionProblem.NOT_IN: (_("not can't stand here"), _("Write: not (question in [a, b])")),
        ConditionProblem.SEPARATOR_EXPECTED: (
            _("a comma or ] belongs here, not {found}").format(found=found),
            _("Put values with blanks in quotes"),
        ),
        ConditionProblem.CLOSING_EXPECTED: (_("a ) is missing before {found}").format(found=found), _("Add it")),
        ConditionProblem.UNEXPECTED: (
            _("{found} can't follow here").format(found=found),
            _("Join comparisons with and or or; put values with blanks in quotes"),
        ),
        ConditionProblem.HUGE_NUMBER: (_("{found} is too large a number").format(found=found), ""),
    }
    return known[error.problem]


def check_condition(condition: Condition, spot: Spot, around: Surroundings, findings: Findings) -> None:
    """Note every name that doesn't exist (yet) and every comparison that its question's answers don't allow."""
    for leaf in _leaves(condition):
        if isinstance(leaf, Chosen):
            _check_chosen(leaf, spot, around, findings)
        elif leaf.left.startswith(SUBJECT):
            if not _FIELD.fullmatch(leaf.left.removeprefix(SUBJECT)):
                message = _("{name} names no field of the subject").format(name=quoted(leaf.left))
                findings.fault("condition-name", spot, message, _("Write subject.field, for example subject.channel"))
        elif _known(leaf.left, spot, around, findings):
            _check_compare(leaf, around.earlier[leaf.left], spot, findings)


def _leaves(condition: Condition) -> Iterator[Compare | Chosen]:
    match condition:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part=part):
            yield from _leaves(part)
        case _:
            yield condition


def _known(name: str, spot: Spot, around: Surroundings, findings: Findings) -> bool:
    if name in around.earlier:
        return True
    if name in around.everything:
        message = _("the question {name} does not come before this one").format(name=quoted(name))
        findings.fault("condition-later", spot, message, _("A condition can only look at earlier questions"))
    elif name == "subject":
        message = _("subject alone can't be compared")
        findings.fault("condition-name", spot, message, _("Write subject.field, for example subject.channel"))
    else:
        message = _("there is no question {name}").format(name=quoted(name))
        nearest = find_nearest(name, around.earlier)
        remedy = _('Did you mean "{nearest}"?').format(nearest=nearest) if nearest else ""
        findings.fault("condition-unknown", spot, message, remedy or _("Name an earlier question or subject.field"))
    return False


def _check_chosen(leaf: Chosen, spot: Spot, around: Surroundings, findings: Findings) -> None:
    if leaf.question not in around.earlier and leaf.option in around.earlier and leaf.question not in around.everything:
        message = _("after in belongs a list or a multiple-choice question, not {found}")
        remedy = _("Write: {example}").format(example=f"{leaf.option} in [{leaf.question}]")
        findings.fault("condition-unknown", spot, message.format(found=quoted(leaf.question)), remedy)
        return
    if not _known(leaf.question, spot, around, findings):
        return
    answer = around.earlier[leaf.question]
    if isinstance(answer, MultiChoice):
        _check_member(leaf.option, tuple(option.id for option in answer.options), leaf.question, spot, findings)
    elif answer is not None:
        message = _("{name} is not a multiple-choice question").format(name=quoted(leaf.question))
        findings.fault("condition-type", spot, message, _("Write: question == value, or: question in [a, b]"))


def _check_compare(leaf: Compare, answer: AnswerType | None, spot: Spot, findings: Findings) -> None:
    match answer:
        case YesNo():
            _check_words(leaf, YES_NO, spot, findings)
        case Choice(options=options) | MultiChoice(options=options):
            _check_words(leaf, tuple(option.id for option in options), spot, findings)
        case Rating():
            _check_ratings(leaf, answer, spot, findings)
        case Number() | Duration():
            _check_numbers(leaf, spot, findings)
        case FreeText() | EvidenceAnswer():
            _refuse_ordering(leaf, spot, findings)
        case Date():
            for literal in leaf.right:
                if not _DATE.fullmatch(literal) and not _is_na(leaf, literal):
                    message = _("{value} is not a date").format(value=quoted(literal))
                    findings.fault("condition-type", spot, message, _("Write a date like 2026-11-22"))


def _is_na(leaf: Compare, literal: str) -> bool:
    return literal == NOT_APPLICABLE and leaf.comparator not in _ORDERINGS


def _check_words(leaf: Compare, known: tuple[str, ...], spot: Spot, findings: Findings) -> None:
    if _refuse_ordering(leaf, spot, findings):
        return
    for literal in leaf.right:
        if literal != NOT_APPLICABLE:
            _check_member(literal, known, leaf.left, spot, findings)


def _check_member(literal: str, known: tuple[str, ...], question: str, spot: Spot, findings: Findings) -> None:
    if literal not in known:
        message = _("{value} is not an answer to {name}").format(value=quoted(literal), name=quoted(question))
        findings.fault("condition-option", spot, message, nearest_remedy(literal, known))


def _refuse_ordering(leaf: Compare, spot: Spot, findings: Findings) -> bool:
    if leaf.comparator not in _ORDERINGS:
        return False
    message = _("answers to {name} have no order for {operator}").format(
        name=quoted(leaf.left), operator=leaf.comparator.value
    )
    findings.fault("condition-type", spot, message, _("Write one of: {names}").format(names="== != in"))
    return True


def _check_numbers(leaf: Compare, spot: Spot, findings: Findings) -> None:
    for literal in leaf.right:
        try:
            exact_number(literal)
        except ValueError:
            if not _is_na(leaf, literal):
                message = _("{name} is a number and can't be compared with {value}").format(
                    name=quoted(leaf.left), value=quoted(literal)
                )
                findings.fault("condition-type", spot, message, _('Write a number such as 5, 0.5 or "1/3"'))


def _check_ratings(leaf: Compare, answer: Rating, spot: Spot, findings: Findings) -> None:
    _check_numbers(leaf, spot, findings)
    if leaf.comparator in _ORDERINGS:
        return
    for literal in leaf.right:
        try:
            rating = exact_number(literal)
        except ValueError:
            continue
        if rating.denominator != 1 or not answer.minimum <= rating <= answer.maximum:
            message = _("{value} is not an answer to {name}").format(value=quoted(literal), name=quoted(leaf.left))
            limits = (str(answer.minimum), "…", str(answer.maximum))
            findings.fault("condition-option", spot, message, _("Known here: {names}").format(names=listed(limits)))
