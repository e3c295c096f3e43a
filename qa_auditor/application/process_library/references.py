"""What files of the library name that other files define, and whether it is there."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.application.faults import Fault, Place
from qa_auditor.i18n import _, ngettext


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
    """A fault for each thing that is named and not known, at the first place of a file that names it.

    Kinds that ``known`` leaves out are not looked at.
    """
    places: dict[tuple[str, ReferenceKind, str], list[Place]] = {}
    for reference in references:
        if reference.code not in known.get(reference.kind, (reference.code,)):
            places.setdefault((reference.place.file, reference.kind, reference.code), []).append(reference.place)
    return tuple(
        Fault(f"unknown-{kind}", _unknown(kind, code, len(found) - 1), found[0], _nearest(code, known[kind]))
        for (_file, kind, code), found in places.items()
    )


def _unknown(kind: ReferenceKind, code: str, further: int) -> str:
    message = {
        ReferenceKind.PROCESS: _('there is no process "{code}"'),
        ReferenceKind.STANDARD: _('there is no standard "{code}"'),
        ReferenceKind.CHANNEL: _('the map has no channel "{code}"'),
        ReferenceKind.QUESTION: _('there is no question "{code}"'),
    }[kind].format(code=code)
    if not further:
        return message
    more = ngettext("{n} further place names it", "{n} further places name it", further).format(n=further)
    return f"{message} ({more})"


def _nearest(code: str, known: Collection[str]) -> str:
    found = difflib.get_close_matches(code, known, 1, cutoff=0.5)
    return _('Did you mean "{nearest}"?').format(nearest=found[0]) if found else _("Add it first, or name another")
