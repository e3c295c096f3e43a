"""The scorecard's formulas, calculated by LibreOffice, against the engine."""

import subprocess
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from openpyxl import load_workbook

from qa_auditor.domain.answer import NA, Value
from qa_auditor.domain.checklist import (
    Checklist,
    Critical,
    CriticalClass,
    Effect,
    Method,
    NaRule,
    Question,
    Scoring,
    Section,
    SubjectKind,
    YesNo,
)
from qa_auditor.domain.rounding import rounded
from qa_auditor.domain.scoring.engine import score
from qa_auditor.domain.text import plain
from qa_auditor.reports.scorecard.formulas import Q, S
from qa_auditor.reports.scorecard.template import RESULT_ROW, build_template
from qa_auditor.reports.scorecard.writer import ScorecardWriter
from tests.domain.scoring.strategies import checklists, drafts
from tests.reports.scorecards import MADE, content_of

TOTAL = f"A{RESULT_ROW + 1}"


def written(checklist, values, path: Path) -> Path:
    """A scorecard without the stored values, so that only a reader that calculates can show any."""
    ScorecardWriter(language="en", program="test").write(content_of(checklist, values), path, made=MADE)
    workbook = load_workbook(path)
    workbook.save(path)
    return path


def calculated(soffice: str, files: list[Path], folder: Path) -> list[Path]:
    """The files as LibreOffice writes them after calculating every formula."""
    target = folder / "calculated"
    command = [
        soffice,
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run([*command, "--outdir", target, *files], check=True, capture_output=True, timeout=110)
    return [target / file.name for file in files]


def expect(shown, number, what):
    if number is None:
        assert shown in {None, ""}, what
    else:
        assert shown == pytest.approx(float(number), abs=1e-9), what


def compare(checklist: Checklist, made, file: Path) -> None:
    workbook = load_workbook(file, data_only=True)
    card, questions, calculation = (workbook[title] for title in ("Scorecard", "Questions", "Calculation"))
    template = build_template(checklist, "en")
    # The total as people see it: to the last digit.
    assert card[TOTAL].value in ({None, ""} if made.total is None else {float(rounded(made.total))})
    for section_id, row in template.section_rows.items():
        expect(calculation[f"{S.score}{row}"].value, made.sections[section_id], section_id)
    for name, number in {**made.dimensions, **made.areas}.items():
        if name in template.score_cells:
            expect(card[template.score_cells[name]].value, number, name)
    for part in (*made.contributions, *made.counted_not_applicable):
        row = template.question_rows[part.question_id]
        if made.total is not None:
            expect(questions[f"{Q.earned}{row}"].value, part.earned, part)
        if made.total is not None and checklist.by_id[part.question_id].bonus is None:
            expect(questions[f"{Q.lost}{row}"].value, part.lost, part)
    result = {True: "Passed", False: "Not passed", None: None}[made.passed]
    if result is None and made.total is None and checklist.scoring.pass_mark is not None:
        result = "no score"
    assert card[f"C{RESULT_ROW + 1}"].value == result
    grade = made.band.in_language("en") if made.band else ""
    assert (card[f"F{RESULT_ROW + 1}"].value or "") == grade


PROPORTIONAL = (Method.POINTS, Method.WEIGHTED)


def with_error(method: Method, effect: Effect) -> tuple[Checklist, dict[str, Value]]:
    """A checklist in which one critical error of this effect bites, and a part of every section fails."""
    cap = Fraction(30) if effect is Effect.CAP_TOTAL else None
    critical = Critical(CriticalClass.CUSTOMER, effect, ("no",), cap)
    opening = (
        Question("a", plain("a"), YesNo(), "people.tact", weight=Fraction(3), critical=critical),
        Question("b", plain("b"), YesNo(), "software.time", weight=Fraction(20, 3)),
        Question("e", plain("e"), YesNo(), "people.tact", bonus=Fraction(2)),
    )
    closing = (
        Question("c", plain("c"), YesNo(), "people.tact", weight=Fraction(7)),
        Question("d", plain("d"), YesNo(), "people.tact", bonus=Fraction(4)),
    )
    taken = Fraction(5) if method is Method.DEDUCTION else None
    sections = (Section("s", plain("s"), opening, Fraction(2), taken), Section("t", plain("t"), closing, Fraction(3)))
    checklist = Checklist("made", 1, plain("made"), SubjectKind.CALL, sections, Scoring(method, pass_mark=Fraction(60)))
    return checklist, {"a": "no", "b": "yes", "c": "yes", "d": "yes", "e": "yes"}


RANDOM = settings(max_examples=6, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck))


@pytest.mark.timeout(300)
def test_libreoffice_calculates_the_engines_numbers(require_reader, tmp_path):
    soffice = require_reader("soffice")
    cases: list[tuple[Checklist, dict[str, Value]]] = [
        with_error(method, effect) for method, effect in product(Method, Effect)
    ]

    # All workbooks are calculated in one run of LibreOffice, so the examples are gathered first.
    for number, (method, na_rule) in enumerate(
        [*product(PROPORTIONAL, NaRule), (Method.DEDUCTION, NaRule.REDISTRIBUTE)]
    ):

        @seed(number)
        @RANDOM
        @given(drafts(methods=(method,), na_rules=(na_rule,)))
        def gather(draft):
            cases.append(draft)

        gather()
    files = [written(case[0], case[1], tmp_path / f"{number}.xlsx") for number, case in enumerate(cases)]
    for (checklist, values), file in zip(cases, calculated(soffice, files, tmp_path), strict=True):
        compare(checklist, score(checklist, values, {}), file)


def test_a_changed_answer_changes_the_total(require_reader, tmp_path):
    soffice = require_reader("soffice")

    @settings(max_examples=1, phases=[Phase.generate], derandomize=True, suppress_health_check=list(HealthCheck))
    @given(checklists(methods=(Method.POINTS,), na_rules=(NaRule.REDISTRIBUTE,), conditions=False, criticals=False,
                      bonuses=False, whole=True))  # fmt: skip
    def one(checklist):
        every = {question.id: NA for question in checklist.questions()}
        first = next(question for question in checklist.questions() if question.scored)
        path = written(checklist, every, tmp_path / "changed.xlsx")
        workbook = load_workbook(path)
        row = build_template(checklist, "en").question_rows[first.id]
        workbook["Questions"][f"{Q.state}{row}"] = "A"
        workbook["Questions"][f"{Q.fraction}{row}"] = 0.25
        workbook.save(path)
        shown = load_workbook(calculated(soffice, [path], tmp_path)[0], data_only=True)
        assert shown["Scorecard"][TOTAL].value == 25

    one()
