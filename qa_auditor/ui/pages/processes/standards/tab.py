"""Standards: the list with what each lacks, and the one that is chosen: written, proposed, decided, made a version."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.ports import NotFoundError
from qa_auditor.application.process_library.proposing import DECIDERS
from qa_auditor.application.process_library.saving import save_standard
from qa_auditor.application.process_library.standard_drafts import (
    StandardDraft,
    drop_standard_draft,
    keep_standard_draft,
)
from qa_auditor.application.views.standards import StandardRow, StandardSheet, standard_rows, standard_sheet
from qa_auditor.domain.process import ChangeNote
from qa_auditor.domain.standard import Standard, TargetSense
from qa_auditor.domain.standard_editing import with_number, with_processes, with_sense, with_text
from qa_auditor.domain.text import Text, with_wording
from qa_auditor.i18n import _, language, ngettext
from qa_auditor.ui.actions import Action
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.processes.circle.asking import NewStandardDialog
from qa_auditor.ui.pages.processes.record.saving import VersionDialog
from qa_auditor.ui.pages.processes.standards.proposing import Proposing
from qa_auditor.ui.pages.processes.standards.view import StandardsScreen
from qa_auditor.ui.pages.processes.tab import ProcessTab
from qa_auditor.ui.pages.processes.target import Target
from qa_auditor.ui.session import Session
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.asking import Asking

Edit = Callable[[Standard], Standard]


class StandardsTab(ProcessTab):
    """Every change goes to the standard's draft on disk at once; a version is made of it by saving or by a proposal."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rows: tuple[StandardRow, ...] = ()
        self._code = ""
        self._sheet: StandardSheet | None = None
        self._unkept: Standard | None = None
        self._lost = False
        self.proposing = Proposing(session, self)
        self.screen_view = StandardsScreen()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.screen_view)
        self.setFocusProxy(self.screen_view.table)
        self._connect()
        self._show_sheet(None)

    def _connect(self) -> None:
        view, form = self.screen_view, self.screen_view.form
        view.filtered.connect(self._show_rows)
        view.table.code_entered.connect(self._choose)
        view.new_wanted.connect(self._ask_new)
        view.save_wanted.connect(self._ask_what_changed)
        view.propose_wanted.connect(self._propose)
        view.discard_wanted.connect(self._discard)
        view.retire_wanted.connect(self._retire)
        form.worded.connect(lambda part, words: self._edit(lambda now: with_text(now, part, language(), words)))
        form.numbered.connect(self._on_number)
        form.sensed.connect(lambda key: self._edit(lambda now: with_sense(now, TargetSense(key))))
        form.placed.connect(lambda area: self._edit(lambda now: replace(now, area=area)))
        form.assigned.connect(lambda words: self._edit(lambda now: with_processes(now, words)))
        view.cards.accepted.connect(self.proposing.accept)
        view.cards.declined.connect(lambda proposal_id: self.proposing.ask_reason(self._code, proposal_id))
        self.proposing.accepted.connect(self._say_saved)
        self.proposing.proposed.connect(self._on_proposed)
        view.cards.question_wanted.connect(self._say_question)
        self.session.feed.subscribe({Kind.STANDARD, Kind.PROPOSAL, Kind.CHECKLIST}, self._on_changed)

    # ------------------------------------------------------------------------------------------------- the page's calls

    @override
    def retranslate(self) -> None:
        self.screen_view.retranslate()
        self._show_rows()
        self._show_sheet(self._sheet)

    @override
    def recolour(self, tokens: Tokens) -> None:
        self.screen_view.table.standards.tokens = tokens
        self.screen_view.table.viewport().update()

    @override
    def entered(self) -> None:
        self._read()
        self.screen_view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def left(self) -> None:
        self.screen_view.form.flush()

    @override
    def show_target(self, target: Target) -> None:
        self.screen_view.clear_filters()
        if target.kind == "standard":
            self._choose(target.code)
        elif target.kind == "question":
            self._choose_by_question(target)

    @override
    def act(self, action: Action) -> bool:
        if action is Action.SUBMIT:
            self._ask_what_changed()
        elif action is Action.FILTER:
            self.screen_view.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.screen_view.search.selectAll()
        elif action is Action.SAVE_AGAIN:
            self._keep_again()
        else:
            return False
        return True

    @override
    def finish(self) -> bool:
        self.screen_view.form.flush()
        return not (self._lost and self._unkept is not None)

    # ------------------------------------------------------------------------------------------------------------- read

    @property
    def standard(self) -> Standard | None:
        """The standard as it stands: its draft, or its newest version."""
        sheet = self._sheet
        if sheet is None:
            return None
        return sheet.draft.standard if sheet.draft is not None else sheet.row.standard

    def _read(self) -> None:
        if self.session.backend is None:
            return

        def show(rows: tuple[StandardRow, ...]) -> None:
            self._rows = rows
            self._show_rows()

        self.session.ask(lambda backend: standard_rows(backend.store), show)
        if self._code:
            self._read_sheet()

    def _show_rows(self) -> None:
        rows = self.screen_view.wanted(self._rows)
        self.screen_view.show_rows(rows, len(self._rows), self._code)
        if not self._code and rows:
            self._choose(rows[0].standard.code)

    def _choose(self, code: str) -> None:
        if code == self._code:
            return
        self.screen_view.form.flush()
        self.screen_view.form.forget_problems()
        self._code = code
        self._show_rows()
        self._read_sheet()

    def _choose_by_question(self, target: Target) -> None:
        def find(rows: tuple[StandardRow, ...]) -> None:
            found = next(
                (
                    row.standard.code
                    for row in rows
                    for one in row.asked
                    if (one.checklist.id, one.question_id) == (target.code, target.part)
                ),
                "",
            )
            if found:
                self._choose(found)
            else:
                self.said.emit(_("The question {name} judges no standard yet").format(name=target.part))

        self.session.ask(lambda backend: standard_rows(backend.store), find)

    def _read_sheet(self) -> None:
        code = self._code

        def show(sheet: StandardSheet) -> None:
            if code == self._code:
                self._show_sheet(sheet)

        def failed(error: Exception) -> bool:
            if not isinstance(error, NotFoundError):
                return False
            self.said.emit(_("There is no standard {code}").format(code=code))
            if code == self._code:
                self._code = ""
                self._show_sheet(None)
                self._show_rows()
            return True

        self.session.ask(
            lambda backend: standard_sheet(backend.store, code=code, formats=backend.formats), show, failed
        )

    def _show_sheet(self, sheet: StandardSheet | None) -> None:
        self._sheet = sheet
        view = self.screen_view
        view.show_sheet(there=sheet is not None)
        edited = sheet is not None and sheet.draft is not None
        view.discard.setVisible(edited)
        person = self.session.evaluator
        decides = person is not None and person.role in DECIDERS
        view.save.setEnabled(edited)
        view.propose.setEnabled(edited)
        standard = self.standard
        if sheet is None or standard is None:
            return
        version = _("Draft after version {number}") if edited else _("Version {number}")
        view.state.setText(version.format(number=sheet.row.standard.version))
        view.retire.setVisible(not sheet.row.standard.retired)
        view.form.show_standard(standard)
        view.cards.show_sheet(sheet, may_decide=decides)

    def _on_changed(self, _changes: tuple[Change, ...]) -> None:
        if self.isVisible():
            self._read()

    def _say_question(self, name: str) -> None:
        checklist, _slash, question = name.partition("/")
        words = _("Question {question} of the checklist {checklist}")
        self.said.emit(words.format(question=question, checklist=checklist))

    # ------------------------------------------------------------------------------------------------------------- edit

    def _edit(self, edit: Edit) -> None:
        standard = self.standard
        if standard is not None and (changed := edit(standard)) != standard:
            self._keep(changed)

    def _on_number(self, part: str, words: str) -> None:
        standard = self.standard
        if standard is None:
            return
        try:
            changed = with_number(standard, part, words)
        except ValueError:
            self.screen_view.form.show_problem(part, _("Not understood: {text}").format(text=words))
            return
        self.screen_view.form.show_problem(part, "")
        self._edit(lambda _now: changed)

    def _keep(self, standard: Standard) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        newest = sheet.row.standard
        same = replace(standard, version=newest.version, change=newest.change) == newest
        draft = None if same else StandardDraft(standard, newest.version)
        self._show_sheet(replace(sheet, draft=draft))
        self._unkept = standard

        def work(backend: Backend) -> "Outcome[StandardDraft] | Outcome[None]":
            if draft is None:
                return drop_standard_draft(backend.store, code=standard.code)
            return keep_standard_draft(backend.store, draft=draft, formats=backend.formats)

        def kept(_outcome: object) -> None:
            if self._unkept is standard:
                self._unkept = None
            self.session.saved.emit()

        self.session.ask(work, kept, self._on_not_kept)

    def _on_not_kept(self, _error: Exception) -> bool:
        self._lost = True
        self.session.save_failed.emit()
        return False

    def _keep_again(self) -> None:
        if self._unkept is not None:
            self._lost = False
            self._keep(self._unkept)

    def _discard(self) -> None:
        code = self._code
        self.screen_view.form.forget_problems()
        self.session.ask(lambda backend: drop_standard_draft(backend.store, code=code))

    # ------------------------------------------------------------------------------------------- versions and proposals

    def _ask_new(self) -> None:
        dialog = NewStandardDialog("", self)
        dialog.given.connect(lambda code, statement, area: self._add(dialog, code, statement, area))
        dialog.open()

    def _add(self, dialog: Asking, code: str, statement: str, area: str) -> None:
        standard = Standard(code, 1, with_wording(Text(), language(), statement), area)

        def done(outcome: Outcome[Standard]) -> None:
            dialog.accept()
            self._choose(outcome.value.code)

        self.session.ask(
            lambda backend: save_standard(backend.store, clock=backend.clock, standard=standard, based_on=0),
            done,
            dialog.refuse_error,
        )

    def _retire(self) -> None:
        self._edit(lambda now: replace(now, retired=True))
        self._ask_what_changed()

    def _ask_what_changed(self) -> None:
        self.screen_view.form.flush()
        sheet = self._sheet
        if sheet is None or sheet.draft is None:
            return
        draft = sheet.draft
        person = self.session.evaluator
        dialog = VersionDialog([], person.name if person else "", self)
        dialog.given.connect(lambda what, why, by: self._save(dialog, draft, ChangeNote(what, why, by)))
        dialog.open()

    def _save(self, dialog: Asking, draft: StandardDraft, note: ChangeNote) -> None:
        def work(backend: Backend) -> Outcome[Standard]:
            saved = save_standard(
                backend.store, clock=backend.clock, standard=draft.standard, based_on=draft.based_on, note=note
            )
            drop_standard_draft(backend.store, code=draft.standard.code)
            return saved

        def done(outcome: Outcome[Standard]) -> None:
            dialog.accept()
            self.session.saved.emit()
            self._say_saved(outcome.value)

        self.session.ask(work, done, dialog.refuse_error)

    def _say_saved(self, standard: Standard) -> None:
        saved = _("Saved as version {number}").format(number=standard.version)
        asked = len(self._sheet.row.asked) if self._sheet is not None else 0
        if asked:
            look = ngettext(
                "{n} question judges it: look whether its wording still fits",
                "{n} questions judge it: look whether their wording still fits",
                asked,
            )
            saved = f"{saved}. {look.format(n=asked)}"
        self.said.emit(saved)

    def _propose(self) -> None:
        self.screen_view.form.flush()
        if self._sheet is not None and self._sheet.draft is not None:
            self.proposing.ask(self._sheet.draft)

    def _on_proposed(self) -> None:
        self._read()
        self.said.emit(_("Proposed: process owners and supervisors decide on it here"))
