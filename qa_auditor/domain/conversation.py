"""What was said or written in an interaction: the transcript of a call, a chat, an exchange of e-mails.

One shape for all three, because the workbench shows, searches, marks and checks them alike.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
        ref: the message's own name where it has one: the Message-ID of an e-mail.
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
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The lines of one subject.

    Attributes:
        language: tag of its language as far as is known; may be "".
        source: name of the file that it was imported from. format: how that file was read: ``WebVTT``, ``SRT``.
        ref: the conversation's own name in the system that it comes from; may be "".
    """

    subject_id: str
    kind: ConversationKind
    lines: tuple[Line, ...]
    language: str = ""
    source: str = ""
    format: str = ""
    ref: str = ""

    def line(self, position: int) -> Line | None:
        """The line that a mark names; None when there is none."""
        return next((line for line in self.lines if line.position == position), None)

    def line_at(self, at_ms: int) -> Line | None:
        """The line that is heard at a moment: the last one that began by then; None before the first."""
        begun = [line for line in self.lines if line.start_ms is not None and line.start_ms <= at_ms]
        return max(begun, key=lambda line: (line.start_ms or 0, line.position), default=None)


@dataclass(frozen=True, slots=True)
class LineEdit:
    """A correction of a line's words; what was imported stays on record beside it."""

    subject_id: str
    position: int
    text: str
    edited: datetime
    evaluator_id: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where a search hit: characters ``start`` to ``end`` of the line's text."""

    position: int
    start: int
    end: int


def as_corrected(conversation: Conversation, *, texts: Mapping[int, str], sides: Mapping[str, Side]) -> Conversation:
    """The conversation with corrected texts by position, and with the sides that were said of speakers.

    Words with times belong to the words that were imported; a corrected line has none.
    """
    lines = (
        replace(
            line,
            text=texts.get(line.position, line.text),
            side=sides.get(line.speaker, line.side),
            words=() if line.position in texts else line.words,
        )
        for line in conversation.lines
    )
    return replace(conversation, lines=tuple(lines))


def find_in(lines: Sequence[Line], wanted: str, *, fold: Callable[[str], str] = str.casefold) -> Iterator[Found]:
    """Every place where ``wanted`` stands in the lines, in their order, without overlaps.

    ``fold`` makes characters alike that a reader takes for the same; it is asked character by character, so that
    places in the text stay places.
    """
    needle = "".join(map(fold, wanted.strip()))
    if not needle:
        return
    for line in lines:
        folded: list[str] = []
        origin: list[int] = []
        for at, char in enumerate(line.text):
            piece = fold(char)
            folded.append(piece)
            origin += [at] * len(piece)
        text = "".join(folded)
        at = text.find(needle)
        while at >= 0:
            end = at + len(needle)
            # "ß" folds to two letters; half of a character is never found.
            whole = origin[at] not in origin[at - 1 : at] and origin[end - 1] not in origin[end : end + 1]
            if whole:
                yield Found(line.position, origin[at], origin[end - 1] + 1)
            at = text.find(needle, end if whole else at + 1)
