"""Keys that several files of the library have: codes, sources, shares, and what a version changed."""

from collections.abc import Callable
from fractions import Fraction

from qa_auditor.application.process_library.references import ReferenceKind
from qa_auditor.domain import codes
from qa_auditor.domain.checklist import Source
from qa_auditor.domain.process import ChangeNote
from qa_auditor.domain.text import Text
from qa_auditor.exchange.library.findings import LibraryFindings
from qa_auditor.exchange.reading import (
    Fields,
    Findings,
    Spot,
    fields_of,
    integer_at,
    items_of,
    number_at,
    quoted,
    text_at,
    word_at,
)
from qa_auditor.exchange.yaml_documents import source_at
from qa_auditor.exchange.yaml_writing import is_day
from qa_auditor.i18n import _


def name_at(spot: Spot | None, findings: Findings, *, permitted: Callable[[str], bool], message: str, form: str) -> str:
    """A code or id; "" after a fault. ``message`` has a place for ``{value}``, ``form`` says what would be right."""
    name = word_at(spot, findings)
    if spot is None or name is None:
        return ""
    if not permitted(name):
        findings.fault("wrong-code", spot, message.format(value=quoted(name)), form)
    return name


def code_at(spot: Spot | None, findings: Findings) -> str:
    """The code of a process or standard."""
    return name_at(
        spot,
        findings,
        permitted=codes.is_code,
        message=_("{value} is not a code"),
        form=_("Use capitals and digits, words joined by -, for example: {example}").format(example="MAIL-OPEN"),
    )


def step_id_at(spot: Spot | None, findings: Findings) -> str:
    """The id of a step or a moment of truth."""
    return name_at(
        spot,
        findings,
        permitted=codes.is_step_id,
        message=_("{value} is not an id of a step"),
        form=_("Use small letters and digits, words joined by -, for example: {example}").format(example="answer-call"),
    )


def version_at(fields: Fields, findings: Findings) -> int:
    """The number of a version, from 1 on."""
    return integer_at(fields.required("version"), findings, least=1) or 1


def maybe_text(fields: Fields, name: str, findings: Findings) -> Text:
    """A text that may be left out."""
    return text_at(fields.optional(name), findings) or Text()


def needed_text(fields: Fields, name: str, findings: Findings) -> Text:
    """A text that has to be there."""
    return text_at(fields.required(name), findings) or Text()


def texts_at(spot: Spot | None, findings: Findings) -> tuple[Text, ...]:
    """A list of texts."""
    return tuple(text for item in items_of(spot, findings) if (text := text_at(item, findings)))


def codes_at(spot: Spot | None, kind: ReferenceKind, findings: LibraryFindings) -> tuple[str, ...]:
    """A list of codes of things that other files define."""
    found: dict[str, None] = {}
    for item in items_of(spot, findings):
        code = word_at(item, findings)
        if code is None:
            continue
        if code in found:
            findings.fault("duplicate-code", item, _("{value} is named twice").format(value=quoted(code)))
        findings.refer(kind, code, item)
        found[code] = None
    return tuple(found)


def share_at(spot: Spot | None, findings: Findings) -> Fraction | None:
    """A share of cases, 0 to 1."""
    return number_at(spot, findings, least=0, most=1)


def sources_at(spot: Spot | None, findings: Findings) -> tuple[Source, ...]:
    """Documents and topics that something comes from."""
    return tuple(source for item in items_of(spot, findings) if (source := source_at(item, findings)))


def change_at(spot: Spot | None, findings: Findings) -> ChangeNote | None:
    """What a version changed, why and by whom; None where nothing is said."""
    fields = fields_of(spot, ("what", "why", "by", "on"), findings)
    if fields is None:
        return None
    on_spot = fields.optional("on")
    on = word_at(on_spot, findings)
    if on_spot is not None and on is not None and not is_day(on):
        findings.fault(
            "not-a-day",
            on_spot,
            _("{value} is not a day").format(value=quoted(on)),
            _("Write it like {example}").format(example="2026-11-26"),
        )
    return ChangeNote(
        what=word_at(fields.required("what"), findings) or "",
        why=word_at(fields.optional("why"), findings) or "",
        by=word_at(fields.optional("by"), findings) or "",
        on=on or "",
    )
