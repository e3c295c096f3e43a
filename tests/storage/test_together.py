"""Window, worker threads and command line use one workspace at the same time."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from qa_auditor.application.faults import StoreError
from qa_auditor.domain.answer import Response
from qa_auditor.domain.people import Agent
from qa_auditor.storage import session
from qa_auditor.storage.workspace import Workspace

Answer = Callable[[str, str, Response], None]


@pytest.fixture
def other(folder: Path, open_at: Callable[..., Workspace], workspace: Workspace) -> Iterator[Workspace]:
    """A second program on the same workspace."""
    opened = open_at(folder)
    yield opened
    opened.close()


def set_key(workspace: Workspace, value: str, key: str = "key") -> None:
    with workspace.store.begin() as work:
        work.settings.put(key, value)
        work.commit()


def test_one_program_sees_what_the_other_saved(workspace: Workspace, other: Workspace, draft: str, answer: Answer):
    answer(draft, "greeting", Response("yes"))
    with other.store.begin() as work:
        assert work.evaluations.responses(draft) == {"greeting": Response("yes")}


def test_a_reader_neither_waits_for_a_writer_nor_sees_half_of_its_work(workspace: Workspace, other: Workspace):
    with workspace.store.begin() as writing:
        writing.settings.put("key", "half")
        with other.store.begin() as reading:
            assert reading.settings.get("key") == ""
            writing.commit()
            # A transaction sees the workspace as it was when it first looked.
            assert reading.settings.get("key") == ""
    with other.store.begin() as reading:
        assert reading.settings.get("key") == "half"


def test_a_write_after_reading_goes_on_when_what_was_read_still_holds(workspace: Workspace, other: Workspace):
    with workspace.store.begin() as work:
        assert work.settings.get("key") == ""
        assert len(work.people.agents()) == 1
        # SQLite alone would refuse every later write of this transaction.
        set_key(other, "theirs", key="unrelated")
        work.settings.put("key", "mine")
        work.commit()
    with other.store.begin() as work:
        assert (work.settings.get("key"), work.settings.get("unrelated")) == ("mine", "theirs")


def test_a_write_that_rests_on_what_has_changed_is_refused(workspace: Workspace, other: Workspace):
    with pytest.raises(StoreError), workspace.store.begin() as work:  # noqa: PT012 - a transaction has several steps
        assert work.settings.get("key") == ""
        set_key(other, "theirs")
        work.settings.put("key", "mine")
    with workspace.store.begin() as work:
        assert work.settings.get("key") == "theirs"
    set_key(workspace, "later")


@pytest.mark.parametrize("reading_first", [False, True])
def test_a_workspace_locked_by_another_program_is_said_to_be(workspace: Workspace, *, reading_first: bool):
    with closing(sqlite3.connect(workspace.folder / "workspace.sqlite", isolation_level=None)) as locker:
        locker.execute("BEGIN IMMEDIATE")
        with workspace.store.begin() as work:
            if reading_first:
                assert work.settings.get("key") == ""
            with pytest.raises(StoreError) as refused:
                work.settings.put("key", "mine")
        assert refused.value.remedy
        with workspace.store.begin() as work:
            assert [agent.code for agent in work.people.agents()] == ["007"]
        locker.execute("COMMIT")
    set_key(workspace, "mine")


def test_a_short_lock_is_waited_for(folder: Path, open_at: Callable[..., Workspace]):
    patient = open_at(folder, busy_ms=20_000)
    locker = sqlite3.connect(folder / "workspace.sqlite", isolation_level=None, check_same_thread=False)
    locker.execute("BEGIN IMMEDIATE")
    writer = threading.Thread(target=set_key, args=(patient, "mine"))
    writer.start()
    writer.join(timeout=0.1)
    waited = writer.is_alive()
    locker.execute("COMMIT")
    locker.close()
    writer.join(timeout=20)

    with patient.store.begin() as work:
        assert work.settings.get("key") == "mine"
    patient.close()
    assert waited


def test_many_threads_write_one_after_the_other_and_lose_nothing(workspace: Workspace, draft: str, answer: Answer):
    failures: list[BaseException] = []

    def work_hard(name: str) -> None:
        try:
            for number in range(15):
                answer(draft, f"question-{name}-{number}", Response("yes", note=name))
                with workspace.store.begin() as work:
                    assert f"question-{name}-{number}" in work.evaluations.responses(draft)
        except BaseException as error:  # noqa: BLE001 - handed to the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=work_hard, args=(str(number),)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    with workspace.store.begin() as work:
        assert len(work.evaluations.responses(draft)) == 90
        assert len(work.evaluations.history(draft)) == 90


def test_read_then_write_of_two_threads_never_mixes(workspace: Workspace):
    """Counting up by reading and writing: each success counts once, whatever was refused."""
    successes: list[int] = []

    def count(_name: int) -> None:
        for _ in range(20):
            try:
                with workspace.store.begin() as work:
                    value = int(work.settings.get("counter", "0"))
                    work.settings.put("counter", str(value + 1))
                    work.commit()
                successes.append(1)
            except StoreError:
                continue

    threads = [threading.Thread(target=count, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with workspace.store.begin() as work:
        assert int(work.settings.get("counter")) == len(successes) > 0


def test_a_writer_of_this_program_that_does_not_end_is_said_to_be_busy(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(session, "WRITER_SECONDS", 0.05)
    caught: list[BaseException] = []

    def write() -> None:
        try:
            set_key(workspace, "theirs")
        except StoreError as error:
            caught.append(error)

    with workspace.store.begin() as work:
        work.settings.put("key", "mine")
        thread = threading.Thread(target=write)
        thread.start()
        thread.join(timeout=20)
    assert len(caught) == 1


def test_writing_inside_a_writing_transaction_is_a_bug_and_not_a_deadlock(workspace: Workspace):
    started = time.monotonic()
    with workspace.store.begin() as work:
        work.people.put_agent(Agent("x", "X", "X"))
        with pytest.raises(RuntimeError):
            set_key(workspace, "inner")
        work.commit()
    assert time.monotonic() - started < 5
    with workspace.store.begin() as work:
        assert {agent.code for agent in work.people.agents()} == {"007", "X"}


def test_a_store_made_in_one_thread_is_used_and_closed_in_another(folder: Path, open_at: Callable[..., Workspace]):
    made: list[Workspace] = []
    maker = threading.Thread(target=lambda: made.append(open_at(folder)))
    maker.start()
    maker.join(timeout=20)

    set_key(made[0], "mine")
    made[0].close()
    assert not (folder / "workspace.sqlite-wal").exists()
