"""What is played is what is drawn: files that the player can't play, or whose length it mistakes, are decoded first."""

import subprocess
import wave
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtMultimedia import QMediaPlayer
from pytestqt.qtbot import QtBot

from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.subject import Recording, Subject
from qa_auditor.media.decode import probe
from qa_auditor.ui.player import Player
from tests.ui.conftest import Desk
from tests.ui.hear.conftest import RATE, two_sides, write

pytestmark = pytest.mark.skipif(not QMediaPlayer().isAvailable(), reason="Qt plays nothing here")


def put(desk: Desk, path: Path, recording: Recording) -> None:
    desk.backend.media.take(path, sha256=recording.sha256)
    when = Moment(datetime(2026, 11, 1, 6, tzinfo=UTC), "Asia/Shanghai")
    with desk.backend.store.begin() as work:
        work.subjects.add(Subject("heard", SubjectKind.CHAT, "heard", when, recording=recording))
        work.commit()


def test_an_mp3_of_variable_bit_rate_is_played_from_what_the_waveform_was_drawn_from(
    desk: Desk, tmp_path: Path, require_reader: Callable[[str], str]
):
    luck = np.random.default_rng(1)
    at = np.arange(60 * RATE)
    # Half of it costs bits and half doesn't, so that the length can't be guessed from the first second.
    samples = np.where(at < 30 * RATE, luck.normal(0, 4000, len(at)), 0).astype(np.int16)[None]
    source, file = write(tmp_path / "source.wav", samples), tmp_path / "call.mp3"
    convert = ["-v", "error", "-i", str(source), "-q:a", "9", "-write_xing", "0", str(file)]
    subprocess.run([require_reader("ffmpeg"), *convert], check=True)
    facts = probe(file)
    digest = sha256(file.read_bytes()).hexdigest()
    put(desk, file, Recording(digest, file.name, "MP3", file.stat().st_size, facts.duration_ms, 1, RATE))
    page = desk.begin()
    desk.qtbot.waitUntil(lambda: page.player.path is not None and page.player.path.suffix == ".wav", timeout=20_000)
    desk.settle()
    played = page.player.path
    assert played is not None
    with wave.open(str(played)) as heard:
        frames = heard.getnframes()
    waveform = page.recording.wave.wave.waveform
    assert waveform is not None
    assert frames == waveform.frames == facts.frames
    desk.press("End")
    assert page.player.position == facts.duration_ms


def test_a_file_that_can_t_be_decoded_at_all_is_said_and_scoring_goes_on(desk: Desk, tmp_path: Path):
    file = tmp_path / "broken.wav"
    file.write_bytes(b"RIFF\x00\x00\x00\x00WAVE" + bytes(200))
    digest = sha256(file.read_bytes()).hexdigest()
    put(desk, file, Recording(digest, file.name, "WAV PCM", file.stat().st_size, 30_000, 1, RATE))
    page = desk.begin()
    desk.qtbot.waitUntil(lambda: "can't be" in page.recording.notice, timeout=20_000)
    desk.press("Right", "M", "Y")
    assert desk.bench.response("greeting").marks[0].at_ms == 5000
    assert desk.bench.answered == 1


def test_another_file_of_the_same_sound_goes_on_where_it_stood(qtbot: QtBot, tmp_path: Path):
    sound = two_sides(10)
    one, other = write(tmp_path / "one.wav", sound), write(tmp_path / "other.wav", sound[:1])
    player = Player()
    unfit: list[Path] = []
    player.unfit.connect(unfit.append)
    player.open(one, length_ms=10_000, position_ms=4000)
    qtbot.waitUntil(lambda: player._checked, timeout=20_000)
    player.swap(other)
    media = player._media
    assert isinstance(media, QMediaPlayer)
    qtbot.waitUntil(lambda: abs(media.position() - 4000) < 60, timeout=20_000)
    assert player.position == 4000
    assert unfit == []
    player.close()
