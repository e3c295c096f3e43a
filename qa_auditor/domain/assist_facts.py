"""The facts that rules may ask for, from what was measured of a recording or of the times of messages."""

from collections.abc import Iterator
from fractions import Fraction

from qa_auditor.domain.assist import Fact, FactName
from qa_auditor.domain.audio_facts import AudioFacts, Talk
from qa_auditor.domain.conversation import Conversation, ConversationKind
from qa_auditor.domain.reply_times import reply_times
from qa_auditor.domain.spans import Span, Spans, longest, total_ms


def facts_of_sound(sound: AudioFacts) -> tuple[Fact, ...]:
    """Facts of a recording; those of the two sides are absent where the sides can't be told apart."""
    return (*_of_all(sound), *_of_sides(sound))


def facts_of_messages(conversation: Conversation) -> tuple[Fact, ...]:
    """Facts of a chat or an exchange of e-mails, each at the message that answered; none for a transcript."""
    if conversation.kind is ConversationKind.TRANSCRIPT:
        return ()
    times = reply_times(conversation)
    facts: list[Fact] = []
    if times.duration is not None:
        facts.append(Fact(FactName.DURATION, Fraction(times.duration.total_seconds())))
    for name, reply in ((FactName.FIRST_RESPONSE, times.first_response()), (FactName.LONGEST_REPLY, times.longest())):
        if reply is not None:
            facts.append(Fact(name, Fraction(reply.waited.total_seconds()), line=reply.answered))
    return tuple(facts)


def _of_all(sound: AudioFacts) -> Iterator[Fact]:
    yield _seconds(FactName.DURATION, sound.duration_ms)
    yield _at(FactName.LONGEST_SILENCE, sound.longest_silence)
    yield Fact(FactName.SILENCE_COUNT, Fraction(len(sound.silences)), *_first(sound.silences))
    if sound.duration_ms:
        yield Fact(FactName.SILENCE_SHARE, Fraction(sound.silence_ms, sound.duration_ms))


def _of_sides(sound: AudioFacts) -> Iterator[Fact]:
    agent = sound.agent
    if agent is not None:
        yield from _of_agent(agent, sound)
    if sound.overlaps is not None:
        yield Fact(FactName.OVERLAP_COUNT, Fraction(len(sound.overlaps)), *_first(sound.overlaps))
    if sound.holds is not None:
        yield _at(FactName.LONGEST_HOLD, longest(sound.holds))
        yield Fact(FactName.HOLD_TOTAL, Fraction(total_ms(sound.holds), 1000), *_first(sound.holds))


def _of_agent(agent: Talk, sound: AudioFacts) -> Iterator[Fact]:
    if agent.first_ms is not None:
        yield Fact(FactName.FIRST_AGENT_WORD, Fraction(agent.first_ms, 1000), agent.first_ms)
    count = Fraction(len(agent.interruptions))
    yield Fact(FactName.AGENT_INTERRUPTIONS, count, *_first(agent.interruptions))
    yield _at(FactName.LONGEST_MONOLOGUE, agent.monologue)
    talk_ms = agent.talk_ms + (sound.customer.talk_ms if sound.customer is not None else 0)
    if talk_ms:
        yield Fact(FactName.AGENT_SHARE, Fraction(agent.talk_ms, talk_ms))


def _seconds(name: FactName, milliseconds: int) -> Fact:
    return Fact(name, Fraction(milliseconds, 1000))


def _at(name: FactName, span: Span | None) -> Fact:
    """The length of a stretch, and where it is; 0 where there is none."""
    if span is None:
        return Fact(name, Fraction(0))
    return Fact(name, Fraction(span.length_ms, 1000), span.start_ms, span.end_ms)


def _first(spans: Spans) -> tuple[int | None, int | None]:
    return (spans[0].start_ms, spans[0].end_ms) if spans else (None, None)
