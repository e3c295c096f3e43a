"""A wrong checklist is refused with every fault at once: line, path, what is wrong, what would be right."""

from fractions import Fraction

import pytest

from qa_auditor.application.faults import FaultsError, describe
from qa_auditor.domain.checklist import Choice, Duration, Number, NumberRange, YesNo
from qa_auditor.exchange.checklist_yaml import check_checklist, load_checklist
from qa_auditor.i18n import speaking
from tests.exchange.checklists.samples import ASKED_LINE, GOOD, with_question


def found(text: str) -> list[tuple[str, int | None, str]]:
    return [(fault.code, fault.place.line, fault.place.path) for fault in check_checklist(text).faults]


def codes(text: str) -> list[str]:
    return [code for code, _line, _path in found(text)]


def spoilt(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def test_a_correct_checklist_has_no_faults() -> None:
    report = check_checklist(GOOD)
    assert report.faults == ()
    assert report.checklist is not None
    assert [question.id for question in report.checklist.questions()] == ["greeting", "resolved", "thanks"]


def test_five_faults_are_named_with_their_lines_and_remedies() -> None:
    text = (
        GOOD.replace("subject: call", "subject: cal")
        .replace("    weight: 20", "    wieght: 20")
        .replace("area: people.tact", "area: people.tackt", 1)
        .replace("weight: 5", "weight: five")
        .replace("when: greeting == yes", "when: greetings == yes")
    )
    with pytest.raises(FaultsError) as caught, speaking("en"):
        load_checklist(text, file="my.yaml")
    faults = caught.value.faults
    assert [(fault.code, fault.place.line, fault.place.path) for fault in faults] == [
        ("unknown-value", 5, "subject"),
        ("unknown-key", 12, "sections[0].wieght"),
        ("unknown-value", 16, "sections[0].questions[0].area"),
        ("not-a-number", 17, "sections[0].questions[0].weight"),
        ("condition-unknown", 30, "sections[1].questions[0].when"),
    ]
    lines = [describe(fault) for fault in faults]
    assert all(line.startswith(f"my.yaml:{fault.place.line}: ") for line, fault in zip(lines, faults, strict=True))
    for line, remedy in zip(lines, ['"call"', '"weight"', '"people.tact"', "5, 0.5", '"greeting"'], strict=True):
        assert remedy in line


@pytest.mark.parametrize("key", ["format", "id", "version", "title", "subject", "sections"])
def test_what_a_checklist_needs(key: str) -> None:
    lines = GOOD.splitlines(keepends=True)
    start = next(index for index, line in enumerate(lines) if line.startswith(f"{key}:"))
    end = next((i for i in range(start + 1, len(lines)) if not lines[i].startswith(" ")), len(lines))
    assert ("missing-key", 1, key) in found("".join(lines[:start] + lines[end:]))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("format: 1", "format: 2", ("unknown-format", 1, "format")),
        ("id: sample", "id: My Sample", ("wrong-id", 2, "id")),
        ("version: 1", "version: 0", ("out-of-range", 3, "version")),
        ("version: 1", "version: 1.5", ("wrong-type", 3, "version")),
        ("version: 1", "version:", ("empty-value", 3, "version")),
        ("title: {zh-CN: 样例, en: Sample}", "title: {zh: 样例}", ("unknown-key", 4, "title.zh")),
        ("title: {zh-CN: 样例, en: Sample}", "title: []", ("wrong-type", 4, "title")),
        ("title: {zh-CN: 样例, en: Sample}", "title: 2026", ("wrong-type", 4, "title")),
        ("title: {zh-CN: 样例, en: Sample}", "title: ' '", ("empty-value", 4, "title")),
        ("method: weighted", "method: points\n  base: 100", ("base-without-deduction", 8, "scoring.base")),
        ("method: weighted", "method: deduction\n  na_rule: full", ("na-rule-with-deduction", 8, "scoring.na_rule")),
        ("pass_mark: 85", "pass_mark: 101", ("out-of-range", 8, "scoring.pass_mark")),
        ("pass_mark: 85", "pass_mark: -1", ("out-of-range", 8, "scoring.pass_mark")),
        ("pass_mark: 85", "pass_mark: .nan", ("not-a-number", 8, "scoring.pass_mark")),
        ("pass_mark: 85", "maximum: 0", ("out-of-range", 8, "scoring.maximum")),
        (
            "pass_mark: 85",
            "bands: [{from: 1, title: A}, {from: 1, title: B}]",
            ("duplicate-band", 8, "scoring.bands[1].from"),
        ),
        ("    weight: 20", "    cap: 5", ("cap-without-deduction", 12, "sections[0].cap")),
        ("    weight: 20", "    weight: -1", ("out-of-range", 12, "sections[0].weight")),
        ("  - id: closing", "  - id: opening", ("duplicate-id", 23, "sections[1].id")),
        ("      - id: thanks", "      - id: greeting", ("duplicate-id", 26, "sections[1].questions[0].id")),
        ("      - id: resolved", "      - id: in", ("reserved-id", 19, "sections[0].questions[1].id")),
        ("      - id: resolved", "      - id: subject", ("reserved-id", 19, "sections[0].questions[1].id")),
        ("      - id: resolved", "      - id: Resolved", ("wrong-id", 19, "sections[0].questions[1].id")),
        ("        area: people.tact\n", "", ("missing-key", 14, "sections[0].questions[0].area")),
        ("        weight: 5", "        weight: 5\n        weight: 6", ("yaml-duplicate-key", 18, "")),
        ("        weight: 5", "        bonus: 0", ("out-of-range", 17, "sections[0].questions[0].bonus")),
        ("        weight: 5", "        stage: end", ("unknown-value", 17, "sections[0].questions[0].stage")),
        ("        weight: 5", "        required: yes", ("wrong-type", 17, "sections[0].questions[0].required")),
        (
            "        weight: 5",
            "        source: {topic: x}",
            ("missing-key", 17, "sections[0].questions[0].source.document"),
        ),
    ],
)
def test_each_rule_of_form(old: str, new: str, fault: tuple[str, int, str]) -> None:
    assert found(spoilt(old, new)) == [fault]


def test_no_section_and_no_question() -> None:
    head = GOOD[: GOOD.index("sections:")]
    assert codes(head + "sections: []\n") == ["empty-list"]
    assert codes(head + "sections: [{id: s, title: S, questions: []}]\n") == ["empty-list"]


ANSWER = "sections[0].questions[7].answer"


@pytest.mark.parametrize(
    ("answer", "code", "path"),
    [
        ("{type: stars}", "unknown-value", ".type"),
        ("{na: true}", "missing-key", ".type"),
        ("yes_no", "wrong-type", ""),
        ("{type: yes_no, pass: never}", "unknown-value", ".pass"),
        ("{type: rating, min: 1, max: 5, pass: yes}", "unknown-key", ".pass"),
        ("{type: rating, min: 5, max: 5}", "rating-limits", ".max"),
        ("{type: rating, min: 1}", "missing-key", ".max"),
        ("{type: rating, min: 1, max: 3, scores: {1: 0, 3: 1}}", "ratings-without-score", ".scores"),
        ("{type: rating, min: 1, max: 2, scores: {1: 0, 2: 1, 3: 1}}", "unknown-value", ".scores.3"),
        ("{type: rating, min: 1, max: 2, scores: {1: 0, 2: 1.5}}", "out-of-range", ".scores.2"),
        ("{type: choice, options: []}", "empty-list", ".options"),
        ("{type: choice, options: [{id: a, score: 1}, {id: a, score: 0}]}", "duplicate-id", ".options[1].id"),
        ("{type: choice, options: [{id: a, score: 1.01}]}", "out-of-range", ".options[0].score"),
        ("{type: choice, options: [{id: a, score: -0.1}]}", "out-of-range", ".options[0].score"),
        ("{type: choice, options: [{id: na, score: 1}]}", "reserved-id", ".options[0].id"),
        ("{type: multi_choice, options: [{id: none, score: 1}]}", "reserved-id", ".options[0].id"),
        ("{type: multi_choice, options: [{id: a}]}", "missing-key", ".options[0].score"),
        ("{type: number, bands: [{max: 2, score: 1}]}", "last-band-limited", ".bands[0]"),
        ("{type: number, bands: [{score: 1}, {score: 0}]}", "band-unlimited", ".bands[0]"),
        ("{type: number, bands: [{min: 3, max: 2, score: 1}, {score: 0}]}", "empty-range", ".bands[0]"),
        ("{type: duration}", "missing-key", ".bands"),
        ("{type: duration, unit: s, bands: [{score: 0}]}", "unknown-key", ".unit"),
    ],
)
def test_answers(answer: str, code: str, path: str) -> None:
    assert found(with_question(f"answer: {answer}")) == [(code, ASKED_LINE, ANSWER + path)]


CRITICAL = "sections[0].questions[7].critical"
RATING = "{type: rating, min: 1, max: 5}"
NUMBER = "{type: number, bands: [{max: 2, score: 1}, {score: 0}]}"
MULTI = "{type: multi_choice, options: [{id: a, score: 1}]}"


@pytest.mark.parametrize(
    ("answer", "critical", "code", "path"),
    [
        ("{type: yes_no}", "{effect: fail}", "missing-key", ".class"),
        ("{type: yes_no}", "{class: customers}", "unknown-value", ".class"),
        ("{type: yes_no}", "{class: customer, effect: zero}", "unknown-value", ".effect"),
        ("{type: yes_no}", "{class: customer, effect: cap_total}", "missing-key", ".cap"),
        ("{type: yes_no}", "{class: customer, cap: 60}", "cap-without-effect", ".cap"),
        ("{type: yes_no}", "{class: customer, on: [maybe]}", "unknown-value", ".on[0]"),
        ("{type: yes_no}", "{class: customer, on: []}", "empty-list", ".on"),
        ("{type: yes_no}", "{class: customer, on: no}", "wrong-type", ".on"),
        (MULTI, "{class: customer}", "missing-key", ".on"),
        (MULTI, "{class: customer, on: [b]}", "unknown-value", ".on[0]"),
        (RATING, "{class: customer}", "missing-key", ".on"),
        (RATING, "{class: customer, on: [6]}", "unknown-value", ".on[0]"),
        (RATING, "{class: customer, on: [low]}", "not-a-number", ".on[0]"),
        (NUMBER, "{class: customer}", "missing-key", ".on"),
        (NUMBER, "{class: customer, on: [{min: 5, max: 4}]}", "empty-range", ".on[0]"),
        (NUMBER, "{class: customer, on: [{}]}", "empty-range", ".on[0]"),
        ("{type: text}", "{class: customer}", "critical-unscored", ""),
        ("{type: date}", "{class: customer}", "critical-unscored", ""),
        ("{type: evidence}", "{class: customer}", "critical-unscored", ""),
    ],
)
def test_critical_answers(answer: str, critical: str, code: str, path: str) -> None:
    assert found(with_question(f"answer: {answer}, critical: {critical}")) == [(code, ASKED_LINE, CRITICAL + path)]


@pytest.mark.parametrize(
    "condition",
    [
        "yn == no",
        "yn == na",
        "yn != yes",
        "ch == b-c",
        "ch in [a, b-c]",
        "fee in mc",
        "mc == fee",
        "ra >= 3",
        "ra in [1, 2]",
        "nu < 2.5 and not (nu == 1)",
        "tx == 'any words'",
        "da >= 2026-01-31",
        "subject.channel in [phone, 'e-mail'] and subject.amount > 100",
        "subject.anything == yes",
    ],
)
def test_conditions_that_hold_together(condition: str) -> None:
    assert codes(with_question(f'answer: {{type: yes_no}}, when: "{condition}"')) == []


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("later == yes", "condition-later"),
        ("asked == yes", "condition-later"),
        ("ynn == yes", "condition-unknown"),
        ("subject == call", "condition-name"),
        ("ch == c", "condition-option"),
        ("ch in [a, c]", "condition-option"),
        ("yn == maybe", "condition-option"),
        ("d in mc", "condition-option"),
        ("ra == 6", "condition-option"),
        ("ra == 1.5", "condition-option"),
        ("ch < b-c", "condition-type"),
        ("yn >= no", "condition-type"),
        ("mc > fee", "condition-type"),
        ("tx < b", "condition-type"),
        ("nu == much", "condition-type"),
        ("nu < na", "condition-type"),
        ("a in ch", "condition-type"),
        ("da > yesterday", "condition-type"),
        ("yn = no", "condition-syntax"),
        ("yn == no and", "condition-syntax"),
        ("(yn == no", "condition-syntax"),
        ("yn not in [no]", "condition-syntax"),
        ("yn == [no]", "condition-syntax"),
        ("__import__('os')", "condition-syntax"),
    ],
)
def test_conditions_that_do_not(condition: str, code: str) -> None:
    text = with_question(f'answer: {{type: yes_no}}, when: "{condition}"')
    assert found(text) == [(code, ASKED_LINE, "sections[0].questions[7].when")]


def test_one_fault_does_not_hide_another_behind_it() -> None:
    """A condition on a question whose own answer type is wrong is not called unknown."""
    text = GOOD.replace("answer: {type: yes_no, na: true}", "answer: {type: yesno, na: true}")
    assert [code for code, _line, _path in found(text)] == ["unknown-value"]


def test_pass_no_stays_a_word() -> None:
    checklist = load_checklist(with_question("answer: {type: yes_no, pass: no}, critical: {class: customer}"))
    question = checklist.by_id["asked"]
    assert question.answer == YesNo("no")
    assert question.critical is not None
    assert question.critical.on == ("yes",)


def test_on_is_a_key_and_no_a_word() -> None:
    checklist = load_checklist(with_question("answer: {type: yes_no}, critical: {class: customer, on: [no]}"))
    critical = checklist.by_id["asked"].critical
    assert critical is not None
    assert critical.on == ("no",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("0.1", Fraction(1, 10)),
        ('"1/3"', Fraction(1, 3)),
        ("1/3", Fraction(1, 3)),
        ("012", Fraction(12)),
        ("1e2", Fraction(100)),
        ("2.50", Fraction(5, 2)),
        ('"5"', Fraction(5)),
        ("0.12345678901234567890123456789", Fraction(12345678901234567890123456789, 10**29)),
    ],
)
def test_numbers_are_read_exactly_as_written(written: str, meant: Fraction) -> None:
    checklist = load_checklist(with_question(f"answer: {{type: yes_no}}, weight: {written}"))
    assert checklist.by_id["asked"].weight == meant


@pytest.mark.parametrize("written", ["1e999999999", "9" * 60, '"1/0"', ".inf", ".nan", "0x10", "1_000", "１２", "yes"])
def test_what_is_no_number_is_refused_at_once(written: str) -> None:
    assert codes(with_question(f"answer: {{type: yes_no}}, weight: {written}")) == ["not-a-number"]


def test_a_huge_number_in_a_condition_is_refused() -> None:
    assert codes(with_question('answer: {type: yes_no}, when: "subject.x < 1e999999999"')) == ["condition-syntax"]


def test_what_is_left_out_has_its_default() -> None:
    checklist = load_checklist(with_question("answer: {type: text}"))
    question = checklist.by_id["asked"]
    assert (question.weight, question.required, question.na) == (Fraction(1), False, False)
    assert checklist.by_id["yn"].required
    assert checklist.sections[0].weight == 1
    scoring = checklist.scoring
    assert (scoring.base, scoring.maximum, scoring.pass_mark, scoring.bands) == (Fraction(100), Fraction(100), None, ())


def test_under_deduction_the_base_is_the_maximum_unless_said() -> None:
    base = load_checklist(with_question("answer: {type: yes_no}", scoring="method: deduction, base: 120"))
    said = load_checklist(with_question("answer: {type: yes_no}", scoring="method: deduction, base: 120, maximum: 110"))
    assert (base.scoring.maximum, said.scoring.maximum) == (Fraction(120), Fraction(110))


def test_the_last_band_and_ranges_come_through() -> None:
    answer = "{type: duration, bands: [{max: 20, score: 1}, {min: 50, score: 0}, {score: 0.5}]}"
    checklist = load_checklist(with_question(f"answer: {answer}, critical: {{class: business, on: [7, {{min: 60}}]}}"))
    question = checklist.by_id["asked"]
    assert isinstance(question.answer, Duration)
    assert [band.score for band in question.answer.bands] == [1, 0, Fraction(1, 2)]
    assert question.critical is not None
    assert question.critical.on == (NumberRange(Fraction(7), Fraction(7)), NumberRange(Fraction(60), None))


def test_left_out_on_means_every_option_that_earns_nothing() -> None:
    options = "[{id: a, score: 1}, {id: b, score: 0}, {id: c, score: 0}]"
    text = with_question(f"answer: {{type: choice, options: {options}}}, critical: {{class: customer}}")
    critical = load_checklist(text).by_id["asked"].critical
    assert critical is not None
    assert critical.on == ("b", "c")
    assert isinstance(load_checklist(text).by_id["asked"].answer, Choice)
    assert isinstance(load_checklist(text).by_id["nu"].answer, Number)


def test_doubtful_things_are_warnings_and_the_checklist_works() -> None:
    shadowed = "{type: number, bands: [{max: 5, score: 1}, {max: 3, score: 0.5}, {score: 0}]}"
    report = check_checklist(GOOD.replace("text: Greets", "text: {en: Greets}").replace("{type: yes_no}", shadowed))
    assert report.checklist is not None
    assert [warning.code for warning in report.warnings] == ["missing-translation", "band-shadowed"]


def test_a_number_is_shown_as_it_was_written() -> None:
    report = check_checklist(spoilt("version: 1", "version: 1.50"))
    assert report.faults[0].message.startswith("1.50 ")


def test_faults_are_said_in_one_line_whatever_the_file_holds() -> None:
    report = check_checklist(spoilt("subject: call", 'subject: "a\\nb\\x1b[31m"'), file="f.yaml")
    line = describe(report.faults[0])
    assert line.isprintable()


def test_a_suggestion_has_to_be_an_answer_that_the_question_permits() -> None:
    text = with_question("answer: {type: yes_no}, assist: [{id: r, suggest: na, phrase: {any: [x]}}]")
    (fault,) = check_checklist(text).faults
    assert (fault.code, fault.place.path) == ("not-permitted", "sections[0].questions[7].assist[0].suggest")
    assert "yes, no" in fault.remedy


def test_a_fact_that_this_kind_of_subject_never_has_is_doubtful() -> None:
    text = with_question("answer: {type: yes_no}, assist: [{id: r, suggest: no, fact: {name: longest_reply, min: 9}}]")
    report = check_checklist(text)
    assert report.faults == ()
    assert [warning.code for warning in report.warnings] == ["fact-never-measured"]


def test_two_rules_of_a_question_have_two_ids() -> None:
    rule = "{id: r, suggest: no, phrase: {any: [x]}}"
    (fault,) = check_checklist(with_question(f"answer: {{type: yes_no}}, assist: [{rule}, {rule}]")).faults
    assert fault.code == "duplicate-id"
