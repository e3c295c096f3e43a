"""What was changed on the map since the window was opened: taken back and done again, the newest first."""

from qa_auditor.domain.map_editing import MapEdit


class EditJournal:
    """Edits that were done, and those that were taken back."""

    def __init__(self) -> None:
        self._done: list[tuple[str, MapEdit]] = []
        self._undone: list[tuple[str, MapEdit]] = []

    def add(self, words: str, edit: MapEdit) -> None:
        """Remember an edit that was done; what had been taken back is gone."""
        self._done.append((words, edit))
        self._undone.clear()

    def back(self) -> tuple[str, MapEdit] | None:
        """The newest edit, to be taken back: its ``do`` does so."""
        if not self._done:
            return None
        words, edit = self._done.pop()
        self._undone.append((words, edit))
        return words, edit.reversed

    def forward(self) -> tuple[str, MapEdit] | None:
        """The edit that was taken back last, to be done again."""
        if not self._undone:
            return None
        words, edit = self._undone.pop()
        self._done.append((words, edit))
        return words, edit

    @property
    def newest(self) -> str:
        """What the newest edit did, in words; "" when there is none."""
        return self._done[-1][0] if self._done else ""
