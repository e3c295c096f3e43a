"""Marks where the steps of the process are heard: what the measurement of the trace rests on."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from qa_auditor.application.ports import NotFoundError
from qa_auditor.application.process_library.walking import walk_of
from qa_auditor.application.scoring_desk import OpenEvaluation
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.walk import Walk, WalkedStep
from qa_auditor.i18n import language
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.score.answer_desk import AnswerDesk
from qa_auditor.ui.pages.score.hear.steps_strip import StepChip, StepsStrip
from qa_auditor.ui.player import Player
from qa_auditor.ui.session import Session


@dataclass(frozen=True, slots=True)
class Bound:
    """The process that an evaluation goes along, and what was marked of it."""

    record: ProcessRecord
    walk: Walk | None


class TraceDesk(QObject):
    """Works on the steps of one evaluation at a time; they are kept and taken back like answers."""

    def __init__(self, session: Session, *, answers: AnswerDesk, player: Player, strip: StepsStrip) -> None:
        super().__init__()
        self._session, self._answers, self._player, self._strip = session, answers, player, strip
        self._record: ProcessRecord | None = None
        answers.walked.connect(self.show)
        strip.done_wanted.connect(lambda step_id: answers.when_kept(lambda: self.done(step_id)))
        strip.undone_wanted.connect(lambda step_id: answers.when_kept(lambda: self._undone(step_id)))
        strip.sought.connect(self._seek)

    def load(self, opened: OpenEvaluation | None) -> None:
        """Show the steps of the process that another subject belongs to, if it has any."""
        self._record = None
        self.show()
        code = opened.subject.process_code if opened is not None else None
        if opened is None or not code:
            return
        evaluation_id = opened.evaluation.id

        def read(backend: Backend) -> Bound | None:
            walk = walk_of(backend.store, evaluation_id=evaluation_id)
            with backend.store.begin() as work:
                try:
                    if walk is not None:
                        # Marks belong to the version that they were set on.
                        return Bound(work.process_records.get(walk.process_code, walk.process_version), walk)
                    return Bound(work.process_records.latest(code), None)
                except NotFoundError:
                    return None

        def show(bound: Bound | None) -> None:
            bench = self._answers.bench
            if bound is not None and bench is not None and bench.opened.evaluation.id == evaluation_id:
                self._record = bound.record
                if bench.walk is None:
                    bench.walk = bound.walk or Walk(evaluation_id, bound.record.code, bound.record.version)
                self.show()

        self._session.ask(read, show)

    def show(self) -> None:
        """Show what is marked."""
        bench, record = self._answers.bench, self._record
        if bench is None or record is None or bench.walk is None:
            self._strip.show_steps((), read_only=True)
            return
        walked = {step.step_id: step for step in bench.walk.steps if step.taken}
        coming = self._next()
        chips = [
            StepChip(
                step.id,
                step.name.in_language(language()) or step.id,
                done=step.id in walked,
                at_ms=walked[step.id].at_ms if step.id in walked else None,
                next=step.id == coming,
            )
            for step in record.steps
        ]
        self._strip.show_steps(chips, read_only=bench.read_only)

    def done_here(self) -> None:
        """The next step is done at the moment that plays."""
        coming = self._next()
        if coming is not None:
            self.done(coming)

    def done(self, step_id: str) -> None:
        """A step is done at the moment that plays; marked again it is moved here."""
        bench = self._answers.bench
        if bench is None or bench.walk is None or bench.read_only:
            return
        at = self._player.position if self._player.length else None
        others = [step for step in bench.walk.steps if step.step_id != step_id]
        steps = [*others, WalkedStep(step_id, at_ms=at)]
        if at is not None:
            # In the order in which they are heard; what has no moment stays where it was put.
            steps.sort(key=lambda step: step.at_ms if step.at_ms is not None else -1)
        self._put(replace(bench.walk, steps=tuple(steps)))

    def _undone(self, step_id: str) -> None:
        bench = self._answers.bench
        if bench is not None and bench.walk is not None and not bench.read_only:
            steps = tuple(step for step in bench.walk.steps if step.step_id != step_id)
            self._put(replace(bench.walk, steps=steps))

    def _put(self, walk: Walk) -> None:
        bench = self._answers.bench
        if bench is not None and (change := bench.go_along(walk)) is not None:
            self._answers.keep_walk(change)

    def _seek(self, step_id: str) -> None:
        bench = self._answers.bench
        walk = bench.walk if bench is not None else None
        at = next((step.at_ms for step in walk.steps if step.step_id == step_id), None) if walk is not None else None
        if at is not None:
            self._player.seek(at)

    def _next(self) -> str | None:
        """The first step after the last one that was heard; at the end, the first that is missing."""
        bench, record = self._answers.bench, self._record
        if bench is None or record is None or bench.walk is None:
            return None
        taken = set(bench.walk.taken)
        order = [step.id for step in record.steps]
        last = max((order.index(step_id) for step_id in bench.walk.taken if step_id in order), default=-1)
        missing = [step_id for step_id in order if step_id not in taken]
        after = [step_id for step_id in missing if order.index(step_id) > last]
        return next(iter([*after, *missing]), None)
