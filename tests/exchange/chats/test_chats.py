"""Chats as houses export them: tables, JSON and text, many in one file; what is wrong is said row by row."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from qa_auditor.application.intake.sources import ReadChat, SourceKind, UnreadableError
from qa_auditor.domain.conversation import Attachment, Side
from qa_auditor.exchange.chats.messages import chat_moment
from qa_auditor.exchange.chats.reading import is_chat, read_chats
from qa_auditor.exchange.documents import kind_of_document

AT = datetime(2026, 11, 3, 14, 2, 10)  # noqa: DTZ001 - a wall clock, as files have it
LATER = datetime(2026, 11, 3, 14, 3)  # noqa: DTZ001

TABLE = (
    "会话ID,时间,发送人,角色,内容,图片,工号,流程,队列\n"
    "S1,2026-11-03 14:02:10,王芳,客服,您好,,0017,COMPLAINT,钻石\n"
    "S2,2026-11-03 15:00,李四,客户,在吗,,,,普通\n"
    'S1,2026-11-03 14:03,张三,客户,"我要退货\n就现在",https://x.example/p/截图.jpg?s=1,0017,,钻石\n'
    "S2,明天,李四,客户,喂,,,,普通\n"
    ",,,,,,,,\n"
)


@pytest.fixture
def chats(tmp_path: Path):
    def read(name: str, content: str | bytes) -> tuple[ReadChat, ...]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        assert kind_of_document(path) is SourceKind.CHAT
        return read_chats(path, name)

    return read


def told(chat: ReadChat) -> list[tuple[str, str, str, datetime | None]]:
    return [(line.side.value, line.speaker, line.text, line.sent) for line in chat.lines]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_table_holds_many_chats(chats, encoding):
    first, second = chats("a.csv", TABLE.encode(encoding))

    assert (first.ref, first.format, first.place.line) == ("S1", "CSV", 2)
    assert told(first) == [("agent", "王芳", "您好", AT), ("customer", "张三", "我要退货\n就现在", LATER)]
    assert first.lines[1].attachments == (Attachment("截图.jpg", "image/jpeg"),)
    assert first.facts is not None
    assert (first.facts.agent_code, first.facts.process) == ("0017", "COMPLAINT")
    assert first.facts.fields == (("队列", "钻石"),)
    assert told(second) == [("customer", "李四", "在吗", datetime(2026, 11, 3, 15))]  # noqa: DTZ001
    assert [(fault.code, fault.place.line) for fault in second.faults] == [("unreadable-time", 5)]


def test_a_workbook_holds_chats_and_names_the_cell_that_is_wrong(chats, tmp_path):
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "聊天"
    for row in (
        ["导出"],
        ["Time", "Sender", "Role", "Message"],
        [AT, "Ann", "agent", "hi"],
        ["3/4/2026", "Bob", "customer", "x"],
    ):
        sheet.append(row)
    book.save(tmp_path / "b.xlsx")
    (chat,) = chats("a.xlsx", (tmp_path / "b.xlsx").read_bytes())

    assert (chat.format, told(chat)) == ("XLSX", [("agent", "Ann", "hi", AT)])
    assert "A4" in str(chat.faults[0].place)


@pytest.mark.parametrize(
    "table",
    [
        "file,agent,content\na.wav,王芳,x\n",
        "name,content\nx,y\n",
        "time,content\n2026-11-03 14:02,y\n",
        "编号,内容\n1,x\n",
    ],
)
def test_other_tables_are_no_chats(tmp_path, table):
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    assert kind_of_document(tmp_path / "a.csv") is SourceKind.TABLE


WHATSAPP = (
    "[2026/11/3 14:02:10] 王芳: 您好\n[2026/11/3 14:03:00] 张三: 我要退货\n就现在\n"
    "\u200e[2026/11/3 14:03:00] 张三: \u200e<附件：00001.jpg>\n"
)
TEXTS = {
    "QQ": (
        "消息记录\n\n2026-11-03 14:02:10 客服小王(10001)\n您好\n\n2026-11-03 14:03:00 张三(20002)\n我要退货\n就现在\n"
    ),
    "Wangwang": "客服小王 (2026-11-03 14:02:10):\n您好\n张三 (2026-11-03 14:03:00):\n我要退货\n就现在\n",
    "one line": "2026-11-03 14:02:10 客服小王：您好\n2026-11-03 14:03:00 张三：我要退货\n就现在\n",
    "WhatsApp, day first": (
        "03/11/2026, 14:02:10 - 客服小王: 您好\n03/11/2026, 14:03 - 张三: 我要退货\n就现在\n"
        "13/11/2026, 14:03 - 张三 left\n"
    ),
    "WhatsApp, month first": (
        "11/3/26, 2:02:10 PM - 客服小王: 您好\n11/3/26, 2:03\u202fPM - 张三: 我要退货\n就现在\n"
        "11/14/26, 2:03 PM - 张三 left\n"
    ),
    "afternoon": "2026年11月3日 下午2:02:10 客服小王：您好\n2026年11月3日 下午2:03 张三：我要退货\n就现在\n",
}


@pytest.mark.parametrize("name", list(TEXTS))
def test_chats_as_messengers_write_them(chats, name):
    (chat,) = chats("a.txt", TEXTS[name])

    assert told(chat)[:2] == [("agent", "客服小王", "您好", AT), ("customer", "张三", "我要退货\n就现在", LATER)]
    assert [line.side for line in chat.lines[2:]] == [Side.OTHER] * len(chat.lines[2:])
    assert chat.faults == ()


def test_a_picture_that_was_sent_is_named(chats):
    (chat,) = chats("a.txt", WHATSAPP)
    assert chat.lines[2].attachments == (Attachment("00001.jpg", "image/jpeg"),)
    assert chat.lines[2].text == ""


def test_days_and_months_that_nothing_tells_apart_are_no_guess(chats):
    (chat,) = chats("a.txt", "03/04/2026, 14:02 - Ann: hi\n03/04/2026, 14:03 - Bob: hello\n")
    assert chat.lines == ()
    assert {fault.code for fault in chat.faults} == {"unreadable-time"}


def test_a_chat_goes_forward_in_time_which_may_tell_them_apart(chats):
    (chat,) = chats("a.txt", "03/11/2026, 14:02 - Ann: hi\n04/11/2026, 9:00 - Bob: hello\n02/12/2026, 9:00 - Bob: x\n")
    assert [line.sent and line.sent.strftime("%m-%d") for line in chat.lines] == ["11-03", "11-04", "12-02"]


FIRST, SECOND = "2026-11-03T06:02:10.000Z", "2026-11-03T06:02:20.000Z"
IN_PARTS = ["h", {"type": "bold", "text": "i"}]
DOCUMENTS = {
    "Zendesk chat": {
        "chats": [
            {
                "id": "z1",
                "visitor": {"name": "Ann"},
                "agent_names": ["Bob"],
                "history": [
                    {"type": "chat.memberjoin", "timestamp": "2026-11-03T06:02:00Z", "name": "Ann"},
                    {
                        "type": "chat.msg",
                        "name": "Ann",
                        "msg": "hi",
                        "timestamp": FIRST,
                        "sender_type": "Visitor",
                    },
                    {
                        "type": "chat.msg",
                        "name": "Bob",
                        "msg": "hello",
                        "timestamp": SECOND,
                        "sender_type": "Agent",
                    },
                ],
            }
        ]
    },
    "Zendesk ticket": {
        "ticket": {"id": 7},
        "comments": [
            {"author": {"name": "Ann", "role": "end-user"}, "body": "hi", "created_at": FIRST},
            {"author": {"name": "Bob", "role": "agent"}, "body": "hello", "created_at": SECOND},
        ],
    },
    "WeCom": [
        {
            "msgid": "1",
            "from": "kf1",
            "role": "customer",
            "msgtime": 1793685730000,
            "msgtype": "text",
            "text": {"content": "hi"},
        },
        {
            "msgid": "2",
            "from": "wm",
            "role": "agent",
            "msgtime": 1793685740000,
            "msgtype": "text",
            "text": {"content": "hello"},
        },
    ],
    "Telegram": {
        "name": "x",
        "id": 4,
        "messages": [
            {
                "type": "message",
                "date": "2026-11-03T14:02:10",
                "date_unixtime": "1793685730",
                "from": "Customer Ann",
                "text": IN_PARTS,
            },
            {
                "type": "message",
                "date": "2026-11-03T14:02:20",
                "date_unixtime": "1793685740",
                "from": "Bob",
                "text": "hello",
            },
        ],
    },
    "Contact Lens": {
        "Transcript": [
            {
                "AbsoluteTime": FIRST,
                "Content": "hi",
                "DisplayName": "Ann",
                "ParticipantRole": "CUSTOMER",
            },
            {
                "AbsoluteTime": SECOND,
                "Content": "hello",
                "DisplayName": "Bob",
                "ParticipantRole": "AGENT",
            },
        ]
    },
}


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_chats_as_help_desks_and_messengers_export_them(chats, name):
    (chat,) = chats("a.json", json.dumps(DOCUMENTS[name]))

    assert [(line.side.value, line.text, line.sent) for line in chat.lines] == [
        ("customer", "hi", datetime(2026, 11, 3, 6, 2, 10, tzinfo=UTC)),
        ("agent", "hello", datetime(2026, 11, 3, 6, 2, 20, tzinfo=UTC)),
    ]


def test_a_document_says_whose_chat_it_is(chats):
    (chat,) = chats("a.json", json.dumps(DOCUMENTS["Zendesk chat"]))
    assert chat.facts is not None
    assert (chat.ref, chat.facts.agent_name, chat.facts.customer_ref) == ("z1", "Bob", "Ann")


def test_dialogues_by_their_number_with_sides_and_without_times(chats):
    said = [{"role": "usr", "content": "你好"}, {"role": "sys", "content": "您好"}]
    first, second = chats("a.json", json.dumps({"11290": {"messages": said}, "10303": {"messages": said[:2]}}))
    assert (first.ref, second.ref) == ("11290", "10303")
    assert told(first) == [("customer", "usr", "你好", None), ("agent", "sys", "您好", None)]


def test_a_document_in_each_line(chats):
    lines = [json.dumps({"conversation_id": n % 2, "sender": "Ann", "role": "agent", "text": str(n)}) for n in range(4)]
    first, second = chats("a.jsonl", "\n".join(lines))
    assert [line.text for line in first.lines + second.lines] == ["0", "2", "1", "3"]


def test_what_came_with_a_message_is_listed_and_an_embedded_picture_is_not_unpacked(chats):
    message = {
        "sender": "Ann",
        "role": "customer",
        "text": "see",
        "attachments": [{"file_name": "账单.pdf", "size": 12, "content_type": "application/pdf"}],
        "image": "data:image/png;base64," + "A" * 400,
    }
    (chat,) = chats("a.json", json.dumps([message, message]))
    embedded, listed = chat.lines[0].attachments
    assert listed == Attachment("账单.pdf", "application/pdf", 12)
    assert (embedded.media_type, embedded.size, embedded.sha256) == ("image/png", 300, "")


@pytest.mark.parametrize(
    "document",
    [
        {"questions": [{"name": "q1", "text": "Age?"}, {"name": "q2", "text": "Sex?"}]},
        {"sections": [{"id": "a", "title": {"en": "A"}, "questions": [{"id": "q", "text": "x"}]}]},
        {"checklist": "a", "version": 1, "responses": {"q": {"value": "yes", "note": "x"}}},
        ["a", "b"],
        {},
        [],
    ],
)
def test_other_documents_are_no_chats(document):
    assert not is_chat(json.dumps(document))


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (1793685730, datetime(2026, 11, 3, 6, 2, 10, tzinfo=UTC)),
        ("1793685730000", datetime(2026, 11, 3, 6, 2, 10, tzinfo=UTC)),
        (1793685730.5, datetime(2026, 11, 3, 6, 2, 10, 500_000, tzinfo=UTC)),
        ("2026-11-03T14:02:10", AT),
        ("2026/11/3 14:02:10", AT),
        ("20261103140210", AT),
        ("3/11/2026", None),
        (True, None),
        (7, None),
        ("x", None),
        (None, None),
    ],
)
def test_times_of_messages(value, moment):
    assert chat_moment(value) == moment


@given(st.text(st.characters(codec="utf-8"), max_size=300) | st.text("2026-11/:03 14[]：王a()\n<>", max_size=200))
def test_no_text_makes_the_reader_fail(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "chat.txt"
    for beginning in ("", "[2026/11/3 14:02:10] 王芳: 您好\n", "time,sender,role,text\n"):
        path.write_text(beginning + text, encoding="utf-8")
        try:
            assert read_chats(path, "a")
        except UnreadableError:
            continue
