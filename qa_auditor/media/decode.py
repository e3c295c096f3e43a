"""Recordings decoded: what they are, and their samples block by block.

The format is told by content. Headers are believed only as far as the bytes bear them out, and nothing is allocated
from a number in a header, so that a hostile file costs no memory. How a whole recording is verified:

* WAV, FLAC, MP3 and Vorbis are decoded from end to end, after their structure was walked;
* Opus pages carry check sums and GSM blocks can't be wrong, and both decode slowly: their structure is walked whole
  and the first seconds decoded;
* M4A: the place of every sample is checked, and all is decoded where the ``amr`` extra is installed;
* AMR and WMA are walked and decoded by the extra, and refused without it (AMR as Opus: the first seconds).
"""

import hashlib
from array import array
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_auditor.application.intake.sources import MAX_FILE_BYTES, RecordingFacts
from qa_auditor.i18n import _
from qa_auditor.media import extra
from qa_auditor.media.amr import walk_amr
from qa_auditor.media.formats import (
    HEAD_BYTES,
    MAX_CHANNELS,
    MAX_HOURS,
    MAX_RATE,
    MIN_RATE,
    DecodingError,
    Format,
    format_of,
    too_long,
)
from qa_auditor.media.mp4 import IN_FRAGMENTS, walk_mp4
from qa_auditor.media.mpeg import walk_mp3
from qa_auditor.media.ogg import walk_ogg
from qa_auditor.media.riff import damaged, empty, read_wav_header

if TYPE_CHECKING:
    from soundfile import SoundFile

__all__ = ["DecodingError", "RecordingFacts", "format_of_file", "probe", "read_blocks"]

Block = npt.NDArray[np.int16]
"""Samples of all channels, 16 bit, one row a channel."""

BLOCK_FRAMES = 65_536
_TASTE_SECONDS = 10
_SLACK_MS = 100
_RUN_UP = 16_384


def format_of_file(path: Path) -> Format | None:
    """The container of a file by its content; None if it is no recording."""
    with path.open("rb") as file:
        return format_of(file.read(HEAD_BYTES))


def probe(path: Path) -> RecordingFacts:
    """Read a recording from end to end and say what it is.

    Raises:
        DecodingError: damaged, empty, too large, or coded in a way that can't be decoded here.
        OSError: the file can't be read at all.
    """
    size = path.stat().st_size
    if not size:
        raise empty()
    if size > MAX_FILE_BYTES:
        raise DecodingError("recording-too-large", _("The recording is larger than 2 GB"), _("Cut it into parts"))
    kind = format_of_file(path)
    if kind is None:
        raise DecodingError("no-recording", _("The content is no recording, whatever the name says"), _("Leave it out"))
    match kind:
        case Format.WAV:
            return _probe_wav(path)
        case Format.MP3:
            shape = walk_mp3(path)
            return _counted(path, "MP3", shape.channels, shape.sample_rate, promised=None)
        case Format.OGG:
            return _probe_ogg(path)
        case Format.FLAC:
            return _probe_flac(path)
        case Format.M4A:
            return _probe_m4a(path)
        case Format.AMR:
            return _probe_amr(path)
        case Format.WMA:
            if not extra.is_there():
                raise extra.needed("WMA")
            extra.check_asf_length(path)
            return _counted_by_extra(path, "WMA", container="asf")


def read_blocks(path: Path, *, first: int = 0) -> Generator[Block, None, None]:
    """The samples of a recording from ``first`` on, block by block; any block may have any length above 0.

    Raises:
        DecodingError: as ``probe``; it may come after some blocks.
    """
    match format_of_file(path):
        case Format.MP3:
            yield from _mp3_blocks(path, first)
        case Format.AMR:
            if not extra.is_there():
                raise extra.needed("AMR")
            yield from _from(extra.amr_blocks(path), first)
        case Format.M4A | Format.WMA as kind:
            if not extra.is_there():
                raise extra.needed(kind.value)
            yield from _from(_extra_blocks(path, container="mov" if kind is Format.M4A else "asf"), first)
        case Format.WAV if read_wav_header(path).coding == "MP3":
            # libsndfile could, but its MP3 decoder writes to standard error.
            if not extra.is_there():
                raise extra.needed("WAV MP3")
            yield from _from(_extra_blocks(path, container="wav"), first)
        case Format.WAV | Format.OGG | Format.FLAC as kind:
            yield from _sndfile_blocks(path, kind, first)
        case None:
            raise DecodingError("no-recording", _("The content is no recording, whatever the name says"))


def _from(blocks: Iterator[Block], first: int) -> Generator[Block, None, None]:
    """The blocks without the first so many samples: for codings in which no position can be sought."""
    for block in blocks:
        if first < block.shape[1]:
            yield block[:, first:] if first else block
        first = max(0, first - block.shape[1])


def _probe_wav(path: Path) -> RecordingFacts:
    header = read_wav_header(path)
    _check_shape(header.channels, header.sample_rate)
    label = f"WAV {header.coding}"
    if header.is_gsm:
        # Any bits decode, so a taste of it is proof enough.
        _taste(path, header.sample_rate)
        return _facts(label, header.gsm_frames, header.channels, header.sample_rate)
    return _counted(path, label, header.channels, header.sample_rate, promised=None)


def _probe_ogg(path: Path) -> RecordingFacts:
    shape = walk_ogg(path)
    _check_shape(shape.channels, shape.sample_rate)
    label = f"Ogg {shape.coding}"
    if shape.coding == "Opus":
        _taste(path, shape.sample_rate)
        rate = _decoded_rate(path)
        return _facts(label, shape.frames * rate // shape.sample_rate, shape.channels, rate)
    return _counted(path, label, shape.channels, shape.sample_rate, promised=shape.frames)


def _probe_flac(path: Path) -> RecordingFacts:
    with path.open("rb") as file:
        head = file.read(42)
    if len(head) < 42 or head[4] & 0x7F:
        raise damaged(_("its header is broken"))
    packed = int.from_bytes(head[18:26], "big")
    rate, channels, bits, promised = packed >> 44, (packed >> 41 & 7) + 1, (packed >> 36 & 31) + 1, packed & (2**36 - 1)
    _check_shape(channels, rate)
    digest = hashlib.md5(usedforsecurity=False) if bits == 16 and any(head[26:42]) else None
    frames = 0
    with closing(read_blocks(path)) as blocks:
        for block in blocks:
            frames += block.shape[1]
            if frames > MAX_HOURS * 3600 * rate:
                raise too_long()
            if digest is not None:
                digest.update(block.T.astype("<i2").tobytes())
    if promised and frames != promised:
        raise _fewer(promised, frames)
    if digest is not None and digest.digest() != head[26:42]:
        raise damaged(_("its check sum is wrong"))
    return _facts("FLAC", frames, channels, rate)


def _probe_m4a(path: Path) -> RecordingFacts:
    try:
        shape = walk_mp4(path)
    except DecodingError as error:
        if error.code == IN_FRAGMENTS and extra.is_there():
            return _counted_by_extra(path, "M4A", container="mov")
        raise
    _check_shape(shape.channels, shape.sample_rate)
    facts = _facts(f"M4A {shape.coding}", shape.frames, shape.channels, shape.sample_rate)
    if extra.is_there():
        heard = _counted_by_extra(path, facts.encoding, container="mov")
        # Up to one AAC frame more than the edit list plays; less means that some would not decode.
        if heard.duration_ms < facts.duration_ms - _SLACK_MS:
            raise damaged(_("part of its sound can't be decoded"))
        # A container may state half the rate and one channel of what its coding unfolds to (HE-AAC).
        frames = shape.frames * heard.sample_rate // shape.sample_rate
        return _facts(facts.encoding, frames, heard.channels, heard.sample_rate)
    return facts


def _probe_amr(path: Path) -> RecordingFacts:
    if not extra.is_there():
        raise extra.needed("AMR")
    shape = walk_amr(path)
    # Like GSM: frames without check sums. The whole is decoded when it is made playable.
    _taste(path, shape.sample_rate)
    return _facts("AMR-WB" if shape.wide else "AMR", shape.frames * shape.sample_rate // 50, 1, shape.sample_rate)


def _counted(path: Path, label: str, channels: int, rate: int, *, promised: int | None) -> RecordingFacts:
    """Facts from decoding everything."""
    _check_shape(channels, rate)
    frames = 0
    with closing(read_blocks(path)) as blocks:
        for block in blocks:
            frames += block.shape[1]
            if frames > MAX_HOURS * 3600 * rate:
                raise too_long()
    if promised is not None and frames < promised:
        raise _fewer(promised, frames)
    return _facts(label, frames, channels, rate)


def _counted_by_extra(path: Path, label: str, *, container: str) -> RecordingFacts:
    frames = rate = channels = 0
    with closing(extra.container_blocks(path, container=container)) as blocks:
        for rate_here, block in blocks:
            rate, channels = rate or rate_here, channels or block.shape[0]
            if (rate_here, block.shape[0]) != (rate, channels):
                raise damaged(_("it changes its coding on the way"))
            _check_shape(channels, rate)
            frames += block.shape[1]
            if frames > MAX_HOURS * 3600 * rate:
                raise too_long()
    if not frames:
        raise empty()
    return _facts(label, frames, channels, rate)


def _facts(label: str, frames: int, channels: int, rate: int) -> RecordingFacts:
    if frames <= 0:
        raise empty()
    if frames > MAX_HOURS * 3600 * rate:
        raise too_long()
    return RecordingFacts(label, _ms(frames, rate), channels, rate, frames)


def _ms(frames: int, rate: int) -> int:
    return (frames * 1000 + rate // 2) // rate


def _fewer(promised: int, there: int) -> DecodingError:
    return damaged(
        _("its header promises {promised} samples, {there} are there").format(promised=promised, there=there)
    )


def _check_shape(channels: int, rate: int) -> None:
    if not 1 <= channels <= MAX_CHANNELS:
        raise damaged(_("it claims {channels} channels").format(channels=channels))
    if not MIN_RATE <= rate <= MAX_RATE:
        raise damaged(_("it claims {rate} samples a second").format(rate=rate))


def _taste(path: Path, rate: int) -> None:
    heard = 0
    with closing(read_blocks(path)) as blocks:
        for block in blocks:
            heard += block.shape[1]
            if heard >= _TASTE_SECONDS * rate:
                return
    if not heard:
        raise empty()


def _decoded_rate(path: Path) -> int:
    """The rate at which libsndfile decodes Opus: that of the sound before it was coded, where Opus has it."""
    import soundfile

    with path.open("rb") as raw, soundfile.SoundFile(raw) as file:
        return int(file.samplerate)


def _sndfile_blocks(path: Path, kind: Format, first: int) -> Generator[Block, None, None]:
    import soundfile

    try:
        with path.open("rb") as raw, soundfile.SoundFile(raw) as file:
            # Vorbis needs what lies before a sample to decode it as if it had begun at the beginning.
            begin = max(0, first - _RUN_UP) if kind is Format.OGG else first
            if file.seekable() and file.subtype != "GSM610" and 0 < begin < file.frames:
                file.seek(begin)
                first -= begin
            yield from _from(_read_sndfile(file, path, kind), first)
    except soundfile.SoundFileRuntimeError as error:
        if kind is not Format.WAV:
            raise damaged(_("it can't be decoded")) from error
        yield from _rare_wav_blocks(path, error, first)


def _read_sndfile(file: "SoundFile", path: Path, kind: Format) -> Generator[Block, None, None]:
    # libsndfile neither scales floats to integers by itself nor clips what a decoder overshoots.
    is_float = kind is Format.OGG or file.subtype in {"FLOAT", "DOUBLE"}
    sample = "float32" if is_float else "int16"
    # libsndfile takes the byte that pads an odd number of GSM blocks for one more.
    left = read_wav_header(path).gsm_frames if file.subtype == "GSM610" else 2**63
    while len(samples := file.read(min(BLOCK_FRAMES, left), dtype=sample, always_2d=True)):
        left -= len(samples)
        yield extra.float_to_sixteen_bit(samples.T) if is_float else np.ascontiguousarray(samples.T)


def _rare_wav_blocks(path: Path, error: Exception, first: int) -> Generator[Block, None, None]:
    """A WAV coding that libsndfile lacks, by the extra."""
    header = read_wav_header(path)
    if header.coding == "PCM":
        raise damaged(_("it can't be decoded")) from error
    if not extra.is_there():
        raise extra.needed(f"WAV {header.coding}") from error
    yield from _from(_extra_blocks(path, container="wav"), first)


def _extra_blocks(path: Path, *, container: str) -> Generator[Block, None, None]:
    for _rate, block in extra.container_blocks(path, container=container):
        yield block


def _mp3_blocks(path: Path, first: int) -> Generator[Block, None, None]:
    import miniaudio

    shape = walk_mp3(path)
    # What its frames count beyond the last sample that is played can't be sought.
    begin = min(first, max(0, shape.samples - _RUN_UP))
    try:
        stream = miniaudio.stream_file(
            str(path),
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=shape.channels,
            sample_rate=shape.sample_rate,
            frames_to_read=BLOCK_FRAMES,
            seek_frame=begin,
        )
        with closing(stream):
            yield from _from(_as_blocks(stream, shape.channels), first - begin)
    except miniaudio.MiniaudioError as error:
        raise damaged(_("it can't be decoded")) from error


def _as_blocks(parts: "Iterable[array[int]]", channels: int) -> Generator[Block, None, None]:
    for part in parts:
        if len(part):
            yield np.ascontiguousarray(np.asarray(part, np.int16).reshape(-1, channels).T)
