"""``qa-auditor library trace``: from the topics of the source documents to what carries them."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress

import click

from qa_auditor.application.faults import UnreadableError
from qa_auditor.application.process_library.references import ReferenceKind
from qa_auditor.application.process_library.tracing import COLUMNS, Gap, GapReason, Topic, gaps_in, traceable
from qa_auditor.cli.errors import DONE
from qa_auditor.cli.settings import existing_workspace, print_json
from qa_auditor.exchange.library.shipped import shipped_names, shipped_topics
from qa_auditor.i18n import _, language, ngettext

_KEYS = {
    ReferenceKind.PROCESS: "processes",
    ReferenceKind.STANDARD: "standards",
    ReferenceKind.QUESTION: "questions",
}


@click.command(
    help=_(
        "Show for each topic of the source documents which processes, standards and questions carry it, and what is "
        "amiss. Names are looked up in the workspace if there is one, else in what the program brings."
    )
)
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def trace(*, as_json: bool) -> int:
    """Trace; 0, gaps or not."""
    topics = shipped_topics()
    gaps = gaps_in(topics, _known())
    if as_json:
        print_json(trace_document(topics, gaps))
        return DONE
    tag = language()
    for topic in topics:
        source = " ".join(part for part in (topic.source.document, topic.source.topic) if part)
        click.echo(f"{topic.topic.in_language(tag)}  [{source}]")
        for column in COLUMNS:
            if names := topic.line(column):
                click.echo(f"  {_heading(column)}: {', '.join(names)}")
    for gap in gaps:
        click.echo(_gap_line(gap, tag))
    count = len(gaps)
    click.echo(ngettext("{n} gap", "{n} gaps", count).format(n=count) if count else _("No gaps"))
    return DONE


def trace_document(topics: Sequence[Topic], gaps: Sequence[Gap]) -> dict[str, object]:
    """What ``library trace --json`` gives."""
    return {
        "topics": [
            {
                "id": topic.id,
                "topic": topic.topic.in_language(language()),
                "source": {"document": topic.source.document, "topic": topic.source.topic},
                **{_KEYS[column]: list(topic.line(column)) for column in COLUMNS},
            }
            for topic in topics
        ],
        "gaps": [
            {"topic": gap.topic.id, "column": _KEYS[gap.column], "reason": gap.reason.value, "name": gap.name}
            for gap in gaps
        ],
    }


def _known() -> Mapping[ReferenceKind, Collection[str]]:
    with suppress(UnreadableError), existing_workspace() as opened, opened.store.begin() as work:
        return traceable(work)
    return shipped_names()


def _heading(column: ReferenceKind) -> str:
    return {
        ReferenceKind.PROCESS: _("Processes"),
        ReferenceKind.STANDARD: _("Standards"),
        ReferenceKind.QUESTION: _("Questions"),
    }[column]


def _gap_line(gap: Gap, tag: str) -> str:
    topic = gap.topic.topic.in_language(tag)
    if gap.reason is GapReason.EMPTY:
        return _("Gap: {topic}: nothing under {column}").format(topic=topic, column=_heading(gap.column))
    return _("Gap: {topic}: {name} under {column} does not exist").format(
        topic=topic, name=gap.name, column=_heading(gap.column)
    )
