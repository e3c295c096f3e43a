"""``qa-auditor checklist check``: 0 for right files, 1 with every fault for wrong ones, 2 for what can't be read."""

import json
from collections.abc import Callable
from pathlib import Path

from qa_auditor.exchange.shipped import shipped_checklists
from tests.cli.conftest import Ended
from tests.exchange.checklists.samples import GOOD

Run = Callable[..., Ended]


def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.yaml"
    text = (
        GOOD.replace("subject: call", "subject: cal")
        .replace("    weight: 20", "    wieght: 20")
        .replace("area: people.tact", "area: people.tackt", 1)
        .replace("weight: 5", "weight: five")
        .replace("when: greeting == yes", "when: greetings == yes")
    )
    path.write_text(text, encoding="utf-8")
    return path


def test_shipped_checklists_are_right(qa_auditor: Run) -> None:
    ended = qa_auditor("checklist", "check", *shipped_checklists())
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.out.splitlines()) == len(shipped_checklists())


def test_all_five_faults_with_their_lines(qa_auditor: Run, tmp_path: Path) -> None:
    path = wrong(tmp_path)
    ended = qa_auditor("checklist", "check", path)
    assert ended.code == 1
    lines = ended.out.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{path}:{number}" for number in (5, 12, 16, 17, 30)]
    assert "sections[0].questions[0].weight" in lines[3]


def test_for_programs(qa_auditor: Run, tmp_path: Path) -> None:
    good = tmp_path / "good.yaml"
    good.write_text(GOOD, encoding="utf-8")
    ended = qa_auditor("checklist", "check", good, wrong(tmp_path), "--json", "--lang", "en")
    assert (ended.code, ended.err) == (1, "")
    first, second = json.loads(ended.out)["files"]
    assert (first["ok"], first["checklist"], first["faults"]) == (True, {"id": "sample", "version": 1}, [])
    assert second["ok"] is False
    assert second["faults"][1]["path"] == "sections[0].wieght"
    assert second["faults"][1]["line"] == 12
    assert '"weight"' in second["faults"][1]["remedy"]


def test_broken_yaml_is_a_wrong_file(qa_auditor: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_bytes(b"format: 1\ntitle: a: b\n")
    assert qa_auditor("checklist", "check", path).code == 1
    path.write_bytes(b"format: 1\ntitle: \xff\n")
    ended = qa_auditor("checklist", "check", path)
    assert ended.code == 1
    assert ended.out.startswith(f"{path}:2: ")


def test_what_cannot_be_read_ends_with_2_and_the_rest_is_checked(qa_auditor: Run, tmp_path: Path) -> None:
    ended = qa_auditor("checklist", "check", tmp_path / "absent.yaml", tmp_path, wrong(tmp_path))
    assert ended.code == 2
    assert str(tmp_path / "absent.yaml") in ended.err
    assert len(ended.out.splitlines()) == 5
    assert "Traceback" not in ended.err
