import errno
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qa_auditor.application.changes import Kind
from qa_auditor.application.faults import StoreError
from qa_auditor.application.intake.desk import Defaults
from qa_auditor.application.intake.importing import import_paths
from qa_auditor.application.intake.report import Result
from qa_auditor.application.tasks import Cancelled
from qa_auditor.bootstrap.readers import readers
from qa_auditor.domain.people import ProcessClass
from tests.exchange.intake.conftest import TickingClock

NAMED = "Auto0_GUID_000_AGENT_ChrisL_DT_2025-02-19T06-01-22_Mono.wav"
ROOT = Path(__file__).parents[3]


def subjects(workspace):
    with workspace.store.begin() as work:
        return sorted(work.subjects.waiting(), key=lambda subject: subject.title)


def results(report):
    return {row.file: row.result.value for row in report.rows}


def test_agent_and_time_stand_in_the_name_where_no_table_says_them(workspace, record, calls, bring):
    record(NAMED)
    outcome = bring(calls, defaults=Defaults(zone="America/New_York"))
    (subject,) = subjects(workspace)
    assert subject.occurred.at == datetime(2025, 2, 19, 11, 1, 22, tzinfo=UTC)
    assert subject.occurred.zone == "America/New_York"
    assert dict(subject.fields) == {"guid": "000"}
    assert (subject.kind.value, subject.channel) == ("call", "phone")
    with workspace.store.begin() as work:
        (agent,) = work.people.agents()
    assert (agent.code, subject.agent_id) == ("ChrisL", agent.id)
    assert outcome.value.agents == ("ChrisL",)
    assert {change.kind for change in outcome.changes} == {Kind.PERSON, Kind.SUBJECT}


def test_a_call_of_which_nothing_is_known_has_the_time_of_its_file_and_that_is_said(workspace, record, calls, bring):
    when = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    os.utime(record("x.wav"), (when.timestamp(), when.timestamp()))
    (row,) = bring(calls).value.rows
    assert subjects(workspace)[0].occurred.at == when
    assert "that of the file" in row.notes[0]


def test_a_table_put_right_gives_its_recordings_their_facts_once(workspace, record, calls, bring):
    record("a.wav")
    table = calls / "calls.xlsx"
    table.write_bytes(b"PK\x03\x04 no workbook")
    report = bring(calls).value
    assert len(report.of(Result.TAKEN)) == 1, "the recording goes in although its table can't be read"
    table.unlink()
    (calls / "calls.csv").write_text(
        "file,agent,time,process\na.wav,0017,2026-11-03 14:02,COMPLAINT\n", encoding="utf-8"
    )
    (row,) = bring(calls).value.of(Result.KNOWN)
    assert row.notes
    (subject,) = subjects(workspace)
    assert (subject.id, subject.process_code) == (row.subject_id, "COMPLAINT")
    assert subject.occurred.at == datetime(2026, 11, 3, 6, 2, tzinfo=UTC)
    (again,) = bring(calls).value.of(Result.KNOWN)
    assert again.notes == ()
    assert subjects(workspace) == [subject]


def test_a_table_gives_the_facts_and_brings_people_and_processes(workspace, record, calls, bring):
    record("a.wav")
    (calls / "calls.csv").write_bytes(
        "文件名,工号,姓名,班组,站点,时区,通话时间,方向,客户编号,流程,满意度\n"
        "D:\\REC\\2026\\a.wav,0017,张喆,一组,TPE,Asia/Taipei,2026/11/3 14:02,呼入,C-9,COMPLAINT,5\n".encode("gb18030")
    )
    report = bring(calls).value
    assert (report.sites, report.teams, report.agents, report.processes) == (
        ("TPE",),
        ("一组",),
        ("0017",),
        ("COMPLAINT",),
    )
    with workspace.store.begin() as work:
        assert work.processes.get("COMPLAINT").process_class is ProcessClass.COMPLAINT, "opens the questions for it"
    (subject,) = subjects(workspace)
    assert subject.occurred.at == datetime(2026, 11, 3, 6, 2, tzinfo=UTC)
    assert subject.occurred.zone == "Asia/Taipei"
    assert (subject.direction, subject.customer_ref, subject.process_code) == ("in", "C-9", "COMPLAINT")
    assert subject.fields == (("满意度", "5"),)
    with workspace.store.begin() as work:
        (agent,), (team,), (site,) = work.people.agents(), work.people.teams(), work.people.sites()
    assert (agent.name, agent.team_id, team.site_id, site.zone) == ("张喆", team.id, site.id, "Asia/Taipei")


def test_people_that_are_known_are_met_again(workspace, record, calls, bring):
    record("a.wav", samples=800)
    record("b.wav", samples=900)
    (calls / "1.csv").write_text(
        "file,agent id,agent name,site,process\na.wav,7,Li,SH,QUERY\nb.wav,7,Li Wei,SH,query\n"
    )
    report = bring(calls).value
    assert (report.sites, report.agents, report.processes) == (("SH",), ("7",), ("QUERY",))
    first, second = subjects(workspace)
    assert (first.agent_id, first.site_id, first.process_code) == (second.agent_id, second.site_id, second.process_code)


def test_a_second_import_adds_nothing_under_another_name_either(workspace, record, calls, bring):
    first = record("a.wav")
    bring(calls)
    before, stored = subjects(workspace), sorted((workspace.folder / "media").rglob("*"))
    first.rename(calls / "b.wav")
    (calls / "later.csv").write_text("file,agent\nb.wav,Somebody\n")
    again = bring(calls)
    assert results(again.value) == {"b.wav": "known"}
    assert again.changes == ()
    assert subjects(workspace) == before
    assert sorted((workspace.folder / "media").rglob("*")) == stored


def test_what_is_damaged_is_refused_and_the_rest_goes_on(workspace, record, calls, bring):
    record("a.wav", samples=800)
    whole = record("b.wav", samples=4000).read_bytes()
    (calls / "b.wav").write_bytes(whole[:3000])
    (calls / "c.wav").write_bytes(b"")
    (calls / "d.wav").write_text("Dear team,\n")
    record("deeper/e.wav", samples=900)
    (calls / "notes.docx").write_bytes(b"PK\x03\x04" + bytes(200))
    (calls / ".hidden.wav").write_bytes(b"x")
    (calls / "~$calls.xlsx").write_bytes(b"x")
    report = bring(calls).value
    assert results(report) == {
        "a.wav": "taken",
        "b.wav": "refused",
        "c.wav": "refused",
        "d.wav": "refused",
        str(Path("deeper", "e.wav")): "taken",
        "notes.docx": "refused",
    }
    codes = {row.file: row.faults[0].code for row in report.of(Result.REFUSED)}
    assert codes["b.wav"] == "damaged-recording"
    assert codes["c.wav"] == "empty-file"
    assert codes["d.wav"] == "unknown-content"
    assert all(row.faults[0].message and row.faults[0].remedy for row in report.of(Result.REFUSED))
    assert [subject.title for subject in subjects(workspace)] == ["a", "e"]


def test_rows_are_refused_one_by_one(workspace, record, calls, bring):
    for number, name in enumerate(("a.wav", "b.wav", "x/c.wav", "y/c.wav", "unnamed.wav")):
        record(name, samples=800 + number)
    (calls / "calls.csv").write_text(
        "file,agent,time\na,Li,2026-11-03\nb.wav,Li,soon\nc.wav,Li,\nx/c.wav,Li,\nmissing.wav,Li,\n../../etc/passwd,Li,\n"
    )
    report = bring(calls).value
    refused = {row.place.line: row.faults[0].code for row in report.of(Result.REFUSED)}
    assert refused == {
        3: "unreadable-time",
        4: "ambiguous-file",
        6: "recording-not-there",
        7: "recording-not-there",
    }
    taken = {row.file for row in report.of(Result.TAKEN)}
    # The file of a refused row waits for the row to be put right; one that no row names is taken, and that is said.
    assert taken == {"a.wav", str(Path("x", "c.wav")), "unnamed.wav"}
    assert any("no row" in note for row in report.of(Result.TAKEN) if row.file == "unnamed.wav" for note in row.notes)


def test_a_table_given_alone_finds_the_recordings_beside_it(workspace, record, calls, bring):
    record("a.wav")
    record("b.wav", samples=900)
    (calls / "calls.csv").write_text("file,agent\na.wav,Li\n")
    assert [row.result for row in bring(calls / "calls.csv").value.rows] == [Result.TAKEN]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_out_of_the_folder_and_things_that_are_no_files_are_left_alone(record, calls, bring, tmp_path):
    outside = tmp_path / "outside.wav"
    record("a.wav").rename(outside)
    (calls / "link.wav").symlink_to(outside)
    (calls / "loop").symlink_to(calls)
    (calls / "dangling.wav").symlink_to(calls / "gone.wav")
    os.mkfifo(calls / "pipe.wav")
    (calls / "calls.csv").write_text(f"file,agent\n{outside},Li\nlink.wav,Li\n")
    report = bring(calls, calls / "not-there").value
    assert not report.of(Result.TAKEN)
    codes = sorted(row.faults[0].code for row in report.rows)
    assert codes == [
        "link-outside",
        "not-there",
        "not-there",
        "not-there",
        "recording-not-there",
        "recording-not-there",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
def test_links_that_lead_in_a_circle_keep_nothing_else_out(record, calls, bring):
    record("a.wav")
    (calls / "circle.wav").symlink_to("circle.wav")
    (calls / "up").symlink_to(calls)
    report = bring(calls).value
    assert results(report) == {"a.wav": "taken", "circle.wav": "refused"}


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_names_of_a_chinese_windows_are_read_and_others_shown_as_far_as_they_go(workspace, record, calls, bring):
    record("a.wav").rename(calls / os.fsdecode("投诉.wav".encode("gb18030")))
    record("b.wav", samples=801).rename(calls / os.fsdecode(b"b\xff\xff.wav"))
    (calls / "calls.csv").write_text("文件名,工号\n投诉.wav,0301\n", encoding="utf-8")
    report = bring(calls).value
    assert results(report) == {"投诉.wav": "taken", "b\\udcff\\udcff.wav": "taken"}
    assert {(one.title, one.agent_id is None) for one in subjects(workspace)} == {
        ("投诉", False),
        ("b\\udcff\\udcff", True),
    }


def test_a_path_that_no_system_can_have_is_refused_and_the_rest_goes_on(record, calls, bring):
    impossible = calls / ("x" * 300)
    report = bring(impossible, record("a.wav")).value
    assert sorted(results(report).values()) == ["refused", "taken"]


def test_cancelling_leaves_what_was_taken_and_the_next_run_goes_on(workspace, record, calls, bring):
    for number in range(4):
        record(f"{number}.wav", samples=800 + number)

    def stop_at_two(done, of, what):
        if done == 2 and of:
            raise Cancelled

    report = bring(calls, progress=stop_at_two).value
    assert report.cancelled
    assert len(report.of(Result.TAKEN)) == len(subjects(workspace)) == 2
    again = bring(calls).value
    assert (len(again.of(Result.TAKEN)), len(again.of(Result.KNOWN))) == (2, 2)


def command(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "qa_auditor", "--workspace", str(workspace), "--lang", "en", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )


def test_the_command_says_row_by_row_what_became_of_it(record, calls, tmp_path):
    record("a.wav")
    (calls / "b.wav").write_bytes(b"RIFF")
    first = command(tmp_path / "new", "import", str(calls), "--json")
    assert first.returncode == 0, first.stderr
    document = json.loads(first.stdout)
    assert [row["file"] for row in document["taken"]] == ["a.wav"]
    assert document["taken"][0]["duration_ms"] == 100
    (refused,) = document["refused"]
    assert (refused["file"], refused["code"]) == ("b.wav", "unknown-content")
    assert "b.wav" in first.stderr
    second = command(tmp_path / "new", "import", str(calls))
    assert second.returncode == 0
    assert "0 recordings taken, 1 known already, 1 refused" in second.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_name_cannot_forge_a_line_of_the_report(record, calls, tmp_path):
    record("a\nrefused  b.wav")
    ended = command(tmp_path / "w", "import", str(calls))
    assert [line[:7] for line in ended.stdout.splitlines()] == ["taken  ", "1 recor"]


def test_the_command_ends_with_2_and_one_line_when_nothing_could_be_taken(calls, tmp_path):
    (calls / "b.wav").write_bytes(b"RIFF")
    for arguments in ([str(calls / "b.wav")], [str(calls / "none.wav")], [str(calls), "--zone", "Mars/Base"]):
        done = command(tmp_path / "new", "import", *arguments)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert "Traceback" not in done.stderr


KILLED_BETWEEN_BYTES_AND_SUBJECT = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from qa_auditor.application.intake.importing import import_paths
from qa_auditor.bootstrap.library import library_format
from qa_auditor.bootstrap.readers import readers
from tests.exchange.intake.conftest import TickingClock, no_checklists
from qa_auditor.storage.workspace import open_workspace

copied = []

def killed_at_the_third(path, facts):
    copied.append(path)
    if len(copied) == 3:
        os.kill(os.getpid(), signal.SIGKILL)

opened = open_workspace(Path(sys.argv[1]), clock=TickingClock(), parse=no_checklists, formats=library_format())
import_paths(opened.store, opened.media, paths=[Path(sys.argv[2])], clock=TickingClock(),
             readers=replace(readers(), make_playable=killed_at_the_third))
"""


def test_two_imports_at_the_same_moment_take_each_recording_once(record, calls, tmp_path):
    for number in range(12):
        record(f"工号{number}_{number}.wav", samples=800 + number)
    arguments = [sys.executable, "-m", "qa_auditor", "import", str(calls), "--json", "--workspace", str(tmp_path / "w")]
    both = [
        subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") for _ in range(2)
    ]
    said = [one.communicate(timeout=60) for one in both]
    assert [(one.returncode, err) for one, (_out, err) in zip(both, said, strict=True)] == [(0, ""), (0, "")]
    documents = [json.loads(out) for out, _err in said]
    assert sum(len(document["taken"]) for document in documents) == 12
    assert sum(len(document["known"]) for document in documents) == 12


def test_a_recording_that_another_program_took_meanwhile_is_known(workspace, record, calls, bring):
    record("a.wav")
    elsewhere = readers()

    def overtaken(path, facts):
        bring(calls)
        return elsewhere.make_playable(path, facts)

    late = replace(elsewhere, make_playable=overtaken)
    report = import_paths(workspace.store, workspace.media, paths=[calls], readers=late, clock=TickingClock()).value
    assert [row.result for row in report.rows] == [Result.KNOWN]
    assert len(subjects(workspace)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_killed_in_the_middle_whole_subjects_are_left_and_the_next_run_goes_on(record, calls, bring, tmp_path):
    names = [f"{number}.wav" for number in range(5)]
    for number, name in enumerate(names):
        record(name, samples=800 + number)
    where = tmp_path / "workspace"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_BETWEEN_BYTES_AND_SUBJECT, str(where), str(calls)], check=False, cwd=ROOT
    )
    assert killed.returncode == -signal.SIGKILL
    again = bring(calls).value
    assert results(again) == dict(zip(names, ["known", "known", "taken", "taken", "taken"], strict=True))


def test_a_full_disk_is_no_fault_of_the_recording(workspace, record, calls):
    record("a.wav")

    def full(_stored, _facts):
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(StoreError, match="No space left"):
        import_paths(
            workspace.store,
            workspace.media,
            paths=[calls],
            readers=replace(readers(), make_playable=full),
            clock=TickingClock(),
        )
    assert not subjects(workspace)


def test_an_import_of_many_files_is_quick(record, calls, bring):
    for number in range(40):
        record(f"{number}.wav", samples=800 + number)
    began = time.process_time()
    bring(calls)
    assert timedelta(seconds=time.process_time() - began) < timedelta(seconds=8)


def test_the_real_call_is_taken_with_what_its_name_says(workspace, bring):
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder of real inputs is not beside the project")
    report = bring(folder / "call", folder / "hostile").value
    (row,) = report.of(Result.TAKEN)
    assert row.recording.duration_ms == 277_660
    (subject,) = subjects(workspace)
    assert subject.occurred.local().strftime("%Y-%m-%d %H:%M:%S") == "2025-02-19 06:01:22"
    assert {Path(refused.file).suffix for refused in report.of(Result.REFUSED)} >= {".wav", ".xlsx", ".json"}
