"""What an analysis found, kept in a file by the content of the recording: ``peaks/ab/abcdef….peaks``.

A file begins with a magic word, which counts the versions of this format and of the rules of ``activity``. Then come
the check sum of all that follows, the length of a JSON header, the header, and the finest bins: the lowest samples,
then the highest, 16 bits, low byte first.
Whatever is not exactly that, or speaks of another recording, counts as not there.
"""

import json
import logging
import struct
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from qa_auditor.application.ports.audio import Analysed
from qa_auditor.domain.audio_facts import ChannelSound, Sound
from qa_auditor.domain.spans import Span, Spans
from qa_auditor.domain.subject import Recording
from qa_auditor.media.peaks import Peaks
from qa_auditor.media.whole_file import whole_file

_MAGIC = b"QAPEAKS\1"
_HEAD = struct.Struct("<II")

log = logging.getLogger(__name__)


class KeptAnalyses:
    """The folder of such files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path_of(self, recording: Recording) -> Path:
        """Where what is known of a recording lies, or would lie."""
        return self._folder / recording.sha256[:2] / f"{recording.sha256}.peaks"

    def get(self, recording: Recording) -> Analysed | None:
        """What is known; None if nothing is, or if the file is not whole."""
        try:
            data = self.path_of(recording).read_bytes()
        except OSError:
            return None
        try:
            return _decoded(data, recording)
        except (ValueError, TypeError, KeyError, struct.error) as error:
            log.warning("kept peaks are computed again: %s", error)
            return None

    def put(self, recording: Recording, peaks: Peaks, sound: Sound) -> None:
        """Keep it; a disk that refuses costs only the time to compute it again."""
        header = {
            "sha256": recording.sha256,
            "sample_rate": peaks.sample_rate,
            "channels": peaks.channels,
            "frames": peaks.frames,
            "width": peaks.finest,
            "sound": asdict(sound),
        }
        written = json.dumps(header).encode()
        body = written + peaks.low.astype("<i2").tobytes() + peaks.high.astype("<i2").tobytes()
        try:
            with whole_file(self.path_of(recording)) as file:
                file.write(_MAGIC + _HEAD.pack(zlib.crc32(body), len(written)) + body)
        except OSError as error:
            log.warning("peaks can't be kept: %s", error)


def _decoded(data: bytes, recording: Recording) -> Analysed:
    start = len(_MAGIC) + _HEAD.size
    if data[: len(_MAGIC)] != _MAGIC:
        raise ValueError("another format")
    checksum, length = _HEAD.unpack_from(data, len(_MAGIC))
    if zlib.crc32(memoryview(data)[start:]) != checksum:
        raise ValueError("wrong check sum")
    header = json.loads(data[start : start + length])
    if header["sha256"] != recording.sha256:
        raise ValueError("another recording")
    bins = np.frombuffer(data, "<i2", offset=start + length).reshape(2, header["channels"], -1)
    if bins.shape[2] != -(-header["frames"] // header["width"]):
        raise ValueError("another number of bins")
    low, high = bins.astype(np.int16, copy=False)
    peaks = Peaks(low, high, width=header["width"], sample_rate=header["sample_rate"], frames=header["frames"])
    return Analysed(peaks, _sound(header["sound"]))


def _sound(document: dict[str, Any]) -> Sound:
    """What ``asdict`` made of it, back."""
    channels = tuple(
        ChannelSound(**{**channel, "speech": _spans(channel["speech"]), "steady": _spans(channel["steady"])})
        for channel in document["channels"]
    )
    return Sound(document["duration_ms"], channels, alike=document["alike"])


def _spans(documents: list[dict[str, int]]) -> Spans:
    return tuple(Span(**document) for document in documents)
