"""What files of the library name that other files define, and whether it is there."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.application.faults import Fault, Place
from qa_auditor.i18n import _


class ReferenceKind(StrEnum):
    """What is named."""

    PROCESS = "process"
    STANDARD = "standard"
    CHANNEL = "channel"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Reference:
    """Something is named: a process or standard by its code, a channel by its id, a question as checklist/question."""

    kind: ReferenceKind
    code: str
    place: Place


def unknown_references(
    references: Iterable[Reference], known: Mapping[ReferenceKind, Collection[str]]
) -> tuple[Fault, ...]:
    """A fault for each thing that is named and not known; kinds that ``known`` leaves out are not looked at."""
    faults = []
    for reference in references:
        there = known.get(reference.kind)
        if there is not None and reference.code not in there:
            message = _unknown(reference.kind).format(code=reference.code)
            faults.append(Fault(f"unknown-{reference.kind}", message, reference.place, _nearest(reference.code, there)))
    return tuple(faults)


def _unknown(kind: ReferenceKind) -> str:
    return {
        ReferenceKind.PROCESS: _('there is no process "{code}"'),
        ReferenceKind.STANDARD: _('there is no standard "{code}"'),
        ReferenceKind.CHANNEL: _('the map has no channel "{code}"'),
        ReferenceKind.QUESTION: _('there is no question "{code}"'),
    }[kind]


def _nearest(code: str, known: Collection[str]) -> str:
    found = difflib.get_close_matches(code, known, 1, cutoff=0.5)
    return _('Did you mean "{nearest}"?').format(nearest=found[0]) if found else _("Add it first, or name another")
