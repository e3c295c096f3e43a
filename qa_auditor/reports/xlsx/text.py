"""Text that is safe and exact in a workbook's cell, and numbers that stay exact.

Limits are Excel's ("Excel specifications and limits"); characters are those of XML 1.0, section 2.2.
"""

import re
from collections.abc import Iterable
from fractions import Fraction

MOST_UNITS = 32_767
"""Characters of a cell, in UTF-16 units."""

LONGEST_TITLE = 31
"""Characters of a worksheet's name."""

_NO_TITLE = re.compile(r"[:\\/?*\[\]\s]+")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LOOKS_LIKE_FORMULA = re.compile("^[\\s]*[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r]")


def clean(text: str) -> tuple[str, int]:
    """``text`` as a cell can hold it, and how many characters had to be replaced by U+FFFD or cut off.

    Line ends become LF; what looks like an escape (``_x0041_``) is escaped so that it reads back as typed.
    """
    replaced, count = _FORBIDDEN.subn("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    replaced = _LOOKS_ESCAPED.sub("_x005F_", replaced)
    units = replaced.encode("utf-16-le")
    if len(units) > 2 * MOST_UNITS:
        kept = units[: 2 * MOST_UNITS].decode("utf-16-le", errors="ignore")
        return kept, count + len(replaced) - len(kept)
    return replaced, count


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take ``text`` for a formula when someone edits the cell."""
    return bool(_LOOKS_LIKE_FORMULA.match(text))


def exact(number: Fraction) -> int | float | str:
    """``number`` as a cell value that loses nothing: a number when binary or 15 digits hold it, else ``=1/3``."""
    if number.denominator == 1 and abs(number.numerator) < 10**15:
        return number.numerator
    as_float = float(number)
    if Fraction(repr(as_float)) == number and len(repr(as_float)) <= 16:
        return as_float
    return f"={number.numerator}/{number.denominator}"


def sheet_title(text: str, taken: Iterable[str]) -> str:
    """``text`` as a worksheet may be called, unlike the ``taken`` ones: Excel compares them ignoring capitals."""
    title = _NO_TITLE.sub(" ", clean(text)[0]).strip().strip("'")[:LONGEST_TITLE].strip().strip("'") or "-"
    names = {name.casefold() for name in taken} | {"history"}
    number, wanted = 2, title
    while title.casefold() in names:
        mark = f" ({number})"
        title = wanted[: LONGEST_TITLE - len(mark)].rstrip() + mark
        number += 1
    return title
