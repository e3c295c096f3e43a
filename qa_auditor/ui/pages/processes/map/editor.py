"""Changes of the map by hand: what is asked for each, stored at once, taken back and done again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qa_auditor.application.changes import Outcome
from qa_auditor.application.process_library.saving import change_map
from qa_auditor.domain.contact import ProcessTrait
from qa_auditor.domain.map_editing import (
    CellPlace,
    MapEdit,
    add_head,
    bind,
    offer_again,
    rate_contact,
    rate_process,
    say_not_offered,
)
from qa_auditor.domain.text import Text, translated
from qa_auditor.domain.touchpoint import Brand, Business, Channel, ContactDimension, ProcessMap
from qa_auditor.i18n import _, language
from qa_auditor.ui.pages.processes.map.dialogs import BRAND, BUSINESS, CHANNEL, BindDialog, HeadDialog, ReasonDialog
from qa_auditor.ui.pages.processes.map.grid import GridCell
from qa_auditor.ui.pages.processes.map.journal import EditJournal
from qa_auditor.ui.pages.processes.map.reading import MapFacts
from qa_auditor.ui.session import Session


class MapEditor(QObject):
    """``changed`` after a change is on disk; ``said`` with what was taken back. ``brand`` is the one that is shown."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent
        self._facts = MapFacts()
        self._journal = EditJournal()
        self.brand = ""

    @property
    def newest(self) -> str:
        """What the newest change was about; "" when there is none to take back."""
        return self._journal.newest

    def show_facts(self, facts: MapFacts) -> None:
        """Change this map from now on."""
        self._facts = facts

    def _place(self, cell: GridCell) -> CellPlace:
        return CellPlace(cell.channel, self.brand, cell.business)

    def ask_process(self, cell: GridCell) -> None:
        """Ask which process stands behind a cell."""
        found, place = self._facts.found, self._place(cell)

        processes = sorted(self._facts.processes.values(), key=lambda process: process.code)
        dialog = BindDialog(processes, cell.process_code, cell.code, self._parent)
        words = _("process of {touchpoint}").format(touchpoint=cell.code)
        dialog.given.connect(lambda code: self._change(words, bind(found, place, code)))
        dialog.open()

    def toggle_offer(self, cell: GridCell) -> None:
        """Ask why a cell is not offered; one that is not is offered again."""
        found, place = self._facts.found, self._place(cell)
        words = _("offer of {touchpoint}").format(touchpoint=cell.code)
        if not cell.offered:
            self._change(words, offer_again(found, place))
            return
        dialog = ReasonDialog(cell.code, self._parent)
        dialog.given.connect(
            lambda reason: self._change(words, say_not_offered(found, place, translated({language(): reason})))
        )
        dialog.open()

    def rate(self, cell: GridCell, what: ContactDimension | ProcessTrait, rating: int | None) -> None:
        """Rate a dimension of the contact, or a trait of the process there; None takes the rating away."""
        found, place = self._facts.found, self._place(cell)
        if isinstance(what, ContactDimension):
            edit = rate_contact(found, place, what, rating)
        else:
            edit = rate_process(found, place, what, rating)
        self._change(_("rating of {touchpoint}").format(touchpoint=cell.code), edit)

    def ask_head(self) -> None:
        """Ask for a business, channel or brand to be added: first for what the map lacks."""
        groups = [one.group.in_language(language()) for one in self._facts.found.businesses if one.group]
        found = self._facts.found
        there = ((BUSINESS, found.businesses), (CHANNEL, found.channels), (BRAND, found.brands))
        missing = next((kind for kind, heads in there if not heads), BUSINESS)
        dialog = HeadDialog(missing, groups, self._parent)
        dialog.given.connect(lambda kind, code, name, group: self._add_head(dialog, kind, code, name, group))
        dialog.open()

    def _add_head(self, dialog: HeadDialog, kind: str, code: str, name: str, group: str) -> None:
        text = translated({language(): name})
        heads: dict[str, Channel | Brand | Business] = {
            CHANNEL: Channel(code, text),
            BRAND: Brand(code, text),
            BUSINESS: Business(code, text, translated({language(): group}) if group else Text()),
        }
        words = _("{code} added").format(code=code)
        self._change(words, add_head(heads[kind]), done=dialog.accept, refused=dialog.refuse_error)

    def _change(
        self,
        words: str,
        edit: MapEdit,
        *,
        done: Callable[[], object] | None = None,
        refused: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Store a change at once, and remember how to take it back."""

        def kept(_outcome: Outcome[ProcessMap]) -> None:
            self._journal.add(words, edit)
            self.changed.emit()
            self._session.saved.emit()
            if done is not None:
                done()

        self._session.ask(lambda backend: change_map(backend.store, change=edit.do), kept, refused)

    def retrace(self, *, back: bool) -> None:
        """Take the newest change back, or do again what was taken back last."""
        step = self._journal.back() if back else self._journal.forward()
        if step is None:
            return
        words, edit = step

        def kept(_outcome: Outcome[ProcessMap]) -> None:
            self.changed.emit()
            self._session.saved.emit()
            taken = _("Taken back: {what}") if back else _("Done again: {what}")
            self.said.emit(taken.format(what=words))

        self._session.ask(lambda backend: change_map(backend.store, change=edit.do), kept)
