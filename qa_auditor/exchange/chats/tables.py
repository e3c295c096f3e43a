"""Chats as tables (CSV, XLSX): one row a message, columns found by their headings."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from qa_auditor.application.faults import Fault
from qa_auditor.application.intake.sources import UnreadableError
from qa_auditor.domain.conversation import Attachment
from qa_auditor.exchange.chats.messages import Message, attachment_of, chat_moment, clean
from qa_auditor.exchange.columns import column_of, plain_heading
from qa_auditor.exchange.moments import moment_in
from qa_auditor.exchange.sniff import DocumentKind, document_kind
from qa_auditor.exchange.tables import HEADING_ROWS, Table, cell_text, has_headings, is_zone, tables_in
from qa_auditor.i18n import _

COLUMNS: dict[str, tuple[str, ...]] = {
    "chat": (
        "conversation", "conversation id", "chat", "chat id", "session", "session id", "ticket", "ticket id",
        "thread id",
        "dialog id", "dialogue id", "talkerid", "talker id", "talker",
        "会话", "会话id", "会话编号", "会话号", "对话id", "对话编号", "聊天id", "工单号", "工单编号",
        "會話", "會話編號", "對話編號", "工單編號",
    ),
    "text": (
        "text", "message", "message text", "content", "body", "msg", "message content", "strcontent", "message body",
        "内容", "消息", "消息内容", "聊天内容", "发言内容", "对话内容", "文本", "內容", "訊息", "訊息內容",
        "聊天內容", "對話內容",
    ),
    "sender": (
        "sender", "sender name", "from", "from name", "author", "speaker", "name", "nickname", "user", "user name",
        "username",
        "发送人", "发送者", "发言人", "发言者", "发送方", "昵称", "说话人", "发送人姓名",
        "發送人", "發送者", "發言人", "發言者", "傳送者", "暱稱",
    ),
    "role": (
        "role", "sender type", "sender role", "author type", "from type", "direction", "issender", "is sender",
        "participant role",
        "角色", "发送者类型", "发送方类型", "消息方向", "消息来源", "發送者類型", "訊息方向",
    ),
    "sent": (
        "time", "timestamp", "sent", "sent at", "date", "datetime", "date time", "created at", "created", "create time",
        "createtime", "strtime", "message time", "send time",
        "时间", "发送时间", "消息时间", "发言时间", "创建时间", "聊天时间", "時間", "發送時間", "傳送時間",
        "訊息時間", "建立時間",
    ),
    "image": (
        "image", "picture", "photo", "attachment", "attachments", "media", "image url", "file url", "image file",
        "图片", "图片地址", "附件", "图片文件", "文件地址", "圖片", "圖片檔",
    ),
}  # fmt: skip
"""Headings by what a message has, in lower case, words apart by one space."""

_COLUMN_OF = {heading: column for column, headings in COLUMNS.items() for heading in headings}
_FACTS = {"agent_code", "agent_name", "team", "site", "zone", "customer_ref", "process", "channel"}


def is_chat_table(path: Path) -> bool:
    """Whether a file is a table whose rows are messages; a damaged workbook is none."""
    if document_kind(path) is DocumentKind.TEXT:
        return has_headings(path, are_chat_headings)
    try:
        return any(are_chat_headings(table.rows) for table in tables_in(path, are_chat_headings))
    except UnreadableError:
        return False


def are_chat_headings(rows: Sequence[Sequence[object]]) -> bool:
    """Whether one of the first rows holds the headings of messages."""
    return _headings(rows) is not None


def read_chat_table(path: Path, name: str) -> Iterator[Message]:
    """The messages of a table, in its order; those that are wrong carry their fault.

    Raises:
        UnreadableError: it can't be read.
    """
    for table in tables_in(path, are_chat_headings):
        found = _headings(table.rows)
        if found is not None:
            yield from _messages(table, name, *found)


def _headings(rows: Sequence[Sequence[object]]) -> tuple[int, dict[int, str], dict[int, str]] | None:
    """Index of the row of headings, what a message has by column, and facts of the chat by column."""
    for index, row in enumerate(rows[:HEADING_ROWS]):
        parts: dict[int, str] = {}
        facts: dict[int, str] = {}
        for number, cell in enumerate(row):
            heading = plain_heading(cell) if isinstance(cell, str) else ""
            part, fact = _COLUMN_OF.get(heading), column_of(heading)
            if part and part not in parts.values():
                parts[number] = part
            elif fact in _FACTS and fact not in facts.values():
                facts[number] = fact
            elif heading:
                facts[number] = cell_text(cell)
        has = set(parts.values())
        # Who wrote, or when beside to which chat: without them "content" is a column of something else.
        if "text" in has and ("sender" in has or "role" in has) and has & {"sent", "chat", "role"}:
            return index, parts, facts
    return None


def _messages(
    table: Table, name: str, index: int, parts: Mapping[int, str], facts: Mapping[int, str]
) -> Iterator[Message]:
    at = {part: number for number, part in parts.items()}
    for number, row in enumerate(table.rows[index + 1 :], start=index + 2):
        cells = {part: row[column] for part, column in at.items() if column < len(row)}
        if not any(cell_text(cell) for cell in row):
            continue
        said = {fact: cell_text(row[column]) for column, fact in facts.items() if column < len(row)}
        sent = cells.get("sent")
        when = _moment(table, sent)
        fault: Fault | None = None
        if cell_text(sent) and when is None:
            fault = Fault(
                "unreadable-time",
                _("“{text}” is no time that can be read without doubt").format(text=cell_text(sent)),
                table.place(name, number, at["sent"]),
                _("Write it as 2026-11-03 14:02:00"),
            )
        elif said.get("zone") and not is_zone(said["zone"]):
            fault = Fault(
                "unknown-zone",
                _("“{text}” is no time zone").format(text=said["zone"]),
                table.place(name, number),
                _("Write its IANA name, for example Asia/Shanghai"),
            )
        text = cells.get("text")
        yield Message(
            table.place(name, number),
            clean(text) if isinstance(text, str) else cell_text(text),
            sender=cell_text(cells.get("sender")),
            role=cell_text(cells.get("role")),
            sent=when,
            chat=cell_text(cells.get("chat")),
            attachments=_attachments(cell_text(cells.get("image"))),
            facts=said,
            fault=fault,
        )


def _moment(table: Table, cell: object) -> datetime | None:
    return moment_in(cell, from_1904=table.from_1904) or chat_moment(cell)


def _attachments(cell: str) -> tuple[Attachment, ...]:
    parts = [cell] if cell.startswith("data:") else cell.replace("；", ";").replace("\n", ";").split(";")
    return tuple(one for part in parts if (one := attachment_of(part)) is not None)
