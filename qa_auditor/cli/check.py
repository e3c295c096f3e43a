"""``qa-auditor check``: whether everything in the workspace is whole."""

import sys

import click

from qa_auditor.application.faults import DamagedError, Fault, Place, describe
from qa_auditor.application.integrity import IntegrityReport, check_workspace
from qa_auditor.application.tasks import Progress, no_progress
from qa_auditor.cli.errors import DOES_NOT_HOLD, DONE
from qa_auditor.cli.settings import existing_workspace, print_json
from qa_auditor.i18n import _, ngettext


@click.command(
    help=_(
        "Verify the whole workspace: the database, every recording, every score. Ends with 1 when something is broken."
    )
)
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def check(*, as_json: bool) -> int:
    """Check the workspace; the exit code."""
    progress = no_progress if as_json or not sys.stderr.isatty() else _shown_progress()
    try:
        with existing_workspace() as opened:
            report = check_workspace(opened.store, opened.media, progress=progress)
    except DamagedError as error:
        # It can't even be opened: what was to be checked does not hold.
        fault = Fault("database", error.message, Place("workspace.sqlite"), error.remedy)
        report = IntegrityReport((fault,), {})
    if as_json:
        print_json(check_document(report))
    else:
        for line in check_lines(report):
            click.echo(line)
    return DOES_NOT_HOLD if report.faults else DONE


def check_document(report: IntegrityReport) -> dict[str, object]:
    """A report as ``check --json`` gives it."""
    return {
        "ok": not report.faults,
        "checked": dict(report.checked),
        "faults": [
            {"code": fault.code, "message": fault.message, "place": str(fault.place), "remedy": fault.remedy}
            for fault in report.faults
        ],
    }


def check_lines(report: IntegrityReport) -> list[str]:
    """A report for people: what is broken, else that all is well and how much was looked at."""
    lines = [describe(fault) for fault in report.faults]
    if lines:
        broken = len(lines)
        lines.append(ngettext("{n} thing is broken", "{n} things are broken", broken).format(n=broken))
    else:
        lines.append(_("All is well"))
    if report.checked:
        lines.append(
            _(
                "Checked: {checklists} checklists, {recordings} recordings, "
                "{evaluations} evaluations, {submitted} of them submitted"
            ).format(**report.checked)
        )
        if shown := report.checked["shown"]:
            times = ngettext("Masked data were shown {n} time", "Masked data were shown {n} times", shown)
            lines.append(_("{times}: see qa-auditor privacy log").format(times=times.format(n=shown)))
    return lines


def _shown_progress() -> Progress:
    def show(done: int, of: int, what: str) -> None:
        count = f"{done}/{of} " if of else ""
        click.echo(f"\r\x1b[K{count}{what}\r", err=True, nl=False)

    return show
