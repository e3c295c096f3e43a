"""``qa-auditor score``: the document of the contract, worked out by hand, and what it refuses."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ended

CHECKLIST = """\
format: 1
id: by-hand
version: 3
title: {zh-CN: 手算, en: By hand}
subject: call
scoring:
  method: weighted
  pass_mark: 60
  bands: [{from: 80, title: {zh-CN: 优秀, en: Excellent}}, {from: 50, title: {zh-CN: 合格, en: Fair}}]
sections:
  - id: first
    title: First
    weight: 30
    questions:
      - {id: a, text: A, area: people.tact, weight: 2, answer: {type: yes_no}}
      - {id: b, text: B, area: people.tact, weight: 1, answer: {type: yes_no, pass: no, na: true}}
  - id: second
    title: Second
    weight: 10
    questions:
      - {id: c, text: C, area: software.time, weight: 0.1, answer: {type: rating, min: 1, max: 4}}
      - id: d
        text: D
        area: hardware.location
        weight: 0.2
        answer: {type: yes_no}
        critical: {class: customer, effect: flag}
        when: subject.channel == phone
      - {id: e, text: E, area: people.selling, bonus: 2, answer: {type: yes_no}, required: false}
  - id: third
    title: Third
    questions:
      - {id: f, text: F, area: people.attitude, answer: {type: yes_no}, when: a == no}
"""

Run = Callable[..., Ended]


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., tuple[Path, Path]]:
    def write(
        responses: dict[str, object], *, subject: dict[str, object] | None = None, **changed: object
    ) -> tuple[Path, Path]:
        form, given = tmp_path / "form.yaml", tmp_path / "given.json"
        form.write_text(CHECKLIST, encoding="utf-8")
        document = {"checklist": "by-hand", "version": 3, "subject": subject or {}}
        document["responses"] = {name: {"value": value} for name, value in responses.items()}
        given.write_text(json.dumps(document | changed), encoding="utf-8")
        return form, given

    return write


def scored(ended: Ended) -> dict[str, Any]:
    assert (ended.code, ended.err) == (0, "")
    document = json.loads(ended.out)
    assert isinstance(document, dict)
    return document


def test_the_whole_document_worked_out_by_hand(qa_auditor: Run, files: Callable[..., tuple[Path, Path]]) -> None:
    """Section 1: (2·1 + 1·0)/3 = 2/3. Section 2: (0.1·2/3 + 0.2·0)/0.3 = 2/9. Total (30·2/3 + 10·2/9)/40 = 5/9, + 2."""
    form, given = files({"a": "yes", "b": "yes", "c": 3, "d": "no", "e": "yes"}, subject={"channel": "phone"})
    assert scored(qa_auditor("score", form, given, "--json", "--lang", "en")) == {
        "total": "57.56",
        "raw": "55.56",
        "exact": "518/9",
        "passed": False,
        "band": "Fair",
        "range": ["57.56", "57.56"],
        "sections": {"first": "66.67", "second": "22.22", "third": None},
        "dimensions": {"hardware": "0.00", "software": "66.67", "people": "66.67"},
        "areas": {
            "hardware.location": "0.00",
            "software.time": "66.67",
            "people.attitude": None,
            "people.tact": "66.67",
            "people.selling": None,
        },
        "critical": [{"question": "d", "class": "customer", "effect": "flag"}],
        "contributions": [
            {"question": "a", "fraction": "1", "effective_weight": "1/2", "earned": "50", "lost": "0"},
            {"question": "b", "fraction": "0", "effective_weight": "1/4", "earned": "0", "lost": "25"},
            {"question": "c", "fraction": "2/3", "effective_weight": "1/12", "earned": "50/9", "lost": "25/9"},
            {"question": "d", "fraction": "0", "effective_weight": "1/6", "earned": "0", "lost": "50/3"},
            {"question": "e", "fraction": "1", "effective_weight": None, "earned": "2", "lost": "0"},
        ],
    }


def test_the_band_speaks_the_language_asked_for(qa_auditor: Run, files: Callable[..., tuple[Path, Path]]) -> None:
    form, given = files({"a": "yes", "b": "no", "c": 4})
    assert scored(qa_auditor("score", form, given, "--json", "--lang", "zh-CN"))["band"] == "优秀"
    assert scored(qa_auditor("--lang", "zh-TW", "score", form, given, "--json"))["band"] == "优秀"
    assert scored(qa_auditor("--lang=en", "score", form, given, "--json"))["band"] == "Excellent"


def test_a_draft_has_a_score_and_a_range(qa_auditor: Run, files: Callable[..., tuple[Path, Path]]) -> None:
    document = scored(qa_auditor("score", *files({"a": "yes"}), "--json"))
    assert (document["exact"], document["raw"]) == ("100", "100.00")
    lowest, highest = map(float, document["range"])
    assert lowest <= 50
    assert highest == 100


def test_a_hostile_fact_about_the_subject_takes_no_time(
    qa_auditor: Run, files: Callable[..., tuple[Path, Path]]
) -> None:
    form, given = files({"a": "yes"}, subject={"channel": "1e999999999"})
    form.write_text(CHECKLIST.replace("subject.channel == phone", "subject.channel > 5"), encoding="utf-8")
    assert scored(qa_auditor("score", form, given, "--json"))["exact"] == "100"


def test_no_answer_at_all(qa_auditor: Run, files: Callable[..., tuple[Path, Path]]) -> None:
    document = scored(qa_auditor("score", *files({}), "--json"))
    assert [document[key] for key in ("total", "raw", "exact", "passed", "band")] == [None] * 5
    assert document["contributions"] == []


def test_people_get_the_reasons(qa_auditor: Run, files: Callable[..., tuple[Path, Path]]) -> None:
    ended = qa_auditor("score", *files({"a": "yes", "b": "yes", "c": 3}), "--lang", "en")
    assert ended.code == 0
    for part in ("By hand", "Passed", "66.67 to 68.67", "b: B", "People", "Tact"):
        assert part in ended.out


def test_a_shipped_checklist_goes_by_its_id(qa_auditor: Run, tmp_path: Path) -> None:
    given = tmp_path / "given.json"
    given.write_text('{"checklist": "call-service", "version": 1, "responses": {}}', encoding="utf-8")
    assert scored(qa_auditor("score", "call-service", given, "--json"))["contributions"] == []


@pytest.mark.parametrize(
    ("responses", "changed", "named"),
    [
        ({"a": "maybe"}, {}, "responses.a.value"),
        ({"a": "na"}, {}, "responses.a.value"),
        ({"c": 2.5}, {}, "responses.c.value"),
        ({"nobody": "yes"}, {}, "responses.nobody"),
        ({}, {"checklist": "other"}, "checklist"),
        ({}, {"version": 4}, "version"),
    ],
)
def test_what_does_not_fit_ends_with_2_and_one_line(
    qa_auditor: Run,
    files: Callable[..., tuple[Path, Path]],
    responses: dict[str, object],
    changed: dict[str, object],
    named: str,
) -> None:
    form, given = files(responses, **changed)
    ended = qa_auditor("score", form, given, "--json")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith(f"{given}: {named}: ")


def test_a_wrong_checklist_ends_with_2(qa_auditor: Run, files: Callable[..., tuple[Path, Path]]) -> None:
    form, given = files({})
    form.write_text(
        CHECKLIST.replace("subject: call", "subject: cal").replace("weight: 30", "wait: 30"), encoding="utf-8"
    )
    ended = qa_auditor("score", form, given, "--json", "--lang", "en")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith(f"{form}:5: subject: ")
    assert "1 more fault" in ended.err


@pytest.mark.parametrize(
    ("form", "given"), [("absent.yaml", "given.json"), ("no-such-id", "given.json"), (".", "x.json")]
)
def test_files_that_are_not_there(qa_auditor: Run, tmp_path: Path, form: str, given: str) -> None:
    ended = qa_auditor("score", form if form == "no-such-id" else tmp_path / form, tmp_path / given)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)


def test_answers_to_a_former_version_of_a_shipped_checklist_are_scored_by_it(qa_auditor: Run, tmp_path: Path) -> None:
    def scored(version: int) -> Ended:
        file = tmp_path / f"{version}.json"
        answers = {"checklist": "call-service", "version": version, "responses": {"greeting": {"value": "yes"}}}
        file.write_text(json.dumps(answers), encoding="utf-8")
        return qa_auditor("score", "call-service", file, "--json")

    assert [json.loads(scored(version).out)["total"] for version in (1, 2)] == ["100.00", "100.00"]
    assert scored(3).code == 2
