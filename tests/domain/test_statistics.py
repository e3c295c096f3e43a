"""Intervals against published tables."""

from fractions import Fraction

import pytest

from qa_auditor.domain.statistics import Interval, median, student_t_interval, student_t_quantile, wilson


@pytest.mark.parametrize(
    ("probability", "freedom", "value"),
    # NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2
    [
        (0.975, 1, 12.706),
        (0.975, 2, 4.303),
        (0.975, 5, 2.571),
        (0.975, 10, 2.228),
        (0.975, 30, 2.042),
        (0.975, 100, 1.984),
        (0.995, 4, 4.604),
        (0.9, 7, 1.415),
        (0.999, 3, 10.215),
    ],
)
def test_student_t_table(probability, freedom, value):
    assert student_t_quantile(probability, freedom) == pytest.approx(value, abs=6e-4)


def test_student_t_closed_forms():
    assert student_t_quantile(0.975, 1) == pytest.approx(12.706204736174694, rel=1e-12)
    # For two degrees of freedom: (2p − 1) √(2 ÷ (4p(1 − p))).
    assert student_t_quantile(0.975, 2) == pytest.approx(0.95 * (2 / (4 * 0.975 * 0.025)) ** 0.5, rel=1e-12)
    assert student_t_quantile(0.975, 100_000) == pytest.approx(1.95998, abs=2e-5)
    assert student_t_quantile(0.025, 9) == -student_t_quantile(0.975, 9)
    assert student_t_quantile(0.5, 9) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("probability", "freedom"), [(0, 3), (1, 3), (0.5, 0)])
def test_student_t_refuses_what_has_no_quantile(probability, freedom):
    with pytest.raises(ValueError, match="quantile"):
        student_t_quantile(probability, freedom)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    # R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (score, without continuity correction)
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_published(k, n, low, high):
    made = wilson(k, n)
    assert made is not None
    assert (made.low, made.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_wilson_at_the_ends():
    assert wilson(0, 0) is None
    for made in (wilson(0, 5), wilson(5, 5)):
        assert made is not None
        assert (made.low == 0) is not (made.high == 1)
    with pytest.raises(ValueError, match="share"):
        wilson(6, 5)


def test_mean_interval():
    assert student_t_interval([Fraction(1)]) is None
    assert student_t_interval([Fraction(7), Fraction(7), Fraction(7)]) == Interval(7, 7)
    made = student_t_interval([Fraction(number) for number in range(1, 6)])
    assert made is not None
    assert (made.low, made.high) == (pytest.approx(1.036757, abs=1e-6), pytest.approx(4.963243, abs=1e-6))


def test_median():
    assert median([]) is None
    assert median([Fraction(3), Fraction(1), Fraction(2)]) == 2
    assert median([Fraction(4), Fraction(1), Fraction(2), Fraction(3)]) == Fraction(5, 2)
