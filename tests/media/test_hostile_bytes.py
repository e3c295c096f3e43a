"""Whatever bytes come, a decoder refuses them or reads them; nothing else happens."""

import wave
from contextlib import suppress
from pathlib import Path

import pytest
import soundfile
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qa_auditor.media.analysis import measured_file
from qa_auditor.media.decode import DecodingError
from qa_auditor.media.ogg import ogg_checksum
from tests.media.conftest import tone

SMALL = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

FLIPS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=12)
CUT = st.floats(0, 1)


def flipped(data: bytes, flips: list[tuple[float, int]], cut: float) -> bytes:
    changed = bytearray(data)
    for share, byte in flips:
        # The square crowds them into the header, where they do most.
        changed[int(share * share * len(changed))] = byte
    return bytes(changed[: int(len(changed) * cut)])


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("originals")
    sound = tone(0.3)
    with wave.open(str(folder / "a.wav"), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(sound.tobytes())
    for name, kind, subtype in (
        ("a.flac", "FLAC", "PCM_16"),
        ("b.wav", "WAV", "MS_ADPCM"),
        ("c.wav", "WAV", "FLOAT"),
        ("a.ogg", "OGG", "VORBIS"),
        ("b.ogg", "OGG", "OPUS"),
    ):
        soundfile.write(folder / name, sound, 8000, format=kind, subtype=subtype)
    soundfile.write(folder / "d.wav", sound[:, 0], 8000, format="WAV", subtype="GSM610")
    soundfile.write(folder / "a.mp3", sound, 8000, format="MP3", subtype="MPEG_LAYER_III")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def refuse_or_read(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with suppress(DecodingError):
        facts, sound = measured_file(path)
        assert facts.frames > 0
        assert len(sound.channels) == facts.channels
        assert 1 <= facts.channels <= 8
        assert 0 <= facts.duration_ms <= 24 * 3600 * 1000


@SMALL
@given(name=st.sampled_from(["a.wav", "b.wav", "c.wav", "d.wav", "a.flac", "a.mp3"]), flips=FLIPS, cut=CUT)
def test_changed_bytes_are_refused_or_read(originals, tmp_path, name, flips, cut):
    refuse_or_read(tmp_path / name, flipped(originals[name], flips, cut))


@SMALL
@given(name=st.sampled_from(["a.ogg", "b.ogg"]), flips=FLIPS)
def test_changed_ogg_pages_with_right_check_sums_are_refused_or_read(originals, tmp_path, name, flips):
    """An attacker computes check sums, so that the decoder behind them is reached."""
    data = bytearray(flipped(originals[name], flips, 1.0))
    position = 0
    while data[position : position + 4] == b"OggS" and position + 27 <= len(data):
        table = data[position + 27 : position + 27 + data[position + 26]]
        end = position + 27 + len(table) + sum(table)
        data[position + 22 : position + 26] = bytes(4)
        data[position + 22 : position + 26] = ogg_checksum(bytes(data[position:end])).to_bytes(4, "little")
        position = end
    refuse_or_read(tmp_path / name, bytes(data))


@SMALL
@given(flips=FLIPS, cut=CUT)
def test_changed_m4a_is_refused_or_read(encoded, tmp_path, flips, cut):
    data = encoded("front.m4a", "-movflags", "+faststart").read_bytes()
    refuse_or_read(tmp_path / "a.m4a", flipped(data, flips, cut))


@SMALL
@given(flips=FLIPS, cut=CUT)
def test_changed_amr_and_wma_are_refused_or_read(encoded, tmp_path, flips, cut):
    pytest.importorskip("av", reason="the amr extra is not installed")
    for name in ("call.amr", "call.wma"):
        refuse_or_read(tmp_path / name, flipped(encoded(name).read_bytes(), flips, cut))


@SMALL
@given(st.binary(max_size=300))
@example(b"")
def test_any_bytes_behind_any_signature_are_refused_or_read(tmp_path, data):
    for signature in (
        b"",
        b"RIFF\xff\xff\xff\xffWAVE",
        b"OggS",
        b"fLaC",
        b"ID3",
        b"\0\0\0\x18ftypM4A ",
        b"\xff\xfb\x90\x64",
        b"#!AMR\n",
    ):
        refuse_or_read(tmp_path / "a.wav", signature + data)
