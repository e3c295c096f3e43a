"""The index follows the workspace, and reads again only what changed."""

from fractions import Fraction

import pytest

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.find.entry import EntryKind
from qa_auditor.application.find.gathering import (
    changed_parts,
    library_parts,
    standard_entries,
    step_entries,
    subject_part,
    touchpoint_entries,
)
from qa_auditor.application.find.index import Index
from qa_auditor.application.subjects import SubjectFacts, add_subject, assign_process
from qa_auditor.chinese.fold import fold
from qa_auditor.chinese.pinyin import readings
from qa_auditor.domain.checklist import Stage, SubjectKind
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.process import Lane, ProcessRecord, Step
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.text import plain, translated
from qa_auditor.domain.touchpoint import Brand, Business, Channel, ProcessMap, Touchpoint


@pytest.fixture
def empty() -> Index:
    return Index(fold=fold, readings=readings)


def visit(application, title):
    now = Moment(application.clock.now(), "Asia/Shanghai")
    return add_subject(
        application.store,
        clock=application.clock,
        facts=SubjectFacts(kind=SubjectKind.VISIT, title=title, occurred=now),
    )


def taken(index, parts):
    for part in parts:
        index = index.with_part(part.kind, part.source, part.entries)
    return index


def read_all(application, index):
    with application.store.begin() as work:
        index = taken(index, library_parts(work))
        part, after = subject_part(work)
        index = taken(index, [part])
        while after:
            part, after = subject_part(work, after=after)
            index = taken(index, [part])
    return index


def test_the_questions_of_the_shipped_checklists_are_found(application, empty):
    index = read_all(application, empty)

    assert index.find("call-service/greeting")[0].entry.target == "question:call-service/greeting"
    assert {one.entry.kind for one in index.find("问好", kinds={EntryKind.QUESTION})} == {EntryKind.QUESTION}


def test_a_new_process_and_a_new_subject_are_found_after_they_were_added(application, empty):
    index = read_all(application, empty)
    added = visit(application, "望京店 周末")
    assigned = assign_process(application.store, subject_id=added.value.id, code="VISIT", name="门店接待")
    with application.store.begin() as work:
        index = taken(index, changed_parts(work, index, (*added.changes, *assigned.changes)))

    assert index.find("mdjd")[0].entry.target == "process:VISIT"
    assert index.find("wangjing")[0].entry.target == f"subject:{added.value.id}"
    assert len(index.find("望京")) == 1


def test_parts_of_subjects_meet_without_gap(application, empty, monkeypatch):
    monkeypatch.setattr("qa_auditor.application.find.gathering.SUBJECTS_AT_ONCE", 2)
    first = [visit(application, f"店{number}").value for number in range(5)]
    index = read_all(application, empty)
    later = visit(application, "店9")
    with application.store.begin() as work:
        index = taken(index, changed_parts(work, index, later.changes))

    assert len(index.find("店", kinds={EntryKind.SUBJECT})) == 6
    with application.store.begin() as work:
        unknown = [Change(Kind.SUBJECT, first[0].id), Change(Kind.SUBJECT, "gone")]
        assert list(changed_parts(work, index, unknown)) == []


def test_steps_standards_and_touchpoints_lead_to_their_place():
    name = translated({"zh-CN": "投诉处理", "en": "Complaint"})
    steps = (Step("answer-call", plain("接听"), Stage.INITIAL, Lane.FRONT),)
    (step,) = step_entries([ProcessRecord("COMPLAINT", 1, name, steps=steps)])
    standard = Standard("STD-1", 1, plain("十秒接听"), "software.time", target=Fraction(10))
    retired = Standard("STD-2", 1, plain("微笑"), "people.attitude", retired=True)
    found = ProcessMap(
        channels=(Channel("TEL", translated({"zh-CN": "电话", "en": "Phone"})),),
        brands=(Brand("GT", plain("G")),),
        businesses=(Business("0103", translated({"zh-CN": "账单", "en": "Bill"})),),
        touchpoints=(Touchpoint("TEL", "GT", "0103", "COMPLAINT"), Touchpoint("WEB", "GT", "0103")),
    )

    assert (step.code, step.target, step.context) == ("COMPLAINT/answer-call", "step:COMPLAINT/answer-call", name)
    assert [one.target for one in standard_entries([standard, retired])] == ["standard:STD-1"]
    phone, web = touchpoint_entries(found)
    assert (phone.code, phone.target) == ("TEL-GT-0103", "touchpoint:TEL-GT-0103")
    assert phone.title.in_language("zh-CN") == "账单 · 电话"
    assert phone.title.in_language("en") == "Bill · Phone"
    assert web.title.in_language("en") == "Bill"
