"""Several steps in one transaction, for bulk work: the same use cases, one flush to the disk instead of one a step."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from qa_auditor.application.ports import Store, UnitOfWork


@contextmanager
def together(store: Store) -> Iterator[Store]:
    """A store whose steps are durable together, when the block ends; if it raises, none of them happened.

    Within the block every step sees what those before it did. A step that is left without ``commit`` must have
    changed nothing, since it can't be rolled back alone; use cases that raise end the block.
    """
    with store.begin() as work:
        yield _Together(store, work)
        work.commit()


class _Together:
    """``ports.Store`` on one transaction that is open already."""

    def __init__(self, store: Store, work: UnitOfWork) -> None:
        self._store = store
        self._step = _Step(work)

    @contextmanager
    def _begun(self) -> Iterator[UnitOfWork]:
        yield self._step

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """The next step."""
        return self._begun()

    def defects(self) -> Sequence[str]:
        """Those of the store."""
        return self._store.defects()

    def close(self) -> None:
        """Nothing: the store belongs to whoever opened it."""


class _Step:
    """``ports.UnitOfWork`` that leaves committing to the end."""

    def __init__(self, work: UnitOfWork) -> None:
        self.checklists = work.checklists
        self.subjects = work.subjects
        self.evaluations = work.evaluations
        self.people = work.people
        self.processes = work.processes
        self.settings = work.settings
        self.process_records = work.process_records
        self.standards = work.standards
        self.map = work.map
        self.proposals = work.proposals
        self.walks = work.walks
        self.walkthroughs = work.walkthroughs
        self.photos = work.photos
        self.monitoring = work.monitoring
        self.conversations = work.conversations
        self.reveals = work.reveals
        self.suggestions = work.suggestions

    def commit(self) -> None:
        """Nothing yet."""
