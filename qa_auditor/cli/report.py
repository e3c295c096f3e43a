"""``qa-auditor report process``: the PDF audit report of one process and period."""

from datetime import date
from pathlib import Path

import click

from qa_auditor.application.issuing import ReportRequest, days_evaluated, file_name, issue_process_report
from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.application.views.process_content import ProcessReportContent
from qa_auditor.cli.choosing import period_options, process_named, today_in, zone_of
from qa_auditor.cli.errors import DONE, say
from qa_auditor.cli.progress import shown_progress
from qa_auditor.cli.settings import existing_workspace, print_json
from qa_auditor.domain.rounding import shown
from qa_auditor.i18n import _, language, ngettext


@click.group(help=_("Write the PDF audit report of a process."))
def report() -> None:
    """Group of the kinds of report."""


@report.command(
    help=_(
        "Write the PDF audit report of the process CODE. Without --since and --until the period reaches from the first "
        "to the last evaluated day."
    )
)
@click.argument("code", metavar="CODE")
@period_options
@click.option("--pooled", is_flag=True, help=_("Score the period over all answers, not as the mean of totals."))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=_("The file; else one in the workspace's exports."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def process(code: str, since: date | None, until: date | None, out: Path | None, *, pooled: bool, as_json: bool) -> int:
    """Report on a process."""
    from qa_auditor.paths import exports_of
    from qa_auditor.reports.documents import report_writer

    with existing_workspace() as opened:
        store, clock = opened.store, opened.clock
        with store.begin() as work:
            known = process_named(work, code, hint="CODE")
        zone = zone_of(store)
        days = days_evaluated(store, which=EvaluationFilter(process_code=known), zone=zone)
        first, last = _period(since, until, days, today_in(zone, clock.now()))
        path = out or exports_of(opened.workspace) / report_name(known, first, last, language())
        content = issue_process_report(
            store,
            request=ReportRequest(known, first, last, zone, pooled=pooled),
            path=path,
            write=report_writer(language()),
            clock=clock,
            progress=shown_progress(quiet=as_json),
        )
    if as_json:
        print_json(report_document(content, path))
    else:
        click.echo(report_line(content, path))
    if not content.sample.evaluations:
        say(_("There are no evaluations in this period; the report says so"))
    return DONE


def report_name(code: str, since: date, until: date, tag: str) -> str:
    """Name of a report's file: process, period, language."""
    return file_name(f"{code}_{since:%Y%m%d}-{until:%Y%m%d}_{tag}") + ".pdf"


def report_document(content: ProcessReportContent, path: Path) -> dict[str, object]:
    """A report as ``report process --json`` gives it."""
    return {
        "file": str(path),
        "process": content.process.code,
        "since": content.since.isoformat(),
        "until": content.until.isoformat(),
        "zone": content.zone,
        "evaluations": content.sample.evaluations,
        "score": shown(content.score.value) or None,
        "pooled": content.pooled is not None,
        "findings": content.findings.total,
    }


def report_line(content: ProcessReportContent, path: Path) -> str:
    """A report for people: how much it rests on, and where it is."""
    n = content.sample.evaluations
    words = ngettext(
        "{code}: {n} evaluation, score {score}: {file}", "{code}: {n} evaluations, score {score}: {file}", n
    )
    return words.format(code=content.process.code, n=n, score=shown(content.score.value) or "–", file=path)


def _period(since: date | None, until: date | None, days: tuple[date, date] | None, today: date) -> tuple[date, date]:
    first = since or (days[0] if days else until or today)
    last = until or (days[1] if days else since or today)
    if last < first and not (since and until):
        # One end was asked for and lies beyond what was evaluated.
        return (first, first) if since else (last, last)
    if last < first:
        raise click.BadParameter(_("the period ends before it begins"), param_hint="--until")
    return first, last
