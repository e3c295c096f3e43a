"""What rules are told of a recording: exact seconds, with the place where they can be heard."""

from fractions import Fraction

from qa_auditor.domain.assist import FactName
from qa_auditor.domain.assist_facts import facts_of_sound
from qa_auditor.domain.audio_facts import ChannelSound, Sound, audio_facts
from qa_auditor.domain.spans import Span

AGENT = ChannelSound(speech=(Span(1500, 4000), Span(9000, 12_000)))
CUSTOMER = ChannelSound(speech=(Span(4500, 10_500),))


def test_a_stereo_call_tells_of_both_sides():
    facts = {fact.name: fact for fact in facts_of_sound(audio_facts(Sound(40_000, (AGENT, CUSTOMER))))}

    assert facts[FactName.FIRST_AGENT_WORD].value == Fraction(3, 2)
    assert facts[FactName.AGENT_INTERRUPTIONS].value == 1
    assert facts[FactName.AGENT_INTERRUPTIONS].at_ms == 9000
    longest = facts[FactName.LONGEST_SILENCE]
    assert (longest.value, longest.at_ms, longest.until_ms) == (28, 12_000, 40_000)
    assert facts[FactName.LONGEST_HOLD].value == 28
    assert facts[FactName.AGENT_SHARE].value == Fraction(5500, 11_500)


def test_a_mono_call_says_nothing_of_sides():
    names = {fact.name for fact in facts_of_sound(audio_facts(Sound(40_000, (AGENT,))))}

    assert names == {
        FactName.DURATION,
        FactName.LONGEST_SILENCE,
        FactName.SILENCE_COUNT,
        FactName.SILENCE_SHARE,
    }


def test_a_call_without_a_hold_has_one_of_no_length():
    facts = {fact.name: fact for fact in facts_of_sound(audio_facts(Sound(12_000, (AGENT, CUSTOMER))))}

    assert facts[FactName.LONGEST_HOLD].value == 0
