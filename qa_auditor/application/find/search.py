"""One search: from the best class of matches to the worst, until enough was found."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from string import ascii_lowercase, digits

from qa_auditor.application.find.entry import Fold, Readings
from qa_auditor.application.find.haystack import Haystack
from qa_auditor.application.find.ranking import Match, room_of, score_of, score_of_pinyin
from qa_auditor.application.find.shard import APART, Shard
from qa_auditor.application.find.syllables import Parting, Speller, is_read
from qa_auditor.application.find.typos import near

Scores = dict[int, int]
"""Scores in thousandths by the key of an entry: ``shard.base`` plus its place there."""

_LONGEST = 200
"""Of what was typed, or pasted, so many characters are looked for."""

_LETTERS = ascii_lowercase + digits
_WORDS = 8
_SPELLINGS = 8
_TYPO_FROM = 4


class Search:
    """What is looked for in some shards.

    Args:
        shards: where, each with the key of its first entry.
        fold, readings: how Chinese is spelled and read.
        speller: knows the syllables.
        limit: so many are enough.
    """

    def __init__(
        self,
        shards: Sequence[tuple[int, Shard]],
        *,
        fold: Fold,
        readings: Readings,
        speller: Speller,
        limit: int,
    ) -> None:
        self._shards = shards
        self._fold = fold
        self._readings = readings
        self._speller = speller
        self._limit = limit

    def run(self, typed: str) -> Scores:
        """The entries that fit, with their scores."""
        wanted = " ".join(self._fold(typed[:_LONGEST]).split())
        if not wanted:
            return {}
        words = list(dict.fromkeys(wanted.split(" ")))[:_WORDS]
        found = self._phrase(wanted, enough=self._limit)
        if len(words) > 1 and len(found) < self._limit:
            for key, score in self._all_of(words).items():
                found[key] = max(score, found.get(key, 0))
        return found or _in_all([self._with_typo(word) for word in words])

    def _all_of(self, words: Sequence[str]) -> Scores:
        """Entries that each word fits; the worst decides."""
        # Long words first: they leave the fewest.
        each: list[Scores] = []
        for word in sorted(words, key=len, reverse=True):
            each.append(self._phrase(word, enough=None))
            if not each[-1]:
                break
        return _in_all(each)

    def _phrase(self, wanted: str, *, enough: int | None) -> Scores:
        if len(wanted) == 1 and wanted.isascii():
            # A single letter or digit is in everything: it finds what begins with it.
            steps: list[Callable[[Scores, str], None]] = [self._starting, self._first_initial]
        else:
            steps = [self._starting, self._at_words, self._initials, self._pinyin, self._containing, self._in_context]
            if not wanted.isascii():
                # Chinese has no spaces: a word may begin anywhere.
                steps = [self._starting, self._at_words, self._containing, self._in_context]
        found: Scores = {}
        for step in steps:
            # A class of its own: what was found before fits better.
            added: Scores = {}
            step(added, wanted)
            found = added | found
            if enough is not None and len(found) >= enough:
                break
        return found

    # ------------------------------------------------------------------------------------------------- classes of match

    def _starting(self, found: Scores, wanted: str) -> None:
        typed = len(wanted)
        for base, shard in self._shards:
            for haystack, whole, begun in (
                (shard.codes, Match.CODE, Match.CODE_START),
                (shard.bare_codes, Match.CODE, Match.CODE_START),
                (shard.titles, Match.TITLE, Match.TITLE_START),
            ):
                hits = haystack.starting(wanted)
                complete = [number for number in hits if haystack.lengths[number] == typed]
                _keep(found, base, haystack, hits, typed, begun)
                _keep(found, base, haystack, complete, typed, whole)

    def _at_words(self, found: Scores, wanted: str) -> None:
        for base, shard in self._shards:
            for haystack in (shard.codes, shard.titles):
                _keep(found, base, haystack, haystack.at_words(wanted), len(wanted), Match.WORD_START)

    def _containing(self, found: Scores, wanted: str) -> None:
        match = Match.WITHIN if wanted.isascii() else Match.PART
        for base, shard in self._shards:
            for haystack in (shard.codes, shard.titles):
                _keep(found, base, haystack, haystack.containing(wanted), len(wanted), match)

    def _in_context(self, found: Scores, wanted: str) -> None:
        for base, shard in self._shards:
            _keep(found, base, shard.contexts, shard.contexts.containing(wanted), len(wanted), Match.CONTEXT)

    # ----------------------------------------------------------------------------------------------------------- pinyin

    def _initials(self, found: Scores, wanted: str) -> None:
        self._spelled(found, [way for way in self._speller.partings(wanted) if way.bare], Match.INITIALS)

    def _pinyin(self, found: Scores, wanted: str) -> None:
        self._spelled(found, [way for way in self._speller.partings(wanted) if not way.bare], Match.PINYIN)

    def _spelled(self, found: Scores, ways: Sequence[Parting], match: Match) -> None:
        for way in ways:
            for base, shard in self._shards:
                for owner, at, length in (
                    _in_full(shard, way) if way.whole else _by_initials(shard, way, self._readings)
                ):
                    score = score_of_pinyin(match, len(way.pieces), length, at_start=at == 0)
                    if score > found.get(base + owner, 0):
                        found[base + owner] = score

    def _first_initial(self, found: Scores, letter: str) -> None:
        for base, shard in self._shards:
            for number in shard.initials.starting(letter):
                length = shard.initials.lengths[number]
                found[base + shard.initials.owners[number]] = score_of_pinyin(Match.INITIALS, 1, length, at_start=True)

    # ---------------------------------------------------------------------------------------------------- typing errors

    def _with_typo(self, word: str) -> Scores:
        """Entries that have a word like ``word``, or, in Chinese, characters that are read as those of ``word``."""
        found: Scores = {}
        sounds = [known for sign in word if (known := self._readings(sign))]
        if len(sounds) == len(word) > 1:
            for spelled in islice(product(*sounds), _SPELLINGS):
                heard = APART + APART.join(spelled)
                for base, shard in self._shards:
                    _keep(found, base, shard.spelled, shard.spelled.containing(heard), len(heard), Match.TYPO)
        elif not sounds and len(word) >= _TYPO_FROM:
            meant = set(near(word, _LETTERS))
            for base, shard in self._shards:
                for like in meant & shard.words.keys():
                    score = score_of(Match.TYPO, len(word), len(like) + 1)
                    whose = {base + owner for owner in shard.words[like]}
                    found.update(dict.fromkeys(whose.difference(found), score))
        return found


def _keep(found: Scores, base: int, haystack: Haystack, numbers: Sequence[int], typed: int, match: Match) -> None:
    """Give the owners of these strings their score where they have no better one."""
    lowest, room = int(match), room_of(match)
    owners, lengths = haystack.owners, haystack.lengths
    for number in numbers:
        key = base + owners[number]
        score = lowest + room * typed // lengths[number]
        if score > found.get(key, 0):
            found[key] = score


def _in_full(shard: Shard, way: Parting) -> Iterator[tuple[int, int, int]]:
    """Owner, place in the title and length of the title, where all syllables are typed and the last is begun."""
    needle = APART + APART.join(way.pieces)
    haystack = shard.spelled
    for number in haystack.containing(needle):
        yield haystack.owners[number], haystack.lines[number].find(needle), len(shard.said_in_full[number])


def _by_initials(shard: Shard, way: Parting, readings: Readings) -> Iterator[tuple[int, int, int]]:
    """Likewise where some syllables are typed by their initials; these find the titles, the rest is looked at there."""
    letters, pieces = way.initials, way.pieces
    read: dict[str, bool] = {}
    for number in shard.initials.containing(letters):
        line, said = shard.initials.lines[number], shard.said_by_initials[number]
        at = line.find(letters)
        while at >= 0:
            signs = said[at : at + len(pieces)]
            if signs not in read:
                # The same words stand in many titles.
                read[signs] = all(is_read(sign, piece, readings) for sign, piece in zip(signs, pieces, strict=True))
            if read[signs]:
                yield shard.initials.owners[number], at, len(said)
                break
            at = line.find(letters, at + 1)


def _in_all(each: Sequence[Scores]) -> Scores:
    """What is in every one, with its lowest score."""
    if len(each) == 1:
        return each[0]
    shared = set(each[0]).intersection(*each[1:])
    return {key: min(found[key] for found in each) for key in shared}
