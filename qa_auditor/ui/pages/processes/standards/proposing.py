"""Proposals as they are made and decided in the window: who asks, what was heard, accepted or declined and why."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qa_auditor.application.changes import Outcome
from qa_auditor.application.process_library.proposing import Decided, accept_proposal, decline_proposal, propose
from qa_auditor.application.process_library.standard_drafts import StandardDraft, drop_standard_draft
from qa_auditor.domain.standard import Enquiry, Origin, Proposal
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.processes.standards.asking import DeclineDialog, ProposalDialog
from qa_auditor.ui.session import Session
from qa_auditor.ui.widgets.asking import Asking


class Proposing(QObject):
    """Signals: ``proposed`` after a proposal is on disk; ``accepted`` with the standard's new version."""

    proposed = Signal()
    accepted = Signal(object)

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__(owner)
        self._session, self._owner = session, owner

    def ask(self, draft: StandardDraft) -> None:
        """Make a proposal of a draft, after asking who speaks and what was heard."""
        if self._session.evaluator is None:
            self._session.sign_in_wanted.emit()
            return
        who = self._session.evaluator.id
        dialog = ProposalDialog(draft.standard.code, self._owner)
        dialog.given.connect(lambda *given: self._propose(dialog, draft, who, *given))
        dialog.open()

    def accept(self, proposal_id: str) -> None:
        """Put a proposal into force."""
        who = self._session.evaluator_id or ""

        def done(outcome: Outcome[Decided]) -> None:
            if outcome.value.standard is not None:
                self.accepted.emit(outcome.value.standard)

        self._session.ask(
            lambda backend: accept_proposal(
                backend.store, clock=backend.clock, proposal_id=proposal_id, decided_by=who
            ),
            done,
        )

    def ask_reason(self, code: str, proposal_id: str) -> None:
        """Decline a proposal, after asking why."""
        who = self._session.evaluator_id or ""
        dialog = DeclineDialog(code, self._owner)

        def decline(reason: str) -> None:
            self._session.ask(
                lambda backend: decline_proposal(
                    backend.store, clock=backend.clock, proposal_id=proposal_id, decided_by=who, decision=reason
                ),
                lambda _outcome: dialog.accept(),
                dialog.refuse_error,
            )

        dialog.given.connect(decline)
        dialog.open()

    def _propose(self, dialog: Asking, draft: StandardDraft, who: str, origin: str, enquiry: str, why: str) -> None:
        def work(backend: Backend) -> Outcome[Proposal]:
            made = propose(
                backend.store,
                clock=backend.clock,
                proposed=draft.standard,
                base_version=draft.based_on,
                origin=Origin(origin),
                enquiry=Enquiry(enquiry),
                why=why,
                made_by=who,
            )
            drop_standard_draft(backend.store, code=draft.standard.code)
            return made

        def done(_outcome: Outcome[Proposal]) -> None:
            dialog.accept()
            self.proposed.emit()

        self._session.ask(work, done, dialog.refuse_error)
