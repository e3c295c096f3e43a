"""The second half of a process report: findings with their evidence, and how the numbers were made."""

from reportlab.platypus import Flowable

from qa_auditor.application.views.process_content import FEW, Finding, ProcessReportContent
from qa_auditor.application.views.wording import (
    CLASS_NAMES,
    EFFECT_NAMES,
    METHOD_NAMES,
    NA_RULE_NAMES,
    answer_text,
    mark_text,
    moment_text,
)
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.rounding import shown
from qa_auditor.i18n import _, ngettext
from qa_auditor.reports.pdf.fonts import BOLD
from qa_auditor.reports.pdf.setter import Card, Setter
from qa_auditor.reports.pdf.style import CELL, CELL_RIGHT, CELL_SOFT, CELL_STRONG, SOFT, Style
from qa_auditor.reports.pdf.table import Column, definitions, table
from qa_auditor.reports.pdf.text import TextBlock
from qa_auditor.reports.process.wording import NONE, count_text, joined, percent_text

_TITLE = Style(9.5, 14, BOLD, after=1)
_VERDICT = Style(8, 12, BOLD, ink="critical", after=2)
_ANSWER = Style(8.5, 13, after=1)
_EVIDENCE = Style(8.5, 13, ink="text-soft", after=1)
_PLACE = Style(7.5, 11.5, ink="text-muted")

MOST_CODES = 40
"""Characters named on the method page; the log names all."""

SHA_LENGTH = 12
"""Hexadecimal digits of a recording's SHA-256: enough to tell any two recordings of a house apart."""


def findings(content: ProcessReportContent, setter: Setter) -> list[Flowable]:
    """Failed questions one by one, critical ones first."""
    told = content.findings.told
    story = [*setter.section(_("Findings"), new_page=False), setter.block(_how_many(content), SOFT)]
    critical = [finding for finding in told if finding.critical_class]
    others = [finding for finding in told if not finding.critical_class]
    number = 0
    for title, group, ink in ((_("Critical errors"), critical, "critical"), (_("Other findings"), others, "fail")):
        if group:
            story += setter.part(title, room=130)
        for finding in group:
            number += 1
            story.append(_card(finding, number, setter, ink))
    return story


def _how_many(content: ProcessReportContent) -> str:
    found = content.findings
    if not found.total:
        return _("No question failed in this period.")
    text = _(
        "{told} of {total} findings are told here, critical errors first, then the gravest of each question."
    ).format(told=count_text(len(found.told)), total=count_text(found.total))
    if found.total == len(found.told):
        return text
    left_out = _(
        "Left out: {critical} critical errors and {others} other findings. "
        "The scorecards of the evaluations have them all."
    ).format(critical=count_text(found.critical_left_out), others=count_text(found.others_left_out))
    return joined([text, left_out])


def _card(finding: Finding, number: int, setter: Setter, ink: str) -> Card:
    question = finding.question
    parts: list[TextBlock] = [setter.block(f"{number}. {question.text.in_language(setter.language)}", _TITLE)]
    if finding.critical_class is not None:
        effect = f" · {_(EFFECT_NAMES[finding.effect])}" if finding.effect else ""
        parts.append(setter.block(_(CLASS_NAMES[finding.critical_class]) + effect, _VERDICT))
    answer = answer_text(question, finding.response.value, language=setter.language) or NONE
    text = _("Answer: {answer}").format(answer=answer)
    if finding.lost:
        text += " · " + _("points lost: {points}").format(points=shown(finding.lost))
    parts.append(setter.block(text, _ANSWER))
    parts += [setter.block(f"▶ {mark_text(mark)}", _EVIDENCE) for mark in finding.response.marks]
    if finding.response.note:
        parts.append(setter.block(_("Note: {note}").format(note=finding.response.note), _EVIDENCE))
    who = (
        finding.title,
        f"{moment_text(finding.occurred)} ({finding.occurred.zone})",
        _("agent {name}").format(name=finding.agent) if finding.agent else "",
        finding.site.in_language(setter.language),
        _("evaluated by {name}").format(name=finding.evaluator) if finding.evaluator else "",
    )
    parts.append(setter.block(" · ".join(part for part in who if part), _PLACE))
    if finding.recording:
        recording = _("Recording {file}, SHA-256 {digest}").format(
            file=finding.recording, digest=finding.sha256[:SHA_LENGTH]
        )
        parts.append(setter.block(recording, _PLACE))
    return Card(parts, ink)


def method(content: ProcessReportContent, setter: Setter, *, made: Moment, program: str) -> list[Flowable]:
    """How the numbers were made, so that a reader can check them. Comes last: it tells what could not be shown."""
    story = [
        *setter.section(_("Method"), new_page=False),
        *setter.part(_("Checklists used")),
        _checklists(content, setter),
        *setter.part(_("How the numbers are made")),
    ]
    lines = [*_basis(content), *_rules(content)]
    lines.append(
        (
            _("This document"),
            _("Made {when} ({zone}) by {program}. The same data give the same file, byte for byte.").format(
                when=moment_text(made), zone=made.zone, program=program
            ),
        )
    )
    if setter.glyphs.missing:
        total = sum(setter.glyphs.missing.values())
        lines.append(
            (
                _("Characters"),
                ngettext(
                    "{n} character could not be shown and stands as 〓: {codes}.",
                    "{n} characters could not be shown and stand as 〓: {codes}.",
                    total,
                ).format(n=total, codes=_codes(setter.glyphs.faults())),
            )
        )
    return [*story, definitions([(setter.cell(term, CELL_STRONG), setter.block(text, CELL)) for term, text in lines])]


def _codes(faults: tuple[str, ...]) -> str:
    told = ", ".join(faults[:MOST_CODES])
    return told if len(faults) <= MOST_CODES else f"{told}, … ({len(faults)})"


def _checklists(content: ProcessReportContent, setter: Setter) -> Flowable:
    columns = (
        Column(setter.show(_("Checklist")), 34),
        Column(setter.show(_("Version")), 12),
        Column(setter.show(_("How a total is made")), 46),
        Column(setter.show(_("Pass mark")), 13, numbers=True),
        Column(setter.show(_("Evaluations")), 15, numbers=True),
    )
    rows = [
        [
            setter.cell(f"{use.title.in_language(setter.language)}\n{use.ref.id}"),
            setter.cell(str(use.ref.version)),
            setter.cell(f"{_(METHOD_NAMES[use.method])}\n{_(NA_RULE_NAMES[use.na_rule])}", CELL_SOFT),
            setter.cell(shown(use.pass_mark) or NONE, CELL_RIGHT),
            setter.cell(count_text(use.evaluations), CELL_RIGHT),
        ]
        for use in content.checklists
    ]
    return table(columns, rows)


def _basis(content: ProcessReportContent) -> list[tuple[str, str]]:
    sample = content.sample
    drawn = _(
        "{evaluated} of the {subjects} services of this process that were recorded in the period have a submitted "
        "evaluation: {evaluations} evaluations by {evaluators} evaluators, of {agents} agents at {sites} sites. "
        "How they were chosen is not known to the program: intervals hold for a random choice."
    ).format(
        evaluated=count_text(sample.evaluated),
        subjects=count_text(sample.subjects),
        evaluations=count_text(sample.evaluations),
        evaluators=count_text(sample.evaluators),
        agents=count_text(sample.agents),
        sites=count_text(sample.sites),
    )
    days = _("Days, weeks and months are those of {zone}; what counts is when the service took place.").format(
        zone=content.zone
    )
    corrected = _(
        "{n} of the evaluations are corrections. The newest submitted revision counts; earlier ones stay on record."
    ).format(n=count_text(sample.corrected))
    unscored = _(
        "{n} evaluations have no score because nothing in them applied; they count neither as 0 nor as 100."
    ).format(n=count_text(sample.without_score))
    return [
        (_("Sample"), drawn),
        (_("Period"), days),
        (_("Corrections"), corrected),
        (_("Without score"), unscored),
    ]


def _rules(content: ProcessReportContent) -> list[tuple[str, str]]:
    averaging = (
        _("Pooled: earned weight of all answers ÷ their weight. Trend, groups and dimensions are means of evaluations.")
        if content.pooled
        else _("The score of the period is the mean of the evaluations' totals: each evaluation counts the same.")
    )
    return [
        (_("Averaging"), averaging),
        (
            _("Not applicable"),
            _("What does not apply is no error and no success. Where its weight goes is said beside each checklist."),
        ),
        (
            _("Intervals"),
            _(
                "95 % confidence: Wilson's interval for shares, Student's t for means, shown within 0 to 100. "
                "A mean of one evaluation has none."
            ),
        ),
        (
            _("Small numbers"),
            _("Figures on fewer than {few} evaluations carry an asterisk and a hollow point.").format(few=FEW),
        ),
        (
            _("Critical errors"),
            _(
                "Customer-critical, business-critical and compliance-critical errors are counted apart: evaluations "
                "without such an error ÷ evaluations that could have had one. "
                "A class that nothing belonged to has no value."
            ),
        ),
        (
            _("Rounding"),
            _("Scores are computed exactly and rounded once, where they are shown: half up, two decimals."),
        ),
        (
            _("Passed"),
            _("{n} evaluations have a pass mark and a score; {share} of them passed.").format(
                n=count_text(content.passed.n), share=percent_text(content.passed.value)
            ),
        ),
    ]
