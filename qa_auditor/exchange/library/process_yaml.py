"""From the file of a process to a ``ProcessRecord``, or to every fault that it has."""

from fractions import Fraction
from pathlib import Path

from qa_auditor.application.process_library.references import ReferenceKind
from qa_auditor.domain.people import ProcessClass
from qa_auditor.domain.process import Element, Measurement, MomentOfTruth, ProcessRecord
from qa_auditor.domain.text import Text
from qa_auditor.exchange.library.findings import Checked, LibraryFindings, checked, wanted
from qa_auditor.exchange.library.pieces import (
    change_at,
    code_at,
    codes_at,
    maybe_text,
    needed_text,
    share_at,
    sources_at,
    step_id_at,
    version_at,
)
from qa_auditor.exchange.library.process_steps import links_at, steps_at
from qa_auditor.exchange.library.process_ways import check_ways
from qa_auditor.exchange.reading import (
    Spot,
    fields_of,
    integer_at,
    items_of,
    member_at,
    nearest_remedy,
    note_twice,
    quoted,
    text_at,
    word_at,
)
from qa_auditor.exchange.yaml_documents import check_format
from qa_auditor.i18n import _

TOP_KEYS = (
    "format",
    "process",
    "version",
    "name",
    "class",
    "owner",
    "elements",
    "steps",
    "links",
    "moments",
    "benchmarks",
    "sources",
    "change",
)
_MOMENT_KEYS = ("id", "name", "steps", "least", "adds", "takes_away", "importance", "standards")

MOST_IMPORTANT = 5
USUAL_IMPORTANCE = 3


def load_process(source: Path | str | bytes, *, file: str | None = None) -> ProcessRecord:
    """The process in a file (``Path``) or in a text.

    Raises:
        FaultsError: the file is wrong; carries every fault.
        UnreadableError: there is no such file, or it can't be opened.
    """
    return wanted(check_process(source, file=file))


def check_process(source: Path | str | bytes, *, file: str | None = None) -> Checked[ProcessRecord]:
    """Like ``load_process``, but faults are returned, and warnings and references with them."""
    return checked(source, file=file, read=process_at)


def process_at(spot: Spot, findings: LibraryFindings) -> ProcessRecord | None:
    """The process of a document."""
    fields = fields_of(spot, TOP_KEYS, findings)
    if fields is None:
        return None
    check_format(fields, findings)
    before = len(findings.faults)
    steps, step_spots = steps_at(fields.optional("steps"), findings)
    links, link_spots = links_at(fields.optional("links"), step_spots, findings)
    ways_are_known = len(findings.faults) == before
    record = ProcessRecord(
        code=code_at(fields.required("process"), findings),
        version=version_at(fields, findings),
        name=needed_text(fields, "name", findings),
        process_class=member_at(fields.optional("class"), tuple(ProcessClass), findings),
        owner=maybe_text(fields, "owner", findings),
        elements=_elements(fields.optional("elements"), findings),
        steps=steps,
        links=links,
        moments=_moments(fields.optional("moments"), tuple(step_spots), findings),
        benchmarks=_benchmarks(fields.optional("benchmarks"), findings),
        sources=sources_at(fields.optional("sources"), findings),
        change=change_at(fields.optional("change"), findings),
    )
    _note_missing(record, spot, findings)
    if ways_are_known:
        check_ways(record, step_spots, link_spots, findings)
    return record


def _elements(spot: Spot | None, findings: LibraryFindings) -> tuple[tuple[Element, Text], ...]:
    fields = fields_of(spot, tuple(Element), findings)
    if fields is None:
        return ()
    read = ((element, text_at(fields.optional(element), findings)) for element in Element)
    return tuple((element, text) for element, text in read if text)


def _benchmarks(spot: Spot | None, findings: LibraryFindings) -> tuple[tuple[Measurement, Fraction], ...]:
    fields = fields_of(spot, tuple(Measurement), findings)
    if fields is None:
        return ()
    read = ((measurement, share_at(fields.optional(measurement), findings)) for measurement in Measurement)
    return tuple((measurement, value) for measurement, value in read if value is not None)


def _moments(spot: Spot | None, step_ids: tuple[str, ...], findings: LibraryFindings) -> tuple[MomentOfTruth, ...]:
    moments: list[MomentOfTruth] = []
    seen: dict[str, int] = {}
    for item in items_of(spot, findings):
        fields = fields_of(item, _MOMENT_KEYS, findings)
        if fields is None:
            continue
        id_spot = fields.required("id")
        name = step_id_at(id_spot, findings)
        if name and id_spot is not None:
            note_twice(name, id_spot, seen, findings)
        importance = integer_at(fields.optional("importance"), findings, least=1, most=MOST_IMPORTANT)
        moments.append(
            MomentOfTruth(
                id=name,
                name=needed_text(fields, "name", findings),
                steps=_steps_met(fields.optional("steps"), step_ids, findings),
                least=maybe_text(fields, "least", findings),
                adds=maybe_text(fields, "adds", findings),
                takes_away=maybe_text(fields, "takes_away", findings),
                importance=importance or USUAL_IMPORTANCE,
                standards=codes_at(fields.optional("standards"), ReferenceKind.STANDARD, findings),
            )
        )
    return tuple(moments)


def _steps_met(spot: Spot | None, step_ids: tuple[str, ...], findings: LibraryFindings) -> tuple[str, ...]:
    found: list[str] = []
    for item in items_of(spot, findings):
        name = word_at(item, findings)
        if name is None:
            continue
        if name not in step_ids:
            message = _("there is no step {value}").format(value=quoted(name))
            findings.fault("unknown-step", item, message, nearest_remedy(name, step_ids))
        elif name in found:
            findings.fault("duplicate-step", item, _("{value} is named twice").format(value=quoted(name)))
        found.append(name)
    return tuple(found)


def _note_missing(record: ProcessRecord, spot: Spot, findings: LibraryFindings) -> None:
    missing = record.missing_elements
    if missing:
        message = _("of the six elements these are missing: {names}").format(names=", ".join(missing))
        findings.warn("missing-element", spot, message, _("Add them under elements"))
    if not record.steps:
        findings.warn("no-steps", spot, _("the process has no steps"), _("Add them under steps"))
