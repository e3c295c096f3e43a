"""Finding among 20,000 entries, however it is typed, against a plain scan of the same strings.

The floor is ``needle in string`` over every code and title, without any order, pinyin or spelling: what the simplest
search would cost. Aim: every query under 50 ms.

    python benchmarks/find.py
"""

import json
import random
import statistics
import time
from collections.abc import Callable
from functools import partial

from qa_auditor.application.find.entry import Entry, EntryKind
from qa_auditor.application.find.index import Index
from qa_auditor.chinese.fold import fold
from qa_auditor.chinese.pinyin import readings
from qa_auditor.domain.text import translated

ENTRIES = 20_000
RUNS = 5
AIM = 0.05
"""Seconds."""

_WHAT = (
    ("宽带", "寬頻", "Broadband"), ("账单", "帳單", "Bill"), ("套餐", "方案", "Plan"), ("会员", "會員", "Membership"),
    ("预约", "預約", "Appointment"), ("退款", "退款", "Refund"), ("故障", "故障", "Fault"), ("积分", "積分", "Points"),
    ("重置密码", "重設密碼", "Password reset"), ("长途", "長途", "Long distance"), ("餐位", "座位", "Table"),
    ("银行卡", "銀行卡", "Bank card"), ("发票", "發票", "Invoice"), ("门店", "門市", "Store"),
)  # fmt: skip
_DONE = (
    ("投诉处理", "投訴處理", "complaint handling"), ("业务受理", "業務受理", "service handling"),
    ("信息查询", "資訊查詢", "information query"), ("身份核对", "身分核對", "identity verification"),
    ("咨询解答", "諮詢解答", "consultation"), ("变更办理", "變更辦理", "change of service"),
    ("终止服务", "終止服務", "end of service"), ("回访确认", "回訪確認", "follow-up call"),
    ("等候安抚", "等候安撫", "calming while waiting"), ("进度告知", "進度告知", "progress news"),
    ("十秒内报出问候语", "十秒內報出問候語", "greets within ten seconds"),
)  # fmt: skip
_WHO = (
    ("热线", "熱線", "on the hotline"), ("在线客服", "線上客服", "by chat"), ("营业厅", "營業廳", "in the hall"),
    ("自助终端", "自助終端", "at the kiosk"), ("短信", "簡訊", "by SMS"), ("网站", "網站", "on the web"),
)  # fmt: skip

QUERIES = {
    "code": "p0123",
    "code prefix": "p01",
    "code part": "/step-7",
    "no hit": "zzqqxx",
    "one Chinese character": "投",
    "Chinese word": "投诉",
    "traditional": "帳單投訴",
    "whole title": "宽带投诉处理热线 7",
    "two Chinese words": "账单 进度",
    "three words": "bill progress hotline",
    "Chinese that sounds alike": "投素处理",
    "initials": "tscl",
    "two initials": "cl",
    "one letter": "t",
    "vowel": "e",
    "pinyin": "tousuchuli",
    "pinyin begun": "chongz",
    "one syllable": "shi",
    "mixed": "tousucl",
    "zh ch sh": "zhdts",
    "English word": "complaint",
    "English letters": "in",
    "two letters in all": "s e",
    "typing error": "complaimt",
    "typing error in a short word": "bilk",
    "digit": "1",
    "long": "您好请问有什么可以帮您" * 20,
}


def entries(count: int = ENTRIES) -> list[Entry]:
    """A library: processes, and many more steps and questions, in three languages."""
    chance = random.Random(7)  # noqa: S311 - the same data in every run, nothing secret
    made = []
    for number in range(count):
        parts = (chance.choice(_WHAT), chance.choice(_DONE), chance.choice(_WHO))
        chinese, taiwan, english = ("".join(part[place] for part in parts) for place in range(3))
        english = " ".join(part[2] for part in parts)
        title = translated({"zh-CN": f"{chinese} {number}", "zh-TW": f"{taiwan} {number}", "en": f"{english} {number}"})
        context = translated({"zh-CN": parts[1][0], "zh-TW": parts[1][1], "en": parts[1][2]})
        made.append(Entry(EntryKind.STEP, f"P{number // 20:04}/step-{number % 20}", title, context))
    return made


def index_of(made: list[Entry]) -> Index:
    """The index over them, in parts as the window makes it."""
    index = Index(fold=fold, readings=readings)
    size = len(made) // 10
    for part in range(10):
        index = index.with_part(EntryKind.STEP, str(part), made[part * size : (part + 1) * size])
    return index


def measure() -> dict[str, object]:
    """Seconds of the slowest kind of query and of each; of the floor; of building the index."""
    made = entries()
    fold("預熱"), readings("预")
    begun = time.perf_counter()
    index = index_of(made)
    index.find("a")
    building = time.perf_counter() - begun
    strings = [
        fold(string) for entry in made for string in (entry.code, *(text for _tag, text in entry.title.versions))
    ]
    floor = _median(lambda: [string for string in strings if "投诉" in string])
    each = {name: _median(partial(index.find, typed)) for name, typed in QUERIES.items()}
    slowest = max(each, key=lambda name: each[name])
    return {
        "entries": len(index),
        "seconds": each[slowest],
        "slowest": slowest,
        "floor_seconds": floor,
        "ratio": each[slowest] / floor,
        "median_seconds": statistics.median(each.values()),
        "build_seconds": building,
        "each_ms": {name: round(1000 * seconds, 1) for name, seconds in each.items()},
    }


def _median(action: Callable[[], object]) -> float:
    times = []
    for _run in range(RUNS):
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def main() -> None:
    """Print the measurement as JSON."""
    print(json.dumps(measure(), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
