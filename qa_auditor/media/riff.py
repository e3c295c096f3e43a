"""The header of a WAV file, checked against the bytes that are there, before a decoder believes it."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from qa_auditor.i18n import _
from qa_auditor.media.formats import DecodingError

_PCM, _FLOAT, _EXTENSIBLE, _GSM = 0x0001, 0x0003, 0xFFFE, 0x0031
_CODINGS = {
    _PCM: "PCM",
    0x0002: "MS-ADPCM",
    _FLOAT: "float",
    0x0006: "A-law",
    0x0007: "µ-law",
    0x0011: "IMA-ADPCM",
    _GSM: "GSM 6.10",
    0x0045: "G.726",
    0x0055: "MP3",
    0x0064: "G.726",
    0x0065: "G.722",
    0x0083: "G.729",
    0x028F: "G.722",
}
_STREAMED = {0xFFFFFFFF, 0x7FFFFFFF, 0xFFFFFFFF - 44, 0x7FFFF000, 0x7FFFF024}
"""Sizes that recorders write when they can't go back to fill the real one in: up to the end of the file is meant."""
_MAX_CHUNKS = 1000


@dataclass(frozen=True, slots=True)
class WavHeader:
    """What a WAV file says of itself.

    Attributes:
        tag: format tag of the ``fmt`` chunk (the sub-format's where it is extensible).
        data_bytes: length of the sound, never more than is in the file.
    """

    tag: int
    channels: int
    sample_rate: int
    data_bytes: int

    @property
    def coding(self) -> str:
        """The coding as people say it: "A-law"."""
        return _CODINGS.get(self.tag, f"0x{self.tag:04X}")

    @property
    def is_gsm(self) -> bool:
        """Whether it is GSM 6.10: blocks of 65 bytes of which any decodes."""
        return self.tag == _GSM

    @property
    def gsm_frames(self) -> int:
        """Samples of GSM 6.10: two frames of 160 in every block."""
        return self.data_bytes // 65 * 320


def read_wav_header(path: Path) -> WavHeader:
    """The header of a WAV file; ``DecodingError`` if it doesn't fit the file."""
    size = path.stat().st_size
    with path.open("rb") as file:
        big = file.read(12)[:4] == b"RIFX"
        order = ">" if big else "<"
        shape: tuple[int, int, int] | None = None
        wide_size: int | None = None
        for _number in range(_MAX_CHUNKS):
            head = file.read(8)
            if len(head) < 8:
                break
            name, length = struct.unpack(f"{order}4sI", head)
            if name == b"data":
                if shape is None:
                    raise damaged(_("its sound begins before it says how it is coded"))
                return WavHeader(*shape, _data_bytes(length, wide_size, left=size - file.tell()))
            body = file.tell()
            if body + length > size:
                raise damaged(_("the file ends within its header"))
            if name == b"fmt ":
                shape = _shape(file, length, order)
            elif name == b"ds64" and length >= 16:
                wide_size = struct.unpack("<QQ", file.read(16))[1]
            file.seek(body + length + length % 2)
    raise damaged(_("it holds no sound"))


def damaged(what: str) -> DecodingError:
    """The error for a file whose bytes contradict each other; ``what`` is a clause without a full stop."""
    return DecodingError(
        "damaged-recording",
        _("The recording is damaged: {what}").format(what=what),
        _("Export it again from where it was recorded"),
    )


def empty() -> DecodingError:
    """The error for a file without a single sample."""
    return DecodingError("empty-recording", _("The recording holds no sound"), _("Leave it out, or export it again"))


def _shape(file: BinaryIO, length: int, order: str) -> tuple[int, int, int]:
    if length < 16:
        raise damaged(_("the description of its coding is cut off"))
    fmt = file.read(min(length, 40))
    tag, channels, rate = struct.unpack(f"{order}HHI", fmt[:8])
    if tag == _EXTENSIBLE and len(fmt) >= 26:
        tag = struct.unpack(f"{order}H", fmt[24:26])[0]
    return tag, channels, rate


def _data_bytes(length: int, wide: int | None, *, left: int) -> int:
    if length == 0xFFFFFFFF and wide is not None:
        length = wide
    elif length in _STREAMED and length > left:
        length = left
    if length > left:
        raise damaged(
            _("its header promises {promised} bytes of sound, {left} are there").format(promised=length, left=left)
        )
    if length == 0:
        raise empty()
    return length
