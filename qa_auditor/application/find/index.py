"""The index: parts that are made anew one by one when their source changes, and searched together."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from heapq import nlargest, nsmallest
from itertools import accumulate, pairwise
from unicodedata import normalize

from qa_auditor.application.find.entry import Entry, EntryKind, Fold, Found, Readings
from qa_auditor.application.find.ranking import BEST
from qa_auditor.application.find.search import Search
from qa_auditor.application.find.shard import Shard, rank_in_kind
from qa_auditor.application.find.syllables import Speller

Shards = Mapping[tuple[EntryKind, str], Shard]
"""Prepared entries by their kind and source."""

_ORDER = {kind: place for place, kind in enumerate(EntryKind)}


class Index:
    """What can be found, ready to be searched; it never changes, ``with_part`` makes another that shares the rest.

    Args:
        fold, readings: how Chinese is spelled and read; see ``entry``.
        parts: made before.
    """

    def __init__(self, *, fold: Fold, readings: Readings, parts: Shards | None = None) -> None:
        self._fold = fold
        self._readings = readings
        self._parts = dict(parts or {})
        self._speller = Speller(frozenset[str]().union(*(shard.syllables for shard in self._parts.values())))

    def with_part(self, kind: EntryKind, source: str, entries: Iterable[Entry]) -> "Index":
        """An index in which the part ``source`` of ``kind`` holds ``entries``, all of that kind."""
        return self.with_shards({(kind, source): self.shard_of(entries)})

    def shard_of(self, entries: Iterable[Entry]) -> Shard:
        """Entries prepared for the search: the long part of the work, which may be done beside everything else."""
        return Shard(entries, fold=self._spelling, readings=self._readings)

    def with_shards(self, shards: Shards) -> "Index":
        """An index in which these shards stand in their parts' places."""
        return Index(fold=self._fold, readings=self._readings, parts={**self._parts, **shards})

    def entry(self, kind: EntryKind, target: str) -> Entry | None:
        """The entry that leads to ``target``, if it is there."""
        shards = (shard for (known, _source), shard in self._parts.items() if known is kind)
        return next((entry for shard in shards for entry in shard.entries if entry.target == target), None)

    def sources(self, kind: EntryKind) -> list[str]:
        """The parts of a kind."""
        return [source for known, source in self._parts if known is kind]

    def holds(self, entry: Entry) -> bool:
        """Whether exactly this entry is in it."""
        return any(kind is entry.kind and entry in shard.held for (kind, _source), shard in self._parts.items())

    def _spelling(self, text: str) -> str:
        # Letters with loose accents, as some systems write file names, are joined first.
        return self._fold(text if text.isascii() else normalize("NFC", text))

    def __len__(self) -> int:
        return sum(len(shard.entries) for shard in self._parts.values())

    def find(self, typed: str, *, limit: int = 50, kinds: Collection[EntryKind] = frozenset(EntryKind)) -> list[Found]:
        """What fits ``typed``, best first, at most ``limit``, of these ``kinds``.

        ``typed`` is a code, words in Chinese or English, or pinyin; see ``ranking`` for what comes first.
        """
        shards = [shard for (kind, _source), shard in self._parts.items() if kind in kinds]
        bases = list(accumulate((len(shard.entries) for shard in shards), initial=0))
        based = list(zip(bases, shards, strict=False))
        search = Search(based, fold=self._spelling, readings=self._readings, speller=self._speller, limit=limit)
        scores = search.run(typed)
        least = min(nlargest(limit, scores.values()), default=0)
        keys = [key for key, score in scores.items() if score > least]
        # Of those that share the last place each shard's first ones are enough: a shard is in the order of ranks.
        last = sorted(key for key, score in scores.items() if score == least)
        for begin, end in pairwise(bases):
            keys += last[bisect_left(last, begin) : bisect_left(last, end)][:limit]
        ranked = []
        for key in keys:
            shard = bisect_right(bases, key) - 1
            ranked.append((-scores[key], shards[shard].entries[key - bases[shard]]))
        return [Found(entry, Fraction(-score, BEST)) for score, entry in nsmallest(limit, ranked, key=_rank)]


def _rank(line: tuple[int, Entry]) -> tuple[int, int, int, str, str]:
    score, entry = line
    return score, _ORDER[entry.kind], *rank_in_kind(entry)
