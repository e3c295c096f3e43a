"""Facts of a recording as ``analyse`` shows them: one JSON document, or lines for people."""

from collections.abc import Iterator

from qa_auditor.domain.audio_facts import Apart, AudioFacts, Talk
from qa_auditor.domain.conversation import Side
from qa_auditor.domain.spans import Span, Spans, total_ms
from qa_auditor.i18n import N_, _, ngettext

_WHY_NOT = {
    Apart.MONO: N_("It has one channel"),
    Apart.ALIKE: N_("Both channels carry the same"),
    Apart.MANY: N_("It has more than two channels"),
}


def facts_document(facts: AudioFacts) -> dict[str, object]:
    """All facts; times are seconds with milliseconds. ``docs/audio-facts.md`` says what each key means."""
    limits = facts.limits
    return {
        "duration": _seconds(facts.duration_ms),
        "channels": facts.channels,
        "apart": facts.apart.value,
        "sides": None
        if facts.agent is None or facts.customer is None
        else {"agent": _talk(facts, facts.agent), "customer": _talk(facts, facts.customer)},
        "anybody": _talk(facts, facts.anybody),
        "silence": _summary(facts.silences, facts.silence_ms, facts.longest_silence),
        "silences": _spans(facts.silences),
        "overlap": None if facts.overlaps is None else _summary(facts.overlaps, total_ms(facts.overlaps), None),
        "overlaps": None if facts.overlaps is None else _spans(facts.overlaps),
        "holds": None if facts.holds is None else _spans(facts.holds),
        "turns": [
            {"side": None if turn.side is Side.UNKNOWN else turn.side.value, **_span(turn.span)} for turn in facts.turns
        ],
        "limits": {
            "silence": _seconds(limits.silence_ms),
            "overlap": _seconds(limits.overlap_ms),
            "interruption": _seconds(limits.interruption_ms),
            "interrupted": _seconds(limits.interrupted_ms),
            "hold": _seconds(limits.hold_ms),
        },
    }


def _talk(facts: AudioFacts, talk: Talk) -> dict[str, object]:
    told_apart = facts.apart is Apart.YES and talk is not facts.anybody
    return {
        "talk": _seconds(talk.talk_ms),
        "share": round(facts.share_of(talk), 4),
        "first": None if talk.first_ms is None else _seconds(talk.first_ms),
        "monologue": None if talk.monologue is None else _span(talk.monologue),
        "interruptions": _spans(talk.interruptions) if told_apart else None,
        "level": talk.level_db,
        "peak": talk.peak_db,
        "noise": talk.noise_db,
        "clipped": talk.clipped,
        "speech": _spans(talk.speech),
    }


def _summary(spans: Spans, total: int, longest: Span | None) -> dict[str, object]:
    longest = longest or max(spans, key=lambda span: span.length_ms, default=None)
    return {
        "count": len(spans),
        "total": _seconds(total),
        "longest": None if longest is None else _span(longest),
    }


def _spans(spans: Spans) -> list[dict[str, float]]:
    return [_span(span) for span in spans]


def _span(span: Span) -> dict[str, float]:
    return {
        "start": _seconds(span.start_ms),
        "end": _seconds(span.end_ms),
        "length": _seconds(span.length_ms),
    }


def _seconds(milliseconds: int) -> float:
    return milliseconds / 1000


# ---------------------------------------------------------------------------------------------------------- for people


def recording_line(file: str, encoding: str, sample_rate: int, facts: AudioFacts) -> str:
    """What the recording is."""
    return ngettext(
        "{file}: {encoding}, {rate} Hz, {n} channel, {length}",
        "{file}: {encoding}, {rate} Hz, {n} channels, {length}",
        facts.channels,
    ).format(file=file, encoding=encoding, rate=sample_rate, n=facts.channels, length=_clock(facts.duration_ms))


def fact_lines(facts: AudioFacts) -> Iterator[str]:
    """The facts, one a line."""
    if facts.apart is not Apart.YES:
        yield _("{reason}: agent and customer can't be told apart; what follows is about all speech together").format(
            reason=_(_WHY_NOT[facts.apart])
        )
    if facts.agent is not None and facts.customer is not None:
        yield _("Agent: {facts}").format(facts=_talk_text(facts, facts.agent))
        yield _("Customer: {facts}").format(facts=_talk_text(facts, facts.customer))
    else:
        yield _("Speech: {facts}").format(facts=_talk_text(facts, facts.anybody))
    yield _silence_text(facts)
    if facts.overlaps is not None:
        yield _overlap_text(facts, facts.overlaps)
    if facts.holds:
        yield _("Probably on hold: {spans}").format(spans=_spans_text(facts.holds))


def _talk_text(facts: AudioFacts, talk: Talk) -> str:
    parts = [_("{time}, {share} % of the recording").format(time=_clock(talk.talk_ms), share=_percent(facts, talk))]
    if talk.first_ms is not None:
        parts.append(_("heard first at {time}").format(time=_clock(talk.first_ms)))
    if talk.monologue is not None:
        parts.append(
            _("longest without a silence {length}, from {time}").format(
                length=_clock(talk.monologue.length_ms), time=_clock(talk.monologue.start_ms)
            )
        )
    if talk.level_db is not None and talk.peak_db is not None:
        parts.append(_("level {level} dBFS, peak {peak} dBFS").format(level=talk.level_db, peak=talk.peak_db))
    if talk.clipped:
        parts.append(ngettext("{n} sample clipped", "{n} samples clipped", talk.clipped).format(n=talk.clipped))
    return _("; ").join(parts)


def _silence_text(facts: AudioFacts) -> str:
    count = len(facts.silences)
    line = ngettext(
        "Silence: {total}, of which {n} lasts {least} s or more",
        "Silence: {total}, of which {n} last {least} s or more",
        count,
    ).format(total=_clock(facts.silence_ms), n=count, least=f"{facts.limits.silence_ms / 1000:g}")
    return _("{line}: {spans}").format(line=line, spans=_spans_text(facts.silences)) if count else line


def _overlap_text(facts: AudioFacts, overlaps: Spans) -> str:
    interrupting = [len(talk.interruptions) if talk else 0 for talk in (facts.agent, facts.customer)]
    return _("Both talk: {total} ({n}×); interruptions by the agent: {agent}, by the customer: {customer}").format(
        total=_clock(total_ms(overlaps)), n=len(overlaps), agent=interrupting[0], customer=interrupting[1]
    )


def _spans_text(spans: Spans) -> str:
    return _(", ").join(
        _("{length} from {time}").format(length=_clock(span.length_ms), time=_clock(span.start_ms)) for span in spans
    )


def _percent(facts: AudioFacts, talk: Talk) -> str:
    return f"{100 * facts.share_of(talk):.1f}"


def _clock(milliseconds: int) -> str:
    """``1:02:03.456``, without the hours that aren't there."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    head = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{head}:{seconds:02d}.{rest:03d}"
