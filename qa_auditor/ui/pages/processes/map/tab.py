"""Map: the matrix of businesses and channels, its blind spots and the contact matrix. This is their controller."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.tasks import Progress
from qa_auditor.application.views.touchpoint import TouchpointView, touchpoint_view
from qa_auditor.domain.blind_spots import USUAL_DAYS
from qa_auditor.domain.contact import ProcessTrait
from qa_auditor.domain.map_editing import CellPlace, touchpoint_at
from qa_auditor.domain.text import Text
from qa_auditor.domain.touchpoint import ContactDimension
from qa_auditor.i18n import _, language
from qa_auditor.ui.actions import Action, Scope
from qa_auditor.ui.backend import Backend, MapOrder
from qa_auditor.ui.key_finder import KeyFinder
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.processes.map.contact import rated
from qa_auditor.ui.pages.processes.map.editor import MapEditor
from qa_auditor.ui.pages.processes.map.evaluations import EvaluationsDialog
from qa_auditor.ui.pages.processes.map.filters import CONTACT, MATRIX, PERIODS, since
from qa_auditor.ui.pages.processes.map.grid import Grid, GridCell
from qa_auditor.ui.pages.processes.map.picture import draw_map, save_picture
from qa_auditor.ui.pages.processes.map.reading import MapFacts, read_facts
from qa_auditor.ui.pages.processes.map.view import EXCEL, TOUCHPOINT, MapScreen
from qa_auditor.ui.pages.processes.tab import ProcessTab
from qa_auditor.ui.pages.processes.target import Target
from qa_auditor.ui.session import Session
from qa_auditor.ui.theme.tokens import Tokens

_DAYS_SETTING = "map_days"


class MapTab(ProcessTab):
    """Reads the map for the chosen period, and writes each change at once; the newest can be taken back."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._facts = MapFacts()
        self._grid = Grid()
        self.editor = MapEditor(session, self)
        self._wanted_code = ""
        self._keys = KeyFinder(Scope.MAP)
        self.screen_view = MapScreen()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.screen_view)
        self.setFocusProxy(self.screen_view.table)
        self._connect()

    def _connect(self) -> None:
        view = self.screen_view
        view.filters.view_chosen.connect(self._on_view)
        view.filters.brand_chosen.connect(self._show_brand)
        view.filters.period_chosen.connect(self._read)
        view.filters.wanted_changed.connect(self._filter)
        view.table.cell_entered.connect(self._on_cell)
        view.table.cell_opened.connect(self._open_process)
        view.blind.chosen.connect(self._go_to)
        view.blind.days_changed.connect(self._on_days)
        view.first.chosen.connect(self._on_first)
        view.first.next_wanted.connect(lambda _code: self._score_next())
        view.contact.trait_chosen.connect(lambda _key: self._show_contact())
        view.contact.field_entered.connect(view.first.show_field)
        panel = view.panel
        panel.link_wanted.connect(lambda target: self.session.go(PageId.PROCESSES, target))
        for signal, action in (
            (panel.bind_wanted, Action.MAP_BIND),
            (panel.not_offered_wanted, Action.MAP_NOT_OFFERED),
            (panel.offer_wanted, Action.MAP_NOT_OFFERED),
            (panel.evaluations_wanted, Action.MAP_EVALUATIONS),
            (panel.next_wanted, Action.MAP_NEXT),
            (view.add_wanted, Action.MAP_ADD),
            (view.undo_wanted, Action.UNDO),
        ):
            signal.connect(partial(self._do, action))
        panel.contact_rated.connect(lambda key, rating: self._on_rated(ContactDimension(key), rating))
        panel.process_rated.connect(lambda key, rating: self._on_rated(ProcessTrait(key), rating))
        self.editor.said.connect(self.said)
        self.editor.changed.connect(self._show_undo)
        view.export_wanted.connect(self._export)
        self.session.feed.subscribe(
            {Kind.TOUCHPOINT, Kind.PROCESS, Kind.STANDARD, Kind.EVALUATION, Kind.CHECKLIST}, self._on_changed
        )

    # ------------------------------------------------------------------------------------------------- the page's calls

    @override
    def retranslate(self) -> None:
        self.screen_view.retranslate()
        self._show_undo()

    @override
    def recolour(self, tokens: Tokens) -> None:
        self.screen_view.recolour(tokens)

    @override
    def entered(self) -> None:
        days = self.session.preferences.get(_DAYS_SETTING)
        self.screen_view.blind.show_days(int(days) if days.isdecimal() else USUAL_DAYS)
        self._read()
        self._focus()

    @override
    def show_target(self, target: Target) -> None:
        if target.kind == "touchpoint":
            self._wanted_code = target.code
            self._go_to_wanted()

    @override
    def act(self, action: Action) -> bool:
        if action is Action.FILTER and self.screen_view.view != CONTACT:
            self.screen_view.filters.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.screen_view.filters.words.selectAll()
        elif action is Action.NEXT_AREA:
            self._next_area()
        elif action in {Action.UNDO, Action.REDO}:
            self.editor.retrace(back=action is Action.UNDO)
        else:
            return False
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._keys.action(event)
        if action is None or action is Action.MAP_OPEN:
            super().keyPressEvent(event)
        else:
            self._do(action)

    def _do(self, action: Action) -> None:
        """What a key or a button of the map means for the cell that the keyboard is on."""
        cell = self.screen_view.panel.cell
        todo: dict[Action, Callable[[GridCell], None]] = {
            Action.MAP_BIND: self.editor.ask_process,
            Action.MAP_NOT_OFFERED: self.editor.toggle_offer,
            Action.MAP_EVALUATIONS: self._show_evaluations,
            Action.MAP_NEXT: lambda _cell: self._score_next(),
        }
        if action in todo and cell is not None:
            todo[action](cell)
        elif action is Action.MAP_ADD:
            self.editor.ask_head()
        elif action is Action.MAP_BLIND:
            self.screen_view.filters.blind.toggle()
        elif action is Action.MAP_EXPORT:
            self.screen_view.export.showMenu()
        elif action is Action.UNDO:
            self.editor.retrace(back=True)

    # ------------------------------------------------------------------------------------------------------------- read

    def _read(self) -> None:
        if self.session.backend is None:
            return
        period, days = self.screen_view.filters.period, self.screen_view.blind.days.value()

        def read(backend: Backend) -> MapFacts:
            now = backend.clock.now()
            return read_facts(backend.store, since=since(period, now), now=now, days=days)

        self.session.ask(read, self._show)

    def _show(self, facts: MapFacts) -> None:
        self._facts = facts
        self.editor.show_facts(facts)
        self.screen_view.filters.show_brands(facts.found.brands)
        self._show_brand()
        self._go_to_wanted()
        if self._wanted_code:
            self.said.emit(_("There is no touchpoint {code} on the map.").format(code=self._wanted_code))
            self._wanted_code = ""

    def _show_brand(self) -> None:
        self.editor.brand = self.screen_view.filters.brand
        self._grid = self._facts.grid(self.screen_view.filters.brand)
        self._grid.find(self.screen_view.filters.wanted())
        self.screen_view.show_grid(self._grid)
        self._show_contact()

    def _filter(self) -> None:
        self._grid.find(self.screen_view.filters.wanted())
        self.screen_view.show_grid(self._grid)

    def _show_contact(self) -> None:
        """Rank the touchpoints; on a large map not before somebody wants to see it."""
        if self.screen_view.view != CONTACT:
            return
        found, brand = self._facts.found, self.screen_view.filters.brand
        names = {one.code: one.name for one in found.businesses} | {one.id: one.name for one in found.channels}
        mine = [one for one in found.touchpoints if one.brand == brand]
        placed, unrated = rated(mine, self._grid.by_code(), names, self.screen_view.contact.trait)
        self.screen_view.contact.show_rated(placed)
        self.screen_view.first.show_rated(placed, unrated)

    def _on_changed(self, _changes: tuple[Change, ...]) -> None:
        if self.isVisible():
            self._read()

    def _on_days(self, days: int) -> None:
        self.session.preferences.set(_DAYS_SETTING, str(days))
        self._read()

    # ------------------------------------------------------------------------------------------------------------- walk

    def _on_view(self, view: str) -> None:
        self.screen_view.show_view(view)
        self._show_contact()
        self._focus()

    def _focus(self) -> None:
        part = self.screen_view.contact.matrix if self.screen_view.view == CONTACT else self.screen_view.table
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_area(self) -> None:
        view = self.screen_view
        main = view.contact.matrix if view.view == CONTACT else view.table
        (view.side_start() if main.hasFocus() else main).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_wanted(self) -> None:
        """Show the touchpoint that was asked for, once it has been read: with its brand, without a filter."""
        code = self._wanted_code
        place = self._facts.place_of(code)
        if place is None:
            return
        self._wanted_code = ""
        self.screen_view.show_view(MATRIX)
        if self.screen_view.filters.brand != place.brand:
            self.screen_view.filters.choose_brand(place.brand)
        self._go_to(code)
        self.screen_view.show_side(TOUCHPOINT)
        self._focus()

    def _go_to(self, code: str) -> None:
        if not self.screen_view.table.go_to(code):
            self.screen_view.filters.clear()
            self.screen_view.table.go_to(code)

    def _on_first(self, code: str) -> None:
        cell = self._grid.by_code().get(code)
        if cell is not None:
            self._on_cell(cell)

    def _on_cell(self, cell: GridCell | None) -> None:
        brand = self.screen_view.filters.brand
        if cell is None:
            self.screen_view.panel.show_cell(None, None, (Text(), Text(), Text()))
            return
        place = CellPlace(cell.channel, brand, cell.business)
        touchpoint = touchpoint_at(self._facts.found, place)
        self.screen_view.panel.show_cell(cell, touchpoint, self._facts.names(place))
        evaluator_id = self.session.evaluator_id
        code = cell.code

        def read(backend: Backend) -> TouchpointView | None:
            # Passed over in the meantime: the answer would not be shown.
            shown = self.screen_view.panel.cell
            if shown is None or shown.code != code:
                return None
            with backend.store.begin() as work:
                return touchpoint_view(work, code=code, evaluator_id=evaluator_id)

        if cell.offered and self.session.backend is not None:
            self.session.ask(read, self.screen_view.panel.show_view)

    # -------------------------------------------------------------------------------------------------- leads elsewhere

    def _open_process(self, cell: GridCell) -> None:
        if cell.process_code:
            self.session.go(PageId.PROCESSES, str(Target("tab", "flow", cell.process_code)))
        elif cell.offered:
            self.editor.ask_process(cell)

    def _score_next(self) -> None:
        cell = self.screen_view.panel.cell
        if cell is not None and cell.process_code:
            self.session.go(PageId.SCORE, f"waiting:{cell.process_code}")

    def _show_evaluations(self, cell: GridCell) -> None:
        view = self.screen_view.panel.view
        if view is not None and view.evaluations:
            dialog = EvaluationsDialog(cell.code, view.evaluations, view.evaluated, self)
            dialog.chosen.connect(lambda evaluation_id: self.session.go(PageId.SCORE, evaluation_id))
            dialog.open()

    def _on_rated(self, what: ContactDimension | ProcessTrait, rating: int) -> None:
        cell = self.screen_view.panel.cell
        if cell is not None:
            self.editor.rate(cell, what, rating or None)

    def _show_undo(self) -> None:
        newest = self.editor.newest
        self.screen_view.show_undo(_("Take back: {what}").format(what=newest) if newest else "")

    # ----------------------------------------------------------------------------------------------------------- export

    def _export(self, kind: str) -> None:
        backend = self.session.open_backend()
        filters = self.screen_view.filters
        period, days, brand = filters.period, self.screen_view.blind.days.value(), filters.brand
        now = backend.clock.now()
        if kind == EXCEL:
            order = MapOrder(since=since(period, now), now=now, days=days, language=language())
            self.session.runner.in_background(
                _("Export the map"), lambda progress: backend.library.map_workbook(order, progress), self.wrote.emit
            )
            return
        grid, tokens, font = self._facts.grid(brand), self.session.tokens, self.font()
        grid.find(filters.wanted())
        name = next((one.name.in_language(language()) for one in self._facts.found.brands if one.id == brand), brand)
        title = _("Process map: {brand}").format(brand=name)
        path = backend.workspace / "exports" / f"map-{brand.lower()}-{now:%Y%m%d}.png"
        day = f"{now.astimezone():%Y-%m-%d}"
        below = _("compliance: {period} · {day}").format(period=_(PERIODS[period]), day=day)

        def draw(_progress: Progress) -> list[Path]:
            save_picture(draw_map(grid, title=title, below=below, tokens=tokens, font=font), path)
            return [path]

        self.session.runner.in_background(_("Export the map"), draw, self.wrote.emit)
