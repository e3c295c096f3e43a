"""Facts of small dialogues, each worked out by hand. Times are milliseconds."""

import pytest

from qa_auditor.domain.audio_facts import Apart, AudioLimits, ChannelSound, Sound, audio_facts
from qa_auditor.domain.conversation import Side
from qa_auditor.domain.spans import Span

AGENT, CUSTOMER = Side.AGENT, Side.CUSTOMER


def channel(*ends: tuple[int, int], steady: tuple[tuple[int, int], ...] = (), **levels) -> ChannelSound:
    return ChannelSound(tuple(Span(*end) for end in ends), tuple(Span(*end) for end in steady), **levels)


def dialogue(agent: ChannelSound, customer: ChannelSound, *, duration: int = 60_000, **rest):
    return audio_facts(Sound(duration, (agent, customer)), **rest)


def test_talk_silence_and_first_word_of_both_sides():
    facts = dialogue(channel((1_000, 5_000), (20_000, 30_000)), channel((5_500, 9_000)), duration=40_000)
    assert facts.apart is Apart.YES
    assert facts.agent is not None
    assert facts.customer is not None
    assert (facts.agent.talk_ms, facts.customer.talk_ms) == (14_000, 3_500)
    assert (facts.agent.first_ms, facts.customer.first_ms) == (1_000, 5_500)
    assert facts.share_of(facts.agent) == pytest.approx(0.35)
    assert facts.silence_ms == 1_000 + 500 + 11_000 + 10_000
    assert facts.silences == (Span(9_000, 20_000), Span(30_000, 40_000))
    assert facts.longest_silence == Span(9_000, 20_000)
    assert facts.anybody.talk_ms == 17_500


def test_the_channel_of_the_agent_may_be_the_other_one():
    left, right = channel((1_000, 2_000)), channel((3_000, 7_000))
    facts = dialogue(left, right, agent_channel=1)
    assert facts.agent is not None
    assert facts.agent.talk_ms == 4_000
    assert [turn.side for turn in facts.turns] == [CUSTOMER, AGENT]


def test_a_silence_is_listed_from_the_limit_on():
    call = (channel((0, 10_000), (12_000, 20_000)), channel((21_999, 60_000)))
    assert dialogue(*call).silences == (Span(10_000, 12_000),)
    assert dialogue(*call, limits=AudioLimits(silence_ms=2_001)).silences == ()
    assert dialogue(*call, limits=AudioLimits(silence_ms=1_999)).silences[-1] == Span(20_000, 21_999)


@pytest.mark.parametrize(
    ("agent", "customer", "who"),
    [
        # The agent has been talking for a second when the customer begins, and both go on for half a second.
        (((0, 2_000),), ((1_000, 1_500),), CUSTOMER),
        (((1_000, 9_000),), ((0, 2_000),), AGENT),
        # He had begun only just now.
        (((0, 5_000),), ((999, 4_000),), None),
        # "Mm."
        (((0, 5_000),), ((3_000, 3_499),), None),
        # The agent's next sentence, while the customer is already talking: the agent interrupts.
        (((0, 1_000), (4_000, 6_000)), ((1_500, 5_000),), AGENT),
        # Both begin at once.
        (((0, 5_000),), ((0, 5_000),), None),
    ],
)
def test_who_interrupts_is_who_begins_while_the_other_has_been_talking(agent, customer, who):
    facts = dialogue(channel(*agent), channel(*customer))
    assert facts.agent is not None
    assert facts.customer is not None
    assert len(facts.agent.interruptions) == (who is AGENT)
    assert len(facts.customer.interruptions) == (who is CUSTOMER)


def test_overlaps_are_where_both_talk_but_for_touching_ends():
    facts = dialogue(channel((0, 3_000), (5_000, 8_000)), channel((2_000, 6_000), (7_901, 9_000)))
    assert facts.overlaps == (Span(2_000, 3_000), Span(5_000, 6_000))


@pytest.mark.parametrize(
    ("agent", "customer", "longest"),
    [
        # A pause for breath.
        (((0, 3_000), (4_000, 8_000)), (), Span(0, 8_000)),
        # A silence ends it.
        (((0, 3_000), (5_000, 8_500)), (), Span(5_000, 8_500)),
        # An answer ends it, assent while one talks doesn't.
        (((0, 3_000), (4_000, 8_000)), ((3_200, 3_600),), Span(4_000, 8_000)),
        (((0, 3_000), (4_000, 8_000)), ((2_000, 2_300),), Span(0, 8_000)),
        # The first assent lies within speech, the second in the pause.
        (((0, 3_000), (4_000, 8_000)), ((2_000, 2_300), (3_400, 3_900)), Span(4_000, 8_000)),
        ((), ((0, 5_000),), None),
    ],
)
def test_a_monologue_goes_on_over_pauses_in_which_nobody_answers(agent, customer, longest):
    facts = dialogue(channel(*agent), channel(*customer))
    assert facts.agent is not None
    assert facts.agent.monologue == longest


def test_turns_change_where_the_other_side_begins():
    facts = dialogue(channel((0, 3_000), (3_500, 6_000), (20_000, 21_000)), channel((7_000, 9_000), (20_500, 25_000)))
    assert [(turn.side, turn.span) for turn in facts.turns] == [
        (AGENT, Span(0, 6_000)),
        (CUSTOMER, Span(7_000, 9_000)),
        (AGENT, Span(20_000, 21_000)),
        (CUSTOMER, Span(20_500, 25_000)),
    ]


def test_hold_is_a_long_stretch_without_the_customer_and_without_the_agents_speech():
    music = channel((0, 4_000), (6_000, 30_000), (31_000, 33_000), steady=((6_000, 30_000),))
    assert dialogue(music, channel((3_000, 5_000), (33_500, 60_000))).holds == (Span(5_000, 31_000),)
    # The customer says hello twice.
    assert dialogue(music, channel((3_000, 5_000), (20_000, 20_500), (33_500, 60_000))).holds == ()
    # The agent talks all the time.
    talking = channel((0, 33_000))
    assert dialogue(talking, channel((33_500, 60_000))).holds == ()
    # Nothing is heard at all.
    assert dialogue(channel((0, 5_000)), channel((40_000, 60_000))).holds == (Span(5_000, 40_000),)


def test_ringing_before_the_first_word_and_quiet_after_the_last_are_no_hold():
    assert dialogue(channel((30_000, 31_000)), channel((32_000, 34_000))).holds == ()
    ringing = channel((0, 30_000), (31_000, 32_000), steady=((0, 30_000),))
    assert dialogue(ringing, channel((33_000, 34_000))).holds == ()
    # The customer is never heard: whether there is one can't be told.
    assert dialogue(channel((0, 1_000), (40_000, 60_000)), channel()).holds == ()


@pytest.mark.parametrize(
    ("sound", "why"),
    [
        (Sound(10_000, (channel((0, 2_000), (3_000, 4_000), (8_000, 9_000)),)), Apart.MONO),
        (Sound(10_000, (channel((0, 2_000), (3_000, 4_000), (8_000, 9_000)),) * 2, alike=True), Apart.ALIKE),
        (Sound(10_000, (channel((0, 2_000)), channel((3_000, 4_000)), channel((8_000, 9_000)))), Apart.MANY),
    ],
)
def test_where_sides_are_not_apart_nothing_is_said_of_them(sound, why):
    facts = audio_facts(sound)
    assert facts.apart is why
    assert (facts.agent, facts.customer, facts.overlaps, facts.holds) == (None, None, None, None)
    assert facts.anybody.interruptions == ()
    assert facts.anybody.talk_ms == 4_000
    assert facts.anybody.monologue == Span(0, 4_000)
    assert facts.silences == (Span(4_000, 8_000),)
    assert [(turn.side, turn.span) for turn in facts.turns] == [
        (Side.UNKNOWN, Span(0, 4_000)),
        (Side.UNKNOWN, Span(8_000, 9_000)),
    ]


def test_levels_and_clipping_of_a_side_are_those_of_its_channel():
    facts = dialogue(
        channel((0, 1_000), level_db=-20.0, peak_db=-1.0, noise_db=-60.0, clipped=7),
        channel((2_000, 3_000), level_db=-30.0, peak_db=-12.0, noise_db=-50.0),
    )
    assert facts.agent is not None
    assert facts.customer is not None
    assert (facts.agent.level_db, facts.agent.peak_db, facts.agent.clipped) == (-20.0, -1.0, 7)
    assert (facts.customer.level_db, facts.customer.noise_db, facts.customer.clipped) == (-30.0, -50.0, 0)
    assert (facts.anybody.level_db, facts.anybody.peak_db, facts.anybody.clipped) == (-20.0, -1.0, 7)


def test_a_recording_in_which_nobody_talks_is_one_silence():
    facts = dialogue(channel(), channel(), duration=30_000)
    assert facts.silences == (Span(0, 30_000),)
    assert facts.agent is not None
    assert (facts.agent.talk_ms, facts.agent.first_ms, facts.agent.monologue) == (0, None, None)
    assert facts.turns == ()
    empty = audio_facts(Sound(0, ()))
    assert (empty.silence_ms, empty.longest_silence, empty.share_of(empty.anybody)) == (0, None, 0.0)
