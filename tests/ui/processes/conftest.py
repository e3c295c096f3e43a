"""A window on a workspace with a process of two versions."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from qa_auditor.application.process_library.saving import save_process
from qa_auditor.bootstrap.program import build
from qa_auditor.domain.checklist import Source, Stage
from qa_auditor.domain.people import Process, ProcessClass
from qa_auditor.domain.process import (
    ChangeNote,
    Element,
    Lane,
    Measurement,
    ProcessRecord,
    Step,
    StepKind,
)
from qa_auditor.domain.text import translated
from tests.ui.conftest import Desk, TickingClock
from tests.ui.processes.walking import begin, open_tab


def words(chinese: str, english: str):
    return translated({"zh-CN": chinese, "en": english})


GREET = Step("greet", words("问候", "Greet"), Stage.INITIAL, Lane.FRONT, StepKind.START, time_limit_s=10)
LISTEN = Step("listen", words("倾听", "Listen"), Stage.INITIAL, Lane.FRONT)
SOLVE = Step("solve", words("解决", "Solve"), Stage.MIDDLE, Lane.BACK, time_limit_s=300)
CLOSE = Step("close", words("结束", "Close"), Stage.FINAL, Lane.FRONT, StepKind.END)

FIRST = ProcessRecord(
    code="COMPLAINT",
    version=1,
    name=words("投诉处理", "Complaint handling"),
    process_class=ProcessClass.COMPLAINT,
    owner=words("投诉主管", "Head of complaints"),
    elements=((Element.RESOURCES, words("坐席", "Agents")), (Element.RESULT, words("解决", "Solved"))),
    steps=(GREET, LISTEN, SOLVE, CLOSE),
    benchmarks=((Measurement.COMPLIANCE, Fraction(9, 10)),),
    sources=(Source("004", "complaints"),),
)
SECOND = replace(FIRST, steps=(replace(GREET, time_limit_s=8), LISTEN, SOLVE, CLOSE))


@pytest.fixture(scope="session")
def library_workspace(tmp_path_factory: pytest.TempPathFactory, filled_workspace: Path) -> Path:
    import shutil

    folder = tmp_path_factory.mktemp("library") / "desk"
    shutil.copytree(filled_workspace, folder)
    application = build(folder, clock=TickingClock())
    versions = application.store
    with versions.begin() as work:
        there = len(work.process_records.versions("COMPLAINT"))
    save_process(versions, clock=application.clock, record=FIRST, based_on=there, note=ChangeNote("a", "b", "c"))
    note = ChangeNote("Ten seconds became eight", "Customers complained of waiting", "Zhou Min")
    save_process(versions, clock=application.clock, record=SECOND, based_on=there + 1, note=note)
    with versions.begin() as work:
        work.processes.put(Process("OTHER", words("其他", "Other"), ProcessClass.QUERY))
        work.commit()
    application.close()
    return folder


@pytest.fixture
def walking(open_desk, library_workspace):
    desk: Desk = open_desk(library_workspace)
    open_tab(desk)
    begin(desk)
    return desk
