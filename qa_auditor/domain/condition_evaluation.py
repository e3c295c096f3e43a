"""What a condition means: whether a question is asked, given the answers so far.

The rules are those of ``docs/checklist-format.md``: a comparison with something that has no answer is false (also
inside ``not``), ``na`` compares with ``==`` alone, numbers compare by value. Conditions on answers that are still to
come are *undecided*; the three-valued logic is Kleene's.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.domain.answer import NA, Value
from qa_auditor.domain.condition import And, Chosen, Comparator, Compare, Condition, Not, Or
from qa_auditor.domain.exact_number import exact_number


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An operand that later answers may still change.

    Attributes:
        value: the answer that is there, though its question may yet be hidden; None while there is no answer.
        may_be_na: whether "not applicable" is an answer that may come.
    """

    value: Value | None = None
    may_be_na: bool = False


Operand = Value | Unsettled | None
"""What stands left of an operator: a value; None for unanswered, hidden or absent; or something unsettled."""


def evaluate(condition: Condition, operand_of: Callable[[str], Operand]) -> bool | None:
    """Whether ``condition`` holds; None when answers that are still to come decide.

    Args:
        condition: the parsed ``when``.
        operand_of: looks up a question's id or ``subject.field``.
    """
    match condition:
        case Compare(left=left):
            return _holds_for(condition, operand_of(left))
        case Chosen(question=question):
            return _holds_for(condition, operand_of(question))
        case Not(part=part):
            return _opposite(evaluate(part, operand_of))
        case And(parts=parts):
            return _all_of(evaluate(part, operand_of) for part in parts)
        case Or(parts=parts):
            return _opposite(_all_of(_opposite(evaluate(part, operand_of)) for part in parts))


def _all_of(results: Iterable[bool | None]) -> bool | None:
    """Kleene's "and"."""
    undecided = False
    for result in results:
        if result is False:
            return False
        undecided = undecided or result is None
    return None if undecided else True


def _opposite(result: bool | None) -> bool | None:  # noqa: FBT001 - a truth value of the logic, not a switch
    return None if result is None else not result


def _holds_for(condition: Compare | Chosen, operand: Operand) -> bool | None:
    if operand is None:
        return False
    if not isinstance(operand, Unsettled):
        return _true_of(condition, operand)
    if operand.value is not None:
        # The answer is there, its question may be hidden yet: hidden makes the comparison false.
        return None if _true_of(condition, operand.value) else False
    if isinstance(condition, Compare) and condition.right == (NA.value,):
        return None if condition.comparator is Comparator.EQ and operand.may_be_na else False
    return None


def _true_of(condition: Compare | Chosen, value: Value) -> bool:
    if isinstance(condition, Chosen):
        return isinstance(value, tuple) and condition.option in value
    comparator, literals = condition.comparator, condition.right
    if value is NA:
        return comparator is Comparator.EQ and literals == (NA.value,)
    if comparator is Comparator.IN:
        return any(_equal(value, literal) for literal in literals)
    literal = literals[0]
    if comparator is Comparator.EQ:
        return _equal(value, literal)
    if comparator is Comparator.NE:
        # "na" is a value whose only true comparison is ==.
        return literal != NA.value and not _equal(value, literal)
    return _ordered(comparator, value, literal)


def _equal(value: Value, literal: str) -> bool:
    if isinstance(value, Fraction):
        return _number(literal) == value
    if isinstance(value, tuple):
        return value == (literal,)
    return value == literal


def _ordered(comparator: Comparator, value: Value, literal: str) -> bool:
    number = _number(literal)
    if isinstance(value, str):
        own = _number(value)
        # A subject's field is text in the file; two numbers compare as numbers, all else (ISO dates) as text.
        if own is None or number is None:
            return _in_order(comparator, below=value < literal, equal=value == literal)
        value = own
    if not isinstance(value, Fraction) or number is None:
        return False
    return _in_order(comparator, below=value < number, equal=value == number)


def _in_order(comparator: Comparator, *, below: bool, equal: bool) -> bool:
    match comparator:
        case Comparator.LT:
            return below
        case Comparator.LE:
            return below or equal
        case Comparator.GE:
            return not below
        case _:
            return not below and not equal


def _number(text: str) -> Fraction | None:
    try:
        # Not ``Fraction(text)``: a subject's field such as "1e999999999" would take for ever.
        return exact_number(text)
    except ValueError:
        return None
