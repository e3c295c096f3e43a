"""The borders between modules hold, and the contracts that watch them can see a breach."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def test_every_import_contract_is_kept():
    ran = lint(ROOT)

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "0 broken" in ran.stdout


PACKAGES = ("application", "chinese", "cli", "domain", "exchange", "media", "reports", "storage", "ui")
MODULES = ("__main__", "assets", "bootstrap", "i18n", "paths")


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """A package with the project's floors and nothing in them, under the project's own contracts."""
    house = tmp_path / "qa_auditor"
    house.mkdir()
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (house / "__init__.py").touch()
    for name in PACKAGES:
        (house / name).mkdir()
        (house / name / "__init__.py").touch()
    for name in MODULES:
        (house / f"{name}.py").touch()
    return tmp_path


def test_an_empty_house_keeps_every_contract(small_house):
    ran = lint(small_house)

    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("domain/answer.py", "import qa_auditor.application", "Arrows point down only"),
        ("storage/rows.py", "import qa_auditor.reports", "Arrows point down only"),
        ("cli/run.py", "import qa_auditor.ui", "Arrows point down only"),
        ("i18n.py", "import qa_auditor.domain", "Arrows point down only"),
        ("domain/answer.py", "import numpy", "Domain and application use the standard library alone"),
        ("application/intake.py", "import qa_auditor.paths", "Arrows point down only"),
        ("domain/text.py", "import sqlalchemy", "Domain and application use the standard library alone"),
        ("bootstrap.py", "import PySide6.QtCore", "Only the window knows Qt"),
        ("ui/pages.py", "import sqlalchemy", "Only storage knows SQLAlchemy and Alembic"),
        ("cli/run.py", "import openpyxl", "Only reports and exchange know openpyxl and reportlab"),
        ("ui/player.py", "import soundfile", "Only media knows the audio decoders"),
        ("ui/palette.py", "import opencc", "Only chinese knows the dictionaries of characters and of pinyin"),
    ],
)
def test_a_breach_is_named(small_house, module, line, contract):
    (small_house / "qa_auditor" / module).write_text(line + "\n", encoding="utf-8")

    ran = lint(small_house)

    assert ran.returncode != 0
    assert f"{contract} BROKEN" in " ".join(ran.stdout.split())


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("storage/rows.py", "import sqlalchemy.orm"),
        ("storage/__init__.py", "import alembic"),
        ("ui/shell.py", "from PySide6 import QtWidgets"),
        ("reports/process_pdf.py", "import reportlab.platypus, openpyxl"),
        ("exchange/tables.py", "import openpyxl, python_calamine"),
        ("media/decode.py", "import soundfile, miniaudio, av, numpy"),
        ("chinese/fold.py", "import opencc, qa_auditor.assets"),
        ("cli/run.py", "import qa_auditor.storage, qa_auditor.domain, click"),
    ],
)
def test_what_is_allowed_is_not_refused(small_house, module, line):
    (small_house / "qa_auditor" / module).write_text(line + "\n", encoding="utf-8")

    ran = lint(small_house)

    assert ran.returncode == 0, ran.stdout + ran.stderr
