"""Characters are read as people read them, and recognised speech is found by its sound."""

import re

import pytest
from pypinyin import Style, pinyin

from qa_auditor.chinese.pinyin import (
    USUAL,
    Confusion,
    full,
    initials,
    readings,
    sound_key,
    sound_pattern,
    sounds_alike,
)


@pytest.mark.parametrize(
    ("character", "known"),
    [("重", {"zhong", "chong"}), ("行", {"xing", "hang"}), ("厦", {"sha", "xia"}), ("會", {"hui", "kuai"})],
)
def test_a_character_has_all_its_living_readings(character, known):
    assert set(readings(character)) == known


def test_readings_that_no_word_uses_are_left_out():
    assert readings("投") == ("tou",)
    assert readings("服") == ("fu",)


@pytest.mark.parametrize("word", ["投诉处理", "重庆银行", "服務質量", "流程穿越", "會計", "绿色通道", "厦门", "长度"])
def test_a_word_s_own_reading_is_among_those_of_its_characters(word):
    for character, (syllable,) in zip(word, pinyin(word, style=Style.NORMAL, v_to_u=False), strict=True):
        assert syllable.replace("ü", "v") in readings(character)


def test_what_is_not_chinese_has_no_reading():
    assert readings("A") == readings("。") == readings("") == ()


def test_a_title_can_be_typed_by_initials_or_in_full():
    assert initials("VIP投诉处理") == "viptscl"
    assert full("绿色 Line") == "lvse line"


@pytest.mark.parametrize(
    ("one", "other"), [("zhang", "zan"), ("chi", "ci"), ("shan", "sang"), ("niu", "liu"), ("min", "ming")]
)
def test_syllables_that_many_speakers_confuse_have_one_key(one, other):
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(("one", "other"), [("zhang", "chang"), ("hui", "fei"), ("ba", "pa"), ("ma", "na")])
def test_other_syllables_keep_their_difference(one, other):
    assert sound_key(one) != sound_key(other)


def test_confusions_can_be_chosen():
    southern = USUAL | {Confusion.H_F}

    assert sound_key("hui", southern) == sound_key("fei", southern)
    assert sound_key("hu", southern) == sound_key("fu", southern)
    assert sound_key("zhi", frozenset()) != sound_key("zi", frozenset())


@pytest.mark.parametrize("heard", ["我要头诉你们", "我要投素你们", "我要投訴你們"])
def test_a_phrase_is_found_where_recognition_wrote_another_character(heard):
    found = re.search(sound_pattern("投诉"), heard)

    assert found is not None
    assert found.span() == (2, 4)


def test_a_phrase_is_not_found_in_what_sounds_different():
    assert re.search(sound_pattern("投诉"), "我要退订你们的业务") is None


def test_letters_in_a_phrase_are_found_in_any_case_and_mean_themselves():
    assert re.search(sound_pattern("VIP客户"), "尊敬的vip课户") is not None
    assert re.search(sound_pattern("a.b"), "axb") is None


def test_two_texts_sound_alike_or_not():
    assert sounds_alike("您好", "林好")
    assert not sounds_alike("您好", "您好吗")
    assert not sounds_alike("您好", "他好")
