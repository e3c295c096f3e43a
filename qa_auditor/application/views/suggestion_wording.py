"""Suggestions in words: what is suggested, and what it rests on."""

from fractions import Fraction

from qa_auditor.application.views.wording import answer_text, clock_text, duration_text, number_text
from qa_auditor.domain.assist import Evidence, Fact, FactName, Suggestion
from qa_auditor.domain.checklist import Question
from qa_auditor.i18n import N_, _, language

FACT_NAMES = {
    FactName.DURATION: N_("Duration"),
    FactName.FIRST_AGENT_WORD: N_("The agent's first word after"),
    FactName.LONGEST_SILENCE: N_("Longest silence"),
    FactName.SILENCE_COUNT: N_("Silences"),
    FactName.SILENCE_SHARE: N_("Share of silence"),
    FactName.LONGEST_HOLD: N_("Longest hold"),
    FactName.HOLD_TOTAL: N_("All holds together"),
    FactName.OVERLAP_COUNT: N_("Both talk at once"),
    FactName.AGENT_INTERRUPTIONS: N_("The agent interrupts"),
    FactName.AGENT_SHARE: N_("Share of the agent's talk"),
    FactName.LONGEST_MONOLOGUE: N_("The agent's longest monologue"),
    FactName.FIRST_RESPONSE: N_("First reply after"),
    FactName.LONGEST_REPLY: N_("Longest wait for a reply"),
}

_COUNTS = frozenset({FactName.SILENCE_COUNT, FactName.OVERLAP_COUNT, FactName.AGENT_INTERRUPTIONS})
_SHARES = frozenset({FactName.SILENCE_SHARE, FactName.AGENT_SHARE})
_MOST_WORDS = 3


def suggestion_text(question: Question, suggestion: Suggestion) -> str:
    """The suggested answer, for people: ``Suggested: Yes``."""
    answer = answer_text(question, suggestion.value, language=language())
    return _("Suggested: {answer}").format(answer=answer)


def grounds_text(suggestion: Suggestion) -> str:
    """All that the suggestion rests on, in one line."""
    return _("; ").join(evidence_text(proof) for proof in suggestion.evidence)


def evidence_text(proof: Evidence) -> str:
    """One ground: the words and their moment, what was not heard and until when, or the fact with its number."""
    if proof.fact is not None:
        text = fact_text(proof.fact)
    elif proof.absent:
        words = _(", ").join(_("“{words}”").format(words=word) for word in proof.absent[:_MOST_WORDS])
        more = "…" if len(proof.absent) > _MOST_WORDS else ""
        text = _("nowhere {words}").format(words=words + more)
    else:
        text = _("“{words}”").format(words=proof.words)
    if proof.at_ms is None:
        return text
    span = clock_text(proof.at_ms)
    if proof.absent and proof.until_ms is not None:
        span += f"–{clock_text(proof.until_ms)}"
    return f"{text} {span}"


def fact_text(fact: Fact) -> str:
    """A measured fact with its number: ``Longest silence 21"``, ``The agent interrupts 2``."""
    if fact.name in _COUNTS:
        number = number_text(fact.value)
    elif fact.name in _SHARES:
        number = _("{percent} %").format(percent=number_text(Fraction(round(fact.value * 100))))
    else:
        number = duration_text(fact.value)
    return f"{_(FACT_NAMES[fact.name])} {number}"
