"""Documents for people: scorecards, the summary of many evaluations, the audit report of a process.

The use cases gather what a document shows and name its file; writing is handed in, because the formats belong to the
floor above. A document is on disk whole or not at all. ``Cancelled`` passes through: documents that were finished
before stay, nothing half-made is left.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from qa_auditor.application.disk import told_of_disk
from qa_auditor.application.faults import Fault, FaultsError, Place
from qa_auditor.application.ports import Clock, EvaluationFilter, Store
from qa_auditor.application.tasks import Progress, no_progress
from qa_auditor.application.views.process_content import ProcessReportContent
from qa_auditor.application.views.process_report import process_report
from qa_auditor.application.views.scorecard import ScorecardContent, scorecard_contents
from qa_auditor.application.views.summary import MOST_EVALUATIONS, SummaryScope, scope_of
from qa_auditor.domain.scoring.period import PoolingError
from qa_auditor.i18n import _

_NAME_BYTES = 150
"""Most bytes of a file name before what makes it unique; systems take 255, some tools fewer."""


class WriteScorecard(Protocol):
    """Writes one evaluation's scorecard."""

    def __call__(self, content: ScorecardContent, path: Path, *, made: datetime) -> None:
        """Write ``content`` to ``path``; ``made`` is the only time that the file states."""


class WriteSummary(Protocol):
    """Writes the summary workbook of many evaluations; goes through ``contents`` once."""

    def __call__(
        self,
        contents: Iterable[ScorecardContent],
        path: Path,
        *,
        scope: SummaryScope,
        made: datetime,
        progress: Progress,
    ) -> None:
        """Write the workbook to ``path``; ``made`` is the time that the file states."""


class WriteProcessReport(Protocol):
    """Writes the audit report of a process."""

    def __call__(self, content: ProcessReportContent, path: Path, *, made: datetime, progress: Progress) -> None:
        """Write the report to ``path``; ``made`` is the only time that the file states."""


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """Which report of a process is wanted.

    Attributes:
        since, until: first and last day of the period, in ``zone`` (IANA name).
        pooled: score the period over all answers instead of as the mean of totals.
    """

    process_code: str
    since: date
    until: date
    zone: str
    pooled: bool = False


def issue_scorecards(
    store: Store,
    *,
    which: EvaluationFilter,
    folder: Path,
    write: WriteScorecard,
    clock: Clock,
    progress: Progress = no_progress,
) -> list[Path]:
    """Write one scorecard for each evaluation that ``which`` means into ``folder``; the files, in order of subjects.

    The scorecard of an evaluation has the same name each time and takes the place of the former one.

    Raises:
        StoreError: the workspace can't be read or the folder can't be written; what was finished stays.
        Cancelled: by ``progress``; what was finished stays.
    """
    made = clock.now()
    written: list[Path] = []
    taken: set[str] = set()
    with told_of_disk(folder), store.begin() as work:
        folder.mkdir(parents=True, exist_ok=True)
        count = len(work.evaluations.find(which))
        for content in scorecard_contents(work, which):
            progress(len(written), count, content.subject.title)
            path = folder / _unused(scorecard_name(content), taken)
            write(content, path, made=made)
            written.append(path)
    progress(len(written), count, "")
    return written


def issue_summary(
    store: Store,
    *,
    which: EvaluationFilter,
    path: Path,
    write: WriteSummary,
    clock: Clock,
    progress: Progress = no_progress,
) -> SummaryScope:
    """Write the summary workbook of the evaluations that ``which`` means to ``path``; what it is about.

    Raises:
        FaultsError: there are more evaluations than a worksheet has rows.
        StoreError: the workspace can't be read or the file can't be written; there is then no new file.
        Cancelled: by ``progress``; there is then no new file.
    """
    with told_of_disk(path), store.begin() as work:
        scope = scope_of(work, which)
        if scope.evaluations > MOST_EVALUATIONS:
            raise FaultsError([_too_many(scope.evaluations, path)])
        path.parent.mkdir(parents=True, exist_ok=True)
        write(scorecard_contents(work, which), path, scope=scope, made=clock.now(), progress=progress)
    return scope


def issue_process_report(
    store: Store,
    *,
    request: ReportRequest,
    path: Path,
    write: WriteProcessReport,
    clock: Clock,
    progress: Progress = no_progress,
) -> ProcessReportContent:
    """Write the PDF audit report of one process and period to ``path``; what it says.

    Raises:
        FaultsError: ``pooled`` is asked for where a checklist deducts points, or the period ends before it begins.
        StoreError: the workspace can't be read or the file can't be written; there is then no new file.
        Cancelled: by ``progress``; there is then no new file.
    """
    if request.until < request.since:
        raise FaultsError([_reversed()])
    with told_of_disk(path):
        with store.begin() as work:
            try:
                content = process_report(
                    work,
                    process_code=request.process_code,
                    since=request.since,
                    until=request.until,
                    zone=request.zone,
                    pool=request.pooled,
                    progress=progress,
                )
            except PoolingError as error:
                raise FaultsError([_no_pooling()]) from error
        path.parent.mkdir(parents=True, exist_ok=True)
        write(content, path, made=clock.now(), progress=progress)
    return content


def days_evaluated(store: Store, *, which: EvaluationFilter, zone: str) -> tuple[date, date] | None:
    """First and last day, in ``zone``, on which a subject of these evaluations occurred; None without any."""
    with store.begin() as work:
        subjects = work.evaluations.subjects(which)
    days = [subject.occurred.at.astimezone(ZoneInfo(zone)).date() for subject in subjects.values()]
    return (min(days), max(days)) if days else None


def scorecard_name(content: ScorecardContent) -> str:
    """A file name that tells evaluations apart and sorts by time: ``20261103-1402_0301_call-service_0190….xlsx``."""
    occurred = content.subject.occurred.local().strftime("%Y%m%d-%H%M")
    agent = content.agent.code if content.agent else "-"
    head = file_name(f"{occurred}_{agent}_{content.checklist.id}")
    return f"{head}_{content.evaluation.id.replace('-', '')[-12:]}.xlsx"


def file_name(text: str) -> str:
    """``text`` as a file name that every system takes and that can't leave its folder, 150 bytes at most."""
    plain = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]', "-", text)
    short = plain.encode()[:_NAME_BYTES].decode(errors="ignore")
    # Windows drops dots and spaces at a name's end, and a leading dot hides a file elsewhere.
    return re.sub(r"^[.\s]+|[.\s]+$", "-", short) or "-"


def _unused(name: str, taken: set[str]) -> str:
    """``name``, or a numbered one if it was given in this run; not every system tells capital letters apart."""
    stem, _dot, ending = name.rpartition(".")
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{stem}-{number}.{ending}"
    taken.add(free.casefold())
    return free


def _too_many(count: int, path: Path) -> Fault:
    return Fault(
        "too-many-evaluations",
        _("{count} evaluations do not fit a worksheet, which has {most} rows").format(
            count=count, most=MOST_EVALUATIONS
        ),
        Place(str(path)),
        _("Ask for a shorter period"),
    )


def _reversed() -> Fault:
    return Fault("period-reversed", _("The period ends before it begins"), Place(""), _("Exchange the two days"))


def _no_pooling() -> Fault:
    return Fault(
        "pooled-deduction",
        _("A checklist of this period deducts points, and deductions have no score over all answers"),
        Place(""),
        _("Leave out the pooled score; the report then gives the mean of totals"),
    )
