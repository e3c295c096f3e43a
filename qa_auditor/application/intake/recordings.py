"""Import of one recording with what a table or its name says of it.

One recording is one transaction: its bytes are in the media folder first, then subject, agent, team, site and process
are stored together. A recording is known by its bytes; importing it again, under whatever name, changes nothing.
"""

import hashlib
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.faults import OvertakenError, Place, StoreError
from qa_auditor.application.intake.desk import Desk
from qa_auditor.application.intake.file_names import facts_in_name
from qa_auditor.application.intake.people import Added, agent_of, process_of, site_of, touchpoint_of
from qa_auditor.application.intake.planning import RecordingJob
from qa_auditor.application.intake.report import IntakeRow, Result, refused, unreadable
from qa_auditor.application.intake.sources import CallRow, RecordingFacts, UnreadableError
from qa_auditor.application.ports import Store
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.identity import new_id
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.subject import Recording, Subject
from qa_auditor.i18n import _

MOST_TRIES = 20
"""How often one recording's facts are stored anew when other programs are faster."""


def take_recording(desk: Desk, job: RecordingJob, *, added: Added) -> IntakeRow:
    """Take one recording; what was there already, or why it was refused."""
    source = job.source
    place = job.row.place if job.row else Place(source.shown)
    try:
        with source.path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        known = _known(desk.store, sha256)
        if known and not _waits_for_facts(known, job):
            return IntakeRow(Result.KNOWN, source.shown, place, known.id, known.recording)
        facts = desk.readers.probe(source.path)
        size = source.path.stat().st_size
        changed = datetime.fromtimestamp(source.path.stat().st_mtime, UTC)
    except UnreadableError as error:
        return refused(source, (error.as_fault(Place(source.shown)),), place)
    except OSError as error:
        return refused(source, (unreadable(error, Place(source.shown)),), place)
    stored = desk.media.take(source.path, sha256=sha256)
    try:
        desk.readers.make_playable(stored, facts)
    except UnreadableError as error:
        return refused(source, (error.as_fault(Place(source.shown)),), place)
    except OSError as error:
        raise StoreError(
            _("The media folder can't be written: {reason}").format(reason=error.strerror or error),
            _("Make room on the disk, then start the same import again"),
        ) from error
    recording = _recording(sha256, source.name, size, facts)
    for tries_left in reversed(range(MOST_TRIES)):
        try:
            return _store_subject(desk, job, recording, changed=changed, added=added)
        except OvertakenError:
            # Another program has just stored the same agent, process or recording, which the next look finds.
            if not tries_left:
                raise
    raise AssertionError("the last try returns or raises")


def _known(store: Store, sha256: str) -> Subject | None:
    with store.begin() as work:
        return work.subjects.with_recording(sha256)


def _store_subject(
    desk: Desk, job: RecordingJob, recording: Recording, *, changed: datetime, added: Added
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
    clock, defaults = desk.clock, desk.defaults
    with desk.store.begin() as work:
        # Asked again, since another program may import the same recordings at this moment.
        known = work.subjects.with_recording(recording.sha256)
        if known and not _waits_for_facts(known, job):
            return IntakeRow(Result.KNOWN, job.source.shown, row.place, known.id, known.recording)
        where = site_of(work, row.site or defaults.site, zone=row.zone or defaults.zone, clock=clock, new=new)
        agent_id = agent_of(work, row, where, zone=row.zone or defaults.zone, clock=clock, new=new)
        cell = touchpoint_of(work, row.touchpoint)
        if row.touchpoint and cell is None:
            notes.append(_("the process map has no touchpoint {code}").format(code=row.touchpoint))
        process_code = process_of(work, row.process, new=new) or (cell.process_code if cell else None)
        zone = where.zone if where else row.zone or defaults.zone
        subject = Subject(
            id=known.id if known else new_id(int(clock.now().timestamp() * 1000)),
            kind=known.kind if known else defaults.kind,
            title=known.title if known else job.source.stem,
            occurred=occurred(row.occurred or in_name.occurred, changed, zone),
            agent_id=agent_id,
            site_id=where.id if where else None,
            process_code=process_code,
            direction=row.direction,
            channel=row.channel or ("phone" if defaults.kind is SubjectKind.CALL else ""),
            customer_ref=row.customer_ref,
            recording=known.recording if known else recording,
            fields=row.fields,
            touchpoint=cell.code if cell else "",
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
    return IntakeRow(result, job.source.shown, place, subject.id, subject.recording, notes=tuple(notes))


def _waits_for_facts(known: Subject, job: RecordingJob) -> bool:
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


def occurred(said: datetime | None, changed: datetime, zone: str) -> Moment:
    """When it was: as it is said, a wall clock being that of ``zone``, else when the file was last changed."""
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
