"""The demo workspace: three months of service inspection, made through the use cases that the window uses.

The same seed gives the same data, ids included, because the story has its own clock and its own dice.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random

from qa_auditor.application.demo import dialogues as recorded
from qa_auditor.application.demo.cast import (
    AGENTS,
    BASE,
    EVALUATORS,
    FIRST,
    SITES,
    SUPERVISOR,
    StoryClock,
)
from qa_auditor.application.demo.listening import Listener
from qa_auditor.application.demo.places import Places
from qa_auditor.application.demo.plan import Plan, Planner
from qa_auditor.application.demo.story import Scene, good_answer, respond
from qa_auditor.application.demo.words import DISPUTE
from qa_auditor.application.intake.desk import Defaults
from qa_auditor.application.intake.importing import ZONE_SETTING, import_paths
from qa_auditor.application.intake.report import Result
from qa_auditor.application.intake.sources import Readers
from qa_auditor.application.library import checklists_for
from qa_auditor.application.people import ensure_agent, ensure_evaluator, ensure_site, ensure_team
from qa_auditor.application.ports import EvaluationFilter, MediaFolder, Store
from qa_auditor.application.scoring_desk import (
    OpenEvaluation,
    correct_evaluation,
    give_response,
    save_place,
    start_evaluation,
    submit_evaluation,
)
from qa_auditor.application.subjects import SubjectFacts, add_subject
from qa_auditor.application.tasks import Progress, no_progress
from qa_auditor.application.together import together
from qa_auditor.domain.answer import Response, Value
from qa_auditor.domain.checklist import ChecklistRef, SubjectKind, YesNo
from qa_auditor.domain.identity import ids_from
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.scoring.sheet import ScoreSheet
from qa_auditor.domain.subject import Subject

SCORED_RECORDINGS = len(recorded.SCORED)
FEWEST = 8
"""Fewer evaluations tell no story."""

SHOWN_SCORECARDS = 30
"""How many of the newest evaluations are written as scorecards, besides those of the recordings."""

_CHECKLISTS = {SubjectKind.CALL: "call-service", SubjectKind.VISIT: "store-visit"}
_NIGHT = datetime.combine(FIRST, time(1), UTC)


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What was made.

    Attributes:
        scorecards: ids of the evaluations whose scorecards are worth writing.
        processes: codes of the processes that have evaluations, most first.
        finished: when the story ends.
    """

    sites: int
    agents: int
    evaluators: int
    evaluations: int
    visits: int
    recordings: int
    corrections: int
    drafts: int
    waiting: int
    scorecards: tuple[str, ...]
    processes: tuple[str, ...]
    finished: datetime


def make_demo(
    store: Store,
    media: MediaFolder,
    *,
    readers: Readers,
    dialogues: Path,
    samples: Path,
    seed: int,
    evaluations: int,
    progress: Progress = no_progress,
) -> DemoReport:
    """Fill an empty workspace.

    Args:
        store: its rows; the shipped checklists are in it.
        media: its recordings.
        readers: what reads recordings and tables.
        dialogues: folder of the recorded dialogues and what is said in them.
        samples: folder into which their recordings and tables of call data go, to be imported from there.
        seed: of the dice.
        evaluations: how many to submit, ``FEWEST`` at least.
        progress: told of each evaluation.

    Raises:
        ValueError: too few evaluations were asked for.
        StoreError: the workspace or the disk failed.
    """
    if evaluations < FEWEST:
        raise ValueError(f"the demo has at least {FEWEST} evaluations")
    dice = Random(seed)  # noqa: S311 - a story, no secret
    with ids_from(dice.randbytes):
        return _Teller(store, media, readers, dialogues, dice, progress).tell(samples, evaluations)


class _Teller:
    """Makes the story happen, step by step."""

    def __init__(
        self, store: Store, media: MediaFolder, readers: Readers, dialogues: Path, dice: Random, progress: Progress
    ) -> None:
        self._store = store
        self._media = media
        self._readers = readers
        self._dialogues = dialogues
        self._dice = dice
        self._progress = progress
        self._planner = Planner(dice)
        self._clock = StoryClock(_NIGHT)
        self._agents: dict[str, str] = {}
        self._sites: dict[str, str] = {}
        self._evaluators: dict[str, str] = {}
        # Before any transaction that writes, so that they are read from their files once.
        self._checklists = _checklists(store)
        self._listener = Listener(store)
        self._places = Places(store)
        self._disputed: str | None = None
        self._most_failed = 0

    def tell(self, samples: Path, count: int) -> DemoReport:
        """The whole story."""
        self._people()
        visits = max(2, count // 20)
        calls = count - visits - SCORED_RECORDINGS
        plans = self._planner.plans(calls, visits)
        scored: list[str] = []
        with_recording: list[str] = []
        for done, plan in enumerate(plans):
            self._progress(done, count, plan.scene.agent.name)
            scored.append(self._scored(plan))
        subjects = self._imported(samples)
        for dialogue_id in recorded.SCORED:
            self._progress(len(scored) + len(with_recording), count, dialogue_id)
            with_recording.append(self._judged(dialogue_id, subjects[dialogue_id]))
        corrections = self._corrected()
        drafts = self._drafts(subjects)
        self._leave_waiting()
        self._progress(count, count, "")
        with self._store.begin() as work:
            found = work.evaluations.find(EvaluationFilter())
            known = work.evaluations.subjects(EvaluationFilter())
            open_subjects = len(work.subjects.waiting()) - drafts
        codes = Counter(known[one.subject_id].process_code or "" for one in found)
        newest = [one.id for one in found[-SHOWN_SCORECARDS:]]
        return DemoReport(
            sites=len(SITES),
            agents=len(AGENTS),
            evaluators=len(EVALUATORS),
            evaluations=len(found),
            visits=visits,
            recordings=len(subjects),
            corrections=corrections,
            drafts=drafts,
            waiting=open_subjects,
            scorecards=tuple(dict.fromkeys([*newest, *with_recording])),
            processes=tuple(code for code, _count in codes.most_common()),
            finished=datetime.combine(BASE, time(), UTC),
        )

    def _people(self) -> None:
        with self._store.begin() as work:
            for site in SITES:
                made = ensure_site(work, clock=self._clock, code=site.code, name=site.name, zone=site.zone)
                self._sites[site.code] = made.id
            for agent in AGENTS:
                team = ensure_team(work, clock=self._clock, name=agent.team, site_id=self._sites[agent.site])
                made_agent = ensure_agent(work, clock=self._clock, code=agent.code, name=agent.name, team_id=team.id)
                self._agents[agent.code] = made_agent.id
            for who in EVALUATORS:
                evaluator = ensure_evaluator(work, clock=self._clock, code=who.code, name=who.name, role=who.role)
                self._evaluators[who.code] = evaluator.id
            work.settings.put(ZONE_SETTING, SITES[0].zone)
            work.commit()

    def _subject(self, store: Store, plan: Plan) -> Subject:
        scene, dice = plan.scene, self._dice
        visit = plan.kind is SubjectKind.VISIT
        local = scene.occurred
        title = (
            f"{scene.site.shop.in_language(scene.site.language)} {local:%m-%d}"
            if visit
            else f"{local:%Y%m%d_%H%M%S}_{scene.agent.code}"
        )
        self._clock.at = local.astimezone(UTC) + timedelta(minutes=10)
        facts = SubjectFacts(
            kind=plan.kind,
            title=title,
            occurred=Moment(local.astimezone(UTC), scene.site.zone),
            agent_id=self._agents[scene.agent.code],
            site_id=self._sites[scene.site.code],
            process_code=scene.process,
            direction="" if visit else "out" if scene.process == "VERIFY" else "in",
            channel="store" if visit else "phone",
            customer_ref="" if visit else f"K{dice.randrange(100_000, 999_999)}",
            fields=(("venue", "store"),) if visit else (),
            touchpoint=self._places.of(scene.process, plan.kind, local),
        )
        return add_subject(store, clock=self._clock, facts=facts).value

    def _started(self, store: Store, subject: Subject, evaluator: str, after: timedelta) -> OpenEvaluation:
        self._clock.at = subject.occurred.at + after
        return start_evaluation(
            store,
            clock=self._clock,
            subject_id=subject.id,
            checklist=self._checklists[subject.kind],
            evaluator_id=evaluator,
        ).value

    def _scored(self, plan: Plan) -> str:
        """Make a subject and score it; one transaction, because there are thousands of answers."""
        evaluator = self._evaluators[plan.scene.evaluator.code]
        after = timedelta(minutes=self._dice.randrange(17 * 60, 30 * 60))
        with together(self._store) as store:
            opened = self._started(store, self._subject(store, plan), evaluator, after)
            failed = self._answer(store, opened, plan.scene)
            self._listener.walk(store, opened.evaluation.id, plan.scene)
            submit_evaluation(store, clock=self._clock, evaluation_id=opened.evaluation.id)
        if plan.scene.evaluator.strictness > 1 and failed > self._most_failed and plan.kind is SubjectKind.CALL:
            self._most_failed, self._disputed = failed, opened.evaluation.id
        return opened.evaluation.id

    def _answer(self, store: Store, opened: OpenEvaluation, scene: Scene, *, most: int | None = None) -> int:
        """Answer question after question, as far as ``most``; how many failed that a dispute could change."""
        sheet = ScoreSheet(opened.checklist, opened.fields)
        failed = answered = scoring_ms = 0
        grave = False
        last = ""
        for question in opened.checklist.questions():
            if sheet.is_hidden(question.id) or (most is not None and answered >= most):
                continue
            response = respond(question, scene, self._dice, passed_so_far=not grave and failed < 5)
            if response == Response():
                continue
            seconds = self._dice.randrange(4, 19)
            self._clock.at += timedelta(seconds=seconds)
            scoring_ms += seconds * 1000
            give_response(
                store, clock=self._clock, evaluation_id=opened.evaluation.id, question_id=question.id,
                response=response, evaluator_id=opened.evaluation.evaluator_id,
            )  # fmt: skip
            sheet.set_answer(question.id, response.value)
            answered, last = answered + 1, question.id
            part = sheet.contribution(question.id)
            if part is not None and part.failed:
                failed += question.critical is None
                grave = grave or question.critical is not None
        save_place(store, evaluation_id=opened.evaluation.id, position_ms=0, question_id=last, scoring_ms=scoring_ms)
        return failed

    def _imported(self, samples: Path) -> dict[str, Subject]:
        """Import the recorded dialogues as a user would; their subjects by dialogue."""
        calls, visits = recorded.write_samples(self._dialogues, samples)
        self._clock.at = datetime.combine(BASE - timedelta(days=1), time(1, 30), UTC)
        subjects: dict[str, Subject] = {}
        for folder, kind in ((calls, SubjectKind.CALL), (visits, SubjectKind.VISIT)):
            report = import_paths(
                self._store,
                self._media,
                paths=[folder],
                readers=self._readers,
                clock=self._clock,
                defaults=Defaults(kind=kind),
            ).value
            with self._store.begin() as work:
                for row in report.rows:
                    if row.result is not Result.TAKEN or row.subject_id is None:
                        raise RuntimeError(f"a dialogue of the demo was not taken: {row}")
                    subject = work.subjects.get(row.subject_id)
                    subjects[subject.title] = subject
        return subjects

    def _judged(self, dialogue_id: str, subject: Subject) -> str:
        """Score a recorded dialogue, with marks where its faults are heard."""
        site = next(one for one in SITES if one.zone == subject.occurred.zone)
        evaluator = self._evaluators["QC01" if site.code == "JN" else "QC03"]
        started = datetime.combine(BASE - timedelta(days=1), time(2), UTC) - subject.occurred.at
        with together(self._store) as store:
            opened = self._started(store, subject, evaluator, started)
            sheet = ScoreSheet(opened.checklist, opened.fields)
            for question in opened.checklist.questions():
                if sheet.is_hidden(question.id):
                    continue
                response = self._judgement(dialogue_id, opened, question.id)
                if response is None:
                    continue
                self._clock.at += timedelta(seconds=self._dice.randrange(5, 25))
                give_response(
                    store, clock=self._clock, evaluation_id=opened.evaluation.id, question_id=question.id,
                    response=response, evaluator_id=evaluator,
                )  # fmt: skip
                sheet.set_answer(question.id, response.value)
            save_place(store, evaluation_id=opened.evaluation.id, position_ms=0, question_id="", scoring_ms=210_000)
            submit_evaluation(store, clock=self._clock, evaluation_id=opened.evaluation.id)
        return opened.evaluation.id

    def _judgement(self, dialogue_id: str, opened: OpenEvaluation, question_id: str) -> Response | None:
        question = opened.checklist.by_id[question_id]
        judged = recorded.SCORED.get(dialogue_id, {}).get(question_id)
        if judged is not None:
            return recorded.response_to(self._dialogues, dialogue_id, judged)
        if question_id in recorded.GOOD_EXCEPTIONS:
            return Response(recorded.GOOD_EXCEPTIONS[question_id])
        if not question.scored:
            return None
        if question.bonus is not None:
            return Response("no")
        value: Value = good_answer(question, self._dice)
        return Response(value)

    def _corrected(self) -> int:
        """The agent disputes the strictest evaluation; the supervisor listens again and changes one answer."""
        if self._disputed is None:
            return 0
        self._clock.at = datetime.combine(BASE - timedelta(days=1), time(3), UTC)
        supervisor = self._evaluators[SUPERVISOR]
        with together(self._store) as store:
            opened = correct_evaluation(
                store, clock=self._clock, evaluation_id=self._disputed, evaluator_id=supervisor,
                reason=DISPUTE["reason"],
            ).value  # fmt: skip
            question_id = _changeable(opened)
            if question_id is not None:
                give_response(
                    store, clock=self._clock, evaluation_id=opened.evaluation.id, question_id=question_id,
                    response=Response("yes", DISPUTE["note"]), evaluator_id=supervisor,
                )  # fmt: skip
            submit_evaluation(store, clock=self._clock, evaluation_id=opened.evaluation.id)
        return 1

    def _drafts(self, subjects: Mapping[str, Subject]) -> int:
        """Evaluations that were begun and left open: one of a recording, two of other calls."""
        opened = self._started(self._store, subjects["zh-query-bill"], self._evaluators["QC01"], timedelta(days=3))
        script = (("greeting", "yes", 400), ("self-introduction", "yes", 400), ("addresses-customer", "yes", 25_573))
        for question_id, value, position_ms in script:
            self._clock.at += timedelta(seconds=9)
            give_response(
                self._store, clock=self._clock, evaluation_id=opened.evaluation.id, question_id=question_id,
                response=Response(value), evaluator_id=opened.evaluation.evaluator_id,
            )  # fmt: skip
            save_place(
                self._store, evaluation_id=opened.evaluation.id, position_ms=position_ms, question_id=question_id,
                scoring_ms=31_000,
            )  # fmt: skip
        left = self._planner.last_calls(2)
        for plan in left:
            with together(self._store) as store:
                subject = self._subject(store, plan)
                begun = self._started(store, subject, self._evaluators[plan.scene.evaluator.code], timedelta(hours=3))
                self._answer(store, begun, plan.scene, most=self._dice.randrange(8, 20))
        return 1 + len(left)

    def _leave_waiting(self) -> None:
        """Calls of the last day that nobody has begun."""
        for plan in self._planner.last_calls(4):
            self._subject(self._store, plan)


def _checklists(store: Store) -> dict[SubjectKind, ChecklistRef]:
    with store.begin() as work:
        return {
            kind: next(ref for ref in checklists_for(work, kind=kind) if ref.id == name)
            for kind, name in _CHECKLISTS.items()
        }


def _changeable(opened: OpenEvaluation) -> str | None:
    """A failed yes-or-no question that is not critical."""
    for question in opened.checklist.questions():
        response = opened.responses.get(question.id)
        plain = isinstance(question.answer, YesNo) and question.critical is None and question.bonus is None
        if plain and response is not None and response.value == "no":
            return question.id
    return None
