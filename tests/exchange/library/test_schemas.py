"""The JSON Schemas say of a file's form what the readers say; the documentation shows files that work."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from qa_auditor.assets import resource_path
from qa_auditor.exchange import yaml_nodes
from qa_auditor.exchange.library.documents import check_library_file
from qa_auditor.exchange.library.shipped import shipped_map, shipped_processes, shipped_standards
from tests.exchange.checklists.test_schema import plain
from tests.exchange.library.test_faults import MAP, PROCESS, STANDARD

PAGE = Path(__file__).parents[3] / "docs" / "library-format.md"
KINDS = {"process": PROCESS, "standards": STANDARD, "map": MAP}
SHIPPED = [*shipped_processes(), *shipped_standards(), *filter(None, [shipped_map()])]


def schema(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resource_path("schema", f"{kind}.schema.json").read_text(encoding="utf-8"))
    return found


def agreed(text: str, kind: str) -> bool:
    node, problems = yaml_nodes.compose(text.encode())
    assert node is not None
    assert not problems
    jsonschema.Draft202012Validator.check_schema(schema(kind))
    validator = jsonschema.Draft202012Validator(schema(kind))
    by_schema: bool = validator.is_valid(plain(node))
    faults = check_library_file(text).faults
    assert by_schema == (not faults), list(validator.iter_errors(plain(node))) or faults
    return by_schema


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_is_shipped_is_right_by_both(path: Path):
    kind = {"processes": "process", "standards": "standards"}.get(path.parent.name, "map")
    assert agreed(path.read_text(encoding="utf-8"), kind)


@pytest.mark.parametrize(
    ("kind", "old", "new", "right"),
    [
        ("process", "version: 1", "version: 2", True),
        ("process", "format: 1", "format: 2", False),
        ("process", "process: MAIL-OPEN", "process: mail", False),
        ("process", "class: handling", "class: dreaming", False),
        ("process", "kind: start", "kind: begin", False),
        ("process", "lane: back, ", "", False),
        ("process", "limit: 30, ", "", False),
        ("process", "limit: 30", "limit: 0", False),
        ("process", "share: 0.9", 'share: "9/10"', True),
        ("process", "share: 0.9", "share: 1.5", False),
        ("process", "importance: 5", "importance: 6", False),
        ("process", "importance: 5", "weight: 5", False),
        ("process", "use: 0.95", "usage: 0.95", False),
        ("process", "standards: [STD-101]", "standards: []", True),
        ("process", "standards: [STD-101]", "required: false, channel: TEL", True),
        ("process", "standards: [STD-101]", "channel: tel", False),
        ("process", "standards: [STD-101]", "information: {enters: [a], leaves: [{en: b}]}", True),
        ("process", "standards: [STD-101]", "information: {goes: [a]}", False),
        ("process", "benchmarks:", "change: {what: w, on: 2026-11-26}\nbenchmarks:", True),
        ("process", "benchmarks:", "change: {why: w}\nbenchmarks:", False),
        ("standards", "target: 10", "target: -1.5", True),
        ("standards", "target: 10", "target: ten", False),
        ("standards", "sense: at_most", "sense: most", False),
        ("standards", "area: software.time", "area: time", False),
        ("standards", "share: 0.9", "share: 0.9, retired: true, time_limit: 10, review_months: 12", True),
        ("standards", "share: 0.9", "time_limit: 1.5", False),
        ("standards", "share: 0.9", "processes: [A, A]", False),
        ("map", "complexity: 3", "complexity: 6", False),
        ("map", "presence: 2", "distance: 2", False),
        ("map", "process: MAIL-OPEN, ", "", True),
        ("map", "channels: [SMS]", "channels: []", False),
        ("map", "id: GT", "id: gt", False),
        ("map", ", reason: Too long", "", True),
    ],
)
def test_schema_and_reader_agree(kind: str, old: str, new: str, right: bool):
    assert old in KINDS[kind]
    assert agreed(KINDS[kind].replace(old, new, 1), kind) == right


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_of_a_schema_says_what_it_is_for(kind: str):
    found = schema(kind)
    for name, part in {"": found, **found["$defs"]}.items():
        assert part["description"], name
        for key, value in part.get("properties", {}).items():
            assert {"description", "$ref"} & set(value) or "zh" in key or key == "en", f"{name}.{key}"


def test_the_files_that_the_documentation_shows_are_right():
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 3
    for block in blocks:
        assert check_library_file(block).faults == (), block


@pytest.mark.parametrize("kind", KINDS)
def test_the_documentation_knows_every_key(kind: str):
    page = PAGE.read_text(encoding="utf-8")
    keys: set[str] = set()

    def collect(part: Any) -> None:
        if isinstance(part, dict):
            keys.update(part.get("properties", {}))
            for value in part.values():
                collect(value)
        elif isinstance(part, list):
            for value in part:
                collect(value)

    collect(schema(kind))
    keys -= {"zh-CN", "zh-TW", "en"}
    assert [key for key in sorted(keys) if not re.search(rf"`[^`\n]*\b{key}\b", page)] == []
