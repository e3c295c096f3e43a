"""The demo dialogues: each can be heard, and its transcript says the truth about who speaks when."""

import json
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from qa_auditor.assets import resource_path

soundfile = pytest.importorskip("soundfile")

FOLDER = resource_path("dialogues")
TRANSCRIPTS = sorted(FOLDER.glob("*.json"))
CHANNELS = {"agent": 0, "customer": 1}
TAIL_MS = 600

each_dialogue = pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)


@dataclass(frozen=True, slots=True)
class Dialogue:
    document: dict[str, Any]
    sound: np.ndarray
    rate: int

    def level(self, side: str, start_ms: int, end_ms: int) -> float:
        """Level of one side's channel in dB below full scale."""
        part = self.sound[start_ms * self.rate // 1000 : end_ms * self.rate // 1000, CHANNELS[side]]
        return float(20 * np.log10(max(np.sqrt(np.mean(np.square(part))), 1e-9)))


@cache
def opened(path: Path) -> Dialogue:
    document = json.loads(path.read_text("utf-8"))
    sound, rate = soundfile.read(FOLDER / document["recording"], dtype="float32", always_2d=True)
    return Dialogue(document, sound, rate)


def test_the_demo_has_its_languages_and_kinds_of_service() -> None:
    documents = [opened(path).document for path in TRANSCRIPTS]
    assert sorted(document["language"] for document in documents) == ["en"] * 3 + ["zh-CN"] * 5
    kinds = {document["kind"] for document in documents}
    assert kinds == {"complaint", "query", "handling", "consultation", "verification", "store"}
    assert any(document["faults"] for document in documents)
    assert not all(document["faults"] for document in documents)


def test_the_recordings_come_in_the_formats_of_real_telephone_systems() -> None:
    found = set()
    for path in TRANSCRIPTS:
        info = soundfile.info(FOLDER / opened(path).document["recording"])
        found.add((info.format, info.subtype))
    assert found >= {
        ("WAV", "PCM_16"),
        ("WAV", "ALAW"),
        ("WAV", "ULAW"),
        ("MP3", "MPEG_LAYER_III"),
        ("FLAC", "PCM_16"),
        ("OGG", "OPUS"),
        ("OGG", "VORBIS"),
    }


def test_all_recordings_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 4_000_000


@each_dialogue
def test_a_transcript_is_complete(path: Path) -> None:
    document = opened(path).document
    assert document["id"] == path.stem
    assert set(document["title"]) == {"zh-CN", "zh-TW", "en"}
    assert all(document["title"].values())
    assert {turn["side"] for turn in document["turns"]} == {"agent", "customer"}
    starts = [turn["start_ms"] for turn in document["turns"]]
    assert starts == sorted(starts)


@each_dialogue
def test_the_recording_ends_shortly_after_the_last_turn(path: Path) -> None:
    dialogue = opened(path)
    milliseconds = len(dialogue.sound) * 1000 / dialogue.rate
    last = max(turn["end_ms"] for turn in dialogue.document["turns"])
    assert 25_000 <= milliseconds <= 60_000
    assert milliseconds == pytest.approx(last + TAIL_MS, abs=80)
    assert milliseconds == pytest.approx(dialogue.document["duration_ms"], abs=80)


@each_dialogue
def test_each_side_is_heard_in_its_own_turns_and_channel(path: Path) -> None:
    dialogue = opened(path)
    too_quiet = [
        turn["text"]
        for turn in dialogue.document["turns"]
        if dialogue.level(turn["side"], turn["start_ms"], turn["end_ms"]) < -32
    ]
    assert too_quiet == []


@each_dialogue
def test_a_side_is_silent_outside_its_turns(path: Path) -> None:
    """Speech where the transcript has none would make a liar of every silence that is measured."""
    dialogue = opened(path)
    for side in CHANNELS:
        turns = [turn for turn in dialogue.document["turns"] if turn["side"] == side]
        edges = [
            0,
            *(turn[edge] for turn in turns for edge in ("start_ms", "end_ms")),
            dialogue.document["duration_ms"],
        ]
        gaps = [(edges[i] + 60, edges[i + 1] - 60) for i in range(0, len(edges), 2) if edges[i + 1] - edges[i] > 250]
        assert gaps
        assert max(dialogue.level(side, start, end) for start, end in gaps) < -45


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        (path, fault)
        for path in TRANSCRIPTS
        for fault in ("long-silence", "interruption")
        if fault in path.read_text("utf-8")
    ],
    ids=lambda value: getattr(value, "stem", value),
)
def test_faults_of_timing_are_in_the_sound(path: Path, fault: str) -> None:
    turns = opened(path).document["turns"]
    pauses = [later["start_ms"] - earlier["end_ms"] for earlier, later in pairwise(turns)]
    if fault == "long-silence":
        assert max(pauses) >= 6000
    else:
        assert min(pauses) <= -500
