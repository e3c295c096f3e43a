"""Responses are read exactly, and a file that doesn't fit its checklist is refused with every fault."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from qa_auditor.application.faults import FaultsError, UnreadableError
from qa_auditor.domain.answer import NA, Mark
from qa_auditor.exchange.checklist_yaml import load_checklist
from qa_auditor.exchange.responses_json import load_responses
from tests.exchange.checklists.samples import with_question

CHECKLIST = load_checklist(with_question("answer: {type: yes_no}"))


def document(responses: str, *, subject: str = "{}", checklist: str = '"sample"', version: str = "1") -> str:
    return f'{{"checklist": {checklist}, "version": {version}, "subject": {subject}, "responses": {{{responses}}}}}'


def faults(text: str | bytes) -> list[tuple[str, str]]:
    with pytest.raises(FaultsError) as caught:
        load_responses(text, CHECKLIST, file="r.json")
    assert all(fault.place.file == "r.json" for fault in caught.value.faults)
    return [(fault.code, fault.place.path) for fault in caught.value.faults]


def test_every_kind_of_value() -> None:
    text = document(
        '"yn": {"value": "na"}, "ch": {"value": "b-c"}, "mc": {"value": ["x", "fee"]}, "ra": {"value": 3},'
        '"nu": {"value": 0.1}, "tx": {"value": "好"}, "da": {"value": "2026-11-22"}, "asked": {"note": "later"}'
    )
    assert load_responses(text, CHECKLIST).values == {
        "yn": NA,
        "ch": "b-c",
        "mc": ("fee", "x"),
        "ra": Fraction(3),
        "nu": Fraction(1, 10),
        "tx": "好",
        "da": "2026-11-22",
    }


def test_notes_marks_and_subject() -> None:
    text = document(
        '"yn": {"value": "no", "note": "rude", "marks": [{"at": 12.5, "note": "here"}, {"at": 20, "until": 21.25}]}',
        subject='{"channel": "phone", "amount": 12.30}',
    )
    responses = load_responses(text, CHECKLIST)
    assert responses.subject == {"channel": "phone", "amount": Fraction(123, 10)}
    assert responses.responses["yn"].note == "rude"
    assert responses.responses["yn"].marks == (Mark(12500, "here"), Mark(20000, "", 21250))


def test_a_mark_may_name_a_line_of_the_conversation_and_its_words() -> None:
    text = document(
        '"yn": {"value": "no", "marks": [{"line": 3, "from": 2, "to": 6, "quote": "你要怎样"},'
        ' {"at": 12.5, "line": 0, "note": "x"}]}'
    )
    assert load_responses(text, CHECKLIST).responses["yn"].marks == (
        Mark(0, "", None, 3, 2, 6, "你要怎样"),
        Mark(12500, "x", line=0),
    )


@pytest.mark.parametrize("mark", ["{}", '{"line": -1}', '{"line": 1.5}', '{"line": "3"}', '{"line": 3, "quote": 4}'])
def test_a_mark_that_names_nothing_or_nonsense_is_a_fault(mark: str) -> None:
    text = document(f'"yn": {{"value": "no", "marks": [{mark}]}}')
    with pytest.raises(FaultsError) as refused:
        load_responses(text, CHECKLIST)
    assert refused.value.faults[0].place.path.startswith("responses.yn.marks[0].")


def test_the_subject_may_be_absent() -> None:
    assert load_responses('{"checklist": "sample", "version": 1, "responses": {}}', CHECKLIST).values == {}


def test_every_fault_at_once() -> None:
    text = document(
        '"ynn": {"value": "yes"}, "ch": {"value": "c"}, "ra": {"value": 6},"nu": {"value": "na"}, "tx": {"valeu": "x"}',
        version="2",
    )
    assert faults(text) == [
        ("other-checklist", "version"),
        ("unknown-question", "responses.ynn"),
        ("value-not-permitted", "responses.ch.value"),
        ("value-not-permitted", "responses.ra.value"),
        ("value-not-permitted", "responses.nu.value"),
        ("unknown-key", "responses.tx.valeu"),
    ]


@pytest.mark.parametrize(
    "response",
    [
        '"yn": {"value": true}',
        '"yn": {"value": ["yes"]}',
        '"mc": {"value": "fee"}',
        '"mc": {"value": ["fee", "fee"]}',
        '"mc": {"value": [{"id": "fee"}]}',
        '"ra": {"value": 2.5}',
        '"nu": {"value": NaN}',
        '"nu": {"value": -Infinity}',
        '"nu": {"value": 1e999999999}',
        f'"nu": {{"value": {"9" * 5000}}}',
        '"nu": {"value": {}}',
        '"da": {"value": "2026-02-30"}',
        '"tx": {"value": 5}',
    ],
)
def test_values_that_a_question_does_not_allow(response: str) -> None:
    name = json.loads(f"{{{response.partition(':')[0]}: 0}}").popitem()[0]
    assert faults(document(response)) == [("value-not-permitted", f"responses.{name}.value")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (document("", checklist='"other"'), "other-checklist"),
        (document("", version='"1"'), "other-checklist"),
        (document("", version="true"), "other-checklist"),
        (document("", subject='{"channel": ["phone"]}'), "wrong-type"),
        (document("", subject="5"), "wrong-type"),
        (document('"yn": "yes"'), "wrong-type"),
        (document('"yn": {"value": "yes", "marks": [{"note": "x"}]}'), "wrong-type"),
        (document('"yn": {"value": "yes"}, "yn": {"value": "no"}'), "duplicate-key"),
        ('{"checklist": "sample", "version": 1}', "missing-key"),
        ('{"version": 1, "responses": {}}', "missing-key"),
        ("[]", "wrong-type"),
        ("", "json-syntax"),
        ('{"checklist": "sample",}', "json-syntax"),
        (b"\xff{}", "json-encoding"),
        ("[" * 100_000, "json-too-deep"),
    ],
)
def test_files_that_do_not_fit(text: str | bytes, code: str) -> None:
    assert code in [found for found, _path in faults(text)]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(document('"yn": {"value": "yes"}'), encoding="utf-8-sig")
    assert load_responses(path, CHECKLIST).values == {"yn": "yes"}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        load_responses(tmp_path / "absent.json", CHECKLIST)


@pytest.mark.parametrize(("given", "told"), [("2.5", "2.5 "), ('"2"', '"2" ')])
def test_a_message_shows_a_number_and_a_text_apart(given: str, told: str) -> None:
    with pytest.raises(FaultsError) as caught:
        load_responses(document(f'"ra": {{"value": {given}}}'), CHECKLIST)
    assert caught.value.faults[0].message.startswith(told)


def test_what_is_permitted_is_said_in_the_users_language(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"a whole number from {least} to {most}": "{least}～{most} 的整数"}
    monkeypatch.setattr("qa_auditor.exchange.responses_json._", lambda text: said.get(text, text))
    with pytest.raises(FaultsError) as caught:
        load_responses(document('"ra": {"value": 99}'), CHECKLIST)
    assert "～" in caught.value.faults[0].remedy
