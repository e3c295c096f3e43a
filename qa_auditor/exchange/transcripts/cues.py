"""Subtitles: WebVTT and SRT. Both are read alike, because files call themselves the one and look like the other."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qa_auditor.domain.conversation import Word
from qa_auditor.exchange.transcripts.labelled import label_in
from qa_auditor.exchange.transcripts.pieces import Piece, clock_ms, running

_TIMING = re.compile(r"^\s*(?P<start>[\d:.,]+)\s*-->\s*(?P<end>[\d:.,]+)(?:\s+.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+(?P<name>[^>]*)>", re.IGNORECASE)
_STAMP = re.compile(r"<(?P<at>(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|\{\\[^{}]*\}")
_NUMBER = re.compile(r"\s*\d+\s*")
_COMMENT = re.compile(r"(NOTE|STYLE|REGION)(\s|$)")


@dataclass(slots=True)
class _Cue:
    line: int
    start: int | None
    end: int | None
    text: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cues:
    """What subtitles hold; ``unreadable`` are the numbers of lines with a time that is none."""

    pieces: tuple[Piece, ...]
    unreadable: tuple[int, ...]


def is_cues(text: str) -> bool:
    """Whether a text is subtitles: it says so, or a time with an arrow stands among its first lines."""
    head = text[:4096].lstrip("\ufeff")
    return head.startswith("WEBVTT") or any(map(_TIMING.match, head.splitlines()[:20]))


def read_cues(text: str) -> Cues:
    """The cues of a WebVTT or SRT file; comments, styles and settings are left out."""
    pieces: list[Piece] = []
    unreadable: list[int] = []
    for cue in _cues(text.lstrip("\ufeff").splitlines()):
        if cue.start is None or cue.end is None or cue.end < cue.start:
            unreadable.append(cue.line)
        else:
            pieces += _pieces(cue.text, cue.start, cue.end)
    return Cues(tuple(pieces), tuple(unreadable))


def _cues(lines: Sequence[str]) -> Iterator[_Cue]:
    cue: _Cue | None = None
    comment = False
    for number, line in enumerate(lines, start=1):
        timing = _TIMING.match(line)
        if timing:
            if cue is not None:
                # What stood alone before the time is the next cue's number or name.
                if cue.text and _NUMBER.fullmatch(cue.text[-1]):
                    cue.text.pop()
                yield cue
            cue = _Cue(number, clock_ms(timing["start"]), clock_ms(timing["end"]))
            comment = False
        elif not line.strip():
            if cue is not None:
                yield cue
            cue, comment = None, False
        elif cue is None:
            if "-->" in line and not comment and not _COMMENT.match(line):
                yield _Cue(number, None, None)
            comment = comment or bool(_COMMENT.match(line))
        else:
            cue.text.append(line)
    if cue is not None:
        yield cue


def _pieces(lines: Sequence[str], start: int, end: int) -> Iterator[Piece]:
    """One piece a voice: a cue may hold several, who speak at the same time or one after the other."""
    speaker = ""
    held: list[str] = []
    for line in lines:
        for text, voice in _voices(line):
            name, words = (voice, text) if voice is not None else label_in(text)
            if name:
                if held:
                    yield _piece(held, speaker, start, end)
                speaker, held = name, []
            if words.strip():
                held.append(words)
    if held:
        yield _piece(held, speaker, start, end)


def _voices(line: str) -> Iterator[tuple[str, str | None]]:
    """Stretches of a line, with the name of the voice that begins there."""
    begun = 0
    voice: str | None = None
    for match in _VOICE.finditer(line):
        if line[begun : match.start()].strip():
            yield line[begun : match.start()], voice
        begun, voice = match.end(), html.unescape(match["name"]).strip()
    yield line[begun:], voice


def _piece(lines: Sequence[str], speaker: str, start: int, end: int) -> Piece:
    raw = "\n".join(lines)
    return Piece(running([_plain(raw)]), speaker, start, end, tuple(_words(raw, start, end)))


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", _STAMP.sub("", text)))


def _words(raw: str, start: int, end: int) -> Iterator[Word]:
    """The words of a cue with times within it; nothing for one without."""
    parts = _STAMP.split(raw)
    if len(parts) == 1:
        return
    moments = [start, *(clock_ms(at) or start for at in parts[1::2]), end]
    for text, begin, until in zip(map(_plain, parts[0::2]), moments, moments[1:], strict=False):
        if text.strip():
            yield Word(running([text]), begin, max(begin, until))
