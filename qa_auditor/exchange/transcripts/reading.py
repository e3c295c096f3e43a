"""A transcript out of a text, by its content."""

from typing import Any

from qa_auditor.application.intake.sources import ReadTranscript, UnreadableError
from qa_auditor.exchange.json_text import json_of, looks_like_json, plain_keys
from qa_auditor.exchange.transcripts.cues import is_cues, read_cues
from qa_auditor.exchange.transcripts.labelled import is_labelled, read_labelled
from qa_auditor.exchange.transcripts.pieces import MAX_LINES, Piece, lines_of, pieces_of_words, shown
from qa_auditor.exchange.transcripts.segments import read_segments
from qa_auditor.exchange.transcripts.services import service_of
from qa_auditor.i18n import _, ngettext

_NAMES = (
    "mediafileuri",
    "audiourl",
    "fileurl",
    "audiofile",
    "filename",
    "file",
    "source",
    "audio",
    "jobname",
    "录音文件",
)
"""Keys of a document that may say which recording it is of."""

_LANGUAGES = ("languagecode", "language", "lang", "locale", "detectedlanguage")


def is_transcript(text: str) -> bool:
    """Whether a text is a transcript in a form that ``read_transcript`` knows."""
    if looks_like_json(text):
        try:
            return any(shown(piece.text) for piece in _pieces_of_document(json_of(text))[0])
        except UnreadableError:
            return False
    return is_cues(text) or is_labelled(text)


def read_transcript(text: str) -> ReadTranscript:
    """The lines of a transcript.

    Raises:
        UnreadableError: nothing in it can be read.
    """
    names: tuple[str, ...] = ()
    language = ""
    notes: list[str] = []
    if looks_like_json(text):
        root = json_of(text)
        pieces, form = _pieces_of_document(root)
        names, language = _said_of_itself(root)
    elif is_cues(text):
        cues = read_cues(text)
        pieces, form = list(cues.pieces), "WebVTT" if text.lstrip("\ufeff").startswith("WEBVTT") else "SRT"
        if cues.unreadable:
            notes.append(
                ngettext(
                    "{n} cue was left out, because its time can't be read (line {line})",
                    "{n} cues were left out, because their times can't be read (the first in line {line})",
                    len(cues.unreadable),
                ).format(n=len(cues.unreadable), line=cues.unreadable[0])
            )
    else:
        pieces, form = list(read_labelled(text)), "TXT"
    lines = lines_of(pieces)
    if not lines:
        raise UnreadableError(
            "empty-transcript", _("The transcript has no line that can be read"), _("Export the transcript again")
        )
    if len(pieces) > MAX_LINES:
        notes.append(_("only the first {n} lines were taken").format(n=MAX_LINES))
    return ReadTranscript(lines, form, language=language, names=names, notes=tuple(notes))


def _pieces_of_document(root: Any) -> tuple[list[Piece], str]:
    service = service_of(root)
    pieces: list[Piece] = []
    if service is not None and service.read is not None:
        pieces = service.read(root)
    pieces = pieces or read_segments(root) or _words_alone(root)
    return pieces, f"JSON ({service.name})" if service else "JSON"


def _words_alone(root: Any) -> list[Piece]:
    """Documents that have nothing but words: their pauses make the lines."""
    words = root.get("words") if isinstance(root, dict) else None
    if not isinstance(words, list):
        return []
    pieces = read_segments([{"text": root.get("text") or "…", "start": 0, "words": words}])
    return pieces_of_words((pieces[0].speaker, word) for word in pieces[0].words) if pieces else []


def _said_of_itself(root: Any) -> tuple[tuple[str, ...], str]:
    """Names of the recording, and the language, where a document says them."""
    if not isinstance(root, dict):
        return (), ""
    plain = plain_keys(root)
    for below in ("result", "metadata", "results", "params", "properties"):
        if isinstance(plain.get(below), dict):
            plain = {**plain_keys(plain[below]), **plain}
    names = [value for key in _NAMES if isinstance(value := plain.get(key), str) and value]
    language = next((value for key in _LANGUAGES if isinstance(value := plain.get(key), str)), "")
    return tuple(name.split("?")[0][:500] for name in names), language[:20]
