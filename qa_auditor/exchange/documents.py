"""What a file that is no recording is for an import, by its content."""

from pathlib import Path

from qa_auditor.application.intake.sources import ReadTranscript, SourceKind, UnreadableError
from qa_auditor.exchange.chats.reading import is_chat
from qa_auditor.exchange.chats.tables import is_chat_table
from qa_auditor.exchange.json_text import json_of, looks_like_json
from qa_auditor.exchange.mails.reading import is_mail
from qa_auditor.exchange.sniff import DocumentKind, document_kind, read_text
from qa_auditor.exchange.tables import is_table
from qa_auditor.exchange.transcripts.reading import is_transcript, read_transcript
from qa_auditor.i18n import _

_SUBTITLES = {".vtt", ".srt"}
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")


def kind_of_document(path: Path) -> SourceKind | None:
    """What a workbook or text is; None when it is nothing that an import can use.

    Raises:
        UnreadableError: it is a text, but too large or in no known encoding.
    """
    if is_mail(path):
        return SourceKind.EMAIL
    if _is_picture(path):
        return SourceKind.IMAGE
    if document_kind(path) is not DocumentKind.TEXT:
        return _kind_of_archive(path)
    if path.suffix.lower() in _SUBTITLES:
        # Its reader says best what is wrong with one that is broken.
        return SourceKind.TRANSCRIPT
    if is_chat_table(path):
        return SourceKind.CHAT
    if is_table(path):
        return SourceKind.TABLE
    return _kind_of_text(read_text(path), path)


def _kind_of_text(text: str, path: Path) -> SourceKind | None:
    # A chat has dates where a transcript has times.
    if not looks_like_json(text) and is_chat(text):
        return SourceKind.CHAT
    if is_transcript(text):
        return SourceKind.TRANSCRIPT
    if is_chat(text):
        return SourceKind.CHAT
    if path.suffix.lower() == ".json":
        # What keeps it from being JSON says more than that it is nothing known.
        json_of(text)
    return None


def _is_picture(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(16)
    return head.startswith(_PICTURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")


def _kind_of_archive(path: Path) -> SourceKind | None:
    if path.suffix.lower() == ".msg":
        raise UnreadableError(
            "outlook-message", _("The mail has Outlook's own format"), _("Save it as .eml in your mail program")
        )
    if is_chat_table(path):
        return SourceKind.CHAT
    return SourceKind.TABLE if is_table(path) else None


def read_transcript_file(path: Path) -> ReadTranscript:
    """The transcript in a file; ``UnreadableError`` when nothing in it can be read."""
    return read_transcript(read_text(path))
