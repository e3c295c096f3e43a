"""Facts measured from a recording's sound: who talks how long, silences, overlaps, interruptions, turns, hold, level.

``Sound`` is what a decoder measured, channel by channel; ``audio_facts`` says what follows from it, by the rules of
``docs/audio-facts.md``. Everything here is pure: other limits or another channel for the agent need no decoding.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.domain.conversation import Side
from qa_auditor.domain.spans import Span, Spans, crossed, joined, lasting, longest, outside, total_ms


@dataclass(frozen=True, slots=True)
class ChannelSound:
    """What was measured of one channel.

    Attributes:
        speech: where there is sound that stands out from the noise; music counts.
        steady: parts of ``speech`` without the ups and downs of speech: music, tones.
        level_db: root mean square of ``speech`` in dBFS; None without any.
        peak_db: the highest sample in dBFS; None when all are 0.
        noise_db: level of what is not speech in dBFS; None when that is nothing.
        clipped: samples that stand at the end of the scale, three or more in a row.
    """

    speech: Spans = ()
    steady: Spans = ()
    level_db: float | None = None
    peak_db: float | None = None
    noise_db: float | None = None
    clipped: int = 0


@dataclass(frozen=True, slots=True)
class Sound:
    """What was measured of a recording; ``alike`` says that its two channels carry the same."""

    duration_ms: int
    channels: tuple[ChannelSound, ...]
    alike: bool = False


@dataclass(frozen=True, slots=True)
class AudioLimits:
    """From where on something counts, in milliseconds.

    Attributes:
        silence_ms: a silence is listed, and ends a monologue.
        overlap_ms: both talking is an overlap.
        interruption_ms: an overlap may be an interruption; shorter ones are assent ("mm", "yes").
        interrupted_ms: so long the interrupted side must have been talking.
        hold_ms: the customer hears nobody.
    """

    silence_ms: int = 2_000
    overlap_ms: int = 100
    interruption_ms: int = 500
    interrupted_ms: int = 1_000
    hold_ms: int = 20_000


class Apart(StrEnum):
    """Whether agent and customer can be told apart, and if not, why."""

    YES = "yes"
    MONO = "mono"
    """There is one channel."""
    ALIKE = "alike"
    """There are two, with the same sound in both."""
    MANY = "many"
    """There are more than two."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch in which one side has the word; ``Side.UNKNOWN`` where sides can't be told apart."""

    side: Side
    span: Span


@dataclass(frozen=True, slots=True)
class Talk:
    """Facts of one side, or of all sound where sides can't be told apart.

    Attributes:
        speech: where it talks.
        first_ms: when it is heard first; None when it never is.
        monologue: its longest stretch of speech without a silence in it and without the other side in its pauses.
        interruptions: overlaps that began because it came in while the other side was talking.
        level_db, peak_db, noise_db, clipped: as in ``ChannelSound``.
    """

    speech: Spans
    first_ms: int | None
    monologue: Span | None
    interruptions: Spans
    level_db: float | None
    peak_db: float | None
    noise_db: float | None
    clipped: int

    @property
    def talk_ms(self) -> int:
        """How long it talks altogether."""
        return total_ms(self.speech)


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """All facts of a recording.

    Attributes:
        apart: whether the sides can be told apart; where not, ``agent``, ``customer``, ``overlaps`` and ``holds`` are
            None, because nothing can be said of them.
        anybody: facts of all sound together.
        silences: stretches of ``limits.silence_ms`` or more in which nobody talks; ``silence_ms`` is all time in which
            nobody does, ``longest_silence`` the longest stretch whatever its length.
        turns: who has the word, in order.
        holds: stretches in which the customer probably waits; an estimate.
    """

    duration_ms: int
    channels: int
    apart: Apart
    limits: AudioLimits
    anybody: Talk
    agent: Talk | None
    customer: Talk | None
    silence_ms: int
    longest_silence: Span | None
    silences: Spans
    overlaps: Spans | None
    holds: Spans | None
    turns: tuple[Turn, ...]

    def share_of(self, talk: Talk) -> float:
        """How much of the recording one side talks, 0 to 1."""
        return talk.talk_ms / self.duration_ms if self.duration_ms else 0.0


USUAL_LIMITS = AudioLimits()


def audio_facts(sound: Sound, *, agent_channel: int = 0, limits: AudioLimits = USUAL_LIMITS) -> AudioFacts:
    """What follows from a sound; ``agent_channel`` (0 or 1) counts where there are two different channels."""
    apart = _apart(sound)
    speech = joined(span for channel in sound.channels for span in channel.speech)
    silent = outside(speech, end_ms=sound.duration_ms)
    agent = customer = overlaps = holds = None
    if apart is Apart.YES:
        near = sound.channels[1 if agent_channel == 1 else 0]
        far = sound.channels[0 if agent_channel == 1 else 1]
        overlaps = lasting(crossed(near.speech, far.speech), limits.overlap_ms)
        agent = _talk(near, near.speech, far.speech, _interruptions(near, far, overlaps, limits), limits)
        customer = _talk(far, far.speech, near.speech, _interruptions(far, near, overlaps, limits), limits)
        holds = _holds(near, far, sound.duration_ms, limits)
        turns = _turns(near.speech, far.speech)
    else:
        turns = tuple(Turn(Side.UNKNOWN, span) for span in joined(speech, gap_ms=limits.silence_ms - 1))
    return AudioFacts(
        duration_ms=sound.duration_ms,
        channels=len(sound.channels),
        apart=apart,
        limits=limits,
        anybody=_talk(_together(sound), speech, (), (), limits),
        agent=agent,
        customer=customer,
        silence_ms=total_ms(silent),
        longest_silence=longest(silent),
        silences=lasting(silent, limits.silence_ms),
        overlaps=overlaps,
        holds=holds,
        turns=turns,
    )


def _apart(sound: Sound) -> Apart:
    match len(sound.channels):
        case 0 | 1:
            return Apart.MONO
        case 2:
            return Apart.ALIKE if sound.alike else Apart.YES
        case _:
            return Apart.MANY


def _talk(channel: ChannelSound, speech: Spans, other: Spans, interruptions: Spans, limits: AudioLimits) -> Talk:
    return Talk(
        speech=speech,
        first_ms=speech[0].start_ms if speech else None,
        monologue=longest(_monologues(speech, other, limits)),
        interruptions=interruptions,
        level_db=channel.level_db,
        peak_db=channel.peak_db,
        noise_db=channel.noise_db,
        clipped=channel.clipped,
    )


def _together(sound: Sound) -> ChannelSound:
    """Levels over all channels: the loudest counts."""
    return ChannelSound(
        level_db=_highest(channel.level_db for channel in sound.channels),
        peak_db=_highest(channel.peak_db for channel in sound.channels),
        noise_db=_highest(channel.noise_db for channel in sound.channels),
        clipped=max((channel.clipped for channel in sound.channels), default=0)
        if sound.alike
        else sum(channel.clipped for channel in sound.channels),
    )


def _highest(levels: Iterable[float | None]) -> float | None:
    return max((level for level in levels if level is not None), default=None)


def _monologues(speech: Spans, other: Spans, limits: AudioLimits) -> list[Span]:
    """Stretches of speech over pauses that are no silence and in which the other side doesn't begin."""
    result: list[Span] = []
    begun = [span.start_ms for span in other]
    place = 0
    for span in speech:
        while place < len(begun) and result and begun[place] < result[-1].end_ms:
            place += 1
        answered = place < len(begun) and begun[place] < span.start_ms
        if result and not answered and span.start_ms - result[-1].end_ms < limits.silence_ms:
            result[-1] = Span(result[-1].start_ms, span.end_ms)
        else:
            result.append(span)
    return result


def _interruptions(who: ChannelSound, whom: ChannelSound, overlaps: Spans, limits: AudioLimits) -> Spans:
    """Overlaps that begin where ``who`` begins, while ``whom`` has been talking for some time."""
    begun = {span.start_ms for span in who.speech}
    talking = [span.start_ms for span in whom.speech]
    return tuple(
        overlap
        for overlap in overlaps
        if overlap.start_ms in begun
        and overlap.length_ms >= limits.interruption_ms
        and overlap.start_ms - talking[bisect_right(talking, overlap.start_ms) - 1] >= limits.interrupted_ms
    )


def _turns(agent: Spans, customer: Spans) -> tuple[Turn, ...]:
    """Speech of one side that is not parted by a beginning of the other."""
    begun = sorted(
        [(span, Side.AGENT) for span in agent] + [(span, Side.CUSTOMER) for span in customer],
        key=lambda item: (item[0].start_ms, item[1]),
    )
    result: list[Turn] = []
    for span, side in begun:
        if result and result[-1].side is side:
            result[-1] = Turn(side, Span(result[-1].span.start_ms, max(result[-1].span.end_ms, span.end_ms)))
        else:
            result.append(Turn(side, span))
    return tuple(result)


def _holds(agent: ChannelSound, customer: ChannelSound, duration_ms: int, limits: AudioLimits) -> Spans:
    """Where the customer, who talks before or after, doesn't talk and hears nothing but steady sound, for long.

    What lies before the first word of the call and after its last is no hold.
    """
    if not customer.speech:
        return ()
    spoken = joined([*crossed(agent.speech, outside(agent.steady, end_ms=duration_ms)), *customer.speech])
    first, last = spoken[0].start_ms, spoken[-1].end_ms
    waits = outside(spoken, end_ms=duration_ms)
    return lasting(tuple(wait for wait in waits if first < wait.start_ms and wait.end_ms < last), limits.hold_ms)
