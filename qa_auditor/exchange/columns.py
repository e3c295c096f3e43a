"""Which column of a table of call data is which, by the headings that houses use."""

import re

COLUMNS: dict[str, tuple[str, ...]] = {
    "file": (
        "file", "file name", "filename", "recording", "recording file", "audio file",
        "文件", "文件名", "文件名称", "录音", "录音文件", "录音文件名", "录音名称",
        "檔案", "檔名", "檔案名稱", "錄音", "錄音檔", "錄音檔名",
    ),
    "transcript": (
        "transcript", "transcript file", "transcription", "subtitles",
        "转写", "转写文件", "转录", "逐字稿", "文本文件", "字幕", "字幕文件", "逐字稿檔",
        "轉寫", "轉寫檔", "轉錄", "字幕檔",
    ),
    "agent_code": (
        "agent code", "agent id", "agentid", "agent no", "staff no", "staff number", "staff id",
        "employee id", "employee no",
        "工号", "坐席工号", "座席工号", "客服工号", "员工号", "员工编号", "工號", "座席工號", "員編", "員工編號",
    ),
    "agent_name": (
        "agent", "agent name", "staff", "staff name", "employee", "employee name",
        "姓名", "坐席", "座席", "坐席姓名", "座席姓名", "客服", "客服姓名", "员工", "员工姓名", "員工", "員工姓名",
    ),
    "team": ("team", "team name", "group", "班组", "团队", "组别", "小组", "班組", "團隊", "組別"),
    "site": ("site", "site code", "location", "站点", "职场", "中心", "网点", "門市", "站點", "職場", "據點"),
    "occurred": (
        "time", "date", "datetime", "date time", "call time", "call date", "start", "start time", "started",
        "时间", "日期", "通话时间", "通话日期", "开始时间", "来电时间", "呼叫时间", "录音时间",
        "時間", "通話時間", "通話日期", "開始時間", "來電時間", "錄音時間",
    ),
    "direction": ("direction", "call direction", "方向", "呼叫方向", "通话方向", "呼叫类型", "通話方向", "呼叫類型"),
    "customer_ref": (
        "customer", "customer reference", "customer ref", "customer id", "customer no", "customer number",
        "客户", "客户编号", "客户号", "客户id", "客戶", "客戶編號", "客戶號",
    ),
    "process": ("process", "process code", "流程", "流程代码", "流程编码", "服务流程",
        "流程代碼", "流程編碼", "服務流程"),
    "touchpoint": ("touchpoint", "touchpoint code", "接触点", "接触点编码", "接觸點", "接觸點代碼"),
    "channel": ("channel", "渠道", "通路", "管道"),
    "zone": ("zone", "time zone", "timezone", "tz", "时区", "時區"),
}  # fmt: skip
"""Headings by the fact that they stand for, in lower case, words apart by one space."""

DIRECTIONS: dict[str, tuple[str, ...]] = {
    "in": ("in", "inbound", "incoming", "i", "呼入", "来电", "进线", "來電", "進線"),
    "out": ("out", "outbound", "outgoing", "o", "呼出", "去电", "外呼", "外拨", "去電", "外撥", "撥出"),
}

CHANNELS: dict[str, tuple[str, ...]] = {
    "phone": ("phone", "telephone", "call", "tel", "voice", "电话", "语音", "電話", "語音", "热线", "熱線"),
    "chat": ("chat", "im", "webchat", "在线", "聊天", "在線", "線上"),
    "email": ("email", "e-mail", "mail", "邮件", "郵件"),
    "store": ("store", "shop", "counter", "门店", "營業廳", "营业厅", "門市"),
}

_COLUMN_OF = {heading: column for column, headings in COLUMNS.items() for heading in headings}
_DIRECTION_OF = {word: direction for direction, words in DIRECTIONS.items() for word in words}
_CHANNEL_OF = {word: channel for channel, words in CHANNELS.items() for word in words}


def column_of(heading: str) -> str | None:
    """The attribute of ``CallRow`` that a heading stands for; None for a further fact of the house."""
    return _COLUMN_OF.get(plain_heading(heading))


def direction_of(text: str) -> str | None:
    """The direction, "in" or "out"; None for a word that says neither."""
    return _DIRECTION_OF.get(plain_heading(text))


def channel_of(text: str) -> str | None:
    """The channel's name in conditions ("phone"); None for a channel of the house."""
    return _CHANNEL_OF.get(plain_heading(text))


def plain_heading(text: str) -> str:
    """A heading as the tables above have it: lower case, words apart by one space, no sign around it."""
    return re.sub(r"[\s_]+", " ", text.replace("\ufeff", "")).strip(" :：*").lower()
