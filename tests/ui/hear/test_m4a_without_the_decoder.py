"""A recording of a telephone, M4A, on a machine without the optional decoder: Qt decodes it, and nothing drifts."""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from qa_auditor.application.intake.sources import UnreadableError
from qa_auditor.application.ports.audio import Analysed
from qa_auditor.domain.subject import Recording
from qa_auditor.media import extra
from qa_auditor.media.analysis import DecodingAnalysis
from qa_auditor.media.decode import probe
from qa_auditor.media.sound_files import DecodedSounds
from qa_auditor.ui.pages.score.hear.analysis_watch import AnalysisWatch
from qa_auditor.ui.tasks import TaskRunner
from tests.ui.hear.conftest import RATE, two_sides, write


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setattr(extra, "is_there", lambda: False)
    runner = TaskRunner()
    backend = SimpleNamespace(audio=DecodingAnalysis(tmp_path / "peaks"), sounds=DecodedSounds(tmp_path / "sounds"))
    signal = SimpleNamespace(connect=lambda _slot: None)
    session = SimpleNamespace(runner=runner, backend=backend, signed_in=signal)
    session.ask = lambda work, then=None, failed=None: runner.on_store(lambda: work(backend), then, failed)
    yield session
    runner.close()


@pytest.fixture
def recorded(tmp_path: Path, require_reader: Callable[[str], str]) -> tuple[Recording, Path]:
    path = tmp_path / "visit.m4a"
    command = [
        require_reader("ffmpeg"),
        "-v",
        "error",
        "-i",
        str(write(tmp_path / "visit.wav", two_sides())),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True)
    facts = probe(path)
    return Recording("ab" * 32, path.name, facts.encoding, 1, facts.duration_ms, facts.channels, RATE), path


def test_it_is_drawn_and_measured_in_step(qtbot, session, recorded):
    recording, path = recorded
    watch = AnalysisWatch(session)
    with qtbot.waitSignal(watch.done, timeout=20_000) as done:
        watch.watch(recording, path)
    found: Analysed = done.args[0]
    waveform = found.waveform
    # The middle of each second: the coding smears an abrupt end a little.
    low, high = waveform.columns(0, start=0, samples_per_column=RATE / 4, count=160)
    loud = [upper - lower > 8000 for lower, upper in zip(low[2::4], high[2::4], strict=True)]
    # The agent: five seconds from 0 and from 20 on.
    assert loud == [at % 20 < 5 for at in range(40)]
    edges = [span.start_ms for span in found.sound.channels[1].speech]
    assert edges == [pytest.approx(10_000, abs=50), pytest.approx(30_000, abs=50)]
    assert abs(waveform.frames - 40 * RATE) <= 1024
    # What was decoded once serves for clips too.
    target = path.with_name("clip.wav")
    session.backend.sounds.clip(recording, path, start_ms=1000, end_ms=1500, target=target)
    assert probe(target).frames == RATE // 2


def test_what_qt_cannot_decode_either_is_said_with_the_remedy(qtbot, session, recorded):
    recording, path = recorded
    path.write_bytes(path.read_bytes()[:100] + bytes(3000))
    watch = AnalysisWatch(session)
    with qtbot.waitSignal(watch.failed, timeout=20_000) as failed:
        watch.watch(recording, path)
    assert isinstance(failed.args[0], UnreadableError)
    assert "pip install av" in failed.args[0].remedy
    assert not list(path.parent.rglob("*.partial"))


def test_closing_the_window_meanwhile_waits_for_nothing(qtbot, session, recorded):
    recording, path = recorded
    watch = AnalysisWatch(session)
    watch.watch(recording, path)
    qtbot.waitUntil(lambda: watch._otherwise, timeout=10_000)
    begun = time.monotonic()
    session.runner.close()
    assert time.monotonic() - begun < 3
    assert not list(path.parent.rglob("*.whole.wav*"))


def test_samples_of_another_decoder_become_the_whole(tmp_path: Path):
    samples = np.arange(-500, 500, dtype=np.int16).reshape(2, 500)
    recording = Recording("cd" * 32, "a.m4a", "M4A AAC", 1, 62, 2, RATE)
    sounds = DecodedSounds(tmp_path)
    data = samples.T.astype("<i2").tobytes()
    assert sounds.ready(recording) is None
    made = sounds.taken(recording, [data[:400], data[400:]])
    assert sounds.ready(recording) == made
    assert probe(made).frames == 500
