"""Which kind of recording a file is, by its first bytes; its name says nothing."""

import os
import shlex
import subprocess
import sys
from enum import StrEnum

from qa_auditor.application.intake.sources import UnreadableError
from qa_auditor.i18n import _

HEAD_BYTES = 4096
"""How much of a file ``format_of`` wants to see."""

MAX_CHANNELS = 8
MAX_HOURS = 24
MIN_RATE, MAX_RATE = 4_000, 384_000

_INSTALL = [sys.executable, "-m", "pip", "install", "av"]
EXTRA_REMEDY = subprocess.list2cmdline(_INSTALL) if os.name == "nt" else shlex.join(_INSTALL)
"""What to type for the optional decoder. It names the Python that runs the program: another's pip would not help."""


class Format(StrEnum):
    """Containers that can be told apart."""

    WAV = "WAV"
    MP3 = "MP3"
    OGG = "Ogg"
    FLAC = "FLAC"
    M4A = "M4A"
    AMR = "AMR"
    WMA = "WMA"


class DecodingError(UnreadableError):
    """A recording is damaged, empty, or coded in a way that can't be decoded here."""


def too_long() -> DecodingError:
    """The error for a recording of more than ``MAX_HOURS``."""
    return DecodingError("recording-too-long", _("The recording is longer than a day"), _("Cut it into parts"))


_ASF_HEADER = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")


def format_of(head: bytes) -> Format | None:
    """The container that begins with ``head`` (``HEAD_BYTES`` of it, or the whole file); None if it is no recording."""
    if head[:4] in {b"RIFF", b"RIFX", b"RF64"} and head[8:12] == b"WAVE":
        return Format.WAV
    signatures = {
        Format.OGG: b"OggS",
        Format.FLAC: b"fLaC",
        Format.AMR: b"#!AMR",
        Format.WMA: _ASF_HEADER,
    }
    for known, signature in signatures.items():
        if head.startswith(signature):
            return known
    if head[4:8] == b"ftyp" and head[8:12] not in {b"avif", b"heic", b"heix", b"mif1", b"msf1"}:
        return Format.M4A
    return Format.MP3 if _begins_like_mp3(head) else None


def _begins_like_mp3(head: bytes) -> bool:
    """An ID3 tag, or a frame header of layer III (ISO/IEC 11172-3, 2.4.1.3) whose fields are all legal."""
    if head.startswith(b"ID3"):
        return len(head) >= 10 and max(head[6:10]) < 0x80
    return (
        len(head) >= 4
        and head[0] == 0xFF
        and head[1] & 0xE6 == 0xE2  # eleven sync bits and layer III
        and head[1] & 0x18 != 0x08
        and head[2] >> 4 not in {0, 15}
        and head[2] & 0x0C != 0x0C
    )
