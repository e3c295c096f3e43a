"""How what was met on a walk-through reads."""

from qa_auditor.application.views.wording import clock_text
from qa_auditor.domain.walk import StepOutcome
from qa_auditor.domain.walk_findings import WalkFault
from qa_auditor.domain.walkthrough import StepStanding
from qa_auditor.i18n import N_, _, ngettext

OUTCOME_NAMES = {
    StepOutcome.DONE: N_("Done"),
    StepOutcome.NOT_TO_STANDARD: N_("Not to standard"),
    StepOutcome.SKIPPED: N_("Skipped"),
    StepOutcome.NOT_APPLICABLE: N_("Not applicable"),
}

FAULT_NAMES = {
    WalkFault.LEFT_OUT: N_("Left out"),
    WalkFault.OUT_OF_ORDER: N_("Out of order"),
    WalkFault.NOT_TO_STANDARD: N_("Not to standard"),
    WalkFault.LATE: N_("Too slow"),
}


def standing_words(standing: StepStanding) -> str:
    """What is said of a step, in one line; "" where nothing was."""
    parts = []
    if standing.outcome is not None:
        parts.append(_(OUTCOME_NAMES[standing.outcome]))
    elif standing.postponed:
        parts.append(_("not yet"))
    if standing.out_of_order:
        parts.append(_("Out of order"))
    if standing.running_since is not None:
        parts.append(_("clock runs"))
    elif standing.seconds is not None:
        parts.append(seconds_text(standing.seconds))
    if standing.note:
        parts.append(_("remark"))
    if standing.photos:
        parts.append(ngettext("{n} photo", "{n} photos", len(standing.photos)).format(n=len(standing.photos)))
    return " · ".join(parts)


def seconds_text(seconds: int) -> str:
    """A time as clocks show it: 00:42, 1:02:09."""
    return clock_text(seconds * 1000)
