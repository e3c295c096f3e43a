"""Transcripts find their recordings by name or by table; none is lost without a word."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from qa_auditor.application.conversations import edit_line, open_conversation
from qa_auditor.application.intake.desk import Defaults
from qa_auditor.application.intake.report import Result
from qa_auditor.application.intake.sources import SourceKind
from qa_auditor.domain.conversation import ConversationKind, Side
from qa_auditor.domain.people import Evaluator
from tests.exchange.intake.conftest import TickingClock

VTT = "WEBVTT\n\n00:00.010 --> 00:00.050\n<v 客服>您好\n\n00:00.060 --> 00:00.090\n<v 客户>喂\n"
OTHER = VTT.replace("喂", "不是")


@pytest.fixture
def write(calls: Path):
    """Writes a text beside the recordings."""

    def write(name: str, text: str) -> Path:
        path = calls / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def only(report, result=Result.TAKEN, kind=SourceKind.TRANSCRIPT):
    (row,) = (row for row in report.of(result) if row.kind is kind)
    return row


@pytest.mark.parametrize(
    "name",
    ["a.vtt", "A.VTT", "a.wav.vtt", "a_transcript.vtt", "a.zh-CN.vtt", "a-转写.vtt", "a.wav.transcript.vtt"],
)
def test_a_transcript_of_the_same_name_goes_to_its_recording(workspace, record, write, calls, bring, name):
    record("a.wav")
    record("b.wav", samples=900)
    write(name, VTT)
    outcome = bring(calls)

    row = only(outcome.value)
    assert (row.format, row.lines, row.notes) == ("WebVTT", 2, ())
    conversation = open_conversation(workspace.store, subject_id=row.subject_id)
    assert conversation is not None
    assert (conversation.kind, conversation.source) == (ConversationKind.TRANSCRIPT, name)
    assert [line.side for line in conversation.lines] == [Side.AGENT, Side.CUSTOMER]
    recording = next(taken for taken in outcome.value.of(Result.TAKEN) if taken.file == "a.wav")
    assert recording.subject_id == row.subject_id


def test_a_table_binds_a_transcript_of_another_name(workspace, record, write, calls, bring):
    record("a.wav")
    write("t17.vtt", VTT)
    write("calls.csv", "file,transcript,agent\na.wav,t17.vtt,0017\n")
    row = only(bring(calls).value)

    conversation = open_conversation(workspace.store, subject_id=row.subject_id)
    assert conversation is not None
    assert conversation.source == "t17.vtt"


def test_a_transcript_may_come_after_its_recording(workspace, record, write, calls, bring):
    record("a.wav")
    bring(calls)
    late = write("later/a.vtt", VTT)
    assert only(bring(late).value).subject_id


def test_a_table_may_bind_a_transcript_to_a_recording_that_was_imported_before(record, write, calls, bring):
    record("a.wav")
    bring(calls)
    (calls / "a.wav").unlink()
    write("t.vtt", VTT)
    write("calls.csv", "file,transcript\na.wav,t.vtt\n")
    report = bring(calls).value
    assert only(report).subject_id
    assert not report.of(Result.REFUSED)


def test_a_document_that_names_its_recording_is_bound_by_it(record, write, calls, bring):
    record("a17.wav")
    document = {
        "audio_url": "https://x.example/in/a17.wav?sig=1",
        "utterances": [{"speaker": "A", "text": "您好", "start": 10, "end": 90}],
    }
    write("result-99.json", json.dumps(document))
    row = only(bring(calls).value)
    assert row.format == "JSON (AssemblyAI)"
    assert "A" in row.notes[0]


def test_without_its_recording_it_is_refused_and_taken_when_the_recording_is_there(record, write, calls, bring):
    write("a.vtt", VTT)
    (fault,) = only(bring(calls).value, Result.REFUSED).faults
    assert fault.code == "recording-not-there"
    assert fault.remedy
    record("a.wav")
    assert only(bring(calls).value).subject_id


def test_a_name_that_several_recordings_have_is_no_guess(record, write, calls, bring):
    record("x/a.wav")
    record("y/a.wav", samples=900)
    write("a.vtt", VTT)
    (fault,) = only(bring(calls).value, Result.REFUSED).faults
    assert fault.code == "ambiguous-recording"
    write("y/a.vtt", VTT)
    taken = only(bring(calls).value)
    assert taken.file == str(Path("y", "a.vtt"))


def test_the_same_transcript_twice_adds_nothing(workspace, record, write, calls, bring):
    record("a.wav")
    write("a.vtt", VTT)
    row = only(bring(calls).value)
    with workspace.store.begin() as work:
        work.people.put_evaluator(Evaluator("e", "E", "E"))
        work.commit()
    edit_line(
        workspace.store, clock=TickingClock(), subject_id=row.subject_id, position=0, text="您好！", evaluator_id="e"
    )
    again = bring(calls)

    assert only(again.value, Result.KNOWN).subject_id == row.subject_id
    assert again.changes == ()
    conversation = open_conversation(workspace.store, subject_id=row.subject_id)
    assert conversation is not None
    assert conversation.lines[0].text == "您好！"


def test_another_transcript_takes_the_first_one_s_place_only_when_told_to(workspace, record, write, calls, bring):
    record("a.wav")
    write("a.vtt", VTT)
    subject_id = only(bring(calls).value).subject_id
    write("a.vtt", OTHER)
    (fault,) = only(bring(calls).value, Result.REFUSED).faults
    assert (fault.code, "--replace" in fault.remedy) == ("transcript-there-already", True)

    def second_line() -> str:
        conversation = open_conversation(workspace.store, subject_id=subject_id)
        assert conversation is not None
        return conversation.lines[1].text

    assert second_line() == "喂"
    assert only(bring(calls, defaults=Defaults(replace=True)).value).subject_id == subject_id
    assert second_line() == "不是"


def test_the_agent_of_the_call_is_known_by_name_in_its_transcript(workspace, record, write, calls, bring):
    record("a.wav")
    write("a.txt", "王芳：您好\n张先生：喂\n王芳：请讲\n张先生：账单不对\n")
    write("calls.csv", "file,agent code,agent name\na.wav,0017,王芳\n")
    row = only(bring(calls).value)
    conversation = open_conversation(workspace.store, subject_id=row.subject_id)
    assert conversation is not None
    assert [line.side for line in conversation.lines] == [Side.AGENT, Side.CUSTOMER] * 2
    assert row.notes == ()


def test_one_that_goes_on_after_the_recording_s_end_is_taken_with_a_remark(record, write, calls, bring):
    record("a.wav")
    write("a.srt", "1\n00:10:00,000 --> 00:10:01,000\n客服：您好\n")
    assert "after the end" in only(bring(calls).value).notes[0]


def test_a_broken_one_says_what_is_wrong_and_the_rest_goes_on(record, write, calls, bring):
    record("a.wav")
    record("b.wav", samples=900)
    write("a.vtt", "WEBVTT\n\nnothing\n")
    write("b.srt", "1\n00:00:00,010 --> 00:00:00,050\n您好\n")
    report = bring(calls).value
    assert only(report, Result.REFUSED).faults[0].code == "empty-transcript"
    assert only(report).format == "SRT"


@pytest.mark.parametrize("name", ["a.json", "b.txt"])
def test_other_documents_are_refused_as_before(write, calls, bring, name):
    write(name, '{"title": "nothing of ours"}' if name.endswith("json") else "Dear all,\nsee you tomorrow.\n")
    (row,) = bring(calls).value.of(Result.REFUSED)
    assert row.faults[0].code == "unknown-content"


def test_a_document_that_is_broken_says_where(write, calls, bring):
    write("a.json", '{"segments": [{"start": 0, "text": "x"')
    (row,) = bring(calls).value.of(Result.REFUSED)
    assert (row.faults[0].code, "1:" in row.faults[0].message) == ("json-syntax", True)


def test_the_command_reports_transcripts(workspace, record, write, calls, tmp_path):

    workspace.close()
    record("a.wav")
    write("a.vtt", VTT)
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "qa_auditor",
            "--workspace",
            str(tmp_path / "w"),
            "--lang",
            "en",
            "import",
            str(calls),
            "--json",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    taken = json.loads(ran.stdout)["taken"]
    assert [row["kind"] for row in taken] == ["recording", "transcript"]
    assert taken[1]["lines"] == 2
    assert taken[0]["subject"] == taken[1]["subject"]
