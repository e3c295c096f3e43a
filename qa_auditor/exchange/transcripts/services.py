"""The JSON of speech-to-text services by name, where it is more than a list of segments."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qa_auditor.domain.conversation import Word
from qa_auditor.exchange.json_text import plain_keys
from qa_auditor.exchange.transcripts.pieces import Piece, clock_ms, pieces_of_words, running, with_words
from qa_auditor.exchange.transcripts.segments import pieces_of, read_segments, speaker_of

_TICKS = 10_000
"""Azure's unit of time in a millisecond."""


@dataclass(frozen=True, slots=True)
class Service:
    """How the output of a service is known, and read; None: as any list of segments."""

    name: str
    knows: Callable[[Mapping[str, Any]], bool]
    read: Callable[[Mapping[str, Any]], list[Piece]] | None = None


def service_of(root: Any) -> Service | None:
    """The service that wrote a document; None for one of no known service."""
    if not isinstance(root, dict):
        return None
    return next((service for service in SERVICES if service.knows(root)), None)


def _at(root: Any, *path: str | int) -> Any:
    """What lies at a way through a document; None where the way ends."""
    for step in path:
        if isinstance(root, dict) and isinstance(step, str):
            root = root.get(step)
        elif isinstance(root, list) and isinstance(step, int) and -len(root) <= step < len(root):
            root = root[step]
        else:
            return None
    return root


def _objects(found: Any) -> list[dict[str, Any]]:
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _object(found: Any) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def _word(text: Any, start: Any, end: Any, factor: float) -> Word | None:
    try:
        begin, until = float(start) * factor, float(end) * factor
    except (TypeError, ValueError):
        return None
    if not (0 <= begin < 1e12 and 0 <= until < 1e12):
        return None
    return Word(str(text), round(begin), max(round(begin), round(until)))


def _amazon(root: Mapping[str, Any]) -> list[Piece]:
    results = _object(root.get("results"))
    channels = _objects(_at(results, "channel_labels", "channels"))
    if channels:
        rows = [
            (str(channel.get("channel_label") or f"ch_{number}"), item)
            for number, channel in enumerate(channels)
            for item in _objects(channel.get("items"))
        ]
        by_channel = [list(_amazon_words([row for row in rows if row[0] == name])) for name in dict(rows)]
        return [piece for words in by_channel for piece in pieces_of_words(words)]
    speakers = {
        str(item.get("start_time")): str(item.get("speaker_label") or "")
        for segment in _objects(_at(results, "speaker_labels", "segments"))
        for item in _objects(segment.get("items"))
    }
    items = [
        (str(item.get("speaker_label") or speakers.get(str(item.get("start_time")), "")), item)
        for item in _objects(results.get("items"))
    ]
    return pieces_of_words(_amazon_words(items))


def _amazon_words(items: list[tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, Word]]:
    last_speaker, last_end = "", 0
    for speaker, item in items:
        text = _at(item, "alternatives", 0, "content") or ""
        word = _word(text, item.get("start_time"), item.get("end_time"), 1000)
        if word is None:
            # Punctuation has no time and belongs to what it follows.
            yield last_speaker, Word(str(text), last_end, last_end)
            continue
        last_speaker, last_end = speaker, word.end_ms
        yield speaker, word


def _google(root: Mapping[str, Any]) -> list[Piece]:
    results = _objects(root.get("results") or _at(root, "response", "results"))
    spoken = [(plain_keys(result), _at(result, "alternatives", 0)) for result in results]
    told_apart = [
        result for result, best in spoken if any(speaker_of(plain_keys(word)) for word in _objects(_at(best, "words")))
    ]
    if told_apart and len(told_apart) < len(spoken):
        # Whoever asks for speakers gets all words once more at the end, with them.
        spoken = [(result, best) for result, best in spoken if result is told_apart[-1]]
    pieces: list[Piece] = []
    for result, best in spoken:
        channel = speaker_of({"channeltag": result.get("channeltag")})
        words = _objects(_at(best, "words"))
        named = [(speaker_of(plain_keys(word)) or channel, piece) for word in words if (piece := _google_word(word))]
        if named:
            pieces += pieces_of_words(named)
        elif text := _at(best, "transcript"):
            pieces.append(Piece(running([str(text)]), channel))
    return pieces


def _google_word(word: Mapping[str, Any]) -> Word | None:
    # Japanese and Chinese words may carry their reading: 你好|nǐhǎo.
    plain = plain_keys(word)
    text = str(plain.get("word") or "").split("|")[0]
    (piece,) = pieces_of([{**plain, "text": text}]) if text else (None,)
    if piece is None or piece.start_ms is None:
        return None
    return Word(text, piece.start_ms, piece.end_ms if piece.end_ms is not None else piece.start_ms)


def _azure(root: Mapping[str, Any]) -> list[Piece]:
    pieces: list[Piece] = []
    phrases = _objects(root.get("recognizedPhrases"))
    several = len({str(phrase.get("channel")) for phrase in phrases}) > 1
    for phrase in phrases:
        best = _object(_at(phrase, "nBest", 0))
        plain = plain_keys(phrase)
        speaker = speaker_of({key: plain.get(key) for key in (("channel",) if several else ("speaker", "channel"))})
        words = [
            word
            for one in _objects(best.get("displayWords") or best.get("words"))
            if (word := _ticks(one.get("displayText") or one.get("word"), one))
        ]
        whole = _ticks("", phrase)
        pieces.append(
            Piece(
                running([str(best.get("display") or best.get("lexical") or "")]),
                speaker,
                whole.start_ms if whole else None,
                whole.end_ms if whole else None,
                tuple(words),
            )
        )
    return pieces


def _ticks(text: Any, found: Mapping[str, Any]) -> Word | None:
    offset, duration = found.get("offsetInTicks"), found.get("durationInTicks")
    if not isinstance(offset, int | float) or not isinstance(duration, int | float):
        return None
    return _word(text or "", offset, offset + duration, 1 / _TICKS)


def _deepgram(root: Mapping[str, Any]) -> list[Piece]:
    channels = _objects(_at(root, "results", "channels"))
    if utterances := _objects(_at(root, "results", "utterances")):
        stereo = len(channels) > 1
        return pieces_of([{**one, "speaker": None if stereo else one.get("speaker")} for one in utterances])
    pieces: list[Piece] = []
    for number, channel in enumerate(channels):
        named = [
            (f"ch_{number}" if len(channels) > 1 else speaker_of(plain_keys(one)), word)
            for one in _objects(_at(channel, "alternatives", 0, "words"))
            if (word := _word(one.get("punctuated_word") or one.get("word"), one.get("start"), one.get("end"), 1000))
        ]
        pieces += pieces_of_words(named)
    return pieces


def _alibaba(root: Mapping[str, Any]) -> list[Piece]:
    result = _object(root.get("Result"))
    pieces = pieces_of(_objects(result.get("Sentences")))
    words = [
        (piece.speaker, Word(piece.text, piece.start_ms, piece.end_ms))
        for piece in pieces_of([{**word, "text": word.get("Word")} for word in _objects(result.get("Words"))])
        if piece.start_ms is not None and piece.end_ms is not None
    ]
    return with_words(pieces, words) if words else pieces


def _tencent(root: Mapping[str, Any]) -> list[Piece]:
    data = _object(_at(root, "Response", "Data") or _at(root, "Data"))
    if details := _objects(data.get("ResultDetail")):
        return pieces_of(details)
    pieces: list[Piece] = []
    for line in str(data.get("Result") or "").splitlines():
        # [0:3.360,0:4.200,0]  text
        head, found, text = line.strip().removeprefix("[").partition("]")
        times = head.split(",")
        if found and len(times) >= 2 and text.strip():
            speaker = f"spk_{times[2].strip()}" if len(times) > 2 else ""
            pieces.append(Piece(running([text]), speaker, clock_ms(times[0]), clock_ms(times[1])))
    return pieces


def _iflytek(root: Mapping[str, Any]) -> list[Piece]:
    order = _at(root, "content", "orderResult") or root.get("orderResult") or root
    order = _parsed(order)
    pieces: list[Piece] = []
    for entry in _objects(_at(order, "lattice2")) or _objects(_at(order, "lattice")):
        best = _at(_parsed(entry.get("json_1best")), "st")
        if not isinstance(best, dict):
            continue
        frames = [
            (frame, _at(word, "cw", 0))
            for row in _objects(best.get("rt"))
            for word in _objects(row.get("ws"))
            for frame in [word]
        ]
        begin = _word("", best.get("bg"), best.get("ed"), 1)
        base = begin.start_ms if begin else 0
        words = [
            Word(word.text, base + word.start_ms, base + word.end_ms)
            for frame, chosen in frames
            if (word := _word(_at(chosen, "w") or "", frame.get("wb"), frame.get("we"), 10)) and word.text
        ]
        text = running(["".join(str(_at(chosen, "w") or "") for _frame, chosen in frames)])
        speaker = best.get("rl")
        if text:
            pieces.append(
                Piece(
                    text,
                    "" if speaker in (None, "") else f"spk_{speaker}",
                    begin.start_ms if begin else None,
                    begin.end_ms if begin else None,
                    tuple(words),
                )
            )
    return pieces


def _parsed(value: Any) -> Any:
    """A document within a text, as iFlytek packs it."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


def _iflytek_sentences(root: Mapping[str, Any]) -> list[Piece]:
    return read_segments(_parsed(root.get("data")))


SERVICES: tuple[Service, ...] = (
    Service(
        "Amazon Transcribe",
        lambda root: bool(_at(root, "results", "items") or _at(root, "results", "channel_labels")),
        _amazon,
    ),
    Service("Amazon Transcribe Call Analytics", lambda root: "Transcript" in root and "Participants" in root),
    Service("Post Call Analytics", lambda root: "SpeechSegments" in root),
    Service("Deepgram", lambda root: isinstance(_at(root, "results", "channels"), list), _deepgram),
    Service(
        "Google Speech-to-Text",
        lambda root: isinstance(_at(root.get("results") or _at(root, "response", "results"), 0, "alternatives"), list),
        _google,
    ),
    Service("Azure Speech", lambda root: "recognizedPhrases" in root, _azure),
    Service("Azure Speech", lambda root: "combinedPhrases" in root and "phrases" in root),
    Service("whisper.cpp", lambda root: isinstance(root.get("transcription"), list) and "model" in root),
    Service("AssemblyAI", lambda root: "audio_url" in root and ("utterances" in root or "words" in root)),
    Service("Whisper", lambda root: isinstance(_at(root, "segments", 0, "text"), str)),
    Service("Alibaba Cloud", lambda root: isinstance(_at(root, "Result", "Sentences"), list), _alibaba),
    Service("Alibaba Cloud", lambda root: isinstance(_at(root, "transcripts", 0, "sentences"), list)),
    Service(
        "Tencent Cloud", lambda root: isinstance(_at(root, "Response", "Data") or _at(root, "Data"), dict), _tencent
    ),
    Service(
        "iFlytek",
        lambda root: bool(_at(root, "content", "orderResult") or "lattice" in root or "orderResult" in root),
        _iflytek,
    ),
    Service(
        "iFlytek", lambda root: isinstance(root.get("data"), str) and "onebest" in root["data"], _iflytek_sentences
    ),
)
"""Known services, the most particular first."""
