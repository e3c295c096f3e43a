"""`qa-auditor check` says that all is well, or names everything that is broken."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from qa_auditor.application.integrity import IntegrityReport, check_workspace
from qa_auditor.application.library import install_checklist
from qa_auditor.application.people import ensure_evaluator
from qa_auditor.application.scoring_desk import give_response, start_evaluation, submit_evaluation
from qa_auditor.application.tasks import Cancelled
from qa_auditor.bootstrap.program import Application, build, parse_checklist
from qa_auditor.cli.app import run
from qa_auditor.cli.settings import Program
from qa_auditor.domain.answer import Response
from qa_auditor.domain.checklist import ChecklistRef, SubjectKind
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.subject import Recording, Subject
from qa_auditor.exchange.library.shipped import load_shipped
from qa_auditor.exchange.shipped import former_checklists, shipped_checklists

CHECKLIST = """\
format: 1
id: small
version: 1
title: Small
subject: call
sections:
  - id: only
    title: Only
    questions:
      - {id: greeting, text: Greets, area: people.attitude, answer: {type: yes_no}}
      - {id: farewell, text: Says goodbye, area: people.attitude, answer: {type: yes_no}}
"""


@pytest.fixture
def recording(application: Application, tmp_path: Path) -> Path:
    """A workspace with a submitted evaluation of a recorded call; where the recording is stored."""
    store, clock = application.store, application.clock
    install_checklist(store, text=CHECKLIST, file="small.yaml", parse=parse_checklist)
    source = tmp_path / "call.wav"
    source.write_bytes(b"RIFF" * 1000)
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    stored = application.media.take(source, sha256=sha256)
    with store.begin() as work:
        evaluator = ensure_evaluator(work, clock=clock, code="E1")
        kept = Recording(sha256, "call.wav", "WAV PCM", 4000, 1000, 1, 8000)
        work.subjects.add(Subject("call", SubjectKind.CALL, "call", Moment(clock.now()), recording=kept))
        work.commit()
    opened = start_evaluation(
        store, clock=clock, subject_id="call", checklist=ChecklistRef("small", 1), evaluator_id=evaluator.id
    )
    draft = opened.value.evaluation.id
    for question_id, value in (("greeting", "yes"), ("farewell", "no")):
        give_response(
            store,
            clock=clock,
            evaluation_id=draft,
            question_id=question_id,
            response=Response(value),
            evaluator_id=evaluator.id,
        )
    submit_evaluation(store, clock=clock, evaluation_id=draft)
    return stored


def tamper(application: Application, *statements: str) -> None:
    """Change rows behind the program's back, past the database's own refusals."""
    with closing(sqlite3.connect(application.workspace / "workspace.sqlite")) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.execute(statement).rowcount == 1
        connection.commit()


def checked(application: Application) -> IntegrityReport:
    return check_workspace(application.store, application.media)


def test_all_is_well_with_counts(application: Application, recording: Path):
    report = checked(application)

    assert report.faults == ()
    library = {name: report.checked[name] for name in ("processes", "standards", "touchpoints", "proposals")}
    assert library == {
        "processes": len(load_shipped().processes),
        "standards": len(load_shipped().standards),
        "touchpoints": len(load_shipped().process_map.touchpoints),
        "proposals": 0,
    }
    assert report.checked == library | {
        "checklists": 1 + len((*former_checklists(), *shipped_checklists())),
        "recordings": 1,
        "photos": 0,
        "evaluations": 1,
        "submitted": 1,
        "shown": 0,
    }


def test_a_missing_and_a_changed_recording_are_told_apart(application: Application, recording: Path):
    content = recording.read_bytes()
    recording.write_bytes(content[:-1] + b"X")
    (differs,) = checked(application).faults
    recording.unlink()
    (missing,) = checked(application).faults

    assert (differs.code, missing.code) == ("recording-differs", "recording-missing")
    assert differs.place.file == missing.place.file == str(recording)
    assert "call.wav" in missing.remedy


@pytest.mark.parametrize(
    ("statement", "code", "words"),
    [
        ("""UPDATE answer SET value = '{"v":"yes"}' WHERE question_id = 'farewell'""", "score-differs", "100.00"),
        ("UPDATE evaluation_score SET total = '60'", "score-differs", "60.00"),
        ("UPDATE question_result SET lost = '49' WHERE question_id = 'farewell'", "score-differs", "farewell"),
        ("UPDATE part_score SET score = '49' WHERE kind = 'section'", "score-differs", ""),
        ("DELETE FROM evaluation_score", "score-missing", ""),
        ("UPDATE subject SET agent_id = 'nobody'", "database", "subject"),
        ("UPDATE checklist SET source = 'format: 1' WHERE id = 'small'", "missing-key", ""),
        ("UPDATE standard_version SET source = 'format: 1' WHERE code = 'STD-101'", "version-differs", "STD-101"),
        ("INSERT INTO channel VALUES ('lower', 0, '{}')", "wrong-head", "lower"),
        ("INSERT INTO walk SELECT id, 'NONE', 1, NULL, '[' FROM evaluation", "unreadable-row", ""),
    ],
)
def test_what_was_changed_behind_the_programs_back_is_found(
    application: Application,
    recording: Path,
    rebuild: Callable[[Path], Application],
    statement: str,
    code: str,
    words: str,
):
    tamper(application, statement)
    # What this program has read already it need not read again; the next one does.
    with rebuild(application.workspace) as again:
        faults = checked(again).faults

    assert code in {fault.code for fault in faults}
    assert any(words in fault.message for fault in faults)


def test_a_check_can_be_cancelled(application: Application, recording: Path):
    def stop(_done: int, _of: int, _what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        check_workspace(application.store, application.media, progress=stop)


def program() -> Program:
    return Program(open=build, window=lambda _folder, _language: 0)


def test_the_command_ends_with_0_when_all_is_well(
    application: Application, recording: Path, capsys: pytest.CaptureFixture[str]
):
    code = run(["check", "--workspace", str(application.workspace), "--lang", "en"], program())

    assert code == 0
    assert "All is well" in capsys.readouterr().out


def test_the_command_ends_with_1_and_names_what_is_broken(
    application: Application, recording: Path, capsys: pytest.CaptureFixture[str]
):
    recording.unlink()
    code = run(["check", "--json", "--workspace", str(application.workspace)], program())
    captured = capsys.readouterr()
    document = json.loads(captured.out)

    assert code == 1
    assert document["ok"] is False
    assert [fault["code"] for fault in document["faults"]] == ["recording-missing"]
    assert document["checked"]["recordings"] == 1
    assert captured.err == ""


def test_the_command_ends_with_1_when_the_database_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "workspace.sqlite").write_bytes(b"garbage")
    code = run(["check", "--workspace", str(tmp_path)], program())
    captured = capsys.readouterr()

    assert code == 1
    assert captured.err == ""
    assert "workspace.sqlite" in captured.out
