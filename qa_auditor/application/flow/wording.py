"""Words on drawings of a process."""

from fractions import Fraction

from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.process import Lane, Step, StepKind
from qa_auditor.i18n import N_, _, language

STAGE_NAMES = {Stage.INITIAL: N_("Initial stage"), Stage.MIDDLE: N_("Middle stage"), Stage.FINAL: N_("Final stage")}

LANE_NAMES = {
    Lane.CUSTOMER: N_("Customer"),
    Lane.FRONT: N_("Front stage"),
    Lane.BACK: N_("Back stage"),
    Lane.SUPPORT: N_("Support"),
}

KIND_NAMES = {
    StepKind.START: N_("Start of the process"),
    StepKind.ACTION: N_("Action"),
    StepKind.CHECK: N_("Check"),
    StepKind.DECISION: N_("Decision"),
    StepKind.WAIT: N_("Wait"),
    StepKind.RECORD: N_("Record or document"),
    StepKind.END: N_("End of the process"),
}

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
