"""What all YAML documents of the program share: how they are opened and looked into, and keys that each of them has."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from qa_auditor.application.faults import Fault, Place, UnreadableError
from qa_auditor.domain.checklist import Source
from qa_auditor.domain.text import LANGUAGES
from qa_auditor.exchange import yaml_nodes
from qa_auditor.exchange.reading import Fields, Findings, Spot, fields_of, integer_at, word_at
from qa_auditor.exchange.yaml_faults import composed
from qa_auditor.i18n import _, ngettext

FORMAT = 1

_Read = TypeVar("_Read")
_Found = TypeVar("_Found", bound=Findings)


def looked_into(content: bytes, read: Callable[[Spot, _Found], _Read | None], findings: _Found) -> _Read | None:
    """What ``read`` makes of the document in ``content``; every fault is noted. None when it is no YAML at all."""
    with _collector_at_rest():
        root = composed(content, findings)
        value = None if root is None else read(Spot(root, "", root.line), findings)
    _note_missing_translations(findings)
    return value


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the cycle collector from running: it would look through 60,000 nodes again and again and find nothing.

    It took half of the time. Of several threads the one that found it running starts it again.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def content_of(source: Path | str | bytes, file: str) -> bytes:
    """The bytes of a file (``Path``), or of a text.

    Raises:
        UnreadableError: there is no such file, or it can't be opened.
    """
    if isinstance(source, bytes):
        return source
    if isinstance(source, str):
        return source.encode("utf-8", "surrogatepass")
    try:
        with source.open("rb") as stream:
            # One byte more than allowed is enough to see that it is too long.
            return stream.read(yaml_nodes.LARGEST + 1)
    except OSError as error:
        message = _("the file can't be read: {reason}").format(reason=error.strerror or error)
        raise UnreadableError(
            [Fault("unreadable", message, Place(file), _("Check its name and permissions"))]
        ) from None
    except ValueError:
        message = _("this can't be the name of a file")
        raise UnreadableError(
            [Fault("unreadable", message, Place(file), _("Check its name and permissions"))]
        ) from None


def check_format(fields: Fields, findings: Findings) -> None:
    """Note a fault unless ``format`` is the one that this program knows."""
    spot = fields.required("format")
    number = integer_at(spot, findings)
    if spot is not None and number is not None and number != FORMAT:
        message = _("format {number} is not known to this program").format(number=number)
        findings.fault("unknown-format", spot, message, _("Write: {example}").format(example=f"format: {FORMAT}"))


def source_at(spot: Spot | None, findings: Findings) -> Source | None:
    """Where something comes from: a document and a topic in it."""
    fields = fields_of(spot, ("document", "topic"), findings)
    if fields is None:
        return None
    document = word_at(fields.required("document"), findings)
    return Source(document or "", word_at(fields.optional("topic"), findings) or "")


def _note_missing_translations(findings: Findings) -> None:
    """One warning per language that some texts have and others lack."""
    for language in LANGUAGES:
        without = [spot for spot, languages in findings.texts if language not in languages]
        if without and len(without) < len(findings.texts):
            message = ngettext("{n} text has no {language}", "{n} texts have no {language}", len(without))
            remedy = _("Add it; until then another language is shown")
            findings.warn("missing-translation", without[0], message.format(n=len(without), language=language), remedy)
