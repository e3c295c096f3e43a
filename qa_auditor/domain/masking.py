"""What in a text belongs to a person and is masked: telephone, identity and bank-card numbers, e-mail addresses.

A mask changes no position: the masked text is as long as the text, and a span means the same characters in both.
Evidence that only names a number for an order, an amount or a date stays readable. ``docs/privacy.md`` lists the rules.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from qa_auditor.domain.private_numbers import (
    area_code,
    is_bank_card,
    is_hong_kong_identity,
    is_identity_card,
    is_mobile,
    is_taiwan_identity,
    taiwan_area_code,
)

SIGN: Final = "*"


class PrivateKind(StrEnum):
    """What is masked."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    ID_CARD = "id_card"
    BANK_CARD = "bank_card"
    EMAIL = "email"
    PLATE = "plate"
    """Number plates of cars; masked only where it is asked for."""


USUAL: Final = frozenset(PrivateKind) - {PrivateKind.PLATE}


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of a text are private."""

    start: int
    end: int
    kind: PrivateKind


@dataclass(frozen=True, slots=True)
class Masked:
    """A text that may be shown, and where something is hidden in it."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hit:
    """A number found; its first ``head`` and last ``tail`` letters and digits stay readable."""

    start: int
    end: int
    kind: PrivateKind
    head: int
    tail: int


_HAN_DIGITS: Final = str.maketrans("零〇一幺二三四五六七八九", "001123456789")
_SPOKEN: Final = frozenset("零〇一幺二三四五六七八九")
_FEWEST_SPOKEN = 7
"""Chinese numerals in a row below which a number is no number that was read out."""

_BETWEEN = r"[ \-.·‐‑–—]"
_RUN = re.compile(rf"(?:\+|00)?\d+(?:{_BETWEEN}\d+)*(?:{_BETWEEN}?[Xx](?![A-Za-z0-9]))?")
_SPOKEN_RUN = re.compile(r"\d+(?:[ ,，、.。\-]{1,2}\d+)*")
_GROUP = re.compile(r"\d+[Xx]?|[Xx]")

_GROUPINGS: Final = {
    PrivateKind.MOBILE: {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (3, 3, 5), (10,), (4, 6), (4, 3, 3)},
    PrivateKind.LANDLINE: {(3, 8), (3, 7), (4, 8), (4, 7), (3, 4, 4), (4, 4, 4), (4, 3, 4), (3, 3, 4), (11,), (12,)},
    PrivateKind.ID_CARD: {(18,), (15,), (6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4), (6, 6, 3), (17, 1)},
    PrivateKind.BANK_CARD: {(4, 4, 4, 4), (4, 4, 4, 4, 3), (4, 4, 4, 4, 2), (6, 10), (6, 13), (4, 6, 5), (4, 4, 4, 7)},
}

_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62})\.)+[A-Za-z]{2,24}")
_AREA_IN_BRACKETS = re.compile(r"\((?P<area>0\d{1,3})\)[ \-]?(?P<rest>\d{3,4}[ \-]?\d{3,5})(?!\d)")
_AREA_BEFORE_DASH = re.compile(r"(?<![\dA-Za-z])(?P<area>0\d{1,3})[\-‐‑–—](?P<rest>\d{3,4}[ \-]?\d{3,4})(?!\d)")
_HONG_KONG = re.compile(r"(?<!\d)(?:\+|00)852[ \-]?[2-9]\d{3}[ \-]?\d{4}(?!\d)")
_LETTER_ID = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z][1289]\d{8}|[A-Z]{1,2}\d{6}\([\dA]\)|[A-Z]{1,2}\d{6}[\dA])(?![A-Za-z0-9])"
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领滬遼雲蘇魯贛陝閩貴粵寧瓊]"
    r"[A-HJ-NP-Z][·•. ]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳領領]"
)

_ORDER = re.compile(
    r"(?:订单|訂單|单号|單號|编号|編號|流水|工单|工單|运单|運單|快递|批次|批號|合同|案号|發票|发票|order|ticket|invoice"
    r"|tracking|serial|case|ref|no)[\s.]*(?:号码|號碼|号|號|编号|編號|no|number|id)?[\s.:：#＃为為是]*$",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"(?:[¥￥$€£]|RMB|CNY|NT\$?|HK\$?|USD|金额|金額|合计|合計|共计|共計)[\s:：]*$", re.IGNORECASE)
_UNIT = re.compile(r"\s*(?:元|块|塊|圆|圓|万|萬|亿|億|%|％|美元|港币|rmb\b|yuan\b|usd\b)", re.IGNORECASE)
_DECIMALS = re.compile(r"\.\d{1,2}(?!\d)")
_TELEPHONE_SIGN = re.compile(r"(?:tel|phone|mobile|mob|cell|call|wx|vx|v|wechat|whatsapp|qq|m|t)$", re.IGNORECASE)
_TOLD = re.compile(
    r"(?P<phone>手机|手機|电话|電話|联系方式|聯絡方式|致电|phone|mobile|tel)"
    r"|(?P<id>身份证|身份證|身分證|证件|證件|id card)"
    r"|(?P<card>银行卡|銀行卡|信用卡|储蓄卡|卡号|卡號|账号|帐号|帳號|card)",
    re.IGNORECASE,
)
_TOLD_NEAR = re.compile(r"^(?:号码|號碼|号|號|账户|帳戶| number| no\.?)?[\s:：是为為,，（(]*$", re.IGNORECASE)
_TOLD_LENGTHS: Final = {
    PrivateKind.MOBILE: range(7, 14),
    PrivateKind.ID_CARD: range(15, 19),
    PrivateKind.BANK_CARD: range(12, 20),
}


def mask(text: str, kinds: Collection[PrivateKind] = USUAL) -> Masked:
    """``text`` with everything private in it hidden but for the ends by which people tell numbers apart."""
    hits = _hits(text)
    letters = list(text)
    spans: list[Span] = []
    for hit in hits:
        if hit.kind not in kinds:
            continue
        places = [at for at in range(hit.start, hit.end) if text[at].isalnum() or hit.kind is PrivateKind.EMAIL]
        for at in places[hit.head : len(places) - hit.tail]:
            letters[at] = SIGN
        spans.append(Span(hit.start, hit.end, hit.kind))
    return Masked("".join(letters), tuple(spans)) if spans else Masked(text)


@lru_cache(maxsize=1024)
def _hits(text: str) -> tuple[_Hit, ...]:
    """Everything private in a text, in order, without overlaps; what is told surest comes first."""
    if len(text) < 6:
        return ()
    plain = _half_width(text)
    taken: list[_Hit] = []
    for find in (_emails, _letters, _numbers, _spoken, _plates):
        for hit in find(plain):
            if all(hit.end <= other.start or hit.start >= other.end for other in taken):
                taken.append(hit)
    return tuple(sorted(taken, key=lambda hit: hit.start))


def _half_width(text: str) -> str:
    """The text with full-width digits and signs as plain ones, each in its place."""
    if text.isascii():
        return text
    folded = (unicodedata.normalize("NFKC", char) if "\u3000" <= char <= "\uffff" else char for char in text)
    return "".join(one if len(one) == 1 and one.isascii() else char for one, char in zip(folded, text, strict=True))


def _emails(plain: str) -> Iterator[_Hit]:
    if "@" not in plain:
        return
    for match in _EMAIL.finditer(plain):
        domain = match.end() - plain.index("@", match.start())
        yield _Hit(match.start(), match.end(), PrivateKind.EMAIL, 1, domain)


def _letters(plain: str) -> Iterator[_Hit]:
    for match in _LETTER_ID.finditer(plain):
        number = match[0].replace("(", "").replace(")", "")
        if is_taiwan_identity(number) or is_hong_kong_identity(number):
            yield _Hit(match.start(), match.end(), PrivateKind.ID_CARD, 2, 2)


def _plates(plain: str) -> Iterator[_Hit]:
    for match in _PLATE.finditer(plain):
        yield _Hit(match.start(), match.end(), PrivateKind.PLATE, 2, 2)


def _numbers(plain: str) -> Iterator[_Hit]:
    for match in _HONG_KONG.finditer(plain):
        yield _Hit(match.start(), match.end(), PrivateKind.MOBILE, 5, 3)
    for match in (*_AREA_IN_BRACKETS.finditer(plain), *_AREA_BEFORE_DASH.finditer(plain)):
        digits = re.sub(r"\D", "", match[0])
        area = match["area"]
        known = area in {area_code(digits, parted=True), taiwan_area_code(digits)}
        if known and not _means_something_else(plain, match.start(), match.end()):
            yield _Hit(match.start(), match.end(), PrivateKind.LANDLINE, len(area), 4 if len(digits) > 10 else 3)
    for run in _RUN.finditer(plain):
        yield from _in_run(plain, run.start(), run.end())


def _in_run(plain: str, start: int, end: int) -> Iterator[_Hit]:
    """Numbers among groups of digits that stand in a row; of several readings the longest counts."""
    groups = [(match.start(), match.end()) for match in _GROUP.finditer(plain, start, end)]
    at = 0
    while at < len(groups):
        for until in range(min(len(groups), at + 19), at, -1):
            first, last = groups[at][0], groups[until - 1][1]
            hit = _number(plain, [plain[begin:stop] for begin, stop in groups[at:until]], first, last)
            if hit is not None and not _means_something_else(plain, first, last, kind=hit.kind):
                yield hit
                at = until
                break
        else:
            at += 1


def _number(plain: str, groups: list[str], start: int, end: int) -> _Hit | None:
    digits = "".join(groups)
    if len(digits) > 23:
        return None
    sizes = tuple(map(len, groups))
    for prefix in ("0086", "86", "00886", "886"):
        # +86 138 …: the country's code is part of the number that is shown.
        rest = digits.removeprefix(prefix)
        local = rest if prefix in {"0086", "86"} else f"0{rest.removeprefix('0')}"
        if rest != digits and is_mobile(local):
            return _Hit(start, end, PrivateKind.MOBILE, len(prefix) + 3, 4 if len(local) == 11 else 3)
    spelt = set(sizes) == {1}
    if (spelt or sizes in _GROUPINGS[PrivateKind.ID_CARD]) and is_identity_card(digits):
        return _Hit(start, end, PrivateKind.ID_CARD, 3, 4)
    if (spelt or len(sizes) == 1 or sizes in _GROUPINGS[PrivateKind.BANK_CARD]) and is_bank_card(digits):
        return _Hit(start, end, PrivateKind.BANK_CARD, 4, 4)
    if (spelt or sizes in _GROUPINGS[PrivateKind.MOBILE]) and is_mobile(digits):
        return _Hit(start, end, PrivateKind.MOBILE, 3, 4 if digits[0] == "1" else 3)
    if (spelt or sizes in _GROUPINGS[PrivateKind.LANDLINE]) and (area := area_code(digits)):
        return _Hit(start, end, PrivateKind.LANDLINE, len(area), 4 if len(digits) - len(area) == 8 else 3)
    return _told(plain, digits, sizes, start, end)


def _told(plain: str, digits: str, sizes: tuple[int, ...], start: int, end: int) -> _Hit | None:
    """A number that obeys no rule, but is called a person's right before it: whoever wrote it down may have erred."""
    if len(sizes) > 1 and set(sizes) != {1}:
        return None
    before = plain[max(0, start - 16) : start]
    for label in _TOLD.finditer(before):
        if not _TOLD_NEAR.match(before[label.end() :]):
            continue
        kind = {"phone": PrivateKind.MOBILE, "id": PrivateKind.ID_CARD, "card": PrivateKind.BANK_CARD}[
            label.lastgroup or ""
        ]
        if len(digits) in _TOLD_LENGTHS[kind] and not digits.startswith(("400", "800")):
            return _Hit(start, end, kind, len(digits) // 4, len(digits) // 4)
    return None


def _means_something_else(plain: str, start: int, end: int, *, kind: PrivateKind | None = None) -> bool:
    """Whether the digits are an order's, an amount, or part of a longer code."""
    before, after = plain[max(0, start - 24) : start], plain[end : end + 12]
    if kind is PrivateKind.ID_CARD and end - start >= 18:
        # Its own check digit says more than what stands around it.
        return before[-1:].isascii() and before[-1:].isalnum()
    attached = re.search(r"[A-Za-z0-9_]+$", before)
    if attached and not _TELEPHONE_SIGN.search(attached[0]):
        return True
    if re.match(r"[A-Za-z0-9_*]", after):
        return True
    return bool(_ORDER.search(before) or _CURRENCY.search(before) or _UNIT.match(after) or _DECIMALS.match(after))


def _spoken(plain: str) -> Iterator[_Hit]:
    """Numbers read out in Chinese numerals: 一三八零零… or 幺 三 八."""
    if not any(char in _SPOKEN for char in plain):
        return
    counted = plain.translate(_HAN_DIGITS)
    for run in _SPOKEN_RUN.finditer(counted):
        if sum(char in _SPOKEN for char in plain[run.start() : run.end()]) < _FEWEST_SPOKEN:
            continue
        parts = [(match.start(), match.end()) for match in _GROUP.finditer(counted, run.start(), run.end())]
        yield from _among(counted, parts)


def _among(counted: str, parts: list[tuple[int, int]]) -> Iterator[_Hit]:
    at = 0
    while at < len(parts):
        for until in range(min(len(parts), at + 19), at, -1):
            start, end = parts[at][0], parts[until - 1][1]
            digits = "".join(counted[begin:stop] for begin, stop in parts[at:until])
            # Where the breath is taken means nothing: only the whole counts.
            hit = _number(counted, [digits], start, end)
            if hit is not None and not _ORDER.search(counted[max(0, start - 24) : start]):
                yield hit
                at = until
                break
        else:
            at += 1
