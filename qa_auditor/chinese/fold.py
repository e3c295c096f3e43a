"""One spelling for what a reader takes as the same: simplified characters, half-width signs, small letters.

``fold`` gives one character for one, so that a place in the folded text is the same place in the original::

    start, end = spans("錄音", text)[0]
    text[start:end]     # what was found, as it was written

The table of characters is made by OpenCC's dictionary when it is first needed (a few hundredths of a second), not by
its converter for each text: that one chooses by context and may change the length.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_HAN = ((0x3400, 0x9FFF), (0xF900, 0xFAFF))
"""Chinese characters of the basic plane: CJK, its extension A, and those kept for compatibility."""

_LATIN = ((0x00C0, 0x024F), (0x1E00, 0x1EFF))
"""Letters with accents."""

_SAME = {
    # Written one way on the mainland and another in Taiwan, where OpenCC decides by context or keeps both.
    "着": "著",
    "瞭": "了",
    "覆": "复",
    "帐": "账",
    "藉": "借",
    "妳": "你",
    "衞": "卫",
    "枱": "台",
    # Punctuation with a half-width sister outside the block of full-width forms.
    "　": " ",
    "。": ".",
    "、": ",",
    "“": '"',
    "”": '"',
    "「": '"',
    "」": '"',
    "‘": "'",
    "’": "'",
    "\u00a0": " ",
}


def fold(text: str) -> str:
    """``text`` with one spelling for each character; as long as ``text``, place for place."""
    if text.isascii():
        return text.lower()
    return text.translate(_table())


def spans(needle: str, text: str) -> list[tuple[int, int]]:
    """Where ``needle`` stands in ``text``, however either is spelled; pairs of start and end, not overlapping."""
    wanted = fold(needle)
    return list(_found(wanted, fold(text))) if wanted else []


def _found(needle: str, folded: str) -> Iterator[tuple[int, int]]:
    start = folded.find(needle)
    while start >= 0:
        end = start + len(needle)
        yield start, end
        start = folded.find(needle, end)


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    table = {code: chr(code).lower() for code in range(0x250) if len(chr(code).lower()) == 1}
    table |= {code: bare for code, bare in _bare_letters() if len(bare) == 1}
    table |= _simplified()
    # Full-width forms: the ASCII signs and letters, shifted.
    table |= {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    # Greek and Cyrillic letters, for names of products.
    table |= {code: chr(code).lower() for code in range(0x370, 0x530)}
    table |= {code: _SAME[simple] for code, simple in table.items() if simple in _SAME}
    return table | {ord(sign): instead for sign, instead in _SAME.items()}


def _bare_letters() -> Iterator[tuple[int, str]]:
    for first, last in _LATIN:
        for code in range(first, last + 1):
            bare = unicodedata.normalize("NFD", chr(code))[0].lower()
            yield code, bare if bare.isascii() else chr(code).lower()


def _simplified() -> dict[int, str]:
    """Traditional characters and their simplified ones, the commonest where there are several."""
    import opencc

    # Forms kept for compatibility are spelled as everyone spells them first.
    characters = [chr(code) for first, last in _HAN for code in range(first, last + 1)]
    usual = [unicodedata.normalize("NFC", character) for character in characters]
    converted = opencc.OpenCC("t2s").convert("\n".join(usual)).split("\n")
    return {
        ord(character): simple
        for character, simple in zip(characters, converted, strict=True)
        if simple != character and len(simple) == 1
    }
