"""What rules suggest, what they rest on, and when they keep silent."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_auditor.domain.assist import AssistRule, Fact, FactName, Limit, Phrases, Suggestion, Turn
from qa_auditor.domain.checklist import Checklist, Duration, Question, ScoreBand, Section, SubjectKind, YesNo
from qa_auditor.domain.conversation import Line, Side, Word
from qa_auditor.domain.hearing import Speech
from qa_auditor.domain.suggesting import Grounds, suggestions, turns_of
from qa_auditor.domain.text import plain


class PlainEar:
    """Lower case, one traditional character, and sounds of three characters."""

    def folded(self, text: str) -> str:
        return text.lower().replace("請", "请").replace("，", ",")

    def sounds(self, character: str) -> frozenset[str]:
        return {"您": frozenset({"nin"}), "宁": frozenset({"nin"}), "好": frozenset({"hao"})}.get(
            character, frozenset()
        )


EAR = PlainEar()


def said(*lines: tuple[Side, str] | tuple[Side, str, float, float]) -> tuple[Line, ...]:
    made = []
    for position, (side, text, *times) in enumerate(lines):
        start, end = (int(times[0] * 1000), int(times[1] * 1000)) if times else (None, None)
        made.append(Line(position, side, text, start_ms=start, end_ms=end))
    return tuple(made)


def suggested(
    rule: AssistRule,
    lines: tuple[Line, ...] = (),
    facts: tuple[Fact, ...] = (),
    *,
    answer: YesNo | Duration | None = None,
) -> Suggestion | None:
    question = Question("q", plain("q"), answer or YesNo(), "people.tact", assist=(rule,))
    checklist = Checklist("c", 1, plain("c"), SubjectKind.CALL, (Section("s", plain("s"), (question,)),))
    return suggestions(checklist, Grounds(lines, {fact.name: fact for fact in facts}), EAR).get("q")


def no(**phrases: object) -> AssistRule:
    return AssistRule("r", "no", (Phrases(**phrases),))  # type: ignore[arg-type]


AGENT, CUSTOMER = Side.AGENT, Side.CUSTOMER
CALL = said(
    (AGENT, "您好,客户服务", 1, 3),
    (CUSTOMER, "我要投诉,你推卸责任", 4, 6),
    (AGENT, "請稍等", 7, 8),
    (AGENT, "再见", 20, 21),
)


def test_a_suggestion_shows_the_words_their_line_and_their_moment():
    found = suggested(no(any_of=("请稍等",), side=AGENT), CALL)

    assert found is not None
    assert found.value == "no"
    (evidence,) = found.evidence
    assert (evidence.words, evidence.line, evidence.at_ms) == ("請稍等", 2, 7000)


def test_words_of_the_other_side_do_not_count():
    assert suggested(no(any_of=("推卸",), side=AGENT), CALL) is None
    assert suggested(no(any_of=("推卸",)), CALL) is not None


def test_every_word_of_all_has_to_be_there():
    assert suggested(no(all_of=("您好", "再见"), side=AGENT), CALL) is not None
    assert suggested(no(all_of=("您好", "谢谢"), side=AGENT), CALL) is None


def test_of_several_groups_of_words_each_has_to_hold():
    both = AssistRule("r", "yes", (Phrases(any_of=("您好", "你好")), Phrases(any_of=("客户服务", "热线"))))
    one = AssistRule("r", "yes", (Phrases(any_of=("您好", "你好")), Phrases(any_of=("热线",))))

    found = suggested(both, CALL)
    assert found is not None
    assert [proof.words for proof in found.evidence] == ["您好", "客户服务"]
    assert suggested(one, CALL) is None


def test_an_absent_phrase_says_what_was_looked_for_and_where():
    found = suggested(no(none_of=("谢谢",), side=AGENT, within_s=Fraction(15)), CALL)

    assert found is not None
    (evidence,) = found.evidence
    assert evidence.absent == ("谢谢",)
    assert (evidence.at_ms, evidence.until_ms) == (1000, 15000)


def test_a_phrase_after_the_first_seconds_comes_too_late():
    assert suggested(no(any_of=("再见",), side=AGENT, within_s=Fraction(15)), CALL) is None
    assert suggested(no(none_of=("再见",), side=AGENT, within_s=Fraction(15)), CALL) is not None


def test_a_side_that_speaks_only_later_did_not_greet_in_time():
    late = said((CUSTOMER, "喂", 1, 2), (AGENT, "您好", 30, 31))

    assert suggested(no(none_of=("您好",), side=AGENT, within_s=Fraction(10)), late) is not None


def test_words_with_times_are_judged_by_their_own_time():
    line = Line(
        0, AGENT, "嗯 您好", start_ms=0, end_ms=20_000, words=(Word("嗯", 0, 500), Word("您好", 18_000, 19_000))
    )

    assert suggested(no(any_of=("您好",), within_s=Fraction(10)), (line,)) is None
    found = suggested(no(any_of=("您好",)), (line,))
    assert found is not None
    assert found.evidence[0].at_ms == 18_000


def test_the_last_turn_is_all_that_the_side_said_in_a_row():
    assert suggested(no(any_of=("请稍等",), side=AGENT, turn=Turn.LAST), CALL) is not None
    assert suggested(no(any_of=("您好",), side=AGENT, turn=Turn.LAST), CALL) is None


@pytest.mark.parametrize("rule", [no(none_of=("您好",), side=AGENT), no(none_of=("您好",), within_s=Fraction(5))])
def test_without_ground_a_rule_is_silent(rule: AssistRule):
    assert suggested(rule, ()) is None
    assert suggested(rule, said((CUSTOMER, "喂"))) is None


def test_seconds_of_messages_count_from_the_first_one():
    begin = datetime(2026, 11, 2, 9, tzinfo=UTC)
    lines = tuple(
        Line(place, AGENT, text, sent=begin + timedelta(seconds=after))
        for place, (text, after) in enumerate((("在吗", 0), ("您好", 40)))
    )

    assert suggested(no(none_of=("您好",), within_s=Fraction(30)), lines) is not None
    assert suggested(no(any_of=("您好",), within_s=Fraction(40)), lines) is not None


def test_a_fact_outside_its_limits_suggests_nothing():
    rule = AssistRule("r", "no", limits=(Limit(FactName.LONGEST_SILENCE, minimum=Fraction(20)),))
    silence = Fact(FactName.LONGEST_SILENCE, Fraction(41, 2), at_ms=5000, until_ms=25_500)

    found = suggested(rule, facts=(silence,))
    assert found is not None
    assert found.evidence[0].fact == silence
    assert found.evidence[0].at_ms == 5000
    assert suggested(rule, facts=(Fact(FactName.LONGEST_SILENCE, Fraction(19)),)) is None
    assert suggested(rule) is None


def test_a_measured_value_is_the_answer_to_a_tenth():
    rule = AssistRule("r", FactName.FIRST_AGENT_WORD)
    found = suggested(
        rule,
        facts=(Fact(FactName.FIRST_AGENT_WORD, Fraction(4349, 1000)),),
        answer=Duration((ScoreBand(Fraction(1)),)),
    )
    assert found is not None
    assert found.value == Fraction(43, 10)


def test_latin_words_are_whole_words():
    know = said((AGENT, "I know you, thank you"))

    assert suggested(no(any_of=("no",)), know) is None
    assert suggested(no(any_of=("THANK YOU",)), know) is not None


def test_what_sounds_alike_counts_only_when_asked_for():
    misheard = said((AGENT, "宁好", 0, 1))

    assert suggested(no(any_of=("您好",)), misheard) is None
    found = suggested(no(any_of=("您好",), near=True), misheard)
    assert found is not None
    assert found.evidence[0].words == "宁好"


def test_a_phrase_that_the_recogniser_tore_in_two_is_found_where_it_begins():
    torn = said((AGENT, "请您稍", 0, 1), (AGENT, "等一下", 1, 2))

    found = suggested(no(any_of=("稍等",)), torn)
    assert found is not None
    assert (found.evidence[0].words, found.evidence[0].line) == ("稍", 0)


LETTERS = st.text(alphabet="ab好您请 ,。", max_size=12)


@given(before=LETTERS, phrase=st.text(alphabet="好您请", min_size=1, max_size=4), after=LETTERS)
def test_what_stands_in_a_line_is_found_with_its_very_words(before: str, phrase: str, after: str):
    found = Speech(said((AGENT, before + phrase + after)), EAR).find(phrase)

    assert found is not None
    assert found.line.text[found.from_char : found.until_char] == found.words
    assert "".join(char for char in found.words if char.isalnum()) == phrase


@given(st.lists(st.tuples(st.sampled_from(Side), LETTERS), max_size=12))
def test_turns_keep_every_line_of_the_speakers_in_order(lines: list[tuple[Side, str]]):
    made = said(*lines)
    assert [line for turn in turns_of(made) for line in turn] == [one for one in made if one.side is not Side.OTHER]
