"""Reading ``when``: from the text of a condition to its nodes. A small grammar of its own; nothing is evaluated.

Grammar, ``not`` binding closest, then ``and``, then ``or``::

    either     = both { "or" both }
    both       = part { "and" part }
    part       = "not" part | "(" either ")" | comparison
    comparison = name operator literal          operator: == != < <= > >=
               | name "in" "[" literal { "," literal } "]"
               | literal "in" name              an option chosen in a multiple choice
    name       = a question's id, or "subject." and a field
    literal    = a bare word, or any text in single or double quotes

A bare word is anything without blanks, quotes, brackets, commas and ``= ! < >``, so ``a-b`` is one id. Which of the two
forms of ``in`` is meant shows at the bracket. Whether the names exist is checked by whoever knows the checklist.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.domain.condition import And, Chosen, Comparator, Compare, Condition, Not, Or
from qa_auditor.domain.exact_number import exact_number, looks_like_number

DEEPEST = 50
"""Nesting of parentheses and ``not``; more is refused, since nesting is worked through by recursion."""

LONGEST = 10_000
"""Characters of a condition."""

KEYWORDS = frozenset({"and", "or", "not", "in"})

_TOKEN = re.compile(
    r"""(?P<blank>\s+)|(?P<quoted>"[^"]*"|'[^']*')|(?P<operator>==|!=|<=|>=|<|>)"""
    r"""|(?P<mark>[()\[\],])|(?P<word>[^\s()\[\],"'=!<>]+)"""
)


class ConditionProblem(StrEnum):
    """Why a text is not a condition."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    STRAY_CHARACTER = "stray_character"
    OPEN_QUOTE = "open_quote"
    SINGLE_EQUALS = "single_equals"
    NAME_EXPECTED = "name_expected"
    OPERATOR_EXPECTED = "operator_expected"
    LITERAL_EXPECTED = "literal_expected"
    LIST_NEEDS_IN = "list_needs_in"
    NAME_AFTER_IN = "name_after_in"
    NOT_IN = "not_in"
    SEPARATOR_EXPECTED = "separator_expected"
    CLOSING_EXPECTED = "closing_expected"
    UNEXPECTED = "unexpected"
    HUGE_NUMBER = "huge_number"


class ConditionSyntaxError(ValueError):
    """A text is not a condition.

    Attributes:
        problem: why not.
        column: where, in characters from 1; the end of the text is one past its last character.
        found: what stands there; "" at the end.
    """

    def __init__(self, problem: ConditionProblem, column: int, found: str) -> None:
        self.problem = problem
        self.column = column
        self.found = found
        super().__init__(f"{problem} at {column}: {found!r}")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int

    @property
    def is_literal(self) -> bool:
        return self.kind == "quoted" or (self.kind == "word" and self.text not in KEYWORDS)

    def is_word(self, word: str) -> bool:
        return self.kind == "word" and self.text == word

    def is_mark(self, mark: str) -> bool:
        return self.kind == "mark" and self.text == mark


def parse_condition(text: str) -> Condition:
    """The nodes of a condition.

    Raises:
        ConditionSyntaxError: the text is not one; the first thing wrong, with its column.
    """
    if len(text) > LONGEST:
        raise ConditionSyntaxError(ConditionProblem.TOO_LONG, LONGEST + 1, "")
    tokens = [*_tokens(text), _Token("end", "", len(text.rstrip()) + 1)]
    if len(tokens) == 1:
        raise ConditionSyntaxError(ConditionProblem.EMPTY, 1, "")
    return _Parser(tokens).whole()


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            problem = {
                "=": ConditionProblem.SINGLE_EQUALS,
                '"': ConditionProblem.OPEN_QUOTE,
                "'": ConditionProblem.OPEN_QUOTE,
            }.get(text[at], ConditionProblem.STRAY_CHARACTER)
            raise ConditionSyntaxError(problem, at + 1, text[at])
        kind = str(match.lastgroup)
        if kind == "quoted":
            yield _Token(kind, match.group()[1:-1], at + 1)
        elif kind != "blank":
            yield _Token(kind, match.group(), at + 1)
        at = match.end()


class _Parser:
    """Recursive descent over the tokens; ``_at`` is the next one."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def whole(self) -> Condition:
        condition = self._either(0)
        if self._next.kind != "end":
            raise self._wrong(ConditionProblem.UNEXPECTED)
        return condition

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _wrong(self, problem: ConditionProblem) -> ConditionSyntaxError:
        return ConditionSyntaxError(problem, self._next.column, self._next.text)

    def _take(self) -> _Token:
        token = self._next
        self._at += 1
        return token

    def _either(self, depth: int) -> Condition:
        parts = [self._both(depth)]
        while self._next.is_word("or"):
            self._take()
            parts.append(self._both(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _both(self, depth: int) -> Condition:
        parts = [self._part(depth)]
        while self._next.is_word("and"):
            self._take()
            parts.append(self._part(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _part(self, depth: int) -> Condition:
        if depth >= DEEPEST:
            raise self._wrong(ConditionProblem.TOO_DEEP)
        if self._next.is_word("not"):
            self._take()
            return Not(self._part(depth + 1))
        if self._next.is_mark("("):
            self._take()
            inner = self._either(depth + 1)
            if not self._next.is_mark(")"):
                raise self._wrong(ConditionProblem.CLOSING_EXPECTED)
            self._take()
            return inner
        return self._comparison()

    def _comparison(self) -> Condition:
        if not self._next.is_literal:
            raise self._wrong(ConditionProblem.NAME_EXPECTED)
        left = self._take()
        if self._next.is_word("in"):
            self._take()
            return self._membership(left)
        if self._next.is_word("not"):
            raise self._wrong(ConditionProblem.NOT_IN)
        if self._next.kind != "operator":
            raise self._wrong(ConditionProblem.OPERATOR_EXPECTED)
        if left.kind != "word":
            raise ConditionSyntaxError(ConditionProblem.NAME_EXPECTED, left.column, left.text)
        comparator = Comparator(self._take().text)
        if self._next.is_mark("["):
            raise self._wrong(ConditionProblem.LIST_NEEDS_IN)
        return Compare(left.text, comparator, (self._literal(),))

    def _membership(self, left: _Token) -> Condition:
        if self._next.is_mark("["):
            if left.kind != "word":
                raise ConditionSyntaxError(ConditionProblem.NAME_EXPECTED, left.column, left.text)
            self._take()
            return Compare(left.text, Comparator.IN, self._list())
        if self._next.kind != "word" or self._next.text in KEYWORDS:
            raise self._wrong(ConditionProblem.NAME_AFTER_IN)
        return Chosen(option=left.text, question=self._take().text)

    def _list(self) -> tuple[str, ...]:
        literals = [self._literal()]
        while self._next.is_mark(","):
            self._take()
            literals.append(self._literal())
        if not self._next.is_mark("]"):
            raise self._wrong(ConditionProblem.SEPARATOR_EXPECTED)
        self._take()
        return tuple(literals)

    def _literal(self) -> str:
        # Right of an operator even "and" can only be a literal.
        if self._next.kind not in {"word", "quoted"}:
            raise self._wrong(ConditionProblem.LITERAL_EXPECTED)
        text = self._next.text
        if looks_like_number(text):
            try:
                exact_number(text)
            except ValueError:
                raise self._wrong(ConditionProblem.HUGE_NUMBER) from None
        return self._take().text
