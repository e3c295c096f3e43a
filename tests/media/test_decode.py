import shlex
import struct
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from qa_auditor.media import extra, playable
from qa_auditor.media.amr import amr_frames
from qa_auditor.media.decode import DecodingError, format_of_file, probe, read_blocks
from qa_auditor.media.formats import Format
from qa_auditor.media.playable import make_playable, playable_path
from tests.media.conftest import RATE, SECONDS, tone

TRUTH = SECONDS * 1000

# name, options of ffmpeg, how people call it, channels, how far the length may be off in ms (blocks and padding)
WITHOUT_EXTRA = [
    ("pcm.wav", (), "WAV PCM", 2, 0),
    ("pcm8.wav", ("-c:a", "pcm_u8"), "WAV PCM", 2, 0),
    ("pcm24.wav", ("-c:a", "pcm_s24le"), "WAV PCM", 2, 0),
    ("pcm32.wav", ("-c:a", "pcm_s32le"), "WAV PCM", 2, 0),
    ("float.wav", ("-c:a", "pcm_f32le"), "WAV float", 2, 0),
    ("alaw.wav", ("-c:a", "pcm_alaw"), "WAV A-law", 2, 0),
    ("mulaw.wav", ("-c:a", "pcm_mulaw"), "WAV µ-law", 2, 0),
    ("gsm.wav", ("-ac", "1", "-c:a", "libgsm_ms"), "WAV GSM 6.10", 1, 40),
    ("adpcm.wav", ("-c:a", "adpcm_ms"), "WAV MS-ADPCM", 2, 130),
    ("rf64.wav", ("-rf64", "always"), "WAV PCM", 2, 0),
    ("tagged.mp3", ("-b:a", "32k", "-metadata", "title=投诉"), "MP3", 2, 0),
    ("bare.mp3", ("-b:a", "32k", "-write_xing", "0", "-id3v2_version", "0"), "MP3", 2, 250),
    ("vorbis.ogg", ("-c:a", "libvorbis"), "Ogg Vorbis", 2, 0),
    ("opus.ogg", ("-c:a", "libopus"), "Ogg Opus", 2, 1),
    ("flac.flac", (), "FLAC", 2, 0),
    ("aac.m4a", (), "M4A AAC", 2, 1),
    ("alac.m4a", ("-c:a", "alac"), "M4A ALAC", 2, 1),
]


@pytest.fixture
def no_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "av", None)
    monkeypatch.setattr(extra, "is_there", lambda: False)


@pytest.fixture
def needs_extra():
    pytest.importorskip("av", reason="the amr extra is not installed")


@pytest.mark.parametrize(("name", "options", "label", "channels", "slack"), WITHOUT_EXTRA)
def test_every_format_but_amr_and_wma_is_read_without_the_extra(
    encoded, no_extra, name, options, label, channels, slack
):
    facts = probe(encoded(name, *options))
    assert (facts.encoding, facts.channels) == (label, channels)
    assert abs(facts.duration_ms - TRUTH) <= slack


@pytest.mark.parametrize(("name", "options"), [(row[0], row[1]) for row in WITHOUT_EXTRA if "m4a" not in row[0]])
def test_blocks_hold_all_frames_and_the_sound_that_went_in(encoded, name, options):
    path = encoded(name, *options)
    facts = probe(path)
    sound = np.concatenate(list(read_blocks(path)), axis=1)
    assert sound.dtype == np.int16
    assert sound.shape == (facts.channels, facts.frames)
    # A tone of 0.6 of full scale (both channels mixed where there is one) survives any of these codings.
    loudest = np.percentile(np.abs(sound[0].astype(int)), 99)
    assert 6_000 < loudest < 24_000


def test_the_name_says_nothing(encoded, tmp_path):
    renamed = tmp_path / "really-an-mp3.wav"
    renamed.write_bytes(encoded("tagged.mp3", "-b:a", "32k", "-metadata", "title=投诉").read_bytes())
    assert format_of_file(renamed) is Format.MP3
    assert probe(renamed).encoding == "MP3"


def test_amr_keeps_its_time_although_silence_was_not_transmitted(encoded, needs_extra, tmp_path):
    stored = tmp_path / "ab.amr"
    stored.write_bytes(encoded("call.amr").read_bytes())
    facts = probe(stored)
    assert (facts.encoding, facts.duration_ms, facts.sample_rate) == ("AMR", TRUTH, 8000)
    made = make_playable(stored, facts)
    assert made == playable_path(stored) == tmp_path / "ab.play.wav"
    with wave.open(str(made)) as sound:
        assert sound.getnframes() == facts.frames == SECONDS * 8000
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ab.amr", "ab.play.wav"]


def test_wide_band_amr_has_twice_the_rate(needs_extra, tmp_path):
    path = tmp_path / "wide.amr"
    path.write_bytes(b"#!AMR-WB\n" + (b"\x04" + bytes(17)) * 50)
    facts = probe(path)
    assert (facts.encoding, facts.duration_ms, facts.sample_rate) == ("AMR-WB", 1000, 16_000)
    assert sum(block.shape[1] for block in read_blocks(path)) == 16_000


@pytest.mark.parametrize("native", [False, True])
def test_amr_has_its_length_with_either_decoder(encoded, needs_extra, tmp_path, monkeypatch, native):
    import av

    if native:  # newer builds of PyAV have no other
        monkeypatch.setattr(av, "codecs_available", {"amrnb", "amrwb"})
    spoken = list(amr_frames(encoded("call.amr").read_bytes()))
    silence = [b"\x44" + bytes(5), *[b"\x7c"] * 49]
    path = tmp_path / "paused.amr"
    path.write_bytes(b"#!AMR\n" + b"".join([*spoken[:50], *silence, *spoken[50:100]]))
    sound = np.concatenate(list(read_blocks(path)), axis=1)
    assert sound.shape == (1, 3 * 8000)
    assert np.abs(sound[0, 16_500:].astype(int)).max() > 6_000
    wide = tmp_path / "wide.amr"
    wide.write_bytes(b"#!AMR-WB\n" + (b"\x04" + bytes(17)) * 50 + b"\x7c" * 50)
    assert sum(block.shape[1] for block in read_blocks(wide)) == 32_000


def test_two_programs_make_the_same_recording_playable_at_once(encoded, needs_extra, tmp_path, monkeypatch):
    stored = tmp_path / "ab.amr"
    stored.write_bytes(encoded("call.amr").read_bytes())
    facts = probe(stored)
    blocks = read_blocks

    def meanwhile(path):
        monkeypatch.setattr(playable, "read_blocks", blocks)
        make_playable(path, facts)
        return blocks(path)

    monkeypatch.setattr(playable, "read_blocks", meanwhile)
    assert probe(make_playable(stored, facts)).frames == facts.frames
    assert {path.name for path in tmp_path.iterdir()} == {"ab.amr", "ab.play.wav"}


def test_wma_is_made_playable(encoded, needs_extra, tmp_path):
    stored = tmp_path / "ab.wma"
    stored.write_bytes(encoded("call.wma").read_bytes())
    facts = probe(stored)
    assert facts.encoding == "WMA"
    # FFmpeg leaves the encoder's delay of 64 ms out.
    assert abs(facts.duration_ms - TRUTH) <= 200
    assert probe(make_playable(stored, facts)).frames == facts.frames


@pytest.mark.parametrize("name", ["call.amr", "call.wma"])
def test_amr_and_wma_without_the_extra_are_refused_with_the_remedy(encoded, no_extra, name):
    with pytest.raises(DecodingError) as caught:
        probe(encoded(name))
    # As typed it must reach the Python that runs the program, whatever is first on the user's path.
    assert shlex.split(caught.value.remedy) == [sys.executable, "-m", "pip", "install", "av"]


def test_other_formats_are_played_as_they_are(speech):
    assert make_playable(speech, probe(speech)) == playable_path(speech) == speech


CHECKED = [
    *((name, options) for name, options, *_ in WITHOUT_EXTRA),
    ("call.wma", ()),
]


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.97])
@pytest.mark.parametrize(("name", "options"), CHECKED)
def test_a_recording_that_breaks_off_is_refused(encoded, tmp_path, name, options, share):
    if name.endswith("wma"):
        pytest.importorskip("av", reason="the amr extra is not installed")
    whole = encoded(name, *options).read_bytes()
    cut = tmp_path / name
    # Not at the very end of a frame, where nothing but the encoder's own count could tell.
    cut.write_bytes(whole[: int(len(whole) * share) - 11])
    with pytest.raises(DecodingError) as caught:
        probe(cut)
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["tagged.mp3", "vorbis.ogg", "opus.ogg", "flac.flac"])
def test_a_recording_whose_middle_was_overwritten_is_refused(encoded, tmp_path, name):
    options = next(options for known, options, *_ in WITHOUT_EXTRA if known == name)
    data = bytearray(encoded(name, *options).read_bytes())
    middle = len(data) // 2
    data[middle : middle + 500] = bytes(range(250)) * 2
    damaged = tmp_path / name
    damaged.write_bytes(data)
    with pytest.raises(DecodingError):
        probe(damaged)


def wav(*, data: bytes, claims: int | None = None, channels: int = 1, rate: int = RATE, tag: int = 1) -> bytes:
    fmt = struct.pack("<HHIIHH", tag, channels, rate, rate * channels * 2 & 0xFFFFFFFF, channels * 2 & 0xFFFF, 16)
    length = len(data) if claims is None else claims
    body = b"WAVEfmt " + struct.pack("<I", len(fmt)) + fmt + b"data" + struct.pack("<I", length) + data
    return b"RIFF" + struct.pack("<I", len(body) & 0xFFFFFFFF) + body


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("empty-recording", b""),
        ("no-recording", b"file,agent\na.wav,1001\n"),
        ("no-recording", b"\0" * 4096),
        ("empty-recording", wav(data=b"")),
        ("damaged-recording", wav(data=b"\0" * 100, claims=1_000_000)),
        ("damaged-recording", wav(data=b"\0" * 100, claims=0xFFFF_FF00)),
        ("damaged-recording", wav(data=b"\0" * 100, channels=0)),
        ("damaged-recording", wav(data=b"\0" * 100, channels=60_000)),
        ("damaged-recording", wav(data=b"\0" * 100, rate=0)),
        ("damaged-recording", wav(data=b"\0" * 100, rate=4_000_000_000)),
        ("damaged-recording", b"RIFF\x24\0\0\0WAVE"),
        ("damaged-recording", b"fLaC" + b"\xff" * 60),
        ("damaged-recording", b"OggS" + b"\xff" * 60),
        ("damaged-recording", b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + b"\0" * 50),
        ("damaged-recording", b"\xff\xfb\x90\x00" + b"\0" * 10),
        ("damaged-recording", struct.pack(">I4s4sI", 24, b"ftyp", b"M4A ", 0) + b"isomM4A "),
        (
            "damaged-recording",
            struct.pack(">I4s4sI", 16, b"ftyp", b"M4A ", 0) + struct.pack(">I4sQ", 1, b"moov", 2**62),
        ),
    ],
)
def test_bytes_that_are_no_sound_are_refused_by_what_is_wrong_with_them(tmp_path, code, content):
    path = tmp_path / "call.wav"
    path.write_bytes(content)
    with pytest.raises(DecodingError) as caught:
        probe(path)
    assert caught.value.code == code


def test_a_recorder_that_could_not_fill_in_the_length_is_understood(tmp_path):
    path = tmp_path / "streamed.wav"
    path.write_bytes(wav(data=tone(1, channels=1).tobytes(), claims=0xFFFFFFFF))
    assert probe(path).duration_ms == 1000


def test_samples_of_a_float_wav_are_scaled_and_clipped(tmp_path):
    path = tmp_path / "float.wav"
    soundfile.write(path, np.array([0.5, -0.5, 2.0, -2.0, np.nan], np.float32), RATE, subtype="FLOAT")
    (block,) = read_blocks(path)
    assert block.tolist() == [[16_384, -16_384, 32_767, -32_768, 0]]


def test_real_and_hostile_recordings(shared_data):
    (call,) = (shared_data / "call").glob("*.wav")
    facts = probe(call)
    assert (facts.encoding, facts.duration_ms, facts.channels, facts.sample_rate) == ("WAV PCM", 277_660, 1, 8000)
    for path in sorted((shared_data / "hostile").iterdir()):
        with pytest.raises(DecodingError):
            probe(path)


@pytest.fixture
def shared_data() -> Path:
    folder = Path(__file__).parents[3] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder of real inputs is not beside the project")
    return folder
