"""What can be reported: the processes there are, and how many evaluations a choice means."""

from dataclasses import dataclass
from datetime import datetime

from qa_auditor.application.ports import EvaluationFilter, Store
from qa_auditor.domain.text import Text


@dataclass(frozen=True, slots=True)
class ReportsView:
    """``processes`` as pairs of code and name; ``count`` of submitted evaluations that the choice means."""

    processes: tuple[tuple[str, Text], ...]
    count: int


def reports_view(
    store: Store, *, process_code: str | None, since: datetime | None, until: datetime | None
) -> ReportsView:
    """The page's view for a choice: ``since`` included, ``until`` not."""
    with store.begin() as work:
        processes = tuple((process.code, process.name) for process in work.processes.all())
        found = work.evaluations.find(EvaluationFilter(process_code=process_code, since=since, until=until))
    return ReportsView(processes, len(found))
