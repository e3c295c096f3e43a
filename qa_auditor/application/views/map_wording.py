"""How the process map reads: bands of compliance, kinds of blind spots, ratings."""

from fractions import Fraction
from itertools import pairwise

from qa_auditor.domain.blind_spots import BlindSpotKind
from qa_auditor.domain.contact import ProcessTrait
from qa_auditor.domain.touchpoint import ContactDimension
from qa_auditor.i18n import N_, _

BAND_LIMITS = (Fraction(60, 100), Fraction(75, 100), Fraction(85, 100), Fraction(95, 100))
"""Where the next band of compliance begins, from the lowest."""

BLIND_NAMES = {
    BlindSpotKind.NO_PROCESS: N_("no process"),
    BlindSpotKind.NO_STANDARD: N_("no standard"),
    BlindSpotKind.NO_QUESTION: N_("no question"),
    BlindSpotKind.NOT_EVALUATED: N_("not evaluated"),
}

DIMENSION_NAMES = {
    ContactDimension.PRESENCE: N_("Customer present"),
    ContactDimension.OBJECT: N_("Person or thing"),
    ContactDimension.PARTICIPATION: N_("Active part"),
    ContactDimension.ATTENTION: N_("Personal attention"),
    ContactDimension.MEDIUM: N_("Medium"),
}
DIMENSION_HINTS = {
    ContactDimension.PRESENCE: N_("1: the customer is away · 5: there while it is done"),
    ContactDimension.OBJECT: N_("1: a thing is dealt with · 5: a person is served"),
    ContactDimension.PARTICIPATION: N_("1: the customer waits · 5: takes an active part"),
    ContactDimension.ATTENTION: N_("1: the same for everybody · 5: tailored"),
    ContactDimension.MEDIUM: N_("1: menu, SMS, web · 5: face to face, telephone"),
}
TRAIT_NAMES = {
    ProcessTrait.COMPLEXITY: N_("Complexity"),
    ProcessTrait.DIVERSITY: N_("Diversity"),
    ProcessTrait.FLOW: N_("Flow of customers"),
}
TRAIT_HINTS = {
    ProcessTrait.COMPLEXITY: N_("1: few steps and rules · 5: many"),
    ProcessTrait.DIVERSITY: N_("1: every case alike · 5: each one different"),
    ProcessTrait.FLOW: N_("1: few customers · 5: many"),
}


def band_of(compliance: Fraction) -> int:
    """The band of a compliance rate, 1 (lowest) to 5: its colour on the map."""
    return 1 + sum(1 for limit in BAND_LIMITS if compliance >= limit)


def band_texts() -> list[str]:
    """The five bands with their limits, from the lowest."""
    limits = [int(limit * 100) for limit in BAND_LIMITS]
    between = [f"{low}–{high}%" for low, high in pairwise(limits)]
    return [f"< {limits[0]}%", *between, f"≥ {limits[-1]}%"]


def blind_text(kind: BlindSpotKind) -> str:
    """Why a cell is a blind spot, in a word or two."""
    return _(BLIND_NAMES[kind])
