"""What a player opens for a stored recording: itself, or a WAV beside it where players get the time wrong.

The window's decoder shortens AMR recordings (it leaves silent frames out), and not every system decodes WMA. Both are
decoded once, at import, to ``<name>.play.wav`` beside the stored original; the original stays what the recording is.

What else it mistakes was measured, by seeking and comparing what is heard with what its time stamp says: WAV files in
ADPCM play from a wrong place after every seek. They are decoded when they are opened (``sound_files``).
"""

from contextlib import closing
from pathlib import Path

from qa_auditor.application.intake.sources import RecordingFacts
from qa_auditor.media.decode import format_of_file, read_blocks
from qa_auditor.media.formats import Format
from qa_auditor.media.riff import read_wav_header
from qa_auditor.media.wav_writing import write_wav

_TRANSCODED = {Format.AMR, Format.WMA}
_EXACT_WAV = {"PCM", "float", "A-law", "µ-law", "GSM 6.10"}


def plays_exactly(path: Path) -> bool:
    """Whether the window's player keeps the time of this file, as far as its coding tells."""
    kind = format_of_file(path)
    return kind not in _TRANSCODED and (kind is not Format.WAV or read_wav_header(path).coding in _EXACT_WAV)


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
    with closing(read_blocks(stored)) as blocks:
        write_wav(made, blocks, channels=facts.channels, rate=facts.sample_rate)
    return made


def _beside(stored: Path) -> Path:
    return stored.with_name(f"{stored.stem}.play.wav")
