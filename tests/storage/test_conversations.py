"""Transcripts, chats and e-mails come back as they were stored; corrections stand beside what was imported."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from qa_auditor.application.conversations import edit_line, open_conversation, say_side
from qa_auditor.application.ports import Clock, NotFoundError, Reveal
from qa_auditor.domain.answer import Mark, Response
from qa_auditor.domain.conversation import Attachment, Conversation, ConversationKind, Line, Side, Word
from qa_auditor.storage.workspace import Workspace

NOON = datetime(2026, 11, 2, 12, tzinfo=timezone(timedelta(hours=8)))

TRANSCRIPT = Conversation(
    "call",
    ConversationKind.TRANSCRIPT,
    (
        Line(0, Side.AGENT, "您好 🙂", "spk_0", 120, 900, words=(Word("您", 120, 400), Word("好", 400, 900))),
        Line(1, Side.UNKNOWN, "我要投诉", "spk_1", 1000, 2500),
        Line(2, Side.UNKNOWN, "没有时间的一行", "spk_1"),
    ),
    language="zh-CN",
    source="a.vtt",
    format="WebVTT",
)

MAIL = Conversation(
    "call",
    ConversationKind.EMAIL,
    (
        Line(
            0,
            Side.CUSTOMER,
            "账单不对\n请更正",
            "王 <a@example.com>",
            sent=NOON,
            subject="投诉",
            attachments=(Attachment("账单.pdf", "application/pdf", 1234), Attachment("x.png", "image/png", None, "ab")),
            ref="<1@example.com>",
        ),
    ),
    ref="thread-1",
)


@pytest.fixture
def store(workspace: Workspace) -> Callable[[Conversation], None]:
    def keep(conversation: Conversation) -> None:
        with workspace.store.begin() as work:
            work.conversations.add(conversation, fingerprint="f", added=NOON)
            work.commit()

    return keep


@pytest.fixture
def raw(folder: Path, workspace: Workspace) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "workspace.sqlite")) as connection:
        yield connection


@pytest.mark.parametrize("conversation", [TRANSCRIPT, MAIL])
def test_a_conversation_comes_back_as_it_was_stored(workspace, store, conversation):
    store(conversation)

    assert open_conversation(workspace.store, subject_id="call") == conversation


def test_a_subject_without_one_has_none(workspace):
    assert open_conversation(workspace.store, subject_id="call") is None


def test_a_corrected_line_reads_anew_and_what_was_imported_stays_on_record(workspace, store, clock: Clock):
    store(TRANSCRIPT)
    first, second, again = (
        edit_line(workspace.store, clock=clock, subject_id="call", position=1, text=text, evaluator_id="evaluator")
        for text in ("我要投诉你们", "我要投诉您们", "我要投诉您们")
    )

    assert first.changes == second.changes != ()
    assert again.changes == ()
    with workspace.store.begin() as work:
        now = work.conversations.get("call")
        assert work.conversations.imported("call") == TRANSCRIPT
        assert [edit.text for edit in work.conversations.edits("call")] == ["我要投诉你们", "我要投诉您们"]
    assert [line.text for line in now.lines] == ["您好 🙂", "我要投诉您们", "没有时间的一行"]


def test_a_corrected_line_has_no_times_for_words_that_were_never_heard(workspace, store, clock: Clock):
    store(TRANSCRIPT)
    changed = edit_line(
        workspace.store, clock=clock, subject_id="call", position=0, text="您好吗", evaluator_id="evaluator"
    )
    assert changed.value.lines[0].words == ()
    assert changed.value.lines[0].start_ms == 120


def test_who_a_speaker_is_can_be_said_and_said_again(workspace, store):
    store(TRANSCRIPT)
    say_side(workspace.store, subject_id="call", speaker="spk_1", side=Side.AGENT)
    said = say_side(workspace.store, subject_id="call", speaker="spk_1", side=Side.CUSTOMER).value

    assert [line.side for line in said.lines] == [Side.AGENT, Side.CUSTOMER, Side.CUSTOMER]
    assert open_conversation(workspace.store, subject_id="call") == said


def test_lines_and_speakers_that_are_not_there_are_refused(workspace, store, clock: Clock):
    with pytest.raises(NotFoundError):
        edit_line(workspace.store, clock=clock, subject_id="call", position=0, text="x", evaluator_id="evaluator")
    store(TRANSCRIPT)
    with pytest.raises(NotFoundError):
        edit_line(workspace.store, clock=clock, subject_id="call", position=9, text="x", evaluator_id="evaluator")
    with pytest.raises(NotFoundError):
        say_side(workspace.store, subject_id="call", speaker="nobody", side=Side.AGENT)


def test_a_conversation_grows_and_is_found_by_its_names(workspace, store):
    store(MAIL)
    more = Line(1, Side.AGENT, "已更正", sent=NOON + timedelta(hours=3), ref="<2@example.com>")
    with workspace.store.begin() as work:
        work.conversations.extend("call", [more], fingerprint="g")
        work.commit()
    with workspace.store.begin() as work:
        repository = work.conversations
        assert repository.get("call").lines == (*MAIL.lines, more)
        assert (repository.with_fingerprint("f"), repository.with_fingerprint("g")) == (None, "call")
        assert repository.with_ref(ConversationKind.EMAIL, "thread-1") == ["call"]
        assert repository.with_ref(ConversationKind.CHAT, "thread-1") == []
        assert repository.with_messages(["<2@example.com>", "", "<9@example.com>"]) == {"<2@example.com>": "call"}
        assert repository.kinds(["call", "other"]) == {"call": ConversationKind.EMAIL}


def test_a_conversation_can_be_taken_away_and_another_take_its_place(workspace, store, clock: Clock):
    store(TRANSCRIPT)
    edit_line(workspace.store, clock=clock, subject_id="call", position=0, text="x", evaluator_id="evaluator")
    say_side(workspace.store, subject_id="call", speaker="spk_1", side=Side.AGENT)
    with workspace.store.begin() as work:
        work.conversations.remove("call")
        work.conversations.add(MAIL, fingerprint="h", added=NOON)
        work.commit()

    assert open_conversation(workspace.store, subject_id="call") == MAIL


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE conversation_line SET text = 'x'",
        "UPDATE OR REPLACE conversation_line SET position = 0",
        (
            "INSERT OR REPLACE INTO conversation_line SELECT subject_id, position, side, speaker, 'x', start_ms,"
            " end_ms, sent_at, heading, words, attachments, ref FROM conversation_line"
        ),
        "UPDATE line_edit SET text = 'x'",
        (
            "INSERT OR REPLACE INTO line_edit"
            " SELECT subject_id, position, seq, 'x', edited_at, evaluator_id FROM line_edit"
        ),
        "UPDATE reveal_log SET kind = 'x'",
        "DELETE FROM reveal_log",
        "INSERT OR REPLACE INTO reveal_log SELECT seq, at, evaluator_id, subject_id, line, 'x' FROM reveal_log",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_on_record(workspace, store, clock: Clock, raw, statement):
    store(TRANSCRIPT)
    edit_line(workspace.store, clock=clock, subject_id="call", position=0, text="y", evaluator_id="evaluator")
    with workspace.store.begin() as work:
        work.reveals.add(Reveal(NOON, "evaluator", "call", 0, "mobile"))
        work.commit()

    with pytest.raises(sqlite3.IntegrityError, match=r"never changes|on record"):
        raw.execute(statement)


def test_what_was_shown_is_on_record_in_its_order(workspace):
    shown = [
        Reveal(NOON.astimezone(UTC), "evaluator", "call", 3, "mobile"),
        Reveal(NOON.astimezone(UTC), "colleague", "call", None, "id_card,email"),
    ]
    with workspace.store.begin() as work:
        for reveal in shown:
            work.reveals.add(reveal)
        work.commit()
    with workspace.store.begin() as work:
        assert work.reveals.all() == shown


def test_a_mark_on_words_of_a_message_comes_back(workspace, draft, answer):
    mark = Mark(0, "没有称呼", line=3, from_char=2, until_char=6, quote="你要怎样")
    answer(draft, "greeting", Response("no", marks=(mark, replace(mark, from_char=None, until_char=None, quote=""))))
    with workspace.store.begin() as work:
        kept = work.evaluations.responses(draft)["greeting"].marks

    assert kept == (mark, Mark(0, "没有称呼", line=3))
