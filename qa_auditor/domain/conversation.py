"""What was said or written in an interaction: the transcript of a call, a chat, an exchange of e-mails.

One shape for all three, because the workbench shows, searches, marks and checks them alike.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Side(StrEnum):
    """Who speaks."""

    AGENT = "agent"
    CUSTOMER = "customer"
    OTHER = "other"
    """A menu of a computer, a third person, a note of the system."""
    UNKNOWN = "unknown"


class ConversationKind(StrEnum):
    """Where the lines come from."""

    TRANSCRIPT = "transcript"
    CHAT = "chat"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a transcript with its time, milliseconds from the beginning of the recording."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something that came with a message; it is listed, and never opened or run.

    Attributes:
        sha256: of its bytes when they are kept in the media folder (images of chats); "" otherwise.
        size: bytes; None when not known.
    """

    name: str
    media_type: str = ""
    size: int | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a transcript, or one message.

    Attributes:
        position: 0, 1, … in the order of the conversation; marks on messages name it.
        side: who speaks, as far as is known. speaker: their name as the file has it; may be "".
        text: the words; of an e-mail the readable text of its body.
        start_ms, end_ms: place in the recording; None for messages and for lines without times.
        sent: when a message was sent, aware; None for transcripts.
        subject: heading of an e-mail.
        words: the words with their times, where the transcript has them.
    """

    position: int
    side: Side
    text: str
    speaker: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    sent: datetime | None = None
    subject: str = ""
    words: tuple[Word, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """The lines of one subject.

    Attributes:
        language: tag of its language as far as is known; may be "".
        source: name of the file that it was imported from. format: how that file was read: ``WebVTT``, ``SRT``.
    """

    subject_id: str
    kind: ConversationKind
    lines: tuple[Line, ...]
    language: str = ""
    source: str = ""
    format: str = ""
