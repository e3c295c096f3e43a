"""Finding phrases in what was said: in either script, across line breaks of a transcript, and by sound if wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from qa_auditor.domain.conversation import Line


class Ear(Protocol):
    """Knowledge of characters, handed in because it needs dictionaries."""

    def folded(self, text: str) -> str:
        """``text`` in one script, width and case, character for character: its length stays."""

    def sounds(self, character: str) -> frozenset[str]:
        """How a Chinese character may sound, with what is often confused taken as one; empty for other characters."""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a line: the words as they stand there, and from which character to which (not included)."""

    words: str
    line: Line
    from_char: int
    until_char: int

    @property
    def at_ms(self) -> int | None:
        """When it begins in the recording: of the word where words have times, else of the line."""
        return self._word_time()[0]

    @property
    def until_ms(self) -> int | None:
        """When it ends in the recording."""
        return self._word_time()[1]

    def _word_time(self) -> tuple[int | None, int | None]:
        place = 0
        times: list[tuple[int, int]] = []
        for word in self.line.words:
            start = self.line.text.find(word.text, place)
            if start < 0:
                continue
            place = start + len(word.text)
            if start < self.until_char and place > self.from_char:
                times.append((word.start_ms, word.end_ms))
        if times:
            return times[0][0], times[-1][1]
        return self.line.start_ms, self.line.end_ms


class Speech:
    """The lines of one speaker in a row, as one stream of characters that matter.

    Spaces and punctuation don't count: recognisers set them as they like.
    """

    def __init__(self, lines: Sequence[Line], ear: Ear) -> None:
        self._ear = ear
        self._lines = tuple(lines)
        self._places: list[tuple[int, int]] = []
        letters: list[str] = []
        for number, line in enumerate(self._lines):
            for place, char in enumerate(ear.folded(line.text)):
                if char.isalnum():
                    letters.append(char)
                    self._places.append((number, place))
        self._letters = "".join(letters)

    def find(self, phrase: str, *, near: bool = False) -> Found | None:
        """The first place where ``phrase`` stands; None when it doesn't."""
        wanted = "".join(char for char in self._ear.folded(phrase) if char.isalnum())
        if not wanted:
            return None
        start = self._letters.find(wanted)
        while start >= 0:
            if self._stands_alone(start, start + len(wanted)):
                return self._found(start, start + len(wanted))
            start = self._letters.find(wanted, start + 1)
        return self._find_by_sound(wanted) if near else None

    def _find_by_sound(self, wanted: str) -> Found | None:
        sounds = [self._ear.sounds(char) for char in wanted]
        if not all(sounds):
            return None
        heard = [self._ear.sounds(char) for char in self._letters]
        for start in range(len(heard) - len(sounds) + 1):
            if all(one & other for one, other in zip(sounds, heard[start:], strict=False)):
                return self._found(start, start + len(sounds))
        return None

    def _stands_alone(self, start: int, end: int) -> bool:
        """Latin words are whole words: ``no`` is not said in ``know``; Chinese has no such border."""
        return not (self._joined(start - 1, start) or self._joined(end - 1, end))

    def _joined(self, left: int, right: int) -> bool:
        """Whether two letters that follow each other in the stream are of one Latin word or number."""
        if left < 0 or right >= len(self._letters):
            return False
        if not (self._letters[left].isascii() and self._letters[right].isascii()):
            return False
        line, place = self._places[left]
        return self._places[right] == (line, place + 1)

    def _found(self, start: int, end: int) -> Found:
        number, first = self._places[start]
        line = self._lines[number]
        # A phrase that a recogniser tore in two is shown where it begins.
        last = max(place for of_line, place in self._places[start:end] if of_line == number)
        return Found(line.text[first : last + 1], line, first, last + 1)
