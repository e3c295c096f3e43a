"""``qa-auditor screenshot``: a page of the window as a picture, without a screen."""

import re
from pathlib import Path

import click

from qa_auditor.cli.errors import DONE
from qa_auditor.cli.settings import Picture, settings_of
from qa_auditor.i18n import _, language

PAGES = ("home", "score", "processes", "reports")
_SIZE = re.compile(r"([1-9]\d{2,3})[x×]([1-9]\d{2,3})")


@click.command(help=_("Draw a page of the window into a PNG file: {pages}.").format(pages=", ".join(PAGES)))
@click.argument("page")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--size", default="1280x800", metavar="WxH", help=_("Size in pixels."))
@click.option("--theme", default="light", type=click.Choice(["light", "dark"]), help=_("Colours."))
@click.option("--evaluation", default="", metavar="ID", help=_("Evaluation to show on the page score."))
@click.option(
    "--show",
    default="",
    metavar="TARGET",
    help=_("What to show on the page processes: tab:map, tab:record/CODE, step:CODE/ID, touchpoint:CODE …"),
)
@click.pass_context
def screenshot(context: click.Context, page: str, file: Path, size: str, theme: str, evaluation: str, show: str) -> int:
    """Draw a page."""
    if page not in PAGES:
        known = ", ".join(PAGES)
        raise click.UsageError(_("There is no page {page}; pages are {pages}").format(page=page, pages=known))
    measured = _SIZE.fullmatch(size)
    if measured is None:
        raise click.BadParameter(_("{size} is no size, such as 1280x800").format(size=size), param_hint="--size")
    if not file.parent.is_dir():
        raise click.FileError(str(file), _("its folder does not exist"))
    settings = settings_of(context)
    order = Picture(
        page=page,
        width=int(measured[1]),
        height=int(measured[2]),
        language=language(),
        theme=theme,
        target=show if page == "processes" else evaluation,
    )
    settings.program.draw(settings.workspace, file, order)
    click.echo(str(file))
    return DONE
