from fractions import Fraction

import pytest

from qa_auditor.application.flow.wording import share_of, time_limit_of, time_limit_text
from qa_auditor.i18n import LANGUAGES, speaking


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("90", 90), ("10 s", 10), ("≤ 10秒", 10), ("5分钟", 300), ("1.5 h", 5400), ("24 小時", 86400), ("2 天", 172800)],
)
def test_a_time_is_understood_as_people_write_it(written: str, seconds: int):
    assert time_limit_of(written) == seconds


@pytest.mark.parametrize("written", ["soon", "-3", "0", "1e9", "99999999", "5 fortnights", "0.0001 s"])
def test_what_is_no_time_is_refused(written: str):
    with pytest.raises(ValueError, match=written):
        time_limit_of(written)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seconds", [1, 59, 60, 90, 300, 3600, 5400, 86400, 172800])
def test_a_time_that_is_shown_can_be_typed_again(language: str, seconds: int):
    with speaking(language):
        assert time_limit_of(time_limit_text(seconds)) == seconds


def test_a_share_of_cases_is_above_nothing_and_at_most_all():
    assert share_of("99.5%") == Fraction(199, 200)
    assert share_of(" ") is None
    for wrong in ("0", "101", "most"):
        with pytest.raises(ValueError, match=wrong):
            share_of(wrong)
