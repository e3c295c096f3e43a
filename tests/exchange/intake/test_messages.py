"""Chats and e-mails become subjects; the same again adds nothing; what has gone on goes on where it stopped."""

import json
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from qa_auditor.application.conversations import open_conversation
from qa_auditor.application.intake.desk import Defaults
from qa_auditor.application.intake.report import Result
from qa_auditor.application.integrity import check_workspace
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.conversation import Side
from qa_auditor.domain.evaluation import Evaluation, SubmittedScore
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import Agent, Evaluator
from qa_auditor.exchange.checklist_yaml import load_checklist

CHECKLIST = """\
format: 1
id: small
version: 1
title: Small
subject: chat
scoring: {}
sections:
  - id: a
    title: A
    questions: [{id: q, text: Q, area: people.attitude, answer: {type: yes_no}}]
"""

TABLE = (
    "会话ID,时间,发送人,角色,内容,图片,工号,流程\n"
    "S1,2026-11-03 14:02:10,王芳,客服,您好,a.png,0017,COMPLAINT\n"
    "S1,2026-11-03 14:03,张三,客户,在吗,,,\n"
)
MORE = "S1,2026-11-03 14:04,王芳,客服,在的,,,\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40
SERVICE, ANN = "客服中心 <service@house.example>", "Ann <ann@x.example>"


@pytest.fixture
def write(calls: Path):
    def write(name: str, content: str | bytes) -> Path:
        path = calls / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def subjects(workspace):
    def find():
        with workspace.store.begin() as work:
            return sorted(work.subjects.waiting(), key=lambda subject: (subject.occurred.at, subject.title))

    return find


@pytest.fixture
def lines(workspace):
    def find(subject_id: str):
        conversation = open_conversation(workspace.store, subject_id=subject_id)
        assert conversation is not None
        return conversation.lines

    return find


@pytest.fixture
def score(workspace):
    """Submits an evaluation of a subject."""

    def submit(subject_id: str) -> None:
        now = Moment(datetime(2026, 11, 22, tzinfo=UTC), "UTC")
        with workspace.store.begin() as work:
            checklist = load_checklist(CHECKLIST, file="small")
            work.checklists.add(checklist, source=CHECKLIST)
            work.people.put_evaluator(Evaluator("e", "E", "E"))
            work.evaluations.add(Evaluation("v", "v", 1, checklist.ref, subject_id, "e", now))
            kept = SubmittedScore("v", None, None, 0, None, None, (), (), (), ())  # type: ignore[arg-type]
            work.evaluations.submit("v", submitted=now, score=kept)
            work.commit()

    return submit


def counts(report) -> tuple[int, int, int]:
    return tuple(len(report.of(result)) for result in (Result.TAKEN, Result.KNOWN, Result.REFUSED))  # type: ignore[return-value]


def mail(number: int, sender: str, text: str, *, answers: int | None = None, heading: str = "账单") -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = sender, SERVICE if sender == ANN else ANN
    message["Subject"] = heading
    message["Date"] = datetime(2026, 11, 3, 6, number, tzinfo=UTC)
    message["Message-ID"] = f"<{number}@x.example>"
    if answers is not None:
        message["References"] = f"<{answers}@x.example>"
    message.set_content(text)
    return bytes(message)


def test_a_chat_becomes_a_subject_with_agent_time_process_and_picture(workspace, write, calls, bring, subjects, lines):
    write("chats.csv", TABLE)
    write("a.png", PNG)
    report = bring(calls, defaults=Defaults(zone="Asia/Taipei")).value

    (subject,) = subjects()
    assert counts(report) == (1, 0, 0)
    assert (subject.kind, subject.title, subject.channel, subject.direction) == (SubjectKind.CHAT, "S1", "chat", "out")
    assert subject.process_code == "COMPLAINT"
    assert subject.occurred == Moment(datetime(2026, 11, 3, 6, 2, 10, tzinfo=UTC), "Asia/Taipei")
    with workspace.store.begin() as work:
        assert [(agent.code, agent.id) for agent in work.people.agents()] == [("0017", subject.agent_id)]
    first, second = lines(subject.id)
    assert (first.side, second.side, second.sent) == (
        Side.AGENT,
        Side.CUSTOMER,
        datetime(2026, 11, 3, 6, 3, tzinfo=UTC),
    )
    (picture,) = first.attachments
    stored = workspace.media.stored(picture.sha256)
    assert stored is not None
    assert stored.read_bytes() == PNG
    assert check_workspace(workspace.store, workspace.media).faults == ()
    stored.unlink()
    assert [fault.code for fault in check_workspace(workspace.store, workspace.media).faults] == ["picture-missing"]


def test_the_same_chats_again_add_nothing(write, calls, bring, subjects):
    write("chats.csv", TABLE)
    bring(calls)
    before = subjects()
    again = bring(calls)
    assert counts(again.value) == (0, 1, 0)
    assert again.changes == ()
    write("chats.csv", TABLE + MORE)
    bring(calls)
    write("chats.csv", TABLE)
    assert counts(bring(calls).value) == (0, 1, 0), "an older export is known"
    assert subjects() == before


def test_a_chat_that_has_gone_on_grows(write, calls, bring, subjects, lines):
    write("chats.csv", TABLE)
    bring(calls)
    write("chats.csv", TABLE + MORE)
    (row,) = bring(calls).value.rows
    (subject,) = subjects()

    assert (row.result, row.subject_id, row.lines) == (Result.TAKEN, subject.id, 1)
    assert [(line.position, line.text) for line in lines(subject.id)] == [(0, "您好"), (1, "在吗"), (2, "在的")]
    assert counts(bring(calls).value) == (0, 1, 0)


def test_what_was_scored_stays_as_it_was(write, calls, bring, subjects, lines, score):
    write("chats.csv", TABLE)
    (first,) = bring(calls).value.rows
    score(first.subject_id)
    write("chats.csv", TABLE + MORE)
    (row,) = bring(calls).value.rows

    assert "scored already" in row.notes[0]
    assert [line.text for line in lines(first.subject_id)] == ["您好", "在吗"]
    assert [(line.position, line.text) for line in lines(row.subject_id)] == [(0, "在的")]
    assert counts(bring(calls).value) == (0, 1, 0)
    write("chats.csv", TABLE + MORE + "S1,2026-11-03 14:05,张三,客户,谢谢,,,\n")
    assert bring(calls).value.rows[0].subject_id == row.subject_id
    assert [line.text for line in lines(row.subject_id)] == ["在的", "谢谢"]


def test_a_table_says_whose_chat_a_file_is(workspace, write, calls, bring, subjects):
    write("c1.txt", "2026-11-03 14:02:10 甲：您好\n2026-11-03 14:03 乙：在吗\n2026-11-03 14:04 甲：在的\n")
    write("calls.csv", "file,agent code,agent name,process,channel,queue\nc1.txt,0017,甲,COMPLAINT,微信,A\n")
    (row,) = bring(calls).value.rows
    (subject,) = subjects()
    assert (subject.title, subject.process_code, subject.channel) == ("c1", "COMPLAINT", "微信")
    assert subject.fields == (("queue", "A"),)
    with workspace.store.begin() as work:
        assert [agent.code for agent in work.people.agents()] == ["0017"]
    conversation = open_conversation(workspace.store, subject_id=row.subject_id)
    assert conversation is not None
    assert [line.side for line in conversation.lines] == [Side.AGENT, Side.CUSTOMER, Side.AGENT]


def test_known_agents_are_recognised_and_role_names_are_nobody(workspace, write, calls, bring, subjects):
    with workspace.store.begin() as work:
        work.people.put_agent(Agent("a", "0017", "王芳"))
        work.commit()
    said = [
        {"sender": "王芳", "role": "", "time": 1793685730, "text": "您好"},
        {"sender": "乙", "time": 1793685740, "text": "?"},
    ]
    write("a.json", json.dumps(said))
    write("b.json", json.dumps([{"role": "user", "content": "hi"}, {"role": "assistant", "content": "hello"}]))
    bring(calls)
    assert {subject.title: subject.agent_id for subject in subjects()} == {"a": "a", "b": None}


def test_messages_that_cannot_be_read_are_refused_one_by_one(write, calls, bring, subjects):
    write("chats.csv", TABLE + "S1,soon,张三,客户,喂,,,\nS9,never,x,客户,y,,,\n")
    report = bring(calls).value
    assert counts(report) == (1, 0, 2)
    assert [row.place.line for row in report.of(Result.REFUSED)] == [4, 5]
    assert len(subjects()) == 1


def test_a_picture_that_no_chat_names_is_told(write, calls, bring):
    write("a.png", PNG)
    (row,) = bring(calls).value.rows
    assert row.faults[0].code == "picture-without-chat"


def test_mails_that_answer_each_other_are_one_subject(workspace, write, calls, bring, subjects, lines):
    write("1.eml", mail(1, ANN, "账单不对"))
    write("2.eml", mail(2, SERVICE, "已更正\n\nOn Tue, Nov 3, 2026 Ann <ann@x.example> wrote:\n> 账单不对", answers=1))
    write("3.eml", mail(3, "Bob <bob@z.example>", "hello", heading="other"))
    report = bring(calls).value

    assert counts(report) == (2, 0, 0)
    thread, other = subjects()
    assert (thread.kind, thread.title, thread.channel, thread.direction) == (SubjectKind.EMAIL, "账单", "email", "in")
    assert (thread.customer_ref, thread.agent_id) == ("ann@x.example", None)
    assert [(line.side, line.text) for line in lines(thread.id)] == [
        (Side.CUSTOMER, "账单不对"),
        (Side.AGENT, "已更正"),
    ]
    assert other.title == "other"
    assert counts(bring(calls).value) == (0, 3, 0)


def test_a_later_mail_goes_to_its_thread_and_an_earlier_one_to_its_place(write, calls, bring, subjects, lines):
    write("2.eml", mail(2, SERVICE, "已更正", answers=1))
    bring(calls)
    write("3.eml", mail(3, ANN, "谢谢", answers=2, heading="Re: 账单"))
    bring(calls)
    write("1.eml", mail(1, ANN, "账单不对"))
    report = bring(calls).value

    (subject,) = subjects()
    assert [(line.position, line.text) for line in lines(subject.id)] == [(0, "账单不对"), (1, "已更正"), (2, "谢谢")]
    assert counts(report) == (1, 2, 0)


def test_a_mail_to_a_thread_that_was_scored_begins_another_subject(write, calls, bring, lines, score):
    write("1.eml", mail(1, ANN, "账单不对"))
    (first,) = bring(calls).value.rows
    score(first.subject_id)
    write("2.eml", mail(2, SERVICE, "已更正", answers=1))
    (row,) = bring(calls).value.of(Result.TAKEN)
    assert row.subject_id != first.subject_id
    assert [line.text for line in lines(first.subject_id)] == ["账单不对"]
    assert [line.text for line in lines(row.subject_id)] == ["已更正"]
    assert counts(bring(calls).value) == (0, 2, 0)


def test_the_house_s_domains_say_who_is_who_and_are_remembered(write, calls, bring, subjects, lines):
    write("1.eml", mail(1, "Fang <fang@house.example>", "您好"))
    bring(calls, defaults=Defaults(mail_domains=("house.example",)))
    write("2.eml", mail(2, "Li <li@cs.house.example>", "hi", heading="b"))
    bring(calls)
    assert [[line.side for line in lines(subject.id)] for subject in subjects()] == [[Side.AGENT], [Side.AGENT]]


def test_a_mailbox_with_a_broken_mail_gives_the_others(write, calls, bring):
    separator = b"\nFrom x Tue Nov  3 06:00:00 2026\n"
    box = (
        separator.lstrip() + mail(1, ANN, "a") + separator + b"\nnothing\n" + separator + mail(2, ANN, "b", heading="b")
    )
    write("box.mbox", box)
    report = bring(calls).value
    assert counts(report) == (2, 0, 1)
    assert report.of(Result.REFUSED)[0].place.line is not None


def test_an_outlook_message_says_what_to_do(write, calls, bring):
    write("a.msg", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    (row,) = bring(calls).value.rows
    assert row.faults[0].code == "outlook-message"


def test_the_real_dialogues_and_mails_are_taken(bring):
    folder = Path(__file__).parents[4] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder of real inputs is not beside the project")
    report = bring(folder / "dialogues-zh" / "forty.json", folder / "email").value
    assert counts(report) == (45, 0, 0)
