"""Import of one transcript: which recording it belongs to, and whether it is new.

A table may say it; else the names do. A transcript without its recording is refused, not kept somewhere out of sight:
it is taken when it is imported again with the recording or after it.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.faults import Fault, Place
from qa_auditor.application.intake.desk import Desk
from qa_auditor.application.intake.files import SourceFile
from qa_auditor.application.intake.people import Added
from qa_auditor.application.intake.planning import TranscriptJob
from qa_auditor.application.intake.report import IntakeRow, Result, refused, unreadable
from qa_auditor.application.intake.sources import SourceKind, UnreadableError
from qa_auditor.application.ports import Store, UnitOfWork
from qa_auditor.domain.conversation import Conversation, ConversationKind, Line, Side
from qa_auditor.domain.speakers import sides_of
from qa_auditor.domain.subject import Subject
from qa_auditor.i18n import _

BEYOND_MS = 5_000
"""So much later than the recording's end a transcript may end: players and services count differently."""

_ADDED = re.compile(
    r"[._ -]+(?:transcript|transcription|transcribed|asr|stt|result|diari[sz]ed|diari[sz]ation|subtitles?|captions?"
    r"|words|zh|zh[-_]?(?:cn|tw|hk|hans|hant)|cn|en|en[-_](?:us|gb)|chs|cht|yue"
    r"|转写|转写结果|转录|识别结果|逐字稿|字幕|文本|轉寫|轉錄|辨識結果)$",
    re.IGNORECASE,
)


class RecordingNames:
    """Finds the subject whose recording a transcript is of, by names."""

    def __init__(self) -> None:
        self._by_path: dict[Path, str] = {}
        self._here: list[tuple[Path, str, str]] = []
        self._kept: dict[str, set[str]] = {}

    def heard(self, source: SourceFile, row: IntakeRow) -> None:
        """Remember what became of a recording of this import."""
        if row.subject_id is not None:
            self._by_path[source.path.resolve()] = row.subject_id
            self._here.append((source.path.parent.resolve(), source.name.casefold(), row.subject_id))

    def look_in(self, store: Store) -> None:
        """Learn the names of all recordings of the workspace."""
        with store.begin() as work:
            for recording in work.subjects.recordings():
                self._kept.setdefault(recording.file_name.casefold(), set()).add(recording.sha256)

    def subjects_of(self, work: UnitOfWork, job: TranscriptJob, names: Iterable[str]) -> set[str]:
        """Ids of the subjects that a transcript may belong to; the surest way that finds one counts."""
        if job.recording is not None and (subject_id := self._by_path.get(job.recording.path.resolve())):
            return {subject_id}
        if job.row is not None and job.row.file:
            return self._named(work, job.source, [_last_name(job.row.file)])
        return self._named(work, job.source, [job.source.name]) or self._named(work, job.source, map(_last_name, names))

    def _named(self, work: UnitOfWork, source: SourceFile, names: Iterable[str]) -> set[str]:
        folder = source.path.parent.resolve()
        for name in [candidate for named in names for candidate in _candidates(named)]:
            here = [(where, subject) for where, known, subject in self._here if _same(known, name)]
            beside = {subject for where, subject in here if where == folder}
            if found := beside or {subject for _where, subject in here} or self._in_workspace(work, name):
                return found
        return set()

    def _in_workspace(self, work: UnitOfWork, name: str) -> set[str]:
        hashes = {sha256 for known, kept in self._kept.items() if _same(known, name) for sha256 in kept}
        found = (work.subjects.with_recording(sha256) for sha256 in sorted(hashes))
        return {subject.id for subject in found if subject is not None}


def take_transcript(desk: Desk, job: TranscriptJob, names: RecordingNames, *, added: Added) -> IntakeRow:
    """Take one transcript; what was there already, or why it was refused."""
    source = job.source
    place = job.row.place if job.row else Place(source.shown)
    try:
        read = desk.readers.read_transcript(source.path)
    except UnreadableError as error:
        return refused(source, (error.as_fault(Place(source.shown)),), place, SourceKind.TRANSCRIPT)
    except OSError as error:
        return refused(source, (unreadable(error, Place(source.shown)),), place, SourceKind.TRANSCRIPT)
    with desk.store.begin() as work:
        subjects = names.subjects_of(work, job, read.names)
        if len(subjects) != 1:
            return refused(source, (_not_one(job, subjects, place),), place, SourceKind.TRANSCRIPT)
        subject = work.subjects.get(subjects.pop())
        agents = [agent for agent in work.people.agents() if agent.id == subject.agent_id]
        lines = with_sides(read.lines, [name for agent in agents for name in (agent.code, agent.name)])
        conversation = Conversation(
            subject.id,
            ConversationKind.TRANSCRIPT,
            lines,
            language=read.language,
            source=source.name,
            format=read.format,
        )
        result = _stored(work, desk, conversation, fingerprint_of(read.lines, subject.id))
        if result is None:
            return refused(source, (_other_there(place),), place, SourceKind.TRANSCRIPT)
        if result is Result.TAKEN:
            work.commit()
            added.changes.append(Change(Kind.SUBJECT, subject.id))
    notes = (*read.notes, *_remarks(lines, subject)) if result is Result.TAKEN else ()
    return IntakeRow(
        result,
        source.shown,
        place,
        subject.id,
        notes=notes,
        kind=SourceKind.TRANSCRIPT,
        format=read.format,
        lines=len(lines),
    )


def _stored(work: UnitOfWork, desk: Desk, conversation: Conversation, fingerprint: str) -> Result | None:
    """What became of it; None when another transcript is there that must not be replaced."""
    if work.conversations.with_fingerprint(fingerprint) == conversation.subject_id:
        return Result.KNOWN
    if work.conversations.kinds([conversation.subject_id]):
        if not desk.defaults.replace:
            return None
        work.conversations.remove(conversation.subject_id)
    work.conversations.add(conversation, fingerprint=fingerprint, added=desk.clock.now())
    return Result.TAKEN


def with_sides(lines: Sequence[Line], agents: Sequence[str]) -> tuple[Line, ...]:
    """Lines whose speakers may be known by the names of agents; a side that a file says stays."""
    sides = sides_of((line.speaker for line in lines), agents=agents)
    return tuple(
        replace(line, side=sides.get(line.speaker, line.side)) if line.side is Side.UNKNOWN else line for line in lines
    )


def fingerprint_of(lines: Sequence[Line], salt: str = "") -> str:
    """What tells one conversation from another: who said or wrote what, and when."""
    digest = hashlib.sha256(salt.encode())
    for line in lines:
        sent = line.sent.isoformat() if line.sent else ""
        for part in (line.speaker, line.text, str(line.start_ms), sent, line.subject, line.ref):
            digest.update(part.encode(errors="surrogatepass") + b"\0")
    return digest.hexdigest()


def _remarks(lines: Sequence[Line], subject: Subject) -> Iterator[str]:
    unknown = dict.fromkeys(line.speaker for line in lines if line.side is Side.UNKNOWN)
    if unknown:
        shown = [name for name in unknown if name][:3]
        yield (
            _("who is the agent and who the customer is not known of {names}").format(names=_(", ").join(shown))
            if shown
            else _("who is the agent and who the customer is not known")
        )
    last = max((line.end_ms or line.start_ms or 0 for line in lines), default=0)
    if subject.recording is not None and last > subject.recording.duration_ms + BEYOND_MS:
        yield _("it goes on after the end of the recording: see whether both belong together")


def _last_name(named: str) -> str:
    return PurePosixPath(named.replace("\\", "/")).name


def _candidates(name: str) -> Iterator[str]:
    """Names under which the recording may be known: the transcript's without what programs add to it."""
    left = name.casefold()
    seen: set[str] = set()
    while left and left not in seen:
        seen.add(left)
        yield left
        shorter = _ADDED.sub("", left)
        left = shorter if shorter != left else PurePosixPath(left).stem


def _same(known: str, name: str) -> bool:
    return name in {known, PurePosixPath(known).stem}


def _not_one(job: TranscriptJob, subjects: set[str], place: Place) -> Fault:
    if subjects:
        return Fault(
            "ambiguous-recording",
            _("Several recordings may be what this transcript is of"),
            place,
            _("Say it in a table: columns “file” and “transcript”"),
        )
    if job.row is not None and job.row.file:
        return Fault(
            "recording-not-there",
            _("There is no recording {file}").format(file=job.row.file),
            place,
            _("Put it into the folder that is imported, or correct the name"),
        )
    return Fault(
        "recording-not-there",
        _("There is no recording of the same name for this transcript"),
        place,
        _("Import it together with its recording or after it, or say in a table which one it is of"),
    )


def _other_there(place: Place) -> Fault:
    return Fault(
        "transcript-there-already",
        _("The recording has another transcript already"),
        place,
        _("Import it with --replace to put it in its place"),
    )
