"""All measurements, one line each: ``python -m benchmarks``. Run it on a machine that does nothing else."""

import json
import sys
from collections.abc import Callable
from importlib import import_module

Measured = dict[str, object]

AIMS: dict[str, str] = {
    "window_start": "window_ratio at most 2: start to a usable window / an empty PySide6 window",
    "scoring": "p95 flat and under 1 ms: one answer to the new total and range",
    "checklist_load": "seconds under 0.3: 1,000 questions loaded and checked",
    "saving": "ratio at most 3: one answer / one plain sqlite3 commit",
    "scorecards": "ratio at most 1.3: a scorecard / the same cells by plain openpyxl",
    "audio": "first_picture_ratio at most 2, reopened… under 100 ms, four_hours_megabytes at most 300",
    "workbench": "16 at most: milliseconds from key press to painted answer, and for a repaint of an hour",
    "find": "seconds under 0.05: the slowest query over 20,000 entries",
    "process_report": "seconds under 3: the PDF of a process with 1,000 evaluations",
}


def main(names: list[str]) -> None:
    """Measure what is named, or all, and print figures with their aims."""
    for name in names or AIMS:
        measure: Callable[[], Measured] = import_module(f"benchmarks.{name}").measure
        print(f"{name}: {AIMS[name]}")
        print(json.dumps(measure(), indent=2, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
