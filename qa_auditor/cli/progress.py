"""How far long work is, on one line that renews itself."""

import sys

import click

from qa_auditor.application.faults import one_line
from qa_auditor.application.tasks import Progress, no_progress


def shown_progress(*, quiet: bool = False) -> Progress:
    """Progress on standard error where somebody watches a terminal; else nothing."""
    if quiet or not sys.stderr.isatty():
        return no_progress

    def show(done: int, of: int, what: str) -> None:
        count = f"{done}/{of} " if of else ""
        text = "" if of and done >= of else f"{count}{one_line(what)[:60]}"
        click.echo(f"\r\x1b[K{text}", err=True, nl=False)

    return show
