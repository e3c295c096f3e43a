"""Chinese readers see Chinese: every marked text is found, translated, and written in their own script."""

import ast
import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
_MARKS = {"_", "N_", "gettext", "ngettext"}


@cache
def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations_tool", ROOT / "tools" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


def _marked(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
                yield first.value


def test_no_mark_stands_where_the_extraction_overlooks_it() -> None:
    # Inside an f-string a mark works in English and is never offered to translators.
    found = {message.id if isinstance(message.id, str) else message.id[0] for message in _tool().extracted()}
    overlooked = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in (ROOT / "qa_auditor").rglob("*.py")
        for text in _marked(ast.parse(path.read_text(encoding="utf-8")))
        if text not in found
    ]
    assert overlooked == []


def test_catalogues_are_complete_and_keep_placeholders() -> None:
    assert list(_tool().complaints()) == []


@pytest.mark.parametrize(("locale", "charset"), [("zh_CN", "gb2312"), ("zh_TW", "cp950")])
def test_a_catalogue_is_written_in_the_script_of_its_readers(locale: str, charset: str) -> None:
    tool = _tool()
    strange = {}
    for message in tool.read(tool.po_path(locale), locale):
        source = message.id if isinstance(message.id, str) else message.id[0]
        text = message.string if isinstance(message.string, str) else "".join(message.string)
        # Names of columns that a file may have are given in both scripts, in English too.
        other = [
            sign
            for sign in text
            if "\u4e00" <= sign <= "\u9fff" and sign not in source and not sign.encode(charset, "ignore")
        ]
        if source and other:
            strange[source] = other
    assert strange == {}
