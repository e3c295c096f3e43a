"""What the rules of a checklist suggest for one subject, from its conversation and its measured facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from qa_auditor.domain.answer import Value
from qa_auditor.domain.assist import AssistRule, Evidence, Fact, FactName, Phrases, Suggestion, Turn
from qa_auditor.domain.checklist import Checklist, Question
from qa_auditor.domain.conversation import Conversation, Line, Side
from qa_auditor.domain.hearing import Ear, Found, Speech
from qa_auditor.domain.scoring.permitted import NotPermitted, check_value


@dataclass(frozen=True)
class Grounds:
    """What rules look at.

    Attributes:
        lines: of the conversation, in order; empty when there is none.
        facts: what was measured, by name. A fact that is absent could not be measured.
    """

    lines: tuple[Line, ...] = ()
    facts: Mapping[FactName, Fact] = field(default_factory=dict)


def grounds(conversation: Conversation | None, facts: Iterable[Fact] = ()) -> Grounds:
    """Grounds from a conversation, if there is one, and facts."""
    return Grounds(conversation.lines if conversation else (), {fact.name: fact for fact in facts})


def suggestions(checklist: Checklist, on: Grounds, ear: Ear) -> Mapping[str, Suggestion]:
    """One suggestion at most for each question, by its id: the first rule that holds.

    A rule whose ground is missing is silent: no transcript, no line of that side, no times, a fact that could not be
    measured. So is one whose answer the question would not permit.
    """
    found = ((question.id, _first(question, on, ear)) for question in checklist.questions())
    return {question_id: suggestion for question_id, suggestion in found if suggestion is not None}


def _first(question: Question, on: Grounds, ear: Ear) -> Suggestion | None:
    for rule in question.assist:
        evidence = _holds(rule, on, ear)
        value = _value(question, rule, on) if evidence else None
        if evidence and value is not None:
            return Suggestion(question.id, rule.id, value, evidence)
    return None


def _value(question: Question, rule: AssistRule, on: Grounds) -> Value | None:
    raw: object = rule.suggest
    if isinstance(raw, FactName):
        fact = on.facts.get(raw)
        raw = None if fact is None else Fraction(round(fact.value * 10), 10)
    try:
        return check_value(question, raw)
    except NotPermitted:
        return None


def _holds(rule: AssistRule, on: Grounds, ear: Ear) -> tuple[Evidence, ...]:
    """What the rule rests on; empty when it doesn't hold."""
    evidence: list[Evidence] = []
    for limit in rule.limits:
        fact = on.facts.get(limit.fact)
        if fact is None or not limit.holds(fact.value):
            return ()
        evidence.append(_of_fact(fact))
    for phrases in rule.phrases:
        said = _said(phrases, on.lines, ear)
        if not said:
            return ()
        evidence.extend(said)
    if not evidence and isinstance(rule.suggest, FactName) and (fact := on.facts.get(rule.suggest)) is not None:
        evidence.append(_of_fact(fact))
    return tuple(evidence)


def _of_fact(fact: Fact) -> Evidence:
    return Evidence(fact=fact, line=fact.line, at_ms=fact.at_ms, until_ms=fact.until_ms)


def _said(phrases: Phrases, lines: Sequence[Line], ear: Ear) -> tuple[Evidence, ...]:
    spoken = _spoken(phrases, lines)
    if not spoken or (phrases.within_s is not None and not any(map(_has_time, lines))):
        return ()
    begin = next((line.sent for line in lines if line.sent is not None), None)
    turns = [turn for whole in spoken if (turn := tuple(line for line in whole if _is_within(line, phrases, begin)))]
    speeches = [Speech(turn, ear) for turn in turns]

    def first(phrase: str) -> Found | None:
        found = (speech.find(phrase, near=phrases.near) for speech in speeches)
        return next((one for one in found if one is not None and _in_time(one, phrases)), None)

    evidence: list[Evidence] = []
    for phrase in phrases.all_of:
        if (found := first(phrase)) is None:
            return ()
        evidence.append(_of_words(found))
    if phrases.any_of:
        if (found := _earliest(map(first, phrases.any_of))) is None:
            return ()
        evidence.append(_of_words(found))
    if phrases.none_of:
        if any(first(phrase) for phrase in phrases.none_of):
            return ()
        evidence.append(_of_absence(phrases, (turns or spoken)[0][0], (turns or spoken)[-1][-1]))
    return tuple(evidence)


def _of_absence(phrases: Phrases, start: Line, end: Line) -> Evidence:
    until = end.end_ms if phrases.within_s is None else int(phrases.within_s * 1000)
    if start.start_ms is None or until is None or until <= start.start_ms:
        until = None
    return Evidence(absent=phrases.none_of, line=start.position, at_ms=start.start_ms, until_ms=until)


def _earliest(found: Iterable[Found | None]) -> Found | None:
    there = [one for one in found if one is not None]
    return min(there, key=lambda one: (one.line.position, one.from_char), default=None)


def _of_words(found: Found) -> Evidence:
    return Evidence(
        words=found.words,
        line=found.line.position,
        from_char=found.from_char,
        until_char=found.until_char,
        at_ms=found.at_ms,
        until_ms=found.until_ms,
    )


def turns_of(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Lines of the same speaker in a row, in order; lines of neither side end no turn."""
    turns: list[list[Line]] = []
    for line in lines:
        if line.side is Side.OTHER:
            continue
        if turns and turns[-1][-1].side is line.side and turns[-1][-1].speaker == line.speaker:
            turns[-1].append(line)
        else:
            turns.append([line])
    return [tuple(turn) for turn in turns]


def _spoken(phrases: Phrases, lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """The turns that the phrases are looked for in, however late; none when nobody meant says anything."""
    turns = [turn for turn in turns_of(lines) if phrases.side in {None, turn[0].side}]
    turns = [turn for turn in turns if any(line.text.strip() for line in turn)]
    if phrases.turn is not None and turns:
        return turns[:1] if phrases.turn is Turn.FIRST else turns[-1:]
    return turns


def _has_time(line: Line) -> bool:
    return line.start_ms is not None or line.sent is not None


def _is_within(line: Line, phrases: Phrases, begin: datetime | None) -> bool:
    if phrases.within_s is None:
        return True
    if line.start_ms is not None:
        return line.start_ms <= phrases.within_s * 1000
    if line.sent is not None and begin is not None:
        return Fraction((line.sent - begin).total_seconds()) <= phrases.within_s
    return False


def _in_time(found: Found, phrases: Phrases) -> bool:
    """Whether the words themselves, not only their line, begin in time; only words with times can say."""
    if phrases.within_s is None or not found.line.words or found.at_ms is None:
        return True
    return found.at_ms <= phrases.within_s * 1000
