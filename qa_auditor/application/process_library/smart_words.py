"""What a standard lacks, said to its owner with what to do."""

from collections.abc import Iterable

from qa_auditor.application.faults import Fault, Place
from qa_auditor.domain.smart import SmartFinding, SmartLack
from qa_auditor.domain.standard import SmartPart
from qa_auditor.i18n import N_, _

_WORDS: dict[SmartLack, tuple[str, str]] = {
    SmartLack.NO_INDICATOR: (
        N_("it is not said what is observed"),
        N_("Name what can be seen or counted, for example: rings before the call is answered"),
    ),
    SmartLack.VAGUE_WORDING: (
        N_('"{word}" means something else to everybody'),
        N_('Say what can be seen or give a number: "within ten seconds" in place of "soon"'),
    ),
    SmartLack.NO_TARGET: (N_("it has no target"), N_("Give the value to be reached, for example: 10")),
    SmartLack.NO_UNIT: (N_("its target has no unit"), N_("Say of what the target is a number: seconds, rings, times")),
    SmartLack.NO_SHARE: (
        N_("it is not said in how many cases it is to hold"),
        N_("Give the share, for example: 0.9 for nine of ten"),
    ),
    SmartLack.NO_EVIDENCE: (
        N_("nothing shows that it can be achieved"),
        N_("Name a trial, a team that does it, or the capacity that is there"),
    ),
    SmartLack.NO_NEED: (
        N_("it is not said what customers want of it"),
        N_("Name the need, and where it was heard"),
    ),
    SmartLack.NO_TIME: (
        N_("it has no time limit"),
        N_("Give a limit in seconds, or after how many months it is looked at again"),
    ),
}

_PARTS: dict[SmartPart, str] = {
    SmartPart.SPECIFIC: N_("Specific"),
    SmartPart.MEASURABLE: N_("Measurable"),
    SmartPart.ACHIEVABLE: N_("Achievable"),
    SmartPart.RELEVANT: N_("Relevant"),
    SmartPart.TIMELY: N_("Timely"),
}


def smart_part_text(part: SmartPart) -> str:
    """The name of one of the five parts."""
    return _(_PARTS[part])


def smart_text(finding: SmartFinding) -> tuple[str, str]:
    """What is lacking, and what to do."""
    message, remedy = _WORDS[finding.lack]
    return _(message).format(word=finding.word), _(remedy)


def smart_faults(findings: Iterable[SmartFinding], place: Place) -> tuple[Fault, ...]:
    """The same as faults of a place."""
    return tuple(
        Fault(f"smart-{finding.lack.replace('_', '-')}", message, place, remedy)
        for finding in findings
        for message, remedy in [smart_text(finding)]
    )
