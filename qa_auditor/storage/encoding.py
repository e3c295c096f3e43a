"""Domain values as the texts that the tables hold, and back. Exact both ways.

Reading is cached where a workspace holds the same few texts a hundred thousand times.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any

from qa_auditor.domain.answer import NA, Mark, Value
from qa_auditor.domain.conversation import Attachment, Word
from qa_auditor.domain.text import Text


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def instant_out(instant: datetime) -> str:
    """An aware instant as text of fixed width in UTC: texts sort as instants follow each other."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no time zone")
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


@lru_cache(maxsize=1 << 14)
def instant_in(text: str) -> datetime:
    """The aware instant, UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def number_out(number: Fraction | None) -> str | None:
    """An exact number as a reduced fraction: ``"75"``, ``"345/4"``."""
    return None if number is None else str(number)


@lru_cache(maxsize=1 << 16)
def exact_in(text: str) -> Fraction:
    """The exact number."""
    numerator, _, denominator = text.partition("/")
    return Fraction(int(numerator), int(denominator or 1))


def number_in(text: str | None) -> Fraction | None:
    """The exact number, or None."""
    return None if text is None else exact_in(text)


def text_out(text: Text) -> str:
    """A text with all its languages, in their order."""
    return _json(dict(text.versions))


@lru_cache(maxsize=1 << 12)
def text_in(stored: str) -> Text:
    """A text with all its languages."""
    return Text(tuple(json.loads(stored).items()))


def pairs_out(pairs: Sequence[tuple[str, str]]) -> str:
    """Names and values in their order."""
    return _json([list(pair) for pair in pairs])


@lru_cache(maxsize=1 << 12)
def pairs_in(stored: str) -> tuple[tuple[str, str], ...]:
    """Names and values in their order."""
    return tuple((name, value) for name, value in json.loads(stored))


def value_out(value: Value | None) -> str | None:
    """``{"v": text}``, a list of options, ``{"n": exact number}`` or ``{"na": true}``; None while there is no value."""
    match value:
        case None:
            return None
        case str():
            return _json({"v": value})
        case tuple():
            return _json(list(value))
        case Fraction():
            return _json({"n": str(value)})
        case _:
            return _json({"na": True})


@lru_cache(maxsize=1 << 14)
def value_in(stored: str | None) -> Value | None:
    """The answer's value."""
    if stored is None:
        return None
    match json.loads(stored):
        case list() as options:
            return tuple(options)
        case {"v": str(text)}:
            return text
        case {"n": str(number)}:
            return exact_in(number)
        case {"na": True}:
            return NA
        case _:
            raise ValueError(f"no answer: {stored!r}")


_MARK_EXTRAS = (
    ("until", "until_ms"),
    ("line", "line"),
    ("from", "from_char"),
    ("to", "until_char"),
    ("quote", "quote"),
)
"""Keys of a mark that are written only when there is something to say, and the attributes that they hold."""


def marks_out(marks: Sequence[Mark]) -> str:
    """Marks in the order in which they were set; a moment has no ``until``, one on the recording no ``line``."""
    return _json(
        [
            {"at": mark.at_ms, "note": mark.note}
            | {
                key: value
                for key, attribute in _MARK_EXTRAS
                if (value := getattr(mark, attribute)) is not None and value != ""
            }
            for mark in marks
        ]
    )


@lru_cache(maxsize=1 << 12)
def marks_in(stored: str) -> tuple[Mark, ...]:
    """Marks in the order in which they were set."""
    return tuple(
        Mark(
            mark["at"],
            mark["note"],
            **{attribute: mark[key] for key, attribute in _MARK_EXTRAS if key in mark},
        )
        for mark in json.loads(stored)
    )


def words_out(words: Sequence[Word]) -> str:
    """Words with their times, in their order."""
    return _json([[word.text, word.start_ms, word.end_ms] for word in words])


def words_in(stored: str) -> tuple[Word, ...]:
    """Words with their times."""
    return () if stored == "[]" else tuple(Word(*word) for word in json.loads(stored))


def attachments_out(attachments: Sequence[Attachment]) -> str:
    """What came with a message."""
    return _json([[one.name, one.media_type, one.size, one.sha256] for one in attachments])


def attachments_in(stored: str) -> tuple[Attachment, ...]:
    """What came with a message."""
    return () if stored == "[]" else tuple(Attachment(*one) for one in json.loads(stored))


def keys_out(keys: Sequence[str]) -> str:
    """Any number of keys as one parameter of a query."""
    return _json(list(keys))


def fields_out(fields: Sequence[tuple[str, str | Fraction]]) -> str:
    """Facts of a subject by name: texts as they are, numbers exact as ``{"n": "252"}``."""
    return _json({name: value if isinstance(value, str) else {"n": str(value)} for name, value in fields})


@lru_cache(maxsize=1 << 12)
def fields_in(text: str) -> tuple[tuple[str, str | Fraction], ...]:
    """Facts of a subject by name."""
    stored = json.loads(text)
    return tuple((name, value if isinstance(value, str) else exact_in(value["n"])) for name, value in stored.items())
