"""Spellings that a reader takes as the same are found by each other, in the place where they stand."""

import sys

import pytest
from opencc import OpenCC

from qa_auditor.chinese.fold import fold, spans


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("錄音檔案", "录音档案"),
        ("帳號", "账号"),
        ("回覆", "回复"),
        ("瞭解", "了解"),
        ("接著", "接着"),
        ("妳好", "你好"),
        ("服務櫃檯", "服务柜台"),
        ("ＶＩＰ　１２", "vip 12"),
        ("Résumé", "resume"),
        ("ĐÀ NẴNG", "đa nang"),
        ("「您好」，請講。", '"您好",请讲.'),
    ],
)
def test_two_spellings_of_one_text_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("pair", ["买卖", "手首", "a b"])
def test_different_characters_stay_different(pair):
    assert fold(pair[0]) != fold(pair[-1])


def test_every_character_of_unicode_folds_to_one_and_stays_there():
    everything = "".join(chr(code) for code in range(sys.maxunicode + 1))
    folded = fold(everything)

    assert len(folded) == len(everything)
    changed = [sign for sign, again in zip(folded, fold(folded), strict=True) if sign != again]
    # Names of two places whose simplified form is itself a traditional character.
    assert set(changed) <= set("沈祢苧")


def test_what_is_found_stands_at_the_same_place_in_the_text_as_it_was_written():
    text = "先聽錄音，再看ＡＢＣ的录音"

    assert [text[start:end] for start, end in spans("录音", text)] == ["錄音", "录音"]
    assert [text[start:end] for start, end in spans("abc", text)] == ["ＡＢＣ"]
    assert spans("", text) == []


@pytest.mark.parametrize("text", ["錄音檔案", "服務櫃檯", "電話客戶投訴處理", "流程時間標準", "滿意度調查問卷"])
def test_a_traditional_text_folds_to_what_a_translator_makes_of_it(text):
    assert fold(text) == OpenCC("t2s").convert(text)
