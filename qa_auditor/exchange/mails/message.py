"""One e-mail: who wrote it to whom and when, its readable text, and what came with it."""

import email
import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import PurePosixPath

from qa_auditor.application.faults import Fault, Place
from qa_auditor.application.intake.sources import ReadMail
from qa_auditor.domain.conversation import Attachment, Line, Side
from qa_auditor.exchange.mails.charsets import LONGEST_HEADER, header_text, text_of
from qa_auditor.exchange.mails.html_text import text_of_html
from qa_auditor.i18n import _

LARGEST_MAIL = 50 * 1024**2
MOST_PARTS = 200
DEEPEST = 20
LARGEST_HEAD = 1024**2
LONGEST_TEXT = 200_000
"""Characters of a mail's text; what is longer is cut."""

_MESSAGE_ID = re.compile(r"<([^<>\s]{3,500})>")
_REFERENCES = 100
_AUTOMATIC = ("auto-generated", "auto-replied", "auto-notified")
_DAEMONS = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(?:[+\-=].*)?@", re.IGNORECASE)


class _TooComplexError(Exception):
    """A mail has more parts, or parts within parts, than any mail program makes."""


def mail_of(data: bytes, place: Place) -> ReadMail:
    """The mail in ``data``; one that can't be taken carries its faults."""
    try:
        return _read(data, place)
    except (_TooComplexError, RecursionError):
        return _refused(place, "mail-too-complex", _("The mail has more parts than any mail program makes"))


def _read(data: bytes, place: Place) -> ReadMail:
    if len(data) > LARGEST_MAIL:
        return _refused(place, "mail-too-large", _("The mail is larger than 50 MB"))
    head = re.split(rb"\r?\n\r?\n", data[: LARGEST_HEAD + 1], maxsplit=1)[0]
    if len(head) > LARGEST_HEAD:
        return _refused(place, "mail-too-complex", _("The mail's header is larger than 1 MB"))
    if data.lower().count(b"boundary=") > MOST_PARTS or data.count(b"message/rfc822") > MOST_PARTS:
        raise _TooComplexError
    message = email.message_from_bytes(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), policy=compat32)
    headers = _headers(message)
    parts = list(_parts(message))
    notes: list[str] = []
    text = _body(parts, notes)
    sender_name, sender = _address(headers.get("from") or headers.get("sender") or "")
    if not sender and "subject" not in headers:
        return _refused(place, "no-mail", _("It has neither a sender nor a heading: it is no mail"))
    sent = _sent(headers)
    if sent is None:
        notes.append(_("it does not say when it was sent"))
    ids = _MESSAGE_ID.findall(header_text(headers.get("message-id", "")))
    ref = f"<{ids[0]}>" if ids else f"<{hashlib.sha256(data).hexdigest()}>"
    automatic = headers.get("auto-submitted", "no").strip().lower().startswith(_AUTOMATIC)
    if len(text) > LONGEST_TEXT:
        notes.append(_("only the first {n} characters of its text were taken").format(n=LONGEST_TEXT))
    line = Line(
        0,
        Side.UNKNOWN,
        text[:LONGEST_TEXT],
        speaker=(sender_name or sender)[:200],
        sent=sent,
        subject=header_text(headers.get("subject", ""))[:1000],
        attachments=tuple(_attachments(parts)),
        ref=ref,
    )
    return ReadMail(
        place,
        line,
        references=_references(headers, ref),
        sender=sender,
        parties=_parties(headers),
        automatic=automatic or bool(_DAEMONS.match(sender)),
        notes=tuple(notes),
    )


def _refused(place: Place, code: str, message: str) -> ReadMail:
    fault = Fault(code, message, place, _("Open it in your mail program and save it anew"))
    return ReadMail(place, Line(0, Side.UNKNOWN, ""), faults=(fault,))


def _headers(message: Message) -> dict[str, str]:
    """Headers by their name in lower case, the first of each, as the parser has them (bytes escaped)."""
    headers: dict[str, str] = {}
    for name, value in message.raw_items():
        headers.setdefault(name.lower(), str(value)[:LONGEST_HEADER])
    return headers


def _parts(message: Message, depth: int = 0) -> Iterator[tuple[Message, bool]]:
    """Parts that hold something, in order; of alternatives the one to read, with a sign that it is to be read."""
    if depth > DEEPEST:
        raise _TooComplexError
    if message.get_content_maintype() != "multipart":
        yield message, _is_text(message)
        return
    below = [part for part in message.get_payload() if isinstance(part, Message)] if message.is_multipart() else []
    if len(below) > MOST_PARTS:
        raise _TooComplexError
    if message.get_content_subtype() != "alternative":
        for part in below:
            yield from _parts(part, depth + 1)
        return
    versions = [list(_parts(part, depth + 1)) for part in below]
    chosen = _to_read(versions)
    for number, version in enumerate(versions):
        yield from (
            (part, readable and number == chosen) for part, readable in version if number == chosen or not readable
        )


def _to_read(versions: Sequence[Sequence[tuple[Message, bool]]]) -> int:
    """Which of the alternatives: plain text that says something, else HTML, else whatever is text."""

    def worth(version: Sequence[tuple[Message, bool]]) -> int:
        texts = [part for part, readable in version if readable]
        plain = [part for part in texts if part.get_content_subtype() == "plain"]
        if any(_text(part)[0].strip() for part in plain):
            return 2
        return 1 if len(texts) > len(plain) else 0

    return max(range(len(versions)), key=lambda number: (worth(versions[number]), -number), default=0)


def _is_text(part: Message) -> bool:
    if part.get_content_maintype() != "text" or part.get_content_subtype() not in {"plain", "html", "enriched"}:
        return False
    return part.get_content_disposition() != "attachment"


def _body(parts: Sequence[tuple[Message, bool]], notes: list[str]) -> str:
    texts: list[str] = []
    for part, readable in parts:
        if not readable:
            continue
        text, honest = _text(part)
        if not honest and _("its encoding is not the one that it names") not in notes:
            notes.append(_("its encoding is not the one that it names"))
        if text.strip():
            texts.append(text.strip())
    return "\n\n".join(texts)


def _text(part: Message) -> tuple[str, bool]:
    """A part's text, and whether it is encoded as it says."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_param("charset")
    text, honest = text_of(data, charset if isinstance(charset, str) else None)
    if part.get_content_subtype() == "html":
        return text_of_html(text), honest
    if str(part.get_param("format", "")).lower() == "flowed":
        # A space at a line's end says that the next one goes on.
        text = re.sub(r"(?m)(?<!^--) \r?\n(?!>|-- )", " ", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char if char.isprintable() or char in "\n\t" else " " for char in text), honest


def _attachments(parts: Sequence[tuple[Message, bool]]) -> Iterator[Attachment]:
    for part, readable in parts:
        if readable:
            continue
        name = part.get_filename()
        shown = header_text(name) if isinstance(name, str) else ""
        below = part.get_payload()
        if not shown and part.get_content_type() == "message/rfc822" and isinstance(below, list) and below:
            subject = dict(_headers(below[0])).get("subject", "") if isinstance(below[0], Message) else ""
            heading = header_text(subject) or _("mail")
            shown = f"{heading}.eml"
        plain = PurePosixPath(shown.replace("\\", "/")).name
        yield Attachment(plain[:200] or _("without a name"), header_text(part.get_content_type())[:100], _size(part))


def _size(part: Message) -> int | None:
    """Bytes, reckoned without unpacking what may be large."""
    payload = part.get_payload()
    if not isinstance(payload, str):
        return None
    encoding = str(part.get("content-transfer-encoding", "")).lower().strip()
    if encoding == "base64":
        letters = sum(not char.isspace() for char in payload)
        return max(0, letters * 3 // 4 - payload.rstrip()[-2:].count("="))
    return len(payload.encode("utf-8", "surrogateescape"))


def _sent(headers: dict[str, str]) -> datetime | None:
    """When it was sent, else when the last server received it; a wall clock where no offset stands."""
    for raw in (headers.get("date", ""), headers.get("received", "").rpartition(";")[2]):
        try:
            sent = parsedate_to_datetime(raw.strip()[:200])
            plausible = 1970 <= sent.year <= 2199
            moment = sent if sent.tzinfo is None else sent.astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
        if plausible:
            return moment
    return None


def _address(raw: str) -> tuple[str, str]:
    """Name and address (in lower case) of the first sender."""
    found = getaddresses([raw.replace("\n", " ").replace("\r", " ")[:2000]])
    name, address = found[0] if found else ("", "")
    return header_text(name), header_text(address).lower()[:320]


def _parties(headers: dict[str, str]) -> tuple[str, ...]:
    raw = [
        headers.get(name, "").replace("\n", " ").replace("\r", " ")[:4000] for name in ("from", "to", "cc", "reply-to")
    ]
    addresses = (header_text(address).lower() for _name, address in getaddresses(raw)[:100])
    return tuple(dict.fromkeys(address for address in addresses if "@" in address))


def _references(headers: dict[str, str], own: str) -> tuple[str, ...]:
    named = [
        ref for name in ("references", "in-reply-to") for ref in _MESSAGE_ID.findall(header_text(headers.get(name, "")))
    ]
    return tuple(ref for name in dict.fromkeys(named[-_REFERENCES:]) if (ref := f"<{name}>") != own)
