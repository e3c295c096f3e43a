"""A process record with one thing written anew; the record itself never changes."""

from dataclasses import replace
from fractions import Fraction

from qa_auditor.domain.checklist import Source
from qa_auditor.domain.process import Element, Measurement, ProcessRecord
from qa_auditor.domain.text import Text, with_wording


def with_element(record: ProcessRecord, element: Element, language: str, wording: str) -> ProcessRecord:
    """One of the six elements as a reader of ``language`` wrote it; an empty one is missing."""
    texts = dict(record.elements)
    texts[element] = with_wording(texts.get(element, Text()), language, wording)
    return replace(record, elements=tuple((one, texts[one]) for one in Element if texts.get(one)))


def with_benchmark(record: ProcessRecord, measurement: Measurement, value: Fraction | None) -> ProcessRecord:
    """The value, 0 to 1, that a measurement is held against; None for none."""
    values: dict[Measurement, Fraction | None] = {**dict(record.benchmarks), measurement: value}
    known = ((one, values.get(one)) for one in Measurement)
    return replace(record, benchmarks=tuple((one, given) for one, given in known if given is not None))


def sources_of(text: str) -> tuple[Source, ...]:
    """Sources written one a line, the document before the first colon, its topic behind; full-width colons count."""
    found = []
    for line in text.splitlines():
        document, _colon, topic = line.replace("：", ":", 1).partition(":")
        if document.strip():
            found.append(Source(document.strip(), topic.strip()))
    return tuple(found)


def sources_text(sources: tuple[Source, ...]) -> str:
    """Sources as they are written, one a line."""
    return "\n".join(f"{one.document}: {one.topic}" if one.topic else one.document for one in sources)
