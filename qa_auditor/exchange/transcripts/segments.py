"""Lists of segments as most speech-to-text programs write them: a text, a beginning, an end, perhaps a speaker.

The names of the keys tell what a value is; where a name says no unit, the numbers do. This alone reads Whisper in its
variants, AssemblyAI, Volcengine, Huawei, Baidu, Alibaba, Tencent's details, and what houses write themselves.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from qa_auditor.domain.conversation import Word
from qa_auditor.exchange.json_text import lists_of_objects, plain_keys
from qa_auditor.exchange.transcripts.pieces import Piece, clock_ms, running

TEXT: Final = (
    "text", "displaytext", "display", "transcript", "content", "sentence", "finalsentence", "utterance",
    "onebest", "texts", "originaltext", "itn", "lexical", "内容", "文本", "文字", "识别结果",
)  # fmt: skip
SPEAKER: Final = (
    "participantrole", "role", "speakerrole", "speakername", "speaker", "speakerlabel", "segmentspeaker",
    "speakerid", "spkid", "spk", "speakertag", "participantid", "说话人", "角色", "發言人", "channel", "channelid",
    "channeltag", "channellabel",
)  # fmt: skip
_CHANNELS = {"channel", "channelid", "channeltag", "channellabel"}
_WORD_LISTS = ("words", "wordinfo", "wordsinfo", "wordsresultlist", "items", "wordconfidence")
_WORD_TEXT = ("punctuatedword", "displayword", "word", "text", "content", "wordsname", "w")

_MS = "ms"
_UNKNOWN = ""
START: Final = {
    "start": _UNKNOWN, "starttime": _UNKNOWN, "begin": _UNKNOWN, "begintime": _UNKNOWN, "from": _UNKNOWN,
    "startms": _MS, "beginms": _MS, "startmillis": _MS, "starttimems": _MS, "begintimems": _MS,
    "beginoffsetmillis": _MS, "offsetmilliseconds": _MS, "bg": _MS, "segmentstarttime": "s",
    "startoffset": _UNKNOWN, "startseconds": "s", "offset": _UNKNOWN, "开始时间": _UNKNOWN, "開始時間": _UNKNOWN,
}  # fmt: skip
END: Final = {
    "end": _UNKNOWN, "endtime": _UNKNOWN, "stop": _UNKNOWN, "to": _UNKNOWN, "endms": _MS, "endmillis": _MS,
    "endtimems": _MS, "endoffsetmillis": _MS, "ed": _MS, "segmentendtime": "s", "endoffset": _UNKNOWN,
    "endseconds": "s", "结束时间": _UNKNOWN, "結束時間": _UNKNOWN,
}  # fmt: skip
_DURATION = {"durationmilliseconds": _MS, "durationms": _MS, "duration": _UNKNOWN}

_SECONDS = re.compile(r"(-?\d+(?:\.\d+)?)s")
_ISO = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")
_DAY_MS = 86_400_000

FASTEST_SPEECH = 40
"""Characters a second that nobody speaks; a unit that would make it so is the wrong one."""


@dataclass(frozen=True, slots=True)
class _Time:
    """A point in a recording; ``amount`` is milliseconds, or of an unknown unit."""

    amount: float
    known: bool


@dataclass(frozen=True, slots=True)
class _Raw:
    text: str
    speaker: str
    start: _Time | None
    end: _Time | None
    words: tuple[tuple[str, _Time | None, _Time | None], ...]


def read_segments(root: Any) -> list[Piece]:
    """The segments of a document: of all lists in it that can be segments, the ones that say most.

    Lists that lie side by side, one for each channel, count as one.
    """
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for found in lists_of_objects(root):
        if is_segments(found):
            groups.setdefault(tuple(sorted(plain_keys(found[0]))), []).extend(found)
    if not groups:
        return []
    best = max(groups.values(), key=lambda group: sum(len(_text_of(plain_keys(item))) for item in group))
    return pieces_of(best)


def is_segments(found: Sequence[Mapping[str, Any]]) -> bool:
    """Whether most objects of a list have a text that is more than a word, and a beginning."""
    sample = [_merged(item) for item in found[:50]]
    good = [item for item in sample if _text_of(item) and _time_of(item, START) is not None]
    return len(good) * 2 >= len(sample) and any(
        "words" in item or len(_text_of(item)) > (12 if "confidence" in item else 1) for item in good
    )


def pieces_of(segments: Sequence[Mapping[str, Any]]) -> list[Piece]:
    """Segments as pieces, their times in milliseconds."""
    raws = [_raw(item) for item in segments]
    factor = _factor(raws)
    pieces: list[Piece] = []
    for raw in raws:
        words = tuple(_words(raw, factor))
        start, end = _ms(raw.start, factor), _ms(raw.end, factor)
        if start is None and words:
            start, end = words[0].start_ms, words[-1].end_ms
        pieces.append(Piece(raw.text, raw.speaker, start, end, words))
    return [piece for piece in pieces if piece.text]


def speaker_of(item: Mapping[str, Any]) -> str:
    """Who speaks, by the first key that says it; a bare channel is called ``ch_0``."""
    for key in SPEAKER:
        value = item.get(key)
        if isinstance(value, bool) or value is None or isinstance(value, dict | list) or str(value).strip() == "":
            continue
        name = str(value).strip()
        if name.isdigit():
            return f"ch_{name}" if key in _CHANNELS else f"spk_{name}"
        return name[:120]
    return ""


def _raw(item: Mapping[str, Any]) -> _Raw:
    plain = _merged(item)
    start, end = _span(plain)
    listed: list[Any] = next((plain[key] for key in _WORD_LISTS if isinstance(plain.get(key), list)), [])
    words = [_word(plain_keys(word), start) for word in listed if isinstance(word, dict)]
    text = _text_of(plain) or running(text for text, *_times in words)
    return _Raw(text, speaker_of(plain), start, end, tuple(words))


def _word(word: Mapping[str, Any], sentence: _Time | None) -> tuple[str, _Time | None, _Time | None]:
    text = next((str(word[key]) for key in _WORD_TEXT if isinstance(word.get(key), str)), "")
    text += str(word.get("punctuation") or "")
    base = sentence.amount if sentence is not None and sentence.known else 0.0
    # Tencent counts from the sentence's beginning, iFlytek too, in steps of 10 ms.
    for begin, until, step in (("offsetstartms", "offsetendms", 1), ("wordbg", "worded", 10)):
        first, last = _number(word.get(begin)), _number(word.get(until))
        if first is not None and last is not None:
            return text, _Time(base + first * step, known=True), _Time(base + last * step, known=True)
    return text, *_span(word)


def _span(plain: Mapping[str, Any]) -> tuple[_Time | None, _Time | None]:
    start, end = _time_of(plain, START), _time_of(plain, END)
    if start is not None and end is None:
        length = _time_of(plain, _DURATION)
        if length is not None and length.known == start.known:
            end = _Time(start.amount + length.amount, start.known)
    return start, end


def _merged(item: Mapping[str, Any]) -> dict[str, Any]:
    """A segment with what some programs put one level deeper."""
    plain = plain_keys(item)
    for key in ("result", "offsets", "timestamp"):
        below = plain.get(key)
        if isinstance(below, dict):
            within = plain_keys(below)
            if key == "offsets":
                within = {"startms": within.get("from"), "endms": within.get("to")}
            plain = {**within, **{name: value for name, value in plain.items() if value not in (None, "")}}
    return plain


def _text_of(plain: Mapping[str, Any]) -> str:
    for key in TEXT:
        value = plain.get(key)
        if isinstance(value, str) and value.strip():
            return running([value])
    return ""


def _time_of(plain: Mapping[str, Any], keys: Mapping[str, str]) -> _Time | None:
    for key, unit in keys.items():
        if (value := plain.get(key)) is None:
            continue
        time = _time_in(value)
        if time is None:
            continue
        if unit and not time.known:
            return _Time(time.amount * (1 if unit == _MS else 1000), known=True)
        return time
    return None


def _time_in(value: Any) -> _Time | None:
    number = _number(value)
    if number is not None:
        return _Time(number, known=False)
    if isinstance(value, dict):
        plain = plain_keys(value)
        seconds, nanos = _number(plain.get("seconds", 0)), _number(plain.get("nanos", 0))
        known = seconds is not None and nanos is not None and ("seconds" in plain or "nanos" in plain)
        return _Time((seconds or 0) * 1000 + (nanos or 0) / 1_000_000, known=True) if known else None
    if not isinstance(value, str):
        return None
    if match := _SECONDS.fullmatch(value.strip()):
        return _Time(float(match[1]) * 1000, known=True)
    if (match := _ISO.fullmatch(value.strip())) and any(match.groups()):
        hours, minutes, seconds_ = (float(part or 0) for part in match.groups())
        return _Time(((hours * 60 + minutes) * 60 + seconds_) * 1000, known=True)
    clock = clock_ms(value)
    return None if clock is None else _Time(clock, known=True)


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if -1 <= value < 1e12 else None
    if isinstance(value, str) and re.fullmatch(r"\d{1,12}(\.\d{1,9})?", value.strip()):
        return float(value)
    return None


def _factor(raws: Sequence[_Raw]) -> float:
    """What makes milliseconds of numbers without a unit: 1000 for seconds, 1 for milliseconds."""
    spans = [
        (raw.start.amount, raw.end.amount, len(raw.text))
        for raw in raws
        if raw.start is not None and raw.end is not None and not (raw.start.known or raw.end.known)
    ]
    amounts = [amount for start, end, _length in spans for amount in (start, end)]
    if not amounts or any(amount != int(amount) for amount in amounts):
        return 1000.0
    if max(amounts) * 1000 > _DAY_MS:
        return 1.0
    spoken = sum(max(0.0, end - start) for start, end, _length in spans)
    letters = sum(length for _start, _end, length in spans)
    # As seconds it would be slower than one character in two seconds: then they are milliseconds.
    return 1.0 if spoken > letters * 2 and spoken * FASTEST_SPEECH > letters * 1000 else 1000.0


def _ms(time: _Time | None, factor: float) -> int | None:
    if time is None:
        return None
    return max(0, round(time.amount if time.known else time.amount * factor))


def _words(raw: _Raw, factor: float) -> Iterator[Word]:
    for text, start, end in raw.words:
        begin, until = _ms(start, factor), _ms(end, factor)
        if begin is not None and text.strip():
            yield Word(text.strip(), begin, max(begin, begin if until is None else until))
