"""Who waited how long for an answer, held against dialogues whose truth is known by their making."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_auditor.domain.conversation import Conversation, ConversationKind, Line, Side, Word
from qa_auditor.domain.reply_times import Reply, ReplyTimes, first_agent_word, reply_times

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
A, C, SYSTEM, U = Side.AGENT, Side.CUSTOMER, Side.OTHER, Side.UNKNOWN


def times_of(*said: tuple[Side, int | None]) -> ReplyTimes:
    """Messages by side and minute."""
    lines = (
        Line(position, side, "x", sent=None if minute is None else NOON + timedelta(minutes=minute))
        for position, (side, minute) in enumerate(said)
    )
    return reply_times(Conversation("s", ConversationKind.CHAT, tuple(lines)))


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def test_an_answer_is_counted_from_the_first_message_that_waits():
    times = times_of((C, 0), (C, 3), (A, 5), (A, 6), (C, 10), (A, 11))

    assert times.replies == (
        Reply(A, 0, 2, minutes(5)),
        Reply(C, 2, 4, minutes(5)),
        Reply(A, 4, 5, minutes(1)),
    )
    assert times.first_response() == Reply(A, 0, 2, minutes(5))
    assert times.longest() == Reply(A, 0, 2, minutes(5))
    assert times.mean() == minutes(3)
    assert times.duration == minutes(11)
    assert (times.messages[A], times.messages[C]) == (3, 3)


def test_a_greeting_is_no_answer_and_the_first_response_is_what_follows_the_customer():
    assert times_of((A, 0), (C, 4), (A, 6)).first_response() == Reply(A, 1, 2, minutes(2))


def test_systems_and_people_of_no_known_side_neither_ask_nor_answer():
    times = times_of((C, 0), (SYSTEM, 1), (U, 2), (A, 7))
    assert times.replies == (Reply(A, 0, 3, minutes(7)),)
    assert (times.messages[SYSTEM], times.messages[U]) == (1, 1)


def test_a_day_may_pass_and_not_a_moment_more():
    day = timedelta(hours=24)
    assert times_of((C, 0), (A, 24 * 60)).later_than(day) == ()
    assert times_of((C, 0), (A, 24 * 60 + 1)).later_than(day) == (Reply(A, 0, 1, day + minutes(1)),)
    assert times_of((C, 0), (A, 1), (C, 5000)).later_than(day) == (), "the customer may take as long as they like"


def test_who_is_still_waiting_is_known():
    times = times_of((C, 0), (A, 1), (C, 2), (C, 3))
    assert (times.waiting, times.waiting_side) == (2, C)
    assert times_of().waiting is None


def test_mails_that_came_in_late_stand_in_their_time():
    assert times_of((A, 10), (C, 0)).replies == (Reply(A, 1, 0, minutes(10)),)


def test_without_times_there_are_counts_alone():
    times = times_of((C, None), (A, None))
    assert (times.replies, times.duration, times.messages[C]) == ((), None, 1)
    assert times.first_response() is times.longest() is times.mean() is None


sides = st.sampled_from([A, C])


@given(sides, st.lists(st.tuples(st.integers(0, 5000), st.lists(st.integers(0, 500), max_size=3)), max_size=8))
def test_the_waits_that_a_dialogue_was_made_of_are_found_again(first, turns):
    said: list[tuple[Side, int]] = []
    expected: list[tuple[Side, int]] = []
    side, now, begun = first, 0, 0
    for number, (wait, more) in enumerate(turns):
        if number:
            # The turn begins after the former one's last message, and was waited for since its first.
            side, now = (A if side is C else C), now + wait
            expected.append((side, now - begun))
        begun = now
        said.append((side, now))
        for pause in more:
            now += pause
            said.append((side, now))
    found = times_of(*said)

    assert [(reply.side, reply.waited) for reply in found.replies] == [(who, minutes(wait)) for who, wait in expected]


@given(st.lists(st.tuples(st.sampled_from(Side), st.none() | st.integers(0, 10_000)), max_size=20))
def test_what_holds_of_every_conversation(said):
    times = times_of(*said)

    assert sum(times.messages.values()) == len(said)
    assert all(reply.waited >= timedelta() for reply in times.replies)
    assert all(said[reply.answered][0] is reply.side is not said[reply.asked][0] for reply in times.replies)
    for side in (A, C):
        longest, mean = times.longest(side), times.mean(side)
        assert (longest is None) == (mean is None) == (not times.of(side))
        assert longest is None or mean is None or longest.waited >= mean
        assert times.later_than(timedelta(-1), side) == times.of(side)
    assert abs(len(times.of(A)) - len(times.of(C))) <= 1, "sides answer in turn"


@pytest.mark.parametrize(
    ("lines", "heard"),
    [
        ((Line(0, C, "喂", start_ms=0), Line(1, A, "您好", start_ms=4_200)), (4_200, 1)),
        ((Line(0, A, "您好", start_ms=100, words=(Word("您好", 350, 700),)),), (350, 0)),
        ((Line(0, A, "您好"), Line(1, A, "在", start_ms=900)), (900, 1)),
        ((Line(0, SYSTEM, "请按一", start_ms=0), Line(1, U, "喂", start_ms=5)), None),
        ((), None),
    ],
)
def test_when_the_agent_is_first_heard(lines, heard):
    assert first_agent_word(Conversation("s", ConversationKind.TRANSCRIPT, lines)) == heard
