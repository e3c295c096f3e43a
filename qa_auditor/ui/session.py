"""What every page gets from the shell: the open workspace, the way off the UI thread, and a voice."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from qa_auditor.application.changes import Outcome
from qa_auditor.application.faults import StoreError
from qa_auditor.i18n import _
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.feed import ChangeFeed
from qa_auditor.ui.preferences import Preferences
from qa_auditor.ui.tasks import Job, TaskRunner
from qa_auditor.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from qa_auditor.domain.people import Evaluator

T = TypeVar("T")


class Session(QObject):
    """One window's time with one workspace.

    Signals: ``signed_in`` after someone else signed in; ``sign_in_wanted`` when someone has to be added first;
    ``saved`` after an answer is on disk; ``save_failed`` after one is not; ``page_wanted`` with a page's id and an id
    to open there, or "".
    """

    signed_in = Signal()
    sign_in_wanted = Signal()
    saved = Signal()
    save_failed = Signal()
    page_wanted = Signal(str, str)

    def __init__(self, *, runner: TaskRunner, tokens: Tokens, preferences: Preferences) -> None:
        super().__init__()
        self.runner = runner
        self.feed = ChangeFeed()
        self.tokens = tokens
        self.preferences = preferences
        self.backend: Backend | None = None
        self.evaluator: Evaluator | None = None
        runner.arrived.connect(self._publish)

    def ask(
        self,
        work: Callable[[Backend], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], bool] | None = None,
    ) -> Job:
        """Run ``work`` on the store's worker; ``then`` gets its value on the UI thread."""
        return self.runner.on_store(lambda: work(self.open_backend()), then, failed)

    def open_backend(self) -> Backend:
        """The workspace, or ``StoreError`` while there is none."""
        if self.backend is None:
            raise StoreError(_("The workspace is not open"), _("Choose another folder or restore a backup"))
        return self.backend

    @property
    def evaluator_id(self) -> str | None:
        """Id of whoever is signed in."""
        return self.evaluator.id if self.evaluator else None

    def sign_in(self, evaluator: "Evaluator") -> None:
        """Make ``evaluator`` the one who scores."""
        if evaluator != self.evaluator:
            self.evaluator = evaluator
            self.preferences.set("evaluator", evaluator.id)
            self.signed_in.emit()

    def go(self, page: str, target: str = "") -> None:
        """Ask the shell for another page."""
        self.page_wanted.emit(page, target)

    def _publish(self, value: object) -> None:
        if isinstance(value, Outcome):
            self.feed.publish(value.changes)
