"""How long until the window is there, against an empty PySide6 window in the same run.

    python benchmarks/window_start.py [WORKSPACE]

``window_ratio`` is process start to first paint ÷ the same of an empty ``QMainWindow`` (aim: at most 2);
``filled_ratio`` is process start until the first page shows the workspace.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 7

_FLOOR = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("painted", time.time(), flush=True)
        QTimer.singleShot(0, QApplication.quit)
app = QApplication(sys.argv[:1])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

_OURS = """
from qa_auditor.ui.collecting import hold_back, resume
hold_back()
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from qa_auditor.ui import application
from qa_auditor.ui.shell import Shell
from qa_auditor.ui.preferences import Preferences
class Painted(Shell):
    once = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not Painted.once:
            Painted.once = True
            print("painted", time.time(), flush=True)
def build(folder):
    from qa_auditor.bootstrap.program import build
    return build(folder)
application.Shell = Painted
app = application.make_application()
window = application.Window(app, language="zh-CN", theme="system", preferences=Preferences())
def filled():
    print("filled", time.time(), flush=True)
    window.shell.close()
def opened():
    QTimer.singleShot(0, lambda: look())
def look():
    if window.shell.session.runner.idle:
        filled()
    else:
        QTimer.singleShot(1, look)
window.shell.filled.connect(resume)
window.shell.filled.connect(opened)
window.shell.show()
QTimer.singleShot(0, lambda: window.shell.open_workspace(build, Path(sys.argv[1])))
app.exec()
"""


def measure(workspace: Path | None = None) -> dict[str, float]:
    """Medians in milliseconds, and both ratios; without a workspace a fresh one is made first."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = workspace or Path(folder) / "workspace"
        _times(_OURS, place)
        _times(_FLOOR, place)
        floors, ours = [], []
        for _run in range(RUNS):
            floors.append(_times(_FLOOR, place))
            ours.append(_times(_OURS, place))
    floor = statistics.median(run["painted"] for run in floors)
    painted = statistics.median(run["painted"] for run in ours)
    filled = statistics.median(run["filled"] for run in ours)
    return {
        "floor_ms": round(floor, 1),
        "window_ms": round(painted, 1),
        "filled_ms": round(filled, 1),
        "window_ratio": round(painted / floor, 2),
        "filled_ratio": round(filled / floor, 2),
    }


def _times(code: str, workspace: Path) -> dict[str, float]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment["PYTHONPATH"] = str(Path(__file__).parents[1])
    began = time.time()
    ran = subprocess.run(
        [sys.executable, "-c", code, str(workspace)], env=environment, capture_output=True, text=True, check=True
    )
    lines = (line.split() for line in ran.stdout.splitlines())
    return {line[0]: (float(line[1]) - began) * 1000 for line in lines if len(line) == 2}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]) if len(sys.argv) > 1 else None), indent=2))
