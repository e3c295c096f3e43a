"""The line above the map: view, brand, period, process class, blind spots only, find."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy

from qa_auditor.application.views.wording import PROCESS_CLASS_NAMES
from qa_auditor.domain.people import ProcessClass
from qa_auditor.domain.touchpoint import Brand
from qa_auditor.i18n import N_, _, language
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.pages.processes.map.grid import Wanted
from qa_auditor.ui.widgets.menu_choice import MenuChoice
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.text import say

MATRIX, CONTACT = "matrix", "contact"
VIEWS = {MATRIX: N_("Matrix"), CONTACT: N_("Contact")}
PERIODS = {"30": N_("30 days"), "90": N_("90 days"), "365": N_("365 days"), "all": N_("All time")}
"""How far back compliance is taken from."""

_MOST_SEGMENTS = 4
_ANY = ""


def since(period: str, now: datetime) -> datetime | None:
    """When a period that ends ``now`` begins; None for all time."""
    return None if period == "all" else now - timedelta(days=int(period))


class FilterLine(QFrame):
    """``view_chosen``, ``brand_chosen`` and ``period_chosen`` say what was; ``wanted_changed`` that other cells are."""

    view_chosen = Signal(str)
    brand_chosen = Signal()
    period_chosen = Signal()
    wanted_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "head")
        self._brands: tuple[Brand, ...] = ()
        self._brand = ""
        self._period = "90"
        self._class: ProcessClass | None = None
        self.views = Segmented(focus=True)
        self.brands = Segmented(focus=True)
        self.brand_menu = MenuChoice()
        self.periods = Segmented(focus=True)
        self.classes = MenuChoice()
        self.blind = QPushButton()
        self.blind.setCheckable(True)
        self.blind.setProperty("kind", "segment")
        self.blind.setProperty("place", "only")
        self.words = QLineEdit()
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(110)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        for part in (self.views, self.brands, self.brand_menu, self.periods, self.classes, self.blind):
            part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            row.addWidget(part)
        row.addWidget(self.words, 1)
        row.addStretch(0)
        self.views.chosen.connect(self.view_chosen)
        self.brands.chosen.connect(self.choose_brand)
        self.periods.chosen.connect(self.choose_period)
        self.brand_menu.chosen.connect(self.choose_brand)
        self.classes.chosen.connect(lambda key: self.choose_class(ProcessClass(key) if key else None))
        self.blind.toggled.connect(lambda _on: self.wanted_changed.emit())
        self.words.textChanged.connect(lambda _text: self.wanted_changed.emit())
        self.show_brands(())

    # ----------------------------------------------------------------------------------------------------------- choice

    @property
    def brand(self) -> str:
        """Id of the brand that is shown; "" while there is none."""
        return self._brand

    @property
    def period(self) -> str:
        """The period that compliance is taken from."""
        return self._period

    def wanted(self) -> Wanted:
        """Which cells are looked for."""
        return Wanted(process_class=self._class, blind_only=self.blind.isChecked(), words=self.words.text())

    def choose_brand(self, brand: str) -> None:
        """Show another brand."""
        self._brand = brand
        self.brands.set_chosen(brand)
        self._fill_brands()
        self.brand_chosen.emit()

    def choose_period(self, period: str) -> None:
        """Take compliance from another period."""
        self._period = period
        self.periods.set_chosen(period)
        self.period_chosen.emit()

    def choose_class(self, chosen: ProcessClass | None) -> None:
        """Look for processes of a class alone, or for all."""
        self._class = chosen
        self._fill_classes()
        self.wanted_changed.emit()

    def clear(self) -> None:
        """Look for everything."""
        self.blind.setChecked(False)
        self.words.clear()
        if self._class is not None:
            self.choose_class(None)

    # ------------------------------------------------------------------------------------------------------------ shows

    def show_brands(self, brands: Sequence[Brand]) -> None:
        """Offer other brands; the chosen one stays while it is there."""
        self._brands = tuple(brands)
        if self._brand not in {brand.id for brand in self._brands}:
            self._brand = self._brands[0].id if self._brands else ""
        self._fill_brands()

    def show_view(self, view: str) -> None:
        """Show which view is open."""
        self.views.set_chosen(view)
        matrix = view == MATRIX
        self.blind.setVisible(matrix)
        self.words.setVisible(matrix)
        self.classes.setVisible(matrix)

    def retranslate(self) -> None:
        """Say it in the current language."""
        chosen = next((key for key in self.views.keys() if self.views.option(key).isChecked()), MATRIX)  # noqa: SIM118
        self.views.set_options([(key, _(title)) for key, title in VIEWS.items()])
        self.views.set_chosen(chosen)
        self.periods.set_options([(key, _(title)) for key, title in PERIODS.items()])
        self.periods.set_chosen(self._period)
        self.blind.setText(_("Blind spots only"))
        say(self.blind, _("Blind spots only"), _("Show only businesses that have a blind spot"))
        self.words.setPlaceholderText(_("Find"))
        say(self.words, _("Find a business, process or code"), hint_of(Action.FILTER))
        self._fill_brands()
        self._fill_classes()

    def _fill_brands(self) -> None:
        named = [(brand.id, brand.name.in_language(language()) or brand.id) for brand in self._brands]
        few = 1 < len(named) <= _MOST_SEGMENTS
        self.brands.setVisible(few)
        self.brand_menu.setVisible(len(named) > _MOST_SEGMENTS)
        self.brands.set_options(named)
        self.brands.set_chosen(self._brand)
        if self.brand_menu.isVisibleTo(self):
            self.brand_menu.set_options(named, self._brand)
            say(self.brand_menu, _("Brand"))

    def _fill_classes(self) -> None:
        named = [(_ANY, _("All classes")), *((str(kind), _(PROCESS_CLASS_NAMES[kind])) for kind in ProcessClass)]
        chosen = str(self._class) if self._class else _ANY
        self.classes.set_options(named, chosen)
        say(self.classes, _("Class of the process"))
