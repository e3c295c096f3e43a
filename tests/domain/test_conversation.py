"""Searching within a conversation, and whose line is whose."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa_auditor.domain.conversation import Conversation, ConversationKind, Found, Line, Side, find_in
from qa_auditor.domain.speakers import side_of_name, sides_of

LINES = (
    Line(0, Side.AGENT, "您好，Hello"),
    Line(1, Side.CUSTOMER, "hello hello"),
    Line(2, Side.AGENT, "STRASSE straße"),
)


def test_a_search_names_every_place_without_regard_to_capitals():
    assert list(find_in(LINES, " HELLO ")) == [Found(0, 3, 8), Found(1, 0, 5), Found(1, 6, 11)]


def test_a_search_counts_characters_of_the_text_as_it_stands():
    assert list(find_in(LINES, "strasse")) == [Found(2, 0, 7), Found(2, 8, 14)]


def test_characters_that_a_reader_takes_for_the_same_are_found_when_told_so():
    same = {"妳": "你"}
    assert list(find_in((Line(7, Side.AGENT, "謝謝妳"),), "你", fold=lambda char: same.get(char, char))) == [
        Found(7, 2, 3)
    ]


@given(st.text(), st.text(max_size=3))
@example("ßs", "s")
def test_what_is_found_stands_there(text, wanted):
    for found in find_in((Line(0, Side.UNKNOWN, text),), wanted):
        assert text[found.start : found.end].casefold() == wanted.strip().casefold()


def test_the_line_that_is_heard_at_a_moment_is_the_last_that_began():
    lines = (Line(0, Side.AGENT, "a", start_ms=1000), Line(1, Side.AGENT, "b"), Line(2, Side.AGENT, "c", start_ms=3000))
    conversation = Conversation("s", ConversationKind.TRANSCRIPT, lines)

    assert conversation.line_at(999) is None
    assert [conversation.line_at(at) for at in (1000, 2999, 3000, 9000)] == [lines[0], lines[0], lines[2], lines[2]]


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("客服", Side.AGENT),
        ("坐席0017", Side.AGENT),
        ("客户经理", Side.AGENT),
        ("Customer Service Rep", Side.AGENT),
        ("AGENT", Side.AGENT),
        ("客户", Side.CUSTOMER),
        ("顧客", Side.CUSTOMER),
        ("end-user", Side.CUSTOMER),
        ("CUSTOMER", Side.CUSTOMER),
        ("系统", Side.OTHER),
        ("智能客服", Side.OTHER),
        ("IVR menu", Side.OTHER),
        ("王芳", Side.UNKNOWN),
        ("spk_0", Side.UNKNOWN),
        ("Management", Side.UNKNOWN),
        ("", Side.UNKNOWN),
    ],
)
def test_a_name_says_a_side_or_nothing(name, side):
    assert side_of_name(name) is side


def test_of_two_who_talk_the_other_one_is_known():
    assert sides_of(["客户", "王芳", "客户"]) == {"客户": Side.CUSTOMER, "王芳": Side.AGENT}
    assert sides_of(["Agent", "Bob", "system"]) == {"Agent": Side.AGENT, "Bob": Side.CUSTOMER, "system": Side.OTHER}
    assert sides_of(["usr", "sys"]) == {"usr": Side.CUSTOMER, "sys": Side.AGENT}


def test_of_three_the_unknown_ones_stay_unknown():
    assert sides_of(["客户", "王芳", "李雷"]) == {
        "客户": Side.CUSTOMER, "王芳": Side.UNKNOWN, "李雷": Side.UNKNOWN,
    }  # fmt: skip
    assert sides_of(["spk_0", "spk_1"]) == {"spk_0": Side.UNKNOWN, "spk_1": Side.UNKNOWN}


def test_names_of_known_agents_are_agents():
    assert sides_of(["王芳", "小李"], agents=["王芳", "0017"]) == {"王芳": Side.AGENT, "小李": Side.CUSTOMER}
