"""Numbers read exactly as they are written: ``0.1`` is one tenth, ``1/3`` a third."""

import re
from fractions import Fraction
from functools import lru_cache

LONGEST = 40
"""Characters. A longer number is a mistake or an attack: arithmetic on it could take for ever."""

LARGEST_EXPONENT = 30

_NUMBER = re.compile(r"([+-]?)(?:([0-9]+)/([0-9]+)|([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE]([+-]?[0-9]+))?)")


@lru_cache(maxsize=1024)
def exact_number(text: str) -> Fraction:
    """The number that ``text`` writes: whole, decimal, with an exponent, or a fraction of two whole numbers.

    Raises:
        ValueError: it is no such number (``nan`` and ``inf`` are none), its denominator is 0, or it is longer than
            ``LONGEST`` or its exponent larger than ``LARGEST_EXPONENT``.
    """
    match = _NUMBER.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        raise ValueError("not a number, or too long a one")
    sign, numerator, denominator, decimal, exponent = match.groups()
    if denominator is not None:
        if not denominator.strip("0"):
            raise ValueError("division by zero")
        size = Fraction(int(numerator), int(denominator))
    else:
        power = int(exponent or 0)
        if abs(power) > LARGEST_EXPONENT:
            raise ValueError("exponent too large")
        whole, _, places = decimal.partition(".")
        shift = power - len(places)
        digits = int(whole + places)
        size = Fraction(digits * 10**shift) if shift >= 0 else Fraction(digits, 10**-shift)
    return -size if sign == "-" else size


def looks_like_number(text: str) -> bool:
    """Whether ``text`` has the form of a number, readable by ``exact_number`` or too large for it."""
    return _NUMBER.fullmatch(text) is not None
