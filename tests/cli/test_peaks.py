"""``qa-auditor peaks``: the document of the contract, and what it refuses."""

import json
import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ended


def wav(path: Path, samples: list[int], channels: int = 2) -> Path:
    with wave.open(str(path), "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(b"".join(value.to_bytes(2, "little", signed=True) for value in samples))
    return path


def test_bins_are_lowest_and_highest_by_channel_with_the_last_part(qa_auditor: Callable[..., Ended], tmp_path):
    call = wav(tmp_path / "call.wav", [1, -10, 2, -20, 3, -30, -32_768, 32_767, 5, -50])
    ended = qa_auditor("peaks", call, "--samples-per-bin", "2", "--json")
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out) == {
        "sample_rate": 8000,
        "channels": 2,
        "bins": [[1, 2, -32_768, 3, 5, 5], [-20, -10, -30, 32_767, -50, -50]],
    }


def test_people_see_a_bar_for_each_stretch(qa_auditor: Callable[..., Ended], tmp_path):
    call = wav(tmp_path / "call.wav", [0] * 4000 + [32_767] * 4000, channels=1)
    ended = qa_auditor("peaks", call, "--samples-per-bin", "4000", "--lang", "en")
    assert ended.code == 0
    head, quiet, loud = ended.out.splitlines()
    assert head == "WAV PCM, 8000 Hz, 1 channel, 1.000 s"
    assert (quiet.split(), loud.split()) == (["0.000"], ["0.500", "█" * 24])


@pytest.mark.parametrize("content", [b"", b"no sound at all", b"RIFF\x24\0\0\0WAVE"])
def test_what_is_no_recording_is_refused_in_one_line(qa_auditor: Callable[..., Ended], tmp_path, content):
    path = tmp_path / "call.wav"
    path.write_bytes(content)
    ended = qa_auditor("peaks", path, "--json")
    assert (ended.code, ended.out) == (2, "")
    assert str(path) in ended.err
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize("width", ["0", "-3", "many"])
def test_impossible_widths_are_refused(qa_auditor: Callable[..., Ended], tmp_path, width):
    ended = qa_auditor("peaks", wav(tmp_path / "call.wav", [1, 2]), "--samples-per-bin", width, "--json")
    assert (ended.code, ended.out) == (2, "")
