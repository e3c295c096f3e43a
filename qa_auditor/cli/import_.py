"""``qa-auditor import``: recordings and their call data into the workspace, row by row."""

import sys
from pathlib import Path

import click

from qa_auditor.application.faults import describe, one_line
from qa_auditor.application.intake.desk import Defaults
from qa_auditor.application.intake.importing import import_paths
from qa_auditor.application.intake.report import IntakeReport, IntakeRow, Result
from qa_auditor.application.intake.sources import SourceKind
from qa_auditor.application.tasks import Progress, no_progress
from qa_auditor.cli.errors import BAD_INPUT, DONE, say
from qa_auditor.cli.settings import opened_workspace, print_json
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.i18n import _, ngettext


@click.command(
    name="import",
    help=_(
        "Take recordings with their transcripts, chats and e-mails, and tables of call data (CSV, XLSX) "
        "that name them, from files and folders. "
        "Says row by row what was taken, was there already, or was refused and why."
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--zone", default="", metavar="ZONE", help=_("Time zone of calls whose site or row names none."))
@click.option("--site", default="", metavar="CODE", help=_("Site of calls whose row names none."))
@click.option(
    "--kind",
    default=SubjectKind.CALL.value,
    type=click.Choice([SubjectKind.CALL.value, SubjectKind.VISIT.value, SubjectKind.WALKTHROUGH.value]),
    help=_("What the recordings are."),
)
@click.option("--replace", is_flag=True, help=_("Let a new transcript take the place of the one that a recording has."))
@click.option(
    "--mail-domain",
    "mail_domains",
    multiple=True,
    metavar="DOMAIN",
    help=_("Domain from which the house writes e-mails; may be repeated, and is remembered."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def import_(
    paths: tuple[Path, ...],
    zone: str,
    site: str,
    kind: str,
    mail_domains: tuple[str, ...],
    *,
    replace: bool,
    as_json: bool,
) -> int:
    """Import files and folders."""
    from qa_auditor.exchange.tables import is_zone

    if zone and not is_zone(zone):
        raise click.BadParameter(
            _("{zone} is no time zone, such as Asia/Shanghai").format(zone=zone), param_hint="--zone"
        )
    with opened_workspace() as opened:
        report = import_paths(
            opened.store,
            opened.media,
            paths=paths,
            readers=opened.readers,
            clock=opened.clock,
            defaults=Defaults(zone, site, SubjectKind(kind), replace, mail_domains),
            progress=_progress(),
        ).value
    if as_json:
        print_json(report_document(report))
    else:
        for line in report_lines(report):
            click.echo(one_line(line))
    if as_json or not sys.stdout.isatty():
        # On a terminal the report itself has just said it.
        for row in report.of(Result.REFUSED):
            for fault in row.faults:
                say(describe(fault))
    return DONE if report.of(Result.TAKEN) or report.of(Result.KNOWN) or not report.rows else BAD_INPUT


def report_document(report: IntakeReport) -> dict[str, object]:
    """A report as ``import --json`` gives it."""
    return {
        "taken": [_there(row) for row in report.of(Result.TAKEN)],
        "known": [_there(row) for row in report.of(Result.KNOWN)],
        "refused": [
            {
                "file": row.file,
                "place": str(fault.place),
                "code": fault.code,
                "fault": fault.message,
                "remedy": fault.remedy,
            }
            for row in report.of(Result.REFUSED)
            for fault in row.faults
        ],
        "created": {
            "sites": list(report.sites),
            "teams": list(report.teams),
            "agents": list(report.agents),
            "processes": list(report.processes),
        },
    }


def _there(row: IntakeRow) -> dict[str, object]:
    recording = row.recording
    known: dict[str, object] = {"file": row.file, "place": str(row.place), "subject": row.subject_id}
    if row.kind is not SourceKind.RECORDING or recording is None:
        known |= {"format": row.format, "lines": row.lines}
    else:
        known |= {
            "sha256": recording.sha256,
            "encoding": recording.encoding,
            "duration_ms": recording.duration_ms,
            "channels": recording.channels,
            "sample_rate": recording.sample_rate,
        }
    return known | {"kind": row.kind.value, "notes": list(row.notes)}


def report_lines(report: IntakeReport) -> list[str]:
    """A report for people: each row, what was added along the way, and the counts."""
    lines = [_line(row) for row in report.rows]
    for title, names in (
        (_("New sites"), report.sites),
        (_("New teams"), report.teams),
        (_("New agents"), report.agents),
        (_("New processes"), report.processes),
    ):
        if names:
            lines.append(_("{title}: {names}").format(title=title, names=_(", ").join(names)))
    taken, known, refused = (len(report.of(result)) for result in (Result.TAKEN, Result.KNOWN, Result.REFUSED))
    recordings = sum(row.kind is SourceKind.RECORDING for row in report.of(Result.TAKEN))
    counts = [ngettext("{n} recording taken", "{n} recordings taken", recordings).format(n=recordings)]
    if taken > recordings:
        others = taken - recordings
        counts.append(ngettext("{n} conversation taken", "{n} conversations taken", others).format(n=others))
    counts += [
        ngettext("{n} known already", "{n} known already", known).format(n=known),
        ngettext("{n} refused", "{n} refused", refused).format(n=refused),
    ]
    return [*lines, _(", ").join(counts)]


def _line(row: IntakeRow) -> str:
    if row.result is Result.REFUSED:
        return _("refused  {fault}").format(fault="; ".join(describe(fault) for fault in row.faults))
    recording, name = row.recording, row.file
    if row.kind is SourceKind.RECORDING and recording is not None:
        minutes, seconds = divmod(recording.duration_ms // 1000, 60)
        encoding, length = recording.encoding, f"{minutes}:{seconds:02d}"
    elif row.kind is SourceKind.TRANSCRIPT:
        encoding, length = row.format, ngettext("{n} line", "{n} lines", row.lines).format(n=row.lines)
    else:
        # One file holds many.
        name, encoding = str(row.place), row.format
        length = ngettext("{n} message", "{n} messages", row.lines).format(n=row.lines)
    words = {"file": name, "encoding": encoding, "length": length}
    if row.result is Result.KNOWN:
        return _("known    {file}: {encoding}, {length}").format(**words)
    text = _("taken    {file}: {encoding}, {length}").format(**words)
    return f"{text} ({'; '.join(row.notes)})" if row.notes else text


def _progress() -> Progress:
    """A line that renews itself where somebody watches a terminal; else nothing."""
    if not sys.stderr.isatty():
        return no_progress

    def show(done: int, of: int, what: str) -> None:
        text = f"{done}/{of} {what}" if of and what else ""
        click.echo(f"\r\x1b[K{text[:100]}", err=True, nl=False)

    return show
