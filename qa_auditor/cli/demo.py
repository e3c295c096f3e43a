"""``qa-auditor demo``: from nothing to a workspace with data and the documents made of them, without a screen."""

import shlex
import shutil
import sys
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import click

from qa_auditor.application.demo.cast import BASE, FIRST, SITES, StoryClock
from qa_auditor.application.demo.making import FEWEST, DemoReport, make_demo
from qa_auditor.application.issuing import ReportRequest, issue_process_report, issue_scorecards, issue_summary
from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.application.tasks import Progress
from qa_auditor.cli.errors import DONE
from qa_auditor.cli.progress import shown_progress
from qa_auditor.cli.report import report_name
from qa_auditor.cli.settings import Opened, print_json, settings_of
from qa_auditor.i18n import LANGUAGES, _, language, ngettext

REPORT_LANGUAGES = ("zh-CN", "en")
USUAL_FOLDER = "demo-workspace"
UNFINISHED = "demo-unfinished"
"""Lies in the folder for as long as the demo is being made; the next demo may then begin anew there."""
_MADE = (
    "workspace.sqlite",
    "workspace.sqlite-wal",
    "workspace.sqlite-shm",
    "workspace.sqlite-journal",
    "media",
    "samples",
    "exports",
    "backups",
)


@click.command(
    help=_(
        "Make a workspace in DIR (./demo-workspace) with three months of believable data, and write scorecards, a "
        "summary and audit reports of it. The same seed makes the same data."
    )
)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--seed", default=1, show_default=True, metavar="N", help=_("Another number makes other data."))
@click.option(
    "--evaluations",
    default=300,
    show_default=True,
    metavar="N",
    type=click.IntRange(FEWEST, 20_000),
    help=_("How many evaluations to submit."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@click.pass_context
def demo(context: click.Context, folder: Path | None, seed: int, evaluations: int, *, as_json: bool) -> int:
    """Make the demo."""
    from qa_auditor.assets import resource_path

    settings = settings_of(context)
    target = folder or settings.asked_workspace or Path(USUAL_FOLDER)
    _refuse_used(target)
    unfinished = target / UNFINISHED
    # What the disk refuses here it refuses when the workspace is opened, which says it with its remedy.
    with suppress(OSError):
        target.mkdir(parents=True, exist_ok=True)
        unfinished.touch()
    began = time.monotonic()
    progress = shown_progress(quiet=as_json)
    with settings.program.open(target) as opened:
        report = make_demo(
            opened.store,
            opened.media,
            readers=opened.readers,
            dialogues=resource_path("dialogues"),
            samples=target / "samples",
            seed=seed,
            evaluations=evaluations,
            progress=progress,
        )
        files = write_documents(opened, report, progress=progress)
    unfinished.unlink(missing_ok=True)
    seconds = time.monotonic() - began
    if as_json:
        print_json(demo_document(report, target, files, seconds))
    else:
        for line in demo_lines(report, target, files, seconds):
            click.echo(line)
    return DONE


def _refuse_used(folder: Path) -> None:
    """Nothing is overwritten, except what a demo left that was interrupted in this folder."""
    if (folder / UNFINISHED).is_file():
        for made in _MADE:
            there = folder / made
            if there.is_dir() and not there.is_symlink():
                shutil.rmtree(there)
            else:
                there.unlink(missing_ok=True)
        (folder / UNFINISHED).unlink()
    if folder.is_dir() and any(folder.iterdir()):
        raise click.BadParameter(
            _("{folder} is not empty, and the demo overwrites nothing. Name a new folder").format(folder=folder),
            param_hint="DIR",
        )


def write_documents(opened: Opened, report: DemoReport, *, progress: Progress) -> dict[str, list[Path]]:
    """The documents of the demo, by kind: scorecards, summary, reports."""
    from qa_auditor.paths import exports_of
    from qa_auditor.reports.documents import report_writer, scorecard_writer, summary_writer

    exports = exports_of(opened.workspace)
    clock = StoryClock(report.finished)
    chosen = EvaluationFilter(evaluation_ids=report.scorecards)
    cards = issue_scorecards(
        opened.store, which=chosen, folder=exports / "scorecards", write=scorecard_writer(language()), clock=clock,
        progress=progress,
    )  # fmt: skip
    summary = exports / "summary.xlsx"
    issue_summary(
        opened.store, which=EvaluationFilter(), path=summary, write=summary_writer(language()), clock=clock,
        progress=progress,
    )  # fmt: skip
    reports: list[Path] = []
    last = BASE - timedelta(days=1)
    for tag in (one for one in LANGUAGES if one in REPORT_LANGUAGES):
        writer = report_writer(tag)
        for code in sorted(report.processes):
            path = exports / "reports" / report_name(code, FIRST, last, tag)
            request = ReportRequest(code, FIRST, last, SITES[0].zone)
            issue_process_report(opened.store, request=request, path=path, write=writer, clock=clock, progress=progress)
            reports.append(path)
    return {"scorecards": cards, "summary": [summary], "reports": reports}


def demo_document(report: DemoReport, folder: Path, files: dict[str, list[Path]], seconds: float) -> dict[str, object]:
    """What was made, as ``demo --json`` gives it."""
    return {
        "workspace": str(folder),
        "sites": report.sites,
        "agents": report.agents,
        "evaluators": report.evaluators,
        "evaluations": report.evaluations,
        "visits": report.visits,
        "recordings": report.recordings,
        "corrections": report.corrections,
        "drafts": report.drafts,
        "waiting": report.waiting,
        "processes": list(report.processes),
        "seconds": round(seconds, 1),
        **{kind: [str(file) for file in made] for kind, made in files.items()},
    }


def demo_lines(report: DemoReport, folder: Path, files: dict[str, list[Path]], seconds: float) -> list[str]:
    """What was made, for people: counts, places, and how to open the window."""
    made = (
        ngettext("{n} evaluation", "{n} evaluations", report.evaluations).format(n=report.evaluations),
        ngettext("{n} of them of a visit", "{n} of them of visits", report.visits).format(n=report.visits),
        ngettext("{n} recording", "{n} recordings", report.recordings).format(n=report.recordings),
        ngettext("{n} draft", "{n} drafts", report.drafts).format(n=report.drafts),
        ngettext("{n} waiting to be scored", "{n} waiting to be scored", report.waiting).format(n=report.waiting),
    )
    lines = [_("Workspace: {folder}").format(folder=folder), "  " + _(", ").join(made)]
    titles = {"scorecards": _("Scorecards"), "summary": _("Summary"), "reports": _("Audit reports")}
    for kind, paths in files.items():
        place = paths[0] if len(paths) == 1 else paths[0].parent if paths else "–"
        lines.append(f"{titles[kind]}: {place} ({len(paths)})")
    lines.append(_("Made in {seconds} s. Open the window with:").format(seconds=f"{seconds:.1f}"))
    lines.append(f"  {_program()} --workspace {shlex.quote(str(folder))}")
    return lines


def _program() -> str:
    """The command as it can be typed again here; started as a module, it may not be on the user's path."""
    called = Path(sys.argv[0])
    return shlex.quote(sys.argv[0]) if called.stem == "qa-auditor" else f"{shlex.quote(sys.executable)} -m qa_auditor"
