"""Answers questions without end and prints each once it is saved: a program for tests to kill.

Arguments: workspace, evaluation, and optionally the greatest size in bytes to which a file may grow.
"""

import sys
from pathlib import Path

from qa_auditor.application.faults import StoreError
from qa_auditor.application.scoring_desk import give_response
from qa_auditor.bootstrap.library import library_format
from qa_auditor.bootstrap.program import SystemClock, parse_checklist
from qa_auditor.domain.answer import Mark, Response
from qa_auditor.storage.workspace import open_workspace


def main(folder: str, evaluation_id: str, limit: str = "") -> None:
    workspace = open_workspace(Path(folder), clock=SystemClock(), parse=parse_checklist, formats=library_format())
    if limit:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    number = 0
    while True:
        try:
            give_response(
                workspace.store,
                clock=SystemClock(),
                evaluation_id=evaluation_id,
                question_id=f"question-{number:05}",
                response=Response("yes", note="说了“您好”", marks=(Mark(number),)),
                evaluator_id="evaluator",
            )
        except StoreError:
            sys.stdout.write("StoreError\n")
            sys.stdout.flush()
            return
        sys.stdout.write(f"question-{number:05}\n")
        sys.stdout.flush()
        number += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
