"""What is made of recordings for listening has their samples, one for one."""

import wave
from pathlib import Path

import numpy as np
import pytest

from qa_auditor.application.tasks import Cancelled
from qa_auditor.domain.subject import Recording
from qa_auditor.media.decode import probe, read_blocks
from qa_auditor.media.sound_files import DecodedSounds

RATE = 8000
SECONDS = 30


@pytest.fixture
def call(tmp_path: Path) -> tuple[Recording, Path, np.ndarray]:
    step = np.arange(SECONDS * RATE)
    sides = np.stack([(3000 * np.sin(step * 0.2)).astype(np.int16), (step % 900).astype(np.int16)])
    path = tmp_path / "call.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(sides.T.tobytes())
    return Recording("ab" * 32, "call.wav", "WAV PCM", path.stat().st_size, SECONDS * 1000, 2, RATE), path, sides


def read(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        assert file.getframerate() == RATE
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return data.reshape(-1, file.getnchannels()).T


def test_the_whole_is_decoded_sample_for_sample(call, tmp_path: Path):
    recording, path, sides = call
    assert np.array_equal(read(DecodedSounds(tmp_path / "made").whole(recording, path)), sides)


def test_one_side_comes_from_the_middle_in_step_with_the_recording(call, tmp_path: Path):
    recording, path, sides = call
    made = DecodedSounds(tmp_path / "made").mixed(recording, path, heard=(1,), louder=0)
    assert np.array_equal(read(made), sides[1:])


def test_louder_is_six_decibels_a_step_and_peaks_are_cut(call, tmp_path: Path):
    recording, path, sides = call
    made = read(DecodedSounds(tmp_path / "made").mixed(recording, path, heard=(0, 1), louder=4))
    assert np.array_equal(made, np.clip(sides.astype(int) * 16, -32768, 32767))
    assert made.max() == 32767


def test_a_clip_is_the_stretch_that_was_asked_for(call, tmp_path: Path):
    recording, path, sides = call
    target = tmp_path / "clips" / "a.wav"
    DecodedSounds(tmp_path / "made").clip(recording, path, start_ms=1500, end_ms=4250, target=target)
    assert np.array_equal(read(target), sides[:, 12_000:34_000])


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("vbr.mp3", ("-q:a", "5", "-write_xing", "0", "-id3v2_version", "0")),
        ("vorbis.ogg", ("-c:a", "libvorbis")),
        ("opus.ogg", ("-c:a", "libopus")),
        ("gsm.wav", ("-ac", "1", "-c:a", "libgsm_ms")),
        ("adpcm.wav", ("-c:a", "adpcm_ms")),
    ],
)
def test_a_clip_of_any_coding_has_the_very_samples(encoded, tmp_path: Path, name, options):
    path = encoded(name, *options)
    facts = probe(path)
    recording = Recording("cd" * 32, name, facts.encoding, 1, facts.duration_ms, facts.channels, facts.sample_rate)
    target = tmp_path / "clip.wav"
    DecodedSounds(tmp_path / "made").clip(recording, path, start_ms=1501, end_ms=2003, target=target)
    whole = np.concatenate(list(read_blocks(path)), axis=1)
    assert np.array_equal(read(target), whole[:, 12_008:16_024])


def test_what_players_mistake_is_known_by_its_coding(encoded, speech, tmp_path: Path):
    sounds = DecodedSounds(tmp_path / "made")
    right = [("alaw.wav", "pcm_alaw"), ("float.wav", "pcm_f32le"), ("a.flac", "flac"), ("a.ogg", "libvorbis")]
    assert all(sounds.fits(path) for path in (speech, *(encoded(name, "-c:a", coding) for name, coding in right)))
    wrong = [("adpcm.wav", "adpcm_ms"), ("ima.wav", "adpcm_ima_wav")]
    assert not any(sounds.fits(encoded(name, "-c:a", coding)) for name, coding in wrong)
    assert not sounds.fits(encoded("call.amr"))


def test_cancelling_leaves_nothing_behind(call, tmp_path: Path):
    recording, path, _sides = call

    def progress(done: int, of: int, what: str) -> None:
        assert (of, what) == (SECONDS * 1000, "call.wav")
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        DecodedSounds(tmp_path / "made").mixed(recording, path, heard=(0,), louder=1, progress=progress)
    assert [one for one in (tmp_path / "made").rglob("*") if one.is_file()] == []


def test_the_same_file_is_made_once_and_old_ones_make_room(call, tmp_path: Path):
    recording, path, _sides = call
    sounds = DecodedSounds(tmp_path / "made", most_bytes=path.stat().st_size)
    first = sounds.mixed(recording, path, heard=(0,), louder=0)
    written = first.stat().st_ino
    assert sounds.mixed(recording, path, heard=(0,), louder=0).stat().st_ino == written
    sounds.whole(recording, path)
    assert not first.exists()
