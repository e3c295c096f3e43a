"""``qa-auditor library``: files are checked, taken, written and traced from the command line."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from qa_auditor.bootstrap.program import build
from qa_auditor.cli.app import run
from qa_auditor.cli.settings import Program
from qa_auditor.exchange.library.map_yaml import load_map
from qa_auditor.exchange.library.process_yaml import load_process
from tests.exchange.library.test_faults import MAP, PROCESS, STANDARD


@dataclass(frozen=True, slots=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def workspace(fresh: Path, tmp_path: Path) -> Path:
    return shutil.copytree(fresh, tmp_path / "workspace")


@pytest.fixture
def library(workspace: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    def no_window(folder: Path, language: str | None) -> int:
        raise AssertionError("nothing here opens a window")

    def call(*arguments: str | Path) -> Ended:
        words = ["library", *map(str, arguments), "--workspace", str(workspace), "--lang", "en"]
        code = run(words, Program(open=build, window=no_window))
        captured = capsys.readouterr()
        return Ended(code, captured.out, captured.err)

    return call


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "processes").mkdir(parents=True)
    (folder / "processes" / "mail-open.yaml").write_text(PROCESS, encoding="utf-8")
    (folder / "standards.yml").write_text(STANDARD.replace("STD-101", "STD-9101"), encoding="utf-8")
    (folder / "map.yaml").write_text(MAP, encoding="utf-8")
    (folder / "notes.txt").write_text("not for the library", encoding="utf-8")
    return folder


def test_right_files_are_said_to_be_right(library, files):
    ended = library("check", *sorted(files.rglob("*.y*ml")))
    assert ended.code == 0
    assert "mail-open.yaml: correct, MAIL-OPEN 1" in ended.out
    assert "map.yaml: correct, 1 touchpoint" in ended.out


def test_faults_end_with_1_and_name_file_line_and_remedy(library, files):
    wrong = files / "wrong.yaml"
    wrong.write_text(PROCESS.replace("lane: back", "lane: backstage"), encoding="utf-8")
    ended = library("check", wrong)
    assert ended.code == 1
    assert f"{wrong}:10: steps[2].lane: " in ended.out
    assert 'Did you mean "back"?' in ended.out
    (file,) = library("check", wrong, "--json").json["files"]
    assert (file["ok"], file["faults"][0]["code"], file["faults"][0]["line"]) == (False, "unknown-value", 10)


def test_a_map_whose_process_nobody_has_does_not_hold(library, files):
    alone = library("check", files / "map.yaml")
    assert alone.code == 1
    assert 'there is no process "MAIL-OPEN"' in alone.out


def test_what_can_not_be_read_ends_with_2_in_one_line(library, files):
    ended = library("check", files / "none.yaml", files / "standards.yml")
    assert ended.code == 2
    assert ended.err.count("\n") == 1
    assert "none.yaml" in ended.err
    assert "standards.yml: correct" in ended.out


def test_a_folder_is_imported_as_a_whole_and_a_second_time_changes_nothing(library, files):
    ended = library("import", files)
    assert ended.code == 0, ended.out
    assert "mail-open.yaml: taken, MAIL-OPEN 1" in ended.out
    assert "nothing new in it" in library("import", files).out
    listed = library("list", "--json").json
    assert "MAIL-OPEN" in {one["code"] for one in listed["processes"]}
    assert [one["code"] for one in listed["touchpoints"]] == ["TEL-GT-0103"]


def test_a_file_that_is_wrong_is_refused_alone(library, files):
    (files / "standards.yml").write_text(STANDARD.replace("software.time", "software.tme"), encoding="utf-8")
    ended = library("import", files, "--json")
    assert ended.code == 1
    assert {Path(one["file"]).name: one["ok"] for one in ended.json["files"]} == {
        "map.yaml": True,
        "mail-open.yaml": True,
        "standards.yml": False,
    }


def test_what_is_exported_is_imported_elsewhere_as_it_was(library, files, tmp_path, fresh, capsys):
    library("import", files)
    ended = library("export", "all", tmp_path / "out", "--json")
    assert ended.code == 0
    assert load_process(tmp_path / "out" / "processes" / "mail-open.yaml") == load_process(PROCESS)
    assert load_map(tmp_path / "out" / "map.yaml") == load_map(MAP)
    assert (tmp_path / "out" / "standards" / "standards.yaml").is_file()

    single = library("export", "MAIL-OPEN", tmp_path / "one.yaml")
    assert single.out.strip() == str(tmp_path / "one.yaml")
    assert load_process(tmp_path / "one.yaml") == load_process(PROCESS)


def test_a_process_travels_as_an_excel_table(library, files, tmp_path):
    library("import", files)
    table = tmp_path / "mail.xlsx"
    assert library("export", "MAIL-OPEN", table).code == 0
    checked = library("check", table)
    assert (checked.code, "correct, MAIL-OPEN 1" in checked.out) == (0, True), checked.out
    assert "nothing new in it" in library("import", table).out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("export", "mail-open", "x.yaml"), "neither a process nor a standard"),
        (("export", "all", "x.yaml"), "Name a folder"),
        (("export", "map", "x.xlsx"), "only a process"),
    ],
)
def test_an_export_that_makes_no_sense_says_so(library, arguments, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ended = library(*arguments)
    assert ended.code == 2
    assert says in ended.err
    assert not list(tmp_path.glob("x.*"))


def test_topics_are_traced_to_what_carries_them(library):
    document = library("trace", "--json").json
    assert set(document) == {"topics", "gaps"}
    for topic in document["topics"]:
        assert set(topic) == {"id", "topic", "source", "processes", "standards", "questions"}
    assert library("trace").code == 0
