"""What is asked when a standard is proposed to be changed, and when such a proposal is decided."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QPlainTextEdit, QWidget
from typing_extensions import override

from qa_auditor.domain.standard import Enquiry, Origin
from qa_auditor.i18n import N_, _
from qa_auditor.ui.widgets.asking import Asking
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.text import label, say

ORIGIN_NAMES = {Origin.FRONT_LINE: N_("Front line"), Origin.CUSTOMER: N_("Customers")}
ENQUIRY_NAMES = {
    Enquiry.QUESTIONNAIRE: N_("Questionnaire"),
    Enquiry.INTERVIEW: N_("Interview"),
    Enquiry.CONSULTATION: N_("Consultation"),
}


class ProposalDialog(Asking):
    """``given`` carries origin, enquiry and what was heard."""

    given = Signal(str, str, str)

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        heading = _("Who asks for the change of {code}, and what was heard?").format(code=code)
        super().__init__(_("Propose a change"), heading, _("Propose"), parent)
        self.origin, self.enquiry, self.why = Segmented(focus=True), Segmented(focus=True), QPlainTextEdit()
        self._origin, self._enquiry = Origin.FRONT_LINE, Enquiry.QUESTIONNAIRE
        self.origin.set_options([(one, _(words)) for one, words in ORIGIN_NAMES.items()])
        self.enquiry.set_options([(one, _(words)) for one, words in ENQUIRY_NAMES.items()])
        self.origin.set_chosen(self._origin)
        self.enquiry.set_chosen(self._enquiry)
        self.origin.chosen.connect(self._on_origin)
        self.enquiry.chosen.connect(self._on_enquiry)
        self.why.setTabChangesFocus(True)
        self.why.setFixedHeight(96)
        say(self.why, _("What was heard"))
        form = QFormLayout()
        form.setSpacing(8)
        for field, words in ((self.origin, _("From")), (self.enquiry, _("Asked by")), (self.why, _("What was heard"))):
            form.addRow(label(text=words), field)
        self.column.addLayout(form)
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def give(self) -> None:
        why = self.why.toPlainText().strip()
        if not why:
            self.refuse(_("Write what was heard: whoever decides was not there."))
            return
        self.given.emit(self._origin, self._enquiry, why)

    def _on_origin(self, key: str) -> None:
        self._origin = Origin(key)

    def _on_enquiry(self, key: str) -> None:
        self._enquiry = Enquiry(key)


class DeclineDialog(Asking):
    """``given`` carries the reason."""

    given = Signal(str)

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        heading = _("Why is the proposal on {code} declined?").format(code=code)
        super().__init__(_("Decline the proposal"), heading, _("Decline"), parent)
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(84)
        say(self.reason, _("Reason"))
        self.column.addWidget(self.reason)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def give(self) -> None:
        self.given.emit(self.reason.toPlainText().strip())
