"""How values, areas, classes and moments read, the same on screen, in Excel and in the PDF."""

from fractions import Fraction

from qa_auditor.domain.answer import NA, Mark, Value
from qa_auditor.domain.checklist import (
    Choice,
    CriticalClass,
    Duration,
    Effect,
    Method,
    MultiChoice,
    NaRule,
    Number,
    Question,
    SubjectKind,
    YesNo,
)
from qa_auditor.domain.masking import PrivateKind
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import ProcessClass
from qa_auditor.domain.rounding import rounded
from qa_auditor.i18n import N_, _

DIMENSION_NAMES = {"hardware": N_("Hardware"), "software": N_("Software"), "people": N_("People")}

AREA_NAMES = {
    "hardware.location": N_("Location"),
    "hardware.facilities": N_("Facilities"),
    "hardware.atmosphere": N_("Atmosphere"),
    "hardware.visual_space": N_("Visual space"),
    "software.time": N_("Time"),
    "software.smoothness": N_("Smoothness"),
    "software.flexibility": N_("Flexibility"),
    "software.anticipation": N_("Anticipation"),
    "software.channels": N_("Communication channels"),
    "software.feedback": N_("Customer feedback"),
    "software.organisation": N_("Organisation and supervision"),
    "people.appearance": N_("Appearance"),
    "people.attitude": N_("Attitude, body language and tone"),
    "people.attention": N_("Attention"),
    "people.tact": N_("Tact"),
    "people.guidance": N_("Guidance"),
    "people.selling": N_("Selling skills"),
    "people.problem_solving": N_("Gracious problem solving"),
}

CLASS_NAMES = {
    CriticalClass.CUSTOMER: N_("Customer-critical"),
    CriticalClass.BUSINESS: N_("Business-critical"),
    CriticalClass.COMPLIANCE: N_("Compliance-critical"),
}

EFFECT_NAMES = {
    Effect.FAIL: N_("evaluation not passed"),
    Effect.FLAG: N_("counted only"),
    Effect.ZERO_SECTION: N_("section scores 0"),
    Effect.CAP_TOTAL: N_("total capped"),
    Effect.ZERO_EVALUATION: N_("evaluation scores 0"),
}

METHOD_NAMES = {
    Method.POINTS: N_("Points: total = 100 × Σ weight × fraction ÷ Σ weight"),
    Method.WEIGHTED: N_("Weighted sections: total = 100 × Σ section weight × section score ÷ Σ section weight"),
    Method.DEDUCTION: N_("Deduction: total = base − Σ weight × (1 − fraction)"),
}

NA_RULE_NAMES = {
    NaRule.REDISTRIBUTE: N_("Not applicable: the other questions share the weight in proportion"),
    NaRule.SPLIT_EQUALLY: N_("Not applicable: the weight goes in equal parts to the section's other questions"),
    NaRule.FULL: N_("Not applicable: counts as fully earned"),
    NaRule.ZERO: N_("Not applicable: counts as not earned"),
}

KIND_NAMES = {
    SubjectKind.CALL: N_("Call"),
    SubjectKind.CHAT: N_("Chat"),
    SubjectKind.EMAIL: N_("E-mail"),
    SubjectKind.VISIT: N_("Visit"),
    SubjectKind.WALKTHROUGH: N_("Walk-through"),
    SubjectKind.MANAGEMENT: N_("Management audit"),
}

PROCESS_CLASS_NAMES = {
    ProcessClass.HANDLING: N_("Handling"),
    ProcessClass.QUERY: N_("Query"),
    ProcessClass.VERIFICATION: N_("Verification"),
    ProcessClass.CONSULTATION: N_("Consultation"),
    ProcessClass.COMPLAINT: N_("Complaint"),
    ProcessClass.QUALITY: N_("Quality management"),
    ProcessClass.KNOWLEDGE: N_("Knowledge management"),
    ProcessClass.FLOOR: N_("Floor management"),
    ProcessClass.SYSTEM: N_("System management"),
    ProcessClass.SPECIALIST: N_("Specialist seats"),
    ProcessClass.METRICS: N_("Metrics management"),
}

PRIVATE_NAMES = {
    PrivateKind.MOBILE: N_("mobile number"),
    PrivateKind.LANDLINE: N_("landline number"),
    PrivateKind.ID_CARD: N_("identity card"),
    PrivateKind.BANK_CARD: N_("bank card"),
    PrivateKind.EMAIL: N_("e-mail address"),
    PrivateKind.PLATE: N_("number plate"),
}

DIRECTION_NAMES = {"in": N_("inbound"), "out": N_("outbound")}


def area_name(area: str) -> str:
    """A key area by its full name, in the current language."""
    return _(AREA_NAMES[area])


def number_text(number: Fraction) -> str:
    """A number as people write it: exact when it ends within four decimals, else rounded to four."""
    return format(rounded(number, 4).normalize(), "f")


def duration_text(seconds: Fraction) -> str:
    """Seconds as minutes and seconds: 3'20", 45"."""
    whole = rounded(seconds, 1).normalize()
    minutes, rest = divmod(whole, 60)
    shown_rest = format(rest.normalize(), "f")
    return f"{int(minutes)}'{shown_rest.zfill(2)}\"" if minutes else f'{shown_rest}"'


def clock_text(milliseconds: int) -> str:
    """A position in a recording: 04:12, 1:02:09."""
    seconds = milliseconds // 1000
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60:02}:{rest % 60:02}"


def mark_text(mark: Mark) -> str:
    """A mark with its moment and the words it names: "00:12–00:20 “…” price promised", "line 3 “…”"."""
    parts = []
    if mark.line is None or mark.at_ms or mark.until_ms is not None:
        parts.append(clock_text(mark.at_ms) + (f"–{clock_text(mark.until_ms)}" if mark.until_ms is not None else ""))
    if mark.line is not None:
        parts.append(_("line {number}").format(number=mark.line + 1))
    if mark.quote:
        parts.append(_("“{words}”").format(words=mark.quote))
    if mark.note:
        parts.append(mark.note)
    return " ".join(parts)


def moment_text(moment: Moment) -> str:
    """A moment on the wall clock of its zone, to the minute: 2026-11-03 14:02."""
    return moment.local().strftime("%Y-%m-%d %H:%M")


def answer_text(question: Question, value: Value | None, *, language: str) -> str:
    """An answer as it reads on a form: Yes, an option's title, minutes and seconds, N/A; nothing for None.

    ``language`` chooses the option's title; the words of the program follow the current language.
    """
    if value is None:
        return ""
    if value is NA:
        return _("N/A")
    if isinstance(value, Fraction):
        return _number_answer(question, value, language)
    if isinstance(question.answer, YesNo):
        return _("Yes") if value == "yes" else _("No")
    if isinstance(question.answer, Choice | MultiChoice):
        chosen = (value,) if isinstance(value, str) else value
        titles = {option.id: option.title.in_language(language) or option.id for option in question.answer.options}
        return _(", ").join(titles.get(option, option) for option in chosen) if chosen else _("None of them")
    return value if isinstance(value, str) else ", ".join(value)


def _number_answer(question: Question, number: Fraction, language: str) -> str:
    if isinstance(question.answer, Duration):
        return duration_text(number)
    unit = question.answer.unit.in_language(language) if isinstance(question.answer, Number) else ""
    return f"{number_text(number)} {unit}".rstrip()
