"""Below the form of a standard: the questions that judge it, what is proposed, and its versions."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qa_auditor.application.process_library.proposing import changed_parts
from qa_auditor.application.views.service_circle import AskedLine
from qa_auditor.application.views.standards import StandardSheet
from qa_auditor.domain.standard import Proposal, ProposalState, Standard
from qa_auditor.i18n import N_, _, language
from qa_auditor.ui.pages.processes.standards.asking import ENQUIRY_NAMES, ORIGIN_NAMES
from qa_auditor.ui.widgets.text import ElidedButton, button, label, say

_STATES = {
    ProposalState.PROPOSED: N_("proposed"),
    ProposalState.ACCEPTED: N_("accepted"),
    ProposalState.DECLINED: N_("declined"),
}


class SheetCards(QWidget):
    """Signals carry ids: ``question_wanted`` (``checklist/question``), ``accepted`` and ``declined`` (proposals)."""

    question_wanted = Signal(str)
    accepted = Signal(str)
    declined = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_sheet(self, sheet: StandardSheet, *, may_decide: bool) -> None:
        """Show what stands behind a standard."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._show_questions(sheet.row.asked)
        self._heading(_("Proposals"))
        if not sheet.proposals:
            self._column.addWidget(label("soft", text=_("None yet. Change the form above, then propose it.")))
        for proposal in sheet.proposals:
            self._column.addWidget(self._proposal(proposal, sheet.versions, sheet.names, may_decide=may_decide))
        self._show_versions(sheet.versions)
        self._column.addStretch(1)

    def question_button(self, asked: AskedLine) -> QWidget:
        """A line that leads to a question."""
        name = f"{asked.checklist.id}/{asked.question_id}"
        made = ElidedButton("line", clicked=partial(self.question_wanted.emit, name))
        made.setText(f"{asked.checklist.id}: {asked.text.in_language(language())}".replace("&", "&&"))
        say(made, _("Show the question {name}").format(name=asked.text.in_language(language())))
        return made

    def _show_questions(self, asked: Sequence[AskedLine]) -> None:
        self._heading(_("Questions that judge it"))
        if not asked:
            self._column.addWidget(label("warn", text=_("No checklist asks for it yet."), wrap=True))
        for one in asked:
            self._column.addWidget(self.question_button(one))

    def _proposal(
        self, proposal: Proposal, versions: Sequence[Standard], names: Mapping[str, str], *, may_decide: bool
    ) -> QFrame:
        well = QFrame()
        well.setProperty("kind", "well")
        column = QVBoxLayout(well)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        state = _(_STATES[proposal.state])
        origin, enquiry = _(ORIGIN_NAMES[proposal.origin]), _(ENQUIRY_NAMES[proposal.enquiry])
        who = names.get(proposal.made_by, "")
        head = " · ".join(part for part in (state, origin, enquiry, who, proposal.made_at[:10]) if part)
        column.addWidget(label("strong", text=head, wrap=True))
        column.addWidget(label(text=proposal.why, wrap=True))
        base = next((one for one in versions if one.version == proposal.base_version), None)
        if base is not None:
            changed = ", ".join(changed_parts(base, proposal.proposed))
            column.addWidget(label("small", text=_("Changes: {parts}").format(parts=changed), wrap=True))
        words = proposal.proposed.statement.in_language(language())
        column.addWidget(label("soft", text=words, wrap=True))
        if proposal.decision:
            by = names.get(proposal.decided_by, "")
            column.addWidget(label("small", text=f"{by}: {proposal.decision}" if by else proposal.decision, wrap=True))
        if proposal.state is ProposalState.PROPOSED and may_decide:
            row = QHBoxLayout()
            for words, signal in ((_("Accept"), self.accepted), (_("Decline …"), self.declined)):
                made = button(clicked=partial(signal.emit, proposal.id))
                made.setText(words)
                say(made, words)
                row.addWidget(made)
            row.addStretch(1)
            column.addLayout(row)
        return well

    def _show_versions(self, versions: Sequence[Standard]) -> None:
        self._heading(_("Versions"))
        for one in versions:
            note = one.change
            said = (note.what, note.why, note.by, note.on) if note is not None else ()
            head = _("Version {number}").format(number=one.version)
            text = " · ".join(part for part in (head, *said) if part)
            self._column.addWidget(label("small", text=text, wrap=True))

    def _heading(self, words: str) -> None:
        made = label("strong", text=words)
        made.setContentsMargins(0, 8, 0, 0)
        self._column.addWidget(made)
