"""The pages of an Ogg file with their check sums (RFC 3533), so that damage shows without decoding."""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from qa_auditor.i18n import _
from qa_auditor.media.formats import DecodingError
from qa_auditor.media.riff import damaged, empty

_REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(frozen=True, slots=True)
class OggShape:
    """What the pages say.

    Attributes:
        coding: "Opus" or "Vorbis". frames: samples of one channel; Opus always counts at 48 kHz (RFC 7845).
    """

    coding: str
    channels: int
    sample_rate: int
    frames: int


def walk_ogg(path: Path) -> OggShape:
    """Check every page; ``DecodingError`` for a wrong check sum, a missing page or an end in mid-page."""
    with path.open("rb") as file:
        serial, first = -1, b""
        last_granule = expected = 0
        while page := _next_page(file):
            if serial < 0:
                serial, first = page.serial, page.body
            if page.serial != serial:
                raise DecodingError(
                    "unsupported-recording",
                    _("It holds several streams at once"),
                    _("Export the sound alone, as WAV or FLAC"),
                )
            if page.number != expected:
                raise damaged(_("a part in the middle is missing"))
            expected += 1
            if page.granule != 2**64 - 1:
                last_granule = page.granule
    return _shape(first, last_granule)


@dataclass(frozen=True, slots=True)
class _Page:
    serial: int
    number: int
    granule: int
    body: bytes


def _next_page(file: BinaryIO) -> _Page | None:
    head = file.read(27)
    if not head.strip(b"\0"):
        return None
    if len(head) < 27 or head[:4] != b"OggS":
        raise damaged(_("it is cut off or overwritten"))
    granule, serial, number, checksum, segments = struct.unpack("<QIIIB", head[6:27])
    table = file.read(segments)
    body = file.read(sum(table))
    if len(table) < segments or len(body) < sum(table):
        raise damaged(_("it is cut off in the middle"))
    if ogg_checksum(head[:22] + b"\0\0\0\0" + head[26:] + table + body) != checksum:
        raise damaged(_("a check sum is wrong"))
    return _Page(serial, number, granule, body)


def ogg_checksum(page: bytes) -> int:
    """CRC-32 as Ogg has it: unreflected, from 0, not inverted. Mirrored bits make zlib's reflected one give it."""
    mirrored = zlib.crc32(page.translate(_REVERSED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int.from_bytes(mirrored.to_bytes(4, "little").translate(_REVERSED), "big")


def _shape(first: bytes, last_granule: int) -> OggShape:
    if first.startswith(b"OpusHead") and len(first) >= 19:
        skipped = int.from_bytes(first[10:12], "little")
        shape = OggShape("Opus", first[9], 48_000, last_granule - skipped)
    elif first.startswith(b"\x01vorbis") and len(first) >= 16:
        shape = OggShape("Vorbis", first[11], int.from_bytes(first[12:16], "little"), last_granule)
    else:
        raise DecodingError(
            "unsupported-recording",
            _("It is an Ogg file, but neither Opus nor Vorbis"),
            _("Export the sound alone, as WAV or FLAC"),
        )
    if shape.frames <= 0:
        raise empty()
    return shape
