"""``qa-auditor library draw``: what comes out, and what is said when nothing can."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from qa_auditor.application.process_library.saving import save_process
from qa_auditor.bootstrap.program import build
from qa_auditor.cli.app import run
from qa_auditor.cli.settings import Program
from qa_auditor.domain.people import Process
from qa_auditor.domain.text import plain
from tests.application.flow.processes import process

Draw = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def workspace(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(fresh, tmp_path_factory.mktemp("drawn") / "workspace")
    with build(folder) as application:
        record = process(["first", "second"])
        save_process(application.store, clock=application.clock, record=record, based_on=0)
        with application.store.begin() as work:
            work.processes.put(Process("BARE", plain("Bare")))
            work.commit()
    return folder


@pytest.fixture
def draw(workspace: Path, capsys: pytest.CaptureFixture[str]) -> Draw:
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        words = ["library", "draw", *map(str, arguments), "--workspace", str(workspace), "--lang", "en"]
        code = run(words, Program(open=build, window=lambda _folder, _language: 1))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.mark.parametrize(
    ("name", "begins"), [("a.svg", b"<?xml"), ("a.png", b"\x89PNG"), ("a.pdf", b"%PDF"), ("deep/er/A.SVG", b"<?xml")]
)
def test_the_ending_says_the_kind_of_file(draw: Draw, tmp_path: Path, name: str, begins: bytes):
    code, out, _err = draw("KNOWN", tmp_path / name, "--json")
    assert code == 0
    assert json.loads(out) == {"file": str(tmp_path / name), "process": "KNOWN", "version": 1, "steps": 2}
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_each_drawing_is_another(draw: Draw, tmp_path: Path):
    for view in ("flow", "blueprint", "information"):
        assert draw("KNOWN", tmp_path / f"{view}.svg", "--view", view)[0] == 0
    assert "Line of visibility" not in (tmp_path / "flow.svg").read_text("utf-8")
    assert "visibility" in (tmp_path / "blueprint.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("KNOWN", "a.docx"), ".svg, .png or .pdf"),
        (("KNOWM", "a.svg"), 'Did you mean "KNOWN"?'),
        (("KNOWN", "a.svg", "--view", "map"), "map"),
    ],
)
def test_what_can_not_be_drawn_ends_with_2_and_one_clear_line(draw: Draw, tmp_path: Path, arguments, says: str):
    code, _out, err = draw(arguments[0], tmp_path / arguments[1], *arguments[2:])
    assert code == 2
    assert says in err
    assert "Traceback" not in err
    assert not (tmp_path / arguments[1]).exists()
