"""Chats out of a file, by its content."""

from pathlib import Path

from qa_auditor.application.intake.sources import ReadChat, UnreadableError
from qa_auditor.exchange.chats.documents import is_chat_document, read_chat_document
from qa_auditor.exchange.chats.messages import chats_of
from qa_auditor.exchange.chats.plain import is_chat_text, read_chat_text
from qa_auditor.exchange.chats.tables import is_chat_table, read_chat_table
from qa_auditor.exchange.json_text import json_of, looks_like_json
from qa_auditor.exchange.sniff import DocumentKind, document_kind, read_text
from qa_auditor.i18n import _


def is_chat(text: str) -> bool:
    """Whether a text that is no table holds chats."""
    if looks_like_json(text):
        try:
            return is_chat_document(json_of(text))
        except UnreadableError:
            return False
    return is_chat_text(text)


def read_chats(path: Path, name: str) -> tuple[ReadChat, ...]:
    """The chats of a file, in its order.

    Raises:
        UnreadableError: it can't be read, or nothing in it is a message.
    """
    if is_chat_table(path):
        form = "XLSX" if document_kind(path) is DocumentKind.WORKBOOK else "CSV"
        chats = chats_of(read_chat_table(path, name), form)
    else:
        text = read_text(path)
        if looks_like_json(text):
            chats = chats_of(read_chat_document(json_of(text), name), "JSON")
        else:
            chats = chats_of(read_chat_text(text, name), "TXT")
    if not chats:
        raise UnreadableError("empty-chat", _("The chat has no message"), _("Export the chat again"))
    return chats
