"""The frames of an MP3 file, walked one by one: what is cut off or overwritten shows here, decoders pass over it."""

import mmap
from dataclasses import dataclass
from pathlib import Path

from qa_auditor.i18n import _
from qa_auditor.media.riff import damaged, empty

_KBITS_V1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_V2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_LEADING_JUNK = 65_536
_TRAILING_TAGS = (b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"3DI")


@dataclass(frozen=True, slots=True)
class _Frame:
    length: int
    rate: int
    samples: int
    channels: int
    side_info: int
    version: int


@dataclass(frozen=True, slots=True)
class Mp3Shape:
    """What the frame headers say; ``samples`` counts one channel and includes the encoder's padding."""

    sample_rate: int
    channels: int
    samples: int


def walk_mp3(path: Path) -> Mp3Shape:
    """Walk all frames; ``DecodingError`` if one is cut off, if other bytes lie between them, or if some are missing."""
    if path.stat().st_size == 0:
        raise empty()
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _walk(data)


def _walk(data: mmap.mmap) -> Mp3Shape:
    position = _first_frame(data)
    first = _frame_at(data, position)
    if first is None:
        raise damaged(_("no MP3 frame is in it"))
    promised = _promised_frames(data, position, first)
    if promised is not None:
        position += first.length
    known: dict[bytes, _Frame | None] = {}
    count = samples = 0
    size = len(data)
    while position < size:
        # Sync, version, layer, bit rate, sampling rate and padding: the same few combinations all through a file.
        key = data[position : position + 4]
        if key not in known:
            known[key] = _frame_at(data, position)
        frame = known[key]
        if frame is None or frame.rate != first.rate:
            if _is_tail(data, position):
                break
            position = _after_tag(data, position)
            continue
        if position + frame.length > size:
            raise damaged(_("it is cut off in the middle of a frame"))
        position += frame.length
        samples += frame.samples
        count += 1
    if promised is not None and count < promised:
        raise damaged(_("it promises {promised} frames, {there} are there").format(promised=promised, there=count))
    if not count:
        raise empty()
    return Mp3Shape(first.rate, first.channels, samples)


def _frame_at(data: mmap.mmap, position: int) -> _Frame | None:
    head = data[position : position + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, bits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or bits in {0, 15} or rate == 3:
        return None
    first_generation = version == 3
    hertz = _RATES[version][rate]
    kbits = (_KBITS_V1 if first_generation else _KBITS_V2)[bits]
    length = (144 if first_generation else 72) * kbits * 1000 // hertz + (head[2] >> 1 & 1)
    channels = 1 if head[3] >> 6 == 3 else 2
    side_info = (32, 17) if first_generation else (17, 9)
    return _Frame(length, hertz, 1152 if first_generation else 576, channels, side_info[channels == 1], version)


def _first_frame(data: mmap.mmap) -> int:
    position = 0
    while data[position : position + 3] == b"ID3" and position + 10 <= len(data):
        position += _id3_length(data, position)
    for start in range(position, min(position + _LEADING_JUNK, len(data) - 4)):
        frame = _frame_at(data, start) if data[start] == 0xFF else None
        if frame is None:
            continue
        following = start + frame.length
        if following >= len(data) or _frame_at(data, following) is not None:
            return start
    return position


def _id3_length(data: mmap.mmap, position: int) -> int:
    a, b, c, d = (byte & 0x7F for byte in data[position + 6 : position + 10])
    footer = 10 if data[position + 5] & 0x10 else 0
    return 10 + (a << 21 | b << 14 | c << 7 | d) + footer


def _promised_frames(data: mmap.mmap, position: int, first: _Frame) -> int | None:
    """Frames that the encoder's "Xing" or "Info" frame counts; None without such a frame, 0 if it doesn't count."""
    tag = position + 4 + first.side_info
    if data[tag : tag + 4] not in {b"Xing", b"Info"}:
        return None
    has_count = data[tag + 7 : tag + 8] and data[tag + 7] & 1
    return int.from_bytes(data[tag + 8 : tag + 12], "big") if has_count else 0


def _is_tail(data: mmap.mmap, position: int) -> bool:
    """Whether no sound follows: a tag of the end, or nothing but zeros and a few stray bytes."""
    start = data[position : position + 16]
    if start.startswith(_TRAILING_TAGS):
        return True
    rest = data[position : position + 65_536]
    return position + len(rest) == len(data) and not rest.strip(b"\0")


def _after_tag(data: mmap.mmap, position: int) -> int:
    if data[position : position + 3] == b"ID3" and position + 10 <= len(data):
        return position + _id3_length(data, position)
    raise damaged(_("bytes {position} and following are no MP3").format(position=position))
