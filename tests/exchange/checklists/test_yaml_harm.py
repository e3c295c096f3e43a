"""A checklist file can do no harm, however it was made, and what is wrong with its YAML is said with its line."""

import time
from pathlib import Path

import pytest

from qa_auditor.application.faults import UnreadableError
from qa_auditor.exchange import yaml_nodes
from qa_auditor.exchange.checklist_yaml import check_checklist, load_checklist
from tests.exchange.checklists.samples import GOOD


def found(content: bytes | str) -> list[tuple[str, int | None]]:
    return [(fault.code, fault.place.line) for fault in check_checklist(content).faults]


def billion_laughs() -> str:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    ]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (billion_laughs(), "yaml-too-many", 6),
        ("[" * 100_000, "yaml-too-deep", 1),
        ("a: " + "{b: " * 2_000, "yaml-too-deep", 1),
        ("- " * 5_000 + "x", "yaml-too-deep", 1),
        ("a: &a [*a]", "yaml-unknown-alias", 1),
        ("format: 1\nid: !!python/object/apply:os.system [x]", "yaml-tag", 2),
        ("format: 1\nid: !!binary aGk=", "yaml-tag", 2),
        ("format: 1\n? [a]\n: 2", "yaml-key-not-text", 2),
        ("format: 1\n---\nformat: 1\n", "yaml-several-documents", 2),
        ("", "yaml-empty", 1),
        ("# nothing\n", "yaml-empty", 1),
        ("just words", "wrong-type", 1),
        ("- a list", "wrong-type", 1),
        ("format: 1\nid: a\x00b", "yaml-character", 2),
        (b"format: 1\nid: \xff\xfe", "yaml-encoding", 2),
        ("标题: 样例".encode("gb18030"), "yaml-encoding", 1),
        ("format: 1\ntitle: a: b\n", "yaml-syntax", 2),
        ("format: 1\n\ttitle: a\n", "yaml-syntax", 2),
        ("format: 1\ntitle: [a, b\n", "yaml-syntax", 2),
        ('format: 1\ntitle: "a\n', "yaml-syntax", 2),
        (b"a: " + b"x" * yaml_nodes.LARGEST, "yaml-too-large", 1),
    ],
)
def test_refused_at_once_with_the_line(content: bytes | str, code: str, line: int) -> None:
    begun = time.perf_counter()
    assert (code, line) in found(content)
    assert time.perf_counter() - begun < 5


def test_the_yaml_faults_of_a_file_come_with_its_other_faults() -> None:
    text = GOOD.replace("weight: 5", "weight: 5\n        weight: 6").replace("subject: call", "subject: cal")
    assert [fault.code for fault in check_checklist(text).faults] == ["unknown-value", "yaml-duplicate-key"]


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode(),
        ("%YAML 1.2\n---\n" + GOOD + "...\n").encode(),
        GOOD.rstrip().encode(),
    ],
    ids=["byte-order mark", "UTF-16", "CRLF", "directive", "no last line break"],
)
def test_what_editors_write_is_read(content: bytes) -> None:
    checklist = load_checklist(content)
    assert checklist.title.in_language("zh-CN") == "样例"
    assert len(list(checklist.questions())) == 3


def test_lines_are_right_after_windows_line_breaks() -> None:
    text = GOOD.replace("subject: call", "subject: cal").replace("\n", "\r\n")
    assert found(text) == [("unknown-value", 5)]


def test_an_alias_stands_for_what_it_names() -> None:
    text = GOOD.replace("answer: {type: yes_no, na: true}", "answer: &yn {type: yes_no, na: true}")
    text = text.replace("answer: {type: yes_no}", "answer: *yn")
    assert load_checklist(text).by_id["thanks"].na


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.yaml", tmp_path, tmp_path / "a\0b"):
        with pytest.raises(UnreadableError) as caught:
            load_checklist(path)
        assert caught.value.faults[0].place.file == str(path)


def test_yes_and_no_are_words_and_true_is_not() -> None:
    node, _problems = yaml_nodes.compose(b"[no, yes, on, true, 012, 1.5, ~, 'true', 2026-11-22, 1:30]")
    assert isinstance(node, yaml_nodes.Sequence)
    scalars = [item for item in node.items if isinstance(item, yaml_nodes.Scalar)]
    assert [scalar.is_text for scalar in scalars] == [True, True, True, False, False, False, False, True, True, True]
