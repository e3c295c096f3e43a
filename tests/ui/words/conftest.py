"""A call with its transcript, a chat and an exchange of e-mails, each open on a desk."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.conversation import Attachment, Conversation, ConversationKind, Line, Side, Word
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.subject import Subject
from tests.ui.conftest import Desk
from tests.ui.hear.conftest import add_call

AT = datetime(2026, 11, 1, 1, 30, tzinfo=UTC)
AGENT, CUSTOMER = Side.AGENT, Side.CUSTOMER

SPOKEN = (
    Line(0, AGENT, "您好，这里是客服中心。", start_ms=0, end_ms=5000),
    Line(
        1,
        CUSTOMER,
        "我要查話費",
        start_ms=10_000,
        end_ms=15_000,
        words=(Word("我", 10_000, 10_400), Word("要查", 10_400, 12_000), Word("話費", 12_000, 13_500)),
    ),
    Line(2, AGENT, "好的，话费一百元。", start_ms=20_000, end_ms=25_000),
    Line(3, CUSTOMER, "谢谢", start_ms=30_000, end_ms=35_000),
)


def chat_lines() -> tuple[Line, ...]:
    return (
        Line(0, CUSTOMER, "请问几点开门？", "客户 8831", sent=AT),
        Line(1, CUSTOMER, "在吗？", "客户 8831", sent=AT + timedelta(minutes=1)),
        Line(2, AGENT, "您好，九点。", "小禾", sent=AT + timedelta(minutes=3, seconds=20)),
        Line(3, CUSTOMER, "谢谢 😀 再见", "客户 8831", sent=AT + timedelta(minutes=4)),
    )


def mail_lines() -> tuple[Line, ...]:
    return (
        Line(0, CUSTOMER, "宽带断线，请处理。", "王芳", sent=AT, subject="宽带故障"),
        Line(
            1,
            AGENT,
            "已派单，今天处理。\n\n----- 原始邮件 -----\n> 宽带断线，请处理。",
            "客服",
            sent=AT + timedelta(hours=26),
            subject="Re: 宽带故障",
            attachments=(Attachment("派单.pdf", "application/pdf", 81_200),),
        ),
    )


def add_words(desk: Desk, subject_id: str, kind: ConversationKind, lines: Sequence[Line]) -> None:
    with desk.backend.store.begin() as work:
        work.conversations.add(
            Conversation(subject_id, kind, tuple(lines), "zh-CN", "file", "test"), fingerprint=subject_id, added=AT
        )
        work.commit()


def open_written(desk: Desk, kind: ConversationKind, lines: Sequence[Line]) -> Desk:
    when = Moment(AT, "Asia/Shanghai")
    with desk.backend.store.begin() as work:
        work.subjects.add(Subject("written", SubjectKind.CHAT, "written", when))
        work.commit()
    add_words(desk, "written", kind, lines)
    desk.begin()
    desk.settle()
    assert desk.bench.opened.subject.title == "written"
    return desk


@pytest.fixture
def spoken(desk: Desk, tmp_path: Path) -> Desk:
    add_call(desk, tmp_path)
    add_words(desk, "two-sides", ConversationKind.TRANSCRIPT, SPOKEN)
    desk.begin()
    desk.settle()
    return desk


@pytest.fixture
def chat(desk: Desk) -> Desk:
    return open_written(desk, ConversationKind.CHAT, chat_lines())


@pytest.fixture
def mail(desk: Desk) -> Desk:
    return open_written(desk, ConversationKind.EMAIL, mail_lines())
