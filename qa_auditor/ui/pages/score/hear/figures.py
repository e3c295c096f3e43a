"""The facts of a recording as small figures, each with the places that it speaks of; and as shades of the waveform."""

from dataclasses import dataclass

from qa_auditor.application.views.wording import clock_text
from qa_auditor.domain.audio_facts import Apart, AudioFacts, Talk
from qa_auditor.domain.spans import Span, Spans
from qa_auditor.i18n import _
from qa_auditor.ui.pages.score.hear.scene import Ground, Shade

_QUIET_DB = -38.0
"""Speech softer than this is hard to follow."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One fact.

    Attributes:
        key: stable name. caption, value: what it says. hint: what it means.
        places: where a click leads, one after another; empty for what has no place.
        warns: whether it deserves a look.
    """

    key: str
    caption: str
    value: str
    hint: str
    places: Spans = ()
    warns: bool = False


def figures_of(facts: AudioFacts) -> list[Figure]:
    """What can honestly be said: nothing of sides where they can't be told apart."""
    found: list[Figure] = []
    agent, customer = facts.agent, facts.customer
    if agent is not None and customer is not None:
        found.append(_shares(facts, agent, customer))
    else:
        found.append(_anybody(facts))
    found.append(_silences(facts))
    if agent is not None and customer is not None and facts.overlaps is not None:
        found.append(_overlaps(facts.overlaps, agent, customer))
        found.append(_first_word(agent))
        if agent.monologue is not None:
            found.append(_monologue(agent.monologue))
    if facts.holds:
        found.append(_holds(facts.holds))
    found.append(_level(facts))
    return found


def shades_of(facts: AudioFacts) -> list[Shade]:
    """Silences, holds in their place, and overlaps on top."""
    holds = facts.holds or ()
    shades = [Shade(Ground.HOLD, span.start_ms, span.end_ms) for span in holds]
    shades += [
        Shade(Ground.SILENCE, span.start_ms, span.end_ms)
        for span in facts.silences
        if not any(hold.start_ms <= span.start_ms and span.end_ms <= hold.end_ms for hold in holds)
    ]
    shades += [Shade(Ground.OVERLAP, span.start_ms, span.end_ms) for span in facts.overlaps or ()]
    return sorted(shades, key=lambda shade: shade.start_ms)


def _shares(facts: AudioFacts, agent: Talk, customer: Talk) -> Figure:
    shares = [round(100 * facts.share_of(talk)) for talk in (agent, customer)]
    hint = _("Agent {agent}, customer {customer}: how much of the recording each of them talks").format(
        agent=clock_text(agent.talk_ms), customer=clock_text(customer.talk_ms)
    )
    return Figure("talk", _("Agent : customer"), f"{shares[0]} : {shares[1]} %", hint)


def _anybody(facts: AudioFacts) -> Figure:
    why = {
        Apart.MONO: _("It has one channel: agent and customer can't be told apart."),
        Apart.ALIKE: _("Both channels carry the same: agent and customer can't be told apart."),
        Apart.MANY: _("It has more than two channels: agent and customer can't be told apart."),
    }
    share = round(100 * facts.share_of(facts.anybody))
    return Figure("talk", _("Speech"), f"{share} %", why.get(facts.apart, ""))


def _silences(facts: AudioFacts) -> Figure:
    count, longest = len(facts.silences), facts.longest_silence
    long = _seconds(longest.length_ms) if longest is not None and count else ""
    places = tuple(sorted(facts.silences, key=lambda span: -span.length_ms))
    hint = _("Silences of {least} or more; the longest first. A click goes there.").format(
        least=_seconds(facts.limits.silence_ms)
    )
    return Figure("silences", _("Silences"), f"{count} · {long}" if long else str(count), hint, places)


def _overlaps(overlaps: Spans, agent: Talk, customer: Talk) -> Figure:
    came_in = len(agent.interruptions)
    hint = _("Both talk at once; the agent came in {agent} ×, the customer {customer} ×. A click goes there.").format(
        agent=came_in, customer=len(customer.interruptions)
    )
    places = agent.interruptions + tuple(span for span in overlaps if span not in agent.interruptions)
    value = f"{len(overlaps)} · {came_in}" if came_in else str(len(overlaps))
    return Figure("overlaps", _("Overlaps"), value, hint, places, warns=came_in > 0)


def _first_word(agent: Talk) -> Figure:
    first = agent.first_ms
    places = () if first is None else (Span(first, first),)
    hint = _("When the agent is heard first. A click goes there.")
    return Figure("first", _("First word"), "–" if first is None else _seconds(first), hint, places)


def _monologue(span: Span) -> Figure:
    hint = _("The agent's longest stretch without a pause for the customer. A click goes there.")
    return Figure("monologue", _("Monologue"), _seconds(span.length_ms), hint, (span,))


def _holds(holds: Spans) -> Figure:
    total = sum(span.length_ms for span in holds)
    hint = _("Probably on hold, {n} ×: an estimate from the sound. A click goes there.").format(n=len(holds))
    return Figure("hold", _("Hold"), clock_text(total), hint, holds, warns=True)


def _level(facts: AudioFacts) -> Figure:
    loud = facts.anybody
    if loud.level_db is None:
        return Figure("level", _("Level"), "–", _("There is no speech to measure."))
    value = f"{loud.level_db:.0f} dB".replace("-", "−")
    if loud.clipped:
        hint = _("Level of the speech; it is clipped {n} ×: recorded too loud.").format(n=loud.clipped)
        return Figure("level", _("Level"), f"{value} ▲", hint, warns=True)
    if loud.level_db < _QUIET_DB:
        hint = _("Level of the speech: very soft. {key} makes it louder.").format(key="Shift+↑")
        return Figure("level", _("Level"), f"{value} ▽", hint, warns=True)
    return Figure("level", _("Level"), value, _("Level of the speech; full scale is 0 dB."))


def _seconds(ms: int) -> str:
    return f"{ms / 1000:.1f} s" if ms < 60_000 else clock_text(ms)
