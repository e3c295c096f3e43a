"""How sure a number is: intervals for shares and means. Floating point, for intervals only; scores stay exact."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, fsum, lgamma, log, log1p, sqrt
from statistics import NormalDist

_TINY = 1e-300
_STEPS = 500


@dataclass(frozen=True, slots=True)
class Interval:
    """Two limits in the unit of what they enclose."""

    low: float
    high: float


def wilson(k: Fraction | int, n: int, confidence: float = 0.95) -> Interval | None:
    """Interval for a share, 0 to 1; None when nothing was counted.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209-212.

    Args:
        k: how many of ``n`` held.
        n: how many were counted.
        confidence: probability that the method encloses the true share.

    Raises:
        ValueError: ``k`` is not within 0 and ``n``.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is no share")
    if n == 0:
        return None
    z2 = NormalDist().inv_cdf((1 + confidence) / 2) ** 2
    share = float(Fraction(k) / n)
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    # At the ends the limit is 0 or 1 exactly; rounding must not lay it beside.
    return Interval(0.0 if k == 0 else middle - half, 1.0 if k == n else middle + half)


def student_t_interval(values: Sequence[Fraction | float], confidence: float = 0.95) -> Interval | None:
    """Interval for the mean of what ``values`` are a sample of, in their unit; None for fewer than two.

    Source: Student, Biometrika 6 (1908) 1-25.
    """
    n = len(values)
    if n < 2:
        return None
    numbers = [float(value) for value in values]
    mean = fsum(numbers) / n
    variance = fsum((number - mean) ** 2 for number in numbers) / (n - 1)
    half = student_t_quantile((1 + confidence) / 2, n - 1) * sqrt(variance / n)
    return Interval(mean - half, mean + half)


def median(values: Sequence[Fraction]) -> Fraction | None:
    """The middle value, or the mean of the two in the middle; None for nothing."""
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def student_t_quantile(probability: float, freedom: int) -> float:
    """The number that Student's t with ``freedom`` degrees of freedom stays below with ``probability``.

    Raises:
        ValueError: the probability is not between 0 and 1, or there is no degree of freedom.
    """
    if not 0 < probability < 1 or freedom < 1:
        raise ValueError(f"no quantile for {probability} and {freedom} degrees of freedom")
    if probability < 0.5:
        return -student_t_quantile(1 - probability, freedom)
    low, high = 0.0, 1.0
    while _student_t_below(high, freedom) < probability:
        low, high = high, 2 * high
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return middle
        if _student_t_below(middle, freedom) < probability:
            low = middle
        else:
            high = middle


def _student_t_below(t: float, freedom: int) -> float:
    """P(T < t) for t >= 0 (Abramowitz and Stegun, 26.7.1)."""
    return 1 - _incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function (Abramowitz and Stegun, 26.5.8, by Lentz's method)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    d = _inverse(1 - (a + b) * x / (a + 1))
    c, value = 1.0, d
    for step in range(1, _STEPS):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        before = value
        for term in (even, odd):
            d = _inverse(1 + term * d)
            c = 1 + term / c or _TINY
            value *= c * d
        if abs(value - before) <= 1e-16 * abs(value):
            break
    return front * value


def _inverse(number: float) -> float:
    return 1 / (number or _TINY)
