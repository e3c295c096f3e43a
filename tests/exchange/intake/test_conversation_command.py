"""``conversation show``: what was imported, masked, with the times that people waited."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CHAT = (
    "会话ID,时间,发送人,角色,内容\n"
    "S1,2026-11-03 14:02:10,张三,客户,我的号码13812345678\n"
    "S1,2026-11-04 15:02:10,王芳,客服,您好\n"
)


@pytest.fixture
def command(tmp_path: Path):
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        whole = [sys.executable, "-m", "qa_auditor", "--workspace", str(tmp_path / "w"), "--lang", "en", *arguments]
        return subprocess.run(whole, capture_output=True, text=True, check=False)

    return run


def test_a_chat_is_shown_masked_with_who_waited_how_long(command, tmp_path):
    (tmp_path / "a.csv").write_text(CHAT, encoding="utf-8")
    taken = json.loads(command("import", str(tmp_path / "a.csv"), "--json").stdout)["taken"]
    ran = command("conversation", "show", taken[0]["subject"], "--json")
    shown = json.loads(ran.stdout)

    assert [line["text"] for line in shown["lines"]] == ["我的号码138****5678", "您好"]
    assert shown["lines"][0]["sent"] == "2026-11-03T06:02:10+00:00"
    assert shown["first_response"] == {"asked": 0, "answered": 1, "seconds": 90_000.0}
    read = command("conversation", "show", taken[0]["subject"]).stdout
    assert "2026-11-03 14:02:10  Customer 张三: 我的号码138****5678" in read
    assert "First response after 25 h 0 min" in read
    assert "1 answer after more than 24 hours" in read
    missing = command("conversation", "show", "nothing")
    assert (missing.returncode, missing.stdout) == (2, "")
