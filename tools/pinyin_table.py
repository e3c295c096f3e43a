"""Writes ``qa_auditor/resources/chinese/pinyin.txt``: how each Chinese character is read, commonest reading first.

    .venv/bin/python tools/pinyin_table.py

The dictionaries of pypinyin (MIT licence) give all readings of a character that ever were. Those that live are the
first one and those which its words use; a character without words keeps two. Tones are left out, ü is ``v``.

A line is a syllable and the characters that are usually read so; a line that begins with ``+`` adds a further reading.
"""

from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

from opencc import OpenCC
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

FILE = Path(__file__).parents[1] / "qa_auditor" / "resources" / "chinese" / "pinyin.txt"

SEEN, SHARE = 3, 0.05
"""A reading lives when so many words use it, or such a share of the character's words."""


@lru_cache(maxsize=2048)
def plain(syllable: str) -> str:
    """A syllable without its tone: ``lǜ`` is ``lv``."""
    return str(to_normal(syllable, v_to_u=False))


def uses() -> defaultdict[str, Counter[str]]:
    """How often the words of the dictionary use each reading of a character."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, syllables in PHRASES_DICT.items():
        if len(word) == len(syllables):
            for character, alternatives in zip(word, syllables, strict=True):
                counted[character][plain(alternatives[0])] += 1
    return counted


def living(character: str, used: defaultdict[str, Counter[str]], simplified: str) -> list[str]:
    """The readings of a character that people use, commonest first."""
    listed = [plain(reading) for reading in PINYIN_DICT[ord(character)].split(",")]
    known = list(dict.fromkeys(reading for reading in listed if reading.isascii() and reading.isalpha()))
    counts = used[character] if character == simplified else used[character] + used[simplified]
    if not counts:
        return known[:2]
    words = sum(counts.values())
    kept = [reading for reading in known if counts[reading] >= SEEN or counts[reading] >= SHARE * words]
    return list(dict.fromkeys([*known[:1], *kept]))


def lines() -> list[str]:
    """The file's lines."""
    used = uses()
    converter = OpenCC("t2s")
    first: dict[str, list[str]] = defaultdict(list)
    further: dict[str, list[str]] = defaultdict(list)
    for code in sorted({0x3007, *(code for code in PINYIN_DICT if 0x3400 <= code <= 0x9FFF)}):
        character = chr(code)
        readings = living(character, used, converter.convert(character))
        for place, reading in enumerate(readings):
            (further if place else first)[reading].append(character)
    return [
        *(f"{syllable} {''.join(characters)}" for syllable, characters in sorted(first.items())),
        *(f"+{syllable} {''.join(characters)}" for syllable, characters in sorted(further.items())),
    ]


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text("\n".join(lines()) + "\n", encoding="utf-8", newline="\n")
    print(f"{FILE.stat().st_size} bytes")
