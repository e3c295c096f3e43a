"""Peaks against samples that another program decoded, bin by bin."""

import subprocess
import sys
from array import array
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from qa_auditor.application.ports.audio import Waveform
from qa_auditor.application.tasks import Cancelled
from qa_auditor.domain.subject import Recording
from qa_auditor.media.analysis import DecodingAnalysis
from qa_auditor.media.decode import probe, read_blocks
from qa_auditor.media.peaks import bins_in_turn, fine_width

# name, options of ffmpeg, how far its decoder and ours may be apart: both round, and float decoders round differently
EXACT = [
    ("pcm.wav", (), 0),
    ("pcm8.wav", ("-c:a", "pcm_u8"), 0),
    ("pcm24.wav", ("-c:a", "pcm_s24le"), 0),
    ("pcm32.wav", ("-c:a", "pcm_s32le"), 0),
    ("float.wav", ("-c:a", "pcm_f32le"), 0),
    ("alaw.wav", ("-c:a", "pcm_alaw"), 0),
    ("mulaw.wav", ("-c:a", "pcm_mulaw"), 0),
    ("gsm.wav", ("-ac", "1", "-c:a", "libgsm_ms"), 0),
    ("adpcm.wav", ("-c:a", "adpcm_ms"), 0),
    ("flac.flac", (), 0),
    ("vbr.mp3", ("-q:a", "5"), 2),
    ("bare.mp3", ("-q:a", "5", "-write_xing", "0", "-id3v2_version", "0"), 2),
    ("vorbis.ogg", ("-c:a", "libvorbis"), 2),
    ("wide.ogg", ("-ar", "48000", "-c:a", "libopus"), 2),
    ("mono.m4a", ("-ac", "1", "-ar", "44100"), 2),
]


def plain_peaks(path: Path, channels: int, width: int, ffmpeg: str) -> list[list[int]]:
    """The slow and obvious way, over what FFmpeg decodes."""
    command = [ffmpeg, "-v", "error", "-i", str(path), "-f", "s16le", "-"]
    samples = array("h", subprocess.run(command, check=True, capture_output=True).stdout)
    if sys.byteorder == "big":
        samples.byteswap()
    found = []
    for channel in range(channels):
        mine = samples[channel::channels]
        parts = [mine[start : start + width] for start in range(0, len(mine), width)]
        found.append([value for part in parts for value in (min(part), max(part))])
    return found


@pytest.mark.parametrize("width", [80, 1000])
@pytest.mark.parametrize(("name", "options", "slack"), EXACT)
def test_peaks_are_those_of_another_decoder_bin_by_bin(encoded, require_reader, name, options, slack, width):
    if name.endswith("m4a"):
        pytest.importorskip("av", reason="the amr extra is not installed")
    path = encoded(name, *options)
    with closing(read_blocks(path)) as blocks:
        ours = bins_in_turn(blocks, width)
    theirs = plain_peaks(path, len(ours), width, require_reader("ffmpeg"))
    assert [len(channel) for channel in ours] == [len(channel) for channel in theirs]
    assert np.abs(np.array(ours, np.int32) - np.array(theirs, np.int32)).max() <= slack


def test_loud_vorbis_is_clipped_and_never_wraps_around(tmp_path):
    loud = np.where(np.sin(np.arange(16_000) * 0.05) > 0, 1.0, -1.0)
    path = tmp_path / "loud.ogg"
    soundfile.write(path, loud, 8000, format="OGG", subtype="VORBIS")
    decoded = np.concatenate(list(read_blocks(path)), axis=1)[0]
    # Where the original is at its top for a while, what is decoded is near it: a wrapped sample would be at the bottom.
    steady = (np.convolve(loud, np.ones(31), "same") > 30.5)[: len(decoded)]
    assert decoded[: len(steady)][steady].min() > 16_000


@pytest.mark.parametrize("width", [1, 7, 80, 65_536, 100_003])
@pytest.mark.parametrize("frames", [1, 79, 80, 81, 65_536, 70_001])
def test_bins_of_any_width_cover_every_sample_once_however_blocks_fall(width, frames):
    samples = np.random.default_rng(frames).integers(-32_768, 32_768, (2, frames)).astype(np.int16)
    cuts = sorted({0, frames, *np.random.default_rng(width).integers(0, frames + 1, 5).tolist()})
    blocks = [samples[:, start:end] for start, end in pairwise(cuts)]
    left, right = bins_in_turn(blocks, width)
    starts = range(0, frames, width)
    assert list(left[::2]) == [samples[0, start : start + width].min() for start in starts]
    assert list(right[1::2]) == [samples[1, start : start + width].max() for start in starts]


# ------------------------------------------------------------------------------------------------------ what is kept


@pytest.fixture
def long_call(tmp_path) -> tuple[Recording, Path, np.ndarray]:
    """Two minutes whose loudness changes all the time."""
    frames = 120 * 8000 + 37
    random = np.random.default_rng(4)
    loudness = np.repeat(random.uniform(0, 30_000, (2, frames // 500 + 1)), 500, axis=1)[:, :frames]
    samples = (random.uniform(-1, 1, (2, frames)) * loudness).astype(np.int16)
    path = tmp_path / "call.wav"
    soundfile.write(path, samples.T, 8000, subtype="PCM_16")
    return recording_of(path), path, samples


def recording_of(path: Path) -> Recording:
    facts, content = probe(path), path.read_bytes()
    return Recording(
        sha256(content).hexdigest(),
        path.name,
        facts.encoding,
        len(content),
        facts.duration_ms,
        facts.channels,
        facts.sample_rate,
    )


@pytest.fixture
def analysis(tmp_path) -> DecodingAnalysis:
    return DecodingAnalysis(tmp_path / "cache" / "peaks")


@pytest.mark.parametrize("start", [0, 64, 4_000, 500_000.5, 959_000])
@pytest.mark.parametrize("width", [64.0, 100.7, 480.0, 960.037, 1_234.5])
def test_a_column_shows_the_peaks_of_its_stretch(long_call, analysis, start, width):
    recording, path, samples = long_call
    waveform = analysis.analyse(recording, path).waveform
    count = 900
    slack = max(waveform.finest, width / 4)
    for channel in range(2):
        low, high = waveform.columns(channel, start=start, samples_per_column=width, count=count)
        assert (len(low), len(high)) == (count, count)
        for number in range(count):
            begin, end = start + number * width, start + (number + 1) * width
            within = samples[channel, int(begin + slack) : int(max(begin + slack, end - slack))]
            around = samples[channel, int(max(0, begin - slack)) : int(end + slack)]
            if len(around):
                assert around.min() <= low[number] <= high[number] <= around.max()
            else:
                assert (low[number], high[number]) == (0, 0)
            if len(within):
                assert low[number] <= within.min() <= within.max() <= high[number]


def test_columns_before_the_beginning_and_after_the_end_are_flat(long_call, analysis):
    recording, path, samples = long_call
    waveform = analysis.analyse(recording, path).waveform
    low, high = waveform.columns(1, start=-6400, samples_per_column=640, count=1600)
    known = -(-samples.shape[1] // 640)
    assert list(low[:10]) == list(high[:10]) == [0] * 10
    assert list(low[10 + known :]) == list(high[10 + known :]) == [0] * (1590 - known)
    assert all(one < 0 < other for one, other in zip(low[10 : 10 + known], high[10 : 10 + known], strict=True))


def test_the_picture_grows_while_the_recording_is_decoded(long_call, analysis, monkeypatch):
    monkeypatch.setattr("qa_auditor.media.analysis.SECONDS_BETWEEN_PICTURES", 0.0)
    recording, path, _samples = long_call
    pictures: list[Waveform] = []
    told: list[int] = []
    whole = analysis.analyse(
        recording, path, progress=lambda done, of, what: told.append(done), partial=pictures.append
    ).waveform
    assert told == sorted(told)
    assert told[-1] <= recording.duration_ms
    known = [picture.frames for picture in pictures]
    assert known == sorted(set(known))
    assert len(known) > 5
    early = pictures[2]
    width = early.frames / 400
    seen, later = (picture.columns(0, start=0, samples_per_column=width, count=400) for picture in (early, whole))
    assert seen == later


def test_what_was_found_is_found_again_without_decoding(long_call, analysis, tmp_path, monkeypatch):
    recording, path, _samples = long_call
    assert analysis.kept(recording) is None
    found = analysis.analyse(recording, path)
    path.unlink()
    again = DecodingAnalysis(tmp_path / "cache" / "peaks")
    for known in (again.kept(recording), again.analyse(recording, path)):
        assert known is not None
        assert known.waveform.frames == found.waveform.frames
        view = {"start": 0, "samples_per_column": 800, "count": 1200}
        assert known.waveform.columns(1, **view) == found.waveform.columns(1, **view)
    assert again.kept(replace(recording, sha256="cd" * 32)) is None


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "another", "foreign"])
def test_a_damaged_or_foreign_cache_is_computed_again(long_call, analysis, tmp_path, damage):
    recording, path, _samples = long_call
    right = analysis.analyse(recording, path).waveform
    (kept,) = (tmp_path / "cache" / "peaks").rglob("*.peaks")
    whole = kept.read_bytes()
    if damage == "another":
        other = tmp_path / "other.wav"
        other.write_bytes(path.read_bytes() + b"LIST\4\0\0\0INFO")
        analysis.analyse(recording_of(other), other)
        (of_other,) = (file for file in (tmp_path / "cache" / "peaks").rglob("*.peaks") if file != kept)
        whole = of_other.read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    content = {"cut": whole[:-2], "flipped": bytes(flipped), "empty": b"", "foreign": b"QAPEAKS\xff" + whole[8:]}
    kept.write_bytes(content.get(damage, whole))
    assert analysis.kept(recording) is None
    view = {"start": 0, "samples_per_column": 800, "count": 1200}
    assert analysis.analyse(recording, path).waveform.columns(0, **view) == right.columns(0, **view)
    assert analysis.kept(recording) is not None


def test_another_file_in_the_place_of_the_recording_is_drawn_but_not_kept_for_it(long_call, analysis, tmp_path):
    recording, path, samples = long_call
    soundfile.write(path, samples.T // 2, 8000, subtype="PCM_16")
    assert analysis.analyse(recording, path).waveform.frames == samples.shape[1]
    assert analysis.kept(recording) is None


def test_a_cancelled_analysis_keeps_nothing(long_call, analysis, tmp_path):
    recording, path, _samples = long_call

    def cancel(done: int, of: int, what: str) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        analysis.analyse(recording, path, progress=cancel)
    assert not list(tmp_path.rglob("*.peaks*"))


def test_a_cache_that_cannot_be_written_costs_only_time(long_call, tmp_path):
    recording, path, _samples = long_call
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    found = DecodingAnalysis(in_the_way / "peaks").analyse(recording, path)
    assert found.waveform.frames == 120 * 8000 + 37


@pytest.mark.parametrize("name", [name for name, *_rest in EXACT])
def test_a_window_holds_the_very_samples_of_its_stretch(encoded, analysis, name):
    path = encoded(name, *next(options for known, options, _slack in EXACT if known == name))
    recording = recording_of(path)
    samples = np.concatenate(list(read_blocks(path)), axis=1)
    window = analysis.window(recording, path, first=9_001, frames=80)
    assert (window.first, window.frames, window.finest) == (9_001, 80, 1)
    low, high = window.columns(0, start=9_001, samples_per_column=1, count=80)
    assert list(low) == list(high) == samples[0, 9_001:9_081].tolist()
    last = analysis.window(recording, path, first=samples.shape[1] - 5, frames=80)
    assert last.frames == 5
    assert analysis.window(recording, path, first=samples.shape[1] + 5, frames=80).frames == 0


def test_bins_are_a_power_of_two_that_lasts_some_milliseconds():
    for rate in (4000, 8000, 11_025, 16_000, 22_050, 44_100, 48_000, 384_000):
        width = fine_width(rate)
        assert width & (width - 1) == 0
        assert 0.004 <= width / rate <= 0.008
