"""``qa-auditor score``: the score of a responses file, for people and for programs."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import click

from qa_auditor.application.faults import Fault, FaultsError, Place
from qa_auditor.application.views.wording import CLASS_NAMES, DIMENSION_NAMES, EFFECT_NAMES, area_name
from qa_auditor.cli.settings import print_json
from qa_auditor.domain.checklist import Checklist
from qa_auditor.domain.rounding import shown
from qa_auditor.domain.scoring.engine import score as computed
from qa_auditor.domain.scoring.result import Contribution, Score
from qa_auditor.exchange.checklist_yaml import load_checklist
from qa_auditor.exchange.responses_json import load_responses, version_answered
from qa_auditor.exchange.shipped import shipped_checklist, shipped_checklists
from qa_auditor.i18n import _, language


@click.command(
    help=_("Compute the score of RESPONSES (JSON) by CHECKLIST (a file, or the id of a checklist that came along)."),
)
@click.argument("checklist", metavar="CHECKLIST")
@click.argument("responses", metavar="RESPONSES", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def score(checklist: str, responses: Path, *, as_json: bool) -> None:
    """Score one responses file."""
    form = load_checklist(_checklist_file(checklist, responses), file=checklist)
    given = load_responses(responses, form)
    result = computed(form, given.values, given.subject)
    if as_json:
        print_json(score_document(result, language()))
    else:
        for line in score_lines(form, result, language()):
            click.echo(line)


def _checklist_file(named: str, responses: Path) -> Path:
    """The file that CHECKLIST names; a file in the way goes before a shipped checklist's id.

    Of a shipped checklist it is the version that the responses were given to, so that old ones can be scored for ever.
    """
    path = Path(named)
    if path.exists() or path.suffix or path.name != named:
        return path
    found = shipped_checklist(named, version=version_answered(responses))
    if found is None:
        message = _("there is neither a file nor a checklist of this name")
        known = ", ".join(path.stem for path in shipped_checklists())
        raise FaultsError([Fault("unreadable", message, Place(named), _("Known here: {names}").format(names=known))])
    return found


def score_document(result: Score, language: str) -> dict[str, object]:
    """A score as ``score --json`` gives it."""
    return {
        "total": _two(result.total),
        "raw": _two(result.raw),
        "exact": _exact(result.total),
        "passed": result.passed,
        "band": None if result.band is None else result.band.in_language(language),
        "range": None if result.range is None else [_two(end) for end in result.range],
        "sections": _all_two(result.sections),
        "dimensions": _all_two(result.dimensions),
        "areas": _all_two(result.areas),
        "critical": [
            {"question": error.question_id, "class": error.critical_class.value, "effect": error.effect.value}
            for error in result.critical
        ],
        "contributions": [
            {
                "question": part.question_id,
                "fraction": _exact(part.fraction),
                "effective_weight": _exact(part.effective_weight),
                "earned": _exact(part.earned),
                "lost": _exact(part.lost),
            }
            for part in result.contributions
        ],
    }


def _two(number: Fraction | None) -> str | None:
    return None if number is None else shown(number)


def _all_two(numbers: Mapping[str, Fraction | None]) -> dict[str, str | None]:
    return {name: _two(number) for name, number in numbers.items()}


def _exact(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def score_lines(form: Checklist, result: Score, language: str) -> list[str]:
    """A score for people: the total, how sure it is, the parts, and what each answer gave and took."""
    lines = [f"{form.title.in_language(language)} ({form.ref})", "", *_summary(result, language), ""]
    for title, numbers in (
        (_("Sections"), [(s.title.in_language(language), result.sections[s.id]) for s in form.sections]),
        (_("Dimensions"), [(_(DIMENSION_NAMES[name]), number) for name, number in result.dimensions.items()]),
        (_("Key areas"), [(area_name(name), number) for name, number in result.areas.items()]),
    ):
        lines += [title, *(f"  {shown(number) or '—':>7}  {name}" for name, number in numbers), ""]
    if result.critical:
        lines.append(_("Critical errors"))
        for error in result.critical:
            text = form.by_id[error.question_id].text.in_language(language)
            consequence = f"{_(CLASS_NAMES[error.critical_class])} · {_(EFFECT_NAMES[error.effect])}"
            lines.append(f"  {error.question_id}: {text} ({consequence})")
        lines.append("")
    lines += [_("Why this score: earned, lost, question"), *(_line(form, c, language) for c in result.contributions)]
    return lines


def _summary(result: Score, language: str) -> list[str]:
    if result.total is None:
        total = _("Total: no score")
    else:
        total = _("Total: {total} (exact {exact})").format(total=shown(result.total), exact=result.total)
    lines = [total]
    if result.band is not None:
        lines.append(_("Grade: {grade}").format(grade=result.band.in_language(language)))
    if result.passed is not None:
        lines.append(_("Passed") if result.passed else _("Not passed"))
    if result.raw is not None and result.raw != result.total:
        lines.append(_("Before bonus and critical errors: {raw}").format(raw=shown(result.raw)))
    if result.range is not None and result.range[0] != result.range[1]:
        lowest, highest = (shown(end) for end in result.range)
        lines.append(_("Still possible: {lowest} to {highest}").format(lowest=lowest, highest=highest))
    if result.missing:
        lines.append(_("Not answered yet: {names}").format(names=", ".join(result.missing)))
    return lines


def _line(form: Checklist, part: Contribution, language: str) -> str:
    question = form.by_id[part.question_id]
    earned, lost = shown(part.earned) or "—", shown(part.lost) or "—"
    return f"  {earned:>7}  {lost:>7}  {part.question_id}: {question.text.in_language(language)}"
