"""Asks before something personal is shown, and says that it goes on record."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from qa_auditor.application.views.wording import PRIVATE_NAMES
from qa_auditor.domain.masking import PrivateKind
from qa_auditor.i18n import _
from qa_auditor.ui.widgets.text import label


class RevealDialog(QDialog):
    """Accepted: show it."""

    def __init__(self, kinds: Sequence[PrivateKind], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Show what is masked"))
        names = _(", ").join(_(PRIVATE_NAMES[kind]) for kind in dict.fromkeys(kinds))
        said = label("strong", text=_("Masked here: {what}").format(what=names), wrap=True)
        record = label(
            text=_("Shown until another evaluation is opened. Who saw it, and when, stays on record."), wrap=True
        )
        self.buttons = QDialogButtonBox()
        show = self.buttons.addButton(_("Show"), QDialogButtonBox.ButtonRole.AcceptRole)
        leave = self.buttons.addButton(_("Leave it masked"), QDialogButtonBox.ButtonRole.RejectRole)
        leave.setDefault(True)
        show.setAutoDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(said)
        column.addWidget(record)
        column.addWidget(self.buttons)
        self.setMinimumWidth(420)
