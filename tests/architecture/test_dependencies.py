"""What the code imports is what pyproject.toml declares; a package that happens to be installed is no dependency."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["amr"]
DEVELOPMENT = [line for line in PROJECT["dependency-groups"]["dev"] if isinstance(line, str)]
OURS = {"benchmarks", "qa_auditor", "start", "tests", "tools"}


def canonical(requirement: str) -> str:
    """The name in a requirement as package indexes compare it."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def imported(file: Path) -> set[str]:
    """The top-level packages of others that a file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.split(".")[0] for name in names} - OURS - set(sys.stdlib_module_names)


@pytest.mark.parametrize(
    ("folder", "declared"),
    [
        ("qa_auditor", RUNTIME),
        ("tests", RUNTIME + DEVELOPMENT),
        ("tools", RUNTIME + DEVELOPMENT),
        ("benchmarks", RUNTIME + DEVELOPMENT),
    ],
)
def test_every_package_that_is_imported_is_declared(folder, declared):
    packages = packages_distributions()
    allowed = {canonical(requirement) for requirement in declared}
    undeclared = {}
    for file in sorted((ROOT / folder).rglob("*.py")):
        siblings = {path.stem for path in file.parent.iterdir()}
        for name in imported(file) - siblings:
            if not allowed & {canonical(distribution) for distribution in packages.get(name, [name])}:
                undeclared[name] = file.relative_to(ROOT).as_posix()

    assert undeclared == {}
