"""From the file of the process map to a ``ProcessMap``, or to every fault that it has."""

from collections.abc import Callable, Sequence
from pathlib import Path

from qa_auditor.application.process_library.references import ReferenceKind
from qa_auditor.domain import codes
from qa_auditor.domain.text import Text
from qa_auditor.domain.touchpoint import (
    Brand,
    Business,
    Channel,
    ContactDimension,
    NotOffered,
    ProcessMap,
    Touchpoint,
    in_map_order,
)
from qa_auditor.exchange.library.findings import Checked, LibraryFindings, checked, wanted
from qa_auditor.exchange.library.pieces import maybe_text, name_at, needed_text
from qa_auditor.exchange.reading import (
    Spot,
    fields_of,
    integer_at,
    items_of,
    nearest_remedy,
    note_twice,
    quoted,
    word_at,
)
from qa_auditor.exchange.yaml_documents import check_format
from qa_auditor.i18n import _

TOP_KEYS = ("format", "channels", "brands", "businesses", "touchpoints", "not_offered")
_TOUCHPOINT_KEYS = ("code", "process", "contact", "complexity", "diversity", "flow")
_NOT_OFFERED_KEYS = ("channels", "brands", "businesses", "reason")

HIGHEST_RATING = 5
MOST_CELLS = 100_000
"""Cells that a file may fill; "not offered" multiplies lists."""

FAULTS_WITH_PROPOSAL = 100

_Cell = tuple[str, str, str]
_Axes = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Ids of channels, brands and businesses."""


def load_map(source: Path | str | bytes, *, file: str | None = None) -> ProcessMap:
    """The map in a file (``Path``) or in a text.

    Raises:
        FaultsError: the file is wrong; carries every fault.
        UnreadableError: there is no such file, or it can't be opened.
    """
    return wanted(check_map(source, file=file))


def check_map(source: Path | str | bytes, *, file: str | None = None) -> Checked[ProcessMap]:
    """Like ``load_map``, but faults are returned, and warnings and references with them."""
    return checked(source, file=file, read=map_at)


def map_at(spot: Spot, findings: LibraryFindings) -> ProcessMap | None:
    """The map of a document."""
    fields = fields_of(spot, TOP_KEYS, findings)
    if fields is None:
        return None
    check_format(fields, findings)
    channels = tuple(
        Channel(name, title) for name, title, _group in _heads(fields.optional("channels"), "id", findings)
    )
    brands = tuple(Brand(name, title) for name, title, _group in _heads(fields.optional("brands"), "id", findings))
    businesses = tuple(Business(*head) for head in _heads(fields.optional("businesses"), "code", findings))
    axes = (
        tuple(channel.id for channel in channels),
        tuple(brand.id for brand in brands),
        tuple(business.code for business in businesses),
    )
    taken: dict[_Cell, int] = {}
    touchpoints = tuple(_touchpoints(fields.optional("touchpoints"), axes, taken, findings))
    absent = tuple(_not_offered(fields.optional("not_offered"), axes, taken, findings))
    return in_map_order(ProcessMap(channels, brands, businesses, touchpoints, absent))


def _heads(spot: Spot | None, key: str, findings: LibraryFindings) -> list[tuple[str, Text, Text]]:
    """Ids, names and groups of the channels, brands or businesses."""
    business = key == "code"
    found: list[tuple[str, Text, Text]] = []
    seen: dict[str, int] = {}
    for item in items_of(spot, findings):
        fields = fields_of(item, (key, "name", "group") if business else (key, "name"), findings)
        if fields is None:
            continue
        id_spot = fields.required(key)
        permitted: Callable[[str], bool] = codes.is_business_code if business else codes.is_map_part
        name = name_at(
            id_spot,
            findings,
            permitted=permitted,
            message=_("{value} can't be part of a touchpoint's code"),
            form=_("Use capitals and digits, for example: {example}").format(example="0103" if business else "TEL"),
        )
        if name and id_spot is not None:
            note_twice(name, id_spot, seen, findings)
        found.append((name, needed_text(fields, "name", findings), maybe_text(fields, "group", findings)))
    return found


def _touchpoints(
    spot: Spot | None, axes: _Axes, taken: dict[_Cell, int], findings: LibraryFindings
) -> list[Touchpoint]:
    found: list[Touchpoint] = []
    for item in items_of(spot, findings):
        fields = fields_of(item, _TOUCHPOINT_KEYS, findings)
        if fields is None:
            continue
        cell = _cell(fields.required("code"), axes, findings)
        process_spot = fields.optional("process")
        process = word_at(process_spot, findings)
        if process is not None and process_spot is not None:
            findings.refer(ReferenceKind.PROCESS, process, process_spot)
        contact = _contact(fields.optional("contact"), findings)
        complexity, diversity, flow = (
            _rating(fields.optional(name), findings) for name in ("complexity", "diversity", "flow")
        )
        if cell is not None:
            _take(cell, item, taken, findings)
            found.append(Touchpoint(*cell, process, contact, complexity, diversity, flow))
    return found


def _cell(spot: Spot | None, axes: _Axes, findings: LibraryFindings) -> _Cell | None:
    code = word_at(spot, findings)
    if spot is None or code is None:
        return None
    parts = code.split("-")
    if len(parts) != 3:
        message = _("{value} is not the code of a touchpoint").format(value=quoted(code))
        remedy = _("Join channel, brand and business by -, for example: {example}").format(example="TEL-GT-0103")
        findings.fault("wrong-code", spot, message, remedy)
        return None
    channel, brand, business = parts
    known = [_known(part, axis, spot, findings) for part, axis in zip(parts, axes, strict=True)]
    return (channel, brand, business) if all(known) else None


def _known(name: str, axis: Sequence[str], spot: Spot, findings: LibraryFindings) -> bool:
    if name in axis:
        return True
    message = _("{value} is none of the map's").format(value=quoted(name))
    # Looking for the nearest among many takes time, and nobody reads the thousandth proposal.
    remedy = nearest_remedy(name, tuple(axis)) if len(findings.faults) < FAULTS_WITH_PROPOSAL else ""
    findings.fault("unknown-map-part", spot, message, remedy)
    return False


def _contact(spot: Spot | None, findings: LibraryFindings) -> tuple[tuple[ContactDimension, int], ...]:
    fields = fields_of(spot, tuple(ContactDimension), findings)
    if fields is None:
        return ()
    read = ((dimension, _rating(fields.optional(dimension), findings)) for dimension in ContactDimension)
    return tuple((dimension, rating) for dimension, rating in read if rating is not None)


def _rating(spot: Spot | None, findings: LibraryFindings) -> int | None:
    return integer_at(spot, findings, least=1, most=HIGHEST_RATING)


def _not_offered(
    spot: Spot | None, axes: _Axes, taken: dict[_Cell, int], findings: LibraryFindings
) -> list[NotOffered]:
    found: list[NotOffered] = []
    for item in items_of(spot, findings):
        fields = fields_of(item, _NOT_OFFERED_KEYS, findings)
        if fields is None:
            continue
        named = [
            _named(fields.required(key), axis, findings) for key, axis in zip(_NOT_OFFERED_KEYS[:3], axes, strict=True)
        ]
        reason = maybe_text(fields, "reason", findings)
        if len(found) + len(named[0]) * len(named[1]) * len(named[2]) > MOST_CELLS:
            findings.fault("too-many-cells", item, _("these are more cells than a map can have"), _("Name fewer"))
            break
        for cell in ((channel, brand, business) for channel in named[0] for brand in named[1] for business in named[2]):
            _take(cell, item, taken, findings)
            found.append(NotOffered(*cell, reason))
    return found


def _named(spot: Spot | None, axis: Sequence[str], findings: LibraryFindings) -> list[str]:
    empty = _("this names none, so that no cell is meant")
    found: list[str] = []
    for item in items_of(spot, findings, at_least_one=empty):
        name = word_at(item, findings)
        if name is not None and _known(name, axis, item, findings):
            found.append(name)
    return found


def _take(cell: _Cell, spot: Spot, taken: dict[_Cell, int], findings: LibraryFindings) -> None:
    if cell in taken:
        message = _("the cell {code} is filled in line {line} already").format(code="-".join(cell), line=taken[cell])
        findings.fault("duplicate-cell", spot, message, _("Leave one of them out"))
    taken.setdefault(cell, spot.line)
