"""The library in the package can be used as it is: whole, in every language, without a blind spot that is not meant."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from qa_auditor.application.ports import EvaluationFilter
from qa_auditor.application.process_library.references import ReferenceKind
from qa_auditor.application.process_library.shipping import ShippedLibrary
from qa_auditor.application.process_library.tracing import Topic
from qa_auditor.application.views.process_map import map_view, standards_named
from qa_auditor.assets import resource_path
from qa_auditor.bootstrap.program import build
from qa_auditor.domain.areas import AREAS
from qa_auditor.domain.blind_spots import BlindSpotKind
from qa_auditor.domain.checklist import Checklist, Stage
from qa_auditor.domain.people import ProcessClass
from qa_auditor.domain.process import Lane, Measurement, ProcessRecord, StepKind
from qa_auditor.domain.smart import smart_findings
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.text import LANGUAGES, Text
from qa_auditor.domain.touchpoint import ContactDimension
from qa_auditor.exchange.checklist_yaml import load_checklist
from qa_auditor.exchange.library.map_yaml import check_map
from qa_auditor.exchange.library.process_yaml import check_process
from qa_auditor.exchange.library.shipped import (
    load_shipped,
    shipped_processes,
    shipped_standards,
    shipped_topics,
)
from qa_auditor.exchange.library.standard_yaml import check_standards
from qa_auditor.exchange.library.topics_yaml import check_topics
from qa_auditor.exchange.shipped import shipped_checklists

FOLDER = resource_path("library")

SERVICE_CODES = {"HANDLING", "QUERY", "VERIFY", "CONSULT", "COMPLAINT"}

SIMPLIFIED, TRADITIONAL = set("这们说问时对应录处务员检复"), set("這們說問時對應錄處務員檢複")
"""Signs that are written in one of the two scripts alone and occur often."""

MAINLAND_WORDS = (
    "信息", "軟件", "硬件", "網絡", "屏幕", "短信", "質量", "用戶", "默認", "視頻", "打印", "鏈接", "反饋", "渠道",
    "導出", "菜單選", "支持", "登錄", "數據", "合同", "響應", "優先級", "郵箱", "激活", "質檢單",
)  # fmt: skip
"""Words that Taiwan says otherwise, written in its signs."""

PERSONAL = re.compile(
    r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{15,18}(?!\d)|[\w.]+@[\w.]+|https?:|www\.|10086"
    "|移动公司|中国移动|山东|济南|大学|培训学院|有限公司|微信|麦当劳|eBay|Trello|Asana"
)


@cache
def library() -> ShippedLibrary:
    return load_shipped()


@cache
def checklists() -> tuple[Checklist, ...]:
    return tuple(load_checklist(path) for path in shipped_checklists())


@cache
def topics() -> tuple[Topic, ...]:
    return shipped_topics()


def codes() -> set[str]:
    return {record.code for record in library().processes}


PROCESS_FILES = shipped_processes()
STANDARD_FILES = shipped_standards()


def by_name(path: Path) -> str:
    return path.stem


@cache
def process_of(path: Path) -> ProcessRecord:
    record = check_process(path).value
    assert record is not None
    return record


def standards() -> tuple[Standard, ...]:
    return library().standards


def texts_in(value: object, place: str = "") -> Iterator[tuple[str, Text]]:
    """Every text in a value, with where it stands."""
    if isinstance(value, Text):
        if value.versions:
            yield place, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name), f"{place}.{field.name}")
    elif isinstance(value, tuple | list):
        for number, item in enumerate(value):
            yield from texts_in(item, f"{place}[{getattr(item, 'id', '') or getattr(item, 'code', '') or number}]")


@cache
def all_texts() -> tuple[tuple[str, Text], ...]:
    return (*texts_in(library(), "library"), *texts_in(topics(), "topics"))


# Files


@pytest.mark.parametrize("path", PROCESS_FILES, ids=by_name)
def test_a_process_is_read_without_a_fault_or_warning(path):
    found = check_process(path)

    assert (found.faults, found.warnings) == ((), ())
    assert process_of(path).code.lower() == path.stem


@pytest.mark.parametrize("path", STANDARD_FILES, ids=by_name)
def test_standards_are_read_without_a_fault_or_warning(path):
    found = check_standards(path)

    assert (found.faults, found.warnings) == ((), ())


def test_map_and_topics_are_read_without_a_fault_or_warning():
    drawn, traced = check_map(FOLDER / "map.yaml"), check_topics(FOLDER / "topics.yaml")

    assert (drawn.faults, drawn.warnings) == ((), ())
    assert (traced.faults, traced.warnings) == ((), ())


def test_whatever_a_file_names_is_there():
    there = {
        ReferenceKind.PROCESS: codes(),
        ReferenceKind.STANDARD: {standard.code for standard in standards()},
        ReferenceKind.CHANNEL: {channel.id for channel in library().process_map.channels},
    }
    references = [*check_map(FOLDER / "map.yaml").references]
    references += [reference for path in PROCESS_FILES for reference in check_process(path).references]
    references += [reference for path in STANDARD_FILES for reference in check_standards(path).references]
    assert len(references) > 1000
    for reference in references:
        assert reference.code in there[reference.kind], reference


def test_codes_of_standards_are_unique():
    every = [standard.code for standard in standards()]

    assert len(every) == len(set(every))


def test_questions_name_standards_and_processes_that_are_there():
    known = {standard.code for standard in standards()}
    for checklist in checklists():
        assert set(checklist.process_codes) <= codes(), checklist.id
        named = {question.standard for question in checklist.questions() if question.standard}
        assert named <= known, (checklist.id, named - known)


# Languages


def test_every_text_is_there_in_every_language():
    for place, text in all_texts():
        versions = dict(text.versions)
        assert tuple(versions) == LANGUAGES, place
        assert all(version.strip() for version in versions.values()), place


def test_no_language_slipped_into_another():
    for place, text in all_texts():
        assert not TRADITIONAL & set(text.in_language("zh-CN")), place
        assert not SIMPLIFIED & set(text.in_language("zh-TW")), place
        assert not re.search("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", text.in_language("en")), place


def test_taiwan_reads_its_own_words():
    of_checklists = (found for checklist in checklists() for found in texts_in(checklist, checklist.id))
    for place, text in (*all_texts(), *of_checklists):
        wording = text.in_language("zh-TW")
        assert not [word for word in MAINLAND_WORDS if word in wording], (place, wording)
        assert not set("“”") & set(wording), place


def test_chinese_texts_have_chinese_punctuation():
    for place, text in all_texts():
        for language in ("zh-CN", "zh-TW"):
            assert not re.search("[\u4e00-\u9fff][,:;?!(]", text.in_language(language)), place
        assert not set("「」") & set(text.in_language("zh-CN")), place


def test_nothing_personal_and_no_house_of_the_sources_is_in_the_package():
    files = [*FOLDER.rglob("*.yaml"), *shipped_checklists()]
    assert len(files) > 40
    for file in files:
        found = PERSONAL.search(file.read_text(encoding="utf-8"))
        assert found is None, (file.name, found)


# Processes


def test_each_kind_of_process_is_there_under_its_code():
    of_kind = {record.process_class: record.code for record in library().processes if record.code in SERVICE_CODES}
    of_kind |= {record.process_class: record.code for record in library().processes if record.code[:5] == "MGMT-"}

    assert set(of_kind) == set(ProcessClass)
    assert {"STORE", "RESTAURANT", "VIP", "BIZ-OPEN", "BIZ-CHANGE", "BIZ-END", "MAIL-BILL", "MAIL-SUSPEND"} <= codes()


@pytest.mark.parametrize("path", PROCESS_FILES, ids=by_name)
def test_a_process_is_complete(path):
    record = process_of(path)

    assert record.missing_elements == ()
    assert record.owner
    assert {measurement for measurement, _value in record.benchmarks} == set(Measurement)
    assert record.sources
    assert 8 <= len(record.steps) <= 20
    assert {step.stage for step in record.steps} == set(Stage)
    assert {step.lane for step in record.steps} == set(Lane)


@pytest.mark.parametrize("path", PROCESS_FILES, ids=by_name)
def test_every_step_says_who_does_what_with_what_and_in_which_time(path):
    for step in process_of(path).steps:
        assert step.role, step.id
        assert step.activity, step.id
        assert step.input, step.id
        assert step.output, step.id
        assert step.owner, step.id
        assert step.resources, step.id
        assert step.time_limit_s, step.id


@pytest.mark.parametrize("path", PROCESS_FILES, ids=by_name)
def test_a_process_has_one_start_one_end_a_branch_and_records_something(path):
    steps = process_of(path).steps
    kinds = [step.kind for step in steps]

    assert kinds[0] is StepKind.START
    assert kinds[-1] is StepKind.END
    assert (kinds.count(StepKind.START), kinds.count(StepKind.END)) == (1, 1)
    assert StepKind.DECISION in kinds
    assert any(step.information.stored for step in steps)
    assert any(step.information.enters for step in steps)
    assert any(step.information.leaves for step in steps)


@pytest.mark.parametrize("path", PROCESS_FILES, ids=by_name)
def test_moments_of_truth_have_their_impact_analysis_and_standards(path):
    record = process_of(path)

    assert len(record.moments) >= (2 if record.code.startswith(("MGMT-", "IMPROVE")) else 3)
    for moment in record.moments:
        assert moment.steps, moment.id
        assert moment.least, moment.id
        assert moment.adds, moment.id
        assert moment.takes_away, moment.id
        assert moment.standards, moment.id
    first_steps = [list(record.step_by_id).index(moment.steps[0]) for moment in record.moments]
    assert first_steps == sorted(first_steps), "in the order in which the customer meets them"


# Standards


def test_every_key_area_has_two_standards_or_more():
    areas = [standard.area for standard in standards()]
    for area in AREAS:
        assert areas.count(area) >= 2, area


@pytest.mark.parametrize("standard", library().standards, ids=lambda standard: standard.code)
def test_a_standard_is_smart_and_says_a_figure(standard):
    assert smart_findings(standard) == ()
    assert standard.review_months
    assert standard.processes
    assert standard.sources
    for language in LANGUAGES:
        statement = standard.statement.in_language(language)
        assert re.search(r"\d|[一二三四五六七八九十]成|nine in ten|eight in ten", statement, re.IGNORECASE), statement


def test_the_figure_of_a_statement_is_the_target_or_said_by_its_limit():
    for standard in standards():
        target = standard.target
        assert target is not None
        if target.denominator == 1 and target.numerator > 1:
            assert re.search(rf"(?<!\d){target.numerator}(?!\d)", standard.statement.in_language("zh-CN")) or (
                "成" in standard.statement.in_language("zh-CN")
            ), standard.code


def test_each_standard_is_judged_by_a_question():
    judged = {question.standard for checklist in checklists() for question in checklist.questions()}

    assert {standard.code for standard in standards()} <= judged


# Map


def test_no_cell_of_the_map_is_a_blind_spot():
    drawn = library().process_map
    channels, brands = [channel.id for channel in drawn.channels], [brand.id for brand in drawn.brands]
    businesses = [business.code for business in drawn.businesses]
    served = {(touchpoint.channel, touchpoint.brand, touchpoint.business) for touchpoint in drawn.touchpoints}
    explained = {(cell.channel, cell.brand, cell.business) for cell in drawn.not_offered if cell.reason}

    assert served | explained == set(product(channels, brands, businesses))
    assert not served & explained
    assert len(served) == len(drawn.touchpoints)
    assert {"TEL", "IVR", "SMS", "WEB", "APP", "HALL"} <= set(channels)


def test_in_a_new_workspace_nothing_but_evaluations_is_missing_on_the_map(tmp_path):
    application = build(tmp_path / "new")
    with application.store.begin() as work:
        view = map_view(work, which=EvaluationFilter(), now=datetime(2026, 11, 26, tzinfo=UTC))
    application.close()

    assert {spot.kind for spot in view.blind_spots} == {BlindSpotKind.NOT_EVALUATED}


def test_the_process_of_a_touchpoint_is_asked_about_by_name_and_by_standard():
    asked_of = {code for checklist in checklists() for code in checklist.process_codes}
    judged = {question.standard for checklist in checklists() for question in checklist.questions()}
    records = {record.code: record for record in library().processes}
    for touchpoint in library().process_map.touchpoints:
        assert touchpoint.process_code in asked_of, touchpoint.code
        assert standards_named(records[touchpoint.process_code or ""]) & judged, touchpoint.code


def test_touchpoints_are_rated_by_each_dimension_of_contact_and_by_their_process():
    for touchpoint in library().process_map.touchpoints:
        assert {dimension for dimension, _rating in touchpoint.contact} == set(ContactDimension), touchpoint.code
        assert None not in {touchpoint.complexity, touchpoint.diversity, touchpoint.flow}, touchpoint.code


def test_contact_is_closer_on_the_spot_than_by_menu():
    degrees = {touchpoint.code: touchpoint.contact_degree for touchpoint in library().process_map.touchpoints}

    for business in ("0201", "0202", "0203"):
        hall, telephone = degrees[f"HALL-GT-{business}"], degrees[f"TEL-GT-{business}"]
        menu, message = degrees[f"IVR-GT-{business}"], degrees[f"SMS-GT-{business}"]
        assert hall is not None
        assert telephone is not None
        assert menu is not None
        assert message is not None
        assert hall > telephone > max(menu, message)
