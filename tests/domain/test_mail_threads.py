"""Mails that answer each other belong together, and what they quote is not their writer's own."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_auditor.domain.mail_threads import MailHead, bare_heading, is_answer, own_words, threads

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("heading", "bare"),
    [
        ("Re: 账单", "账单"),
        ("回复：Re: FW: 账单", "账单"),
        ("答复: [外部邮件] 账单", "账单"),
        ("RE[2]: bill", "bill"),
        ("轉寄: 回覆: 帳單", "帳單"),
        ("账单", "账单"),
        ("Regarding: x", "Regarding: x"),
        ("", ""),
    ],
)
def test_a_heading_without_what_answering_puts_before_it(heading, bare):
    assert bare_heading(heading) == bare


def test_a_list_s_sign_alone_makes_no_answer():
    assert is_answer("Re: x")
    assert is_answer("回复：x")
    assert not is_answer("[Ppp] x")


def test_references_tie_mails_together_even_over_one_that_is_missing():
    heads = [
        MailHead("<1>", "a"),
        MailHead("<9>", "z"),
        MailHead("<3>", "b", ("<1>", "<2>")),
        MailHead("<4>", "c", ("<2>",)),
    ]
    assert threads(heads) == [[0, 2, 3], [1]]


def test_an_answer_without_references_belongs_to_the_latest_of_its_heading_with_somebody_in_common():
    parties = ("a@x.cn", "service@y.cn")
    first = MailHead("<1>", "账单", (), parties, NOON)
    stranger = MailHead("<2>", "账单", (), ("b@x.cn", "other@y.cn"), NOON)
    answer = MailHead("<3>", "回复：账单", (), parties, NOON + timedelta(days=1))
    late = MailHead("<4>", "回复：账单", (), parties, NOON + timedelta(days=90))
    again = MailHead("<5>", "账单", (), parties, NOON + timedelta(days=2))
    assert threads([first, stranger, answer, late, again]) == [[0, 2], [1], [3], [4]]


@given(st.lists(st.tuples(st.integers(0, 9), st.lists(st.integers(0, 9), max_size=3)), max_size=12), st.randoms())
def test_threads_are_the_same_in_whatever_order_mails_come(mails, chance):
    heads = [MailHead(f"<{ref}>", "x", tuple(f"<{one}>" for one in references)) for ref, references in mails]
    shuffled = list(heads)
    chance.shuffle(shuffled)

    def groups(given_heads):
        return sorted(sorted(str(given_heads[place]) for place in group) for group in threads(given_heads))

    assert sorted(place for group in threads(heads) for place in group) == list(range(len(heads)))
    assert groups(heads) == groups(shuffled)


@pytest.mark.parametrize(
    "quoted",
    [
        "在 2026年11月3日 12:00，王芳 <a@x.cn> 写道：\n> 账单不对\n> 请更正",
        "On Tue, Nov 3, 2026 at 12:00 PM Ann <a@x.cn> wrote:\n> bill is wrong",
        "-----原始邮件-----\n发件人: 王芳\n账单不对",
        "-----Original Message-----\nFrom: Ann",
        "发件人：王芳\n发送时间：2026年11月3日\n收件人：客服\n账单不对",
        "From: Ann\nSent: Tuesday\nTo: Bob\nbill is wrong",
        "> 账单不对\n> 请更正",
        "________________________________\nFrom: Ann\nSent: x",
        "张三 <a@x.cn> 于2026年11月3日周二 12:00写道：\n> x",
    ],
)
def test_what_stands_below_the_own_words_is_quoted(quoted):
    assert own_words(f"您好，\n已更正。\n\n{quoted}") == "您好，\n已更正。"


@pytest.mark.parametrize(
    "text",
    [
        "您好，\n已更正。",
        "From: what you say\nI think so too",
        "> 只有引文",
        "-- \nAnn\nSupport",
        "他在信中写道：好\n再见",
    ],
)
def test_other_texts_stay_whole(text):
    assert own_words(text) == text
