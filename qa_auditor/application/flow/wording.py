"""Words on drawings of a process."""

import re
from fractions import Fraction

from qa_auditor.domain.process import Lane, Step
from qa_auditor.i18n import N_, _, language

_LONGEST_LIMIT = 366 * 86400

VIEW_NAMES = {
    "flow": N_("Business flow"),
    "blueprint": N_("Service blueprint"),
    "information": N_("Information flow"),
}
"""The three drawings of a process."""

LINE_NAMES = {
    Lane.CUSTOMER: N_("Line of interaction"),
    Lane.FRONT: N_("Line of visibility"),
    Lane.BACK: N_("Line of internal interaction"),
}
"""The lines of the service blueprint, by the lane above them."""


def time_limit_text(seconds: int) -> str:
    """A time limit in the largest unit that it is a whole number of: 10 s, 5 min, 24 h, 3 days."""
    for unit, words in ((86400, N_("{n} d")), (3600, N_("{n} h")), (60, N_("{n} min"))):
        if seconds % unit == 0 and seconds > (unit if unit == 86400 else 0):
            return _(words).format(n=seconds // unit)
    return _("{n} s").format(n=seconds)


def share_text(share: Fraction) -> str:
    """A share of cases in per cent, without a fraction where there is none."""
    percent = share * 100
    return f"{percent.numerator}%" if percent.denominator == 1 else f"{float(percent):.1f}%"


def time_text(step: Step) -> str:
    """The time standard of a step: ≤ 10 s · 90%; "" while it has none."""
    if step.time_limit_s is None:
        return ""
    limit = f"≤ {time_limit_text(step.time_limit_s)}"
    return f"{limit} · {share_text(step.time_share)}" if step.time_share is not None else limit


def step_name(step: Step) -> str:
    """The name of a step in the current language; its id while it has none."""
    return step.name.in_language(language()) or step.id


_UNITS = (
    (1, r"s|sec|secs|seconds?|秒"),
    (60, r"min|mins|m|minutes?|分|分钟|分鐘"),
    (3600, r"h|hours?|小时|小時|时|時"),
    (86400, r"d|days?|天|日"),
)


def time_limit_of(text: str) -> int | None:
    """The seconds that somebody wrote: 10, 10 s, 5 分钟, 24 h, 2 d; None for nothing.

    Raises:
        ValueError: it is no time.
    """
    plain = text.strip().removeprefix("≤").strip().lower()
    if not plain:
        return None
    for seconds, names in _UNITS:
        if found := re.fullmatch(rf"(\d{{1,7}}(?:\.\d{{1,3}})?)\s*(?:{names})" + ("?" if seconds == 1 else ""), plain):
            limit = Fraction(found[1]) * seconds
            if limit.denominator == 1 and 0 < limit <= _LONGEST_LIMIT:
                return int(limit)
    raise ValueError(text)


def share_of(text: str) -> Fraction | None:
    """The share of cases that somebody wrote in per cent: 90, 90%, 99.5; None for nothing.

    Raises:
        ValueError: it is no share above 0 and up to 100 per cent.
    """
    plain = text.strip().removesuffix("%").removesuffix("％").strip()
    if not plain:
        return None
    if re.fullmatch(r"\d{1,3}(\.\d{1,3})?", plain) and 0 < Fraction(plain) <= 100:
        return Fraction(plain) / 100
    raise ValueError(text)
