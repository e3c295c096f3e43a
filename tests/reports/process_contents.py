"""A small process report for tests, and its PDF read back as text."""

import re
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

from qa_auditor.application.views.process_content import (
    ChecklistUse,
    CriticalLine,
    Finding,
    Findings,
    GroupLine,
    ProcessReportContent,
    QuestionLine,
    Sample,
    TrendPoint,
)
from qa_auditor.domain.answer import Mark, Response
from qa_auditor.domain.checklist import ChecklistRef, CriticalClass, Effect, Method, NaRule, Question, YesNo
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Process, ProcessClass
from qa_auditor.domain.scoring.period import PeriodScore, Share
from qa_auditor.domain.statistics import Interval
from qa_auditor.domain.text import plain, translated
from qa_auditor.reports.process.document import write_process_report

ZONE = "Asia/Shanghai"
MADE = Moment(datetime(2026, 11, 3, 6, 2, tzinfo=UTC), ZONE)
NAME = translated({"zh-CN": "投诉处理流程", "zh-TW": "投訴處理流程", "en": "Complaint handling"})
PROMISE = Question(
    "promise",
    translated({"zh-CN": "不作无法兑现的承诺", "en": "Promises only what can be kept"}),
    YesNo(),
    "people.tact",
)
GREETS = Question("greets", translated({"zh-CN": "先问好", "en": "Greets first"}), YesNo(), "people.attitude")

FINDING = Finding(
    evaluation_id="e1",
    title="20261017-0042",
    occurred=Moment(datetime(2026, 10, 17, 1, 30, tzinfo=UTC), ZONE),
    agent="王喆堃",
    site=plain("济南中心"),
    evaluator="李玥祎",
    question=PROMISE,
    response=Response(
        "no", "承诺“明天一定解决”，系统里没有工单。", (Mark(72_000, "承诺"), Mark(251_000, "再次", 262_000))
    ),
    critical_class=CriticalClass.CUSTOMER,
    effect=Effect.FAIL,
    lost=Fraction(40, 7),
    recording="20261017-0042.wav",
    sha256="5e884898da280471" * 4,
)


def mean(value, n=40):
    return PeriodScore(Fraction(value), n, Interval(float(value) - 2.5, float(value) + 2.5), pooled=False)


CONTENT = ProcessReportContent(
    process=Process("TEL-GT-0301", NAME, ProcessClass.COMPLAINT),
    since=date(2026, 8, 1),
    until=date(2026, 10, 31),
    zone=ZONE,
    sample=Sample(
        subjects=1204, evaluated=96, evaluations=98, without_score=1, evaluators=3, agents=2, sites=1, corrected=4
    ),
    mean=mean("82.345", 97),
    median=Fraction("84.125"),
    passed=Share(71, 97),
    critical_free=Share(90, 98),
    dimensions=(("hardware", mean("91.11", 3)), ("software", mean("77.77")), ("people", mean("85.55"))),
    areas=(("software.time", mean("66.61")), ("people.tact", mean("88.82")), ("people.attitude", mean("79.93"))),
    histogram=(0, 0, 0, 0, 1, 2, 5, 19, 41, 29),
    trend=(
        TrendPoint(date(2026, 8, 1), date(2026, 8, 31), mean("86.01", 31)),
        TrendPoint(date(2026, 9, 1), date(2026, 9, 30), PeriodScore(None, 0, None, pooled=False)),
        TrendPoint(date(2026, 10, 1), date(2026, 10, 31), mean("79.02", 66)),
    ),
    agents=(
        GroupLine("0301", plain("王喆堃"), mean("81.23"), Share(30, 40), 5),
        GroupLine("", plain(""), mean("83.21", 3), Share(2, 3), 0),
    ),
    sites=(GroupLine("JN", plain("济南中心"), mean("82.99"), Share(71, 97), 8),),
    critical=(
        CriticalLine(CriticalClass.CUSTOMER, Share(93, 98), 6),
        CriticalLine(CriticalClass.BUSINESS, Share(0, 0), 0),
        CriticalLine(CriticalClass.COMPLIANCE, Share(95, 97), 2),
    ),
    non_critical=Share(1900, 2013),
    questions=(
        QuestionLine("call-service", GREETS, Share(33, 90), Fraction("123.456")),
        QuestionLine("call-service", PROMISE, Share(6, 98), Fraction("34.285")),
    ),
    findings=Findings((FINDING, replace(FINDING, question=GREETS, critical_class=None, effect=None)), 0, 37),
    checklists=(
        ChecklistUse(
            ChecklistRef("call-service", 3),
            plain("热线服务质检表"),
            Method.WEIGHTED,
            NaRule.REDISTRIBUTE,
            Fraction(85),
            98,
        ),
    ),
)


def write(content: ProcessReportContent, path: Path, *, language: str = "en", **options):
    return write_process_report(content, path, language=language, made=MADE, program="qa_auditor 1.0", **options)


def with_note(note: str) -> ProcessReportContent:
    finding = replace(FINDING, response=Response("no", note))
    return replace(CONTENT, findings=Findings((finding,)))


def said(command: str, *arguments: str) -> str:
    done = subprocess.run([command, *arguments], check=True, capture_output=True)
    return done.stdout.decode("utf-8", errors="replace")


def raw_of(path: Path) -> str:
    """The file's objects in clear."""
    return said("qpdf", "--qdf", "--object-streams=disable", str(path), "-")


def text_of(path: Path) -> str:
    return said("pdftotext", "-layout", str(path), "-")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
