"""What readers of transcripts find, and how it becomes lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qa_auditor.domain.conversation import Line, Side, Word
from qa_auditor.domain.speakers import sides_of

LONGEST_PAUSE_MS = 1_200
"""Words of one speaker with a longer pause between them are two lines."""

LONG_LINE = 60
"""Characters after which the end of a sentence ends a line too."""

MAX_LINES = 50_000
MAX_TEXT = 20_000
"""Characters of one line; what is longer is cut."""

_SENTENCE_END = tuple("。！？!?.…")
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_NO_SPACE = re.compile(rf"(?<=[{_CJK}]) (?=[{_CJK}])|(?<=[{_CJK}]) (?=[,.!?])| (?=[,.!?;:%，。！？；：、])")
_CLOCK = re.compile(r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):(?P<s>\d{1,2})(?:[.,](?P<f>\d{1,9}))?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of speech as a file has it."""

    text: str
    speaker: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    words: tuple[Word, ...] = ()


def clock_ms(text: str) -> int | None:
    """``00:01:02,500``, ``1:02.5`` or ``1:02`` as milliseconds; None for anything else."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None or int(match["s"]) > 59 or (match["h"] and int(match["m"]) > 59):
        return None
    seconds = (int(match["h"] or 0) * 60 + int(match["m"])) * 60 + int(match["s"])
    return seconds * 1000 + int(f"{match['f'] or '0':0<3}"[:3])


def running(parts: Iterable[str]) -> str:
    """Parts of speech as running text: spaces between words, none between Chinese characters or before a stop."""
    text = " ".join(" ".join(part.split()) for part in parts if part.strip())
    return _NO_SPACE.sub("", text)


def lines_of(pieces: Sequence[Piece]) -> tuple[Line, ...]:
    """Pieces as the lines of a conversation: in the order of time where all have one, sides by names."""
    spoken = [replace(piece, speaker=shown(piece.speaker)) for piece in pieces if shown(piece.text)][:MAX_LINES]
    if all(piece.start_ms is not None for piece in spoken):
        spoken.sort(key=lambda piece: piece.start_ms or 0)
    sides = sides_of(piece.speaker for piece in spoken)
    return tuple(
        Line(
            position,
            sides.get(piece.speaker, Side.UNKNOWN),
            shown(piece.text)[:MAX_TEXT],
            speaker=piece.speaker,
            start_ms=piece.start_ms,
            end_ms=_end_of(piece),
            words=piece.words,
        )
        for position, piece in enumerate(spoken)
    )


def shown(text: str) -> str:
    """A text without control characters."""
    return "".join(char if char.isprintable() else " " for char in text).strip()


def _end_of(piece: Piece) -> int | None:
    if piece.start_ms is None or piece.end_ms is None:
        return None
    return max(piece.start_ms, piece.end_ms)


def pieces_of_words(words: Iterable[tuple[str, Word]]) -> list[Piece]:
    """Speakers' words in a row as stretches of speech: a pause or another speaker begins the next one.

    A word without length is punctuation, which belongs to what it follows.
    """
    pieces: list[Piece] = []
    held: list[Word] = []
    of = ""

    def close() -> None:
        if held:
            heard = [word for word in held if word.end_ms > word.start_ms] or held
            text = running(word.text for word in held)
            pieces.append(Piece(text, of, heard[0].start_ms, heard[-1].end_ms, tuple(heard)))
            held.clear()

    for speaker, word in words:
        stop = word.end_ms <= word.start_ms and not any(char.isalnum() for char in word.text)
        if held and not stop:
            long = sum(len(one.text) for one in held) >= LONG_LINE and held[-1].text.endswith(_SENTENCE_END)
            if speaker != of or long or word.start_ms - held[-1].end_ms > LONGEST_PAUSE_MS:
                close()
        if not held:
            of = speaker
        held.append(word)
    close()
    return pieces


def with_words(pieces: Sequence[Piece], words: Sequence[tuple[str, Word]]) -> list[Piece]:
    """Pieces that have no words, with those of the same speaker whose middle lies within them."""
    filled: list[Piece] = []
    for piece in pieces:
        if piece.words or piece.start_ms is None or piece.end_ms is None:
            filled.append(piece)
            continue
        own = tuple(
            word
            for speaker, word in words
            if speaker == piece.speaker and piece.start_ms <= (word.start_ms + word.end_ms) // 2 <= piece.end_ms
        )
        filled.append(Piece(piece.text, piece.speaker, piece.start_ms, piece.end_ms, own))
    return filled
