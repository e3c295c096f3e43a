"""The writers of all documents in one language, as the use cases of ``application.issuing`` take them.

Each is loaded when it is asked for: the PDF's libraries are no matter of someone who wants a workbook.
"""

from datetime import datetime
from pathlib import Path

from qa_auditor import __version__
from qa_auditor.application.flow.issuing import MakeDrawing
from qa_auditor.application.issuing import WriteProcessReport, WriteScorecard, WriteSummary
from qa_auditor.application.map_issuing import WriteMap
from qa_auditor.application.process_library.exporting import WriteTable
from qa_auditor.application.tasks import Progress
from qa_auditor.application.views.map_content import MapContent
from qa_auditor.application.views.process_content import ProcessReportContent
from qa_auditor.domain.moment import Moment

PROGRAM = f"qa-auditor {__version__}"
"""How documents name what wrote them."""


def scorecard_writer(language: str) -> WriteScorecard:
    """Writes Excel scorecards; for many evaluations use the same one."""
    from qa_auditor.reports.scorecard.writer import ScorecardWriter

    return ScorecardWriter(language=language, program=PROGRAM).write


def summary_writer(language: str) -> WriteSummary:
    """Writes the summary workbook."""
    from qa_auditor.reports.summary.writer import SummaryWriter

    return SummaryWriter(language=language, program=PROGRAM).write


def drawing_maker(language: str) -> MakeDrawing:
    """Makes drawings of processes: SVG, PNG, PDF."""
    from qa_auditor.reports.flow.files import drawing_maker as maker

    return maker(language, PROGRAM)


def process_table_writer(language: str, *, made: datetime) -> WriteTable:
    """Writes a process as an Excel workbook that can be imported again."""
    from qa_auditor.reports.process_table import write_process_table

    return lambda record, path: write_process_table(record, path, language=language, made=made)


def report_writer(language: str) -> WriteProcessReport:
    """Writes the PDF audit report of a process."""
    from qa_auditor.reports.process.document import write_process_report

    def write(content: ProcessReportContent, path: Path, *, made: datetime, progress: Progress) -> None:
        write_process_report(
            content, path, language=language, made=Moment(made, content.zone), program=PROGRAM, progress=progress
        )

    return write


def map_writer(language: str) -> WriteMap:
    """Writes the workbook of the process map."""
    from qa_auditor.reports.process_map.writer import write_process_map

    def write(content: MapContent, path: Path, *, made: datetime, progress: Progress) -> None:
        write_process_map(content, path, language=language, program=PROGRAM, made=made, progress=progress)

    return write
