"""The table of all keys, opened by F1."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qa_auditor.i18n import _
from qa_auditor.ui.actions import KEYMAP, SCOPE_TITLES, Binding, Scope, keys_of
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.widgets.text import label


class KeyTable(QDialog):
    """Lists every action with its keys, by where they work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        table = QWidget()
        columns = QHBoxLayout(table)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(32)
        for scopes in (
            (Scope.FORM, Scope.PROCESSES, Scope.WALK),
            (Scope.PLAYER, Scope.MAP),
            (Scope.WORDS, Scope.WINDOW),
            (Scope.FLOW,),
        ):
            column = QVBoxLayout()
            column.setSpacing(16)
            for scope in scopes:
                column.addLayout(_group(scope))
            column.addStretch(1)
            columns.addLayout(column)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(16)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(_("Keys"))
        scroll.setWidget(table)
        outer.addWidget(scroll)
        outer.addWidget(buttons)
        wanted = table.sizeHint() + QSize(70, 110)
        self.resize(wanted if parent is None else wanted.boundedTo(parent.size() * 0.94))


def _group(scope: Scope) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(5)
    grid.addWidget(label("heading", text=_(SCOPE_TITLES[scope])), 0, 0, 1, 2)
    bindings = [binding for binding in KEYMAP if binding.scope is scope]
    pages = [(_("Go to a page"), f"Ctrl+1 … Ctrl+{len(PageId)}")] if scope is Scope.WINDOW else []
    for row, (title, keys) in enumerate([*pages, *map(_line, bindings)], start=1):
        grid.addWidget(label("key", text=keys), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(label(text=title, wrap=True), row, 1)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid


def _line(binding: Binding) -> tuple[str, str]:
    return _(binding.title), keys_of(binding.action)
