"""How a recording is listened to: loops, silences, turns, once more and slower. The player stands in for the sound."""

import pytest
from pytestqt.qtbot import QtBot

from qa_auditor.domain.spans import Span
from qa_auditor.ui.pages.score.hear.listening import Listening
from qa_auditor.ui.player import Player


class Played(Player):
    """A player whose sound is moved by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.open(None, length_ms=60_000)

    def toggle(self) -> None:
        self.playing = not self.playing

    def play_to(self, *moments: int) -> None:
        self.playing = True
        for moment in moments:
            self.seek(moment)


@pytest.fixture
def player(qtbot: QtBot) -> Played:
    return Played()


@pytest.fixture
def listening(player: Played) -> Listening:
    made = Listening(player)
    made.know([Span(10_000, 20_000), Span(30_000, 30_500)], [0, 5000, 22_000, 40_000])
    return made


def test_a_span_is_played_over_and_over(player: Played, listening: Listening):
    assert not listening.toggle_loop(), "nothing is selected"
    listening.select(Span(5000, 8000))
    assert listening.toggle_loop()
    assert player.position == 5000
    assert player.playing
    player.play_to(7990, 8010)
    assert player.position == 5000
    listening.toggle_loop()
    player.play_to(8010)
    assert player.position == 8010


def test_a_loop_that_reaches_the_end_begins_again(player: Played, listening: Listening):
    listening.select(Span(50_000, 60_000))
    listening.toggle_loop()
    player.playing = False
    player.seek(60_000)
    player.changed.emit()
    assert player.playing
    assert player.position == 50_000


def test_long_silences_are_left_out_but_for_a_breath(player: Played, listening: Listening):
    listening.set_skips(on=True)
    player.play_to(9990, 10_100)
    assert player.position == 10_100, "the end of the word before it stays"
    player.play_to(10_300)
    assert player.position == 19_750
    player.play_to(30_100)
    assert player.position == 30_100, "a short silence belongs to speech"
    listening.set_skips(on=False)
    player.play_to(11_000)
    assert player.position == 11_000


def test_whoever_stands_still_in_a_silence_stays_there(player: Played, listening: Listening):
    listening.set_skips(on=True)
    player.seek(12_000)
    assert player.position == 12_000


def test_turns_are_jumped_between(player: Played, listening: Listening):
    for wanted in (5000, 22_000, 40_000):
        assert listening.turn(1)
        assert player.position == wanted
    assert not listening.turn(1)
    assert listening.turn(-1)
    assert player.position == 22_000
    player.seek(22_200)
    listening.turn(-1)
    assert player.position == 5000, "at the beginning of a turn the one before it is meant"
    player.seek(26_000)
    listening.turn(-1)
    assert player.position == 22_000


def test_once_more_is_slower_until_where_it_was(player: Played, listening: Listening):
    player.set_rate(1.5)
    player.seek(8000)
    listening.again()
    assert player.position == 4000
    assert player.rate == 1.25
    assert player.playing
    listening.again()
    assert (player.position, player.rate) == (0, 1.0)
    player.play_to(7000)
    assert player.rate == 1.0
    player.play_to(8000)
    assert player.rate == 1.5
