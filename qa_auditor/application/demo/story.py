"""How likely each slip is in the demo's story, and the answers that come of it.

The story: Jinan gets better after a training in the second month; one agent neglects identity checks; complaints in the
evening go worse; one evaluator is stricter than the others; in October two agents promise what nobody can keep.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from random import Random

from qa_auditor.application.demo.cast import (
    IDENTITY_TROUBLE,
    PROMISERS,
    PROMISES,
    TRAINING,
    AgentRole,
    EvaluatorRole,
    SiteRole,
)
from qa_auditor.application.demo.words import EVIDENCE, NOTES, PRAISE, STORIES, SUMMARIES
from qa_auditor.domain.answer import NA, Response, Value
from qa_auditor.domain.checklist import (
    Choice,
    Date,
    Duration,
    EvidenceAnswer,
    FreeText,
    MultiChoice,
    Number,
    Question,
    Rating,
    ScoreBand,
    YesNo,
)

USUAL = 0.08
SLIPS = {
    "restates-need": 0.16, "shows-empathy": 0.2, "summarises": 0.24, "more-help": 0.14, "invites-feedback": 0.26,
    "hold-courtesy": 0.25, "next-step-agreed": 0.18, "handling-readback": 0.16, "complaint-apology": 0.16, "tone": 0.22,
    "addresses-customer": 0.12, "identity-verified": 0.02, "privacy-kept": 0.003, "three-donts": 0.012,
    "answer-correct": 0.02, "no-false-promise": 0.008, "handling-consent": 0.02, "complaint-logged": 0.02,
    "record-correct": 0.02, "exits-clear": 0.03, "information-correct": 0.03, "price-honest": 0.03,
    "data-shielded": 0.01, "no-harsh-words": 0.03, "bill-correct": 0.02, "opinion-asked": 0.35, "welcome-warmth": 0.25,
}  # fmt: skip
"""Chance of failing a question when nothing speaks for or against it; ``USUAL`` for those that are not named."""

DOUBTFUL = {
    "answer-time": 0.3, "identity-verified": 0.08, "shows-empathy": 0.45, "longest-hold": 0.35, "record-correct": 0.35,
    "seat-and-tea": 0.35, "no-pressure": 0.3, "trouble-handled": 0.5, "bill-correct": 0.3, "checkout-time": 0.35,
    "belongings-reminded": 0.3,
}  # fmt: skip
"""Chance that a question that allows it does not apply."""

_NOTED, _PRAISED = 0.6, 0.06


@dataclass(frozen=True, slots=True)
class Scene:
    """One subject as one evaluator sees it. ``occurred`` is the wall clock of the site."""

    occurred: datetime
    process: str
    agent: AgentRole
    evaluator: EvaluatorRole
    site: SiteRole


def chance_of_slip(scene: Scene, question: Question) -> float:
    """How likely the question is failed, 0 to 0.95."""
    day, agent = scene.occurred.date(), scene.agent
    chance = SLIPS.get(question.id, USUAL) * agent.slips * scene.evaluator.strictness
    if scene.site.code == "JN" and not agent.shop:
        chance *= 1.7 if day < TRAINING else 0.7
    if scene.process == "COMPLAINT":
        chance *= 2.2 if scene.occurred.hour >= 18 else 1.1
    if agent.code == IDENTITY_TROUBLE and question.id == "identity-verified":
        chance = max(chance, 0.4)
    promising = PROMISES[0] <= day <= PROMISES[1] and agent.code in PROMISERS and scene.process == "COMPLAINT"
    if promising and question.id == "no-false-promise":
        chance = 0.7
    return min(chance, 0.95)


def respond(question: Question, scene: Scene, dice: Random, *, passed_so_far: bool) -> Response:
    """What the evaluator gives for a question. ``passed_so_far``: nothing grave has happened; it tones the summary."""
    language = scene.site.language
    if not question.scored:
        return Response(_words(question, scene, dice, good=passed_so_far))
    if question.na and dice.random() < DOUBTFUL.get(question.id, 0.1):
        return Response(NA)
    if question.bonus is not None:
        return Response(_answer(question, dice, slip=dice.random() > 0.2 / scene.agent.slips))
    slip = dice.random() < chance_of_slip(scene, question)
    value = _answer(question, dice, slip=slip)
    note = ""
    if slip and (question.evidence_required_on_fail or dice.random() < _NOTED):
        note = dice.choice(NOTES[language].get(question.id, ("",)))
        if not note and question.evidence_required_on_fail:
            note = EVIDENCE[language]
    elif not slip and question.critical is None and dice.random() < _PRAISED / 4:
        note = dice.choice(PRAISE[language])
    return Response(value, note)


def good_answer(question: Question, dice: Random) -> Value:
    """The answer that earns everything."""
    return _answer(question, dice, slip=False)


def _answer(question: Question, dice: Random, *, slip: bool) -> Value:
    answer = question.answer
    match answer:
        case YesNo(passing=passing):
            return passing if not slip else ("no" if passing == "yes" else "yes")
        case Choice(options=options):
            ranked = sorted(options, key=lambda option: -option.score)
            return ranked[0].id if not slip else dice.choice(ranked[1:]).id
        case MultiChoice(options=options):
            dropped = dice.choice(options).id if slip else None
            return tuple(option.id for option in options if option.id != dropped)
        case Rating(minimum=low, maximum=high):
            return Fraction(max(low, high - dice.choice((2, 2, 3)) if slip else high - dice.choice((0, 0, 0, 0, 0, 1))))
        case Duration(bands=bands) | Number(bands=bands):
            return _within(dice.choice(bands[1:]) if slip and len(bands) > 1 else bands[0], bands, dice)
        case _:
            raise ValueError(f"{question.id} is not scored")


def _within(band: ScoreBand, bands: tuple[ScoreBand, ...], dice: Random) -> Fraction:
    """A whole number of the band; bands are ladders that rise."""
    place = bands.index(band)
    above = bands[place - 1].maximum if place else Fraction(0)
    low = int(above or 0) + (1 if place else 2)
    high = int(band.maximum) if band.maximum is not None else low + max(low // 2, 5)
    return Fraction(dice.randint(low, max(low, high)))


def _words(question: Question, scene: Scene, dice: Random, *, good: bool) -> Value | None:
    language = scene.site.language
    makers: dict[type, Callable[[], str | None]] = {
        Date: lambda: scene.occurred.date().isoformat(),
        EvidenceAnswer: lambda: (
            f"{question.id}-{scene.occurred:%Y%m%d}.jpg" if question.required or dice.random() < 0.5 else None
        ),
        FreeText: lambda: _text(question, scene, dice, language, good=good),
    }
    return makers[type(question.answer)]()


def _text(question: Question, scene: Scene, dice: Random, language: str, *, good: bool) -> str | None:
    if question.required:
        return STORIES[language].format(
            hour=f"{scene.occurred:%H:%M}" if language != "en" else scene.occurred.hour,
            people=dice.randint(2, 9),
            minutes=dice.randint(1, 8),
            name=scene.agent.name,
        )
    return dice.choice(SUMMARIES[language][good]) if dice.random() < 0.6 else None
