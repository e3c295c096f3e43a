"""The facts of a recording as figures: what can be said, what it leads to, and nothing that can't be known."""

import pytest
from pytestqt.qtbot import QtBot

from qa_auditor.domain.audio_facts import AudioFacts, ChannelSound, Sound, audio_facts
from qa_auditor.domain.spans import Span
from qa_auditor.ui.pages.score.hear.facts_strip import FactsStrip
from qa_auditor.ui.pages.score.hear.figures import figures_of, shades_of
from qa_auditor.ui.pages.score.hear.scene import Ground
from qa_auditor.ui.theme.tokens import load_tokens

AGENT = ChannelSound((Span(1000, 21_000), Span(60_000, 70_000)), level_db=-21.4, peak_db=-3.0, clipped=7)
CUSTOMER = ChannelSound((Span(19_000, 30_000),), level_db=-25.0, peak_db=-6.0)


@pytest.fixture
def facts() -> AudioFacts:
    return audio_facts(Sound(100_000, (AGENT, CUSTOMER)))


def values(facts: AudioFacts) -> dict[str, str]:
    return {figure.key: figure.value for figure in figures_of(facts)}


def test_both_sides_are_told_apart(facts: AudioFacts):
    assert values(facts) == {
        "talk": "30 : 11 %",
        "silences": "2 · 30.0 s",
        "overlaps": "1",
        "first": "1.0 s",
        "monologue": "20.0 s",
        "hold": "00:30",
        "level": "−21 dB ▲",
    }


def test_of_one_channel_nothing_is_said_about_sides():
    mono = audio_facts(Sound(100_000, (AGENT,)))
    assert set(values(mono)) == {"talk", "silences", "level"}
    assert values(mono)["talk"] == "30 %"


def test_a_click_goes_from_place_to_place_the_longest_first(facts: AudioFacts, qtbot: QtBot):
    strip = FactsStrip()
    qtbot.addWidget(strip)
    strip.recolour(load_tokens("light"))
    strip.show_facts(facts)
    silences = next(figure for figure in strip.figures if figure.key == "silences")
    gone: list[int] = []
    strip.place_wanted.connect(gone.append)
    for _click in range(3):
        strip.go(silences)
    assert gone == [30_000, 70_000, 30_000]
    strip.show_facts(None)
    assert not strip.isVisible()


def test_a_hold_is_shaded_as_one_and_not_as_silence_too(facts: AudioFacts):
    shades = [(shade.ground, shade.start_ms, shade.end_ms) for shade in shades_of(facts)]
    assert (Ground.OVERLAP, 19_000, 21_000) in shades
    holds = [(start, end) for ground, start, end in shades if ground is Ground.HOLD]
    silences = [(start, end) for ground, start, end in shades if ground is Ground.SILENCE]
    assert holds
    assert not any(start >= first and end <= last for start, end in silences for first, last in holds)
