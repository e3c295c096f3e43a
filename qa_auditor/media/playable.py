"""What a player opens for a stored recording: itself, or a WAV beside it where players get the time wrong.

The window's decoder shortens AMR recordings (it leaves silent frames out), and not every system decodes WMA. Both are
decoded once, at import, to ``<name>.play.wav`` beside the stored original; the original stays what the recording is.
"""

import os
import secrets
import time
import wave
from contextlib import closing, suppress
from pathlib import Path

from qa_auditor.application.intake.sources import RecordingFacts
from qa_auditor.media.decode import format_of_file, read_blocks
from qa_auditor.media.formats import Format

ABANDONED_SECONDS = 3600.0
"""A file that was begun and not written to for so long was left by a program that was stopped."""

_TRANSCODED = {Format.AMR, Format.WMA}


def playable_path(stored: Path) -> Path:
    """The file that a player opens for the recording stored at ``stored``."""
    made = _beside(stored)
    return made if made.exists() else stored


def make_playable(stored: Path, facts: RecordingFacts) -> Path:
    """Make the file that ``playable_path`` names, if it takes one; nothing when it is there. Whole or not at all.

    Raises:
        DecodingError: the recording can't be decoded.
    """
    made = _beside(stored)
    if made.exists() or format_of_file(stored) not in _TRANSCODED:
        return playable_path(stored)
    _remove_leftovers(made)
    # A name of its own, because another program may be importing the same recording.
    partial = made.with_name(f"{made.name}.{secrets.token_hex(4)}.partial")
    try:
        with (
            partial.open("wb") as raw,
            wave.open(raw, "wb") as out,
            closing(read_blocks(stored)) as blocks,
        ):
            out.setnchannels(facts.channels)
            out.setsampwidth(2)
            out.setframerate(facts.sample_rate)
            for block in blocks:
                out.writeframesraw(block.T.astype("<i2").tobytes())
            out.close()
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(made)
    finally:
        partial.unlink(missing_ok=True)
    return made


def _remove_leftovers(made: Path) -> None:
    for partial in made.parent.glob(f"{made.name}.*.partial"):
        with suppress(OSError):
            if time.time() - partial.stat().st_mtime > ABANDONED_SECONDS:
                partial.unlink()


def _beside(stored: Path) -> Path:
    return stored.with_name(f"{stored.stem}.play.wav")
