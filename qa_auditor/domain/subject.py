"""What is scored: a recorded interaction or a visit, with the facts that conditions and reports use."""

from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.moment import Moment


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording in the media folder, known by the SHA-256 (hex) of its bytes.

    Attributes:
        file_name: name it was imported under.
        encoding: how it is coded, as people say it: "WAV PCM", "WAV A-law", "MP3", "AMR".
        size: bytes. duration_ms: length. channels: 1 or more. sample_rate: Hz.
    """

    sha256: str
    file_name: str
    encoding: str
    size: int
    duration_ms: int
    channels: int
    sample_rate: int


@dataclass(frozen=True, slots=True)
class Subject:
    """One interaction or visit.

    Attributes:
        title: short name for lists, for example the file name without its ending.
        occurred: when it took place, in the zone of the site.
        direction: "in", "out" or "".
        channel: "phone", "chat", "email", "store", or "".
        customer_ref: how the house refers to the customer; never shown to shoppers.
        fields: further facts from the table of call data, by name.
        touchpoint: code of the cell of the process map that it belongs to, or "".
    """

    id: str
    kind: SubjectKind
    title: str
    occurred: Moment
    agent_id: str | None = None
    site_id: str | None = None
    process_code: str | None = None
    direction: str = ""
    channel: str = ""
    customer_ref: str = ""
    recording: Recording | None = None
    fields: tuple[tuple[str, str], ...] = ()
    touchpoint: str = ""


def condition_fields(subject: Subject, *, process_class: str | None) -> dict[str, str | Fraction]:
    """The fields that a checklist's ``subject.…`` conditions see."""
    facts: dict[str, str | Fraction] = dict(subject.fields)
    known = {
        "kind": subject.kind.value,
        "process": subject.process_code or "",
        "process_class": process_class or "",
        "direction": subject.direction,
        "channel": subject.channel,
        "touchpoint": subject.touchpoint,
    }
    facts.update({name: value for name, value in known.items() if value})
    if subject.recording is not None:
        facts["duration"] = Fraction(subject.recording.duration_ms, 1000)
    return facts
