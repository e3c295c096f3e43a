"""``qa-auditor analyse``: the document that ``docs/audio-facts.md`` describes, and what it refuses."""

import json
import re
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from qa_auditor.cli.app import run
from qa_auditor.cli.settings import Program
from tests.cli.conftest import Ended

DOCUMENTED = Path(__file__).parents[2] / "docs" / "audio-facts.md"


def call(path: Path, *sides: tuple[tuple[float, float], ...], seconds: int = 20) -> Path:
    """A recording in which a side talks from second to second."""
    random = np.random.default_rng(1)
    channels = random.normal(0, 20, (len(sides), seconds * 8000))
    for channel, spans in zip(channels, sides, strict=True):
        for start, end in spans:
            channel[int(start * 8000) : int(end * 8000)] += random.normal(0, 4000, int((end - start) * 8000))
    with wave.open(str(path), "wb") as out:
        out.setnchannels(len(sides))
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(channels.T.astype("<i2").tobytes())
    return path


AGENT = ((1.0, 5.0), (12.0, 16.0))
CUSTOMER = ((5.5, 9.0), (15.0, 18.0))


@pytest.fixture
def stereo(tmp_path: Path) -> Path:
    return call(tmp_path / "call.wav", AGENT, CUSTOMER)


def test_the_document_has_the_facts_in_seconds(qa_auditor: Callable[..., Ended], stereo):
    ended = qa_auditor("analyse", stereo, "--json")
    assert (ended.code, ended.err) == (0, "")
    document = json.loads(ended.out)
    near = pytest.approx
    assert (document["file"], document["duration"], document["channels"]) == (str(stereo), 20.0, 2)
    agent, customer = document["sides"]["agent"], document["sides"]["customer"]
    assert (agent["talk"], customer["talk"]) == (near(8.0, abs=0.05), near(6.5, abs=0.05))
    assert (agent["share"], customer["share"]) == (near(0.4, abs=0.005), near(0.325, abs=0.005))
    assert (agent["first"], customer["first"]) == (near(1.0, abs=0.05), near(5.5, abs=0.05))
    (silence_one, silence_two) = document["silences"]
    assert silence_one == {"start": near(9.0, abs=0.05), "end": near(12.0, abs=0.05), "length": near(3.0, abs=0.05)}
    assert silence_two["end"] == 20.0
    assert document["silence"]["longest"] == silence_one
    assert document["silence"]["total"] == near(1.0 + 0.5 + 3.0 + 2.0, abs=0.1)
    (overlap,) = document["overlaps"]
    assert (overlap["start"], overlap["length"]) == (near(15.0, abs=0.05), near(1.0, abs=0.05))
    assert (agent["interruptions"], customer["interruptions"]) == ([], [overlap])
    assert [turn["side"] for turn in document["turns"]] == ["agent", "customer", "agent", "customer"]


def test_the_agent_may_be_on_the_right(qa_auditor: Callable[..., Ended], stereo):
    document = json.loads(qa_auditor("analyse", stereo, "--agent", "right", "--json").out)
    assert document["sides"]["agent"]["talk"] == pytest.approx(6.5, abs=0.05)


def test_mono_says_no_more_than_it_can(qa_auditor: Callable[..., Ended], tmp_path):
    ended = qa_auditor("analyse", call(tmp_path / "mono.wav", AGENT), "--json", "--silence", "6.5")
    document = json.loads(ended.out)
    assert [document[key] for key in ("apart", "sides", "overlap", "overlaps", "holds")] == ["mono", *[None] * 4]
    assert document["anybody"]["talk"] == pytest.approx(8.0, abs=0.05)
    assert document["anybody"]["interruptions"] is None
    assert len(document["silences"]) == 1
    assert {turn["side"] for turn in document["turns"]} == {None}


def test_every_key_is_documented(qa_auditor: Callable[..., Ended], stereo):
    document = json.loads(qa_auditor("analyse", stereo, "--json").out)
    named = set(re.findall(r"`(?:limits\.)?(\w+)`", DOCUMENTED.read_text(encoding="utf-8")))
    named |= set(re.findall(r'"(\w+)"', DOCUMENTED.read_text(encoding="utf-8")))
    used = {*document, *document["sides"], *document["sides"]["agent"], *document["limits"], *document["turns"][0]}
    assert used <= named


def test_people_read_it_in_lines(qa_auditor: Callable[..., Ended], stereo):
    ended = qa_auditor("analyse", stereo, "--lang", "en")
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert lines[0] == f"{stereo}: WAV PCM, 8000 Hz, 2 channels, 0:20.000"
    assert lines[1].startswith("  Agent: 0:0")
    assert lines[4].endswith("interruptions by the agent: 0, by the customer: 1")


def test_one_that_cannot_be_read_does_not_keep_the_others_from_being_measured(
    qa_auditor: Callable[..., Ended], stereo, tmp_path
):
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF\x24\0\0\0WAVE")
    ended = qa_auditor("analyse", broken, tmp_path / "absent.wav", stereo, "--json")
    assert ended.code == 2
    assert [one["file"] for one in json.loads(ended.out)["recordings"]] == [str(stereo)]
    faults = ended.err.splitlines()
    assert [str(broken) in faults[0], "absent.wav" in faults[1], len(faults)] == [True, True, 2]
    alone = qa_auditor("analyse", broken, "--json")
    assert (alone.code, alone.out) == (2, "")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--all", "call.wav"),
        ("call.wav", "--silence", "0"),
        ("call.wav", "--agent", "right", "--keep"),
        ("--all", "--keep"),
    ],
)
def test_wrong_usage_is_one_line(qa_auditor: Callable[..., Ended], arguments):
    ended = qa_auditor("analyse", *arguments)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)


def test_the_recordings_of_a_workspace_are_measured_and_kept(stereo, tmp_path, capsys):
    from qa_auditor.bootstrap.program import build

    workspace = tmp_path / "workspace"
    program = Program(open=build, window=lambda _folder, _language: 0)

    def command(*arguments: str) -> str:
        assert run(["--workspace", str(workspace), *arguments], program) == 0
        return str(capsys.readouterr().out)

    other = call(tmp_path / "other.wav", CUSTOMER, AGENT)
    table = tmp_path / "calls.csv"
    table.write_text("file,agent_channel\ncall.wav,right\n", encoding="utf-8")
    command("import", str(stereo), str(other), str(table))

    def agents() -> dict[str, float]:
        found = json.loads(command("analyse", "--all", "--json"))["recordings"]
        return {one["file"]: one["sides"]["agent"]["talk"] for one in found}

    # The table of call data says it of one.
    assert agents() == {"call.wav": pytest.approx(6.5, abs=0.05), "other.wav": pytest.approx(6.5, abs=0.05)}
    kept = {file: file.stat().st_mtime_ns for file in (workspace / "cache" / "peaks").rglob("*.peaks")}
    assert len(kept) == 2
    command("analyse", "--all", "--agent", "right", "--keep")
    assert agents() == {"call.wav": pytest.approx(6.5, abs=0.05), "other.wav": pytest.approx(8.0, abs=0.05)}
    assert {file: file.stat().st_mtime_ns for file in kept} == kept
