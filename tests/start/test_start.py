"""A newcomer's first minute: start.py sets up what it may, says what it may not, and never shows a traceback."""

import ast
import importlib.util
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = Path(__file__).parents[2] / "start.py"


@pytest.fixture
def start(tmp_path, monkeypatch) -> ModuleType:
    """A start.py of its own, in a folder with locks and nothing else, that can neither use apt nor make a process."""
    spec = importlib.util.spec_from_file_location("start_under_test", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    venv = tmp_path / ".venv"
    venv.mkdir()
    for name, value in {"ROOT": tmp_path, "VENV": venv, "STAMP": venv / "installed", "LOG": venv / "log"}.items():
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(module, "may_install", lambda: False)
    monkeypatch.setattr(module, "loads", lambda library: True)
    monkeypatch.delenv("CI", raising=False)
    return module


@pytest.fixture
def installs(start, monkeypatch) -> list[tuple[str, ...]]:
    """What pip is asked to do, without doing it, in an environment whose Python works."""
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(start, "python_works", lambda: True)
    monkeypatch.setattr(start, "pip", lambda *arguments: calls.append(arguments))
    return calls


def succeeding(calls: list[tuple[str, ...]]) -> Callable[..., int]:
    """A run that notes its arguments and goes well."""

    def run(*arguments: str) -> int:
        calls.append(arguments)
        return 0

    return run


def only_line(text: str) -> str:
    assert text.startswith("start.py: ")
    assert text.count("\n") == 1
    return text


def test_an_old_python_can_read_the_file_far_enough_to_refuse():
    ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize(("oldest", "newest"), [((3, 90), (3, 99)), ((3, 1), (3, 2))])
def test_a_python_that_is_too_old_or_too_new_is_refused_in_one_line(start, monkeypatch, capsys, oldest, newest):
    monkeypatch.setattr(start, "OLDEST", oldest)
    monkeypatch.setattr(start, "NEWEST", newest)

    assert start.main(["test"]) == 1

    message = only_line(capsys.readouterr().err)
    assert f"needs Python {oldest[0]}.{oldest[1]} to {newest[0]}.{newest[1]}" in message
    assert "this is Python {}.{}".format(*sys.version_info) in message


def test_the_second_start_installs_nothing(start, installs):
    start.set_up("requirements.txt")
    first = len(installs)
    start.set_up("requirements.txt")

    assert first == 2
    assert len(installs) == first


def test_packages_are_installed_by_hash_and_the_project_without_building_apart(start, installs):
    start.set_up("requirements.txt")

    assert "--require-hashes" in installs[0]
    assert {"--no-deps", "--no-build-isolation", "-e"} <= set(installs[1])


def test_a_changed_lock_is_installed_again(start, installs):
    start.set_up("requirements.txt")
    (start.ROOT / "requirements.txt").write_text("newer", encoding="utf-8")
    start.set_up("requirements.txt")

    assert len(installs) == 4


def test_the_demo_runs_on_what_the_tests_installed_but_not_the_other_way_round(start, installs):
    start.set_up("requirements-dev.txt")
    start.set_up("requirements.txt")
    assert len(installs) == 2

    start.STAMP.unlink()
    start.set_up("requirements.txt")
    start.set_up("requirements-dev.txt")
    assert len(installs) == 6


def test_an_install_that_failed_is_not_taken_for_done(start, installs, monkeypatch):
    def fails(*arguments):
        raise start.Stop("pip failed")

    monkeypatch.setattr(start, "pip", fails)

    with pytest.raises(start.Stop):
        start.set_up("requirements.txt")
    assert not start.STAMP.exists()


def stand_in(start: ModuleType, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Makes the interpreter of .venv a shell script."""
    program = start.VENV / "python"
    program.write_text("#!/bin/sh\n" + script, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(start, "python_in_venv", lambda: program)
    monkeypatch.setattr(start, "python_works", lambda: True)


posix = pytest.mark.skipif(sys.platform == "win32", reason="stands a shell script in for Python")


@posix
def test_no_network_is_said_in_one_line(start, monkeypatch, capsys):
    stand_in(start, monkeypatch, "echo 'WARNING: NameResolutionError: try again'\necho 'ERROR: No matching'\nexit 1\n")

    assert start.main(["demo"]) == 1
    assert "no network" in only_line(capsys.readouterr().err)


@posix
def test_another_failure_of_pip_is_quoted_and_kept_whole(start, monkeypatch, capsys):
    stand_in(start, monkeypatch, "echo 'Collecting numpy'\necho 'ERROR: hashes do not match'\nexit 1\n")

    assert start.main(["demo"]) == 1
    assert "hashes do not match" in only_line(capsys.readouterr().err)
    assert "Collecting numpy" in start.LOG.read_text(encoding="utf-8")


@posix
def test_a_full_disk_is_no_traceback(start, monkeypatch, capsys):
    stand_in(start, monkeypatch, "exit 0\n")
    monkeypatch.setattr(start, "LOG", start.ROOT)  # writing to a folder fails as writing to a full disk does

    assert start.main(["demo"]) == 1
    only_line(capsys.readouterr().err)


def test_a_missing_venv_module_names_the_package(start, monkeypatch, capsys):
    monkeypatch.setattr(start, "python_works", lambda: False)
    monkeypatch.setattr(start, "has_ensurepip", lambda: False)

    assert start.main(["demo"]) == 1
    package = "python{}.{}-venv".format(*sys.version_info)
    assert f"apt-get install -y --no-install-recommends {package}" in only_line(capsys.readouterr().err)


def test_missing_qt_libraries_are_named_with_the_command_for_them(start, installs, monkeypatch, capsys):
    monkeypatch.setattr(start.sys, "platform", "linux")
    monkeypatch.setattr(start, "loads", lambda library: library not in {"libpulse.so.0", "libEGL.so.1"})

    assert start.main(["test"]) == 1
    message = only_line(capsys.readouterr().err)
    assert "libEGL.so.1, libpulse.so.0" in message
    assert "apt-get install -y --no-install-recommends libegl1 libpulse0" in message


def test_missing_qt_libraries_are_installed_where_that_is_permitted(start, monkeypatch):
    there = set(start.QT_LIBRARIES) - {"libpulse.so.0"}

    def apt(packages):
        assert packages == ["libpulse0"]
        there.add("libpulse.so.0")
        return True

    monkeypatch.setattr(start.sys, "platform", "linux")
    monkeypatch.setattr(start, "loads", lambda library: library in there)
    monkeypatch.setattr(start, "may_install", lambda: True)
    monkeypatch.setattr(start, "apt_install", apt)

    start.system_libraries(for_screen=False)

    assert "libpulse.so.0" in there


def test_missing_readers_skip_tests_here_and_stop_ci(start, monkeypatch, capsys):
    monkeypatch.setattr(start, "missing_readers", lambda: ["poppler-utils"])

    start.readers()
    assert "poppler-utils" in capsys.readouterr().out

    monkeypatch.setenv("CI", "true")
    with pytest.raises(start.Stop, match="poppler-utils"):
        start.readers()


def test_the_demo_says_where_its_results_are(start, installs, monkeypatch, capsys, tmp_path):
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(start, "run_python", succeeding(ran))
    monkeypatch.chdir(tmp_path)

    assert start.main(["demo", "here"]) == 0

    assert ran == [("-m", "qa_auditor", "demo", str(tmp_path / "here"))]
    said = capsys.readouterr().out
    assert str(tmp_path / "here" / "exports") in said
    assert f"start.py window {tmp_path / 'here'}" in said


def test_a_second_demo_says_how_to_look_at_the_first(start, installs, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(start, "run_python", lambda *arguments: 2)
    (tmp_path / "workspace.sqlite").touch()

    assert start.main(["demo", str(tmp_path)]) == 2
    assert f"start.py window {tmp_path}" in capsys.readouterr().out


def test_a_demo_that_failed_promises_no_results(start, installs, monkeypatch, capsys):
    monkeypatch.setattr(start, "run_python", lambda *arguments: 3)

    assert start.main(["demo"]) == 3
    assert "exports" not in capsys.readouterr().out


def test_arguments_of_test_reach_pytest(start, installs, monkeypatch):
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(start, "readers", lambda: None)
    monkeypatch.setattr(start, "run_python", succeeding(ran))

    assert start.main(["test", "tests/start", "-k", "demo"]) == 0
    assert ran == [("-m", "pytest", "-n", "2", "tests/start", "-k", "demo")]


def test_lint_runs_every_check_and_fails_when_one_does(start, installs, monkeypatch, capsys):
    ran: list[str] = []

    def run(*arguments):
        ran.append(arguments[1])
        return 1 if arguments[1] == "mypy" else 0

    monkeypatch.setattr(start, "run_python", run)

    assert start.main(["lint"]) == 1
    assert len(ran) == 4
    assert "failed: mypy" in capsys.readouterr().out


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--help"], 0), (["tset"], 2)])
def test_help_lists_the_commands(start, capsys, arguments, code):
    assert start.main(arguments) == code
    said = capsys.readouterr().out
    assert all(f"start.py {command}" in said for command in ("demo", "window", "test", "lint"))


def test_the_window_on_a_folder_that_is_not_there_says_how_to_make_one(start, capsys, tmp_path):
    assert start.main(["window", str(tmp_path / "nowhere")]) == 1
    assert "start.py demo" in only_line(capsys.readouterr().err)
