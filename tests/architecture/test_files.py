"""Files stay small, are called by what they do, and name neither a host nor anyone's machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = 400
VAGUE = {"base", "common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
# Written in pieces, or this file would name what it looks for.
MACHINE_PATHS = re.compile(
    "|".join(("/" + "work/", "/" + "root/", r"(?<!\w)/" + r"home/[a-z]", r"[A-Z]:\\\\?" + "Users"))
)
BINARY = {
    ".ttf",
    ".otf",
    ".png",
    ".jpg",
    ".ico",
    ".wav",
    ".mp3",
    ".ogg",
    ".opus",
    ".flac",
    ".m4a",
    ".amr",
    ".gsm",
    ".wma",
    ".mo",
}
BINARY |= {".xlsx", ".pdf", ".db", ".zip"}


def committed_and_new() -> list[Path]:
    """Every file that git knows or would add; a folder without git (a source archive) is walked."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        files = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        files = [path for path in ROOT.rglob("*") if ".venv" not in path.parts]
    return [path for path in files if path.is_file()]


def modules() -> list[Path]:
    return sorted(path for path in committed_and_new() if path.suffix == ".py")


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_module_is_longer_than_four_hundred_lines():
    counts = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}

    assert counts
    assert {name: count for name, count in counts.items() if count > LINES} == {}


def test_every_module_is_called_by_what_it_does():
    names = [path.relative_to(ROOT).with_suffix("").parts for path in modules()]
    vague = ["/".join(parts) for parts in names if any(VAGUE & set(part.split("_")) for part in parts)]

    assert vague == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_pins_every_package_by_hash_and_names_no_host(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = [block for block in re.split(r"\n(?=[a-z])", text) if re.match(r"[a-z]", block)]

    assert len(packages) > 20
    assert [block.splitlines()[0] for block in packages if "==" not in block or "--hash=sha256:" not in block] == []
    assert re.findall(r"https?:|file:|index-url|find-links|trusted-host", text) == []


def test_the_development_lock_has_the_runtime_lock_s_versions():
    pins = re.compile(r"^([a-z0-9-]+)==([^ ;]+)", re.MULTILINE)
    runtime, development = (
        dict(pins.findall((ROOT / name).read_text(encoding="utf-8")))
        for name in ("requirements.txt", "requirements-dev.txt")
    )

    assert runtime
    assert {name: version for name, version in runtime.items() if development.get(name) != version} == {}


def test_no_file_names_a_path_of_someone_s_machine():
    texts = [path for path in committed_and_new() if path.suffix.lower() not in BINARY]
    found = [
        f"{place(path)}:{number}"
        for path in texts
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if MACHINE_PATHS.search(line)
    ]

    assert found == []
