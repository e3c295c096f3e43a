"""Chats as JSON, as help desks, messengers and data sets write it: lists of messages, anywhere in the document."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from qa_auditor.application.faults import Fault, Place
from qa_auditor.domain.conversation import Attachment
from qa_auditor.exchange.chats.messages import Message, attachment_of, chat_moment, clean
from qa_auditor.exchange.columns import column_of
from qa_auditor.exchange.json_text import DEEPEST, plain_key, plain_keys
from qa_auditor.i18n import _

_TEXT: Final = (
    "text", "content", "message", "msg", "body", "plainbody", "messagetext", "strcontent", "内容", "消息", "消息内容",
    "訊息",
)  # fmt: skip
_SENDER: Final = (
    "sendername", "fromname", "authorname", "displayname", "sender", "from", "author", "speaker", "talker", "发送人",
    "发送者",
    "发言人", "發送人",
)  # fmt: skip
_WEAK_SENDER: Final = ("name", "nickname", "username", "user", "昵称")
"""Names that other lists have as well."""
_ROLE: Final = (
    "role", "sendertype", "participantrole", "authorrole", "authortype", "fromrole", "usertype", "issender",
    "direction",
    "角色", "消息方向",
)  # fmt: skip
_TIME: Final = (
    "time", "timestamp", "sent", "sentat", "createdat", "created", "createtime", "createdtime", "date", "datetime",
    "absolutetime", "msgtime", "sendtime", "strtime", "dateunixtime", "ts", "时间", "发送时间", "時間", "發送時間",
)  # fmt: skip
_CHAT: Final = (
    "conversationid", "chatid", "sessionid", "ticketid", "dialogid", "dialogueid", "threadid", "会话id", "会话编号",
)  # fmt: skip
_PICTURE: Final = (
    "image", "imageurl", "images", "picture", "picurl", "photo", "img", "media", "attachment", "attachments", "file",
    "files",
    "fileurl", "图片", "附件", "圖片",
)  # fmt: skip
_NOT_FACTS = {"id", "type", "format", "version", "status", "messages", "role"}
_MOST_FACTS = 20


def is_chat_document(root: Any) -> bool:
    """Whether a document has a list of messages in it."""
    return next(_chats(root, "", {}, 0), None) is not None


def read_chat_document(root: Any, name: str) -> Iterator[Message]:
    """The messages of all chats of a document, in its order."""
    for number, (ref, facts, messages, path) in enumerate(_chats(root, "", {}, 0)):
        for index, item in enumerate(messages):
            plain = plain_keys(item)
            own = _first(plain, _CHAT)
            yield _message(
                plain, Place(name, path=f"{path}[{index}]"), own or ref or (str(number) if number else ""), facts
            )


_Chat = tuple[str, Mapping[str, str], Sequence[Mapping[str, Any]], str]


def _chats(node: Any, path: str, facts: Mapping[str, str], depth: int, key: str = "") -> Iterator[_Chat]:
    """Lists of messages with the name and the facts of what holds them, and the way there."""
    if depth > DEEPEST:
        return
    if isinstance(node, list):
        if are_messages(node):
            yield key, facts, node, path
            return
        for index, item in enumerate(node):
            if isinstance(item, dict | list):
                yield from _chats(item, f"{path}[{index}]", facts, depth + 1)
    elif isinstance(node, dict):
        own = plain_keys(node)
        ref = _first(own, ("id", *_CHAT)) or ("" if key in _CONTAINERS else key)
        known = {**facts, **_facts_in(own)}
        for name, value in node.items():
            if isinstance(value, list) and are_messages(value):
                yield ref, known, value, f"{path}.{name}".lstrip(".")
            elif isinstance(value, dict | list):
                yield from _chats(value, f"{path}.{name}".lstrip("."), known, depth + 1, str(name))


_CONTAINERS = {
    "data", "result", "results", "chats", "conversations", "messages", "items", "tickets", "sessions", "dialogues",
    "dialogs",
    "response", "records", "history", "list", "transcript", "comments",
}  # fmt: skip
"""Keys that name a container, not a chat."""


def are_messages(found: Sequence[Any]) -> bool:
    """Whether most of a list are objects with a text and somebody who wrote it, or with a time."""
    if not found or not all(isinstance(item, dict) for item in found[:50]):
        return False
    good = 0
    for item in found[:50]:
        plain = plain_keys(item)
        written = bool(_text(plain)) or bool(_attachments(plain))
        strong = bool(_first(plain, _SENDER) or _first(plain, _ROLE))
        timed = any(chat_moment(plain.get(key)) is not None for key in _TIME)
        good += written and (strong or (timed and bool(_first(plain, (*_WEAK_SENDER, "authorid", "senderid")))))
    return good * 5 >= len(found[:50]) * 3


def _message(plain: Mapping[str, Any], place: Place, chat: str, facts: Mapping[str, str]) -> Message:
    times = [plain[key] for key in _TIME if plain.get(key) not in (None, "", 0)]
    moments = [moment for value in times if (moment := chat_moment(value)) is not None]
    # An instant says more than a wall clock beside it.
    sent = next((moment for moment in moments if moment.tzinfo), next(iter(moments), None))
    fault: Fault | None = None
    if times and sent is None:
        fault = Fault(
            "unreadable-time",
            _("“{text}” is no time that can be read without doubt").format(text=str(times[0])[:60]),
            place,
            _("Write it as 2026-11-03 14:02:00"),
        )
    sender = _first(plain, (*_SENDER, *_WEAK_SENDER, "authorid", "senderid", "participantid"))
    return Message(
        place,
        _text(plain),
        sender=sender,
        role=_first(plain, _ROLE) or _role_below(plain),
        sent=sent,
        chat=chat,
        attachments=_attachments(plain),
        facts=facts,
        fault=fault,
    )


def _first(plain: Mapping[str, Any], keys: Sequence[str]) -> str:
    """The first of the keys that says something, as text; of an object its name."""
    for key in keys:
        value = plain.get(key)
        if isinstance(value, dict):
            below = plain_keys(value)
            value = next((below[name] for name in ("name", "displayname", "nickname", "id") if below.get(name)), None)
        if isinstance(value, bool):
            value = str(value).lower()
        if isinstance(value, int | float | str) and str(value).strip():
            return str(value).strip()[:200]
    return ""


def _role_below(plain: Mapping[str, Any]) -> str:
    """Help desks say within the sender what they are."""
    for key in ("sender", "from", "author", "user"):
        if isinstance(plain.get(key), dict):
            below = plain_keys(plain[key])
            return _first(below, ("role", "type", "usertype"))
    return ""


def _text(plain: Mapping[str, Any]) -> str:
    for key in _TEXT:
        if words := _words(plain.get(key), 0):
            return clean(words)
    return ""


def _words(value: Any, depth: int) -> str:
    """A text; of parts (Telegram's, OpenAI's) all of them together."""
    if isinstance(value, str):
        return value
    if depth > 3:
        return ""
    if isinstance(value, list):
        return "".join(_words(part, depth + 1) for part in value)
    if isinstance(value, dict):
        below = plain_keys(value)
        return next((words for key in _TEXT if (words := _words(below.get(key), depth + 1))), "")
    return ""


def _attachments(plain: Mapping[str, Any]) -> tuple[Attachment, ...]:
    found: list[Attachment] = []
    for key in _PICTURE:
        value = plain.get(key)
        named = value if isinstance(value, list) else [value]
        found += [attachment for one in named if (attachment := _attachment(one)) is not None]
    return tuple(found[:50])


def _attachment(value: Any) -> Attachment | None:
    if isinstance(value, str):
        return attachment_of(value)
    if not isinstance(value, dict):
        return None
    below = plain_keys(value)
    named = _first(below, ("filename", "name", "title", "contenturl", "url", "src", "path", "md5sum"))
    size = below.get("size", below.get("filesize"))
    media_type = _first(below, ("contenttype", "mimetype", "mediatype"))
    return attachment_of(named, size=size if isinstance(size, int) and size >= 0 else None, media_type=media_type)


def _facts_in(plain: Mapping[str, Any]) -> dict[str, str]:
    """What the object around a list of messages says of the chat."""
    facts: dict[str, str] = {}
    for key, value in plain.items():
        if key in _NOT_FACTS or isinstance(value, bool) or not isinstance(value, str | int | float | list | dict):
            continue
        told = _first(
            {"x": value[0] if isinstance(value, list) and value and isinstance(value[0], str) else value}, ("x",)
        )
        name = column_of(_SPELLED.get(plain_key(key), key))
        if told and name and name not in {"file", "occurred", "transcript"}:
            facts[name] = told
        elif told and not isinstance(value, list | dict) and len(facts) < _MOST_FACTS and len(told) <= 200:
            facts[key] = told
    return facts


_SPELLED = {"agentnames": "agent name", "agentname": "agent name", "agentid": "agent id", "agentcode": "agent code",
    "visitor": "customer", "customername": "customer", "customerid": "customer id", "processcode": "process code",
    "timezone": "time zone", "sitecode": "site code"}  # fmt: skip
