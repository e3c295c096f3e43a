"""What may not be meant in how the steps of a process follow each other."""

from collections.abc import Mapping

from qa_auditor.domain.flow import unreachable, ways_out, without_end
from qa_auditor.domain.process import ProcessRecord, StepKind
from qa_auditor.exchange.library.findings import LibraryFindings
from qa_auditor.exchange.reading import Spot, quoted
from qa_auditor.i18n import _


def check_ways(
    record: ProcessRecord,
    steps: Mapping[str, Spot],
    links: Mapping[tuple[str, str], Spot],
    findings: LibraryFindings,
) -> None:
    """Warn of steps that can't be reached or left, of decisions that decide nothing, of branches without a reason."""
    for step in unreachable(record):
        message = _("no way leads to the step {value}").format(value=quoted(step.id))
        findings.warn("unreachable-step", steps[step.id], message, _("Add a link to it, or mark it as a start"))
    for step in without_end(record):
        message = _("from the step {value} no way leads to an end").format(value=quoted(step.id))
        findings.warn("no-way-to-end", steps[step.id], message, _("Add a link onwards, or mark it as an end"))
    leaving = ways_out(record)
    for step in record.steps:
        out = leaving.get(step.id, ())
        if step.kind is StepKind.DECISION and len(out) < 2:
            message = _("the decision {value} has no two ways out").format(value=quoted(step.id))
            findings.warn("one-way-decision", steps[step.id], message, _("Add a link for each outcome"))
        if step.kind is StepKind.END and out:
            message = _("the end {value} has a way onwards").format(value=quoted(step.id))
            findings.warn("end-goes-on", steps[step.id], message, _("Leave the link out, or give it another kind"))
        for link in out if len(out) > 1 else ():
            if not link.condition:
                message = _("this way out of {value} doesn't say when it is taken").format(value=quoted(step.id))
                findings.warn("branch-without-condition", links[link.source, link.target], message, _("Add when: …"))
