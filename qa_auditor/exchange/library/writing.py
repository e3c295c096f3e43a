"""Processes, standards and the map as YAML, in the layout that the documentation shows."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from qa_auditor.domain.checklist import Source
from qa_auditor.domain.process import ChangeNote, Information, Link, MomentOfTruth, ProcessRecord, Step, StepKind
from qa_auditor.domain.standard import Standard, TargetSense
from qa_auditor.domain.text import ANY_LANGUAGE, LANGUAGES, Text
from qa_auditor.domain.touchpoint import NotOffered, ProcessMap, Touchpoint
from qa_auditor.exchange.library.process_yaml import USUAL_IMPORTANCE
from qa_auditor.exchange.yaml_documents import FORMAT
from qa_auditor.exchange.yaml_writing import Lines, Value, yaml_of


def process_yaml(record: ProcessRecord) -> str:
    """The file of a process; equal processes have equal files."""
    return yaml_of(
        _kept(
            format=FORMAT,
            process=record.code,
            version=record.version,
            name=_text(record.name),
            owner=_text(record.owner),
            elements={element.value: _text(text) for element, text in record.elements if text},
            steps=[_step(step) for step in record.steps],
            links=[_link(link) for link in record.links],
            moments=[_moment(moment) for moment in record.moments],
            benchmarks={measurement.value: value for measurement, value in record.benchmarks},
            sources=_sources(record.sources),
            change=_change(record.change),
            **{"class": None if record.process_class is None else record.process_class.value},
        )
    )


def standards_yaml(standards: Iterable[Standard]) -> str:
    """A file of standards."""
    return yaml_of({"format": FORMAT, "standards": [_standard(standard) for standard in standards]})


def map_yaml(found: ProcessMap) -> str:
    """The file of the process map."""
    return yaml_of(
        _kept(
            format=FORMAT,
            channels=[{"id": channel.id, "name": _text(channel.name)} for channel in found.channels],
            brands=[{"id": brand.id, "name": _text(brand.name)} for brand in found.brands],
            businesses=[
                _kept(code=business.code, name=_text(business.name), group=_text(business.group))
                for business in found.businesses
            ],
            touchpoints=[_touchpoint(touchpoint) for touchpoint in found.touchpoints],
            not_offered=_not_offered(found.not_offered),
        )
    )


_ORDER = ("format", "process", "code", "id", "version", "name", "class")
"""Keys that come first, in this order; the others follow as they were given."""


def _kept(**entries: Value | None) -> Lines:
    """Keys that say something, the naming ones first."""
    said = {key: value for key, value in entries.items() if not _is_empty(value)}
    first = {key: said[key] for key in _ORDER if key in said}
    kept = Lines()
    for key, value in (first | said).items():
        if value is not None:
            kept[key] = value
    return kept


def _is_empty(value: Value | None) -> bool:
    return value is None or (not isinstance(value, int | Fraction) and len(value) == 0)


def _on_a_line(entries: Lines) -> Value:
    """May stand on one line."""
    return dict(entries)


def _text(text: Text) -> Value:
    """One string for all languages, or one for each."""
    versions = {tag: wording for tag, wording in text.versions if wording.strip()}
    if set(versions) <= {ANY_LANGUAGE}:
        return versions.get(ANY_LANGUAGE, "")
    if ANY_LANGUAGE in versions:
        everywhere = versions.pop(ANY_LANGUAGE)
        versions |= {tag: everywhere for tag in LANGUAGES if tag not in versions}
    return dict(versions)


def _step(step: Step) -> Value:
    return _kept(
        id=step.id,
        name=_text(step.name),
        stage=step.stage.value,
        lane=step.lane.value,
        kind=None if step.kind is StepKind.ACTION else step.kind.value,
        role=_text(step.role),
        activity=_text(step.activity),
        input=_text(step.input),
        output=_text(step.output),
        time=_time(step),
        channel=step.channel,
        owner=_text(step.owner),
        resources=_text(step.resources),
        required=None if step.required else False,
        information=_information(step.information),
        standards=list(step.standards),
    )


def _time(step: Step) -> Value | None:
    if step.time_limit_s is None:
        return None
    return _on_a_line(_kept(limit=step.time_limit_s, share=step.time_share))


def _information(information: Information) -> Value:
    parts = {"enters": information.enters, "stored": information.stored, "leaves": information.leaves}
    return {key: [_text(text) for text in texts if text] for key, texts in parts.items() if any(texts)}


def _link(link: Link) -> Value:
    return _on_a_line(_kept(**{"from": link.source, "to": link.target, "when": _text(link.condition)}))


def _moment(moment: MomentOfTruth) -> Value:
    return _kept(
        id=moment.id,
        name=_text(moment.name),
        steps=list(moment.steps),
        least=_text(moment.least),
        adds=_text(moment.adds),
        takes_away=_text(moment.takes_away),
        importance=None if moment.importance == USUAL_IMPORTANCE else moment.importance,
        standards=list(moment.standards),
    )


def _sources(sources: Sequence[Source]) -> Value:
    return [_on_a_line(_kept(document=source.document, topic=source.topic)) for source in sources]


def _change(change: ChangeNote | None) -> Value | None:
    if change is None:
        return None
    return _on_a_line(_kept(what=change.what, why=change.why, by=change.by, on=change.on))


def _standard(standard: Standard) -> Value:
    return _kept(
        code=standard.code,
        version=standard.version,
        statement=_text(standard.statement),
        area=standard.area,
        indicator=_text(standard.indicator),
        unit=_text(standard.unit),
        target=standard.target,
        sense=None if standard.sense is TargetSense.AT_LEAST else standard.sense.value,
        share=standard.share,
        time_limit=standard.time_limit_s,
        review_months=standard.review_months,
        customer_need=_text(standard.customer_need),
        achievability=_text(standard.achievability),
        processes=list(standard.processes),
        sources=_sources(standard.sources),
        change=_change(standard.change),
        retired=True if standard.retired else None,
    )


def _touchpoint(touchpoint: Touchpoint) -> Value:
    return _on_a_line(
        _kept(
            code=touchpoint.code,
            process=touchpoint.process_code,
            contact={dimension.value: rating for dimension, rating in touchpoint.contact},
            complexity=touchpoint.complexity,
            diversity=touchpoint.diversity,
            flow=touchpoint.flow,
        )
    )


def _not_offered(cells: Sequence[NotOffered]) -> Value:
    """Cells with the same reason, joined: channels first, then businesses, then brands."""
    channels: dict[tuple[Text, str, str], list[str]] = {}
    for cell in cells:
        channels.setdefault((cell.reason, cell.brand, cell.business), []).append(cell.channel)
    businesses: dict[tuple[Text, str, tuple[str, ...]], list[str]] = {}
    for (reason, brand, business), names in channels.items():
        businesses.setdefault((reason, brand, tuple(names)), []).append(business)
    brands: dict[tuple[Text, tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for (reason, brand, named), codes in businesses.items():
        brands.setdefault((reason, named, tuple(codes)), []).append(brand)
    return [
        _kept(channels=list(named), brands=list(names), businesses=list(codes), reason=_text(reason))
        for (reason, named, codes), names in brands.items()
    ]
