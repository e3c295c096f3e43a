"""The JSON Schema in the package says of a file's form what the loader says."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from qa_auditor.exchange import yaml_nodes
from qa_auditor.exchange.checklist_yaml import check_checklist
from qa_auditor.exchange.shipped import shipped_checklists
from tests.exchange.checklists.samples import GOOD, with_question

SCHEMA = Path(__file__).parents[3] / "qa_auditor" / "resources" / "schema" / "checklist.schema.json"


def plain(node: yaml_nodes.Node) -> Any:
    """A node as any YAML 1.2 reader would give it to a validator."""
    if isinstance(node, yaml_nodes.Mapping):
        return {name: plain(value) for name, (_key, value) in node.entries.items()}
    if isinstance(node, yaml_nodes.Sequence):
        return [plain(item) for item in node.items]
    if node.is_text:
        return node.text
    if node.is_null:
        return None
    return node.boolean if node.boolean is not None else float(node.text) if "." in node.text else int(node.text)


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def agreed(text: str, validator: jsonschema.Draft202012Validator) -> bool:
    node, problems = yaml_nodes.compose(text.encode())
    assert node is not None
    assert not problems
    by_schema = validator.is_valid(plain(node))
    by_loader = not check_checklist(text).faults
    assert by_schema == by_loader, list(validator.iter_errors(plain(node))) or check_checklist(text).faults
    return by_loader


@pytest.mark.parametrize("path", shipped_checklists(), ids=lambda path: path.stem)
def test_shipped_checklists_are_right_by_both(path: Path, validator: jsonschema.Draft202012Validator) -> None:
    assert agreed(path.read_text(encoding="utf-8"), validator)


RIGHT = [
    "answer: {type: yes_no, pass: no, na: true}",
    'answer: {type: yes_no}, weight: "1/3", stage: final, standard: STD-1, required: false',
    "answer: {type: yes_no}, weight: 0, bonus: 2.5, guidance: {zh-CN: 说明, en: How}",
    "answer: {type: yes_no}, critical: {class: customer}",
    "answer: {type: yes_no}, critical: {class: compliance, effect: cap_total, cap: 60, on: [no]}",
    "answer: {type: yes_no}, evidence: {required_on_fail: true}, source: {document: '004', topic: T}",
    "answer: {type: choice, options: [{id: a, title: A, score: 1}]}, critical: {class: business, on: [a]}",
    "answer: {type: multi_choice, options: [{id: a, score: -1}]}, critical: {class: business, on: [none]}",
    "answer: {type: rating, min: 1, max: 2, scores: {1: 0, 2: 1}}, critical: {class: business, on: [1]}",
    "answer: {type: number, unit: {en: rings}, bands: [{min: 1, max: 2, score: 1}, {score: 0.5}]}",
    "answer: {type: duration, bands: [{score: 0}]}, critical: {class: business, on: [3, {min: 5}, {max: 1}]}",
    "answer: {type: text}, required: true",
    "answer: {type: date, na: true}",
    "answer: {type: evidence}",
    "answer: {type: yes_no}, assist: [{id: r, suggest: no, phrase: {none: [您好, 请], side: agent, within: 15}}]",
    "answer: {type: yes_no, na: true}, assist: [{id: r, suggest: na, phrase: {all: [x], turn: last, near: true}}]",
    "answer: {type: yes_no}, assist: [{id: r, suggest: no, fact: {name: longest_silence, min: 20}}]",
    "answer: {type: yes_no}, assist: [{id: r, suggest: no, fact: [{name: overlap_count, min: 1, max: 5}]}]",
    "answer: {type: yes_no}, assist: [{id: r, suggest: no, phrase: [{any: [x]}, {none: [y]}]}]",
    "answer: {type: duration, bands: [{score: 1}]}, assist: [{id: r, suggest: {fact: first_agent_word}}]",
    "answer: {type: multi_choice, options: [{id: a, score: 1}]}, assist: [{id: r, suggest: [a], phrase: {any: [x]}}]",
]

WRONG = [
    "answer: {type: yes_no, pass: true}",
    "answer: {type: yes_no, na: yes}",
    "answer: {type: yes_no, min: 1}",
    "answer: {type: stars}",
    "answer: {}",
    "answer: yes_no",
    "answer: {type: yes_no}, weight: -1",
    "answer: {type: yes_no}, weight: a lot",
    "answer: {type: yes_no}, weight: '-1/2'",
    "answer: {type: yes_no}, weight: '1/0'",
    "answer: {type: yes_no}, weight: ",
    "answer: {type: yes_no}, bonus: 0",
    "answer: {type: yes_no}, colour: red",
    "answer: {type: yes_no}, stage: last",
    "answer: {type: yes_no}, standard: 4",
    "answer: {type: yes_no}, required: 'no'",
    "answer: {type: yes_no}, guidance: {fr: Comment}",
    "answer: {type: yes_no}, guidance: {}",
    "answer: {type: yes_no}, evidence: {required: true}",
    "answer: {type: yes_no}, source: {topic: T}",
    "answer: {type: yes_no}, critical: {}",
    "answer: {type: yes_no}, critical: {class: all}",
    "answer: {type: yes_no}, critical: {class: customer, on: []}",
    "answer: {type: yes_no}, critical: {class: customer, on: [na]}",
    "answer: {type: yes_no}, critical: {class: customer, cap: 60}",
    "answer: {type: yes_no}, critical: {class: customer, effect: cap_total}",
    "answer: {type: choice}",
    "answer: {type: choice, options: [{id: a, score: -0.5}]}",
    "answer: {type: choice, options: [{id: na, score: 1}]}",
    "answer: {type: choice, options: [{title: A, score: 1}]}",
    "answer: {type: multi_choice, options: [{id: a, score: 2}]}",
    "answer: {type: multi_choice, options: [{id: a, score: 1}]}, critical: {class: customer}",
    "answer: {type: rating, min: 1}",
    "answer: {type: rating, min: 1, max: 2.5}",
    "answer: {type: rating, min: 1, max: 2, scores: {low: 0, high: 1}}",
    "answer: {type: rating, min: 1, max: 2}, critical: {class: customer, on: [{max: 1}]}",
    "answer: {type: number, bands: []}",
    "answer: {type: number, bands: [{score: 2}]}",
    "answer: {type: duration, unit: s, bands: [{score: 1}]}",
    "answer: {type: duration, bands: [{score: 1}]}, critical: {class: customer, on: [{}]}",
    "answer: {type: text}, critical: {class: customer}",
    "answer: {type: yes_no}, when: 5",
    "answer: {type: yes_no}, assist: []",
    "answer: {type: yes_no}, assist: [{suggest: no, phrase: {any: [x]}}]",
    "answer: {type: yes_no}, assist: [{id: r, suggest: no}]",
    "answer: {type: yes_no}, assist: [{id: r, phrase: {any: [x]}}]",
    "answer: {type: yes_no}, assist: [{id: r, suggest: no, phrase: {side: agent}}]",
    "answer: {type: yes_no}, assist: [{id: r, suggest: no, phrase: {any: []}}]",
    "answer: {type: yes_no}, assist: [{id: r, suggest: no, phrase: []}]",
    "answer: {type: yes_no}, assist: [{id: r, suggest: no, phrase: {any: [x], side: boss}}]",
    "answer: {type: yes_no}, assist: [{id: r, suggest: no, phrase: {any: [x], within: 0}}]",
    "answer: {type: yes_no}, assist: [{id: r, suggest: no, phrase: {any: [x], near: maybe}}]",
    "answer: {type: yes_no}, assist: [{id: r, suggest: no, fact: {name: loudness, min: 2}}]",
    "answer: {type: yes_no}, assist: [{id: r, suggest: no, fact: {name: silence_count}}]",
    "answer: {type: yes_no}, assist: [{id: r, suggest: {measured: duration}}]",
    "answer: {type: yes_no}, assist: [{id: R, suggest: no, phrase: {any: [x]}}]",
]


@pytest.mark.parametrize("question", RIGHT)
def test_right_questions(question: str, validator: jsonschema.Draft202012Validator) -> None:
    assert agreed(with_question(question), validator)


@pytest.mark.parametrize("question", WRONG)
def test_wrong_questions(question: str, validator: jsonschema.Draft202012Validator) -> None:
    assert not agreed(with_question(question), validator)


@pytest.mark.parametrize(
    ("old", "new", "right"),
    [
        ("method: weighted", "method: deduction\n  base: 120", True),
        ("method: weighted", "method: deduction\n  na_rule: redistribute", True),
        ("method: weighted", "na_rule: split_equally", True),
        ("method: weighted", "base: 100", False),
        ("method: weighted", "method: deduction\n  na_rule: full", False),
        ("method: weighted", "method: average", False),
        ("    weight: 20", "    cap: 10", False),
        ("pass_mark: 85", "pass_mark: -1", False),
        ("pass_mark: 85", "bands: [{from: 90, title: A}]", True),
        ("pass_mark: 85", "bands: [{title: A}]", False),
        ("format: 1", "format: 2", False),
        ("id: sample", "id: Sample", False),
        ("version: 1", "version: 0", False),
        ("subject: call", "subject: talk", False),
        ("subject: call", "subject: call\nprocess: [COMPLAINT]", True),
        ("subject: call", "subject: call\nprocess: COMPLAINT", False),
        ("id: greeting", "id: Greeting", False),
        ("id: thanks", "id: and", False),
    ],
)
def test_the_rest_of_a_checklist(old: str, new: str, right: bool, validator: jsonschema.Draft202012Validator) -> None:
    assert old in GOOD
    assert agreed(GOOD.replace(old, new), validator) == right


def test_every_part_of_the_schema_says_what_it_is_for() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for name, part in {"": schema, **schema["$defs"]}.items():
        assert part["description"], name
        for key, value in part.get("properties", {}).items():
            described = value is False or {"description", "$ref", "const", "enum"} & set(value)
            assert described or part.get("additionalProperties") is not False or key == "options", f"{name}.{key}"
