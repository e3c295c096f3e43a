"""The frames of an AMR file (RFC 4867, section 5), walked so that what is cut off shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qa_auditor.i18n import _
from qa_auditor.media.formats import MAX_HOURS, DecodingError, too_long
from qa_auditor.media.riff import damaged, empty

_NARROW = (12, 13, 15, 17, 19, 20, 26, 31, 5, 6, 5, 5, -1, -1, -1, 0)
_WIDE = (17, 23, 32, 36, 40, 46, 50, 58, 60, 5, -1, -1, -1, -1, 0, 0)
"""Bytes after the byte of the frame type, by frame type; -1 for types that are reserved."""


@dataclass(frozen=True, slots=True)
class AmrShape:
    """Whether it is AMR-WB, and how many frames of 20 ms it has."""

    wide: bool
    frames: int

    @property
    def sample_rate(self) -> int:
        """Hz: 8000, or 16000 for AMR-WB."""
        return 16_000 if self.wide else 8_000


def walk_amr(path: Path) -> AmrShape:
    """Count the frames; ``DecodingError`` if one is cut off or of a type that doesn't exist."""
    if path.stat().st_size > MAX_HOURS * 3600 * 50 * (1 + max(_WIDE)):
        raise too_long()
    data = path.read_bytes()
    wide = data.startswith(b"#!AMR-WB\n")
    count = sum(1 for _frame in amr_frames(data))
    if not count:
        raise empty()
    return AmrShape(wide, count)


def amr_frames(data: bytes) -> Iterator[bytes]:
    """The frames of a file with one channel, each with the byte of its type."""
    if data.startswith(b"#!AMR-WB\n"):
        position, sizes = 9, _WIDE
    elif data.startswith(b"#!AMR\n"):
        position, sizes = 6, _NARROW
    else:
        raise DecodingError(
            "unsupported-recording", _("AMR with several channels can't be decoded"), _("Export it as WAV")
        )
    while position < len(data):
        length = sizes[data[position] >> 3 & 15]
        if length < 0 or data[position] & 0x83:
            raise damaged(_("byte {position} and following are no AMR").format(position=position))
        frame = data[position : position + 1 + length]
        if len(frame) <= length:
            raise damaged(_("it is cut off in the middle of a frame"))
        yield frame
        position += 1 + length
