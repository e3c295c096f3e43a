"""Tables of a PDF report: quiet rules, a head that repeats, numbers to the right, small pictures in cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, Table

from qa_auditor.reports.pdf.fonts import REGULAR
from qa_auditor.reports.pdf.style import COLUMN, COLUMN_RIGHT, TEXT_WIDTH, colour
from qa_auditor.reports.pdf.text import TextBlock

MOST_IN_CELL = 400
"""Characters of a text in a table; longer ones end in an ellipsis, so that a row always fits a page."""


NO_STRAY_FONT = (("FONTNAME", (0, 0), (-1, -1), REGULAR),)
"""For every table: reportlab names its default font, which is not embedded, even where no cell uses it."""

PLAIN = (
    *NO_STRAY_FONT,
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
)
"""For tables that only lay things side by side."""


MOST_LINES_IN_CELL = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width as a share of the table's, and whether it holds numbers."""

    title: str
    share: float
    numbers: bool = False


def in_cell(text: str) -> str:
    """``text`` as a table can hold it: not endless, and not more than a few lines of its own."""
    calm = text if text.count("\n") <= MOST_LINES_IN_CELL else " ".join(text.split())
    return calm if len(calm) <= MOST_IN_CELL else calm[: MOST_IN_CELL - 1] + "…"


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[Flowable]], *, width: float = TEXT_WIDTH, compact: bool = False
) -> Table:
    """A table whose head stands on every page that it reaches; rows are not torn."""
    whole = sum(column.share for column in columns)
    head = [TextBlock(column.title, COLUMN_RIGHT if column.numbers else COLUMN) for column in columns]
    padding = 3.0 if compact else 4.5
    last = len(columns) - 1
    return Table(
        [head, *[list(row) for row in rows]],
        colWidths=[width * column.share / whole for column in columns],
        repeatRows=1,
        hAlign="LEFT",
        spaceBefore=2,
        spaceAfter=10,
        style=[
            *NO_STRAY_FONT,
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 5),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("RIGHTPADDING", (last, 0), (last, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), padding),
            ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
            ("LINEBELOW", (0, 0), (-1, 0), 0.9, colour("border-strong")),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, colour("border")),
        ],
    )


def definitions(rows: Sequence[tuple[Flowable, Flowable]], *, share: float = 0.2) -> Table:
    """Terms on the left, what they mean on the right."""
    return Table(
        [list(row) for row in rows],
        colWidths=[TEXT_WIDTH * share, TEXT_WIDTH * (1 - share)],
        spaceAfter=10,
        style=[
            *PLAIN,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("RIGHTPADDING", (0, 0), (0, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
            ("LINEABOVE", (0, 0), (-1, -1), 0.5, colour("border")),
        ],
    )
