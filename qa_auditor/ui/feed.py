"""Tells pages what changed in the store; they say which kinds they show. Pages never talk to each other."""

from collections.abc import Callable, Iterable

from qa_auditor.application.changes import Change, Kind

Listener = Callable[[tuple[Change, ...]], None]


class ChangeFeed:
    """Hands the changes of each use case to those who declared interest in their kinds."""

    def __init__(self) -> None:
        self._listeners: list[tuple[frozenset[Kind], Listener]] = []

    def subscribe(self, kinds: Iterable[Kind], listener: Listener) -> None:
        """Call ``listener`` with the changes of ``kinds`` from now on."""
        self._listeners.append((frozenset(kinds), listener))

    def publish(self, changes: Iterable[Change]) -> None:
        """Tell everyone who cares, once for each use case."""
        changed = tuple(changes)
        for kinds, listener in self._listeners:
            if wanted := tuple(change for change in changed if change.kind in kinds):
                listener(wanted)
