"""What a file that is no recording is for an import, by its content."""

from pathlib import Path

from qa_auditor.application.intake.sources import ReadTranscript, SourceKind
from qa_auditor.exchange.sniff import DocumentKind, document_kind, read_text
from qa_auditor.exchange.tables import is_table
from qa_auditor.exchange.transcripts.reading import is_transcript, read_transcript

_SUBTITLES = {".vtt", ".srt"}


def kind_of_document(path: Path) -> SourceKind | None:
    """What a workbook or text is; None when it is nothing that an import can use.

    Raises:
        UnreadableError: it is a text, but too large or in no known encoding.
    """
    if document_kind(path) is not DocumentKind.TEXT:
        return SourceKind.TABLE if is_table(path) else None
    if path.suffix.lower() in _SUBTITLES:
        # Its reader says best what is wrong with one that is broken.
        return SourceKind.TRANSCRIPT
    if is_table(path):
        return SourceKind.TABLE
    return _kind_of_text(read_text(path))


def _kind_of_text(text: str) -> SourceKind | None:
    if is_transcript(text):
        return SourceKind.TRANSCRIPT
    return None


def read_transcript_file(path: Path) -> ReadTranscript:
    """The transcript in a file; ``UnreadableError`` when nothing in it can be read."""
    return read_transcript(read_text(path))
