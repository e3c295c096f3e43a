"""Speech found in recordings whose truth is known because they were put together here."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile

from qa_auditor.domain.audio_facts import Apart, AudioFacts, Sound, audio_facts
from qa_auditor.domain.spans import Span, total_ms
from qa_auditor.media.activity import ActivityCollector
from qa_auditor.media.analysis import measured_file
from qa_auditor.media.peaks import even_blocks

CLOSE = 50
"""Milliseconds by which a moment may be off."""

AGENT = ((500, 6_300), (13_000, 19_000), (28_000, 33_100), (41_000, 42_000))
CUSTOMER = ((7_000, 12_200), (17_500, 24_000), (33_900, 37_000))
"""The customer interrupts at 17.5 s; from 24 s to 28 s and from 37 s to 41 s nobody talks."""

LENGTH = 45_000
LAST_NOISE = 0.0005


def voice(milliseconds: int, rate: int, seed: int) -> np.ndarray:
    """Something like speech: tones with the rise and fall of syllables, and short stops."""
    random = np.random.default_rng(seed)
    count = milliseconds * rate // 1000
    at = np.arange(count) / rate
    carrier = sum(np.sin(2 * np.pi * hertz * at + random.uniform(0, 6)) for hertz in (180, 360, 540, 900, 1600, 2300))
    syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 4.3 * at - 1)
    stops = np.ones(count)
    for stop in range(700, milliseconds - 500, 900):
        stops[stop * rate // 1000 : (stop + 90) * rate // 1000] = 0
    return carrier * syllables * stops / 6 + random.normal(0, 0.01, count) * stops


def talking(
    spans, *, rate: int = 8000, length: int = LENGTH, loud: float = 0.3, noise: float = LAST_NOISE, seed: int = 1
):
    """One channel, -1 to 1."""
    channel = np.random.default_rng(seed).normal(0, noise, length * rate // 1000)
    for number, (start, end) in enumerate(spans):
        said = voice(end - start, rate, seed + number) * loud
        first = start * rate // 1000
        channel[first : first + len(said)] += said
    return channel


def measured(*channels: np.ndarray, rate: int = 8000) -> Sound:
    """What is measured of samples from -1 to 1."""
    samples = (np.clip(np.stack(channels), -1, 1) * 32_767).astype(np.int16)
    collector = ActivityCollector(channels=len(channels), sample_rate=rate)
    for block in even_blocks([samples], collector.frame):
        collector.add(block)
    return collector.sound()


def close(found, truth) -> bool:
    return len(found) == len(truth) and all(
        abs(span.start_ms - start) <= CLOSE and abs(span.end_ms - end) <= CLOSE
        for span, (start, end) in zip(found, truth, strict=True)
    )


def check_the_dialogue(facts: AudioFacts) -> None:
    """All facts of ``AGENT`` and ``CUSTOMER``."""
    assert facts.agent is not None
    assert facts.customer is not None
    assert close(facts.agent.speech, AGENT)
    assert close(facts.customer.speech, CUSTOMER)
    assert abs(facts.agent.talk_ms - 17_900) <= len(AGENT) * CLOSE
    assert abs(facts.customer.talk_ms - 14_800) <= len(CUSTOMER) * CLOSE
    assert facts.agent.first_ms == pytest.approx(500, abs=CLOSE)
    assert facts.overlaps is not None
    assert close(facts.overlaps, ((17_500, 19_000),))
    assert close(facts.customer.interruptions, ((17_500, 19_000),))
    assert facts.agent.interruptions == ()
    assert close(facts.silences, ((24_000, 28_000), (37_000, 41_000), (42_000, LENGTH)))
    assert facts.customer.monologue is not None
    assert close((facts.customer.monologue,), ((17_500, 24_000),))
    assert facts.holds == ()
    assert "".join(turn.side.value[0] for turn in facts.turns) == "acacaca"


# ----------------------------------------------------------------------------------------------------------- dialogues


@pytest.mark.parametrize("rate", [8000, 11_025, 16_000, 22_050, 44_100, 48_000])
def test_a_dialogue_is_measured_right_at_every_sampling_rate(rate):
    sound = measured(talking(AGENT, rate=rate), talking(CUSTOMER, rate=rate, seed=50), rate=rate)
    check_the_dialogue(audio_facts(sound))


@dataclass(frozen=True)
class Line:
    """What a telephone line does to the sound."""

    loud: float = 0.3
    noise: float = LAST_NOISE
    offset: float = 0.0
    hum: float = 0.0
    crosstalk: float = 0.0


@pytest.mark.parametrize(
    "line",
    [
        Line(noise=0.0),
        Line(noise=0.005),
        Line(noise=0.015),
        Line(loud=0.03),
        Line(loud=0.04, noise=0.0001),
        Line(loud=4.0),
        Line(offset=0.3),
        Line(offset=-0.1, noise=0.003),
        Line(hum=0.004),
        Line(crosstalk=0.005),
    ],
    ids=repr,
)
def test_a_dialogue_is_measured_right_on_every_line(line):
    agent = talking(AGENT, loud=line.loud, noise=line.noise)
    customer = talking(CUSTOMER, loud=line.loud, noise=line.noise, seed=50)
    hum = line.hum * np.sin(2 * np.pi * 50 * np.arange(len(agent)) / 8000)
    left = agent + line.crosstalk * customer + hum + line.offset
    right = customer + line.crosstalk * agent + hum + line.offset
    check_the_dialogue(audio_facts(measured(left, right)))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("alaw.wav", ("-c:a", "pcm_alaw")),
        ("mulaw.wav", ("-c:a", "pcm_mulaw")),
        ("eight.wav", ("-c:a", "pcm_u8")),
        ("float.wav", ("-c:a", "pcm_f32le")),
        ("call.mp3", ("-b:a", "32k")),
        ("vorbis.ogg", ("-c:a", "libvorbis")),
        ("opus.ogg", ("-c:a", "libopus", "-b:a", "48k")),
        ("flac.flac", ()),
    ],
)
def test_a_dialogue_is_measured_right_in_every_coding(dialogue_file, require_reader, tmp_path, name, options):
    path = tmp_path / name
    command = [require_reader("ffmpeg"), "-v", "error", "-i", str(dialogue_file), *options, str(path)]
    subprocess.run(command, check=True, capture_output=True)
    facts, sound = measured_file(path)
    assert facts.channels == 2
    check_the_dialogue(audio_facts(sound))


@pytest.fixture(scope="module")
def dialogue_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dialogue") / "dialogue.wav"
    channels = np.stack([talking(AGENT), talking(CUSTOMER, seed=50)], axis=1)
    soundfile.write(path, np.clip(channels, -1, 1), 8000, subtype="PCM_16")
    return path


def test_the_same_recording_gives_the_same_sound(dialogue_file):
    assert measured_file(dialogue_file) == measured_file(dialogue_file)


def test_a_mixed_mono_call_has_its_speech_and_its_silences():
    sound = measured(talking(AGENT) + talking(CUSTOMER, seed=50))
    facts = audio_facts(sound)
    assert facts.apart is Apart.MONO
    # Pauses of up to 300 ms are part of speech; here the shortest between the two is 700 ms.
    truth = ((500, 6_300), (7_000, 12_200), (13_000, 24_000), (28_000, 33_100), (33_900, 37_000), (41_000, 42_000))
    assert close(facts.anybody.speech, truth)
    assert close(facts.silences, ((24_000, 28_000), (37_000, 41_000), (42_000, LENGTH)))


@pytest.mark.parametrize("second", [1.0, 0.25])
def test_a_mono_call_in_two_channels_is_not_taken_for_two_sides(second):
    mixed = talking(AGENT) + talking(CUSTOMER, seed=50)
    assert audio_facts(measured(mixed, mixed * second)).apart is Apart.ALIKE
    assert audio_facts(measured(mixed, mixed * 0)).apart is Apart.YES
    assert audio_facts(measured(mixed * 0, mixed * 0)).apart is Apart.YES


# ------------------------------------------------------------------------------------------- silence, noise, one voice


@pytest.mark.parametrize("noise", [0.0, 0.0001, 0.001, 0.01])
def test_a_line_without_a_voice_is_silent(noise):
    sound = measured(talking((), noise=noise), talking((), noise=noise, seed=9))
    assert [channel.speech for channel in sound.channels] == [(), ()]
    assert audio_facts(sound).silences == (Span(0, LENGTH),)


@pytest.mark.parametrize("talked", [0.02, 0.5, 0.97])
def test_however_little_or_much_a_side_talks_it_is_found(talked):
    end = 500 + round(talked * (LENGTH - 1_000))
    (channel,) = measured(talking(((500, end),))).channels
    assert close(channel.speech, ((500, end),))


@pytest.mark.parametrize("hertz", [300, 425])
def test_an_even_tone_that_never_stops_is_sound_all_the_time(hertz):
    (channel,) = measured(0.2 * np.sin(2 * np.pi * hertz * np.arange(80_000) / 8000)).channels
    assert channel.speech == (Span(0, 10_000),)
    assert channel.steady == (Span(0, 10_000),)


def test_clicks_are_no_speech():
    clicking = talking(())
    for start in range(4000, len(clicking) - 100, 16_000):
        clicking[start : start + 80] += 0.5
    assert measured(clicking).channels[0].speech == ()


def test_a_recording_of_less_than_a_frame_is_measured():
    assert measured(np.array([0.5, -0.5, 0.5])).duration_ms == 0
    assert measured(np.array([0.5, -0.5] * 20)).channels[0].peak_db == pytest.approx(-6, abs=0.1)


# --------------------------------------------------------------------------------------------------- level and clipping


def test_level_is_that_of_the_speech_and_peak_that_of_all():
    count = 8000
    sine = 0.1 * np.sin(2 * np.pi * 500 * np.arange(count) / 8000)
    quiet = np.random.default_rng(2).normal(0, 0.0003, count)
    (channel,) = measured(np.concatenate([quiet, sine, quiet])).channels
    # A sine of a tenth of full scale: 20 dB below, and 3 dB less as root mean square.
    assert channel.level_db == pytest.approx(-23.0, abs=0.2)
    assert channel.peak_db == pytest.approx(-20.0, abs=0.1)
    assert channel.noise_db == pytest.approx(-70.5, abs=0.5)
    assert channel.clipped == 0


def test_clipped_samples_are_counted_and_full_ones_that_touch_the_top_are_not():
    loud = 0.5 * np.sin(2 * np.pi * 500 * np.arange(8000) / 8000)
    loud[100:105], loud[200:203], loud[300:302] = 1.0, -1.0, 1.0
    assert measured(loud).channels[0].clipped == 8
    touching = 0.999 * np.sin(2 * np.pi * 500 * np.arange(8000) / 8000)
    assert measured(touching).channels[0].clipped == 0


@pytest.mark.parametrize("coding", ["PCM_U8", "ULAW", "ALAW"])
def test_clipping_is_seen_in_eight_bit_codings(tmp_path, coding):
    path = tmp_path / "loud.wav"
    soundfile.write(path, np.clip(talking(AGENT, loud=6.0), -1, 1), 8000, subtype=coding)
    _facts, sound = measured_file(path)
    assert sound.channels[0].clipped > 10_000
    soundfile.write(path, talking(AGENT, loud=0.3), 8000, subtype=coding)
    _facts, sound = measured_file(path)
    assert sound.channels[0].clipped == 0


# --------------------------------------------------------------------------------------------------------------- hold


def chords(milliseconds: int, _seed: int = 0) -> np.ndarray:
    at = np.arange(milliseconds * 8) / 8000
    chord = np.array([[262, 330, 392], [294, 349, 440], [247, 330, 415], [262, 349, 440]])
    tones = chord[(at // 2).astype(int) % 4].T
    music: np.ndarray = 0.1 * np.sin(2 * np.pi * tones * at).sum(axis=0)
    return music


def plucked(milliseconds: int, seed: int = 4) -> np.ndarray:
    random = np.random.default_rng(seed)
    music = np.zeros(milliseconds * 8 + 16_000)
    at = np.arange(16_000) / 8000
    for start in range(0, milliseconds * 8, 2_000):
        hertz = random.choice([262, 294, 330, 392, 440, 523])
        music[start : start + 16_000] += 0.15 * np.sin(2 * np.pi * hertz * at) * np.exp(-3 * at)
    return music[: milliseconds * 8]


@pytest.mark.parametrize("music", [chords, plucked])
def test_music_while_the_customer_waits_is_hold(music: Callable[[int], np.ndarray]):
    agent, customer = ((500, 5_000), (50_000, 55_000)), ((5_500, 8_000), (55_500, 58_000))
    left = talking(agent, length=60_000)
    left[80_000:384_000] += music(38_000)
    facts = audio_facts(measured(left, talking(customer, length=60_000, seed=50)))
    assert facts.holds is not None
    (hold,) = facts.holds
    assert (hold.start_ms, hold.end_ms) == (pytest.approx(8_000, abs=100), pytest.approx(50_000, abs=100))


def test_a_long_speech_is_no_hold():
    facts = audio_facts(measured(talking(((500, 55_000),), length=60_000), talking(((56_000, 59_000),), length=60_000)))
    assert facts.holds == ()
    assert total_ms(facts.agent.speech if facts.agent else ()) > 50_000
