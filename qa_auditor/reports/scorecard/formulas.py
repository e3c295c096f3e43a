"""The scoring rules as spreadsheet formulas, over the columns of a scorecard's sheet *Questions*.

They say again, in the workbook's own language, what ``docs/checklist-format.md`` says of methods, the N/A rules and
critical effects, so that a reader can change an answer and see what follows. Tests hold them against the engine.
A question's row is *live* while it is answered or open; ``A``, ``NA``, ``O`` and ``H`` are the states of a question:
answered, not applicable, open (left unanswered), hidden.
"""

from dataclasses import dataclass

from qa_auditor.domain.checklist import Effect, Method, NaRule, Scoring


@dataclass(frozen=True, slots=True)
class Columns:
    """Letters of the columns of sheet *Questions*; the helper columns stand right of what is printed."""

    state: str = "D"
    fraction: str = "E"
    weight: str = "F"
    scored_weight: str = "G"
    share: str = "H"
    earned: str = "I"
    lost: str = "J"
    section: str = "N"
    area: str = "O"
    dimension: str = "P"
    error: str = "Q"
    effect: str = "R"
    cap: str = "S"
    bonus: str = "T"
    counted: str = "U"
    loss: str = "V"
    weighted_fraction: str = "W"
    share_earned: str = "X"
    bonus_earned: str = "Y"
    error_cap: str = "Z"


@dataclass(frozen=True, slots=True)
class SectionCells:
    """Letters of the columns of the section table on sheet *Calculation*."""

    title: str = "A"
    weight: str = "B"
    na_weight: str = "C"
    live: str = "D"
    zeroed: str = "E"
    scored_weight: str = "F"
    weighted_fraction: str = "G"
    score: str = "H"
    active_weight: str = "I"
    weight_score: str = "J"
    loss: str = "K"
    cap: str = "L"
    most: str = "M"
    taken: str = "N"


Q, S = Columns(), SectionCells()
NO_CAP = "1E+9"


@dataclass(frozen=True, slots=True)
class Grid:
    """Where things lie: rows of *Questions*, rows of the section table, the sheets' names quoted for formulas."""

    questions: str
    calculation: str
    first: int
    last: int
    first_section: int
    last_section: int
    raw_row: int

    def column(self, letter: str) -> str:
        """The whole column of *Questions*, as another sheet names it."""
        return f"{self.questions}!${letter}${self.first}:${letter}${self.last}"

    def sections(self, letter: str) -> str:
        """The whole column of the section table, on its own sheet."""
        return f"${letter}${self.first_section}:${letter}${self.last_section}"

    def of_sections(self, letter: str) -> str:
        """The whole column of the section table, as another sheet names it."""
        return f"{self.calculation}!{self.sections(letter)}"

    def of_section(self, letter: str, row: int) -> str:
        """One cell of the section table, as another sheet names it."""
        return f"{self.calculation}!${letter}${row}"


def question_formulas(grid: Grid, scoring: Scoring, *, row: int, section_row: int) -> dict[str, str]:
    """Formulas of an ordinary scored question's row, by column letter of *Questions*."""
    deduction = scoring.method is Method.DEDUCTION
    state, weight, counted = f"{Q.state}{row}", f"{Q.weight}{row}", f"{Q.counted}{row}"

    def section(letter: str) -> str:
        return grid.of_section(letter, section_row)

    match scoring.na_rule:
        case NaRule.SPLIT_EQUALLY:
            received = f"IF(AND({weight}>0,{section(S.live)}>0),{section(S.na_weight)}/{section(S.live)},0)"
            scored_weight = f'=IF({state}="A",{weight}+{received},0)'
        case NaRule.FULL | NaRule.ZERO:
            scored_weight = f'=IF(OR({state}="A",AND({state}="NA",{section(S.live)}>0)),{weight},0)'
        case _:
            scored_weight = f'=IF({state}="A",{weight},0)'
    not_applicable = 1 if scoring.na_rule is NaRule.FULL else 0
    formulas = {
        Q.scored_weight: scored_weight,
        Q.counted: f'=IF({section(S.zeroed)}>0,0,IF({state}="A",{Q.fraction}{row},{not_applicable}))',
        Q.weighted_fraction: f"={Q.scored_weight}{row}*{counted}",
        Q.loss: f"={Q.scored_weight}{row}*(1-{counted})",
    }
    if deduction:
        factor = f"{grid.calculation}!$B${grid.raw_row - 1}"
        shared = f"{Q.loss}{row}*{section(S.taken)}/{section(S.loss)}*{factor}"
        return formulas | {Q.lost: f"=IF({section(S.loss)}=0,0,{shared})"}
    if scoring.method is Method.WEIGHTED:
        all_weights = f"SUM({grid.of_sections(S.active_weight)})"
        within = f"{section(S.active_weight)}/{all_weights}*{Q.scored_weight}{row}/{section(S.scored_weight)}"
        share = f"=IF(OR({section(S.scored_weight)}=0,{all_weights}=0),0,{within})"
    else:
        all_weights = f"SUM({grid.of_sections(S.scored_weight)})"
        share = f"=IF({all_weights}=0,0,{Q.scored_weight}{row}/{all_weights})"
    return formulas | {
        Q.share: share,
        Q.share_earned: f"={Q.share}{row}*{counted}",
        Q.earned: f"=100*{Q.share_earned}{row}",
        Q.lost: f"=100*{Q.share}{row}*(1-{counted})",
    }


def bonus_formulas(grid: Grid, *, row: int, section_row: int) -> dict[str, str]:
    """Formulas of a bonus question's row; a section that scores 0 gives no bonus either."""
    earns = f'AND({Q.state}{row}="A",{grid.of_section(S.zeroed, section_row)}=0)'
    return {
        Q.bonus_earned: f"=IF({earns},{Q.bonus}{row}*{Q.fraction}{row},0)",
        Q.earned: f"={Q.bonus_earned}{row}",
    }


def error_cap_formula(*, row: int) -> str:
    """The cap that a question's critical error sets, or a number that no total reaches."""
    hit = f'AND({Q.state}{row}="A",{Q.error}{row}=1,{Q.effect}{row}="{Effect.CAP_TOTAL}")'
    return f"=IF({hit},{Q.cap}{row},{NO_CAP})"


def section_formulas(grid: Grid, scoring: Scoring, *, row: int, number: int) -> dict[str, str]:
    """Formulas of one row of the section table, by column letter of *Calculation*."""

    def count(*conditions: str) -> str:
        return f"COUNTIFS({grid.column(Q.section)},{number},{','.join(conditions)})"

    def total(letter: str, *conditions: str) -> str:
        more = "".join(f",{condition}" for condition in conditions)
        return f"SUMIFS({grid.column(letter)},{grid.column(Q.section)},{number}{more})"

    state = grid.column(Q.state)
    least = ">0" if scoring.na_rule is NaRule.SPLIT_EQUALLY else ">=0"
    weights = f'{grid.column(Q.weight)},"{least}"'
    live = "+".join(count(weights, f'{state},"{letter}"') for letter in "AO")
    errors = (f"{grid.column(Q.error)},1", f'{state},"A"')
    formulas = {
        S.na_weight: "=" + total(Q.weight, f'{state},"NA"'),
        S.live: f"={live}",
        S.zeroed: "=" + count(*errors, f'{grid.column(Q.effect)},"{Effect.ZERO_SECTION}"'),
        S.scored_weight: "=" + total(Q.scored_weight),
        S.weighted_fraction: "=" + total(Q.weighted_fraction),
    }
    if scoring.method is Method.DEDUCTION:
        return formulas | {
            S.loss: "=" + total(Q.loss),
            S.most: f'=IF({S.cap}{row}="",{S.scored_weight}{row},MIN({S.cap}{row},{S.scored_weight}{row}))',
            S.taken: f'=IF({S.cap}{row}="",{S.loss}{row},MIN({S.cap}{row},{S.loss}{row}))',
            S.score: f'=IF({S.most}{row}=0,"",100*(1-{S.taken}{row}/{S.most}{row}))',
        }
    return formulas | {
        S.score: f'=IF({S.scored_weight}{row}=0,"",100*{S.weighted_fraction}{row}/{S.scored_weight}{row})',
        S.active_weight: f'=IF({S.score}{row}="",0,{S.weight}{row})',
        S.weight_score: f'=IF({S.score}{row}="",0,{S.weight}{row}*{S.score}{row})',
    }


def group_formula(grid: Grid, scoring: Scoring, *, letter: str, name: str) -> str:
    """The score of one dimension or key area: ``name`` in column ``letter`` of *Questions*."""
    key = f'{grid.column(letter)},"{name}"'
    if scoring.method is Method.DEDUCTION:
        above, below = Q.weighted_fraction, Q.scored_weight
    else:
        above, below = Q.share_earned, Q.share
    whole = f"SUMIFS({grid.column(below)},{key})"
    score = f"100*SUMIFS({grid.column(above)},{key})/{whole}"
    if scoring.na_rule not in {NaRule.FULL, NaRule.ZERO}:
        return f'=IF({whole}=0,"",{score})'
    live = "+".join(f'COUNTIFS({key},{grid.column(Q.weight)},">=0",{grid.column(Q.state)},"{state}")' for state in "AO")
    return f'=IF(OR({whole}=0,{live}=0),"",{score})'


def step_formulas(grid: Grid, scoring: Scoring) -> tuple[str, ...]:
    """From the sections to the total, one formula a row of *Calculation*, column B, the first in ``raw_row - 1``.

    In turn: what losses are multiplied by (deduction; else 1), raw, bonus, held to the maximum, after caps, after
    ``zero_evaluation`` (the exact total), and the total as it is shown: rounded half up to two decimals. The rounding
    to ten decimals before it takes back what binary fractions lose, so that a tie is seen as a tie.
    """
    row = grid.raw_row
    raw, bonus, held, capped, exact = (f"B{row + step}" for step in range(5))
    scored = f"SUM({grid.sections(S.scored_weight)})"
    factor = "=1"
    match scoring.method:
        case Method.POINTS:
            raw_formula = f'=IF({scored}=0,"",100*SUM({grid.sections(S.weighted_fraction)})/{scored})'
        case Method.WEIGHTED:
            active = f"SUM({grid.sections(S.active_weight)})"
            raw_formula = f'=IF({active}=0,"",SUM({grid.sections(S.weight_score)})/{active})'
        case _:
            taken, base = f"SUM({grid.sections(S.taken)})", number(scoring.base)
            factor = f"=IF({taken}>{base},{base}/{taken},1)"
            raw_formula = f'=IF({scored}=0,"",MAX(0,{base}-{taken}))'
    errors = f'{grid.column(Q.error)},1,{grid.column(Q.state)},"A"'
    zeroing = f'COUNTIFS({errors},{grid.column(Q.effect)},"{Effect.ZERO_EVALUATION}")'
    return (
        factor,
        raw_formula,
        f"=SUM({grid.column(Q.bonus_earned)})",
        f'=IF({raw}="","",MIN({number(scoring.maximum)},{raw}+{bonus}))',
        f'=IF({held}="","",MIN({held},MIN({grid.column(Q.error_cap)},{NO_CAP})))',
        f'=IF({capped}="","",IF({zeroing}>0,0,{capped}))',
        f'=IF({exact}="","",ROUND(ROUND({exact},10),2))',
    )


def barring_errors_formula(grid: Grid) -> str:
    """How many critical errors there are that keep an evaluation from passing."""
    errors = f'{grid.column(Q.error)},1,{grid.column(Q.state)},"A"'
    return f'=COUNTIFS({errors})-COUNTIFS({errors},{grid.column(Q.effect)},"{Effect.FLAG}")'


def number(value: object) -> str:
    """An exact number inside a formula: ``(1/3)``."""
    text = str(value)
    return f"({text})" if "/" in text else text
