"""Whether digits are a number that belongs to a person: telephone, identity card, bank card, by their own rules.

Digits only, without what is written between them. ``docs/privacy.md`` lists the rules for people.
"""

import re
from datetime import date
from typing import Final

_MOBILE = re.compile(r"1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}")
"""Prefixes that the operators of mainland China use."""

_AREA = r"(?:010|02[0-9]|0[3-9]\d{2})"
_LANDLINE = re.compile(rf"(?P<area>{_AREA})[2-8]\d{{6,7}}")
_PARTED_LANDLINE = re.compile(rf"(?P<area>{_AREA})[1-9]\d{{6,7}}")
_TAIWAN_MOBILE = re.compile(r"09\d{8}")
_TAIWAN_LANDLINE = re.compile(r"(?P<area>0(?:2|3|37|4|49|5|6|7|8|82|826|836|89))[2-9]\d{5,7}")

_PROVINCES: Final = frozenset(
    (
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
        "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83", "91",
    )
)  # fmt: skip
"""First two digits of GB/T 2260, with the residence permits for Hong Kong, Macao, Taiwan and foreigners."""

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"

_TAIWAN_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
"""Letters of Taiwan's identity cards in the order of their numbers, from 10 on."""

_CARDS = re.compile(
    r"62\d{14,17}|60\d{14,17}|9(?:5588|5595|5599|400|55880)\d+|4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|35\d{14}|3[47]\d{13}"
    r"|3(?:0[0-5]|[68]\d)\d{11}|6[45]\d{14}"
)
"""UnionPay and the brands that are issued in China; older cards of single banks begin with 9."""


def is_mobile(digits: str) -> bool:
    """A mobile number of mainland China, or of Taiwan."""
    return bool(_MOBILE.fullmatch(digits) or _TAIWAN_MOBILE.fullmatch(digits))


def area_code(digits: str, *, parted: bool = False) -> str | None:
    """The area code of a landline number of mainland China; None when it is no such number.

    ``parted``: a sign stands after the code. Without one only beginnings that are given out count.
    """
    match = (_PARTED_LANDLINE if parted else _LANDLINE).fullmatch(digits)
    return match["area"] if match else None


def taiwan_area_code(digits: str) -> str | None:
    """The area code of a landline number of Taiwan, whose numbers are shorter; for numbers with a sign after it."""
    match = _TAIWAN_LANDLINE.fullmatch(digits)
    return match["area"] if match and 9 <= len(digits) <= 10 else None


def is_identity_card(number: str) -> bool:
    """An identity card of mainland China: 18 characters with the check of GB 11643, or the 15 digits used before."""
    number = number.upper()
    if len(number) == 15 and number.isdigit():
        return number[:2] in _PROVINCES and _is_day("19" + number[6:12])
    if len(number) != 18 or not number[:17].isdigit() or number[:2] not in _PROVINCES or not _is_day(number[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return number[17] == _CHECKS[total % 11]


def is_taiwan_identity(number: str) -> bool:
    """An identity card of Taiwan, or a residence permit of the same form, by its check digit."""
    if not re.fullmatch(r"[A-Z][1289]\d{8}", number):
        return False
    head = _TAIWAN_LETTERS.index(number[0]) + 10
    weighted = head // 10 + head % 10 * 9
    weighted += sum(int(digit) * weight for digit, weight in zip(number[1:9], range(8, 0, -1), strict=True))
    return (weighted + int(number[9])) % 10 == 0


def is_hong_kong_identity(number: str) -> bool:
    """An identity card of Hong Kong, by its check digit; without brackets: ``A1234563``."""
    if not re.fullmatch(r"[A-Z]{1,2}\d{6}[\dA]", number):
        return False
    padded = number if len(number) == 9 else f" {number}"
    values = [36 if char == " " else int(char, 36) for char in padded[:8]]
    total = sum(value * weight for value, weight in zip(values, range(9, 1, -1), strict=True))
    return (total + int(padded[8], 16)) % 11 == 0


def is_bank_card(digits: str) -> bool:
    """A card number of a length and beginning that are issued, with Luhn's check digit."""
    return 14 <= len(digits) <= 19 and bool(_CARDS.fullmatch(digits)) and _luhn(digits)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _is_day(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return 1880 <= born.year <= 2100
