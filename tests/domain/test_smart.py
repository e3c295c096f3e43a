"""A standard is SMART or says what it lacks, and vague words are found where no number makes them clear."""

from dataclasses import replace
from fractions import Fraction

import pytest

from qa_auditor.application.faults import Place
from qa_auditor.application.process_library.smart_words import smart_faults, smart_part_text, smart_text
from qa_auditor.domain.smart import PART_OF, SmartFinding, SmartLack, missing_parts, smart_findings, vague_word
from qa_auditor.domain.standard import SmartPart, Standard
from qa_auditor.domain.text import Text, plain, translated
from qa_auditor.i18n import speaking

WHOLE = Standard(
    "STD-1",
    1,
    translated({"zh-CN": "两声铃内接起", "en": "Answers within two rings"}),
    "software.time",
    indicator=plain("Rings before the call is answered"),
    unit=plain("rings"),
    target=Fraction(2),
    share=Fraction(9, 10),
    time_limit_s=10,
    customer_need=plain("Not to wait"),
    achievability=plain("Team A does it"),
)


def test_a_whole_standard_lacks_nothing():
    assert smart_findings(WHOLE) == ()
    assert missing_parts(WHOLE) == ()


@pytest.mark.parametrize(
    ("without", "lack", "part"),
    [
        ({"indicator": Text()}, SmartLack.NO_INDICATOR, SmartPart.SPECIFIC),
        ({"statement": plain("尽快接起")}, SmartLack.VAGUE_WORDING, SmartPart.SPECIFIC),
        ({"target": None, "unit": Text()}, SmartLack.NO_TARGET, SmartPart.MEASURABLE),
        ({"unit": Text()}, SmartLack.NO_UNIT, SmartPart.MEASURABLE),
        ({"share": None}, SmartLack.NO_SHARE, SmartPart.MEASURABLE),
        ({"achievability": Text()}, SmartLack.NO_EVIDENCE, SmartPart.ACHIEVABLE),
        ({"customer_need": Text()}, SmartLack.NO_NEED, SmartPart.RELEVANT),
        ({"time_limit_s": None}, SmartLack.NO_TIME, SmartPart.TIMELY),
    ],
)
def test_what_is_missing_is_named_with_its_letter(without, lack, part):
    standard = replace(WHOLE, **without)
    assert [finding.lack for finding in smart_findings(standard)] == [lack]
    assert missing_parts(standard) == (part,)


def test_a_standard_that_is_looked_at_again_is_timely_without_a_limit():
    assert smart_findings(replace(WHOLE, time_limit_s=None, review_months=12)) == ()


@pytest.mark.parametrize(
    ("wording", "word"),
    [
        ("尽快回复客户", "尽快"),
        ("及时处理投诉", "及时"),
        ("热情接待每位客户", "热情"),
        ("給予適當的說明", "適當"),
        ("儘快回覆", "儘快"),
        ("Be friendly", "friendly"),
        ("Reply as soon as possible", "as soon as possible"),
        ("Give an APPROPRIATE answer", "APPROPRIATE"),
        ("24 小时内及时回复", ""),
        ("十秒内迅速接起", ""),
        ("Reply promptly, within two minutes", ""),
        ("Says please first", ""),
        ("The goods are packed", ""),
        ("报出姓名和工号", ""),
        ("", ""),
    ],
)
def test_vague_words_without_a_number(wording, word):
    assert vague_word(plain(wording)) == word


def test_each_language_is_looked_at_for_itself():
    assert vague_word(translated({"zh-CN": "十秒内接起", "en": "Answers quickly"})) == "quickly"


@pytest.mark.parametrize("tag", ["zh-CN", "zh-TW", "en"])
def test_every_lack_has_a_message_and_a_remedy_in_every_language(tag):
    with speaking(tag):
        texts = [smart_text(SmartFinding(lack, "尽快")) for lack in SmartLack]
        assert len({message for message, _remedy in texts}) == len(texts)
        assert all(remedy for _message, remedy in texts)
        assert len({smart_part_text(part) for part in SmartPart}) == 5
    assert set(PART_OF.values()) == set(SmartPart)


def test_faults_of_a_file_name_place_and_lack():
    (fault,) = smart_faults([SmartFinding(SmartLack.NO_SHARE)], Place("s.yaml", 3))
    assert (fault.code, fault.place.line) == ("smart-no-share", 3)
