"""The one way off the UI thread: a serial worker for the store, two for rendering, one signal back.

The signal's sender is made on the UI thread, so every callback runs there. What fails is told apart here: what the
user's file or machine causes is said with its remedy, anything else is a bug, logged with its trace and said once.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from qa_auditor.application.faults import FaultsError, StoreError
from qa_auditor.application.tasks import Cancelled, Progress

T = TypeVar("T")
log = logging.getLogger(__name__)

_SECONDS_BETWEEN_REPORTS = 0.05


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work that runs off the UI thread.

    Attributes:
        title: what the status line shows; "" for quick work that is not shown.
        done, of, what: where it stands; ``of`` 0 is unknown.
        ended: nothing more will come.
    """

    title: str
    work: Callable[[Progress], Any]
    then: Callable[[Any], None] | None
    failed: Callable[[Exception], bool] | None
    done: int = 0
    of: int = 0
    what: str = ""
    ended: bool = False
    _stop: threading.Event = field(default_factory=threading.Event)
    _reported: float = 0.0

    def cancel(self) -> None:
        """Ask it to stop at its next report."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()


class TaskRunner(QObject):
    """Runs jobs and brings their results back to the UI thread.

    Signals: ``jobs_changed`` when a titled job began, moved or ended; ``trouble`` with the exception that nobody
    handled; ``arrived`` with every value, before its callback.
    """

    jobs_changed = Signal()
    trouble = Signal(object)
    arrived = Signal(object)
    _ended = Signal(object, object, object)
    _moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store_jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._pool_jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._pool_started = False
        self._closed = False
        self.shown: list[Job] = []
        self._waiting = 0
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._moved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        self._start("store", self._store_jobs)

    def on_store(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], bool] | None = None,
    ) -> Job:
        """Run quick store work, in the order asked. ``failed`` says whether it dealt with the exception."""
        return self._queue(self._store_jobs, Job("", lambda _progress: work(), then, failed))

    def in_background(
        self,
        title: str,
        work: Callable[[Progress], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], bool] | None = None,
    ) -> Job:
        """Run long work beside the store; with a title it shows in the status line, where it can be cancelled."""
        if not self._pool_started:
            self._pool_started = True
            for number in (1, 2):
                self._start(f"pool-{number}", self._pool_jobs)
        return self._queue(self._pool_jobs, Job(title, work, then, failed))

    @property
    def idle(self) -> bool:
        """Whether every job's result has been delivered."""
        return self._waiting == 0

    def close(self) -> None:
        """Cancel what runs in the background, finish the store's work, end the threads."""
        if self._closed:
            return
        self._closed = True
        for job in self.shown:
            job.cancel()
        self._store_jobs.put(None)
        if self._pool_started:
            self._pool_jobs.put(None)
            self._pool_jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _queue(self, jobs: "queue.SimpleQueue[Job | None]", job: Job) -> Job:
        if self._closed:
            job.ended = True
            return job
        self._waiting += 1
        if job.title:
            self.shown.append(job)
            self.jobs_changed.emit()
        jobs.put(job)
        return job

    def _start(self, name: str, jobs: "queue.SimpleQueue[Job | None]") -> None:
        thread = threading.Thread(target=self._run, args=(jobs,), name=f"qa-{name}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _run(self, jobs: "queue.SimpleQueue[Job | None]") -> None:
        while (job := jobs.get()) is not None:
            progress = self._progress_of(job)
            try:
                progress(job.done, job.of, job.what)
                value = job.work(progress)
            except Exception as error:  # noqa: BLE001 - told apart on the UI thread, nothing is swallowed
                self._ended.emit(job, None, error)
            else:
                self._ended.emit(job, value, None)

    def _progress_of(self, job: Job) -> Progress:
        def progress(done: int, of: int, what: str) -> None:
            if job.cancelled:
                raise Cancelled
            job.done, job.of, job.what = done, of, what
            now = time.monotonic()
            if now - job._reported >= _SECONDS_BETWEEN_REPORTS:
                job._reported = now
                self._moved.emit(job)

        return progress

    def _on_moved(self, job: Job) -> None:
        if not job.ended:
            self.jobs_changed.emit()

    def _on_ended(self, job: Job, value: object, error: Exception | None) -> None:
        self._waiting -= 1
        job.ended = True
        if job in self.shown:
            self.shown.remove(job)
            self.jobs_changed.emit()
        if error is None:
            self.arrived.emit(value)
            if job.then is not None:
                job.then(value)
            return
        if job.failed is not None and job.failed(error):
            return
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, FaultsError | StoreError):
            log.error("unexpected error in %s", job.title or "the store", exc_info=error)
        self.trouble.emit(error)
