"""From a file of standards to ``Standard`` values, or to every fault that it has."""

from pathlib import Path

from qa_auditor.application.faults import Place
from qa_auditor.application.process_library.references import ReferenceKind
from qa_auditor.application.process_library.smart_words import smart_faults
from qa_auditor.domain.areas import AREAS
from qa_auditor.domain.smart import smart_findings
from qa_auditor.domain.standard import Standard, TargetSense
from qa_auditor.exchange.library.findings import Checked, LibraryFindings, checked, wanted
from qa_auditor.exchange.library.pieces import (
    change_at,
    code_at,
    codes_at,
    maybe_text,
    needed_text,
    share_at,
    sources_at,
    version_at,
)
from qa_auditor.exchange.reading import (
    Spot,
    boolean_at,
    fields_of,
    integer_at,
    items_of,
    member_at,
    note_twice,
    number_at,
)
from qa_auditor.exchange.yaml_documents import check_format
from qa_auditor.i18n import _

TOP_KEYS = ("format", "standards")
STANDARD_KEYS = (
    "code",
    "version",
    "statement",
    "area",
    "indicator",
    "unit",
    "target",
    "sense",
    "share",
    "time_limit",
    "review_months",
    "customer_need",
    "achievability",
    "processes",
    "sources",
    "change",
    "retired",
)


def load_standards(source: Path | str | bytes, *, file: str | None = None) -> tuple[Standard, ...]:
    """The standards in a file (``Path``) or in a text.

    Raises:
        FaultsError: the file is wrong; carries every fault.
        UnreadableError: there is no such file, or it can't be opened.
    """
    return wanted(check_standards(source, file=file))


def check_standards(source: Path | str | bytes, *, file: str | None = None) -> Checked[tuple[Standard, ...]]:
    """Like ``load_standards``, but faults are returned, and warnings and references with them."""
    return checked(source, file=file, read=standards_at)


def standards_at(spot: Spot, findings: LibraryFindings) -> tuple[Standard, ...] | None:
    """The standards of a document."""
    fields = fields_of(spot, TOP_KEYS, findings)
    if fields is None:
        return None
    check_format(fields, findings)
    seen: dict[str, int] = {}
    empty = _("the file holds no standard")
    items = items_of(fields.required("standards"), findings, at_least_one=empty)
    read = (_standard(item, seen, findings) for item in items)
    return tuple(standard for standard in read if standard is not None)


def _standard(spot: Spot, seen: dict[str, int], findings: LibraryFindings) -> Standard | None:
    fields = fields_of(spot, STANDARD_KEYS, findings)
    if fields is None:
        return None
    code_spot = fields.required("code")
    code = code_at(code_spot, findings)
    if code and code_spot is not None:
        note_twice(code, code_spot, seen, findings)
    standard = Standard(
        code=code,
        version=version_at(fields, findings),
        statement=needed_text(fields, "statement", findings),
        area=member_at(fields.required("area"), AREAS, findings) or "",
        indicator=maybe_text(fields, "indicator", findings),
        unit=maybe_text(fields, "unit", findings),
        target=number_at(fields.optional("target"), findings),
        sense=member_at(fields.optional("sense"), tuple(TargetSense), findings) or TargetSense.AT_LEAST,
        share=share_at(fields.optional("share"), findings),
        time_limit_s=integer_at(fields.optional("time_limit"), findings, least=1),
        review_months=integer_at(fields.optional("review_months"), findings, least=1),
        customer_need=maybe_text(fields, "customer_need", findings),
        achievability=maybe_text(fields, "achievability", findings),
        processes=codes_at(fields.optional("processes"), ReferenceKind.PROCESS, findings),
        sources=sources_at(fields.optional("sources"), findings),
        change=change_at(fields.optional("change"), findings),
        retired=boolean_at(fields.optional("retired"), findings, default=False),
    )
    if not standard.retired:
        findings.warnings += smart_faults(smart_findings(standard), Place(findings.file, spot.line, spot.path))
    return standard
