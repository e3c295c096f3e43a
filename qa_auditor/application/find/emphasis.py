"""Which parts of a title are what was typed, so that a list can show why something was found."""

from collections.abc import Iterator

from qa_auditor.application.find.entry import Fold, Readings
from qa_auditor.application.find.syllables import Speller, is_read

Span = tuple[int, int]


def emphasis(title: str, typed: str, *, fold: Fold, readings: Readings) -> list[Span]:
    """Spans of ``title``, in order and without overlap; none where it was found by something else."""
    wanted = " ".join(fold(typed).split())
    folded = fold(title)
    if not wanted:
        return []
    if wanted in folded:
        return [_span(folded, wanted)]
    words = wanted.split(" ")
    spans = [span for word in words for span in _of_word(title, folded, word, readings)]
    if not spans and len(words) > 1:
        # Syllables that were typed apart.
        spans = list(_of_word(title, folded, wanted.replace(" ", ""), readings))
    return _merged(spans)


def _span(folded: str, wanted: str) -> Span:
    start = folded.index(wanted)
    return start, start + len(wanted)


def _of_word(title: str, folded: str, word: str, readings: Readings) -> Iterator[Span]:
    if word in folded:
        yield _span(folded, word)
        return
    places = [place for place, sign in enumerate(title) if sign.isalnum()]
    speller = Speller(syllable for place in places for syllable in readings(title[place]))
    for way in speller.partings(word):
        length = len(way.pieces)
        for first in range(len(places) - length + 1):
            meant = places[first : first + length]
            pairs = zip(meant, way.pieces, strict=True)
            if all(is_read(title[place], piece, readings) for place, piece in pairs):
                yield from ((place, place + 1) for place in meant)
                return


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
