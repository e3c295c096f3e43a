"""``qa-auditor export scorecards``: Excel scorecards and their summary."""

from datetime import date
from pathlib import Path

import click

from qa_auditor.application.issuing import issue_scorecards, issue_summary
from qa_auditor.cli.choosing import chosen, period_options
from qa_auditor.cli.errors import DOES_NOT_HOLD, DONE, say
from qa_auditor.cli.progress import shown_progress
from qa_auditor.cli.settings import existing_workspace, print_json
from qa_auditor.i18n import _, language, ngettext


@click.group(help=_("Write Excel scorecards."))
def export() -> None:
    """Group of the kinds of export."""


@export.command(
    help=_(
        "Write one Excel scorecard for each submitted evaluation that is meant, and a workbook that sums them up. "
        "Without options all evaluations are meant. Ends with 1 when there is none."
    )
)
@click.option("--process", default="", metavar="CODE", help=_("Only this process."))
@period_options
@click.option("--agent", default="", metavar="CODE", help=_("Only this agent."))
@click.option("--site", default="", metavar="CODE", help=_("Only this site."))
@click.option("--checklist", default="", metavar="ID", help=_("Only this checklist."))
@click.option(
    "--evaluation", "evaluations", multiple=True, metavar="ID", help=_("Only these evaluations; may be repeated.")
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=_("Folder for the files; else the workspace's exports."),
)
@click.option("--summary/--no-summary", default=True, help=_("Whether to write the workbook that sums up."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def scorecards(  # noqa: PLR0913 - one argument an option
    process: str,
    since: date | None,
    until: date | None,
    agent: str,
    site: str,
    checklist: str,
    evaluations: tuple[str, ...],
    out: Path | None,
    *,
    summary: bool,
    as_json: bool,
) -> int:
    """Export scorecards."""
    from qa_auditor.paths import exports_of
    from qa_auditor.reports.documents import scorecard_writer, summary_writer

    with existing_workspace() as opened:
        store, clock = opened.store, opened.clock
        which = chosen(
            store, process=process, since=since, until=until, agent=agent, site=site, checklist=checklist,
            evaluations=evaluations,
        )  # fmt: skip
        folder = (out or exports_of(opened.workspace)) / "scorecards"
        with store.begin() as work:
            count = len(work.evaluations.find(which))
        files: list[Path] = []
        summed: Path | None = None
        if count:
            progress = shown_progress(quiet=as_json)
            writer = scorecard_writer(language())
            files = issue_scorecards(store, which=which, folder=folder, write=writer, clock=clock, progress=progress)
            if summary:
                summed = folder.parent / "summary.xlsx"
                sums = summary_writer(language())
                issue_summary(store, which=which, path=summed, write=sums, clock=clock, progress=progress)
    if as_json:
        print_json(
            {
                "evaluations": count,
                "folder": str(folder),
                "scorecards": [str(file) for file in files],
                "summary": str(summed) if summed else None,
            }
        )
    elif count:
        words = ngettext("{n} scorecard in {folder}", "{n} scorecards in {folder}", len(files))
        click.echo(words.format(n=len(files), folder=folder))
        if summed:
            click.echo(_("Summary: {file}").format(file=summed))
    if not count:
        say(_("There are no submitted evaluations of that kind; nothing was written"))
        return DOES_NOT_HOLD
    return DONE
