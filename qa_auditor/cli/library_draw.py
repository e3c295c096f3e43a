"""``qa-auditor library draw``: a process as a drawing."""

from pathlib import Path

import click

from qa_auditor.application.flow.chart import ChartView
from qa_auditor.cli.errors import DONE
from qa_auditor.cli.settings import existing_workspace, print_json
from qa_auditor.i18n import _, language


@click.command(
    help=_(
        "Draw a process into FILE, an SVG, PNG or PDF by its ending: flow (business flow), blueprint (service "
        "blueprint) or information (information flow), with what evaluations say of its steps."
    )
)
@click.argument("code", metavar="CODE")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--view", default="flow", type=click.Choice([str(view) for view in ChartView]), help=_("Which drawing."))
@click.option("--scores/--no-scores", "with_scores", default=True, help=_("With figures on the steps, or without."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def draw(code: str, file: Path, *, view: str, with_scores: bool, as_json: bool) -> int:
    """Draw; the exit code."""
    from qa_auditor.application.flow.issuing import issue_drawing, kind_of
    from qa_auditor.reports.documents import drawing_maker

    kind_of(file)
    with existing_workspace() as opened:
        record = issue_drawing(
            opened.store,
            code=code,
            view=ChartView(view),
            path=file,
            make=drawing_maker(language()),
            clock=opened.clock,
            with_scores=with_scores,
        )
    if as_json:
        print_json({"file": str(file), "process": record.code, "version": record.version, "steps": len(record.steps)})
    else:
        click.echo(file)
    return DONE
