"""A file of the library that is wrong says everything that is wrong, where, and what would be right."""

import pytest

from qa_auditor.application.faults import FaultsError, UnreadableError
from qa_auditor.domain.text import translated
from qa_auditor.exchange.library.documents import check_library_file
from qa_auditor.exchange.library.map_yaml import check_map
from qa_auditor.exchange.library.process_steps import MOST_STEPS
from qa_auditor.exchange.library.process_yaml import check_process, load_process
from qa_auditor.exchange.library.standard_yaml import check_standards
from qa_auditor.i18n import speaking

PROCESS = """\
format: 1
process: MAIL-OPEN
version: 1
name: {zh-CN: 开通邮箱, en: Opening mail}
class: handling
elements: {resources: a, activities: b, interaction: c, result: d, customer: e, value: f}
steps:
  - {id: ask, name: Ask, stage: initial, lane: customer, kind: start}
  - {id: check-identity, name: Check, stage: middle, lane: front, kind: decision, time: {limit: 30, share: 0.9}}
  - {id: open, name: Open, stage: middle, lane: back, standards: [STD-101]}
  - {id: refuse, name: Refuse, stage: final, lane: front, kind: end}
  - {id: done, name: Done, stage: final, lane: front, kind: end}
links:
  - {from: check-identity, to: open, when: {zh-CN: 相符, en: it is the customer}}
  - {from: check-identity, to: refuse, when: {zh-CN: 不符, en: it is not}}
  - {from: open, to: done}
moments:
  - {id: first-word, name: First word, steps: [ask], importance: 5}
benchmarks: {use: 0.95, trace: 1}
"""

MAP = """\
format: 1
channels: [{id: TEL, name: Phone}, {id: SMS, name: SMS}]
brands: [{id: GT, name: GoTone}]
businesses: [{code: "0103", name: Bill}, {code: "0104", name: Roaming}]
touchpoints:
  - {code: TEL-GT-0103, process: MAIL-OPEN, contact: {presence: 2, medium: 4}, complexity: 3}
not_offered:
  - {channels: [SMS], brands: [GT], businesses: ["0103", "0104"], reason: Too long}
"""

STANDARD = """\
format: 1
standards:
  - {code: STD-101, version: 1, statement: Answer, area: software.time, target: 10, sense: at_most, share: 0.9}
"""


@pytest.fixture(autouse=True)
def _english():
    with speaking("en"):
        yield


def test_right_files_have_neither_faults_nor_warnings():
    found = check_process(PROCESS)
    assert found.faults == found.warnings == ()
    assert not check_map(MAP).faults
    assert not check_standards(STANDARD).faults


def test_what_a_file_names_elsewhere_is_kept_with_its_place():
    (standard,) = check_process(PROCESS).references
    assert (standard.code, standard.place.line, standard.place.path) == ("STD-101", 10, "steps[2].standards[0]")
    (process,) = check_map(MAP).references
    assert (process.code, process.place.path) == ("MAIL-OPEN", "touchpoints[0].process")


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "path", "remedy"),
    [
        ("format: 1", "format: 2", "unknown-format", 1, "format", "format: 1"),
        ("process: MAIL-OPEN", "process: mail-open", "wrong-code", 2, "process", "MAIL-OPEN"),
        ("version: 1", "version: 0", "out-of-range", 3, "version", "between 1 and"),
        ("name: {zh-CN: 开通邮箱, en: Opening mail}\n", "", "missing-key", 1, "name", "Add"),
        ("class: handling", "class: handing", "unknown-value", 5, "class", "handling"),
        ("interaction: c", "interacton: c", "unknown-key", 6, "elements.interacton", "interaction"),
        ("lane: back", "lane: backstage", "unknown-value", 10, "steps[2].lane", "back"),
        ("lane: back, ", "", "missing-key", 10, "steps[2].lane", "lane"),
        ("lane: back", "lane: back, rolle: x", "unknown-key", 10, "steps[2].rolle", "role"),
        ("id: open,", "id: ask,", "duplicate-id", 10, "steps[2].id", "another"),
        ("id: open,", "id: Open,", "wrong-code", 10, "steps[2].id", "small letters"),
        ("limit: 30", "limit: soon", "not-a-number", 9, "steps[1].time.limit", "number"),
        ("limit: 30", "limit: 1.5", "wrong-type", 9, "steps[1].time.limit", ""),
        ("limit: 30, ", "", "missing-key", 9, "steps[1].time.limit", "limit"),
        ("share: 0.9", "share: 90", "out-of-range", 9, "steps[1].time.share", "between 0 and 1"),
        ("standards: [STD-101]", "standards: STD-101", "wrong-type", 10, "steps[2].standards", "[a, b]"),
        ("to: refuse", "to: refused", "unknown-step", 15, "links[1].to", "refuse"),
        ("to: refuse", "to: check-identity", "link-to-itself", 15, "links[1]", "another"),
        ("to: refuse", "to: open", "duplicate-link", 15, "links[1]", "join"),
        ("importance: 5", "importance: 6", "out-of-range", 18, "moments[0].importance", "between 1 and 5"),
        ("steps: [ask]", "steps: [asks]", "unknown-step", 18, "moments[0].steps[0]", "ask"),
        ("use: 0.95", "use: 95 %", "not-a-number", 19, "benchmarks.use", "number"),
        ("benchmarks:", "change: {what: w, on: 2026-02-30}\nbenchmarks:", "not-a-day", 19, "change.on", "2026-11-26"),
        ("benchmarks:", "change: {why: w}\nbenchmarks:", "missing-key", 19, "change.what", "what"),
        ("benchmarks:", "sources: [{topic: t}]\nbenchmarks:", "missing-key", 19, "sources[0].document", "document"),
    ],
)
def test_a_fault_of_a_process_has_place_and_remedy(old, new, code, line, path, remedy):
    assert old in PROCESS
    faults = check_process(PROCESS.replace(old, new, 1), file="p.yaml").faults
    fault = next(fault for fault in faults if fault.code == code)
    assert (fault.place.file, fault.place.line, fault.place.path) == ("p.yaml", line, path)
    assert remedy in fault.remedy


def test_all_faults_are_told_at_once():
    wrong = (
        PROCESS.replace("lane: back", "lane: rear").replace("to: refuse", "to: nowhere").replace("use: 0.95", "use: 2")
    )
    with pytest.raises(FaultsError) as refused:
        load_process(wrong)
    assert [fault.place.line for fault in refused.value.faults] == [10, 15, 19]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("interaction: c, ", "", "missing-element", 1),
        ("kind: start", "kind: action", "", 0),
        ("  - {from: open, to: done}\n", "", "unreachable-step", 12),
        ("kind: end}\n  - {id: done", "kind: record}\n  - {id: done", "", 0),
        ("  - {from: check-identity, to: refuse, when: {zh-CN: 不符, en: it is not}}\n", "", "one-way-decision", 9),
        (", when: {zh-CN: 不符, en: it is not}", "", "branch-without-condition", 15),
        ("{from: open, to: done}", "{from: refuse, to: open}", "end-goes-on", 11),
    ],
)
def test_what_may_not_be_meant_is_a_warning(old, new, code, line):
    assert old in PROCESS
    found = check_process(PROCESS.replace(old, new, 1))
    assert found.value is not None
    met = {(warning.code, warning.place.line) for warning in found.warnings}
    if code:
        assert (code, line) in met
    else:
        assert met == set()


def test_steps_that_go_round_for_ever_are_told():
    found = check_process(PROCESS.replace("to: done}", "to: ask}").replace("to: refuse,", "to: ask,"))
    met = {(warning.code, warning.place.path) for warning in found.warnings}
    assert {("no-way-to-end", f"steps[{number}]") for number in range(3)} <= met
    assert {("unreachable-step", f"steps[{number}]") for number in (3, 4)} <= met


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "path"),
    [
        ("id: SMS", "id: sms", "wrong-code", 2, "channels[1].id"),
        ("id: SMS", "id: TEL", "duplicate-id", 2, "channels[1].id"),
        ('code: "0104"', 'code: "0103"', "duplicate-id", 4, "businesses[1].code"),
        ("code: TEL-GT-0103", "code: TEL-0103", "wrong-code", 6, "touchpoints[0].code"),
        ("code: TEL-GT-0103", "code: TEL-GT-0105", "unknown-map-part", 6, "touchpoints[0].code"),
        ("code: TEL-GT-0103", "code: SMS-GT-0103", "duplicate-cell", 8, "not_offered[0]"),
        ("presence: 2", "presence: 0", "out-of-range", 6, "touchpoints[0].contact.presence"),
        ("medium: 4", "distance: 4", "unknown-key", 6, "touchpoints[0].contact.distance"),
        ("channels: [SMS]", "channels: []", "empty-list", 8, "not_offered[0].channels"),
        ("channels: [SMS]", "channels: [FAX]", "unknown-map-part", 8, "not_offered[0].channels[0]"),
    ],
)
def test_a_fault_of_the_map_has_its_place(old, new, code, line, path):
    assert old in MAP
    places = {(fault.code, fault.place.line, fault.place.path) for fault in check_map(MAP.replace(old, new, 1)).faults}
    assert (code, line, path) in places


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("software.time", "software.tme", "unknown-value", "standards[0].area"),
        ("share: 0.9", "share: 90%", "not-a-number", "standards[0].share"),
        ("sense: at_most", "sense: most", "unknown-value", "standards[0].sense"),
        ("code: STD-101", "code: std 101", "wrong-code", "standards[0].code"),
        ("statement: Answer, ", "", "missing-key", "standards[0].statement"),
        ("share: 0.9", "time_limit: 0", "out-of-range", "standards[0].time_limit"),
    ],
)
def test_a_fault_of_a_standard_has_its_place(old, new, code, path):
    assert old in STANDARD
    places = {(fault.code, fault.place.path) for fault in check_standards(STANDARD.replace(old, new, 1)).faults}
    assert (code, path) in places


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"[1, 2]", b"a: [", b"- " * 90, b"process: *x", b"word", b"\x00"]
)
def test_harmful_and_broken_files_give_faults_and_nothing_else(content):
    document = check_library_file(content, file="x.yaml")
    assert document.faults
    assert document.processes == ()


def test_a_map_cannot_be_made_huge_by_few_lines():
    channels = ", ".join(f"{{id: C{number}, name: x}}" for number in range(400))
    businesses = ", ".join(f"{{code: B{number}, name: x}}" for number in range(400))
    names = ", ".join(f"C{number}" for number in range(400)), ", ".join(f"B{number}" for number in range(400))
    text = (
        f"format: 1\nchannels: [{channels}]\nbrands: [{{id: X, name: x}}]\nbusinesses: [{businesses}]\n"
        f"not_offered: [{{channels: [{names[0]}], brands: [X], businesses: [{names[1]}]}}]\n"
    )
    assert [fault.code for fault in check_map(text).faults] == ["too-many-cells"]


def test_a_file_that_is_not_there_is_unreadable(tmp_path):
    with pytest.raises(UnreadableError):
        check_library_file(tmp_path / "none.yaml")


def test_texts_keep_their_languages():
    assert load_process(PROCESS).name == translated({"zh-CN": "开通邮箱", "en": "Opening mail"})


def test_a_process_of_thousands_of_steps_is_refused_once():
    steps = "\n".join(
        f"  - {{id: s{number}, name: S, stage: initial, lane: front}}" for number in range(MOST_STEPS + 1500)
    )
    with pytest.raises(FaultsError) as refused:
        load_process(f"format: 1\nprocess: HUGE\nversion: 1\nname: Huge\nsteps:\n{steps}\n")
    assert [fault.code for fault in refused.value.faults] == ["too-many-steps"]
    assert refused.value.faults[0].place.path == f"steps[{MOST_STEPS}]"
