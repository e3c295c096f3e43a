"""What every test stands on: no screen, a home of its own, and silence as the passing state."""

import logging
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

_HOME = tempfile.TemporaryDirectory(prefix="qa-auditor-tests-", ignore_cleanup_errors=True)


def _leave_the_users_machine_alone(home: Path) -> None:
    """Points everything that Qt, platformdirs and LibreOffice would read or write into a folder of this run."""
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "APPDATA": home / "appdata",
        "LOCALAPPDATA": home / "localappdata",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_RUNTIME_DIR": home / "runtime",
        "XDG_STATE_HOME": home / "state",
    }
    for name, folder in folders.items():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ[name] = str(folder)
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "QA_AUDITOR_WORKSPACE"):
        os.environ.pop(name, None)
    os.environ["LANG"] = "C.UTF-8"
    # Qt reads these once, at its first import.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_LOGGING_RULES"] = "qt.multimedia.*=false;qt.qpa.fonts=false"


_leave_the_users_machine_alone(Path(_HOME.name))

settings.register_profile("local", deadline=None)
# The same examples on every machine: a red run can be repeated.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")


def pytest_unconfigure() -> None:
    _HOME.cleanup()


# --------------------------------------------------------------------------------------------------------- log records


class _Errors(logging.Handler):
    """Keeps every record of ERROR and above."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _no_unexpected_log_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test whose code logged an error that no `logs_error` mark announced, or did not log the announced one."""
    expected = [str(mark.args[0]) for mark in request.node.iter_markers("logs_error")]
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    yield
    logging.getLogger().removeHandler(errors)
    messages = [f"{record.name}: {record.getMessage()}" for record in errors.records]
    unexpected = [message for message in messages if not any(text in message for text in expected)]
    missing = [text for text in expected if not any(text in message for message in messages)]
    if unexpected:
        pytest.fail("logged errors that the test does not announce:\n" + "\n".join(unexpected))
    if missing:
        pytest.fail("announced errors that nobody logged: " + ", ".join(missing))


# ------------------------------------------------------------------------------------------------------------- threads

_GRACE_SECONDS = 3.0


@pytest.fixture(scope="session", autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    """Fails when a thread that would keep the program alive is still running at the end; names the test it began in."""
    before = set(threading.enumerate())
    began_in: dict[int, str] = {}
    start = threading.Thread.start

    def start_and_note(thread: threading.Thread) -> None:
        began_in[id(thread)] = os.environ.get("PYTEST_CURRENT_TEST", "outside a test")
        start(thread)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threading.Thread, "start", start_and_note)
        yield
    end = time.monotonic() + _GRACE_SECONDS
    left = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in left:
        thread.join(max(0.0, end - time.monotonic()))
    names = [f"{thread.name}, begun in {began_in.get(id(thread), 'Qt')}" for thread in left if thread.is_alive()]
    assert not names, "threads left behind: " + "; ".join(names)


# ------------------------------------------------------------------------------------------------- independent readers


@pytest.fixture(scope="session")
def require_reader() -> Callable[[str], str]:
    """Gives the path of an independent program (`soffice`, `pdftotext`, `qpdf`, `ffmpeg`, `sox`, ...) by its name.

    Where the program is missing the test is skipped by that name; with CI=true it fails, since a check that is skipped
    where it counts proves nothing.
    """

    def find(command: str) -> str:
        found = shutil.which(command)
        if found is not None:
            return found
        if os.environ.get("CI") == "true":
            pytest.fail(f"{command} is missing, and CI=true: every reader must be there")
        pytest.skip(f"{command} is not installed")

    return find
