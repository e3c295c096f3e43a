"""The summary workbook of many evaluations: how they did together, group by group, and every score and answer.

Evaluations are written as they come and never held all at once; a table that is longer than a worksheet goes on in a
further one. Intervals, medians and the values beside formulas come from the domain's statistics.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Generic

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from qa_auditor.application.tasks import Progress, no_progress
from qa_auditor.application.views.scorecard import ScorecardContent
from qa_auditor.application.views.summary import SummaryScope, SummaryTally
from qa_auditor.domain.answer import Response
from qa_auditor.i18n import _, speaking
from qa_auditor.reports.scorecard.template import lines_needed
from qa_auditor.reports.summary.columns import (
    PRINTED_ANSWERS,
    PRINTED_SCORES,
    AnswerRow,
    Column,
    Row,
    ScoreRow,
    answer_columns,
    score_columns,
)
from qa_auditor.reports.summary.front import write_about, write_front, write_questions
from qa_auditor.reports.summary.groups import ScoresRange, group_heads, write_groups
from qa_auditor.reports.xlsx.file import save_workbook
from qa_auditor.reports.xlsx.lines import MOST_ROWS, Lines
from qa_auditor.reports.xlsx.style import Look, styles_of


class SummaryWriter:
    """Writes summary workbooks in one language.

    Args:
        language: tag of the language.
        program: name and version, for sheet *About*.
        most_rows: rows of a worksheet, headings included; longer tables go on in a further sheet.
    """

    def __init__(self, *, language: str, program: str, most_rows: int = MOST_ROWS) -> None:
        self._most_rows = most_rows
        self._language = language
        self._program = program

    def write(
        self,
        contents: Iterable[ScorecardContent],
        path: Path,
        *,
        scope: SummaryScope,
        made: datetime,
        progress: Progress = no_progress,
    ) -> None:
        """Write the workbook to ``path``; ``made`` (aware) is the time that the file states.

        Raises:
            Cancelled: by ``progress``; there is then no new file.
        """
        with speaking(self._language):
            book = _Book(self._language, most_rows=self._most_rows)
            try:
                for done, content in enumerate(contents):
                    progress(done, scope.evaluations, content.subject.title)
                    book.add(content)
                progress(scope.evaluations, scope.evaluations, _("Writing the file"))
                book.finish(scope, program=self._program, made=made)
                save_workbook(book.workbook, path, made=made, rows=book.rows())
            finally:
                book.close()


class _Table(Generic[Row]):
    """A long table: headings on every sheet that it takes, a filter on each."""

    def __init__(
        self,
        new_sheet: Callable[[str], Lines],
        title: str,
        columns: Sequence[Column[Row]],
        *,
        freeze: str,
        printed: int,
        most: int,
    ) -> None:
        self._new_sheet = new_sheet
        self._title = title
        self._columns = columns
        self._freeze = freeze
        self._most = most
        self._most_printed = printed
        self._printed = get_column_letter(printed)
        self._looks = [column.look for column in columns]
        self.count = 0
        self.sheets: list[Lines] = []
        self._open()

    def add(self, row: Row) -> None:
        """One more line."""
        if self.sheets[-1].row >= self._most:
            self._open()
        values = [column.value(row) for column in self._columns]
        self.sheets[-1].write(values, self._looks, height=self._height(values))
        self.count += 1

    def _height(self, values: Sequence[object]) -> float | None:
        # Not every program grows rows with their text when it opens a file.
        lines = max(
            (
                lines_needed(value, column.width)
                for value, column in zip(values[: self._most_printed], self._columns, strict=False)
                if isinstance(value, str) and (len(value) * 2 > column.width - 2 or "\n" in value)
            ),
            default=1,
        )
        return 13.5 * min(lines, 30) + 3 if lines > 1 else None

    def finish(self) -> None:
        """Filters, once the last line is known."""
        last_column = get_column_letter(len(self._columns))
        for lines in self.sheets:
            lines.sheet.auto_filter.ref = f"A1:{last_column}{lines.row}"
            lines.sheet.print_area = f"A1:{self._printed}{lines.row}"

    def _open(self) -> None:
        number = len(self.sheets) + 1
        lines = self._new_sheet(self._title if number == 1 else f"{self._title} {number}")
        lines.lay_out([column.width for column in self._columns], freeze=self._freeze)
        lines.sheet.print_title_rows = "1:1"
        lines.write([column.head for column in self._columns], Look.HEAD, height=30)
        self.sheets.append(lines)


class _Book:
    """The workbook while evaluations go in."""

    def __init__(self, language: str, *, most_rows: int) -> None:
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self._language = language
        self._styles = styles_of(self.workbook)
        self._all: list[Lines] = []
        self._tally = SummaryTally()
        # Sheets stand in the order of reading; what sums up is written last.
        self._front = self._sheet(_("Summary"))
        self._by = {
            "agent_no": self._sheet(_("By agent")),
            "site_no": self._sheet(_("By site")),
            "checklist_no": self._sheet(_("By checklist")),
            "month_no": self._sheet(_("By month")),
        }
        self._by_question = self._sheet(_("By question"))
        self._score_columns = score_columns()
        self._answer_columns = answer_columns()
        self._scores = _Table(
            self._sheet, _("Scores"), self._score_columns, freeze="B2", printed=len(PRINTED_SCORES), most=most_rows
        )
        self._findings = _Table(
            self._sheet, _("Findings"), self._answer_columns, freeze="B2", printed=len(PRINTED_ANSWERS), most=most_rows
        )
        self._answers = _Table(
            self._sheet, _("Answers"), self._answer_columns, freeze="B2", printed=len(PRINTED_ANSWERS), most=most_rows
        )

    def add(self, content: ScorecardContent) -> None:
        """Write and count one evaluation."""
        self._scores.add(ScoreRow(content, *self._tally.add(content), self._language))
        parts = {part.question_id: part for part in content.score.contributions}
        errors = {error.question_id: error for error in content.score.critical}
        number = 0
        for section in content.checklist.sections:
            for question in section.questions:
                number += 1
                row = AnswerRow(
                    content=content,
                    section=section,
                    question=question,
                    number=number,
                    response=content.responses.get(question.id, Response()),
                    part=parts.get(question.id),
                    error=errors.get(question.id),
                    language=self._language,
                )
                self._answers.add(row)
                if row.error is not None or (row.part is not None and row.part.failed):
                    self._findings.add(row)

    def finish(self, scope: SummaryScope, *, program: str, made: datetime) -> None:
        """Everything that sums up."""
        tables = (self._scores, self._findings, self._answers)
        for table in tables:
            table.finish()
        scores = ScoresRange(
            self._scores.sheets[0].title,
            [column.key for column in self._score_columns],
            first=2,
            last=max(self._scores.sheets[0].row, 2),
        )
        tally = self._tally
        kinds = {
            "agent_no": (_("By agent"), group_heads(_("Agent"), _("Agent's name")), tally.agents),
            "site_no": (_("By site"), group_heads(_("Site"), _("Site name")), tally.sites),
            "checklist_no": (_("By checklist"), group_heads(_("Checklist"), _("Title")), tally.checklists),
            "month_no": (_("By month, on each site's own calendar"), group_heads(_("Month"), ""), tally.months),
        }
        for by, (title, heads, groups) in kinds.items():
            write_groups(
                self._by[by],
                groups.sorted(),
                title=title,
                heads=heads,
                scores=scores,
                by=by,
                language=self._language,
            )
        write_questions(self._by_question, tally.questions(), language=self._language)
        write_front(
            self._front, tally, scope, scores=scores, months=self._by["month_no"], program=program, made=made,
            language=self._language,
        )  # fmt: skip
        write_about(
            self._sheet(_("About")),
            tally,
            columns=((self._scores.sheets[0].title, self._score_columns),
                     (self._answers.sheets[0].title, self._answer_columns)),
            counts=[(lines.title, lines.row - 1) for table in tables for lines in table.sheets],
            replaced=sum(lines.replaced for lines in self._all),
            program=program,
            made=made,
            language=self._language,
        )  # fmt: skip

    def rows(self) -> dict[str, BinaryIO]:
        """The lines of all sheets, by title."""
        return {lines.title: lines.rows for lines in self._all}

    def close(self) -> None:
        """Give the room on the disk back."""
        for lines in self._all:
            lines.close()

    def _sheet(self, title: str) -> Lines:
        lines = Lines(self.workbook, title, self._styles)
        self._all.append(lines)
        return lines
