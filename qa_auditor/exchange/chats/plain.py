"""Chats as text, as messengers export them: a line with time and name, then the words, perhaps over several lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from qa_auditor.application.faults import Fault, Place
from qa_auditor.domain.conversation import Attachment
from qa_auditor.exchange.chats.messages import Message, attachment_of, clean
from qa_auditor.exchange.moments import moment_in
from qa_auditor.i18n import _

_DATE = r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?|\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2}))"
_CLOCK = (
    r"(?:上午|下午|早上|中午|晚上|凌晨)?\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:[.,]\d{1,3})?"
    r"(?:[\s\u202f\u00a0]?[AaPp]\.?[Mm]\.?)?"
)
_WHEN = rf"(?P<date>{_DATE})(?:,|，|\s|T|星期.|周.)*\s*(?P<clock>{_CLOCK})"
_NAME = r"(?P<name>[^\n:：]{1,80}?)"

_HEADS = (
    # WhatsApp: [2026/11/3 14:02:10] Name: words · 3/11/26, 14:02 - Name: words · the words of the system without a name
    re.compile(rf"^[\u200e\u200f]?\[{_WHEN}\]\s*{_NAME}[:：]\s?(?P<text>.*)$"),
    re.compile(rf"^[\u200e\u200f]?{_WHEN}\s+[-–]\s+{_NAME}[:：]\s(?P<text>.*)$"),
    re.compile(rf"^[\u200e\u200f]?{_WHEN}\s+[-–]\s+(?P<text>.*)$"),
    # 2026-11-03 14:02:10 Name: words
    re.compile(rf"^\[?{_WHEN}\]?\s+{_NAME}[:：]\s*(?P<text>.*)$"),
    # QQ, WeChat, Wangwang: a line of its own above the words, the name before or after the time
    re.compile(rf"^{_WHEN}\s+(?P<name>\S[^\n]{{0,60}})$"),
    re.compile(rf"^(?P<name>\S[^\n]{{0,60}}?)\s*[(（]?\s*{_WHEN}\s*[)）]?[:：]?\s*$"),
)

_ATTACHED = re.compile(
    r"^[\u200e\u200f]?(?:<(?:attached|附件)[:：]\s?(?P<a>[^>]+)>"
    r"|(?P<b>\S+\.\w{2,5}) \((?:file attached|文件附件|附加檔案)\)"
    r"|\[(?:图片|圖片|image|picture|语音|視頻|视频|文件)(?:[:：]\s?(?P<c>[^\]]+))?\])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[(（<]\s*[\w.@+\-]{4,60}\s*[)）>]\s*$")
_SEPARATED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")


@dataclass(frozen=True, slots=True)
class _Raw:
    line: int
    date: str
    clock: str
    name: str
    words: list[str]


def is_chat_text(text: str) -> bool:
    """Whether a text has messages with date and time, each with a name."""
    lines = [line for line in text[:65_536].lstrip("\ufeff").splitlines() if line.strip()][:300]
    heads = [head for line in lines if (head := _head(line))]
    named = [head for head in heads if head.get("name")]
    return len(named) >= 2 or (len(named) == 1 and len(lines) <= 3)


def read_chat_text(text: str, name: str) -> Iterator[Message]:
    """The messages of a text; what stands above the first of them is left out."""
    raws = list(_raws(text.lstrip("\ufeff").splitlines()))
    order = _order([raw.date for raw in raws], [raw.clock for raw in raws])
    for raw in raws:
        sent = _moment(raw, order)
        place = Place(name, raw.line)
        fault: Fault | None = None
        if sent is None:
            fault = Fault(
                "unreadable-time",
                _("“{text}” is no time that can be read without doubt").format(text=f"{raw.date} {raw.clock}"),
                place,
                _("Export the chat with the year first, or write times as 2026-11-03 14:02:00"),
            )
        words, attachments = _taken_apart(raw.words)
        sender = _NUMBER.sub("", raw.name).strip() or raw.name.strip()
        role = "" if sender else "system"
        yield Message(place, words, sender, role, sent, attachments=attachments, fault=fault)


def _head(line: str) -> dict[str, str] | None:
    for pattern in _HEADS:
        if match := pattern.match(line):
            return {key: value or "" for key, value in match.groupdict().items()}
    return None


def _raws(lines: Sequence[str]) -> Iterator[_Raw]:
    current: _Raw | None = None
    for number, line in enumerate(lines, start=1):
        head = _head(line)
        if head is not None:
            if current is not None:
                yield current
            words = [head["text"]] if head.get("text") else []
            current = _Raw(number, head["date"], head["clock"], head.get("name", ""), words)
        elif current is not None:
            current.words.append(line)
    if current is not None:
        yield current


def _taken_apart(lines: Sequence[str]) -> tuple[str, tuple[Attachment, ...]]:
    """The words, and the files that stand among them."""
    words: list[str] = []
    attachments: list[Attachment] = []
    for line in lines:
        match = _ATTACHED.match(line.strip())
        named = next((part for part in match.groups() if part), _("picture")) if match else ""
        if match and (one := attachment_of(named)) is not None:
            attachments.append(one)
            words.append(line.strip()[match.end() :])
        else:
            words.append(line)
    return clean("\n".join(words)), tuple(attachments)


def _order(dates: Sequence[str], clocks: Sequence[str]) -> str:
    """Whether days ("dm") or months ("md") come first in dates like 3/11/2026; "" when nothing tells it.

    A number above 12 is a day. Without one, a chat goes forward in time: the order in which it does counts, if the
    other does not.
    """
    parts = [match for date in dates if (match := _SEPARATED.fullmatch(date.strip()))]
    if any(int(match[1]) > 12 for match in parts):
        return "dm"
    if any(int(match[2]) > 12 for match in parts):
        return "md"
    forward = [order for order in ("dm", "md") if _goes_forward([_ordered(date, order) for date in dates], clocks)]
    return forward[0] if len(forward) == 1 else ""


def _goes_forward(dates: Sequence[str], clocks: Sequence[str]) -> bool:
    moments = [moment_in(f"{date} {clock}".strip()) for date, clock in zip(dates, clocks, strict=True)]
    known = [moment for moment in moments if moment is not None]
    return len(known) == len(moments) and known == sorted(known)


def _ordered(date: str, order: str) -> str:
    """A date with the year first."""
    match = _SEPARATED.fullmatch(date.strip())
    if match is None or not order:
        return date
    day, month = (match[1], match[2]) if order == "dm" else (match[2], match[1])
    year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
    return f"{year}-{month}-{day}"


def _moment(raw: _Raw, order: str) -> datetime | None:
    clock = re.sub(r"[\s\u202f\u00a0]+", " ", raw.clock).replace("：", ":").replace("凌晨", "早上")
    clock = re.sub(r"[.,]\d{1,3}$", "", clock)
    return moment_in(f"{_ordered(raw.date, order)} {clock}".strip())
