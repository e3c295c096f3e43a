"""Which action a pressed key means where the keys of some scopes work."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from qa_auditor.ui.actions import KEYMAP, Action, Scope

_SILENT = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class KeyFinder:
    """Looks a key up as it was pressed, then without Shift: one keyboard types ``?`` with it, another without."""

    def __init__(self, *scopes: Scope) -> None:
        self._keys = {
            QKeySequence(key): bound.action for bound in KEYMAP if bound.scope in scopes for key in bound.keys
        }

    def action(self, event: QKeyEvent) -> Action | None:
        """The action, or None for a key that means nothing here."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        found = self._keys.get(QKeySequence(QKeyCombination(held, key)))
        if found is None and not held & ~_SILENT:
            found = self._keys.get(QKeySequence(key))
        return found
