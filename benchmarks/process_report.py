"""The PDF report of a process with 1,000 evaluations, from the workspace to the disk. Aim: under 3 seconds.

The floor is a bare canvas that sets the same lines of text on as many pages, in the same fonts.
"""

import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from reportlab.pdfgen.canvas import Canvas

from qa_auditor.application.views.process_report import process_report
from qa_auditor.bootstrap.program import Application, build
from qa_auditor.domain.moment import Moment
from qa_auditor.reports.pdf.fonts import REGULAR, face
from qa_auditor.reports.process.document import write_process_report

sys.path.insert(0, str(Path(__file__).parents[1]))

EVALUATIONS = 1_000
ROUNDS = 5
AIM = 3.0
MADE = Moment(datetime(2026, 11, 3, 6, 2, tzinfo=UTC), "Asia/Shanghai")


def measure() -> dict[str, float]:
    """Seconds at the median for the numbers, the PDF and both, for the floor, and PDF ÷ floor; the first run apart."""
    gathering: list[float] = []
    writing: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as folder, build(Path(folder) / "workspace") as application:
        _fill(application)
        path = Path(folder) / "report.pdf"
        pages = 0
        for _round in range(ROUNDS):
            start = time.perf_counter()
            with application.store.begin() as work:
                content = process_report(
                    work,
                    process_code="COMPLAINT",
                    since=date(2026, 8, 1),
                    until=date(2026, 10, 31),
                    zone="Asia/Shanghai",
                )
            gathered = time.perf_counter()
            pages = write_process_report(content, path, language="zh-CN", made=MADE, program="benchmark").pages
            written = time.perf_counter()
            gathering.append(gathered - start)
            writing.append(written - gathered)
        lines = _lines_of(path)
        for _round in range(ROUNDS):
            start = time.perf_counter()
            _bare(lines, Path(folder) / "floor.pdf")
            bare.append(time.perf_counter() - start)
    floor = median(bare)
    return {
        "first_s": gathering[0] + writing[0],
        "numbers_s": median(gathering),
        "pdf_s": median(writing),
        "both_s": median(gathering) + median(writing),
        "aim_s": AIM,
        "pages": pages,
        "floor_s": floor,
        "pdf_to_floor": median(writing) / floor,
    }


def _fill(application: Application) -> None:
    from tests.reports.process_cases import fill

    with application.store.begin() as work:
        refs = {ref.id: ref for ref in work.checklists.refs()}
        used = [work.checklists.get(refs[name]) for name in ("call-service", "store-visit")]
        fill(work, used, evaluations=EVALUATIONS, waiting=200)
        work.commit()


def _lines_of(path: Path) -> list[list[str]]:
    """The report's text, by page and line."""
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()
    known = face(REGULAR).widths
    pages = text.rstrip("\f").split("\f")
    return [["".join(char for char in line if ord(char) in known) for line in page.splitlines()] for page in pages]


def _bare(pages: list[list[str]], path: Path) -> None:
    canvas = Canvas(str(path), invariant=1, pageCompression=1, initialFontName=REGULAR)
    for lines in pages:
        canvas.setFont(REGULAR, 8)
        for number, line in enumerate(lines):
            canvas.drawString(50, 800 - 10 * number, line)
        canvas.showPage()
    canvas.save()


def main() -> None:
    """Print the figures."""
    for name, figure in measure().items():
        print(f"{name:14} {figure:.3f}")


if __name__ == "__main__":
    main()
