"""What belongs to a person is hidden, what is an order, an amount or a date stays, and no character moves."""

import string
import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from qa_auditor.domain.masking import PrivateKind, mask
from qa_auditor.domain.private_numbers import is_bank_card, is_identity_card, is_mobile, is_taiwan_identity

PREFIXES = ("130", "139", "141", "147", "150", "159", "162", "166", "170", "178", "180", "189", "191", "193", "199")
HAN = "零一二三四五六七八九"
FULL = "０１２３４５６７８９"


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text(string.digits, min_size=count, max_size=count)


mobiles = st.builds("".join, st.tuples(st.sampled_from(PREFIXES), digits(8)))


@st.composite
def identity_cards(draw: st.DrawFn) -> str:
    area = draw(st.sampled_from(["110101", "310115", "440305", "659001", "810000"]))
    body = (
        area
        + draw(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))).strftime("%Y%m%d")
        + draw(digits(3))
    )
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "0123456789X"[(12 - total % 11) % 11]


@st.composite
def bank_cards(draw: st.DrawFn) -> str:
    kinds = [("622202", 19), ("621700", 19), ("622848", 19), ("625965", 16), ("4", 16), ("53", 16)]
    prefix, length = draw(st.sampled_from(kinds))
    body = prefix + draw(digits(length - len(prefix) - 1))
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(reversed(body)))
    return body + str(-total % 10)


@st.composite
def taiwan_identities(draw: st.DrawFn) -> str:
    letter = draw(st.sampled_from(string.ascii_uppercase))
    numbers = dict(zip("ABCDEFGHJKLMNPQRSTUVXYWZIO", range(10, 36), strict=True))
    body = draw(st.sampled_from("1289")) + draw(digits(7))
    weighted = [numbers[letter] // 10, numbers[letter] % 10, *map(int, body)]
    total = sum(value * weight for value, weight in zip(weighted, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1), strict=True))
    return f"{letter}{body}{-total % 10}"


around = st.sampled_from(
    [("", ""), ("您的号码是", "对吗"), ("好的，", "。"), ("call ", " please"), ("（", "）"), ("手机：", "，谢谢")]
)
WAYS_OF_WRITING: tuple[Callable[[str], str], ...] = (
    lambda number: number,
    lambda number: f"{number[:3]} {number[3:7]} {number[7:]}",
    lambda number: f"{number[:3]}-{number[3:7]}-{number[7:]}",
    " ".join,
    lambda number: "+86 " + number,
    lambda number: "".join(FULL[int(digit)] for digit in number),
    lambda number: "".join(HAN[int(digit)] for digit in number),
    lambda number: "".join(HAN[int(digit)] for digit in number).replace("一", "幺").replace("零", "〇"),
    lambda number: f"{number[:3]}，{number[3:7]}，{number[7:]}".translate(str.maketrans(string.digits, HAN)),
)


def hidden_letters(text: str) -> int:
    return mask(text).text.count("*") - text.count("*")


@given(mobiles, around, st.sampled_from(WAYS_OF_WRITING))
def test_a_mobile_number_is_hidden_however_it_is_written(number, around, write):
    before, after = around
    text = before + write(number) + after
    masked = mask(text)

    assert [span.kind for span in masked.spans] == [PrivateKind.MOBILE]
    assert hidden_letters(text) == 4
    assert len(masked.text) == len(text)
    assert masked.text.startswith(before)
    assert masked.text.endswith(after)


@given(identity_cards(), around, st.booleans())
def test_an_identity_card_is_hidden(number, around, lower):
    before, after = around
    written = number.lower() if lower else number
    assert is_identity_card(written)
    masked = mask(before + written + after)
    assert masked.text == before + written[:3] + "*" * 11 + written[14:] + after


@given(identity_cards(), st.integers(1, 9))
def test_a_wrong_check_digit_is_no_identity_card(number, more):
    assume(number[17] != "X")
    assert not is_identity_card(number[:17] + str((int(number[17]) + more) % 10))


@given(bank_cards(), around, st.booleans())
def test_a_bank_card_is_hidden(number, around, grouped):
    before, after = around
    written = " ".join(number[place : place + 4] for place in range(0, len(number), 4)) if grouped else number
    assert is_bank_card(number)
    masked = mask(before + written + after)
    assert [span.kind for span in masked.spans] == [PrivateKind.BANK_CARD]
    assert hidden_letters(written) == len(number) - 8


@given(bank_cards(), st.integers(1, 9))
def test_a_wrong_check_digit_is_no_bank_card(number, more):
    assert not is_bank_card(number[:-1] + str((int(number[-1]) + more) % 10))


@given(taiwan_identities(), around)
def test_an_identity_card_of_taiwan_is_hidden(number, around):
    before, after = around
    assert is_taiwan_identity(number)
    assert mask(before + number + after).text == before + number[:2] + "*" * 6 + number[8:] + after


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("写信到 wang.fang@mail.example.com.cn 吧", "写信到 w********@mail.example.com.cn 吧"),
        ("ｗａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ｗ***＠ｅｘａｍｐｌｅ．ｃｏｍ"),
        ("座机010-62345678转801", "座机010-****5678转801"),
        ("0755-86012345", "0755-****2345"),
        ("(021) 62345678", "(021) ****5678"),
        ("（02）2345-6789", "（02）****-*789"),
        ("02-2345-6789", "02-****-*789"),
        ("0912-345-678", "091*-***-678"),
        ("+886 912 345 678", "+886 912 *** 678"),
        ("+852 9123 4567", "+852 91** *567"),
        ("A123456(3)", "A1****6(3)"),
        ("130503670401001", "130********1001"),
        ("手机是1381234567", "手机是13******67"),
        ("身份证号：110101199003070000", "身份证号：1101**********0000"),
        ("卡号6222021234567890", "卡号6222********7890"),
        ("tel13812345678", "tel138****5678"),
        ("13812345678/13912345678", "138****5678/139****5678"),
        ("13812345678 13912345678", "138****5678 139****5678"),
        ("订单号的手机号13812345678", "订单号的手机号138****5678"),
        ("号码是一三八，零零一三，八零零零。", "号码是一三八，****，八零零零。"),
    ],
)
def test_what_is_shown_of_each_kind(text, masked):
    assert mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "订单号13812345678",
        "单号：13812345678",
        "order no. 13812345678",
        "快递单号 SF13812345678",
        "订单20261103140200123456",
        "流水号 4123456789012345",
        "金额13812345678.50",
        "¥13812345678",
        "一共13812345678元",
        "2026-11-03 14:02:10",
        "20261103140200",
        "1762149730123",
        "二零二六年十一月三日",
        "一二三四五六七八九十",
        "三百六十五天",
        "拨打400-800-1234或95588、10086、12315",
        "IP 138.123.45.67",
        "版本 1.3.8.1.2",
        "https://a.example/x/13812345678901234",
        "ISBN 978-7-111-54742-6",
        "3.1415926535897932",
        "1234567890",
        "粤B12345",
        "@13812345678a",
        "看@我",
        "",
    ],
)
def test_what_belongs_to_nobody_stays(text):
    assert mask(text).text == text
    assert mask(text).spans == ()


def test_number_plates_are_hidden_where_it_is_asked_for():
    assert mask("车牌粤B12345", set(PrivateKind)).text == "车牌粤B***45"
    assert mask("车牌粤BD12345", set(PrivateKind)).text == "车牌粤B****45"


def test_only_the_kinds_asked_for_are_hidden():
    text = "13812345678 a@b.cn"
    assert mask(text, {PrivateKind.EMAIL}).text == text
    assert mask("13812345678 abc@b.cn", {PrivateKind.EMAIL}).text == "13812345678 a**@b.cn"


@given(
    st.dates(min_value=date(1970, 1, 1), max_value=date(2099, 12, 31)),
    st.times(),
    st.sampled_from(["%Y-%m-%d %H:%M:%S", "%Y%m%d%H%M%S", "%Y/%m/%d %H:%M", "%Y.%m.%d", "%Y年%m月%d日 %H点%M分"]),
)
def test_dates_and_times_stay(day, hour, form):
    text = day.strftime("在%Y年") + day.strftime(form.split(" ")[0]) + hour.strftime(form.partition(" ")[2])
    assert mask(text).text == text


@given(st.decimals(0, 10**12, places=2), st.sampled_from(["{}元", "¥{}", "金额：{}", "{:,}", "共 {} 元"]))
def test_amounts_stay(amount, form):
    text = form.format(amount)
    assert mask(text).text == text


@given(st.text(string.digits + string.ascii_letters + " -.@+()（），。零一二三八九幺订单手机号元¥", max_size=60))
@example("1" * 60)
@example("1 " * 30)
def test_a_mask_moves_nothing_and_hides_the_same_twice(text):
    masked = mask(text)

    assert len(masked.text) == len(text)
    inside = {place for span in masked.spans for place in range(span.start, span.end)}
    for place, (shown, was) in enumerate(zip(masked.text, text, strict=True)):
        assert shown == was or (shown == "*" and place in inside)
    assert mask(masked.text).text == masked.text
    assert [span.start for span in masked.spans] == sorted(span.start for span in masked.spans)
    assert all(one.end <= other.start for one, other in zip(masked.spans, masked.spans[1:], strict=False))


def test_prefixes_that_no_operator_has_are_no_mobile_numbers():
    assert not any(is_mobile(prefix + "12345678") for prefix in ("110", "120", "142", "154", "179"))


def test_a_long_line_is_masked_quickly():
    began = time.process_time()
    for text in ("1 " * 10_000, "13812345678 " * 1_600, "a@" * 10_000, "一" * 20_000, "1-" * 10_000, "@a." * 6_000):
        mask(text)
    assert time.process_time() - began < 3
