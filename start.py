"""Sets qa_auditor up on a machine that has nothing but Python, then runs one of its commands.

    python3 start.py demo [DIR]          a workspace with sample data, and the Excel and PDF files made of it
    python3 start.py window [DIR]        the window on that workspace
    python3 start.py test [pytest ...]   the tests
    python3 start.py lint                style, types and borders between modules

Everything goes into the folder .venv beside this file; system libraries come from apt where that is permitted.
Only the standard library is used, and nothing that an older Python could not read before it is told to go.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed"
LOG = VENV / "install.log"
OLDEST, NEWEST = (3, 11), (3, 14)
RUNTIME, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"

# Shared library -> Debian and Ubuntu package. Asked for one by one, because Qt names only the first it misses.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libpulse.so.0": "libpulse0",
    # Without it QtMultimedia is imported and then, silently, plays nothing.
    "libXrandr.so.2": "libxrandr2",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Programs that read what the tests made -> package.
READERS = {
    "soffice": "libreoffice-calc-nogui",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "ffmpeg": "ffmpeg",
    "sox": "sox",
}
# Packages of the readers that bring no command: a Chinese font for LibreOffice, sox's MP3 and AMR.
READER_PACKAGES = ("fonts-wqy-microhei", "libsox-fmt-all")

NETWORK_SIGNS = (
    "NewConnectionError",
    "NameResolutionError",
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "Network is unreachable",
    "ConnectTimeoutError",
    "ProxyError",
)


class Stop(Exception):  # noqa: N818 - an end with a message for the user, not a failure of this program
    """Ends the program with one line that says what is wrong and what to do."""


def main(arguments: "list[str]") -> int:
    """Runs the command in `arguments` and returns the exit code of the program."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    try:
        check_python()
        if command == "demo":
            return demo(rest)
        if command == "window":
            return window(rest)
        if command == "test":
            return test(rest)
        if command == "lint":
            return lint()
    except (Stop, OSError) as trouble:
        print(f"start.py: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("start.py: stopped", file=sys.stderr)
        return 130
    print(__doc__.strip())
    return 0 if command in ("help", "-h", "--help") else 2


# ------------------------------------------------------------------------------------------------------------ commands


def demo(arguments: "list[str]") -> int:
    """Makes the demonstration workspace and says where the results are."""
    folder = only_folder(arguments)
    set_up(RUNTIME)
    system_libraries(for_screen=False)
    code = run_python("-m", "qa_auditor", "demo", str(folder))
    if code == 0:
        print(f"\nExcel scorecards and PDF reports: {folder / 'exports'}")
    if code == 0 or (folder / "workspace.sqlite").is_file():  # made now, or by an earlier demo
        print(f"Open the window on this data:     {Path(sys.executable).name} start.py window {folder}")
    return code


def window(arguments: "list[str]") -> int:
    """Opens the window on a workspace."""
    folder = only_folder(arguments)
    if not folder.is_dir():
        raise Stop(f"there is no folder {folder}; make one with: {Path(sys.executable).name} start.py demo {folder}")
    set_up(RUNTIME)
    system_libraries(for_screen=True)
    return run_python("-m", "qa_auditor", "--workspace", str(folder))


def test(arguments: "list[str]") -> int:
    """Runs the tests on two processes; further arguments go to pytest."""
    set_up(DEVELOPMENT)
    system_libraries(for_screen=False)
    readers()
    return run_python("-m", "pytest", "-n", "2", *arguments)


def lint() -> int:
    """Runs every static check and reports all that fail."""
    set_up(DEVELOPMENT)
    sources = [name for name in ("qa_auditor", "tests", "tools", "benchmarks", "start.py") if (ROOT / name).exists()]
    checks = (
        ("ruff check", ["-m", "ruff", "check", "."]),
        ("ruff format", ["-m", "ruff", "format", "--check", "."]),
        ("mypy", ["-m", "mypy", *sources]),
        ("import borders", ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]),
    )
    failed = []
    for name, arguments in checks:
        print(f"== {name}", flush=True)
        if run_python(*arguments) != 0:
            failed.append(name)
    print("lint: " + ("failed: " + ", ".join(failed) if failed else "all clean"))
    return 1 if failed else 0


def only_folder(arguments: "list[str]") -> Path:
    """The folder a command works on: the one argument, or ./demo-workspace."""
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        raise Stop("expected one folder at most, got: " + " ".join(arguments))
    return Path(arguments[0] if arguments else "demo-workspace").absolute()


# --------------------------------------------------------------------------------------------- Python and its packages


def check_python() -> None:
    """Refuses a Python that the locked packages do not support."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Stop(
            "qa_auditor needs Python {}.{} to {}.{}; this is Python {}.{}".format(
                *OLDEST, *NEWEST, *sys.version_info[:2]
            )
        )


def set_up(lock: str) -> None:
    """Brings .venv to the state that `lock` and pyproject.toml ask for; does nothing when it is there already."""
    if not (ROOT / lock).is_file():
        raise Stop(f"{lock} is missing beside start.py")
    stamps = {fingerprint(lock), fingerprint(DEVELOPMENT)}  # the development lock holds the runtime's packages too
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") in stamps and python_works():
        return
    STAMP.unlink(missing_ok=True)
    if not python_works():
        make_venv()
    print("Installing the locked packages into .venv (some 350 MB the first time) ...", flush=True)
    pip("install", "--require-hashes", "-r", str(ROOT / lock))
    pip("install", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    STAMP.write_text(fingerprint(lock), encoding="ascii")


def fingerprint(lock: str) -> str:
    """What an installation depends on, as a digest: lock, package metadata, Python's version and the place."""
    digest = hashlib.sha256()
    for name in (lock, "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    digest.update(repr((lock, sys.version_info[:2], str(ROOT))).encode())
    return digest.hexdigest()


def python_in_venv() -> Path:
    """The interpreter of .venv."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def python_works() -> bool:
    """Whether the interpreter of .venv starts and has this Python's version; not so when that Python was replaced."""
    version = ".".join(str(part) for part in sys.version_info[:2])
    try:
        asked = subprocess.run(
            [str(python_in_venv()), "-c", "import pip, sys; print('{}.{}'.format(*sys.version_info))"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return asked.returncode == 0 and asked.stdout.strip() == version


def make_venv() -> None:
    """Creates .venv afresh, with the distribution's own package for it where that is missing."""
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    if not has_ensurepip() and not (may_install() and apt_install([package]) and has_ensurepip()):
        raise Stop(f"Python's venv is not installed; on Debian or Ubuntu: {apt_line([package])}")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        raise Stop(f"could not create {VENV}: {last_line(made.stderr or made.stdout)}")


def has_ensurepip() -> bool:
    """Whether this Python can put pip into a new environment; asked of a new process, since apt may just have run."""
    found = subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False)
    return found.returncode == 0


def pip(*arguments: str) -> None:
    """Runs pip in .venv; its output goes to a file, and what went wrong to the user in one line."""
    command = [str(python_in_venv()), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    environment = {**os.environ, "PIP_USER": "0"}  # a user-wide setting that pip refuses in an environment of its own
    ran = subprocess.run(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    with LOG.open("a", encoding="utf-8") as log:
        log.write(ran.stdout)
    if ran.returncode == 0:
        return
    if any(sign in ran.stdout for sign in NETWORK_SIGNS):
        raise Stop(
            "no network: the package index cannot be reached; connect, or configure pip's index, and run it again"
        )
    errors = [line for line in ran.stdout.splitlines() if line.startswith("ERROR")]
    raise Stop(f"pip failed: {errors[-1] if errors else last_line(ran.stdout)} (all of it: {LOG})")


def run_python(*arguments: str) -> int:
    """Runs the interpreter of .venv in the folder of the project and returns its exit code."""
    sys.stdout.flush()
    environment = dict(os.environ)
    environment["PATH"] = str(python_in_venv().parent) + os.pathsep + environment.get("PATH", os.defpath)
    return subprocess.run([str(python_in_venv()), *arguments], cwd=str(ROOT), env=environment, check=False).returncode


def last_line(text: str) -> str:
    """The last line that says something."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no message"


# ------------------------------------------------------------------------------------------------------ system packages


def system_libraries(*, for_screen: bool) -> None:
    """Sees to the libraries that Qt's wheels expect of a Linux system."""
    if not sys.platform.startswith("linux"):
        return
    wanted = {**QT_LIBRARIES, **SCREEN_LIBRARIES} if for_screen else QT_LIBRARIES
    missing = [library for library in wanted if not loads(library)]
    if missing and may_install():
        apt_install([wanted[library] for library in missing])
        missing = [library for library in missing if not loads(library)]
    if missing:
        raise Stop(
            f"Qt needs libraries that are missing: {', '.join(missing)}; "
            f"on Debian or Ubuntu: {apt_line([wanted[library] for library in missing])}"
        )


def loads(library: str) -> bool:
    """Whether the system's loader finds the shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def readers() -> None:
    """Sees to the independent programs that read the documents and recordings in the tests.

    Without them their tests are skipped by name, but with CI=true that would hide a fault, so there they are required.
    """
    missing = missing_readers()
    if missing and may_install():
        apt_install(missing)
        missing = missing_readers()
    if not missing:
        return
    if os.environ.get("CI") == "true":
        raise Stop("readers that CI needs are missing: " + ", ".join(missing))
    hint = f"; to run them: {apt_line(missing)}" if shutil.which("apt-get") else ""
    print(f"Tests that need these are skipped: {', '.join(missing)}{hint}")


def missing_readers() -> "list[str]":
    """The packages of the readers that are not there."""
    missing = [package for command, package in READERS.items() if shutil.which(command) is None]
    if shutil.which("dpkg-query"):
        missing += [package for package in READER_PACKAGES if not is_installed(package)]
    return missing


def is_installed(package: str) -> bool:
    """Whether Debian's package database has the package as installed."""
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f=${db:Status-Status}", package], capture_output=True, text=True, check=False
    )
    return asked.stdout == "installed"


def may_install() -> bool:
    """Whether apt is there and this user may use it without being asked for a password."""
    if shutil.which("apt-get") is None:
        return False
    if is_root():
        return True
    return shutil.which("sudo") is not None and (
        subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    )


def is_root() -> bool:
    """Whether this is the system's administrator."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install(packages: "list[str]") -> bool:
    """Installs packages from a freshly read package list; says so first, and why it failed when it did."""
    print(f"Installing with apt: {' '.join(packages)} ...", flush=True)
    sudo = [] if is_root() else ["sudo", "-n"]
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    # A stale list asks for files that the server no longer has; if it cannot be read, the cache may still serve.
    subprocess.run([*apt, "update"], capture_output=True, check=False)
    ran = subprocess.run(
        [*apt, "install", "--no-install-recommends", *packages],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if ran.returncode != 0:
        print(f"apt could not install them: {last_line(ran.stderr)}", file=sys.stderr)
    return ran.returncode == 0


def apt_line(packages: "list[str]") -> str:
    """The command a person would type to install the packages."""
    sudo = "" if is_root() else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {' '.join(packages)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
