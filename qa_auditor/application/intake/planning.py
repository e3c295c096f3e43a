"""What an import is going to take: which file is what, and which row of a table speaks of which file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qa_auditor.application.faults import Fault, Place
from qa_auditor.application.intake.files import FileIndex, SourceFile, beside
from qa_auditor.application.intake.report import IntakeRow, Result, refused, unreadable
from qa_auditor.application.intake.sources import CallRow, Readers, SourceKind, UnreadableError
from qa_auditor.i18n import _


@dataclass(frozen=True, slots=True)
class RecordingJob:
    """One recording to take; ``row`` is what a table says of it, ``alone`` that tables are there and none names it."""

    source: SourceFile
    row: CallRow | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class TranscriptJob:
    """One transcript to take. A row of a table may name its recording, which may be among the files."""

    source: SourceFile
    row: CallRow | None = None
    recording: SourceFile | None = None


@dataclass(frozen=True, slots=True)
class ConversationJob:
    """One file of chats or e-mails to take; ``row`` is what a table says of it."""

    source: SourceFile
    row: CallRow | None = None


@dataclass(slots=True)
class Plan:
    """What to take, rows of tables first, and what is refused before anything is taken."""

    recordings: list[RecordingJob] = field(default_factory=list)
    transcripts: list[TranscriptJob] = field(default_factory=list)
    chats: list[ConversationJob] = field(default_factory=list)
    mails: list[ConversationJob] = field(default_factory=list)
    pictures: list[SourceFile] = field(default_factory=list)
    refused: list[IntakeRow] = field(default_factory=list)


@dataclass(slots=True)
class _Found:
    """The files by what they are, and the rows of the tables among them."""

    of_kind: dict[SourceKind, list[SourceFile]] = field(default_factory=dict)
    kinds: dict[Path, SourceKind] = field(default_factory=dict)
    tables: list[tuple[SourceFile, tuple[CallRow, ...]]] = field(default_factory=list)


def plan_of(files: Sequence[SourceFile], readers: Readers) -> Plan:
    """Look at every file once and say what is to be done with it."""
    plan = Plan()
    found = _sorted(files, readers, plan)
    plan.pictures = found.of_kind.get(SourceKind.IMAGE, [])
    for table, rows in found.tables:
        index = FileIndex({file.path.resolve(): file for file in [*beside(table), *files]}.values())
        for row in rows:
            _plan_row(plan, row, table, index, found.kinds, readers)
    # A file whose row was refused waits for the row to be put right.
    held = {Path(row.file.replace("\\", "/")).name.casefold() for row in plan.refused if row.file}
    named = {
        job.source.path.resolve()
        for jobs in (plan.recordings, plan.transcripts, plan.chats, plan.mails)
        for job in jobs
    }

    def free(kind: SourceKind) -> list[SourceFile]:
        return [
            file
            for file in found.of_kind.get(kind, [])
            if file.path.resolve() not in named and not held & {file.name.casefold(), file.stem.casefold()}
        ]

    plan.recordings += [RecordingJob(file, alone=bool(found.tables)) for file in free(SourceKind.RECORDING)]
    plan.chats += [ConversationJob(file) for file in free(SourceKind.CHAT)]
    plan.mails += [ConversationJob(file) for file in free(SourceKind.EMAIL)]
    transcripts = found.of_kind.get(SourceKind.TRANSCRIPT, [])
    plan.transcripts += [TranscriptJob(file) for file in transcripts if file.path.resolve() not in named]
    return plan


def _sorted(files: Sequence[SourceFile], readers: Readers, plan: Plan) -> _Found:
    found = _Found()
    for file in files:
        try:
            kind = readers.kind_of(file.path)
            if kind is None:
                plan.refused.append(refused(file, (_unknown(file),)))
            elif kind is SourceKind.TABLE:
                found.tables.append((file, readers.read_table(file.path, file.shown)))
            else:
                found.of_kind.setdefault(kind, []).append(file)
                found.kinds[file.path.resolve()] = kind
        except UnreadableError as error:
            plan.refused.append(refused(file, (error.as_fault(Place(file.shown)),)))
        except OSError as error:
            plan.refused.append(refused(file, (unreadable(error, Place(file.shown)),)))
    return found


def _plan_row(
    plan: Plan,
    row: CallRow,
    table: SourceFile,
    index: FileIndex,
    kinds: Mapping[Path, SourceKind],
    readers: Readers,
) -> None:
    found = index.find(row.file, table=table) if not row.faults else []
    if len(found) == 1:
        match _kind_of(found[0], kinds, readers):
            case SourceKind.CHAT:
                plan.chats.append(ConversationJob(found[0], row))
            case SourceKind.EMAIL:
                plan.mails.append(ConversationJob(found[0], row))
            case _:
                plan.recordings.append(RecordingJob(found[0], row))
    elif row.faults or found or not row.transcript:
        # A transcript may be of a recording that was imported before.
        problems = row.faults or (_not_one(row, row.file, found),)
        plan.refused.append(IntakeRow(Result.REFUSED, row.file or table.shown, row.place, faults=problems))
    if row.faults or not row.transcript:
        return
    spoken = index.find(row.transcript, table=table)
    if len(spoken) == 1:
        plan.transcripts.append(TranscriptJob(spoken[0], row, found[0] if len(found) == 1 else None))
    else:
        problem = _not_one(row, row.transcript, spoken, transcript=True)
        plan.refused.append(
            IntakeRow(Result.REFUSED, row.transcript, row.place, kind=SourceKind.TRANSCRIPT, faults=(problem,))
        )


def _kind_of(file: SourceFile, kinds: Mapping[Path, SourceKind], readers: Readers) -> SourceKind | None:
    """What a file is that a table names; it may lie beside the table without having been given."""
    known = kinds.get(file.path.resolve())
    if known is not None:
        return known
    try:
        return readers.kind_of(file.path)
    except (UnreadableError, OSError):
        # Taking it says what is wrong with it.
        return None


def _unknown(file: SourceFile) -> Fault:
    if not file.path.stat().st_size:
        return Fault("empty-file", _("The file is empty"), Place(file.shown), _("Leave it out, or export it again"))
    return Fault(
        "unknown-content",
        _("The content is none that can be imported"),
        Place(file.shown),
        _("Import recordings, tables (CSV, XLSX), transcripts, chats or e-mails (EML, mbox)"),
    )


def _not_one(row: CallRow, named: str, found: Sequence[SourceFile], *, transcript: bool = False) -> Fault:
    if found:
        return Fault(
            "ambiguous-file",
            _("Several files are called {file}").format(file=named),
            row.place,
            _("Write the folder before the name"),
        )
    return Fault(
        "transcript-not-there" if transcript else "recording-not-there",
        (_("There is no transcript {file}") if transcript else _("There is no recording {file}")).format(file=named),
        row.place,
        _("Put it into the folder that is imported, or correct the name"),
    )
