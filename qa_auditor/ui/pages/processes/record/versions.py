"""The versions of a record with what each changed, why and by whom, and what differs between two of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from qa_auditor.application.views.process_record import VersionLine
from qa_auditor.application.views.process_wording import DifferenceLine
from qa_auditor.i18n import _, ngettext
from qa_auditor.ui.widgets.menu_choice import MenuChoice
from qa_auditor.ui.widgets.text import button, card, label, say

DRAFT = 0
"""Number of what is edited and no version yet."""

_MOST_LINES = 60


class VersionsCard(QFrame):
    """Signals: ``compared`` with the numbers of two versions; ``version_wanted`` with one to be looked at."""

    compared = Signal(int, int)
    version_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._versions: tuple[VersionLine, ...] = ()
        self._edited = False
        self.pair = (0, 0)
        self._title, self._differs = label("heading"), label("strong")
        self.former, self.latter = MenuChoice(), MenuChoice()
        self._arrow = label("soft", text="→")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._compare = QWidget()
        line = QHBoxLayout(self._compare)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (self._differs, self.former, self._arrow, self.latter):
            line.addWidget(part)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addLayout(self._rows)
        column.addWidget(card("rule"))
        column.addWidget(self._compare)
        column.addLayout(self._lines)
        self.former.chosen.connect(lambda key: self._on_pair(int(key), self.pair[1]))
        self.latter.chosen.connect(lambda key: self._on_pair(self.pair[0], int(key)))

    def show_versions(self, versions: Sequence[VersionLine], *, edited: bool) -> None:
        """List versions, newest first; ``edited`` when there is a draft after the newest."""
        known = {one.number for one in versions}
        newest = max(known, default=0)
        if tuple(versions) != self._versions or edited != self._edited or not known & set(self.pair):
            before = max((number for number in known if number < newest), default=newest)
            self.pair = (newest, DRAFT) if edited else (before, newest)
        self._versions, self._edited = tuple(versions), edited
        self._fill()

    def show_differences(self, lines: Sequence[DifferenceLine]) -> None:
        """Show what differs between the two that are chosen."""
        _clear(self._lines)
        if not lines:
            self._lines.addWidget(label("soft", text=_("Nothing differs.")))
        for line in lines[:_MOST_LINES]:
            self._lines.addWidget(_difference(line))
        if len(lines) > _MOST_LINES:
            more = len(lines) - _MOST_LINES
            self._lines.addWidget(label("soft", text=ngettext("and {n} more", "and {n} more", more).format(n=more)))

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._title.setText(_("Versions"))
        self._differs.setText(_("What differs"))
        self._fill()

    def _fill(self) -> None:
        _clear(self._rows)
        if not self._versions:
            self._rows.addWidget(label("soft", text=_("No version yet."), wrap=True))
        for line in self._versions:
            self._rows.addWidget(self._row(line))
        options = [(str(one.number), _name(one.number)) for one in self._versions]
        if self._edited:
            options.insert(0, (str(DRAFT), _name(DRAFT)))
        for choice, chosen, name in (
            (self.former, self.pair[0], _("Compare this version")),
            (self.latter, self.pair[1], _("with this one")),
        ):
            choice.set_options(options, str(chosen))
            say(choice, name)
        self._compare.setVisible(len(options) > 1)

    def _row(self, line: VersionLine) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(1)
        look = button("quiet", clicked=lambda: self.version_wanted.emit(line.number))
        look.setText(_("Show"))
        say(look, _("Show {version}").format(version=_name(line.number)))
        note = line.change
        facts = [_name(line.number), *([note.on, note.by] if note else []), _("shipped") if line.shipped else ""]
        grid.addWidget(label("strong", text=" · ".join(fact for fact in facts if fact), wrap=True), 0, 0)
        grid.addWidget(look, 0, 1, Qt.AlignmentFlag.AlignRight)
        what = note.what if note else _("The first version.")
        grid.addWidget(label(text=what, wrap=True), 1, 0, 1, 2)
        if note and note.why:
            grid.addWidget(label("soft", text=_("Why: {why}").format(why=note.why), wrap=True), 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        return made

    def _on_pair(self, former: int, latter: int) -> None:
        self.pair = (former, latter)
        self._fill()
        self.compared.emit(former, latter)


def _name(number: int) -> str:
    return _("Draft") if number == DRAFT else _("Version {number}").format(number=number)


def _difference(line: DifferenceLine) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(label(text=f"{line.where} — {line.what}", wrap=True))
    if line.before:
        column.addWidget(label("soft", text=f"− {line.before}", wrap=True))
    if line.after:
        column.addWidget(label("soft", text=f"+ {line.after}", wrap=True))
    return made


def _clear(lines: QVBoxLayout) -> None:
    while (item := lines.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
