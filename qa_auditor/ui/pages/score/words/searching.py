"""Searches in the words and goes from place to place."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from qa_auditor.domain.conversation import Conversation, Found, find_in
from qa_auditor.ui.pages.score.words.words_pane import WordsPane
from qa_auditor.ui.session import Session


class WordSearch(QObject):
    """Takes what is typed into the pane's search; simplified and traditional characters find each other."""

    def __init__(
        self,
        session: Session,
        pane: WordsPane,
        *,
        conversation: Callable[[], Conversation | None],
        index_of: Callable[[int], int | None],
    ) -> None:
        super().__init__()
        self._session, self._pane = session, pane
        self._conversation, self._index_of = conversation, index_of
        self.found: list[Found] = []
        self._at = -1
        pane.search.textEdited.connect(lambda _text: self.search())
        pane.search.stepped.connect(self.step)

    def begin(self) -> None:
        """Other words: nothing is found in them yet."""
        self.found, self._at = [], -1

    def search(self) -> None:
        """Find what is typed; the first place from where the reader stands is shown."""
        conversation, backend = self._conversation(), self._session.backend
        if conversation is None or backend is None:
            return
        self.found = list(find_in(conversation.lines, self._pane.search.text(), fold=backend.ear.folded))
        view = self._pane.view
        position = view.lines[view.current].line.position if view.current >= 0 else 0
        later = next((at for at, one in enumerate(self.found) if one.position >= position), 0)
        self._at = later if self.found else -1
        self._show()

    def step(self, by: int) -> None:
        """To the next or the previous place."""
        if self.found:
            self._at = (self._at + by) % len(self.found)
            self._show()

    def _show(self) -> None:
        view = self._pane.view
        now = self.found[self._at] if self.found else None
        view.show_found(self.found, now)
        self._pane.show_count(self._at + 1, len(self.found))
        if now is not None and (index := self._index_of(now.position)) is not None:
            view.set_follows(on=False)
            view.bring(index, now.start)
