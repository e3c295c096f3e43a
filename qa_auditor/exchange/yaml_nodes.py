"""YAML as nodes that know their line: the text of every scalar as it was written, nothing converted, nothing run.

PyYAML's binding of libyaml is used for its tokenizer and grammar alone, because it reads a checklist of 1,000 questions
in some 50 ms where the YAML parsers written in Python need over a second. What it would make of a scalar (YAML 1.1,
where ``no`` is false and ``012`` ten) never comes into play: nodes are built here from its events, and a scalar stays
text until someone who knows what belongs there reads it. What could harm is refused: tags, recursion, aliases that
multiply (each use counts), deep nesting, files beyond ``LARGEST`` bytes, several documents in one file.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

LARGEST = 5_000_000
"""Bytes of a file."""

DEEPEST = 40
"""Levels of nesting; a checklist has eight."""

MOST_NODES = 500_000
"""Nodes of a file, an alias counted as what it stands for. A checklist of 3,000 questions has about 100,000."""

# Wheels bring libyaml. Without it the same events come from Python, ten times slower.
_PARSER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_Event = Any
"""An event of the parser; the stubs don't say what each kind carries."""

_ScalarEvent: Any = yaml.ScalarEvent

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NUMBER_BEGINS = frozenset("+-.0123456789")
_NUMBER = re.compile(
    r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


@dataclass(slots=True)
class Scalar:
    """One value as it was written; ``quoted`` when quotes or a block say that it is text."""

    text: str
    line: int
    quoted: bool = False

    @property
    def is_null(self) -> bool:
        """Whether nothing stands here."""
        return not self.quoted and self.text in _NULLS

    @property
    def boolean(self) -> bool | None:
        """True or false as YAML 1.2 knows them (not ``yes`` and ``no``); None for anything else."""
        return None if self.quoted else _BOOLEANS.get(self.text)

    @property
    def is_text(self) -> bool:
        """Whether YAML 1.2 reads this as text, not as a number, a truth value or nothing."""
        if self.quoted:
            return True
        text = self.text
        if text in _NULLS or text in _BOOLEANS:
            return False
        return text[0] not in _NUMBER_BEGINS or not _NUMBER.fullmatch(text)


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order of the file; keys are unique."""

    line: int
    entries: dict[str, tuple[Scalar, "Node"]] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class YamlProblem:
    """Something wrong with the YAML itself.

    Attributes:
        kind: which: ``syntax`` and so on, see ``compose``.
        line: counted from 1.
        column: counted from 1; 0 where it means nothing.
        detail: the key, tag or alias in question, or the parser's words.
    """

    kind: str
    line: int
    column: int = 0
    detail: str = ""


class _StopError(Exception):
    """Reading on makes no sense."""


class _Composer:
    """Builds nodes from the parser's events and remembers what is wrong on the way."""

    def __init__(self, stream: bytes) -> None:
        self.problems: list[YamlProblem] = []
        self._anchors: dict[str, tuple[Node, int, int]] = {}
        self._nodes = 0
        self._deepest = 0
        self._next = _PARSER(stream).get_event

    def document(self) -> Node | None:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        node = self._node(self._next(), 0)
        self._next()
        further = self._next()
        if not isinstance(further, yaml.StreamEndEvent):
            self._note("several_documents", further)
        return node

    def _note(self, kind: str, event: _Event, detail: str = "") -> None:
        mark = event.start_mark
        self.problems.append(YamlProblem(kind, mark.line + 1, mark.column + 1, detail))

    def _stop(self, kind: str, event: _Event) -> _StopError:
        self._note(kind, event)
        return _StopError()

    def _node(self, event: _Event, depth: int) -> Node:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise self._stop("too_many", event)
        # Nearly all nodes are plain scalars; they go first. (A scalar one level too deep harms nobody.)
        if type(event) is _ScalarEvent and event.anchor is None and event.tag is None:
            return Scalar(event.value, event.start_mark.line + 1, bool(event.style))
        if depth > DEEPEST:
            raise self._stop("too_deep", event)
        if depth > self._deepest:  # noqa: PLR1730 - max() costs a call for each node
            self._deepest = depth
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        if event.tag is not None:
            self._note("tag", event, event.tag)
        if event.anchor is None:
            return self._content(event, depth)
        return self._anchored(event, depth)

    def _anchored(self, event: _Event, depth: int) -> Node:
        before, deepest, self._deepest = self._nodes, self._deepest, depth
        node = self._content(event, depth)
        self._anchors[event.anchor] = (node, self._nodes - before + 1, self._deepest - depth)
        self._deepest = max(self._deepest, deepest)
        return node

    def _alias(self, event: _Event, depth: int) -> Node:
        if event.anchor not in self._anchors:
            self._note("unknown_alias", event, event.anchor)
            return Scalar("", event.start_mark.line + 1)
        node, size, height = self._anchors[event.anchor]
        self._nodes += size
        if self._nodes > MOST_NODES:
            raise self._stop("too_many", event)
        if depth + height > DEEPEST:
            raise self._stop("too_deep", event)
        self._deepest = max(self._deepest, depth + height)
        return node

    def _content(self, event: _Event, depth: int) -> Node:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, line, bool(event.style))
        if isinstance(event, yaml.SequenceStartEvent):
            sequence = Sequence(line)
            while not isinstance(event := self._next(), yaml.SequenceEndEvent):
                sequence.items.append(self._node(event, depth + 1))
            return sequence
        return self._mapping(Mapping(line), depth)

    def _mapping(self, mapping: Mapping, depth: int) -> Mapping:
        entries = mapping.entries
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                self._note("key_not_text", event)
            elif key.text in entries:
                self._note("duplicate_key", event, f"{key.text}\n{entries[key.text][0].line}")
            else:
                entries[key.text] = (key, value)
        return mapping


def compose(content: bytes) -> tuple[Node | None, list[YamlProblem]]:
    """The one document in ``content`` as nodes, and what is wrong with it as YAML.

    The node is None when nothing can be read: then there is at least one problem, except for an empty file. Kinds of
    problems: ``too_large``, ``encoding``, ``character``, ``syntax``, ``several_documents``, ``too_many``, ``too_deep``,
    ``tag``, ``unknown_alias``, ``key_not_text``, ``duplicate_key`` (detail: key, line break, line of the first);
    the detail of ``syntax`` is the parser's words and, where it knows, a line break and the line where that began.
    """
    if len(content) > LARGEST:
        return None, [YamlProblem("too_large", 1)]
    try:
        text = _decoded(content)
    except UnicodeDecodeError as error:
        return None, [YamlProblem("encoding", content.count(b"\n", 0, error.start) + 1)]
    bad = _UNPRINTABLE.search(text)
    if bad:
        return None, [YamlProblem("character", text.count("\n", 0, bad.start()) + 1, 0, f"U+{ord(bad.group()):04X}")]
    composer = _Composer(text.encode())
    try:
        return composer.document(), composer.problems
    except _StopError:
        return None, composer.problems
    except yaml.MarkedYAMLError as error:
        return None, [*composer.problems, _syntax(error, len(text.splitlines()))]


# What YAML 1.2 doesn't allow in a file; lone surrogates can't be encoded either.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    return content.decode("utf-8-sig")


def _syntax(error: yaml.MarkedYAMLError, last_line: int) -> YamlProblem:
    mark, begun = error.problem_mark, error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 0)
    if line > last_line:
        line, column = last_line, 0
    detail = error.problem or error.context or ""
    return YamlProblem("syntax", line, column, detail if begun is None else f"{detail}\n{begun.line + 1}")
