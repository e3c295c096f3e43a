"""A workspace with evaluations of one process, made by chance with a fixed seed, for the process report."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from hashlib import sha256
from random import Random

from qa_auditor.application.ports import UnitOfWork
from qa_auditor.application.scoring_desk import OpenEvaluation, score_of, submitted_score
from qa_auditor.domain.answer import NA, Mark, Response, Value
from qa_auditor.domain.checklist import (
    Checklist,
    Choice,
    Duration,
    MultiChoice,
    Number,
    Question,
    Rating,
    SubjectKind,
    YesNo,
)
from qa_auditor.domain.evaluation import Evaluation, GivenAnswer
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Agent, Evaluator, Process, ProcessClass, Site, Team
from qa_auditor.domain.subject import Recording, Subject, condition_fields
from qa_auditor.domain.text import translated

ZONE = "Asia/Shanghai"
FIRST = datetime(2026, 8, 1, 1, 0, tzinfo=UTC)
DAYS = 92
PROCESS = Process(
    "COMPLAINT",
    translated({"zh-CN": "投诉处理流程", "zh-TW": "投訴處理流程", "en": "Complaint handling"}),
    ProcessClass.COMPLAINT,
)
SITES = (
    Site("site-1", "JN", translated({"zh-CN": "济南中心", "zh-TW": "濟南中心", "en": "Jinan"}), ZONE),
    Site("site-2", "CD", translated({"zh-CN": "成都中心", "zh-TW": "成都中心", "en": "Chengdu"}), ZONE),
)
NAMES = ("李玥祎", "王喆堃", "张伟", "刘洋", "陈思远", "杨帆", "赵敏", "黄蓉", "周杰", "吴昊", "Grace Liu", "孙悦")
EVALUATORS = (Evaluator("evaluator-1", "Q01", "何静"), Evaluator("evaluator-2", "Q02", "Martin Vogel"))
NOTES = (
    "客户说了两次号码，坐席都没有复述，最后登记错误。",
    "承诺“明天一定解决”，但系统里没有对应的工单。",
    "语气不耐烦：“我刚才已经说过了”，随后长时间沉默。",
    "Interrupted the customer three times before the problem was stated.",
    "核对身份时只问了姓名，没有核对证件后四位。",
)


def fill(work: UnitOfWork, checklists: Sequence[Checklist], *, evaluations: int, waiting: int = 0) -> None:
    """Put people, subjects and submitted evaluations into a workspace that has the checklists.

    The first checklist is used for most; each of the others for one evaluation in eight. ``waiting`` subjects more are
    spread over the period without an evaluation.
    """
    chance = Random(20260801)  # noqa: S311 - it shall be the same every time
    work.processes.put(PROCESS)
    for site in SITES:
        work.people.put_site(site)
    work.people.put_team(Team("team-1", "白班一组", "site-1"))
    for number, name in enumerate(NAMES):
        work.people.put_agent(Agent(f"agent-{number}", f"{300 + number:04}", name, "team-1"))
    for evaluator in EVALUATORS:
        work.people.put_evaluator(evaluator)
    of = evaluations + waiting
    left_waiting = set(chance.sample(range(of), waiting))
    for number in range(of):
        checklist = checklists[number % 8 if 0 < number % 8 < len(checklists) else 0]
        subject = _subject(number, of, checklist.subject, chance)
        work.subjects.add(subject)
        if number not in left_waiting:
            _evaluate(work, checklist, subject, number, number / of, chance)


def _subject(number: int, of: int, kind: SubjectKind, chance: Random) -> Subject:
    occurred = FIRST + timedelta(days=DAYS * number // of, minutes=chance.randrange(540))
    agent = number % len(NAMES)
    digest = sha256(f"recording {number}".encode()).hexdigest()
    recording = Recording(digest, f"{occurred:%Y%m%d}-{number:04}.wav", "WAV A-law", 1, 240_000, 2, 8000)
    return Subject(
        id=f"subject-{number:05}",
        kind=kind,
        title=f"{occurred:%Y%m%d}-{number:04}",
        occurred=Moment(occurred, ZONE),
        agent_id=f"agent-{agent}",
        site_id=SITES[agent % 2].id,
        process_code=PROCESS.code,
        direction="in",
        channel="phone",
        recording=recording,
    )


def _evaluate(
    work: UnitOfWork, checklist: Checklist, subject: Subject, number: int, age: float, chance: Random
) -> None:
    evaluator = EVALUATORS[number % 2]
    key = f"evaluation-{number:05}"
    draft = Evaluation(key, key, 1, checklist.ref, subject.id, evaluator.id, subject.occurred)
    # The story: service got slowly worse until October, and one agent is better than the rest.
    skill = 0.94 - 0.13 * age + (0.05 if subject.agent_id == "agent-1" else 0)
    responses = {question.id: _response(question, skill, chance) for question in checklist.questions()}
    work.evaluations.add(draft)
    for question_id, response in responses.items():
        work.evaluations.append_answer(GivenAnswer(key, question_id, response, subject.occurred.at, evaluator.id))
    opened = OpenEvaluation(draft, checklist, subject, condition_fields(subject, process_class="complaint"), responses)
    result = score_of(opened)
    work.evaluations.submit(key, submitted=subject.occurred, score=submitted_score(opened, result))


def _response(question: Question, skill: float, chance: Random) -> Response:
    hard = 0.4 if question.id in ("summarises", "invites-feedback", "shows-empathy", "anticipates-need") else 1.0
    rare = 0.15 if question.critical else 1.0
    good = chance.random() < 1 - (1 - skill * (1 if hard == 1 else 0.75)) * rare
    value: Value = NA if question.na and chance.random() < 0.12 else _value(question, chance, good=good)
    if good or value is NA or not question.scored:
        return Response(value)
    at = chance.randrange(230_000)
    marks: tuple[Mark, ...] = (Mark(at, chance.choice(("语速太快", "打断客户", "", "未致歉"))),)
    if chance.random() < 0.3:
        marks += (Mark(at + 6_000, "再次出现", at + 15_000),)
    return Response(value, chance.choice(NOTES), marks)


def _value(question: Question, chance: Random, *, good: bool) -> Value:
    answer = question.answer
    if isinstance(answer, YesNo):
        return answer.passing if good else {"yes": "no", "no": "yes"}[answer.passing]
    if isinstance(answer, Choice):
        return (max if good else min)(answer.options, key=lambda option: option.score).id
    if isinstance(answer, MultiChoice):
        return tuple(option.id for option in answer.options if (option.score > 0) == good)
    if isinstance(answer, Rating):
        return Fraction(answer.maximum if good else chance.randrange(answer.minimum, answer.maximum))
    if isinstance(answer, Number | Duration):
        limit = answer.bands[0].maximum or answer.bands[0].minimum or Fraction(0)
        return limit if good else limit + 15
    return "无补充说明"
