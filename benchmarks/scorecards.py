"""A thousand scorecards, against the same cells written by plain openpyxl. Aim: at most 1.3 times."""

import json
import statistics
import tempfile
import time
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

from openpyxl import Workbook, load_workbook

from qa_auditor.application.views.scorecard import ScorecardContent
from qa_auditor.domain.answer import Mark, Response, Value
from qa_auditor.domain.checklist import Checklist, Duration, MultiChoice, Number, Rating, YesNo
from qa_auditor.domain.evaluation import Evaluation, EvaluationState
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Agent, Evaluator, Process, Site, Team
from qa_auditor.domain.scoring.engine import score
from qa_auditor.domain.subject import Subject
from qa_auditor.domain.text import plain
from qa_auditor.exchange.checklist_yaml import load_checklist
from qa_auditor.exchange.shipped import shipped_checklists
from qa_auditor.reports.scorecard.writer import ScorecardWriter

AIM = 1.3
SCORECARDS = 1000
MADE = datetime(2026, 11, 3, tzinfo=UTC)
MOMENT = Moment(MADE, "Asia/Shanghai")


def measure(scorecards: int = SCORECARDS) -> dict[str, float]:
    """Milliseconds for one scorecard and for the floor, at the median, taken in turns, and their ratio."""
    path = next(path for path in shipped_checklists() if path.stem == "call-service")
    checklist = load_checklist(path.read_text(encoding="utf-8"), file=path.name)
    writer = ScorecardWriter(language="zh-CN", program="benchmark")
    ours: list[float] = []
    floor: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        ours_path, floor_path = Path(folder, "ours.xlsx"), Path(folder, "floor.xlsx")
        writer.write(_content(checklist, 0), ours_path, made=MADE)
        for number in range(scorecards):
            content = _content(checklist, number)
            began = time.perf_counter()
            writer.write(content, ours_path, made=MADE)
            ours.append(time.perf_counter() - began)
            if number % 10 == 0:
                cells = _cells(ours_path)
                began = time.perf_counter()
                _plain(cells, floor_path)
                floor.append(time.perf_counter() - began)
    each, plain_each = statistics.median(ours) * 1000, statistics.median(floor) * 1000
    return {"scorecards": scorecards, "each_ms": each, "floor_ms": plain_each, "ratio": each / plain_each, "aim": AIM}


def _content(checklist: Checklist, number: int) -> ScorecardContent:
    responses = {
        question.id: Response(_value(question.answer, number + place), "语速偏快" if place % 7 == 0 else "",
                              (Mark(1000 * place, "此处"),) if place % 9 == 0 else ())
        for place, question in enumerate(checklist.questions())
    }  # fmt: skip
    values = {question_id: response.value for question_id, response in responses.items() if response.value is not None}
    subject = Subject(f"s{number}", checklist.subject, f"{number:04}", MOMENT)
    state, name = EvaluationState.SUBMITTED, f"e{number}"
    return ScorecardContent(
        Evaluation(name, name, 1, checklist.ref, subject.id, "q", MOMENT, state, MOMENT), checklist, subject, responses,
        score(checklist, values, {"process_class": "complaint"}),
        Agent("a", "0301", "李玥"), Team("t", "夜班", "p"), Site("p", "JN", plain("济南"), "Asia/Shanghai"),
        Process("COMPLAINT", plain("投诉")), Evaluator("q", "Q1", "王堃"),
    )  # fmt: skip


def _value(answer: object, number: int) -> Value:
    match answer:
        case YesNo():
            return "yes" if number % 6 else "no"
        case MultiChoice(options=options):
            return tuple(option.id for option in options[: 1 + number % len(options)])
        case Rating(minimum=low, maximum=high):
            return Fraction(low + number % (high - low + 1))
        case Duration() | Number():
            return Fraction(number % 90)
        case _:
            options = getattr(answer, "options", ())
            return options[number % len(options)].id if options else "客户反映账单与套餐不符"


Cells = list[tuple[str, list[tuple[str, object]]]]


def _cells(path: Path) -> Cells:
    return [
        (sheet.title, [(cell.coordinate, cell.value) for row in sheet.iter_rows() for cell in row if cell.value])
        for sheet in load_workbook(path).worksheets
    ]


def _plain(cells: Cells, path: Path) -> None:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, values in cells:
        sheet = workbook.create_sheet(title)
        for address, value in values:
            sheet[address] = value
    workbook.save(path)


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
