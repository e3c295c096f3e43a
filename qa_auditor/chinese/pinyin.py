"""How Chinese is read: pinyin of each character with all its living readings, and which characters sound alike.

Syllables are written without tones and with ``v`` for ü, as keyboards do. The table of readings is read when it is
first needed, in a few hundredths of a second; nothing else is imported.

For search, ``readings`` says how a character can be typed. For rules on transcripts, ``sound_pattern`` makes a regular
expression of a phrase that also finds what recognition wrote down when it heard the phrase::

    re.search(sound_pattern("投诉"), "我要头诉你们")
"""

import re
from collections import defaultdict
from enum import Enum
from functools import lru_cache

from qa_auditor.assets import resource_path
from qa_auditor.chinese.fold import fold


class Confusion(Enum):
    """A difference that many speakers do not make; each is the pair of spellings that count as one."""

    ZH_Z = ("zh", "z")
    CH_C = ("ch", "c")
    SH_S = ("sh", "s")
    N_L = ("l", "n")
    H_F = ("hu", "f")
    NG_N = ("ng", "n")


USUAL = frozenset(Confusion) - {Confusion.H_F}
"""The confusions that are heard all over the country; h and f are mixed up in the south alone."""

_STARTS = tuple(kind for kind in Confusion if kind is not Confusion.NG_N)
_HU_SOUNDS = {"hu": "fu", "hua": "fa", "huan": "fan", "huang": "fang", "hui": "fei", "hun": "fen"}
"""Syllables with h and the ones with f that they are mixed up with."""


def readings(character: str) -> tuple[str, ...]:
    """The syllables that a character is read as, commonest first; none for what is no Chinese character."""
    return _readings().get(character, ())


def initials(text: str) -> str:
    """The first letters of the commonest readings, everything else as it is folded: ``投诉VIP`` is ``tsvip``."""
    return "".join(known[0][0] if (known := readings(sign)) else fold(sign) for sign in text)


def full(text: str) -> str:
    """The commonest readings one after another, everything else as it is folded: ``投诉VIP`` is ``tousuvip``."""
    return "".join(known[0] if (known := readings(sign)) else fold(sign) for sign in text)


def sound_key(syllable: str, confused: frozenset[Confusion] = USUAL) -> str:
    """One spelling for all syllables that sound alike to a speaker who confuses ``confused``."""
    if Confusion.H_F in confused:
        syllable = _HU_SOUNDS.get(syllable, syllable)
    for kind in _STARTS:
        one, other = kind.value
        if kind in confused and kind is not Confusion.H_F and syllable.startswith(one):
            syllable = other + syllable.removeprefix(one)
            break
    if Confusion.NG_N in confused and syllable.endswith("ng") and len(syllable) > 2:
        syllable = syllable.removesuffix("g")
    return syllable


def sound_keys(character: str, confused: frozenset[Confusion] = USUAL) -> frozenset[str]:
    """The sounds of a character, one for each reading; none for what is no Chinese character."""
    return frozenset(sound_key(reading, confused) for reading in readings(character))


def sounds_alike(one: str, other: str, confused: frozenset[Confusion] = USUAL) -> bool:
    """Whether two texts can sound the same, character for character; what is not Chinese must be the same letters."""
    return len(one) == len(other) and all(
        fold(left) == fold(right) or not sound_keys(left, confused).isdisjoint(sound_keys(right, confused))
        for left, right in zip(one, other, strict=True)
    )


def sound_pattern(phrase: str, confused: frozenset[Confusion] = USUAL) -> str:
    """A regular expression that finds ``phrase`` and all that sounds like it; for texts as they are, or folded."""
    return "".join(_alike(sign, confused) for sign in phrase)


@lru_cache(maxsize=4096)
def _alike(sign: str, confused: frozenset[Confusion]) -> str:
    keys = sound_keys(sign, confused)
    if not keys:
        forms = {sign, fold(sign), sign.upper()}
        return re.escape(sign) if len(forms) == 1 else f"[{''.join(re.escape(form) for form in sorted(forms))}]"
    by_sound = _by_sound(confused)
    return f"[{''.join(sorted({character for key in keys for character in by_sound[key]}))}]"


@lru_cache(maxsize=8)
def _by_sound(confused: frozenset[Confusion]) -> dict[str, list[str]]:
    keys: dict[str, str] = {}
    found: dict[str, list[str]] = defaultdict(list)
    for character, known in _readings().items():
        for syllable in known:
            key = keys.get(syllable) or keys.setdefault(syllable, sound_key(syllable, confused))
            found[key].append(character)
    return found


@lru_cache(maxsize=1)
def _readings() -> dict[str, tuple[str, ...]]:
    """The file's table; ``tools/pinyin_table.py`` says how it is written."""
    table: dict[str, tuple[str, ...]] = {}
    for line in resource_path("chinese", "pinyin.txt").read_text("utf-8").splitlines():
        syllable, characters = line.split(" ")
        # One tuple for all characters of a line: there are 27,000.
        alone = (syllable.removeprefix("+"),)
        if syllable.startswith("+"):
            table |= {character: table[character] + alone for character in characters}
        else:
            table |= dict.fromkeys(characters, alone)
    return table
