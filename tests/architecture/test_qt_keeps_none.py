"""Qt calls that return nothing leave the count of references to None alone.

PySide6 6.12.0 on Python 3.11 loses one reference a call: the program is aborted without a word after some 5,000 calls.
"""

import subprocess
import sys

CALLS = 20_000
PROGRAM = f"""
import sys
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
widget = QWidget()
before = sys.getrefcount(None)
for _ in range({CALLS}):
    widget.update()
print(before - sys.getrefcount(None))
"""


def test_twenty_thousand_calls_cost_no_reference_to_none():
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60)

    assert ran.returncode == 0, ran.stderr
    assert abs(int(ran.stdout)) < 100
