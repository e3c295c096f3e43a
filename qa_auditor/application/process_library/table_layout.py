"""How a process lies in a workbook: its sheets, their columns, and the words that stand in cells.

Heads and words are known in three languages whatever language the program speaks, because a workbook travels.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.text import LANGUAGES, Text

Cell = str | int | bool | Fraction | Text | Sequence[str] | None
"""What a column holds of a row."""

Words = tuple[str, str, str]
"""The same in zh-CN, zh-TW and en."""


class ColumnKind(Enum):
    """How a cell is read."""

    TEXT = "text"
    """Up to four columns: one for each language, and one for what reads the same in all."""
    WORD = "word"
    NUMBER = "number"
    SHARE = "share"
    """A number from 0 to 1, which may be written as per cent."""
    TRUTH = "truth"
    MEMBER = "member"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``key`` is the key in the YAML file (``time.limit``), ``members`` the words of a closed list."""

    key: str
    kind: ColumnKind
    heads: Words
    get: Callable[[Any], Cell]
    width: int = 14
    members: Mapping[str, Words] | None = None

    def head(self, language: str) -> str:
        """The head in a language."""
        return in_language(self.heads, language)


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet; ``key`` is the key in the YAML file, ``rows`` what of a process stands in it, row by row."""

    key: str
    titles: Words
    columns: tuple[Column, ...]
    rows: Callable[[ProcessRecord], Sequence[Any]]

    def title(self, language: str) -> str:
        """The sheet's name in a language."""
        return in_language(self.titles, language)


def in_language(words: Words, language: str) -> str:
    """One of three."""
    return words[LANGUAGES.index(language)] if language in LANGUAGES else words[-1]


STAGES: Mapping[str, Words] = {
    "initial": ("起始", "起始", "initial"),
    "middle": ("中间", "中間", "middle"),
    "final": ("终结", "終結", "final"),
}
LANES: Mapping[str, Words] = {
    "customer": ("客户", "客戶", "customer"),
    "front": ("前台", "前台", "front"),
    "back": ("后台", "後台", "back"),
    "support": ("支持", "支援", "support"),
}
KINDS: Mapping[str, Words] = {
    "start": ("开始", "開始", "start"),
    "action": ("动作", "動作", "action"),
    "check": ("检查", "檢查", "check"),
    "decision": ("判断", "判斷", "decision"),
    "wait": ("等待", "等待", "wait"),
    "record": ("记录", "記錄", "record"),
    "end": ("结束", "結束", "end"),
}
CLASSES: Mapping[str, Words] = {
    "handling": ("业务受理", "業務受理", "handling"),
    "query": ("查询", "查詢", "query"),
    "verification": ("核对", "核對", "verification"),
    "consultation": ("咨询", "諮詢", "consultation"),
    "complaint": ("投诉", "投訴", "complaint"),
    "quality": ("质量管理", "品質管理", "quality"),
    "knowledge": ("知识管理", "知識管理", "knowledge"),
    "floor": ("现场管理", "現場管理", "floor"),
    "system": ("系统管理", "系統管理", "system"),
    "specialist": ("专席管理", "專席管理", "specialist"),
    "metrics": ("指标管理", "指標管理", "metrics"),
}
ELEMENTS: Mapping[str, Words] = {
    "resources": ("资源", "資源", "resources"),
    "activities": ("活动", "活動", "activities"),
    "interaction": ("相互作用", "相互作用", "interaction"),
    "result": ("结果", "結果", "result"),
    "customer": ("对象", "對象", "customer"),
    "value": ("价值", "價值", "value"),
}
MEASUREMENTS: Mapping[str, Words] = {
    "use": ("实地运用", "實地運用", "use"),
    "trace": ("运用轨迹", "運用軌跡", "trace"),
    "conformity": ("组织符合度", "組織符合度", "conformity"),
    "compliance": ("流程规范率", "流程規範率", "compliance"),
}
DIRECTIONS: Mapping[str, Words] = {
    "enters": ("进入", "進入", "enters"),
    "stored": ("存储", "儲存", "stored"),
    "leaves": ("输出", "輸出", "leaves"),
}
TRUTHS: Mapping[str, Words] = {"true": ("是", "是", "yes"), "false": ("否", "否", "no")}


def _text(key: str, heads: Words, get: Callable[[Any], Text], width: int = 24) -> Column:
    return Column(key, ColumnKind.TEXT, heads, get, width)


def _word(key: str, heads: Words, get: Callable[[Any], str], width: int = 14) -> Column:
    return Column(key, ColumnKind.WORD, heads, get, width)


def _number(key: str, heads: Words, get: Callable[[Any], int | Fraction | None]) -> Column:
    return Column(key, ColumnKind.NUMBER, heads, get, 10)


def _share(key: str, heads: Words, get: Callable[[Any], Fraction | None]) -> Column:
    return Column(key, ColumnKind.SHARE, heads, get, 10)


def _member(key: str, heads: Words, members: Mapping[str, Words], get: Callable[[Any], str | None]) -> Column:
    return Column(key, ColumnKind.MEMBER, heads, get, 12, members)


def _codes(key: str, heads: Words, get: Callable[[Any], Sequence[str]]) -> Column:
    return Column(key, ColumnKind.CODES, heads, get, 18)


def _informations(record: ProcessRecord) -> list[tuple[str, str, Text]]:
    return [
        (step.id, direction, text)
        for step in record.steps
        for direction in DIRECTIONS
        for text in getattr(step.information, direction)
    ]


PROCESS = Layout(
    "process",
    ("流程", "流程", "Process"),
    (
        _word("process", ("编码", "代碼", "Code"), lambda record: record.code),
        _number("version", ("版本", "版本", "Version"), lambda record: record.version),
        _text("name", ("名称", "名稱", "Name"), lambda record: record.name),
        _member("class", ("类别", "類別", "Class"), CLASSES, lambda record: record.process_class),
        _text("owner", ("负责人", "負責人", "Owner"), lambda record: record.owner),
        _word("change.what", ("改了什么", "改了什麼", "What changed"), lambda r: r.change.what if r.change else "", 28),
        _word("change.why", ("为什么改", "為什麼改", "Why"), lambda r: r.change.why if r.change else "", 28),
        _word("change.by", ("由谁修改", "由誰修改", "By"), lambda r: r.change.by if r.change else ""),
        _word("change.on", ("修改日期", "修改日期", "On"), lambda r: r.change.on if r.change else ""),
    ),
    lambda record: (record,),
)
STEPS = Layout(
    "steps",
    ("步骤", "步驟", "Steps"),
    (
        _word("id", ("步骤编号", "步驟編號", "Step"), lambda step: step.id, 18),
        _text("name", ("名称", "名稱", "Name"), lambda step: step.name),
        _member("stage", ("阶段", "階段", "Stage"), STAGES, lambda step: step.stage),
        _member("lane", ("泳道", "泳道", "Lane"), LANES, lambda step: step.lane),
        _member("kind", ("类型", "類型", "Kind"), KINDS, lambda step: step.kind),
        _text("role", ("岗位", "職位", "Role"), lambda step: step.role, 16),
        _text("activity", ("活动", "活動", "Activity"), lambda step: step.activity, 36),
        _text("input", ("输入", "輸入", "Input"), lambda step: step.input),
        _text("output", ("产出", "產出", "Output"), lambda step: step.output),
        _number("time.limit", ("时限（秒）", "時限（秒）", "Time limit (seconds)"), lambda step: step.time_limit_s),
        _share("time.share", ("达标比例", "達標比例", "Share in time"), lambda step: step.time_share),
        _word("channel", ("渠道", "管道", "Channel"), lambda step: step.channel, 10),
        _text("owner", ("责任人", "責任人", "Owner"), lambda step: step.owner, 16),
        _text("resources", ("资源", "資源", "Resources"), lambda step: step.resources),
        Column("required", ColumnKind.TRUTH, ("必经", "必經", "Required"), lambda step: step.required, 10, TRUTHS),
        _codes("standards", ("服务标准", "服務標準", "Standards"), lambda step: step.standards),
    ),
    lambda record: record.steps,
)
LINKS = Layout(
    "links",
    ("连线", "連線", "Links"),
    (
        _word("from", ("从", "從", "From"), lambda link: link.source, 18),
        _word("to", ("到", "到", "To"), lambda link: link.target, 18),
        _text("when", ("条件", "條件", "When"), lambda link: link.condition),
    ),
    lambda record: record.links,
)
INFORMATION = Layout(
    "information",
    ("信息", "資訊", "Information"),
    (
        _word("step", ("步骤编号", "步驟編號", "Step"), lambda row: row[0], 18),
        _member("direction", ("流向", "流向", "Direction"), DIRECTIONS, lambda row: row[1]),
        _text("text", ("内容", "內容", "Content"), lambda row: row[2]),
    ),
    _informations,
)
ELEMENT = Layout(
    "elements",
    ("六要素", "六要素", "Elements"),
    (
        _member("element", ("要素", "要素", "Element"), ELEMENTS, lambda row: row[0]),
        _text("text", ("内容", "內容", "Content"), lambda row: row[1], 40),
    ),
    lambda record: record.elements,
)
MOMENTS = Layout(
    "moments",
    ("关键时刻", "關鍵時刻", "Moments"),
    (
        _word("id", ("时刻编号", "時刻編號", "Moment"), lambda moment: moment.id, 18),
        _text("name", ("名称", "名稱", "Name"), lambda moment: moment.name),
        _codes("steps", ("步骤", "步驟", "Steps"), lambda moment: moment.steps),
        _text("least", ("最低期望", "最低期望", "Least expected"), lambda moment: moment.least),
        _text("adds", ("加分", "加分", "Adds"), lambda moment: moment.adds),
        _text("takes_away", ("减分", "減分", "Takes away"), lambda moment: moment.takes_away),
        _number("importance", ("重要性", "重要性", "Importance"), lambda moment: moment.importance),
        _codes("standards", ("服务标准", "服務標準", "Standards"), lambda moment: moment.standards),
    ),
    lambda record: record.moments,
)
BENCHMARKS = Layout(
    "benchmarks",
    ("标杆值", "標竿值", "Benchmarks"),
    (
        _member("measurement", ("指标", "指標", "Measurement"), MEASUREMENTS, lambda row: row[0]),
        _share("value", ("标杆值", "標竿值", "Benchmark"), lambda row: row[1]),
    ),
    lambda record: record.benchmarks,
)
SOURCES = Layout(
    "sources",
    ("来源", "來源", "Sources"),
    (
        _word("document", ("文件", "文件", "Document"), lambda source: source.document),
        _word("topic", ("主题", "主題", "Topic"), lambda source: source.topic, 28),
    ),
    lambda record: record.sources,
)

LAYOUTS = (PROCESS, STEPS, LINKS, INFORMATION, ELEMENT, MOMENTS, BENCHMARKS, SOURCES)
"""All sheets, in the order in which they stand."""


def text_heads(column: Column, language: str) -> Iterator[tuple[str, str]]:
    """The language tags of a text's columns ("" for what reads the same in all), and their heads."""
    head = column.head(language)
    yield "", head
    for tag in LANGUAGES:
        yield tag, f"{head} ({tag})"
