"""YAML as this program writes it: one layout for the same content, easy to read, and read back exactly by anyone.

Small things stand on one line (``{zh-CN: 投诉, en: Complaint}``), larger ones line by line. A text is quoted wherever
some reader of YAML could take it for anything else.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from qa_auditor.exchange.yaml_nodes import Scalar

WIDTH = 120
"""Columns of a line that holds more than one value; a Chinese character takes two."""

Value = str | int | Fraction | Mapping[str, "Value"] | Sequence["Value"]
"""What is written. Truth values are ``True`` and ``False``; keys are plain words."""


class Lines(dict[str, Value]):
    """Keys that stand line by line even if they would fit into one."""


_PLAIN = re.compile(r"[^\W_](?:[^:#\"\\]*[^:#\"\\\s])?")
_FLOW_SIGNS = frozenset(",[]{}")
_WORDS_OF_YAML_1_1 = frozenset({"y", "n", "yes", "no", "on", "off"})


def yaml_of(document: Mapping[str, Value]) -> str:
    """The text of a document, ending with a line break."""
    return "\n".join(_mapping(document, 0)) + "\n"


def _mapping(entries: Mapping[str, Value], indent: int) -> list[str]:
    lines: list[str] = []
    for key, value in entries.items():
        head = f"{' ' * indent}{key}:"
        short = _short(value, _wide(head) + 1)
        if short is not None:
            lines.append(f"{head} {short}")
        else:
            lines += [head, *_block(value, indent + 2)]
    return lines


def _block(value: Value, indent: int) -> list[str]:
    """A mapping or list that needs more than a line."""
    if isinstance(value, Mapping):
        return _mapping(value, indent)
    assert isinstance(value, Sequence)  # noqa: S101 - scalars are always short
    return [line for item in value for line in _item(item, indent)]


def _item(item: Value, indent: int) -> list[str]:
    head = f"{' ' * indent}- "
    short = _short(item, len(head))
    if short is not None:
        return [head + short]
    first, *rest = _block(item, indent + 2)
    return [head + first[indent + 2 :], *rest]


def _short(value: Value, before: int) -> str | None:
    """The value on the line that ``before`` columns stand on already; None when it needs lines of its own."""
    if not isinstance(value, Mapping | Sequence) or isinstance(value, str):
        return _scalar(value, inside=False)
    if isinstance(value, Lines) and value:
        return None
    flow = _flow(value, 0)
    return flow if flow is not None and before + _wide(flow) <= WIDTH else None


def _flow(value: Value, depth: int) -> str | None:
    if isinstance(value, str) or not isinstance(value, Mapping | Sequence):
        return _scalar(value, inside=True)
    if depth > 2 or isinstance(value, Lines):
        return None
    items = value.values() if isinstance(value, Mapping) else value
    parts = [_flow(item, depth + 1) for item in items]
    if None in parts:
        return None
    words = [part for part in parts if part is not None]
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {word}" for key, word in zip(value, words, strict=True)) + "}"
    return "[" + ", ".join(words) + "]"


def _scalar(value: str | int | Fraction, *, inside: bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if _may_stand_plain(value, inside=inside) else _quoted(value)
    return number_text(value) if not isinstance(value, Fraction) or _is_decimal(value) else f'"{value}"'


def number_text(number: int | Fraction) -> str:
    """A number exactly: whole, decimal, or as a fraction of two whole numbers."""
    if isinstance(number, int) or number.denominator == 1:
        return str(int(number))
    if not _is_decimal(number):
        return str(number)
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    digits = f"{abs(int(number * 10**places)):0{places + 1}d}"
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def _is_decimal(number: Fraction) -> bool:
    rest = number.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    return rest == 1


def _may_stand_plain(text: str, *, inside: bool) -> bool:
    if not _PLAIN.fullmatch(text) or not text.isprintable() or not Scalar(text, 0).is_text:
        return False
    if text.lower() in _WORDS_OF_YAML_1_1 or (inside and not _FLOW_SIGNS.isdisjoint(text)):
        return False
    # What begins with a digit is a number to one reader of YAML or another, unless words follow.
    return not (text[0].isdigit() and text.isascii() and " " not in text) or is_day(text)


def is_day(text: str) -> bool:
    """Whether this is a day of the calendar, written as in 2026-11-26."""
    try:
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _quoted(text: str) -> str:
    """In double quotes, with an escape for everything that can't be seen; a lone surrogate is no character."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(char if char.isprintable() else _escaped(char) for char in json.dumps(whole, ensure_ascii=False))


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _wide(text: str) -> int:
    """Columns of a text; from Hangul on, characters are taken to be wide."""
    return sum(2 if char >= "\u1100" else 1 for char in text)
