"""A part of the index: the entries of one source, prepared for every way of typing."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, product

from qa_auditor.application.find.entry import Entry, Fold, Readings
from qa_auditor.application.find.haystack import Haystack
from qa_auditor.domain.text import Text

APART = "'"
"""Stands before each syllable of a spelled title."""

_SPELLINGS = 8
"""A title with many ambiguous characters is spelled in so many ways, the commonest first."""


def rank_in_kind(entry: Entry) -> tuple[int, str, str]:
    """Short codes first."""
    return len(entry.code), entry.code, entry.target


class Shard:
    """Entries with their codes and titles as search sees them.

    Attributes:
        entries: in the order in which equally good ones are shown.
        codes, bare_codes, titles, contexts: folded; the owner is the entry's place. Bare codes have no hyphens.
        initials, spelled: titles in pinyin; ``said_…`` are, for each of both, the characters that it spells.
        syllables: with which its titles are read. words: those in letters, and whose they are.
    """

    def __init__(self, entries: Iterable[Entry], *, fold: Fold, readings: Readings) -> None:
        self.entries: Sequence[Entry] = sorted(entries, key=rank_in_kind)
        self._fold = fold
        self._readings = readings
        self._known: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        places = range(len(self.entries))
        self.codes = Haystack((place, fold(self.entries[place].code)) for place in places)
        # Hands leave the hyphens out: std201 is STD-201. A step's code keeps its place within its process.
        self.bare_codes = Haystack(
            (place, bare)
            for place, code in zip(self.codes.owners, self.codes.lines, strict=True)
            if "/" not in code and (bare := code.replace("-", "")) != code
        )
        self.titles = Haystack(_folded(fold, (entry.title for entry in self.entries)))
        self.contexts = Haystack(_folded(fold, (entry.context for entry in self.entries)))
        initials: list[tuple[int, str]] = []
        spelled: list[tuple[int, str]] = []
        self.said_by_initials: list[str] = []
        self.said_in_full: list[str] = []
        for place, entry in enumerate(self.entries):
            for said in self._chinese(entry.title):
                known = [self._read(sign) for sign in said]
                for line in islice(product(*(letters for letters, _full in known)), _SPELLINGS):
                    initials.append((place, "".join(line)))
                    self.said_by_initials.append(said)
                for line in islice(product(*(syllables for _letters, syllables in known)), _SPELLINGS):
                    spelled.append((place, APART + APART.join(line)))
                    self.said_in_full.append(said)
        self.initials = Haystack(initials)
        self.spelled = Haystack(spelled)
        self.syllables = frozenset(syllable for sign in self._known for syllable in readings(sign))
        self.words = _words(self.codes, self.titles)

    def _read(self, sign: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """First letters and syllables of a character, both commonest first; of other signs themselves."""
        known = self._known.get(sign)
        if known is None:
            syllables = self._readings(sign) or (self._fold(sign),)
            known = self._known[sign] = (tuple(dict.fromkeys(reading[0] for reading in syllables)), syllables)
        return known

    def _chinese(self, title: Text) -> Iterator[str]:
        """The Chinese wordings of a title, without punctuation, each once however it is spelled."""
        seen: set[str] = set()
        for _language, wording in title.versions:
            if not wording.isascii():
                said = "".join([sign for sign in wording if sign.isalnum()])
                folded = self._fold(said)
                if folded not in seen and any(map(self._readings, said)):
                    seen.add(folded)
                    yield said

    @cached_property
    def held(self) -> frozenset[Entry]:
        """Its entries, to be asked for."""
        return frozenset(self.entries)


def _words(*haystacks: Haystack) -> dict[str, list[int]]:
    """The words that are written in letters, and the entries that have them."""
    found: dict[str, list[int]] = {}
    for haystack in haystacks:
        for number, owner in enumerate(haystack.owners):
            for word in haystack.words(number):
                if word.isascii():
                    found.setdefault(word, []).append(owner)
    return found


def _folded(fold: Fold, texts: Iterable[Text]) -> Iterator[tuple[int, str]]:
    for place, text in enumerate(texts):
        for wording in dict.fromkeys(fold(version) for _language, version in text.versions):
            yield place, wording
