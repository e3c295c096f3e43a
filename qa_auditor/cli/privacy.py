"""``qa-auditor privacy …``: what was shown unmasked, and whether exports are masked."""

from collections.abc import Mapping

import click

from qa_auditor.application.privacy import (
    ExportMasking,
    Shown,
    export_history,
    export_masking,
    privacy_log,
    set_export_masking,
)
from qa_auditor.application.views.wording import PRIVATE_NAMES
from qa_auditor.cli.errors import DONE
from qa_auditor.cli.settings import existing_workspace, print_json
from qa_auditor.domain.people import Evaluator
from qa_auditor.i18n import _, ngettext

People = Mapping[str, Evaluator]


@click.group(help=_("What is masked, and what was shown."))
def privacy() -> None:
    """Group of the commands about masked data."""


@privacy.command(help=_("List who was shown masked data, when and of which subject."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def log(*, as_json: bool) -> int:
    """Print the record."""
    with existing_workspace() as opened:
        shown = privacy_log(opened.store)
        with opened.store.begin() as work:
            said = export_history(work)
            people = {who.id: who for who in work.people.evaluators()}
    if as_json:
        decisions = [_decision(one, people) for one in said]
        print_json({"shown": [_document(one) for one in shown], "exports": decisions})
        return DONE
    for line in (*map(_line, shown), *(_export_line(one, people) for one in said)):
        click.echo(line)
    click.echo(ngettext("Shown {n} time", "Shown {n} times", len(shown)).format(n=len(shown)))
    return DONE


@privacy.command(help=_("Say whether exports are masked; without an option, print it."))
@click.option("--mask/--no-mask", "masked", default=None, help=_("Mask them, as is usual, or leave them as they are."))
@click.option("--by", default="", metavar="CODE", help=_("Code of the supervisor who decides it."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def exports(*, masked: bool | None, by: str, as_json: bool) -> int:
    """Show or change the setting."""
    with existing_workspace() as opened:
        if masked is not None:
            with opened.store.begin() as work:
                codes = {who.code: who.id for who in work.people.evaluators()}
            if by not in codes:
                raise click.BadParameter(_("Nobody has the code {code}").format(code=by or "–"), param_hint="--by")
            set_export_masking(opened.store, clock=opened.clock, evaluator_id=codes[by], masked=masked)
        with opened.store.begin() as work:
            now = export_masking(work)
            people = {who.id: who for who in work.people.evaluators()}
    if as_json:
        print_json(_decision(now, people))
    else:
        click.echo(_export_line(now, people))
    return DONE


def _document(one: Shown) -> dict[str, object]:
    return {
        "at": one.at.isoformat(),
        "evaluator": one.evaluator.code if one.evaluator else None,
        "subject": one.subject_id,
        "title": one.title,
        "line": one.line,
        "kinds": list(one.kinds),
    }


def _decision(one: ExportMasking, people: People) -> dict[str, object]:
    who = people.get(one.evaluator_id)
    return {
        "masked": one.masked,
        "by": who.code if who else None,
        "at": one.said.isoformat() if one.said else None,
    }


def _line(one: Shown) -> str:
    kinds = _(", ").join(_(PRIVATE_NAMES[kind]) for kind in one.kinds)
    line = "" if one.line is None else ", " + _("line {number}").format(number=one.line + 1)
    who = f"{one.evaluator.code} {one.evaluator.name}" if one.evaluator else "?"
    return f"{one.at:%Y-%m-%d %H:%M:%S}Z  {who}  {one.title}{line}: {kinds}"


def _export_line(one: ExportMasking, people: People) -> str:
    words = _("Exports are masked") if one.masked else _("Exports are not masked")
    who = people.get(one.evaluator_id)
    return f"{one.said:%Y-%m-%d %H:%M:%S}Z  {who.code} {who.name}  {words}" if one.said and who else words
