"""Saving one answer, against one plain sqlite3 commit with the same pragmas in the same folder. Aim: at most 3."""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from qa_auditor.application.people import ensure_evaluator
from qa_auditor.application.scoring_desk import give_response, start_evaluation
from qa_auditor.bootstrap.program import Application, build
from qa_auditor.domain.answer import Response
from qa_auditor.domain.checklist import ChecklistRef, SubjectKind
from qa_auditor.domain.identity import new_id
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.subject import Subject

ROUNDS = 400
AIM = 3.0


def measure() -> dict[str, float]:
    """Milliseconds at the median for an answer and for the floor, taken in turns, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        application = build(workspace)
        with application, closing(sqlite3.connect(workspace / "floor.sqlite", isolation_level=None)) as floor:
            evaluation_id, evaluator_id = _draft(application)
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                floor.execute(f"PRAGMA {pragma}")
            floor.execute("CREATE TABLE answer (evaluation_id, seq, question_id, value, note, marks, given_at, who)")

            def save(number: int) -> None:
                give_response(
                    application.store,
                    clock=application.clock,
                    evaluation_id=evaluation_id,
                    question_id=f"question-{number % 60}",
                    response=Response("yes", note="said at the greeting"),
                    evaluator_id=evaluator_id,
                )

            def commit(number: int) -> None:
                floor.execute("BEGIN IMMEDIATE")
                row = (evaluation_id, number, f"question-{number % 60}", '{"v":"yes"}', "said at the greeting", "[]")
                floor.execute("INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, 'now', 'who')", row)
                floor.execute("COMMIT")

            answers, commits = _in_turns(save, commit)
    answer, plain = statistics.median(answers) * 1000, statistics.median(commits) * 1000
    return {"answer_ms": answer, "floor_ms": plain, "ratio": answer / plain, "aim": AIM}


def _draft(application: Application) -> tuple[str, str]:
    clock = application.clock
    now = clock.now()
    with application.store.begin() as work:
        evaluator = ensure_evaluator(work, clock=clock, code="E1")
        subject = Subject(new_id(int(now.timestamp() * 1000)), SubjectKind.CALL, "call", Moment(now, "Asia/Shanghai"))
        work.subjects.add(subject)
        work.commit()
    opened = start_evaluation(
        application.store,
        clock=clock,
        subject_id=subject.id,
        checklist=ChecklistRef("call-service", 1),
        evaluator_id=evaluator.id,
    )
    return opened.value.evaluation.id, evaluator.id


def _in_turns(first: Callable[[int], None], second: Callable[[int], None]) -> tuple[list[float], list[float]]:
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS):
        for taken, action in zip(times, (first, second), strict=True):
            start = time.perf_counter()
            action(number)
            taken.append(time.perf_counter() - start)
    return times


def main() -> None:
    """Print the figures."""
    for name, figure in measure().items():
        print(f"{name:10} {figure:.3f}")


if __name__ == "__main__":
    main()
