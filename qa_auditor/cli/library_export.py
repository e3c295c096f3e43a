"""``qa-auditor library export``: the library as files."""

from pathlib import Path

import click

from qa_auditor.application.process_library.exporting import export_library
from qa_auditor.cli.errors import DONE
from qa_auditor.cli.settings import existing_workspace, print_json
from qa_auditor.i18n import _, language


@click.command(
    help=_(
        "Write a process or standard (its code), the process map (map) or everything (all) to TARGET: a YAML file, a "
        "folder, or for a process an Excel file (.xlsx). What is written can be imported again."
    )
)
@click.argument("what", metavar="CODE|map|all")
@click.argument("target", metavar="TARGET", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def export(what: str, target: Path, *, as_json: bool) -> int:
    """Export; the exit code."""
    from qa_auditor.reports.documents import process_table_writer

    with existing_workspace() as opened:
        writer = process_table_writer(language(), made=opened.clock.now())
        files = export_library(opened.store, what=what, target=target, formats=opened.formats, write_table=writer)
    if as_json:
        print_json({"files": [str(file) for file in files]})
    else:
        for file in files:
            click.echo(file)
    return DONE
