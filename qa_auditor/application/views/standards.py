"""The standards as their owners see them: each with what it lacks, who asks for it, and what is proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from qa_auditor.application.ports import LibraryFormat, Store
from qa_auditor.application.process_library.standard_drafts import StandardDraft, standard_draft_of
from qa_auditor.application.views.service_circle import AskedLine, questions_by_standard
from qa_auditor.application.views.wording import duration_text, number_text
from qa_auditor.domain.smart import SmartFinding, smart_findings
from qa_auditor.domain.standard import Proposal, ProposalState, SmartPart, Standard, TargetSense
from qa_auditor.i18n import _


@dataclass(frozen=True, slots=True)
class StandardRow:
    """A standard in the list.

    Attributes:
        findings: what it lacks to be SMART. asked: the questions that judge it. proposed: how many proposals wait.
    """

    standard: Standard
    findings: tuple[SmartFinding, ...]
    asked: tuple[AskedLine, ...]
    proposed: int

    @property
    def missing(self) -> frozenset[SmartPart]:
        """Which of the five do not hold."""
        return frozenset(finding.part for finding in self.findings)


@dataclass(frozen=True, slots=True)
class StandardSheet:
    """One standard with its draft, its versions (newest first) and its proposals (newest first)."""

    row: StandardRow
    draft: StandardDraft | None
    versions: tuple[Standard, ...]
    proposals: tuple[Proposal, ...]
    names: Mapping[str, str]
    """Names of those who proposed or decided, by id."""


def standard_rows(store: Store) -> tuple[StandardRow, ...]:
    """The newest version of every standard, by code."""
    with store.begin() as work:
        asked = questions_by_standard(work)
        standards = work.standards.newest()
        waiting = work.proposals.find(state=ProposalState.PROPOSED)
    counts: dict[str, int] = {}
    for proposal in waiting:
        counts[proposal.standard_code] = counts.get(proposal.standard_code, 0) + 1
    return tuple(_row(one, asked, counts.get(one.code, 0)) for one in standards)


def standard_sheet(store: Store, *, code: str, formats: LibraryFormat) -> StandardSheet:
    """Everything about one standard; ``NotFoundError`` when there is none of this code."""
    with store.begin() as work:
        newest = work.standards.latest(code)
        versions = tuple(work.standards.get(code, number) for number in reversed(work.standards.versions(code)))
        proposals = tuple(work.proposals.find(standard_code=code))
        draft = standard_draft_of(work, code=code, formats=formats)
        names = {one.id: one.name or one.code for one in work.people.evaluators()}
        waiting = sum(1 for one in proposals if one.state is ProposalState.PROPOSED)
        row = _row(newest, questions_by_standard(work), waiting)
    return StandardSheet(row, draft, versions, proposals, names)


def _row(standard: Standard, asked: Mapping[str, Sequence[AskedLine]], proposed: int) -> StandardRow:
    return StandardRow(standard, smart_findings(standard), tuple(asked.get(standard.code, ())), proposed)


def target_text(standard: Standard, language: str) -> str:
    """The measure in a few words: ``≤ 10 seconds · 90 %``; "" while it has none."""
    parts = []
    if standard.target is not None:
        sign = "≤" if standard.sense is TargetSense.AT_MOST else "≥"
        parts.append(f"{sign} {number_text(standard.target)} {standard.unit.in_language(language)}".rstrip())
    elif standard.time_limit_s is not None:
        parts.append(f"≤ {duration_text(Fraction(standard.time_limit_s))}")
    if standard.share is not None:
        parts.append(_("{percent} %").format(percent=number_text(standard.share * 100)))
    # A line may end before the share, but neither within it nor within the measure.
    return " · ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)
