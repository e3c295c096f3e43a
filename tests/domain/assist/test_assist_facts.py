"""What rules are told of a recording: exact seconds, with the place where they can be heard."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

from qa_auditor.domain.assist import FactName
from qa_auditor.domain.assist_facts import facts_of_messages, facts_of_sound
from qa_auditor.domain.audio_facts import ChannelSound, Sound, audio_facts
from qa_auditor.domain.conversation import Conversation, ConversationKind, Line, Side
from qa_auditor.domain.spans import Span

AGENT = ChannelSound(speech=(Span(1500, 4000), Span(9000, 12_000), Span(40_000, 42_000)))
SHORT = ChannelSound(speech=(Span(1500, 4000), Span(9000, 12_000)))
CUSTOMER = ChannelSound(speech=(Span(4500, 10_500),))


def test_a_stereo_call_tells_of_both_sides():
    facts = {fact.name: fact for fact in facts_of_sound(audio_facts(Sound(44_000, (AGENT, CUSTOMER))))}

    assert facts[FactName.FIRST_AGENT_WORD].value == Fraction(3, 2)
    assert facts[FactName.AGENT_INTERRUPTIONS].value == 1
    assert facts[FactName.AGENT_INTERRUPTIONS].at_ms == 9000
    longest = facts[FactName.LONGEST_SILENCE]
    assert (longest.value, longest.at_ms, longest.until_ms) == (28, 12_000, 40_000)
    assert facts[FactName.LONGEST_HOLD].value == 28
    assert facts[FactName.AGENT_SHARE].value == Fraction(7500, 13_500)


def test_a_mono_call_says_nothing_of_sides():
    names = {fact.name for fact in facts_of_sound(audio_facts(Sound(40_000, (AGENT,))))}

    assert names == {
        FactName.DURATION,
        FactName.LONGEST_SILENCE,
        FactName.SILENCE_COUNT,
        FactName.SILENCE_SHARE,
    }


def test_a_call_without_a_hold_has_one_of_no_length():
    facts = {fact.name: fact for fact in facts_of_sound(audio_facts(Sound(12_000, (SHORT, CUSTOMER))))}

    assert facts[FactName.LONGEST_HOLD].value == 0


def written(*messages: tuple[Side, int]) -> Conversation:
    begin = datetime(2026, 11, 2, 9, tzinfo=UTC)
    lines = (
        Line(place, side, "…", sent=begin + timedelta(seconds=after)) for place, (side, after) in enumerate(messages)
    )
    return Conversation("s", ConversationKind.CHAT, tuple(lines))


def test_messages_tell_how_long_the_customer_waited():
    chat = written((Side.CUSTOMER, 0), (Side.AGENT, 40), (Side.CUSTOMER, 60), (Side.CUSTOMER, 90), (Side.AGENT, 150))
    facts = {fact.name: fact for fact in facts_of_messages(chat)}

    assert (facts[FactName.FIRST_RESPONSE].value, facts[FactName.FIRST_RESPONSE].line) == (40, 1)
    assert (facts[FactName.LONGEST_REPLY].value, facts[FactName.LONGEST_REPLY].line) == (90, 4)
    assert facts[FactName.DURATION].value == 150


def test_a_question_that_nobody_answered_is_no_reply():
    names = {fact.name for fact in facts_of_messages(written((Side.CUSTOMER, 0), (Side.CUSTOMER, 60)))}

    assert names == {FactName.DURATION}
