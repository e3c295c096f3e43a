"""The checklists in the package can be used as they are: without a fault, in every language, judged alike by two."""

import re
from fractions import Fraction
from functools import cache

import pytest

from qa_auditor.assets import resource_path
from qa_auditor.domain.areas import AREAS, dimension_of
from qa_auditor.domain.checklist import (
    Checklist,
    Choice,
    CriticalClass,
    Effect,
    MultiChoice,
    Number,
    Question,
    SubjectKind,
)
from qa_auditor.domain.condition import names_in
from qa_auditor.domain.condition_evaluation import evaluate
from qa_auditor.domain.scoring.earning import is_critical_answer, reachable
from qa_auditor.domain.text import LANGUAGES, Text
from qa_auditor.exchange.checklist_yaml import CheckReport, check_checklist

FOLDER = resource_path("checklists")
NAMES = (
    "call-complaint",
    "call-service",
    "chat-service",
    "hardware-standard",
    "mail-service",
    "management-audit",
    "people-standard",
    "process-walkthrough",
    "restaurant-visit",
    "software-standard",
    "store-visit",
    "vip-reception",
)
STANDARDS = tuple(name for name in NAMES if name.endswith("-standard"))

PROCESS_CLASSES = ("handling", "query", "verification", "consultation", "complaint")
"""The five kinds of service process."""


@cache
def report(name: str) -> CheckReport:
    return check_checklist(FOLDER / f"{name}.yaml")


def loaded(name: str) -> Checklist:
    checklist = report(name).checklist
    assert checklist is not None, report(name).faults
    return checklist


def texts_of(question: Question) -> dict[str, Text]:
    """Every text of a question that a user reads, by what it is."""
    texts = {"text": question.text, "guidance": question.guidance}
    if isinstance(question.answer, Choice | MultiChoice):
        texts |= {option.id: option.title for option in question.answer.options}
    return texts


def all_texts(checklist: Checklist) -> dict[str, Text]:
    texts = {"title": checklist.title}
    texts |= {f"band from {band.lower}": band.title for band in checklist.scoring.bands}
    for section in checklist.sections:
        texts[section.id] = section.title
        for question in section.questions:
            texts |= {f"{question.id} {what}": text for what, text in texts_of(question).items()}
    return texts


def fields_asked(checklist: Checklist) -> set[str]:
    """Subject fields that its conditions look at."""
    names = {name for question in checklist.questions() if question.when for name in names_in(question.when)}
    return {name.removeprefix("subject.") for name in names if name.startswith("subject.")}


def test_the_package_ships_these():
    assert tuple(sorted(file.stem for file in FOLDER.glob("*.yaml"))) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_loads_without_a_fault_or_warning(name):
    assert report(name).faults == ()
    assert report(name).warnings == ()
    assert loaded(name).id == name


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_there_in_every_language(name):
    for place, text in all_texts(loaded(name)).items():
        versions = dict(text.versions)
        assert tuple(versions) == LANGUAGES, place
        assert all(version.strip() for version in versions.values()), place


@pytest.mark.parametrize("name", NAMES)
def test_no_language_slipped_into_another(name):
    # Signs that are written in one of the two scripts alone and occur often.
    simplified, traditional = set("这们说问时对应录处务员检复"), set("這們說問時對應錄處務員檢複")
    # The only Chinese in English texts are the words that a question asks about.
    three_musts = "请您再见"
    for place, text in all_texts(loaded(name)).items():
        assert not traditional & set(text.in_language("zh-CN")), place
        assert not simplified & set(text.in_language("zh-TW")), place
        english = re.sub(f"[{three_musts}]", "", text.in_language("en"))
        assert not re.search("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", english), place


@pytest.mark.parametrize("name", NAMES)
def test_chinese_texts_have_chinese_punctuation(name):
    for place, text in all_texts(loaded(name)).items():
        for language in ("zh-CN", "zh-TW"):
            assert not re.search("[\u4e00-\u9fff][,:;?!(]", text.in_language(language)), place
        assert not set("“”") & set(text.in_language("zh-TW")), place
        assert not set("「」") & set(text.in_language("zh-CN")), place


@pytest.mark.parametrize("name", NAMES)
def test_every_scored_question_can_be_met_and_missed(name):
    for question in loaded(name).questions():
        if question.scored:
            ends = reachable(question)
            assert ends.lowest == 0, question.id
            assert ends.highest == 1, question.id
            assert (ends.failing is not None) == (question.critical is not None), question.id


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_guidance_that_says_more_than_its_text(name):
    for question in loaded(name).questions():
        for language in LANGUAGES:
            guidance = question.guidance.in_language(language)
            assert len(guidance) > len(question.text.in_language(language)), question.id
            assert len(guidance.splitlines()) >= 2, question.id


@pytest.mark.parametrize("name", NAMES)
def test_guidance_says_when_not_applicable_may_be_chosen(name):
    labels = {"zh-CN": "不适用：", "zh-TW": "不適用：", "en": "N/A:"}
    for question in loaded(name).questions():
        for language, label in labels.items():
            assert (label in question.guidance.in_language(language)) == question.na, question.id


@pytest.mark.parametrize("name", NAMES)
def test_question_texts_are_short_enough_to_be_read_at_a_glance(name):
    for question in loaded(name).questions():
        assert len(question.text.in_language("zh-CN")) <= 24, question.id
        assert len(question.text.in_language("en")) <= 60, question.id


@pytest.mark.parametrize("name", NAMES)
def test_every_question_names_its_source(name):
    for question in loaded(name).questions():
        assert question.source is not None, question.id
        assert question.source.document in {"000", "001", "002", "003", "004"}, question.id
        assert question.source.topic, question.id


@pytest.mark.parametrize("name", NAMES)
def test_weights_add_up_to_a_hundred_and_every_section_can_be_scored(name):
    checklist = loaded(name)

    assert sum(section.weight for section in checklist.sections) == 100
    for section in checklist.sections:
        unconditional = [q for q in section.questions if q.scored and q.bonus is None and q.when is None]
        assert sum(question.weight for question in unconditional) > 0, section.id


@pytest.mark.parametrize("name", STANDARDS)
def test_a_standard_has_a_section_of_three_questions_for_each_key_area(name):
    checklist = loaded(name)
    dimension = name.removesuffix("-standard")
    areas = [area for area in AREAS if dimension_of(area) == dimension]

    assert [f"{dimension}.{section.id}" for section in checklist.sections] == areas
    for section, area in zip(checklist.sections, areas, strict=True):
        assert {question.area for question in section.questions} == {area}
        assert sum(question.scored for question in section.questions) >= 3, area


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("call-complaint", SubjectKind.CALL),
        ("call-service", SubjectKind.CALL),
        ("chat-service", SubjectKind.CHAT),
        ("hardware-standard", SubjectKind.VISIT),
        ("mail-service", SubjectKind.EMAIL),
        ("management-audit", SubjectKind.MANAGEMENT),
        ("people-standard", SubjectKind.VISIT),
        ("process-walkthrough", SubjectKind.WALKTHROUGH),
        ("restaurant-visit", SubjectKind.VISIT),
        ("software-standard", SubjectKind.MANAGEMENT),
        ("store-visit", SubjectKind.VISIT),
        ("vip-reception", SubjectKind.VISIT),
    ],
)
def test_judges_the_subject_it_is_meant_for(name, subject):
    assert loaded(name).subject is subject


def test_a_call_is_led_from_opening_to_closing():
    sections = [section.id for section in loaded("call-service").sections]

    assert sections == ["opening", "identification", "listening", "handling", "closing"]


@pytest.mark.parametrize("question", ["privacy-kept", "identity-verified", "no-false-promise"])
def test_confidentiality_and_false_promises_are_critical(question):
    critical = loaded("call-service").by_id[question].critical

    assert critical is not None
    assert critical.on == ("no",)
    assert critical.effect is not Effect.FLAG


def test_the_call_checklist_uses_every_class_and_every_effect_on_the_score():
    criticals = [question.critical for question in loaded("call-service").questions() if question.critical]

    assert {critical.critical_class for critical in criticals} == set(CriticalClass)
    assert {critical.effect for critical in criticals} == set(Effect) - {Effect.FLAG}


@pytest.mark.parametrize("name", NAMES)
def test_a_capped_total_is_below_the_pass_mark(name):
    checklist = loaded(name)
    assert checklist.scoring.pass_mark == 85
    for question in checklist.questions():
        if question.critical and question.critical.cap is not None:
            assert question.critical.cap < checklist.scoring.pass_mark, question.id


@pytest.mark.parametrize("process_class", PROCESS_CLASSES)
def test_each_kind_of_service_process_has_questions_of_its_own(process_class):
    own = [question for question in loaded("call-service").questions() if question.id.startswith(f"{process_class}-")]

    assert len(own) >= 2
    for question in own:
        assert question.when is not None
        assert set(names_in(question.when)) == {"subject.process_class"}


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("call-complaint", set()),
        ("call-service", {"process_class"}),
        ("management-audit", {"process_class"}),
        ("people-standard", set()),
        ("process-walkthrough", {"channel", "process"}),
        ("restaurant-visit", {"meal"}),
        ("store-visit", {"venue", "reception"}),
        ("vip-reception", {"meal"}),
    ],
)
def test_conditions_ask_for_these_subject_fields_alone(name, fields):
    assert fields_asked(loaded(name)) == fields


MANAGEMENT_CLASSES = ("quality", "knowledge", "floor", "system", "specialist", "metrics")
"""The six kinds of management process."""


@pytest.mark.parametrize("process_class", MANAGEMENT_CLASSES)
def test_the_management_audit_asks_each_kind_of_management_process_something_of_its_own(process_class):
    conditions = [question.when for question in loaded("management-audit").questions() if question.when]

    assert any(evaluate(condition, lambda _name: process_class) for condition in conditions)


def test_the_management_audit_asks_for_owner_resources_and_time_standard_of_the_steps():
    asked = loaded("management-audit").by_id

    assert {"step-owner", "step-resources", "step-time"} <= set(asked)


def test_an_email_answered_after_more_than_a_day_is_a_critical_error():
    question = loaded("mail-service").by_id["first-reply"]

    assert not is_critical_answer(question, Fraction(86_400))
    assert is_critical_answer(question, Fraction(86_401))


def test_a_reception_of_a_vip_has_its_four_stages():
    assert [section.id for section in loaded("vip-reception").sections] == ["prepare", "welcome", "attend", "farewell"]


@pytest.mark.parametrize("name", NAMES)
def test_a_checklist_has_between_a_dozen_and_forty_questions(name):
    assert 12 <= len(list(loaded(name).questions())) <= 40


def test_the_call_checklist_can_be_scored_in_a_few_minutes():
    checklist = loaded("call-service")
    of_one_kind = [
        q for q in checklist.questions() if q.when is None or "subject.process_class" not in names_in(q.when)
    ]

    assert len(list(checklist.questions())) <= 36
    assert len(of_one_kind) <= 30


def test_a_visit_goes_from_the_first_look_to_the_farewell():
    checklist = loaded("store-visit")

    assert [section.id for section in checklist.sections] == [
        "first-look",
        "entering",
        "reception",
        "service",
        "farewell",
    ]
    dimensions = {question.area for question in checklist.questions()}
    assert {area for area in dimensions if dimension_of(area) == "software"} == {"software.time"}
    assert {dimension_of(area) for area in dimensions} == {"hardware", "software", "people"}


@pytest.mark.parametrize("name", NAMES)
def test_units_read_the_same_in_every_language(name):
    for question in loaded(name).questions():
        if isinstance(question.answer, Number):
            assert question.answer.unit.in_language("en") in {"%", "°C"}, question.id
