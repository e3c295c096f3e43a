"""Reading the steps of a process and how they follow each other."""

from collections.abc import Mapping
from fractions import Fraction

from qa_auditor.application.process_library.references import ReferenceKind
from qa_auditor.domain import codes
from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.process import Information, Lane, Link, Step, StepKind
from qa_auditor.exchange.library.findings import LibraryFindings
from qa_auditor.exchange.library.pieces import (
    codes_at,
    maybe_text,
    name_at,
    needed_text,
    share_at,
    step_id_at,
    texts_at,
)
from qa_auditor.exchange.reading import (
    Spot,
    boolean_at,
    fields_of,
    integer_at,
    items_of,
    member_at,
    nearest_remedy,
    note_twice,
    quoted,
    word_at,
)
from qa_auditor.i18n import _

STEP_KEYS = (
    "id",
    "name",
    "stage",
    "lane",
    "kind",
    "role",
    "activity",
    "input",
    "output",
    "time",
    "channel",
    "owner",
    "resources",
    "required",
    "information",
    "standards",
)


MOST_STEPS = 500
"""Of a process. A flow of sixty fills a large screen; nobody reads one of thousands, and drawing it takes minutes."""


def steps_at(spot: Spot | None, findings: LibraryFindings) -> tuple[tuple[Step, ...], dict[str, Spot]]:
    """The steps, and where each stands."""
    steps: list[Step] = []
    spots: dict[str, Spot] = {}
    seen: dict[str, int] = {}
    for number, item in enumerate(items_of(spot, findings), start=1):
        if number > MOST_STEPS:
            message = _("a process has {most} steps at the most").format(most=MOST_STEPS)
            findings.fault("too-many-steps", item, message, _("Part it into processes that follow each other"))
            break
        step = _step(item, seen, findings)
        if step is not None:
            steps.append(step)
            if step.id:
                spots.setdefault(step.id, item)
    return tuple(steps), spots


def _step(spot: Spot, seen: dict[str, int], findings: LibraryFindings) -> Step | None:
    fields = fields_of(spot, STEP_KEYS, findings)
    if fields is None:
        return None
    id_spot = fields.required("id")
    name = step_id_at(id_spot, findings)
    if name and id_spot is not None:
        note_twice(name, id_spot, seen, findings)
    limit, share = _time(fields.optional("time"), findings)
    return Step(
        id=name,
        name=needed_text(fields, "name", findings),
        stage=member_at(fields.required("stage"), tuple(Stage), findings) or Stage.MIDDLE,
        lane=member_at(fields.required("lane"), tuple(Lane), findings) or Lane.FRONT,
        kind=member_at(fields.optional("kind"), tuple(StepKind), findings) or StepKind.ACTION,
        role=maybe_text(fields, "role", findings),
        activity=maybe_text(fields, "activity", findings),
        input=maybe_text(fields, "input", findings),
        output=maybe_text(fields, "output", findings),
        time_limit_s=limit,
        time_share=share,
        channel=_channel(fields.optional("channel"), findings),
        owner=maybe_text(fields, "owner", findings),
        resources=maybe_text(fields, "resources", findings),
        required=boolean_at(fields.optional("required"), findings, default=True),
        information=_information(fields.optional("information"), findings),
        standards=codes_at(fields.optional("standards"), ReferenceKind.STANDARD, findings),
    )


def _time(spot: Spot | None, findings: LibraryFindings) -> tuple[int | None, Fraction | None]:
    fields = fields_of(spot, ("limit", "share"), findings)
    if fields is None:
        return None, None
    limit = integer_at(fields.required("limit"), findings, least=1)
    return limit, share_at(fields.optional("share"), findings)


def _channel(spot: Spot | None, findings: LibraryFindings) -> str:
    name = name_at(
        spot,
        findings,
        permitted=codes.is_map_part,
        message=_("{value} is not the id of a channel"),
        form=_("Use capitals and digits, for example: {example}").format(example="TEL"),
    )
    if name and spot is not None:
        findings.refer(ReferenceKind.CHANNEL, name, spot)
    return name


def _information(spot: Spot | None, findings: LibraryFindings) -> Information:
    fields = fields_of(spot, ("enters", "stored", "leaves"), findings)
    if fields is None:
        return Information()
    return Information(
        enters=texts_at(fields.optional("enters"), findings),
        stored=texts_at(fields.optional("stored"), findings),
        leaves=texts_at(fields.optional("leaves"), findings),
    )


def links_at(
    spot: Spot | None, steps: Mapping[str, Spot], findings: LibraryFindings
) -> tuple[tuple[Link, ...], dict[tuple[str, str], Spot]]:
    """How steps follow each other as far as it is written, and where."""
    links: list[Link] = []
    spots: dict[tuple[str, str], Spot] = {}
    for item in items_of(spot, findings):
        fields = fields_of(item, ("from", "to", "when"), findings)
        if fields is None:
            continue
        source = _end_of_link(fields.required("from"), steps, findings)
        target = _end_of_link(fields.required("to"), steps, findings)
        link = Link(source, target, maybe_text(fields, "when", findings))
        if source and source == target:
            message = _("the step {value} can't follow itself").format(value=quoted(source))
            findings.fault("link-to-itself", item, message, _("Name another step, or leave the link out"))
        elif source and target and (source, target) in spots:
            message = _("this link stands in line {line} already").format(line=spots[source, target].line)
            findings.fault("duplicate-link", item, message, _("Leave one of them out; join their conditions"))
        spots.setdefault((source, target), item)
        links.append(link)
    return tuple(links), spots


def _end_of_link(spot: Spot | None, steps: Mapping[str, Spot], findings: LibraryFindings) -> str:
    name = word_at(spot, findings)
    if spot is None or name is None:
        return ""
    if name not in steps:
        message = _("there is no step {value}").format(value=quoted(name))
        findings.fault("unknown-step", spot, message, nearest_remedy(name, tuple(steps)))
    return name
