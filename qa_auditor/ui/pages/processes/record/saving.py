"""What the record asks before it is saved as a new version, and what a new process is called."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from qa_auditor.application.views.process_wording import DifferenceLine
from qa_auditor.i18n import _, ngettext
from qa_auditor.ui.widgets.asking import Asking
from qa_auditor.ui.widgets.text import label, say

_LONGEST_CODE, _LONGEST_NAME, _LONGEST_WHY = 60, 80, 400
_MOST_LINES = 8


class VersionDialog(Asking):
    """``given`` carries what was changed, why and by whom."""

    given = Signal(str, str, str)

    def __init__(self, lines: Sequence[DifferenceLine], by: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Save as new version"), _("What does the new version change?"), _("Save as new version"), parent
        )
        self.setMinimumWidth(520)
        self.what, self.why, self.by = QLineEdit(), QLineEdit(), QLineEdit(by)
        form = QFormLayout()
        form.setSpacing(8)
        for field, words in (
            (self.what, _("What was changed")),
            (self.why, _("Why")),
            (self.by, _("By whom")),
        ):
            field.setMaxLength(_LONGEST_WHY)
            say(field, words)
            form.addRow(label(text=words), field)
        self.column.addWidget(_told(lines))
        self.column.addLayout(form)
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def give(self) -> None:
        what, why, by = (field.text().strip() for field in (self.what, self.why, self.by))
        for field, text, words in (
            (self.what, what, _("Say in a few words what was changed.")),
            (self.why, why, _("Name the reason: what was heard, measured or decided.")),
            (self.by, by, _("Give a name or staff number.")),
        ):
            if not text:
                self.refuse(words)
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.given.emit(what, why, by)


class NewProcessDialog(Asking):
    """``given`` carries code and name."""

    given = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("New process"), _("What is the new process called?"), _("Add"), parent)
        self.code, self.name = QLineEdit(), QLineEdit()
        self.code.setMaxLength(_LONGEST_CODE)
        self.name.setMaxLength(_LONGEST_NAME)
        form = QFormLayout()
        form.setSpacing(8)
        for field, words in ((self.code, _("Code of the process")), (self.name, _("Name of the process"))):
            say(field, words)
            form.addRow(label(text=words), field)
        self.column.addLayout(form)
        hint = _("Capitals and digits, words joined by a hyphen: {example}").format(example="MAIL-OPEN")
        self.column.addWidget(label("soft", text=hint, wrap=True))
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def give(self) -> None:
        code, name = self.code.text().strip().upper(), self.name.text().strip()
        if not code or not name:
            self.refuse(_("Both the code and the name are needed."))
            return
        self.given.emit(code, name)


def _told(lines: Sequence[DifferenceLine]) -> QScrollArea:
    """What differs, for whoever has to put it into words."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for line in lines[:_MOST_LINES]:
        made: QLabel = label("soft", text=f"{line.where} — {line.what}", wrap=True)
        column.addWidget(made)
    if len(lines) > _MOST_LINES:
        more = len(lines) - _MOST_LINES
        column.addWidget(label("soft", text=ngettext("and {n} more", "and {n} more", more).format(n=more)))
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inner)
    area.setMaximumHeight(170)
    return area
