"""The eight recorded dialogues of the demo: what the table of call data says of them, and how four are scored."""

import csv
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from qa_auditor.domain.answer import NA, Mark, Response, Value


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A recording. ``occurred`` is the wall clock of its site."""

    id: str
    agent: str
    agent_name: str
    team: str
    site: str
    occurred: str
    zone: str
    direction: str
    customer: str
    process: str
    channel: str = "电话"


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer that is not the good one, and where the recording proves it.

    Attributes:
        turns: numbers of turns; a pair is a span of turns. silences: numbers of turns after which nobody speaks.
    """

    value: Value
    note: str = ""
    turns: tuple[int | tuple[int, int], ...] = ()
    silences: tuple[int, ...] = ()


CALLS = (
    Dialogue("zh-complaint-broadband", "4027", "郑磊", "热线一组", "JN", "2026-10-21 19:42:08", "Asia/Shanghai", "呼入",
             "K600823", "COMPLAINT"),
    Dialogue("zh-query-bill", "4012", "梁晓彤", "热线一组", "JN", "2026-10-28 10:15:31", "Asia/Shanghai", "呼入",
             "K417306", "QUERY"),
    Dialogue("zh-handling-plan", "4042", "冯凯", "热线二组", "JN", "2026-10-22 15:03:47", "Asia/Shanghai", "呼入",
             "K236680", "HANDLING"),
    Dialogue("zh-verification-address", "4035", "史文静", "热线二组", "JN", "2026-10-29 11:26:02", "Asia/Shanghai",
             "呼出", "K319152", "VERIFY"),
    Dialogue("en-complaint-delivery", "7105", "Victor Marsh", "Hotline", "LDS", "2026-10-20 14:37:55", "Europe/London",
             "呼入", "K774091", "COMPLAINT"),
    Dialogue("en-consultation-upgrade", "7102", "Nora Whitfield", "Hotline", "LDS", "2026-10-29 09:48:12",
             "Europe/London", "呼入", "K118840", "CONSULT"),
    Dialogue("en-query-balance", "7118", "Owen Clarke", "Hotline", "LDS", "2026-10-23 16:20:40", "Europe/London",
             "呼入", "K550427", "QUERY"),
)  # fmt: skip

VISITS = (
    Dialogue("zh-store-phone", "4103", "田野", "营业厅", "JN", "2026-10-28 16:52:19", "Asia/Shanghai", "", "", "STORE",
             "门店"),
)  # fmt: skip

TOUCHPOINTS = {
    "COMPLAINT": "TEL-GT-0501", "QUERY": "TEL-GT-0201", "HANDLING": "TEL-GT-0102", "VERIFY": "TEL-GT-0301",
    "CONSULT": "TEL-GT-0401", "STORE": "HALL-GT-0701",
}  # fmt: skip
"""Where on the shipped map each of them took place, by process."""

HEADINGS = (
    "录音文件", "工号", "姓名", "班组", "站点", "通话时间", "时区", "呼叫方向", "客户编号", "流程", "渠道", "接触点",
)  # fmt: skip

NO = "no"

SCORED: dict[str, Mapping[str, Judged]] = {
    "zh-complaint-broadband": {
        "addresses-customer": Judged(NO, "户主姓名已报，之后从未称呼。", (2,)),
        "restates-need": Judged(NO, "没有复述“三天、报修两次”，直接要账号。", (2,)),
        "shows-empathy": Judged(NO, "客户说坏了三天、两次没人来，没有一句安抚。", ((1, 2),)),
        "tone": Judged(Fraction(3), "平淡，像念流程。", (6,)),
        "longest-hold": Judged(Fraction(7), "七秒多没有声音，客户问“还在吗”。", silences=(4,)),
        "no-false-promise": Judged(NO, "保证当晚八点前修好、修不好全年免费，派单时限为 48 小时，坐席无权承诺。", (8,)),
        "complaint-apology": Judged(NO, "全程没有致歉。", (2,)),
        "resolution": Judged("none", "工单未派，问题没有进展。"),
        "next-step-agreed": Judged(NO, "没有说明由谁、怎样答复。", (10,)),
        "summarises": Judged(NO, "“行，那就这样”，没有小结。", (10,)),
        "more-help": Judged(NO, "", (10,)),
        "invites-feedback": Judged(NO),
        "call-summary": Judged("越权承诺须回访客户并更正；请班长复听 00:35 处，本周一对一辅导。"),
    },
    "zh-handling-plan": {
        "self-introduction": Judged(NO, "只报单位，没有工号。", (0,)),
        "addresses-customer": Judged(NO, "没有问姓氏，也没有用“您贵姓”。", (2,)),
        "identity-verified": Judged(NO, "只问了手机号码就换套餐，没有核对证件后四位。", ((2, 4),)),
        "lets-finish": Judged(NO, "客户没说完流量的问题就抢答，客户说“我还没说完呢”。", (6, 7)),
        "restates-need": Judged(NO),
        "tone": Judged(Fraction(3)),
        "handling-consent": Judged(NO, "没有说明月费和生效规则就提交，客户没有确认。", (4,)),
        "handling-readback": Judged(NO, "提交前没有复核。", (4,)),
        "summarises": Judged(NO),
        "three-musts": Judged(("please", "goodbye")),
        "call-summary": Judged("身份核验缺失，属高风险；该坐席本季度第三次，建议列入专项。"),
    },
    "en-complaint-delivery": {
        "addresses-customer": Judged(NO, "Never asks for a name; “Madam” comes with a reproach.", (6,)),
        "lets-finish": Judged(NO, "Cuts in twice before she has finished.", (6, 8)),
        "restates-need": Judged(NO, "“Order number?” is the first thing said.", (2,)),
        "shows-empathy": Judged(NO, "", (2,)),
        "tone": Judged(Fraction(1), "Harsh from here to the end.", (6,)),
        "three-donts": Judged(NO, "“That is your own fault.” Then: “I cannot help you if you do not listen.”", (6, 8)),
        "even-manner": Judged(NO, "", (8,)),
        "longest-hold": Judged(Fraction(7), "Almost seven seconds of silence, no word.", silences=(3,)),
        "complaint-apology": Judged(NO, "No apology at all."),
        "complaint-logged": Judged(NO, "Nothing logged: “Call again tomorrow.”", (10,)),
        "resolution": Judged("none"),
        "next-step-agreed": Judged(NO, "", (10,)),
        "summarises": Judged(NO),
        "more-help": Judged(NO),
        "three-musts": Judged(("goodbye",)),
        "invites-feedback": Judged(NO),
        "call-summary": Judged("Blames the customer; call back by the supervisor agreed, coaching this week."),
    },
    "en-query-balance": {
        "greeting": Judged(NO, "A bare “Yes?”", (0,)),
        "self-introduction": Judged(NO, "", (0,)),
        "addresses-customer": Judged(NO),
        "identity-verified": Judged(NO, "No check of any kind before the balance is read out.", (4,)),
        "privacy-kept": Judged(NO, "Balance, last payment and address of Mr Brand told to an unknown caller.", (4, 6)),
        "restates-need": Judged(NO),
        "tone": Judged(Fraction(3), "Curt.", (2,)),
        "invites-feedback": Judged(NO),
        "three-musts": Judged(("goodbye",)),
        "call-summary": Judged("Data given to an unverified caller: reported to the data protection officer."),
    },
}


def write_samples(dialogues: Path, folder: Path) -> tuple[Path, Path]:
    """Put recordings, transcripts and tables of call data into two folders, as a house would: calls, visits."""
    made = []
    for name, cast in (("calls", CALLS), ("visits", VISITS)):
        target = folder / name
        target.mkdir(parents=True, exist_ok=True)
        with (target / "call-data.csv").open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file)
            table.writerow(HEADINGS)
            for one in cast:
                recording = recording_of(dialogues, one.id)
                shutil.copyfile(recording, target / recording.name)
                (target / recording.name).with_suffix(".vtt").write_text(_web_vtt(dialogues, one.id), encoding="utf-8")
                table.writerow(
                    (
                        recording.name, one.agent, one.agent_name, one.team, one.site, one.occurred, one.zone,
                        one.direction, one.customer, one.process, one.channel, TOUCHPOINTS[one.process],
                    )
                )  # fmt: skip
        made.append(target)
    return made[0], made[1]


def _web_vtt(dialogues: Path, dialogue_id: str) -> str:
    """What is said in a dialogue, as a speech service writes it: WebVTT with the voice of each line."""
    turns = [_Turn(**turn) for turn in _script(dialogues, dialogue_id)["turns"]]
    lines = (
        f"{_clock(turn.start_ms)} --> {_clock(turn.end_ms)}\n<v {turn.side.capitalize()}>{turn.text}\n"
        for turn in turns
    )
    return "\n".join(("WEBVTT\n", *lines))


def _clock(milliseconds: int) -> str:
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def recording_of(dialogues: Path, dialogue_id: str) -> Path:
    """The sound of a dialogue."""
    return dialogues / str(_script(dialogues, dialogue_id)["recording"])


def response_to(dialogues: Path, dialogue_id: str, judged: Judged) -> Response:
    """The answer with its note, and its marks at the moments of the turns that prove it."""
    turns = [_Turn(**turn) for turn in _script(dialogues, dialogue_id)["turns"]]
    marks = [Mark(turns[turn].end_ms, until_ms=turns[turn + 1].start_ms) for turn in judged.silences]
    for turn in judged.turns:
        first, last = turn if isinstance(turn, tuple) else (turn, turn)
        marks.append(Mark(turns[first].start_ms, turns[last].text, until_ms=turns[last].end_ms))
    return Response(judged.value, judged.note, tuple(marks))


GOOD_EXCEPTIONS: dict[str, Value] = {"answer-time": NA, "record-correct": NA}
"""What recordings that begin with the answer can't tell."""


@dataclass(frozen=True, slots=True)
class _Turn:
    side: str
    text: str
    start_ms: int
    end_ms: int


def _script(dialogues: Path, dialogue_id: str) -> dict[str, Any]:
    script: dict[str, Any] = json.loads((dialogues / f"{dialogue_id}.json").read_text(encoding="utf-8"))
    return script
