"""Messages as files have them, and how they become chats."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from qa_auditor.application.faults import Fault, Place
from qa_auditor.application.intake.sources import CallRow, ReadChat
from qa_auditor.domain.conversation import Attachment, Line, Side
from qa_auditor.domain.speakers import side_of_name, sides_of
from qa_auditor.exchange.columns import channel_of
from qa_auditor.exchange.moments import moment_in
from qa_auditor.i18n import _, ngettext

MOST_MESSAGES = 20_000
"""Messages of one chat."""

LONGEST = 50_000
"""Characters of one message; what is longer is cut."""

_MEDIA_TYPES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
    ".bmp": "image/bmp", ".heic": "image/heic", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".amr": "audio/amr",
    ".opus": "audio/ogg", ".mp4": "video/mp4", ".mov": "video/quicktime", ".pdf": "application/pdf",
    ".doc": "application/msword", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".zip": "application/zip",
}  # fmt: skip

_SECONDS = range(315_532_800, 4_102_444_800)
"""Unix seconds that are taken for a time: 1980 to 2100."""

_ROLES = {"0": "customer", "1": "agent", "true": "agent", "false": "customer", "in": "customer", "out": "agent",
    "incoming": "customer", "outgoing": "agent", "inbound": "customer", "outbound": "agent", "send": "agent",
    "receive": "customer", "接收": "客户", "发送": "客服", "發送": "客服"}  # fmt: skip
"""What a message's direction says of its side, seen from the house that exports it."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a file.

    Attributes:
        chat: name of the chat that it belongs to. role: "agent", 客户 …, or a direction; "" when the file has none.
        facts: what its row says of the whole chat, by the names of ``CallRow``; further ones under their heading.
        fault: why it can't be taken.
    """

    place: Place
    text: str
    sender: str = ""
    role: str = ""
    sent: datetime | None = None
    chat: str = ""
    attachments: tuple[Attachment, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    fault: Fault | None = None


def chat_moment(value: Any) -> datetime | None:
    """A time as tables write it, or as seconds or milliseconds since 1970, which are aware."""
    if isinstance(value, bool) or value is None:
        return None
    text = str(value).strip()
    if re.fullmatch(r"\d{9,10}(\.\d{1,9})?|\d{12,13}|\d{15,16}", text):
        number = float(text)
        whole = len(text.split(".")[0])
        seconds = number / (1 if whole <= 10 else 1000 if whole <= 13 else 1_000_000)
        if int(seconds) in _SECONDS:
            return datetime.fromtimestamp(seconds, UTC)
    return moment_in(text.replace("T", " ") if "T" in text and " " in text else value)


def attachment_of(name: str, *, size: int | None = None, media_type: str = "") -> Attachment | None:
    """What a cell or value that names a picture or file stands for; None for one that names nothing.

    Only its name is kept of an address, and nothing is fetched.
    """
    named = name.strip()
    if not named:
        return None
    if named.startswith("data:"):
        kind, _comma, content = named[5:].partition(",")
        return Attachment(_("embedded picture"), kind.split(";")[0][:100], len(content) * 3 // 4)
    last = PurePosixPath(re.split(r"[?#]", named.replace("\\", "/"))[0]).name or named
    ending = PurePosixPath(last).suffix.lower()
    return Attachment(last[:200], media_type or _MEDIA_TYPES.get(ending, ""), size)


def chats_of(messages: Iterable[Message], form: str) -> tuple[ReadChat, ...]:
    """Messages sorted into their chats, each in the order of time where all of it have one."""
    by_chat: dict[str, list[Message]] = {}
    for message in messages:
        by_chat.setdefault(message.chat, []).append(message)
    return tuple(_chat(name, found, form) for name, found in by_chat.items())


def _chat(name: str, messages: Sequence[Message], form: str) -> ReadChat:
    faults = tuple(message.fault for message in messages if message.fault is not None)
    sound = [message for message in messages if message.fault is None and (message.text or message.attachments)]
    notes = []
    if len(sound) > MOST_MESSAGES:
        notes.append(_("only the first {n} messages were taken").format(n=MOST_MESSAGES))
        sound = sound[:MOST_MESSAGES]
    if faults:
        notes.append(
            ngettext("{n} message could not be read", "{n} messages could not be read", len(faults)).format(
                n=len(faults)
            )
        )
    kinds = {message.sent.tzinfo is None for message in sound if message.sent is not None}
    if len(kinds) == 1 and all(message.sent is not None for message in sound):
        sound.sort(key=lambda message: message.sent.timestamp() if message.sent else 0.0)
    facts = _facts(sound or list(messages))
    return ReadChat(
        place=messages[0].place,
        lines=tuple(_lines(sound, facts)),
        format=form,
        ref=name,
        facts=facts,
        notes=tuple(notes),
        faults=faults,
    )


def _lines(messages: Sequence[Message], facts: CallRow) -> Iterator[Line]:
    speakers = [message.sender or message.role for message in messages]
    by_name = sides_of(speakers, agents=(facts.agent_name, facts.agent_code))
    for position, (message, speaker) in enumerate(zip(messages, speakers, strict=True)):
        role = _ROLES.get(message.role.strip().casefold(), message.role)
        said = side_of_name(role) if role else Side.UNKNOWN
        yield Line(
            position,
            by_name.get(speaker, Side.UNKNOWN) if said is Side.UNKNOWN else said,
            message.text[:LONGEST],
            speaker=speaker[:200],
            sent=message.sent,
            attachments=message.attachments,
        )


def _facts(messages: Sequence[Message]) -> CallRow:
    """What the rows of a chat say of it: of each known fact the first that says something, others that never change."""
    said: dict[str, str] = {}
    changing: set[str] = set()
    for message in messages:
        for name, value in message.facts.items():
            if value and said.setdefault(name, value) != value and name not in _KNOWN:
                changing.add(name)
    for name in changing:
        del said[name]
    channel = said.pop("channel", "")
    return CallRow(
        messages[0].place,
        agent_code=said.pop("agent_code", ""),
        agent_name=said.pop("agent_name", ""),
        team=said.pop("team", ""),
        site=said.pop("site", ""),
        occurred=next((message.sent for message in messages if message.sent is not None), None),
        zone=said.pop("zone", ""),
        customer_ref=said.pop("customer_ref", ""),
        process=said.pop("process", ""),
        channel=channel_of(channel) or channel,
        fields=tuple(said.items()),
    )


_KNOWN = {"agent_code", "agent_name", "team", "site", "zone", "customer_ref", "process", "channel"}


def clean(text: str) -> str:
    """A message's text without control characters; its line breaks stay."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return "".join(char if char.isprintable() or char in "\n\t" else " " for char in joined).strip()
