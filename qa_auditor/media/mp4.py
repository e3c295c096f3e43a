"""The boxes of an M4A file (ISO/IEC 14496-12), checked so that what is cut off shows without an AAC decoder."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from qa_auditor.i18n import _
from qa_auditor.media.formats import EXTRA_REMEDY, DecodingError
from qa_auditor.media.riff import damaged, empty

IN_FRAGMENTS = "extra-needed-for-fragments"
"""Code of the error for a file whose table of contents is scattered through it, as live recorders write."""

_MAX_MOOV = 64 * 1024**2
_MAX_BOXES = 10_000
_CODINGS = {b"mp4a": "AAC", b"alac": "ALAC", b"ac-3": "AC-3", b"Opus": "Opus", b"fLaC": "FLAC", b"samr": "AMR"}


@dataclass(frozen=True, slots=True)
class Mp4Shape:
    """What the boxes of the first sound track say; ``frames`` are samples of one channel at ``sample_rate``."""

    coding: str
    channels: int
    sample_rate: int
    frames: int


@dataclass(frozen=True, slots=True)
class _Box:
    name: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int


def walk_mp4(path: Path) -> Mp4Shape:
    """Check that every sample of the first sound track lies inside the file's sound; ``DecodingError`` if not."""
    moov, sound = _top_level(path)
    if moov is None:
        raise damaged(_("its table of contents is missing; it was probably cut off"))
    try:
        return _sound_track(moov, sound)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise damaged(_("its table of contents is broken")) from error


def _top_level(path: Path) -> tuple[bytes | None, list[_Span]]:
    size = path.stat().st_size
    moov: bytes | None = None
    sound: list[_Span] = []
    position = 0
    with path.open("rb") as file:
        for _number in range(_MAX_BOXES):
            file.seek(position)
            head = file.read(16)
            if len(head) < 8 or not head.strip(b"\0"):
                break
            length, name = struct.unpack(">I4s", head[:8])
            body = 8
            if length == 1 and len(head) == 16:
                length, body = struct.unpack(">Q", head[8:])[0], 16
            elif length == 0:
                length = size - position
            if length < body or position + length > size:
                raise damaged(_("it is cut off or overwritten"))
            if name == b"mdat":
                sound.append(_Span(position + body, position + length))
            elif name == b"moov":
                if length > _MAX_MOOV:
                    raise damaged(_("its table of contents is impossibly long"))
                file.seek(position + body)
                moov = file.read(length - body)
            position += length
    return moov, sound


def _boxes(data: bytes) -> Iterator[_Box]:
    position = 0
    while position + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, position)
        if length < 8 or position + length > len(data):
            raise ValueError(name)
        yield _Box(name, data[position + 8 : position + length])
        position += length


def _inside(data: bytes, *way: bytes) -> bytes:
    for name in way:
        found = next((box.body for box in _boxes(data) if box.name == name), None)
        if found is None:
            raise ValueError(name)
        data = found
    return data


def _sound_track(moov: bytes, sound: list[_Span]) -> Mp4Shape:
    for box in _boxes(moov):
        if box.name != b"trak":
            continue
        media = _inside(box.body, b"mdia")
        if _inside(media, b"hdlr")[8:12] != b"soun":
            continue
        table = _inside(media, b"minf", b"stbl")
        coding, channels, rate = _coding(_inside(table, b"stsd"))
        scale, duration = _clock(_inside(media, b"mdhd"))
        if not scale:
            raise ValueError("mdhd")
        sizes = _sample_sizes(_inside(table, b"stsz"))
        if not len(sizes):
            if any(part.name == b"mvex" for part in _boxes(moov)):
                raise DecodingError(
                    IN_FRAGMENTS,
                    _("It is an M4A file in fragments, which needs the optional decoder"),
                    EXTRA_REMEDY,
                )
            raise empty()
        _check_samples(table, sizes, sound)
        played = _edited(box.body, moov, scale=scale, duration=duration)
        return Mp4Shape(coding, channels, rate or scale, played * (rate or scale) // scale)
    raise DecodingError(
        "unsupported-recording", _("It has no sound track"), _("Export the sound alone, as WAV or FLAC")
    )


def _clock(header: bytes) -> tuple[int, int]:
    """Time scale and duration of an ``mvhd`` or ``mdhd`` box."""
    scale, duration = struct.unpack_from(">IQ", header, 20) if header[0] == 1 else struct.unpack_from(">II", header, 12)
    return int(scale), int(duration)


def _coding(stsd: bytes) -> tuple[str, int, int]:
    entry = next(_boxes(stsd[8:]))
    channels, rate = struct.unpack_from(">H", entry.body, 16)[0], struct.unpack_from(">I", entry.body, 24)[0] >> 16
    return _CODINGS.get(entry.name, entry.name.decode("ascii", "replace").strip()), channels, rate


def _sample_sizes(stsz: bytes) -> npt.NDArray[np.int64]:
    same, count = struct.unpack_from(">II", stsz, 4)
    if same:
        # One number stands for any count: bounded here, since nothing else in the box bounds it.
        return np.full(min(count, _MAX_MOOV), same, np.int64)
    return np.frombuffer(stsz, ">u4", count, 12).astype(np.int64)


def _check_samples(table: bytes, sizes: npt.NDArray[np.int64], sound: list[_Span]) -> None:
    """Place every chunk of samples, and compare with the spans of sound that the file has."""
    parts = {box.name: box.body for box in _boxes(table)}
    if b"co64" in parts:
        offsets = np.frombuffer(parts[b"co64"], ">u8", struct.unpack_from(">I", parts[b"co64"], 4)[0], 8)
    else:
        stco = parts.get(b"stco", b"")
        offsets = np.frombuffer(stco, ">u4", struct.unpack_from(">I", stco, 4)[0], 8)
    starts = offsets.astype(np.int64)
    runs_box = parts.get(b"stsc", b"")
    runs = (
        np.frombuffer(runs_box, ">u4", struct.unpack_from(">I", runs_box, 4)[0] * 3, 8).reshape(-1, 3).astype(np.int64)
    )
    lasts = np.append(runs[1:, 0], len(starts) + 1)
    lengths = lasts - runs[:, 0]
    if (lengths < 0).any() or int(lengths.sum()) != len(starts):
        raise ValueError("stsc")
    per_chunk = np.repeat(runs[:, 1], lengths)
    ends_at = np.cumsum(per_chunk)
    if not len(ends_at) or int(ends_at[-1]) != len(sizes):
        raise ValueError("stsz")
    total = np.concatenate(([0], np.cumsum(sizes)))
    ends = starts + total[ends_at] - total[ends_at - per_chunk]
    held = np.zeros(len(starts), bool)
    for span in sound:
        held |= (starts >= span.start) & (ends <= span.end)
    if not held.all():
        raise damaged(_("part of its sound is missing"))


def _edited(track: bytes, moov: bytes, *, scale: int, duration: int) -> int:
    """Length that is played, in ``scale``: without what an encoder put before the first sound (edit list)."""
    parts = {box.name: box.body for box in _boxes(track)}
    if b"edts" not in parts:
        return duration
    elst = _inside(parts[b"edts"], b"elst")
    movie_scale, _whole = _clock(_inside(moov, b"mvhd"))
    layout, width = (">Qq", 20) if elst[0] == 1 else (">Ii", 12)
    count = min(struct.unpack_from(">I", elst, 4)[0], (len(elst) - 8) // width)
    edits = [struct.unpack_from(layout, elst, 8 + number * width) for number in range(count)]
    played = sum(length for length, start in edits if start >= 0)
    skipped = sum(start for _length, start in edits if start >= 0)
    if not (played and movie_scale):
        return duration
    return min(played * scale // movie_scale, max(duration - skipped, 0)) if len(edits) == 1 else duration
