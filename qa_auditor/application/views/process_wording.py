"""How parts of a process record read, and what differs between two versions of it."""

from dataclasses import dataclass
from fractions import Fraction
from functools import singledispatch

from qa_auditor.application.views.wording import PROCESS_CLASS_NAMES, number_text
from qa_auditor.domain.checklist import Source, Stage
from qa_auditor.domain.people import ProcessClass
from qa_auditor.domain.process import Element, Information, Lane, Measurement, ProcessRecord, StepKind
from qa_auditor.domain.process_difference import Difference, Fate, Part, differences
from qa_auditor.domain.text import Text
from qa_auditor.i18n import N_, _, language

STAGE_NAMES = {Stage.INITIAL: N_("Initial stage"), Stage.MIDDLE: N_("Middle stage"), Stage.FINAL: N_("Final stage")}
LANE_NAMES = {
    Lane.CUSTOMER: N_("Customer"),
    Lane.FRONT: N_("Front stage"),
    Lane.BACK: N_("Back stage"),
    Lane.SUPPORT: N_("Support"),
}
STEP_KIND_NAMES = {
    StepKind.START: N_("Start of the process"),
    StepKind.ACTION: N_("Action"),
    StepKind.CHECK: N_("Check"),
    StepKind.DECISION: N_("Decision"),
    StepKind.WAIT: N_("Wait"),
    StepKind.RECORD: N_("Record or document"),
    StepKind.END: N_("End of the process"),
}

ELEMENT_NAMES = {
    Element.RESOURCES: N_("Resources"),
    Element.ACTIVITIES: N_("Activities"),
    Element.INTERACTION: N_("Interaction of the activities"),
    Element.RESULT: N_("Result"),
    Element.CUSTOMER: N_("Customer"),
    Element.VALUE: N_("Value"),
}
ELEMENT_HINTS = {
    Element.RESOURCES: N_("What the process needs: people, systems, knowledge, input"),
    Element.ACTIVITIES: N_("What is done"),
    Element.INTERACTION: N_("How the activities follow and act on each other"),
    Element.RESULT: N_("What comes out"),
    Element.CUSTOMER: N_("For whom it is done"),
    Element.VALUE: N_("What it is worth to the customer and to the house"),
}

MEASUREMENT_NAMES = {
    Measurement.USE: N_("Use on the spot"),
    Measurement.TRACE: N_("Trace of use"),
    Measurement.CONFORMITY: N_("Organisational conformity"),
    Measurement.COMPLIANCE: N_("Compliance rate"),
}
MEASUREMENT_HINTS = {
    Measurement.USE: N_("Of the subjects in which the process should have been used, the share in which it was"),
    Measurement.TRACE: N_("The steps taken, in order, against the steps defined"),
    Measurement.CONFORMITY: N_("The share of steps that have an owner, resources and a time standard"),
    Measurement.COMPLIANCE: N_("Steps done to standard ÷ steps applicable"),
}

FIELD_NAMES = {
    "name": N_("name"),
    "process_class": N_("class"),
    "owner": N_("owner"),
    "stage": N_("stage"),
    "lane": N_("lane"),
    "kind": N_("kind of step"),
    "role": N_("role"),
    "activity": N_("activity"),
    "input": N_("input"),
    "output": N_("output"),
    "time_limit_s": N_("time standard"),
    "time_share": N_("share of cases in time"),
    "channel": N_("channel"),
    "resources": N_("resources"),
    "required": N_("required"),
    "information": N_("information"),
    "standards": N_("standards"),
    "condition": N_("condition"),
    "steps": N_("steps"),
    "least": N_("least expected"),
    "adds": N_("what adds"),
    "takes_away": N_("what takes away"),
    "importance": N_("importance"),
}

_PART_NAMES = {
    Part.RECORD: N_("Process"),
    Part.ELEMENT: N_("Element: {key}"),
    Part.STEP: N_("Step: {key}"),
    Part.LINK: N_("Link: {key}"),
    Part.MOMENT: N_("Moment of truth: {key}"),
    Part.BENCHMARK: N_("Benchmark: {key}"),
    Part.SOURCE: N_("Source: {key}"),
}
_FATE_NAMES = {
    Fate.ADDED: N_("added"),
    Fate.REMOVED: N_("removed"),
    Fate.CHANGED: N_("changed"),
    Fate.MOVED: N_("moved"),
}


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A difference in words: where it is, what became of what there, and how it read before and reads now."""

    where: str
    what: str
    before: str
    after: str


def difference_lines(former: ProcessRecord, latter: ProcessRecord) -> tuple[DifferenceLine, ...]:
    """Everything that differs, in the current language."""
    names = {
        **{(Part.STEP, step.id): step.name for step in (*former.steps, *latter.steps)},
        **{(Part.MOMENT, moment.id): moment.name for moment in (*former.moments, *latter.moments)},
    }
    return tuple(_line(found, names) for found in differences(former, latter))


def _line(found: Difference, names: dict[tuple[Part, str], Text]) -> DifferenceLine:
    where = _(_PART_NAMES[found.part]).format(key=_key(found, names))
    what = f"{_(FIELD_NAMES[found.field])}, {_(_FATE_NAMES[found.fate])}" if found.field else _(_FATE_NAMES[found.fate])
    if found.fate is Fate.MOVED:
        place = _("place {n}")
        return DifferenceLine(where, what, place.format(n=found.before), place.format(n=found.after))
    return DifferenceLine(where, what, _value(found.field, found.before), _value(found.field, found.after))


def _key(found: Difference, names: dict[tuple[Part, str], Text]) -> str:
    if found.part is Part.ELEMENT:
        return _(ELEMENT_NAMES[Element(found.key)])
    if found.part is Part.BENCHMARK:
        return _(MEASUREMENT_NAMES[Measurement(found.key)])
    name = names.get((found.part, found.key), Text()).in_language(language())
    return f"{name} ({found.key})" if name else found.key


def _value(field: str, value: object) -> str:
    if field == "time_limit_s" and isinstance(value, int):
        return _("{n} s").format(n=value)
    return _words(value)


@singledispatch
def _words(_value: object) -> str:
    """A value of the record in words; parts that came or went are told by their key alone."""
    return ""


@_words.register
def _text_words(value: Text) -> str:
    return value.in_language(language())


@_words.register
def _yes_words(value: bool) -> str:  # noqa: FBT001 - what is put into words
    return _("Yes") if value else _("No")


@_words.register
def _share_words(value: Fraction) -> str:
    return f"{number_text(value * 100)}%"


@_words.register(int)
@_words.register(str)
def _plain_words(value: int | str) -> str:
    return str(value)


@_words.register
def _class_words(value: ProcessClass) -> str:
    return _(PROCESS_CLASS_NAMES[value])


@_words.register
def _stage_words(value: Stage) -> str:
    return _(STAGE_NAMES[value])


@_words.register
def _lane_words(value: Lane) -> str:
    return _(LANE_NAMES[value])


@_words.register
def _kind_words(value: StepKind) -> str:
    return _(STEP_KIND_NAMES[value])


@_words.register(tuple)
def _listed_words(value: tuple[str, ...]) -> str:
    return _(", ").join(value)


@_words.register
def _information_words(value: Information) -> str:
    parts = ((_("enters"), value.enters), (_("stored"), value.stored), (_("leaves"), value.leaves))
    told = (f"{name}: {_(', ').join(map(_words, texts))}" for name, texts in parts if texts)
    return "; ".join(told)


@_words.register
def _source_words(value: Source) -> str:
    return value.topic
