"""Service circle: the moments of truth on a ring, and beside it the impact analysis of the one that is chosen."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.process_library.saving import save_standard
from qa_auditor.application.views.service_circle import StandardLine, standard_lines
from qa_auditor.domain import moment_editing as editing
from qa_auditor.domain.process import MomentOfTruth, ProcessRecord
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.text import Text, with_wording
from qa_auditor.i18n import _, language
from qa_auditor.ui.actions import Action, hint_of
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.processes.circle.asking import LinkStandardDialog, NewStandardDialog
from qa_auditor.ui.pages.processes.circle.impact import ADDS, LEAST, ImpactPanel
from qa_auditor.ui.pages.processes.circle.ring import RingMoment, RingView
from qa_auditor.ui.pages.processes.drafting import DraftDesk
from qa_auditor.ui.pages.processes.tab import ProcessTab
from qa_auditor.ui.pages.processes.target import Target
from qa_auditor.ui.session import Session
from qa_auditor.ui.theme.tokens import Tokens
from qa_auditor.ui.widgets.text import button, label, say


class CircleTab(ProcessTab):
    """Every change goes to the process's draft; a standard that is made here is a version of its own at once."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.desk = DraftDesk(session, self)
        self.current = self._wanted = ""
        self._standards: Mapping[str, StandardLine] = {}
        self.ring, self.impact = RingView(), ImpactPanel()
        self._state = label("pill")
        self._empty, self._choose = label("soft", wrap=True), label("soft", wrap=True)
        self.new = button(clicked=self._add)
        self.earlier = button("quiet", clicked=lambda: self._move(-1))
        self.later = button("quiet", clicked=lambda: self._move(1))
        self.drop = button("quiet", clicked=self._drop)
        self.discard = button("quiet", clicked=self.desk.discard)
        self.save = button("primary", clicked=self._save)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.ring)

    def _connect(self) -> None:
        self.desk.shown.connect(self._on_shown)
        self.desk.saved.connect(lambda number: self.said.emit(_("Saved as version {number}").format(number=number)))
        self.ring.chosen.connect(self._choose_moment)
        self.ring.opened.connect(self._open_moment)
        impact = self.impact
        impact.named.connect(self._on_named)
        impact.written.connect(self._on_written)
        impact.rated.connect(lambda number: self._edit(lambda now: replace(now, importance=number)))
        impact.step_pressed.connect(self._on_step)
        impact.standard_wanted.connect(lambda code: self._go(Target("standard", code)))
        impact.question_wanted.connect(lambda name: self._go(Target("question", *name.split("/", 1))))
        impact.standard_dropped.connect(
            lambda code: self._edit(lambda now: editing.without_standard_of_moment(now, code))
        )
        impact.standard_new.connect(self._ask_new_standard)
        impact.standard_added.connect(self._ask_standard)
        self.session.feed.subscribe({Kind.STANDARD, Kind.CHECKLIST}, self._on_changed)

    # ------------------------------------------------------------------------------------------------- the page's calls

    @override
    def retranslate(self) -> None:
        self.impact.retranslate()
        self.ring.setAccessibleName(_("Service circle"))
        for made, words, hint in (
            (self.new, _("New moment"), _("Add a moment of truth behind the one that is chosen")),
            (self.earlier, _("Earlier"), _("The customer meets it earlier")),
            (self.later, _("Later"), _("The customer meets it later")),
            (self.drop, _("Remove"), _("Take the moment off the circle")),
            (self.discard, _("Discard the draft"), _("Go back to the newest version")),
            (self.save, _("Save as new version"), hint_of(Action.SUBMIT)),
        ):
            made.setText(words)
            say(made, words, hint)
        self._empty.setText(
            _("No moment of truth yet. Add the first: where does the customer meet the house, and judge it?")
        )
        self._choose.setText(_("Choose a moment on the ring: with the mouse, or with ← and →."))
        self._show()

    @override
    def recolour(self, tokens: Tokens) -> None:
        self.ring.recolour(tokens)

    @override
    def entered(self) -> None:
        self.desk.read()
        self.ring.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def left(self) -> None:
        self.impact.flush()

    @override
    def show_process(self, code: str) -> None:
        if code != self.desk.code:
            self.impact.flush()
            self.current = self._wanted = ""
            self.desk.open(code)
            if self.isVisible():
                self.desk.read()

    @override
    def show_target(self, target: Target) -> None:
        if target.kind == "moment" and target.part:
            self._wanted = target.part
            self._go_to_wanted()

    @override
    def act(self, action: Action) -> bool:
        if action is Action.SUBMIT:
            self._save()
        elif action in {Action.UNDO, Action.REDO}:
            self.impact.flush()
            self.desk.retrace(back=action is Action.UNDO)
        elif action is Action.SAVE_AGAIN:
            self.desk.keep_again()
        else:
            return False
        return True

    @override
    def finish(self) -> bool:
        self.impact.flush()
        return self.desk.all_kept

    # ------------------------------------------------------------------------------------------------------------- show

    def _on_shown(self) -> None:
        self._show()
        self._go_to_wanted()
        if self._wanted and self.desk.record is not None:
            self.said.emit(_("The process has no moment of truth {name}").format(name=self._wanted))
            self._wanted = ""

    def _go_to_wanted(self) -> None:
        """Choose the moment that was asked for, once the process has been read."""
        record = self.desk.record
        if record is not None and self._wanted in {one.id for one in record.moments}:
            name, self._wanted = self._wanted, ""
            self._choose_moment(name)

    def _show(self) -> None:
        record = self.desk.record
        view = self.desk.view
        moments = record.moments if record is not None else ()
        if self.current not in {one.id for one in moments}:
            self.current = moments[0].id if moments else ""
        self.ring.setVisible(bool(moments))
        self._empty.setVisible(record is not None and not moments)
        self.new.setEnabled(record is not None)
        chosen = self._moment()
        self.impact.setVisible(chosen is not None)
        self._choose.setVisible(bool(moments) and chosen is None)
        place = [one.id for one in moments].index(self.current) if chosen is not None else -1
        self.earlier.setEnabled(place > 0)
        self.later.setEnabled(0 <= place < len(moments) - 1)
        self.drop.setEnabled(chosen is not None)
        edited = view is not None and view.edited
        self.save.setEnabled(edited)
        self.discard.setVisible(edited)
        self._state.setVisible(view is not None)
        if record is None or view is None:
            return
        version = _("Draft after version {number}") if edited else _("Version {number}")
        self._state.setText(version.format(number=view.based_on))
        name = record.name.in_language(language()) or record.code
        self.ring.show_moments(name, [_on_ring(record, one) for one in moments], self.current)
        if chosen is not None:
            self.impact.show_moment(record, chosen, self._standards)
        self._read_standards(record)

    def _read_standards(self, record: ProcessRecord) -> None:
        codes = {code for one in record.moments for code in one.standards}
        if codes <= set(self._standards):
            return

        def show(lines: Mapping[str, StandardLine]) -> None:
            self._standards = {**self._standards, **lines}
            now, chosen = self.desk.record, self._moment()
            if now is not None and chosen is not None:
                self.impact.show_moment(now, chosen, self._standards)

        self.session.ask(lambda backend: standard_lines(backend.store, codes=codes), show)

    def _on_changed(self, _changes: tuple[Change, ...]) -> None:
        self._standards = {}
        if self.isVisible() and self.desk.record is not None:
            self._read_standards(self.desk.record)

    def _moment(self) -> MomentOfTruth | None:
        record = self.desk.record
        return next((one for one in record.moments if one.id == self.current), None) if record is not None else None

    def _choose_moment(self, moment_id: str) -> None:
        self.impact.flush()
        self.current = moment_id
        self._show()

    def _open_moment(self, moment_id: str) -> None:
        self._choose_moment(moment_id)
        self.impact.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, target: Target) -> None:
        self.impact.flush()
        self.session.go(PageId.PROCESSES, str(target))

    # ------------------------------------------------------------------------------------------------------------- edit

    def _edit(self, edit: editing.Edit) -> None:
        moment_id = self.current
        self.desk.edit(lambda now: editing.with_moment(now, moment_id, edit))

    def _on_named(self, text: str) -> None:
        # A moment keeps its name while nothing else is written.
        if text:
            self._edit(lambda now: replace(now, name=with_wording(now.name, language(), text)))

    def _on_written(self, key: str, text: str) -> None:
        def edit(now: MomentOfTruth) -> MomentOfTruth:
            if key == LEAST:
                return replace(now, least=with_wording(now.least, language(), text))
            if key == ADDS:
                return replace(now, adds=with_wording(now.adds, language(), text))
            return replace(now, takes_away=with_wording(now.takes_away, language(), text))

        self._edit(edit)

    def _on_step(self, step_id: str) -> None:
        record = self.desk.record
        order = tuple(step.id for step in record.steps) if record is not None else ()
        self._edit(lambda now: editing.with_step_of_moment(now, step_id, order))

    def _add(self) -> None:
        record = self.desk.record
        if record is None:
            return
        self.impact.flush()
        before = {one.id for one in record.moments}
        made = editing.with_new_moment(record, _("New moment"), after=self.current)
        self.current = next(one.id for one in made.moments if one.id not in before)
        self.desk.edit(lambda _now: made)
        self.impact.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.impact.name.selectAll()

    def _move(self, by: int) -> None:
        moment_id = self.current
        self.impact.flush()
        self.desk.edit(lambda now: editing.moved_moment(now, moment_id, by))

    def _drop(self) -> None:
        moment_id = self.current
        self.desk.edit(lambda now: editing.without_moment(now, moment_id))

    def _save(self) -> None:
        self.impact.flush()
        self.desk.ask_what_changed()

    # -------------------------------------------------------------------------------------------------------- standards

    def _ask_new_standard(self) -> None:
        moment = self._moment()
        if moment is None:
            return
        self.impact.flush()
        dialog = NewStandardDialog(editing.statement_from(moment).in_language(language()), self)
        dialog.given.connect(lambda code, statement, area: self._make_standard(dialog, code, statement, area))
        dialog.open()

    def _make_standard(self, dialog: NewStandardDialog, code: str, statement: str, area: str) -> None:
        wording = with_wording(Text(), language(), statement)
        standard = Standard(code, 1, wording, area, processes=(self.desk.code,))

        def done(outcome: Outcome[Standard]) -> None:
            dialog.accept()
            self._link(outcome.value.code)

        self.session.ask(
            lambda backend: save_standard(backend.store, clock=backend.clock, standard=standard, based_on=0),
            done,
            dialog.refuse_error,
        )

    def _ask_standard(self) -> None:
        moment = self._moment()
        if moment is None:
            return

        def show(standards: tuple[Standard, ...]) -> None:
            dialog = LinkStandardDialog([one for one in standards if one.code not in moment.standards], self)
            dialog.given.connect(self._link)
            dialog.open()

        def read(backend: Backend) -> tuple[Standard, ...]:
            with backend.store.begin() as work:
                return tuple(one for one in work.standards.newest() if not one.retired)

        self.session.ask(read, show)

    def _link(self, code: str) -> None:
        self._edit(lambda now: editing.with_standard_of_moment(now, code))

    # ----------------------------------------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("kind", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(10)
        row.addWidget(self._state)
        for made in (self.earlier, self.later, self.drop):
            row.addWidget(made)
        row.addStretch(1)
        for made in (self.discard, self.new, self.save):
            row.addWidget(made)
        left = QFrame()
        left.setProperty("kind", "pane")
        ring = QVBoxLayout(left)
        ring.setContentsMargins(0, 0, 0, 0)
        self._empty.setContentsMargins(32, 28, 32, 28)
        ring.addWidget(self._empty)
        ring.addWidget(self.ring, 1)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        self._choose.setContentsMargins(24, 24, 24, 24)
        inside.addWidget(self._choose)
        inside.addWidget(self.impact, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(area)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([600, 420])
        area.setMinimumWidth(360)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(split, 1)


def _on_ring(record: ProcessRecord, moment: MomentOfTruth) -> RingMoment:
    stage = next((step.stage for one in moment.steps if (step := record.step_by_id.get(one)) is not None), None)
    name = moment.name.in_language(language()) or moment.id
    return RingMoment(moment.id, name, stage, moment.importance, len(moment.standards))
