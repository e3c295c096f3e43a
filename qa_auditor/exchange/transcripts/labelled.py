"""Text with speakers before their words, with or without times: ``客服：您好``, ``[00:01:02] Agent: hello``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa_auditor.domain.conversation import Side
from qa_auditor.domain.speakers import side_of_name
from qa_auditor.exchange.transcripts.pieces import Piece, clock_ms, running

MOST_SPEAKERS = 12
"""More names than people who can talk in one call: then it is no conversation."""

_AT = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIME = rf"[\[(（【]?\s*(?P<at>{_AT})(?:\s*(?:-->|[-–~—至到])\s*(?P<until>{_AT}))?\s*[\])）】]?"
_NO_NAME = r"\[\]【】<>:：,，。!！?？;；\"“”/\\"
_NAME = rf"[\[【<(]?(?P<name>[^\s.{_NO_NAME}][^\n{_NO_NAME}]{{0,29}}?)[\]】>)]?"
_TIME_NAME = re.compile(rf"^\s*(?:[-–—•*]\s*)?(?:{_TIME}\s*[-–]?\s*)?{_NAME}\s*[:：](?!//)\s*(?P<text>.*)$")
_NAME_TIME = re.compile(rf"^\s*{_NAME}\s*{_TIME}\s*[:：]?\s*(?P<text>.*)$")
_TIME_ALONE = re.compile(rf"^\s*{_TIME}\s*(?P<text>.*)$")
_SPEAKER = re.compile(
    r"(?:speaker|spk|channel|ch|说话人|發言人|发言人|說話者|讲话人|声道|聲道|角色)[ _-]?(?:\d{1,2}|[A-Z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Head:
    """The beginning of somebody's words; ``name`` is "" where only a time stands."""

    name: str
    at: int | None
    until: int | None
    text: str


def label_in(text: str) -> tuple[str, str]:
    """The speaker named before the words, where the name leaves no doubt that it is one, and the words."""
    match = _TIME_NAME.match(text)
    if match and match["at"] is None and _is_surely_speaker(match["name"]):
        return match["name"].strip(), match["text"]
    return "", text


def _is_surely_speaker(name: str) -> bool:
    return side_of_name(name) is not Side.UNKNOWN or bool(_SPEAKER.fullmatch(name.strip()))


def is_labelled(text: str) -> bool:
    """Whether most lines of a text begin with one of a few speakers, or with a time."""
    lines = [line for line in text[:65_536].lstrip("\ufeff").splitlines() if line.strip()][:400]
    heads = [head for line in lines if (head := _head(line))]
    named = [head.name for head in heads if head.name]
    names = set(named)
    timed = sum(head.at is not None for head in heads)
    if len(heads) < 2 or len(names) > MOST_SPEAKERS:
        return False
    if names and not any(map(_is_surely_speaker, names)) and not timed and len(named) < 2 * len(names):
        # "Name: …" and "Address: …" once each are a form, not people who talk.
        return False
    if not names and timed < 3:
        return False
    # The words of one who talks long fill several lines.
    return len(heads) * 4 >= len(lines)


def read_labelled(text: str) -> tuple[Piece, ...]:
    """The words of each speaker; a line without a beginning of its own goes on with what stands above it."""
    pieces: list[Piece] = []
    for head, words in _turns(text.lstrip("\ufeff")):
        pieces.append(Piece(running(words), head.name, head.at, head.until))
    return tuple(_closed(pieces))


def _turns(text: str) -> Iterator[tuple[_Head, list[str]]]:
    current = _Head("", None, None, "")
    words: list[str] = []
    for line in text.splitlines():
        head = _head(line)
        if head is None:
            words.append(line)
            continue
        if any(word.strip() for word in words):
            yield current, words
        current, words = head, [head.text]
    if any(word.strip() for word in words):
        yield current, words


def _head(line: str) -> _Head | None:
    match = _NAME_TIME.match(line)
    if match and not match["name"].strip().isdigit() and (not match["text"] or _is_surely_speaker(match["name"])):
        return _Head(match["name"].strip(), _ms(match["at"]), _ms(match["until"]), match["text"])
    match = _TIME_NAME.match(line)
    if match and not match["name"].strip().isdigit():
        return _Head(match["name"].strip(), _ms(match["at"]), _ms(match["until"]), match["text"])
    match = _TIME_ALONE.match(line)
    return _Head("", _ms(match["at"]), _ms(match["until"]), match["text"]) if match else None


def _ms(clock: str | None) -> int | None:
    return None if clock is None else clock_ms(clock)


def _closed(pieces: list[Piece]) -> Iterator[Piece]:
    """Pieces without an end last until the next one begins."""
    for piece, following in zip(pieces, (*pieces[1:], Piece("")), strict=False):
        end = piece.end_ms
        if piece.start_ms is not None and end is None and following.start_ms is not None:
            end = max(piece.start_ms, following.start_ms)
        yield Piece(piece.text, piece.speaker, piece.start_ms, end, piece.words)
