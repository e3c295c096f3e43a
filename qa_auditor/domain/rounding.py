"""How an exact number is shown: rounded once, half up."""

from decimal import Decimal
from fractions import Fraction


def rounded(number: Fraction, places: int = 2) -> Decimal:
    """``number`` rounded half up, as the scoring contract says: ties go towards plus infinity."""
    scaled = number * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole).scaleb(-places)


def shown(number: Fraction | None, places: int = 2) -> str:
    """``number`` as text with fixed places ("72.50"), an empty string for None."""
    return "" if number is None else format(rounded(number, places), "f")
