"""Import of recordings and conversations with their call data: what is taken, what was known, what is refused and why.

Whatever interrupts an import leaves whole subjects only, and the same import goes on from there. Recordings come
first, so that transcripts find theirs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from qa_auditor.application.changes import Outcome
from qa_auditor.application.intake.chats import take_chats
from qa_auditor.application.intake.desk import Defaults, Desk
from qa_auditor.application.intake.files import files_in
from qa_auditor.application.intake.mails import take_mails
from qa_auditor.application.intake.people import Added
from qa_auditor.application.intake.pictures import Pictures
from qa_auditor.application.intake.planning import Plan, plan_of
from qa_auditor.application.intake.recordings import take_recording
from qa_auditor.application.intake.report import IntakeReport, IntakeRow, Result
from qa_auditor.application.intake.sources import Readers
from qa_auditor.application.intake.transcripts import RecordingNames, take_transcript
from qa_auditor.application.ports import Clock, MediaFolder, Store
from qa_auditor.application.tasks import Cancelled, Progress, no_progress
from qa_auditor.i18n import _

ZONE_SETTING = "zone"
"""Workspace setting: the time zone of calls of which nothing says another."""

USUAL_ZONE = "Asia/Shanghai"

MAIL_DOMAINS_SETTING = "mail_domains"
"""Workspace setting: the domains from which the house writes e-mails, parted by spaces."""

USUAL = Defaults()


def import_paths(
    store: Store,
    media: MediaFolder,
    *,
    paths: Sequence[Path],
    readers: Readers,
    clock: Clock,
    defaults: Defaults = USUAL,
    progress: Progress = no_progress,
) -> Outcome[IntakeReport]:
    """Import recordings, conversations, and tables of call data that name them, from files and folders.

    Args:
        store: the workspace's rows.
        media: its recordings.
        paths: files and folders.
        readers: what tells and reads files.
        clock: the time, for ids.
        defaults: what counts where nothing else is said.
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
        plan = plan_of(files, readers)
        rows += plan.refused
        desk = Desk(store, media, readers, clock, _with_workspace_s(store, defaults))
        for row in _taken(desk, plan, added, progress):
            rows.append(row)
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


def _taken(desk: Desk, plan: Plan, added: Added, progress: Progress) -> Iterator[IntakeRow]:
    """Take everything that is planned, one thing after the other: recordings first, so that transcripts find theirs."""
    names = RecordingNames()
    jobs = len(plan.recordings) + len(plan.transcripts)
    for number, recording in enumerate(plan.recordings):
        progress(number, jobs, recording.source.shown)
        row = take_recording(desk, recording, added=added)
        names.heard(recording.source, row)
        yield row
    if plan.transcripts:
        names.look_in(desk.store)
    for number, transcript in enumerate(plan.transcripts, start=len(plan.recordings)):
        progress(number, jobs, transcript.source.shown)
        yield take_transcript(desk, transcript, names, added=added)
    pictures = Pictures(plan.pictures)
    for chat in plan.chats:
        yield from take_chats(desk, chat, pictures, added=added, progress=progress)
    yield from pictures.left()
    if plan.mails:
        yield from take_mails(desk, plan.mails, added=added, progress=progress)
    progress(jobs, jobs, "")


def _with_workspace_s(store: Store, defaults: Defaults) -> Defaults:
    """Defaults with what the workspace says where they say nothing; domains of mail are remembered."""
    with store.begin() as work:
        known = tuple(work.settings.get(MAIL_DOMAINS_SETTING).split())
        domains = tuple(domain.lstrip("@").lower() for domain in defaults.mail_domains)
        if set(domains) - set(known):
            known = tuple(dict.fromkeys((*known, *domains)))
            work.settings.put(MAIL_DOMAINS_SETTING, " ".join(known))
            work.commit()
    with store.begin() as work:
        zone = defaults.zone or work.settings.get(ZONE_SETTING) or USUAL_ZONE
    return replace(defaults, zone=zone, mail_domains=known)
