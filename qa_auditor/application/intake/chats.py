"""Import of chats: each becomes a subject with its messages; one that has grown since goes on where it stopped."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.faults import Place
from qa_auditor.application.intake.desk import Desk
from qa_auditor.application.intake.files import SourceFile
from qa_auditor.application.intake.messages import (
    NewConversation,
    add_subject_with,
    agent_names,
    in_zone,
    is_scored,
    merged,
    numbered,
    with_agent,
    zone_for,
)
from qa_auditor.application.intake.people import Added
from qa_auditor.application.intake.pictures import Pictures
from qa_auditor.application.intake.planning import ConversationJob
from qa_auditor.application.intake.report import IntakeRow, Result, refused, unreadable
from qa_auditor.application.intake.sources import CallRow, ReadChat, SourceKind, UnreadableError
from qa_auditor.application.intake.transcripts import with_sides
from qa_auditor.application.ports import UnitOfWork
from qa_auditor.application.tasks import Progress
from qa_auditor.domain.conversation import Conversation, ConversationKind, Line
from qa_auditor.i18n import _


def take_chats(
    desk: Desk, job: ConversationJob, pictures: Pictures, *, added: Added, progress: Progress
) -> Iterator[IntakeRow]:
    """Take the chats of one file; what became of each, and of messages that could not be read."""
    source = job.source
    place = job.row.place if job.row else Place(source.shown)
    try:
        chats = desk.readers.read_chats(source.path, source.shown)
        changed = datetime.fromtimestamp(source.path.stat().st_mtime, UTC)
    except UnreadableError as error:
        yield refused(source, (error.as_fault(Place(source.shown)),), place, SourceKind.CHAT)
        return
    except OSError as error:
        yield refused(source, (unreadable(error, Place(source.shown)),), place, SourceKind.CHAT)
        return
    for number, chat in enumerate(chats):
        progress(number, len(chats), source.shown)
        for fault in chat.faults:
            yield refused(source, (fault,), fault.place, SourceKind.CHAT)
        if chat.lines:
            with_pictures = pictures.found_in(desk, source, chat.lines)
            yield _take(desk, job, replace(chat, lines=with_pictures), number, changed, added)


def _take(desk: Desk, job: ConversationJob, chat: ReadChat, number: int, changed: datetime, added: Added) -> IntakeRow:
    new = Added()
    facts = merged(job.row, chat.facts, CallRow(chat.place))
    prints = prefix_fingerprints(chat.lines, f"chat\0{chat.ref}")
    with desk.store.begin() as work:
        lines = in_zone(chat.lines, zone_for(work, facts, desk))
        lines = with_sides(lines, (facts.agent_name, facts.agent_code, *agent_names(work)))
        known = work.conversations.with_fingerprints(prints)
        length = next((length for length in range(len(prints), 0, -1) if prints[length - 1] in known), 0)
        subject_id = known[prints[length - 1]] if length else ""
        notes = list(chat.notes)
        if length == len(prints) or _is_older(work, chat, lines):
            subject_id = subject_id or work.conversations.with_ref(ConversationKind.CHAT, chat.ref)[0]
            return _row(Result.KNOWN, job.source, chat, subject_id, ())
        rest = lines[length:]
        if length and not is_scored(work, subject_id):
            there = work.conversations.imported(subject_id)
            start = len(there.lines) if there else 0
            work.conversations.extend(subject_id, numbered(rest, start), fingerprint=prints[-1])
            new.changes.append(Change(Kind.SUBJECT, subject_id))
            notes.append(_("it has gone on since it was imported"))
        else:
            if length:
                notes.append(_("its beginning was scored already: what came after it is a chat of its own"))
            if all(line.sent is None for line in rest) and facts.occurred is None:
                notes.append(_("its time is that of the file, because nothing says when the chat was"))
            conversation = Conversation(
                "",
                ConversationKind.CHAT,
                numbered(rest),
                source=job.source.name,
                format=chat.format,
                ref=chat.ref,
            )
            title = chat.ref or (f"{job.source.stem} {number + 1}" if number else job.source.stem)
            made = NewConversation(conversation, title, with_agent(facts, rest), changed, prints[-1])
            subject_id = add_subject_with(work, desk, made, added=new).id
        work.commit()
    added.extend(new)
    return _row(Result.TAKEN, job.source, chat, subject_id, tuple(notes), len(rest))


def _is_older(work: UnitOfWork, chat: ReadChat, lines: Sequence[Line]) -> bool:
    """Whether it is an earlier export of a chat of the same name: all of it is there, and more."""
    if not chat.ref:
        return False
    for subject_id in work.conversations.with_ref(ConversationKind.CHAT, chat.ref):
        there = work.conversations.imported(subject_id)
        if there is not None and _said(there.lines[: len(lines)]) == _said(lines):
            return True
    return False


def _said(lines: Sequence[Line]) -> list[tuple[object, ...]]:
    return [(line.speaker, line.text, line.sent) for line in lines]


def prefix_fingerprints(lines: Sequence[Line], salt: str) -> list[str]:
    """Fingerprints of the first line, the first two, … and all: by one of them a shorter export is known again."""
    digest = hashlib.sha256(salt.encode(errors="surrogatepass"))
    prints: list[str] = []
    for line in lines:
        sent = line.sent.isoformat() if line.sent else ""
        names = ",".join(one.name for one in line.attachments)
        for part in (line.speaker, line.text, sent, names):
            digest.update(part.encode(errors="surrogatepass") + b"\0")
        prints.append(digest.hexdigest())
    return prints


def _row(
    result: Result, source: SourceFile, chat: ReadChat, subject_id: str, notes: tuple[str, ...], lines: int = 0
) -> IntakeRow:
    return IntakeRow(
        result,
        source.shown,
        chat.place,
        subject_id,
        notes=notes,
        kind=SourceKind.CHAT,
        format=chat.format,
        lines=lines or len(chat.lines),
    )
