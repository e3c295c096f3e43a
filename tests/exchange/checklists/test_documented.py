"""What the documentation of the format shows is a checklist that works."""

import json
import re
from pathlib import Path

from qa_auditor.exchange.checklist_yaml import load_checklist
from qa_auditor.exchange.responses_json import load_responses

PAGE = (Path(__file__).parents[3] / "docs" / "checklist-format.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found.group(1)


def test_the_example_is_right_and_its_answers_fit() -> None:
    checklist = load_checklist(block("yaml"))
    responses = load_responses(block("json"), checklist)
    assert responses.values == {"greeting": "yes", "promise": "no"}


def test_the_page_knows_every_key_of_the_schema() -> None:
    schema = Path(__file__).parents[3] / "qa_auditor" / "resources" / "schema" / "checklist.schema.json"
    definitions = json.loads(schema.read_text(encoding="utf-8"))["$defs"]
    keys = {key for part in definitions.values() for key in part.get("properties", {})}
    keys -= {"zh-CN", "zh-TW", "en", "type"}
    assert [key for key in sorted(keys) if not re.search(rf"`[^`\n]*\b{key}\b", PAGE)] == []
