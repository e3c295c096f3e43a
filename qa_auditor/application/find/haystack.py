"""Many short strings as one long one, so that a search runs at the speed of a search in one text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

END = "\n"
"""Stands before, between and after the strings; none contains it."""


class Haystack:
    """Strings with an owner each, searched all at once. A hit is the number of a string.

    Attributes:
        lines: the strings.
        owners: whose each is.
        lengths: how long each is.
    """

    __slots__ = ("_joined", "_spaced", "_starts", "lengths", "lines", "owners")

    def __init__(self, strings: Iterable[tuple[int, str]]) -> None:
        pairs = [(owner, string.replace(END, " ")) for owner, string in strings if string]
        self.owners: Sequence[int] = [owner for owner, _string in pairs]
        self.lines: Sequence[str] = [string for _owner, string in pairs]
        self.lengths: Sequence[int] = [len(string) for string in self.lines]
        self._joined = END.join(["", *self.lines, ""])
        # What is neither letter nor digit parts words; as long as the other, place for place.
        self._spaced = re.sub(rf"[^\w{END}]|_", " ", self._joined)
        self._starts = list(accumulate((length + 1 for length in self.lengths), initial=1))

    def starting(self, needle: str) -> list[int]:
        """The strings that begin with ``needle``."""
        return self._having(END + needle, self._joined, 1)

    def at_words(self, needle: str) -> list[int]:
        """The strings in which a word other than the first begins with ``needle``."""
        return self._having(" " + re.sub(r"[\W_]", " ", needle), self._spaced, 0)

    def containing(self, needle: str) -> list[int]:
        """The strings that contain ``needle``."""
        return self._having(needle, self._joined, 0)

    def words(self, number: int) -> list[str]:
        """The words of a string."""
        start = self._starts[number]
        return self._spaced[start : start + self.lengths[number]].split()

    def _having(self, needle: str, text: str, skip: int) -> list[int]:
        starts = self._starts
        found = []
        place = text.find(needle)
        while place >= 0:
            number = bisect_right(starts, place + skip) - 1
            found.append(number)
            # On from the end of this string: once is enough.
            place = text.find(needle, starts[number + 1] - 1)
        return found
