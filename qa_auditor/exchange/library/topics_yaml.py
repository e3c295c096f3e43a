"""The table of topics of the source documents, and what carries each."""

from pathlib import Path

from qa_auditor.application.process_library.references import ReferenceKind
from qa_auditor.application.process_library.tracing import Topic
from qa_auditor.domain.checklist import Source
from qa_auditor.exchange.library.findings import Checked, LibraryFindings, checked, wanted
from qa_auditor.exchange.library.pieces import codes_at, needed_text, step_id_at
from qa_auditor.exchange.reading import Spot, fields_of, items_of, note_twice
from qa_auditor.exchange.yaml_documents import check_format, source_at

TOP_KEYS = ("format", "topics")
_COLUMNS = {
    "processes": ReferenceKind.PROCESS,
    "standards": ReferenceKind.STANDARD,
    "questions": ReferenceKind.QUESTION,
}


def load_topics(source: Path | str | bytes, *, file: str | None = None) -> tuple[Topic, ...]:
    """The topics in a file (``Path``) or in a text.

    Raises:
        FaultsError: the file is wrong; carries every fault.
        UnreadableError: there is no such file, or it can't be opened.
    """
    return wanted(check_topics(source, file=file))


def check_topics(source: Path | str | bytes, *, file: str | None = None) -> Checked[tuple[Topic, ...]]:
    """Like ``load_topics``, but faults are returned, and warnings and references with them."""
    return checked(source, file=file, read=topics_at)


def topics_at(spot: Spot, findings: LibraryFindings) -> tuple[Topic, ...] | None:
    """The topics of a document."""
    fields = fields_of(spot, TOP_KEYS, findings)
    if fields is None:
        return None
    check_format(fields, findings)
    seen: dict[str, int] = {}
    read = (_topic(item, seen, findings) for item in items_of(fields.required("topics"), findings))
    return tuple(topic for topic in read if topic is not None)


def _topic(spot: Spot, seen: dict[str, int], findings: LibraryFindings) -> Topic | None:
    fields = fields_of(spot, ("id", "topic", "source", *_COLUMNS), findings)
    if fields is None:
        return None
    id_spot = fields.required("id")
    name = step_id_at(id_spot, findings)
    if name and id_spot is not None:
        note_twice(name, id_spot, seen, findings)
    return Topic(
        id=name,
        topic=needed_text(fields, "topic", findings),
        source=source_at(fields.required("source"), findings) or Source(""),
        lines={kind: codes_at(fields.optional(key), kind, findings) for key, kind in _COLUMNS.items() if key in fields},
    )
