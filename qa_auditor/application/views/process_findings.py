"""Which failed questions a process report tells in full, with the evidence that they rest on."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from qa_auditor.application.ports import UnitOfWork
from qa_auditor.application.privacy import Hide, export_hiding, hidden_response, hidden_subject
from qa_auditor.application.views.process_cases import Case, Names
from qa_auditor.application.views.process_content import Finding, Findings
from qa_auditor.domain.answer import Response
from qa_auditor.domain.evaluation import QuestionResult
from qa_auditor.domain.text import Text


def findings_of(work: UnitOfWork, cases: Sequence[Case], names: Names, *, most: int) -> Findings:
    """The gravest ``most`` findings: critical ones first, newest first among equals; then by points lost.

    Ordinary findings take turns by question, so that one bad habit does not fill the report.
    """
    failed = [(case, result) for case in cases for result in case.kept.results if _fails(result)]
    critical = sorted((pair for pair in failed if pair[1].critical_class), key=_newest_first, reverse=True)
    others = sorted((pair for pair in failed if not pair[1].critical_class), key=_gravest_first, reverse=True)
    told_critical = critical[:most]
    told_others = _spread(others)[: most - len(told_critical)]
    told = told_critical + told_others
    responses = work.evaluations.responses_of(sorted({case.evaluation.id for case, _ in told}))
    hide = export_hiding(work)
    return Findings(
        told=tuple(_finding(case, result, responses.get(case.evaluation.id, {}), names, hide) for case, result in told),
        critical_left_out=len(critical) - len(told_critical),
        others_left_out=len(others) - len(told_others),
    )


def _fails(result: QuestionResult) -> bool:
    return result.failed or result.critical_class is not None


def _newest_first(pair: tuple[Case, QuestionResult]) -> tuple[float, str]:
    case, _ = pair
    return case.subject.occurred.at.timestamp(), case.evaluation.id


def _gravest_first(pair: tuple[Case, QuestionResult]) -> tuple[Fraction, float, str]:
    return pair[1].lost or Fraction(0), *_newest_first(pair)


def _spread(pairs: list[tuple[Case, QuestionResult]]) -> list[tuple[Case, QuestionResult]]:
    """The gravest of each question first, then the second of each, and so on."""
    seen: dict[str, int] = {}
    rank: list[int] = []
    for _, result in pairs:
        rank.append(seen.get(result.question_id, 0))
        seen[result.question_id] = rank[-1] + 1
    return [pairs[place] for place in sorted(range(len(pairs)), key=lambda place: (rank[place], place))]


def _finding(
    case: Case, result: QuestionResult, responses: Mapping[str, Response], names: Names, hide: Hide
) -> Finding:
    subject = hidden_subject(case.subject, hide)
    agent = names.agents.get(subject.agent_id or "")
    site = names.sites.get(subject.site_id or "")
    evaluator = names.evaluators.get(case.evaluation.evaluator_id)
    return Finding(
        evaluation_id=case.evaluation.id,
        title=subject.title,
        occurred=subject.occurred,
        agent=agent.name if agent else "",
        site=site.name if site else Text(),
        evaluator=evaluator.name if evaluator else "",
        question=case.checklist.by_id[result.question_id],
        response=hidden_response(
            responses.get(result.question_id, Response()), hide, case.checklist, result.question_id
        ),
        critical_class=result.critical_class,
        effect=result.effect,
        lost=result.lost,
        recording=subject.recording.file_name if subject.recording else "",
        sha256=subject.recording.sha256 if subject.recording else "",
    )
