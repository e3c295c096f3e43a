"""Formats that only the optional extra decodes (PyAV: FFmpeg in a wheel): AMR, WMA; M4A and rare WAV codings too."""

import importlib.util
from collections.abc import Generator, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from qa_auditor.i18n import _
from qa_auditor.media.amr import amr_frames
from qa_auditor.media.formats import EXTRA_REMEDY, DecodingError
from qa_auditor.media.riff import damaged

_ASF_FILE_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
_AMR_FRAMES_A_BLOCK = 250
_AMR_SILENCE = {False: 8, True: 9}
"""First type of frame that holds no speech, by whether it is AMR-WB."""
_WORD_16 = np.iinfo(np.int16)


def is_there() -> bool:
    """Whether the extra is installed."""
    return importlib.util.find_spec("av") is not None


def needed(coding: str) -> DecodingError:
    """The error for a recording that only the extra decodes."""
    return DecodingError(
        "extra-needed", _("{coding} recordings need the optional decoder").format(coding=coding), EXTRA_REMEDY
    )


def check_asf_length(path: Path) -> None:
    """Compare a WMA file's size with what its header says; ``DecodingError`` if the end is missing."""
    with path.open("rb") as file:
        head = file.read(64 * 1024)
    at = head.find(_ASF_FILE_PROPERTIES)
    if at < 0 or len(head) < at + 92:
        raise damaged(_("its header is broken"))
    promised = int.from_bytes(head[at + 40 : at + 48], "little")
    live = head[at + 88] & 1
    size = path.stat().st_size
    if not live and promised > size:
        raise damaged(_("its header promises {promised} bytes, {left} are there").format(promised=promised, left=size))


def amr_blocks(path: Path) -> Iterator[npt.NDArray[np.int16]]:
    """Blocks of an AMR file, 20 ms for each frame.

    opencore-amr decodes frames that stand for silence too. FFmpeg's own decoder, all that newer builds have, leaves
    them out, and every later moment would be early; there they become silence of their length.
    """
    import av

    data = path.read_bytes()
    wide = data.startswith(b"#!AMR-WB")
    best, usual = ("libopencore_amrwb", "amrwb") if wide else ("libopencore_amrnb", "amrnb")
    native = best not in av.codecs_available
    decoder = av.CodecContext.create(usual if native else best, "r")
    if not isinstance(decoder, av.AudioCodecContext):
        raise TypeError("FFmpeg's AMR decoder decodes no sound")
    decoder.sample_rate = 16_000 if wide else 8_000
    decoder.layout = "mono"
    gathered: list[npt.NDArray[np.int16]] = []
    try:
        for frame in amr_frames(data):
            if native and frame[0] >> 3 & 15 >= _AMR_SILENCE[wide]:
                gathered.append(np.zeros((1, decoder.sample_rate // 50), np.int16))
                continue
            gathered += [
                _sixteen_bit(decoded.to_ndarray(), planar=decoded.format.is_planar, channels=1)
                for decoded in decoder.decode(av.Packet(frame))
            ]
            if len(gathered) >= _AMR_FRAMES_A_BLOCK:
                yield np.concatenate(gathered, axis=1)
                gathered.clear()
        if gathered:
            yield np.concatenate(gathered, axis=1)
    except av.FFmpegError as error:
        raise damaged(_("it can't be decoded")) from error


def container_blocks(path: Path, *, container: str) -> Generator[tuple[int, npt.NDArray[np.int16]], None, None]:
    """Sampling rate and block by block what FFmpeg decodes of the first sound track.

    Args:
        path: the recording.
        container: FFmpeg's name of the format, so that it guesses nothing: "asf", "mov", "wav".
    """
    import av

    try:
        with av.open(str(path), format=container, options={"protocol_whitelist": "file"}) as opened:
            if not opened.streams.audio:
                raise damaged(_("it has no sound track"))
            for frame in opened.decode(opened.streams.audio[0]):
                channels = len(frame.layout.channels)
                yield (
                    frame.sample_rate,
                    _sixteen_bit(frame.to_ndarray(), planar=frame.format.is_planar, channels=channels),
                )
    except (av.FFmpegError, ValueError, MemoryError) as error:
        raise damaged(_("it can't be decoded")) from error


def _sixteen_bit(samples: npt.NDArray[np.generic], *, planar: bool, channels: int) -> npt.NDArray[np.int16]:
    block = samples if planar else samples.reshape(-1, channels).T
    if block.dtype == np.int16:
        return np.ascontiguousarray(block, np.int16)
    if block.dtype == np.int32:
        return np.ascontiguousarray(block.astype(np.int32) >> 16, np.int16)
    if block.dtype == np.uint8:
        return np.ascontiguousarray((block.astype(np.int16) - 128) << 8, np.int16)
    return float_to_sixteen_bit(block)


def float_to_sixteen_bit(block: npt.NDArray[np.generic]) -> npt.NDArray[np.int16]:
    """Samples from -1 to 1 as 16-bit integers; louder ones are clipped, what is no number is silence."""
    # A damaged file may hold any bits, signalling NaNs too: nothing to warn of.
    with np.errstate(all="ignore"):
        scaled = np.nan_to_num(np.rint(block.astype(np.float64) * 32_768), nan=0.0)
        return np.ascontiguousarray(np.clip(scaled, _WORD_16.min, _WORD_16.max), np.int16)
