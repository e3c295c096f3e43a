"""Transcripts, chats and e-mails as the use cases ask for them, and the record of what was shown unmasked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from qa_auditor.domain.conversation import Attachment, Conversation, ConversationKind, Line, LineEdit, Side


@dataclass(frozen=True, slots=True)
class Reveal:
    """Masked data was shown: who saw what, and when (UTC).

    Attributes:
        line: position of the line; None when a note or another field was shown.
        kind: what was masked: ``mobile``, ``id_card``; several are joined by commas.
    """

    at: datetime
    evaluator_id: str
    subject_id: str
    line: int | None
    kind: str


class ConversationRepository(Protocol):
    """At most one conversation a subject. Lines as imported never change; corrections are kept beside them."""

    def add(self, conversation: Conversation, *, fingerprint: str, added: datetime) -> None:
        """Store a conversation of a subject that has none."""

    def extend(self, subject_id: str, lines: Sequence[Line], *, fingerprint: str) -> None:
        """Add further lines after the last one."""

    def get(self, subject_id: str) -> Conversation | None:
        """The conversation as it reads now, corrections and sides included; None when the subject has none."""

    def imported(self, subject_id: str) -> Conversation | None:
        """The conversation as it was imported."""

    def edit_line(self, edit: LineEdit) -> None:
        """Correct the words of a line; ``NotFoundError`` when there is no such line."""

    def edits(self, subject_id: str) -> Sequence[LineEdit]:
        """All corrections, oldest first."""

    def say_side(self, subject_id: str, *, speaker: str, side: Side) -> None:
        """Say which side a speaker is on."""

    def remove(self, subject_id: str) -> None:
        """Take a conversation away with its corrections, so that another can take its place."""

    def with_fingerprint(self, fingerprint: str) -> str | None:
        """Id of the subject whose conversation was stored under this fingerprint, if any."""

    def with_fingerprints(self, fingerprints: Sequence[str]) -> Mapping[str, str]:
        """Ids of subjects by those of the fingerprints under which a conversation was stored."""

    def with_ref(self, kind: ConversationKind, ref: str) -> Sequence[str]:
        """Ids of the subjects whose conversation has this name of its own."""

    def with_messages(self, refs: Sequence[str]) -> Mapping[str, str]:
        """Ids of subjects by the names of messages that they hold."""

    def pictures(self) -> Sequence[Attachment]:
        """Every attachment whose bytes are kept in the media folder, each once."""

    def kinds(self, subject_ids: Sequence[str]) -> Mapping[str, ConversationKind]:
        """Which of the subjects have a conversation, and of what kind."""


class RevealRepository(Protocol):
    """What was shown unmasked; only ever added to."""

    def add(self, reveal: Reveal) -> None:
        """Put one on record."""

    def all(self) -> Sequence[Reveal]:
        """Everything on record, oldest first."""
