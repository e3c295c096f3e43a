"""The evaluations of one touchpoint, newest first; choosing one opens it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from qa_auditor.application.views.touchpoint import SeenLine
from qa_auditor.application.views.wording import moment_text
from qa_auditor.domain.rounding import shown
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.widgets.asking import Asking
from qa_auditor.ui.widgets.text import label

_ID = int(Qt.ItemDataRole.UserRole)


class EvaluationsDialog(Asking):
    """``chosen`` carries an evaluation's id."""

    chosen = Signal(str)

    def __init__(self, code: str, lines: Sequence[SeenLine], of: int, parent: QWidget | None = None) -> None:
        title = _("Evaluations of {touchpoint}").format(touchpoint=code)
        super().__init__(title, title, _("Open"), parent)
        self.setMinimumWidth(560)
        self.list = QListWidget()
        self.list.setProperty("kind", "plain")
        self.list.setAccessibleName(title)
        self.list.setMinimumHeight(320)
        for line in lines:
            total = shown(line.total) if line.total is not None else "—"
            facts = " · ".join(
                part
                for part in (moment_text(line.occurred), line.agent, line.checklist.in_language(language()), total)
                if part
            )
            item = QListWidgetItem(f"{line.title}\n{facts}")
            item.setData(_ID, line.evaluation_id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        if of > len(lines):
            words = ngettext("and {n} older", "and {n} older", of - len(lines)).format(n=of - len(lines))
            self.column.addWidget(label("soft", text=words))
        self.column.addWidget(self.list)
        self.list.itemDoubleClicked.connect(lambda _item: self.give())
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def give(self) -> None:
        item: QListWidgetItem | None = self.list.currentItem()
        if item is not None:
            self.chosen.emit(str(item.data(_ID)))
            self.accept()
