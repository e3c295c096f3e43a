"""What an import reads, and what the readers of such files must offer.

The readers live in ``media`` and ``exchange``; whoever starts an import hands them over as ``Readers``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from qa_auditor.application.faults import Fault, Place
from qa_auditor.domain.conversation import Line

MAX_FILE_BYTES = 2 * 1024**3
"""Larger files are refused: a day of stereo telephone sound is 2.6 GB, and no service call lasts a day."""


class UnreadableError(Exception):
    """The bytes of a file can't be taken for what they claim to be.

    Attributes:
        code: stable name for programs, kebab-case. message, remedy: for people, translated.
    """

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy

    def as_fault(self, place: Place) -> Fault:
        """The same, said about a place."""
        return Fault(self.code, self.message, place, self.remedy)


class SourceKind(StrEnum):
    """What a file is, by its content."""

    RECORDING = "recording"
    TABLE = "table"
    TRANSCRIPT = "transcript"
    CHAT = "chat"
    EMAIL = "email"
    IMAGE = "image"
    """A picture that a chat may name."""


@dataclass(frozen=True, slots=True)
class RecordingFacts:
    """What is known of a recording once all of it was read.

    Attributes:
        encoding: how it is coded, as people say it: "WAV PCM", "MP3". duration_ms: rounded to the millisecond.
        sample_rate: Hz. frames: samples of one channel.
    """

    encoding: str
    duration_ms: int
    channels: int
    sample_rate: int
    frames: int


@dataclass(frozen=True, slots=True)
class CallRow:
    """One row of a table of call data. Empty texts: the table says nothing.

    Attributes:
        place: the row, for faults. file: the recording's name or path as the table has it.
        transcript: name or path of the file with its transcript.
        occurred: wall clock of the call, or an aware instant where the table names the offset.
        zone: IANA name. direction: "in", "out" or "".
        fields: further columns by their heading. notes: what was understood only in part, for people.
        faults: what makes the row unusable; the other attributes then don't count.
    """

    place: Place
    file: str = ""
    agent_code: str = ""
    agent_name: str = ""
    team: str = ""
    site: str = ""
    occurred: datetime | None = None
    zone: str = ""
    direction: str = ""
    customer_ref: str = ""
    process: str = ""
    touchpoint: str = ""
    channel: str = ""
    transcript: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadTranscript:
    """What a transcript's file holds.

    Attributes:
        format: how it was read, as people say it: "WebVTT", "JSON (Whisper)".
        names: what it says of the recording that it is of, if anything: names, paths, addresses.
        notes: what was understood only in part, for people.
    """

    lines: tuple[Line, ...]
    format: str
    language: str = ""
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadChat:
    """One chat out of a file that may hold many.

    Attributes:
        place: where it begins, for faults.
        lines: its messages; ``sent`` may be a wall clock without a zone, of a chat without times it is None.
        ref: its own name in the system that it comes from; "" where it has none.
        facts: what the file says of it besides its messages; "" where it says nothing.
        faults: messages that could not be read, with their places; the others stand in ``lines``.
    """

    place: Place
    lines: tuple[Line, ...]
    format: str
    ref: str = ""
    facts: CallRow | None = None
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadMail:
    """One e-mail.

    Attributes:
        line: sender, text, heading, attachments and Message-ID; ``sent`` is aware, or a wall clock when the mail names
            no offset, or None.
        references: Message-IDs that it answers, oldest first. parties: addresses in From, To and Cc, in lower case.
        automatic: a program wrote it, says its header.
        faults: why it can't be taken; the rest then doesn't count.
    """

    place: Place
    line: Line
    references: tuple[str, ...] = ()
    sender: str = ""
    parties: tuple[str, ...] = ()
    automatic: bool = False
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers that an import uses; those that meet bad bytes raise ``UnreadableError``.

    Attributes:
        kind_of: what a file is by its content; None for what an import can't use.
        probe: reads a whole recording and says what it is.
        make_playable: called with the stored recording and what it is; writes beside it what a player needs, if
            anything.
        read_table: rows of a table of call data; its second argument is the file's name for places.
        read_transcript: the lines of a transcript.
        read_chats, read_mails: the chats or e-mails in a file; the second argument is the file's name for places.
    """

    kind_of: Callable[[Path], SourceKind | None]
    probe: Callable[[Path], RecordingFacts]
    make_playable: Callable[[Path, RecordingFacts], object]
    read_table: Callable[[Path, str], tuple[CallRow, ...]]
    read_transcript: Callable[[Path], ReadTranscript]
    read_chats: Callable[[Path, str], tuple[ReadChat, ...]]
    read_mails: Callable[[Path, str], tuple[ReadMail, ...]]
