"""One line above the page that says what went wrong and what to do, or what was done."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from qa_auditor.application.faults import FaultsError, StoreError, describe, sentence
from qa_auditor.i18n import _, ngettext
from qa_auditor.ui.widgets.text import button, label, restyle

_MILLISECONDS_OF_NEWS = 6000


def words_for(error: Exception) -> tuple[str, str]:
    """What an exception means for the user: what is wrong, and what to do."""
    if isinstance(error, StoreError):
        return error.message, error.remedy
    if isinstance(error, FaultsError):
        first = describe(error.faults[0]) if error.faults else ""
        more = len(error.faults) - 1
        return first, ngettext("{n} more fault", "{n} more faults", more).format(n=more) if more > 0 else ""
    # A bug's text may be a page long; the log holds it all.
    first = (str(error).splitlines() or [""])[0][:120]
    words = _("Something unexpected happened: {error}").format(error=first or type(error).__name__)
    return words, _("The log file holds the details")


class MessageBar(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "news")
        self._text = label(wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = button("quiet", clicked=self._act)
        self._close = button("quiet", clicked=self.hide)
        self._todo: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_error(self, error: Exception, *, action: str = "", todo: Callable[[], object] | None = None) -> None:
        """Say what went wrong; it stays until it is closed."""
        what, remedy = words_for(error)
        self._show("trouble", sentence(what.rstrip("."), remedy), action, todo)
        self._timer.stop()

    def show_news(self, text: str, *, action: str = "", todo: Callable[[], object] | None = None) -> None:
        """Say what was done; it goes by itself."""
        self._show("news", text, action, todo)
        self._timer.start(_MILLISECONDS_OF_NEWS)

    @property
    def text(self) -> str:
        """What it says; "" while hidden."""
        return self._text.text() if not self.isHidden() else ""

    def _show(self, kind: str, text: str, action: str, todo: Callable[[], object] | None) -> None:
        restyle(self, kind)
        self._text.setText(text)
        self._close.setText(_("Close"))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._todo = todo
        self.show()

    def _act(self) -> None:
        self.hide()
        if self._todo is not None:
            self._todo()
