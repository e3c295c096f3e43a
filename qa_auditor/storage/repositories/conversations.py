"""Transcripts, chats and e-mails as rows, and the record of what was shown unmasked."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import bindparam, delete, func, insert, literal, select, update

from qa_auditor.application.ports import NotFoundError
from qa_auditor.application.ports.conversations import Reveal
from qa_auditor.domain.conversation import (
    Attachment,
    Conversation,
    ConversationKind,
    Line,
    LineEdit,
    Side,
    as_corrected,
)
from qa_auditor.storage import schema
from qa_auditor.storage.encoding import (
    attachments_in,
    attachments_out,
    instant_in,
    instant_out,
    words_in,
    words_out,
)
from qa_auditor.storage.repositories.people import put
from qa_auditor.storage.repositories.selection import among
from qa_auditor.storage.session import Fields, Session

_conversation = schema.conversation.c
_line = schema.conversation_line.c
_edit = schema.line_edit.c
_side = schema.speaker_side.c
_reveal = schema.reveal_log.c

_LINES = select(
    _line.position,
    _line.side,
    _line.text,
    _line.speaker,
    _line.start_ms,
    _line.end_ms,
    _line.sent_at,
    _line.heading,
    _line.words,
    _line.attachments,
    _line.ref,
).order_by(_line.position)

_earlier = schema.line_edit.alias("earlier")
_EDIT = insert(schema.line_edit).values(
    # One statement numbers and adds, as for answers.
    seq=select(func.coalesce(func.max(_earlier.c.seq), literal(0)) + literal(1))
    .where(_earlier.c.subject_id == bindparam("of_subject"), _earlier.c.position == bindparam("of_position"))
    .scalar_subquery()
)

_former = schema.reveal_log.alias("former")
_REVEAL = insert(schema.reveal_log).values(
    seq=select(func.coalesce(func.max(_former.c.seq), literal(0)) + literal(1)).scalar_subquery()
)


class SqlConversations:
    """``ports.ConversationRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, conversation: Conversation, *, fingerprint: str, added: datetime) -> None:
        """Store a conversation of a subject that has none."""
        self._session.write(
            insert(schema.conversation),
            {
                "subject_id": conversation.subject_id,
                "kind": conversation.kind.value,
                "language": conversation.language,
                "source": conversation.source,
                "format": conversation.format,
                "ref": conversation.ref,
                "fingerprint": fingerprint,
                "added_at": instant_out(added),
            },
        )
        self._add_lines(conversation.subject_id, conversation.lines)

    def extend(self, subject_id: str, lines: Sequence[Line], *, fingerprint: str) -> None:
        """Add further lines after the last one."""
        changed = update(schema.conversation).where(_conversation.subject_id == subject_id)
        if not self._session.write(changed.values(fingerprint=fingerprint)):
            raise NotFoundError(subject_id)
        self._add_lines(subject_id, lines)

    def get(self, subject_id: str) -> Conversation | None:
        """The conversation as it reads now."""
        imported = self.imported(subject_id)
        if imported is None:
            return None
        texts = {edit.position: edit.text for edit in self.edits(subject_id)}
        said = self._session.read(select(_side.speaker, _side.side).where(_side.subject_id == subject_id))
        return as_corrected(imported, texts=texts, sides={speaker: Side(side) for speaker, side in said})

    def imported(self, subject_id: str) -> Conversation | None:
        """The conversation as it was imported."""
        head = self._session.read(
            select(
                _conversation.kind,
                _conversation.language,
                _conversation.source,
                _conversation.format,
                _conversation.ref,
            ).where(_conversation.subject_id == subject_id)
        )
        if not head:
            return None
        kind, language, source, read_as, ref = head[0]
        rows = self._session.read(_LINES.where(_line.subject_id == subject_id))
        return Conversation(
            subject_id,
            ConversationKind(kind),
            tuple(_line_of(row) for row in rows),
            language=language,
            source=source,
            format=read_as,
            ref=ref,
        )

    def edit_line(self, edit: LineEdit) -> None:
        """Correct the words of a line."""
        there = select(_line.position).where(_line.subject_id == edit.subject_id, _line.position == edit.position)
        if not self._session.read(there):
            raise NotFoundError(f"{edit.subject_id} line {edit.position}")
        self._session.write(
            _EDIT,
            {
                "subject_id": edit.subject_id,
                "position": edit.position,
                "of_subject": edit.subject_id,
                "of_position": edit.position,
                "text": edit.text,
                "edited_at": instant_out(edit.edited),
                "evaluator_id": edit.evaluator_id,
            },
        )

    def edits(self, subject_id: str) -> Sequence[LineEdit]:
        """All corrections, oldest first."""
        rows = self._session.read(
            select(_edit.position, _edit.text, _edit.edited_at, _edit.evaluator_id)
            .where(_edit.subject_id == subject_id)
            .order_by(_edit.edited_at, _edit.position, _edit.seq)
        )
        return [LineEdit(subject_id, position, text, instant_in(at), who) for position, text, at, who in rows]

    def say_side(self, subject_id: str, *, speaker: str, side: Side) -> None:
        """Say which side a speaker is on."""
        put(
            self._session,
            schema.speaker_side,
            {"subject_id": subject_id, "speaker": speaker, "side": side.value},
        )

    def remove(self, subject_id: str) -> None:
        """Take a conversation away with its corrections."""
        for table in (schema.line_edit, schema.speaker_side, schema.conversation_line, schema.conversation):
            self._session.write(delete(table).where(table.c.subject_id == subject_id))

    def with_fingerprint(self, fingerprint: str) -> str | None:
        """Id of the subject whose conversation was stored under this fingerprint, if any."""
        rows = self._session.read(
            select(_conversation.subject_id)
            .where(_conversation.fingerprint == fingerprint)
            .order_by(_conversation.subject_id)
        )
        return rows[0][0] if rows else None

    def with_fingerprints(self, fingerprints: Sequence[str]) -> Mapping[str, str]:
        """Ids of subjects by those of the fingerprints under which a conversation was stored."""
        rows = self._session.read(
            select(_conversation.fingerprint, _conversation.subject_id)
            .where(among(_conversation.fingerprint, fingerprints))
            .order_by(_conversation.subject_id.desc())
        )
        return dict(cast("Sequence[tuple[str, str]]", rows))

    def with_ref(self, kind: ConversationKind, ref: str) -> Sequence[str]:
        """Ids of the subjects whose conversation has this name of its own."""
        rows = self._session.read(
            select(_conversation.subject_id)
            .where(_conversation.ref == ref, _conversation.kind == kind.value)
            .order_by(_conversation.subject_id)
        )
        return [row[0] for row in rows]

    def with_messages(self, refs: Sequence[str]) -> Mapping[str, str]:
        """Ids of subjects by the names of messages that they hold."""
        named = [ref for ref in refs if ref]
        rows = self._session.read(
            select(_line.ref, _line.subject_id).where(among(_line.ref, named)).order_by(_line.subject_id)
        )
        return dict(cast("Sequence[tuple[str, str]]", rows))

    def pictures(self) -> Sequence[Attachment]:
        """Every attachment whose bytes are kept in the media folder, each once."""
        rows = self._session.read(select(_line.attachments).where(_line.attachments != "[]"))
        kept = {one.sha256: one for (stored,) in rows for one in attachments_in(stored) if one.sha256}
        return [kept[sha256] for sha256 in sorted(kept)]

    def kinds(self, subject_ids: Sequence[str]) -> Mapping[str, ConversationKind]:
        """Which of the subjects have a conversation, and of what kind."""
        rows = self._session.read(
            select(_conversation.subject_id, _conversation.kind).where(among(_conversation.subject_id, subject_ids))
        )
        return {subject_id: ConversationKind(kind) for subject_id, kind in rows}

    def _add_lines(self, subject_id: str, lines: Sequence[Line]) -> None:
        if not lines:
            return
        self._session.write(insert(schema.conversation_line), [_row_of(subject_id, line) for line in lines])


class SqlReveals:
    """``ports.RevealRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, reveal: Reveal) -> None:
        """Put one on record."""
        self._session.write(
            _REVEAL,
            {
                "at": instant_out(reveal.at),
                "evaluator_id": reveal.evaluator_id,
                "subject_id": reveal.subject_id,
                "line": reveal.line,
                "kind": reveal.kind,
            },
        )

    def all(self) -> Sequence[Reveal]:
        """Everything on record, oldest first."""
        rows = self._session.read(
            select(_reveal.at, _reveal.evaluator_id, _reveal.subject_id, _reveal.line, _reveal.kind).order_by(
                _reveal.seq
            )
        )
        return [Reveal(instant_in(at), who, subject_id, line, kind) for at, who, subject_id, line, kind in rows]


def _row_of(subject_id: str, line: Line) -> Mapping[str, Any]:
    return {
        "subject_id": subject_id,
        "position": line.position,
        "side": line.side.value,
        "speaker": line.speaker,
        "text": line.text,
        "start_ms": line.start_ms,
        "end_ms": line.end_ms,
        "sent_at": None if line.sent is None else instant_out(line.sent),
        "heading": line.subject,
        "words": words_out(line.words),
        "attachments": attachments_out(line.attachments),
        "ref": line.ref,
    }


def _line_of(row: Fields) -> Line:
    position, side, text, speaker, start, end, sent, heading, words, attachments, ref = row
    return Line(
        position,
        Side(side),
        text,
        speaker=speaker,
        start_ms=start,
        end_ms=end,
        sent=None if sent is None else instant_in(sent),
        subject=heading,
        words=words_in(words),
        attachments=attachments_in(attachments),
        ref=ref,
    )
