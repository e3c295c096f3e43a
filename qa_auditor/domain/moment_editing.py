"""The service circle with one moment of truth added, written anew, moved or taken out; the record never changes."""

import re
from collections.abc import Callable
from dataclasses import replace

from qa_auditor.domain.process import MomentOfTruth, ProcessRecord
from qa_auditor.domain.text import Text, plain

Edit = Callable[[MomentOfTruth], MomentOfTruth]


def with_moment(record: ProcessRecord, moment_id: str, edit: Edit) -> ProcessRecord:
    """The moment with this id written anew; nothing changes where there is none."""
    return replace(record, moments=tuple(edit(one) if one.id == moment_id else one for one in record.moments))


def with_new_moment(record: ProcessRecord, name: str, *, after: str = "") -> ProcessRecord:
    """One more moment, behind the one with the id ``after``, or at the end."""
    ids = [one.id for one in record.moments]
    place = ids.index(after) + 1 if after in ids else len(ids)
    made = MomentOfTruth(_free_id(ids), plain(name))
    return replace(record, moments=(*record.moments[:place], made, *record.moments[place:]))


def without_moment(record: ProcessRecord, moment_id: str) -> ProcessRecord:
    """Without one moment."""
    return replace(record, moments=tuple(one for one in record.moments if one.id != moment_id))


def moved_moment(record: ProcessRecord, moment_id: str, by: int) -> ProcessRecord:
    """A moment ``by`` places later in the customer's order, or earlier; it stays within the circle's ends."""
    moments = list(record.moments)
    place = next((number for number, one in enumerate(moments) if one.id == moment_id), None)
    if place is None:
        return record
    one = moments.pop(place)
    moments.insert(max(0, min(place + by, len(moments))), one)
    return replace(record, moments=tuple(moments))


def with_step_of_moment(moment: MomentOfTruth, step_id: str, order: tuple[str, ...]) -> MomentOfTruth:
    """The moment met in one more step, or in one fewer; ``order`` is that of the process."""
    chosen = set(moment.steps) ^ {step_id}
    return replace(moment, steps=tuple(one for one in order if one in chosen))


def with_standard_of_moment(moment: MomentOfTruth, code: str) -> MomentOfTruth:
    """The moment with one more standard that came of it."""
    return moment if code in moment.standards else replace(moment, standards=(*moment.standards, code))


def without_standard_of_moment(moment: MomentOfTruth, code: str) -> MomentOfTruth:
    """The moment without one of its standards; the standard itself stays."""
    return replace(moment, standards=tuple(one for one in moment.standards if one != code))


def statement_from(moment: MomentOfTruth) -> Text:
    """What a standard that comes of the moment may begin with: what customers expect at the least."""
    return moment.least or moment.name


def _free_id(taken: list[str]) -> str:
    numbers = [int(found.group(1)) for one in taken if (found := re.fullmatch(r"moment-(\d+)", one))]
    return f"moment-{max(numbers, default=0) + 1}"
