"""From a checklist file to a ``Checklist``, or to every fault that it has."""

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from qa_auditor.application.faults import Fault, FaultsError
from qa_auditor.domain.areas import AREAS
from qa_auditor.domain.checklist import (
    UNSCORED,
    AnswerType,
    Checklist,
    FreeText,
    Method,
    Question,
    Section,
    Stage,
    SubjectKind,
)
from qa_auditor.domain.condition import Condition
from qa_auditor.domain.text import Text
from qa_auditor.exchange.checklist_answers import answer_at, critical_at
from qa_auditor.exchange.checklist_assist import assist_at
from qa_auditor.exchange.checklist_conditions import Surroundings, check_condition, condition_at
from qa_auditor.exchange.checklist_scoring import method_of, scoring_at
from qa_auditor.exchange.reading import (
    Fields,
    Findings,
    Spot,
    boolean_at,
    fields_of,
    integer_at,
    items_of,
    member_at,
    note_twice,
    number_at,
    quoted,
    text_at,
    word_at,
)
from qa_auditor.exchange.yaml_documents import check_format, content_of, looked_into, source_at
from qa_auditor.i18n import _

_TOP_KEYS = ("format", "id", "version", "title", "subject", "process", "scoring", "sections")
_SECTION_KEYS = ("id", "title", "weight", "cap", "questions")
_QUESTION_KEYS = (
    "id",
    "text",
    "guidance",
    "area",
    "stage",
    "standard",
    "weight",
    "answer",
    "required",
    "bonus",
    "critical",
    "when",
    "evidence",
    "source",
    "assist",
)

_CHECKLIST_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_QUESTION_ID = re.compile(r"[a-z][a-z0-9_-]*")
_RESERVED = frozenset({"subject", "and", "or", "not", "in"})


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What looking at a checklist file brought to light.

    Attributes:
        checklist: what it says; None when there are faults.
        faults: what makes it unusable, in the order of the file.
        warnings: what its author may not have meant; the checklist works all the same.
    """

    checklist: Checklist | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def load_checklist(source: Path | str | bytes, *, file: str | None = None) -> Checklist:
    """The checklist in a file (``Path``) or in a text (``str``, ``bytes``).

    Args:
        source: the file, or the YAML itself.
        file: name for messages; the path as given unless said.

    Raises:
        FaultsError: the file is wrong; carries every fault.
        UnreadableError: there is no such file, or it can't be opened.
    """
    report = check_checklist(source, file=file)
    if report.checklist is None:
        raise FaultsError(report.faults)
    return report.checklist


def check_checklist(source: Path | str | bytes, *, file: str | None = None) -> CheckReport:
    """Like ``load_checklist``, but faults are returned, and warnings with them.

    Raises:
        UnreadableError: there is no such file, or it can't be opened.
    """
    if isinstance(source, Path):
        file = str(source) if file is None else file
    findings = Findings(file or "")
    checklist = looked_into(content_of(source, findings.file), _checklist, findings)
    return CheckReport(None if findings.faults else checklist, findings.faults_in_order, findings.warnings_in_order)


@dataclass(slots=True)
class _Asked:
    """A question on the way to its section: conditions are checked when all ids are known."""

    id: str
    answer: AnswerType | None
    condition: Condition | None
    condition_spot: Spot | None


def _checklist(spot: Spot, findings: Findings) -> Checklist | None:
    fields = fields_of(spot, _TOP_KEYS, findings)
    if fields is None:
        return None
    check_format(fields, findings)
    asked: list[_Asked] = []
    kind = member_at(fields.required("subject"), tuple(SubjectKind), findings) or SubjectKind.CALL
    checklist = Checklist(
        id=_checklist_id(fields.required("id"), findings) or "",
        version=integer_at(fields.required("version"), findings, least=1) or 1,
        title=text_at(fields.required("title"), findings) or Text(),
        subject=kind,
        process_codes=_process_codes(fields.optional("process"), findings),
        scoring=scoring_at(fields.optional("scoring"), findings),
        sections=_sections(fields, method_of(fields), kind, asked, findings),
    )
    _check_conditions(asked, findings)
    return checklist


def _checklist_id(spot: Spot | None, findings: Findings) -> str | None:
    name = word_at(spot, findings)
    if spot is not None and name is not None and not _CHECKLIST_ID.fullmatch(name):
        message = _("{value} is not an id of a checklist").format(value=quoted(name))
        remedy = _("Use small letters and digits, words joined by -, for example: {example}")
        findings.fault("wrong-id", spot, message, remedy.format(example="call-complaint"))
    return name


def _process_codes(spot: Spot | None, findings: Findings) -> tuple[str, ...]:
    return tuple(code for item in items_of(spot, findings) if (code := word_at(item, findings)))


def _sections(
    fields: Fields, method: Method | None, kind: SubjectKind, asked: list[_Asked], findings: Findings
) -> tuple[Section, ...]:
    sections: list[Section] = []
    section_ids: dict[str, int] = {}
    question_ids: dict[str, int] = {}
    empty = _("a checklist needs at least one section")
    for spot in items_of(fields.required("sections"), findings, at_least_one=empty):
        keys = fields_of(spot, _SECTION_KEYS, findings)
        if keys is None:
            continue
        id_spot = keys.required("id")
        name = word_at(id_spot, findings)
        if name is not None and id_spot is not None:
            note_twice(name, id_spot, section_ids, findings)
        title = text_at(keys.required("title"), findings)
        weight = number_at(keys.optional("weight"), findings, least=0)
        cap_spot = keys.optional("cap")
        cap = number_at(cap_spot, findings, least=0)
        if cap_spot is not None and method not in {Method.DEDUCTION, None}:
            message = _("cap belongs to the method deduction, not to {method}").format(method=method)
            findings.fault("cap-without-deduction", cap_spot, message, _("Leave it out or write method: deduction"))
        questions: list[Question] = []
        none_asked = _("a section needs at least one question")
        for item in items_of(keys.required("questions"), findings, at_least_one=none_asked):
            question = _question(item, kind, question_ids, asked, findings)
            if question is not None:
                questions.append(question)
        weight = Fraction(1) if weight is None else weight
        sections.append(Section(name or "", title or Text(), tuple(questions), weight, cap))
    return tuple(sections)


def _question(
    spot: Spot, kind: SubjectKind, seen: dict[str, int], asked: list[_Asked], findings: Findings
) -> Question | None:
    fields = fields_of(spot, _QUESTION_KEYS, findings)
    if fields is None:
        return None
    name = _question_id(fields.required("id"), seen, findings) or ""
    answer, na = answer_at(fields.required("answer"), findings)
    when_spot = fields.optional("when")
    condition = condition_at(when_spot, findings)
    asked.append(_Asked(name, answer, condition, when_spot))
    weight = number_at(fields.optional("weight"), findings, least=0)
    scored = not isinstance(answer, UNSCORED)
    return Question(
        id=name,
        text=text_at(fields.required("text"), findings) or Text(),
        answer=answer or FreeText(),
        area=member_at(fields.required("area"), AREAS, findings) or "",
        guidance=text_at(fields.optional("guidance"), findings) or Text(),
        weight=Fraction(1) if weight is None else weight,
        na=na,
        required=boolean_at(fields.optional("required"), findings, default=scored),
        bonus=_bonus(fields, findings, scored=scored),
        critical=critical_at(fields.optional("critical"), answer, findings),
        when=condition,
        evidence_required_on_fail=_evidence(fields.optional("evidence"), findings),
        stage=member_at(fields.optional("stage"), tuple(Stage), findings),
        standard=word_at(fields.optional("standard"), findings) or "",
        source=source_at(fields.optional("source"), findings),
        assist=assist_at(fields.optional("assist"), answer, na=na, kind=kind, findings=findings),
    )


def _question_id(spot: Spot | None, seen: dict[str, int], findings: Findings) -> str | None:
    name = word_at(spot, findings)
    if spot is None or name is None:
        return None
    if not _QUESTION_ID.fullmatch(name):
        message = _("{value} is not an id of a question").format(value=quoted(name))
        remedy = _("Begin with a small letter; then small letters, digits, - and _, for example: {example}")
        findings.fault("wrong-id", spot, message, remedy.format(example="says-goodbye"))
    elif name in _RESERVED:
        message = _("{value} is a word of conditions and can't be an id").format(value=quoted(name))
        findings.fault("reserved-id", spot, message, _("Choose another id"))
    note_twice(name, spot, seen, findings)
    return name


def _bonus(fields: Fields, findings: Findings, *, scored: bool) -> Fraction | None:
    spot = fields.optional("bonus")
    bonus = number_at(spot, findings, above=0)
    if spot is not None and not scored:
        findings.warn("bonus-unscored", spot, _("answers of this type earn nothing, so that this bonus is never given"))
    if spot is not None and "critical" in fields:
        findings.warn("bonus-critical", spot, _("a bonus question never fails, so that it should not be critical"))
    return bonus


def _evidence(spot: Spot | None, findings: Findings) -> bool:
    fields = fields_of(spot, ("required_on_fail",), findings)
    return fields is not None and boolean_at(fields.optional("required_on_fail"), findings, default=False)


def _check_conditions(asked: list[_Asked], findings: Findings) -> None:
    earlier: dict[str, AnswerType | None] = {}
    everything = frozenset(question.id for question in asked)
    around = Surroundings(earlier, everything)
    for question in asked:
        if question.condition is not None and question.condition_spot is not None:
            check_condition(question.condition, question.condition_spot, around, findings)
        earlier.setdefault(question.id, question.answer)
