"""Import of recordings with their call data: what is taken, what was there already, what is refused and why.

One recording is one transaction: its bytes are in the media folder first, then subject, agent, team, site and process
are stored together. Whatever interrupts an import leaves whole subjects only, and the same import goes on from there.
A recording is known by its bytes; importing it again, under whatever name, changes nothing.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.faults import Fault, OvertakenError, Place, StoreError
from qa_auditor.application.intake.file_names import facts_in_name
from qa_auditor.application.intake.files import FileIndex, SourceFile, beside, files_in
from qa_auditor.application.intake.people import Added, agent_of, process_of, site_of
from qa_auditor.application.intake.sources import CallRow, Readers, RecordingFacts, SourceKind, UnreadableError
from qa_auditor.application.ports import Clock, MediaFolder, Store
from qa_auditor.application.tasks import Cancelled, Progress, no_progress
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.identity import new_id
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.subject import Recording, Subject
from qa_auditor.i18n import _

ZONE_SETTING = "zone"
"""Workspace setting: the time zone of calls of which nothing says another."""

USUAL_ZONE = "Asia/Shanghai"

MOST_TRIES = 20
"""How often one recording's facts are stored anew when other programs are faster."""


class Result(StrEnum):
    """What became of one recording or row."""

    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """What became of one recording, of one row of a table, or of a file that is neither.

    Attributes:
        file: name of the file, as given.
        place: the table's row, or the file itself.
        subject_id: of the subject that was made or was there; None when refused.
        notes: what the user should know of one that was taken: facts that were guessed, rows understood in part.
        faults: why it was refused; empty otherwise.
    """

    result: Result
    file: str
    place: Place
    subject_id: str | None = None
    recording: Recording | None = None
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What an import did, row by row.

    Attributes:
        sites, teams, agents, processes: codes (of teams: names) that the import added.
        cancelled: the user stopped it; the rows up to there are done.
    """

    rows: tuple[IntakeRow, ...]
    sites: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()
    cancelled: bool = False

    def of(self, result: Result) -> tuple[IntakeRow, ...]:
        """The rows with this result, in order."""
        return tuple(row for row in self.rows if row.result is result)


@dataclass(frozen=True, slots=True)
class _Job:
    """One recording to take; ``row`` is what a table says of it, ``alone`` that tables are there and none names it."""

    source: SourceFile
    row: CallRow | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Defaults:
    zone: str
    site: str
    kind: SubjectKind


def import_paths(
    store: Store,
    media: MediaFolder,
    *,
    paths: Sequence[Path],
    readers: Readers,
    clock: Clock,
    zone: str = "",
    site: str = "",
    kind: SubjectKind = SubjectKind.CALL,
    progress: Progress = no_progress,
) -> Outcome[IntakeReport]:
    """Import recordings, and tables of call data that name them, from files and folders.

    Args:
        store: the workspace's rows.
        media: its recordings.
        paths: files and folders.
        readers: what tells and reads files.
        clock: the time, for ids.
        zone: IANA zone of calls whose site or row names none; "" for the workspace's.
        site: code of the site of calls whose row names none; "" for none.
        kind: what the recordings are.
        progress: asked before each file; ``Cancelled`` from it ends the import between two files.

    Raises:
        StoreError: the database, the media folder or the disk failed; what was taken before stays.
    """
    files, faults = files_in(paths)
    rows = [IntakeRow(Result.REFUSED, fault.place.file, fault.place, faults=(fault,)) for fault in faults]
    added = Added()
    cancelled = False
    try:
        progress(0, 0, _("Looking at the files"))
        jobs, refused = _plan(files, readers)
        rows += refused
        defaults = _defaults(store, zone=zone, site=site, kind=kind)
        for number, job in enumerate(jobs):
            progress(number, len(jobs), job.source.shown)
            rows.append(_import_one(store, media, job, readers=readers, clock=clock, defaults=defaults, added=added))
        progress(len(jobs), len(jobs), "")
    except Cancelled:
        cancelled = True
    report = IntakeReport(
        tuple(rows),
        sites=tuple(added.sites),
        teams=tuple(added.teams),
        agents=tuple(added.agents),
        processes=tuple(added.processes),
        cancelled=cancelled,
    )
    return Outcome(report, tuple(added.changes))


def _defaults(store: Store, *, zone: str, site: str, kind: SubjectKind) -> _Defaults:
    with store.begin() as work:
        return _Defaults(zone or work.settings.get(ZONE_SETTING) or USUAL_ZONE, site, kind)


def _plan(files: Sequence[SourceFile], readers: Readers) -> tuple[list[_Job], list[IntakeRow]]:
    """What to take, rows of tables first, and what is refused before anything is taken."""
    refused: list[IntakeRow] = []
    recordings: list[SourceFile] = []
    tables: list[tuple[SourceFile, tuple[CallRow, ...]]] = []
    for file in files:
        try:
            match readers.kind_of(file.path):
                case SourceKind.RECORDING:
                    recordings.append(file)
                case SourceKind.TABLE:
                    tables.append((file, readers.read_table(file.path, file.shown)))
                case None:
                    refused.append(_refused(file, (_neither(file),)))
        except UnreadableError as error:
            refused.append(_refused(file, (error.as_fault(Place(file.shown)),)))
        except OSError as error:
            refused.append(_refused(file, (_unreadable(error, Place(file.shown)),)))
    jobs: list[_Job] = []
    for table, rows in tables:
        index = FileIndex({file.path.resolve(): file for file in [*beside(table), *files]}.values())
        for row in rows:
            found = index.find(row.file, table=table) if not row.faults else []
            if len(found) == 1:
                jobs.append(_Job(found[0], row))
            else:
                problems = row.faults or (_not_one(row, found),)
                refused.append(IntakeRow(Result.REFUSED, row.file or table.shown, row.place, faults=problems))
    # A file whose row was refused waits for the row to be put right.
    held = {Path(row.file.replace("\\", "/")).name.casefold() for row in refused if row.file}
    named = {job.source.path.resolve() for job in jobs}
    jobs += [
        _Job(file, alone=bool(tables))
        for file in recordings
        if file.path.resolve() not in named and not held & {file.name.casefold(), file.stem.casefold()}
    ]
    return jobs, refused


def _import_one(
    store: Store,
    media: MediaFolder,
    job: _Job,
    *,
    readers: Readers,
    clock: Clock,
    defaults: _Defaults,
    added: Added,
) -> IntakeRow:
    source = job.source
    place = job.row.place if job.row else Place(source.shown)
    try:
        with source.path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        known = _known(store, sha256)
        if known and not _waits_for_facts(known, job):
            return IntakeRow(Result.KNOWN, source.shown, place, known.id, known.recording)
        facts = readers.probe(source.path)
        size = source.path.stat().st_size
        changed = datetime.fromtimestamp(source.path.stat().st_mtime, UTC)
    except UnreadableError as error:
        return _refused(source, (error.as_fault(Place(source.shown)),), place)
    except OSError as error:
        return _refused(source, (_unreadable(error, Place(source.shown)),), place)
    stored = media.take(source.path, sha256=sha256)
    try:
        readers.make_playable(stored, facts)
    except UnreadableError as error:
        return _refused(source, (error.as_fault(Place(source.shown)),), place)
    except OSError as error:
        raise StoreError(
            _("The media folder can't be written: {reason}").format(reason=error.strerror or error),
            _("Make room on the disk, then start the same import again"),
        ) from error
    recording = _recording(sha256, source.name, size, facts)
    for tries_left in reversed(range(MOST_TRIES)):
        try:
            return _store_subject(store, job, recording, changed=changed, clock=clock, defaults=defaults, added=added)
        except OvertakenError:
            # Another program has just stored the same agent, process or recording, which the next look finds.
            if not tries_left:
                raise
    raise AssertionError("the last try returns or raises")


def _known(store: Store, sha256: str) -> Subject | None:
    with store.begin() as work:
        return work.subjects.with_recording(sha256)


def _store_subject(
    store: Store,
    job: _Job,
    recording: Recording,
    *,
    changed: datetime,
    clock: Clock,
    defaults: _Defaults,
    added: Added,
) -> IntakeRow:
    in_name = facts_in_name(job.source.name)
    row = job.row or CallRow(
        Place(job.source.shown),
        agent_code=in_name.agent,
        customer_ref=in_name.customer_ref,
        fields=in_name.fields,
    )
    notes = list(row.notes)
    if job.alone:
        notes.append(_("no row of a table names it"))
    new = Added()
    with store.begin() as work:
        # Asked again, since another program may import the same recordings at this moment.
        known = work.subjects.with_recording(recording.sha256)
        if known and not _waits_for_facts(known, job):
            return IntakeRow(Result.KNOWN, job.source.shown, row.place, known.id, known.recording)
        where = site_of(work, row.site or defaults.site, zone=row.zone or defaults.zone, clock=clock, new=new)
        agent_id = agent_of(work, row, where, zone=row.zone or defaults.zone, clock=clock, new=new)
        process_code = process_of(work, row.process, new=new)
        zone = where.zone if where else row.zone or defaults.zone
        subject = Subject(
            id=known.id if known else new_id(int(clock.now().timestamp() * 1000)),
            kind=known.kind if known else defaults.kind,
            title=known.title if known else job.source.stem,
            occurred=_occurred(row.occurred or in_name.occurred, changed, zone),
            agent_id=agent_id,
            site_id=where.id if where else None,
            process_code=process_code,
            direction=row.direction,
            channel=row.channel or ("phone" if defaults.kind is SubjectKind.CALL else ""),
            customer_ref=row.customer_ref,
            recording=known.recording if known else recording,
            fields=row.fields,
        )
        if known:
            work.subjects.update(subject)
        else:
            work.subjects.add(subject)
        work.commit()
    if row.occurred is None:
        notes.append(
            _("its time is that in the file's name")
            if in_name.occurred
            else _("its time is that of the file, because nothing says when the call was")
        )
    new.changes.append(Change(Kind.SUBJECT, subject.id))
    added.extend(new)
    place = job.row.place if job.row else Place(job.source.shown)
    if known:
        notes.append(_("it was there without call data, which this row gave it"))
    result = Result.KNOWN if known else Result.TAKEN
    return IntakeRow(result, job.source.shown, place, subject.id, subject.recording, tuple(notes))


def _waits_for_facts(known: Subject, job: _Job) -> bool:
    """Whether a recording that is there has nothing but what its file's name said, and a row now says more.

    So it is when its table could not be read at first: the table, put right, is imported again.
    """
    in_name = facts_in_name(job.source.name)
    bare = (known.process_code, known.direction, known.customer_ref, known.fields) == (
        None, "", in_name.customer_ref, in_name.fields,
    )  # fmt: skip
    return (
        bare
        and job.row is not None
        and bool(job.row.process or job.row.direction or job.row.customer_ref or job.row.fields)
    )


def _occurred(said: datetime | None, changed: datetime, zone: str) -> Moment:
    if said is None:
        return Moment(changed, zone)
    aware = said if said.tzinfo else said.replace(tzinfo=ZoneInfo(zone))
    return Moment(aware.astimezone(UTC), zone)


def _recording(sha256: str, name: str, size: int, facts: RecordingFacts) -> Recording:
    return Recording(
        sha256=sha256,
        file_name=name,
        encoding=facts.encoding,
        size=size,
        duration_ms=facts.duration_ms,
        channels=facts.channels,
        sample_rate=facts.sample_rate,
    )


def _refused(source: SourceFile, faults: tuple[Fault, ...], place: Place | None = None) -> IntakeRow:
    return IntakeRow(Result.REFUSED, source.shown, place or Place(source.shown), faults=faults)


def _neither(file: SourceFile) -> Fault:
    if not file.path.stat().st_size:
        return Fault("empty-file", _("The file is empty"), Place(file.shown), _("Leave it out, or export it again"))
    return Fault(
        "unknown-content",
        _("The content is neither a recording nor a table of call data"),
        Place(file.shown),
        _("Recordings may be WAV, MP3, Ogg, FLAC, M4A, AMR or WMA, tables CSV or XLSX"),
    )


def _unreadable(error: OSError, place: Place) -> Fault:
    return Fault("unreadable", _("The file can't be read: {reason}").format(reason=error.strerror), place)


def _not_one(row: CallRow, found: Sequence[SourceFile]) -> Fault:
    if found:
        return Fault(
            "ambiguous-file",
            _("Several files are called {file}").format(file=row.file),
            row.place,
            _("Write the folder before the name"),
        )
    return Fault(
        "recording-not-there",
        _("There is no recording {file}").format(file=row.file),
        row.place,
        _("Put it into the folder that is imported, or correct the name"),
    )
