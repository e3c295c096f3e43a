"""``qa-auditor checklist rules``: how often what rules suggested was taken, and how often it was right."""

import click

from qa_auditor.application.rule_record import RuleRecord, rule_records
from qa_auditor.application.views.wording import number_text
from qa_auditor.cli.errors import DONE
from qa_auditor.cli.settings import opened_workspace, print_json
from qa_auditor.i18n import _


@click.command(
    help=_("How the rules of checklists fare: how often each suggested an answer, and how often that answer stands."),
)
@click.argument("checklist_id", required=False, metavar="[ID]")
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def rules(checklist_id: str | None, *, as_json: bool) -> int:
    """List the rules that suggested something in submitted evaluations."""
    with opened_workspace() as opened:
        found = [one for one in rule_records(opened.store) if checklist_id in {None, one.checklist.id}]
    if as_json:
        print_json({"rules": [_document(record) for record in found]})
        return DONE
    if not found:
        click.echo(_("No rule has suggested an answer in a submitted evaluation yet."))
    for record in found:
        click.echo(_line(record))
    return DONE


def _line(record: RuleRecord) -> str:
    right = "–" if record.right is None else _("{percent} %").format(percent=number_text(record.right * 100))
    return _(
        "{checklist} {question}/{rule}: suggested {made}, taken {taken}, agreed {agreed}, changed {changed}, "
        "left open {left}; right {right}"
    ).format(
        checklist=record.checklist,
        question=record.question_id,
        rule=record.rule_id,
        made=record.made,
        taken=record.taken,
        agreed=record.agreed,
        changed=record.changed,
        left=record.left,
        right=right,
    )


def _document(record: RuleRecord) -> dict[str, object]:
    return {
        "checklist": record.checklist.id,
        "version": record.checklist.version,
        "question": record.question_id,
        "rule": record.rule_id,
        "suggested": record.made,
        "taken": record.taken,
        "agreed": record.agreed,
        "changed": record.changed,
        "left_open": record.left,
        "right": None if record.right is None else str(record.right),
    }
