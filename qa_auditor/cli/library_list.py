"""``qa-auditor library list``: what the workspace's library holds."""

import click

from qa_auditor.application.ports import UnitOfWork
from qa_auditor.cli.errors import DONE
from qa_auditor.cli.settings import existing_workspace, print_json
from qa_auditor.domain.text import Text
from qa_auditor.i18n import _, language


@click.command("list", help=_("List the processes, standards and touchpoints of the workspace."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def list_(*, as_json: bool) -> int:
    """List; the exit code."""
    with existing_workspace() as opened, opened.store.begin() as work:
        document = list_document(work, language())
    if as_json:
        print_json(document)
        return DONE
    headings = {"processes": _("Processes"), "standards": _("Standards"), "touchpoints": _("Touchpoints")}
    for kind, rows in document.items():
        click.echo(f"{headings[kind]} ({len(rows)})")
        for row in rows:
            parts = (str(row[key]) for key in ("code", "version", "title", "process") if row.get(key))
            click.echo("  " + "  ".join(parts))
    return DONE


def list_document(work: UnitOfWork, tag: str) -> dict[str, list[dict[str, object]]]:
    """The newest versions, with texts in a language."""
    found = work.map.get()
    processes, standards = work.process_records.heads(), work.standards.heads()
    channels = {channel.id: channel.name for channel in found.channels}
    businesses = {business.code: business.name for business in found.businesses}
    return {
        "processes": [
            {
                "code": record.code,
                "version": record.version,
                "title": record.name.in_language(tag),
                "class": record.process_class.value if record.process_class else None,
                "steps": len(record.steps),
                "missing_elements": [element.value for element in record.missing_elements],
                "shipped": processes[record.code].shipped,
            }
            for record in work.process_records.newest()
        ],
        "standards": [
            {
                "code": standard.code,
                "version": standard.version,
                "title": standard.statement.in_language(tag),
                "area": standard.area,
                "retired": standard.retired,
                "shipped": standards[standard.code].shipped,
            }
            for standard in work.standards.newest()
        ],
        "touchpoints": [
            {
                "code": touchpoint.code,
                "title": " · ".join(
                    (
                        businesses.get(touchpoint.business, Text()).in_language(tag),
                        channels.get(touchpoint.channel, Text()).in_language(tag),
                    )
                ),
                "process": touchpoint.process_code,
            }
            for touchpoint in found.touchpoints
        ],
    }
