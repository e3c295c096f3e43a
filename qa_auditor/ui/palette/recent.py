"""What was chosen lately, newest first; kept with the user's preferences."""

from typing import TYPE_CHECKING

from qa_auditor.ui.preferences import Preferences

if TYPE_CHECKING:
    from qa_auditor.application.find.entry import Entry

_NAME = "palette"
_KEPT = 8
_APART = "\n"


class Recent:
    """Kinds and targets of the last choices."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    def keys(self) -> list[tuple[str, str]]:
        """Kind and target of each, the newest first."""
        lines = self._preferences.get(_NAME).split(_APART)
        return [(kind, target) for kind, colon, target in (line.partition(" ") for line in lines) if colon]

    def add(self, entry: "Entry") -> None:
        """Put one first."""
        key = (entry.kind.value, entry.target)
        keys = [key, *(known for known in self.keys() if known != key)]
        self._preferences.set(_NAME, _APART.join(f"{kind} {target}" for kind, target in keys[:_KEPT]))
