"""What somebody may have meant who typed Chinese as letters: whole syllables, their initials, or both mixed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from qa_auditor.application.find.entry import Readings

_TWO_LETTERS = ("zh", "ch", "sh")
_LONGEST = 6
_WAYS = 24
"""So many ways to part what was typed are looked at; more than two are rare."""


@dataclass(frozen=True, slots=True)
class Parting:
    """One way to part typed letters into a piece for each character.

    Attributes:
        pieces: a syllable, an initial, or, as the last one, the beginning of a syllable.
        bare: whether all pieces are initials. whole: whether none is one, but for the last.
    """

    pieces: tuple[str, ...]
    bare: bool
    whole: bool

    @property
    def initials(self) -> str:
        """The first letter of each piece."""
        return "".join(piece[0] for piece in self.pieces)


def is_read(sign: str, piece: str, readings: Readings) -> bool:
    """Whether ``piece`` is a reading of ``sign``, or the beginning of one; a letter is read as itself."""
    known = readings(sign)
    return any(reading.startswith(piece) for reading in known) if known else sign.lower() == piece


class Speller:
    """Knows the syllables that there are.

    Args:
        syllables: those that titles are read with.
    """

    def __init__(self, syllables: Iterable[str]) -> None:
        self._syllables = frozenset(syllables)
        self._initials = frozenset(syllable[0] for syllable in self._syllables) | frozenset(_TWO_LETTERS)
        self._begun = frozenset(
            syllable[:length] for syllable in self._syllables for length in range(1, len(syllable) + 1)
        )

    def partings(self, typed: str) -> list[Parting]:
        """The ways to read ``typed`` as pinyin, letter by letter first; none when it has other signs."""
        letters = typed.replace("'", "").replace(" ", "").replace("ü", "v").replace("lue", "lve").replace("nue", "nve")
        if not (letters.isascii() and letters.isalnum()):
            return []
        # Letter by letter in any case: a title may hold other letters and digits among its characters.
        single = Parting(tuple(letters), bare=True, whole=False)
        ways = [self._described(pieces) for pieces in islice(self._parted(letters), _WAYS)]
        return [single, *(way for way in ways if way.pieces != single.pieces)]

    def _parted(self, letters: str) -> Iterator[tuple[str, ...]]:
        if letters in self._begun:
            yield (letters,)
        for length in range(min(_LONGEST, len(letters) - 1), 0, -1):
            piece = letters[:length]
            if piece in self._syllables or piece in self._initials:
                for rest in self._parted(letters[length:]):
                    yield (piece, *rest)

    def _described(self, pieces: tuple[str, ...]) -> Parting:
        initials = [piece in self._initials and (len(piece) == 1 or piece in _TWO_LETTERS) for piece in pieces]
        return Parting(pieces, bare=all(initials), whole=not any(initials[:-1]) and not all(initials))
