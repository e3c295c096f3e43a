"""Phrases are found in transcripts in either script, and misheard ones by their sound."""

import pytest

from qa_auditor.chinese.ear import ChineseEar
from qa_auditor.domain.conversation import Line, Side
from qa_auditor.domain.hearing import Speech


@pytest.mark.parametrize(
    ("phrase", "line", "words"),
    [
        ("投诉", "我要投訴你們", "投訴"),
        ("請稍等", "好的，请您 稍等", None),
        ("请稍等", "請稍 等，謝謝", "請稍 等"),
        ("ＶＩＰ", "您是vip客户", "vip"),
    ],
)
def test_either_script_finds_the_other(phrase: str, line: str, words: str | None):
    found = Speech([Line(0, Side.AGENT, line)], ChineseEar()).find(phrase)

    assert (found.words if found else None) == words


def test_a_misheard_phrase_is_found_by_its_sound_when_asked_for():
    speech = Speech([Line(0, Side.CUSTOMER, "我要头诉你们")], ChineseEar())

    assert speech.find("投诉") is None
    found = speech.find("投诉", near=True)
    assert found is not None
    assert found.words == "头诉"
