"""``qa-auditor walkthrough …``: walk-throughs as lists and as documents."""

import click

from qa_auditor.application.ports import NotFoundError
from qa_auditor.application.views.walk_wording import FAULT_NAMES
from qa_auditor.application.views.walkthroughs import WalkthroughRow, rows_of, stage_name, walkthrough_rows
from qa_auditor.application.views.wording import moment_text
from qa_auditor.cli.choosing import process_named
from qa_auditor.cli.errors import DONE
from qa_auditor.cli.settings import existing_workspace, print_json
from qa_auditor.domain.rounding import shown
from qa_auditor.i18n import _, language


@click.group(help=_("Walk-throughs: who went through which process, and what was met."))
def walkthrough() -> None:
    """Group of the commands about walk-throughs."""


@walkthrough.command("list", help=_("List walk-throughs, the newest first."))
@click.option("--process", "code", default="", metavar="CODE", help=_("Of this process alone."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def list_(code: str, *, as_json: bool) -> int:
    """List walk-throughs."""
    with existing_workspace() as opened, opened.store.begin() as work:
        rows = walkthrough_rows(work, process_code=process_named(work, code) if code else None)
    if as_json:
        print_json([_summary(row) for row in rows])
        return DONE
    for row in rows:
        walked = row.opened.walkthrough
        trace, compliance = shown(row.trace.share) or "–", shown(row.compliance.share) or "–"
        click.echo(
            "  ".join(
                (row.id, moment_text(walked.begun), walked.process_code, stage_name(row.stage), trace, compliance)
            )
        )
    return DONE


@walkthrough.command(
    help=_("Print everything of one walk-through as JSON: its steps, times, remarks, photos, findings.")
)
@click.argument("walkthrough_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def export(walkthrough_id: str, *, as_json: bool) -> int:
    """Print one walk-through; it is JSON with and without the option."""
    del as_json
    with existing_workspace() as opened, opened.store.begin() as work:
        try:
            (row,) = rows_of(work, [walkthrough_id])
        except NotFoundError as error:
            said = _("there is no {value}").format(value=walkthrough_id)
            raise click.BadParameter(said, param_hint="ID") from error
    print_json(_summary(row) | _details(row))
    return DONE


def _summary(row: WalkthroughRow) -> dict[str, object]:
    walked = row.opened.walkthrough
    return {
        "id": row.id,
        "title": walked.title,
        "process": walked.process_code,
        "version": walked.process_version,
        "touchpoint": walked.touchpoint or None,
        "begun": walked.begun.local().isoformat(timespec="seconds"),
        "evaluator": row.evaluator,
        "stage": row.stage.value,
        "evaluation": row.evaluation_id or None,
        "total": shown(row.total) or None,
        "trace": None if row.trace.share is None else str(row.trace.share),
        "compliance": None if row.compliance.share is None else str(row.compliance.share),
        "findings": len(row.findings),
    }


def _details(row: WalkthroughRow) -> dict[str, object]:
    standing, record, tag = row.opened.standing, row.opened.record, language()
    faults = {finding.step.id: finding.faults for finding in row.findings}
    order = {step_id: place for place, step_id in enumerate(standing.order, start=1)}
    return {
        "steps": [
            {
                "id": step.id,
                "name": step.name.in_language(tag),
                "outcome": said.outcome.value if said.outcome else None,
                "came": order.get(step.id),
                "seconds": said.seconds,
                "limit": step.time_limit_s,
                "remark": said.note,
                "photos": list(said.photos),
                "faults": [fault.value for fault in faults.get(step.id, ())],
                "wrong": [_(FAULT_NAMES[fault]) for fault in faults.get(step.id, ())],
            }
            for step in record.steps
            for said in (standing.of(step.id),)
        ],
        "entries": [
            {
                "seq": entry.seq,
                "act": entry.act.value,
                "step": entry.step_id,
                "value": entry.value,
                "at": entry.at.isoformat(),
            }
            for entry in row.opened.entries
        ],
    }
