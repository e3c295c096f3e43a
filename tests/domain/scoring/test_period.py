"""Scores over many evaluations, accuracy by class, and their intervals."""

from fractions import Fraction

import pytest

from qa_auditor.domain.answer import NA
from qa_auditor.domain.checklist import CriticalClass, Effect, FreeText, Method, NaRule
from qa_auditor.domain.scoring.engine import score
from qa_auditor.domain.scoring.period import (
    PoolingError,
    critical_accuracy,
    mean_of_totals,
    non_critical_accuracy,
    pooled,
)
from tests.domain.scoring.building import ask, checklist, critical, known, section


def evaluated(form, *answers):
    return [(form, score(form, given, {})) for given in answers]


FORM = checklist(
    section(
        "a",
        ask("x", 1),
        ask("y", 3, na=True),
        ask("c", 1, na=True, critical=critical(Effect.FLAG)),
        ask("b", 1, required=False, critical=critical(critical_class=CriticalClass.BUSINESS)),
        ask("extra", bonus=Fraction(5), critical=critical(critical_class=CriticalClass.COMPLIANCE)),
        ask("t", 1, FreeText()),
    )
)


def test_mean_of_totals_leaves_out_evaluations_without_a_score():
    period = mean_of_totals([Fraction(80), None, Fraction(90), Fraction(100)])
    assert (period.value, period.n, period.pooled) == (90, 3, False)
    assert known(period.interval).low == pytest.approx(90 - 4.302652729911275 * 10 / 3**0.5)
    assert mean_of_totals([None]).value is None
    assert mean_of_totals([Fraction(80)]).interval is None


def test_mean_and_pool_disagree_and_each_is_right():
    both = evaluated(
        checklist(section("a", ask("x", 1), ask("y", 3, na=True))), {"x": "no", "y": NA}, {"x": "yes", "y": "yes"}
    )
    assert mean_of_totals(made.total for _, made in both).value == 50
    assert (pooled(both).value, pooled(both).n, pooled(both).pooled) == (80, 2, True)


def test_pool_of_one_is_its_raw_score_under_points():
    for rule in NaRule:
        form = checklist(
            section("a", ask("x", 2), ask("y", 3, na=True), ask("extra", bonus=Fraction(9))),
            section("b", ask("f", 1, critical=critical(Effect.ZERO_SECTION)), ask("z", 4)),
            na_rule=rule,
        )
        one = evaluated(form, {"x": "yes", "y": NA, "extra": "yes", "f": "no", "z": "yes"})
        assert pooled(one).value == one[0][1].raw


def test_deduction_is_not_pooled():
    with pytest.raises(PoolingError):
        pooled(evaluated(checklist(section("a", ask("x")), method=Method.DEDUCTION), {"x": "yes"}))


def test_critical_accuracy_counts_evaluations_that_could_have_had_an_error():
    many = evaluated(
        FORM,
        {"x": "yes", "y": NA, "c": "no", "extra": "no"},
        {"x": "no", "y": "yes", "c": "yes", "b": "yes", "extra": "no"},
        {"x": "no", "y": "yes", "c": NA, "extra": "no"},
    )
    customer = critical_accuracy(many, CriticalClass.CUSTOMER)
    assert (customer.k, customer.n, customer.value) == (1, 2, Fraction(1, 2))
    # Left open, the optional question could have shown nothing.
    business = critical_accuracy(many, CriticalClass.BUSINESS)
    assert (business.k, business.n) == (1, 1)
    # A bonus question is never an error.
    compliance = critical_accuracy(many, CriticalClass.COMPLIANCE)
    assert (compliance.value, compliance.interval, compliance.n) == (None, None, 0)


def test_non_critical_accuracy_counts_opportunities():
    many = evaluated(FORM, {"x": "yes", "y": NA, "c": "no", "t": "word"}, {"x": "no", "y": "yes", "extra": "no"})
    share = non_critical_accuracy(many)
    assert (share.k, share.n) == (2, 3)
    assert known(share.interval).low == pytest.approx(0.2077, abs=1e-4)
    assert known(share.interval).high == pytest.approx(0.9385, abs=1e-4)
