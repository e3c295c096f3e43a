"""The chapter on walk-throughs: what each found, step by step."""

from reportlab.platypus import Flowable

from qa_auditor.application.views.process_content import ProcessReportContent
from qa_auditor.application.views.process_walks import WalkCase
from qa_auditor.application.views.walk_wording import FAULT_NAMES, seconds_text
from qa_auditor.application.views.wording import moment_text
from qa_auditor.domain.walk_findings import WalkFinding
from qa_auditor.i18n import _
from qa_auditor.reports.pdf.fonts import BOLD
from qa_auditor.reports.pdf.setter import Card, Setter
from qa_auditor.reports.pdf.style import CELL_RIGHT, CELL_SOFT, SOFT, Style
from qa_auditor.reports.pdf.table import Column, table
from qa_auditor.reports.process.wording import count_text, percent_text, score_text

_STEP = Style(9.5, 14, BOLD, after=1)
_VERDICT = Style(8, 12, BOLD, ink="fail", after=1)
_SAID = Style(8.5, 13, ink="text-soft", after=1)
_SHA_LENGTH = 12


def walkthroughs(content: ProcessReportContent, setter: Setter) -> list[Flowable]:
    """The walk-throughs of the period; nothing where there were none."""
    cases = content.walkthroughs
    if not cases:
        return []
    story = [
        *setter.section(_("Walk-throughs"), new_page=False),
        setter.block(
            _("Auditors went through the process as customers; trace and compliance follow from the steps they met."),
            SOFT,
        ),
        _overview(cases, setter),
    ]
    for case in cases:
        if case.told:
            story += setter.part(f"{case.title} · {moment_text(case.occurred)}", room=130)
            story += [_card(finding, setter) for finding in case.told]
    return story


def _overview(cases: tuple[WalkCase, ...], setter: Setter) -> Flowable:
    columns = (
        Column(setter.show(_("Walk-through")), 40),
        Column(setter.show(_("Steps taken")), 14, numbers=True),
        Column(setter.show(_("Trace of use")), 16, numbers=True),
        Column(setter.show(_("Compliance rate")), 18, numbers=True),
        Column(setter.show(_("Total")), 12, numbers=True),
    )
    rows = []
    for case in cases:
        version = _("version {n}").format(n=case.version)
        facts = (moment_text(case.occurred), case.evaluator, case.touchpoint, version)
        below = " · ".join(fact for fact in facts if fact)
        rows.append(
            [
                setter.cell(f"{case.title}\n{below}", CELL_SOFT),
                setter.cell(f"{count_text(case.taken)} / {count_text(case.defined)}", CELL_RIGHT),
                setter.cell(percent_text(case.trace), CELL_RIGHT),
                setter.cell(percent_text(case.compliance), CELL_RIGHT),
                setter.cell(score_text(case.total), CELL_RIGHT),
            ]
        )
    return table(columns, rows)


def _card(finding: WalkFinding, setter: Setter) -> Card:
    parts = [setter.block(finding.step.name.in_language(setter.language), _STEP)]
    if finding.faults:
        parts.append(setter.block(" · ".join(_(FAULT_NAMES[fault]) for fault in finding.faults), _VERDICT))
    walked = finding.walked
    times = []
    if walked is not None and walked.seconds is not None:
        times.append(_("took {time}").format(time=seconds_text(walked.seconds)))
        if finding.step.time_limit_s is not None:
            times.append(_("limit {time}").format(time=seconds_text(finding.step.time_limit_s)))
    if times:
        parts.append(setter.block(", ".join(times), _SAID))
    if walked is not None and walked.note:
        parts.append(setter.block(walked.note, _SAID))
    if walked is not None and walked.photo:
        photo = _("Photo, SHA-256 {digest}").format(digest=walked.photo[:_SHA_LENGTH])
        parts.append(setter.block(photo, _SAID))
    return Card(parts, "fail" if finding.faults else "border-strong")
