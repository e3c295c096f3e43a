"""The files that an import is given, and which of them a row of a table means."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa_auditor.application.faults import Fault, Place
from qa_auditor.i18n import _

_NOT_MEANT = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to look at.

    Attributes:
        shown: how reports name it: as given, or its way within the folder that was given.
        folder: where a table's names of files are looked up.
    """

    path: Path
    shown: str
    folder: Path

    @property
    def name(self) -> str:
        """The file's name as text."""
        return as_text(self.path.name)

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return Path(self.name).stem


def as_text(name: str) -> str:
    """A name of the file system as text that can be stored and shown.

    Archives packed on a Chinese Windows have names in its encoding, which unpacking elsewhere leaves as bytes.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(name).decode("gb18030")
        except UnicodeError:
            return name.encode(errors="backslashreplace").decode()
    return name


def files_in(paths: Sequence[Path]) -> tuple[list[SourceFile], list[Fault]]:
    """All regular files of ``paths``, folders with what is below them, each file once, in the order of their names.

    Hidden files and what desktops leave behind are passed over. Links that lead out of a folder are faults: a folder
    from elsewhere must not bring files of this machine.
    """
    found: dict[Path, SourceFile] = {}
    faults: list[Fault] = []
    for given in paths:
        try:
            if given.is_dir():
                _walk(given, found, faults)
            elif given.is_file():
                found.setdefault(given.resolve(), SourceFile(given, as_text(str(given)), given.parent))
            else:
                faults.append(_not_there(str(given)))
        except OSError:  # a name that the system can't have, or a folder above it that may not be read
            faults.append(_not_there(str(given)))
    return list(found.values()), faults


def _walk(root: Path, found: dict[Path, SourceFile], faults: list[Fault]) -> None:
    inside = root.resolve()

    def unreadable(error: OSError) -> None:
        place = Place(as_text(str(error.filename)))
        faults.append(Fault("unreadable", _("The folder can't be read: {reason}").format(reason=error.strerror), place))

    for folder, folders, names in os.walk(root, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if name.startswith((".", "~$")) or name.lower() in _NOT_MEANT:
                continue
            real = _resolved(path)
            shown = str(Path(*map(as_text, path.relative_to(root).parts)))
            if real is None:
                faults.append(_not_there(shown))
            elif not real.is_relative_to(inside):
                faults.append(
                    Fault(
                        "link-outside",
                        _("The link leads out of the folder"),
                        Place(shown),
                        _("Import the file that it leads to"),
                    )
                )
            elif path.is_file():
                found.setdefault(real, SourceFile(path, shown, root))
            else:
                faults.append(_not_there(str(path)))


def _resolved(path: Path) -> Path | None:
    """Where links lead; None when they lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # which of them it is depends on Python's version
        return None


def _not_there(path: str) -> Fault:
    return Fault("not-there", _("There is no such file or folder"), Place(as_text(path)))


class FileIndex:
    """Finds the file that a row of a table names, among the files given and those beside the table."""

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._by_name: dict[str, list[SourceFile]] = {}
        self._by_stem: dict[str, list[SourceFile]] = {}
        for file in files:
            self._by_name.setdefault(file.name.casefold(), []).append(file)
            self._by_stem.setdefault(file.stem.casefold(), []).append(file)

    def find(self, named: str, *, table: SourceFile) -> list[SourceFile]:
        """The files that ``named`` may mean: none, one, or several between which nothing decides.

        Recorders write the path of their own machine, and often no ending, so the name counts first, then as much of
        the path before it as decides. Only files that were given or lie beside the table are ever meant.
        """
        parts = [part.casefold() for part in named.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
        if not parts:
            return []
        there = self._by_name.get(parts[-1]) or self._by_stem.get(parts[-1], [])
        there = [file for file in there if file.path != table.path]
        if len(there) > 1:
            there = [file for file in there if file.folder == table.folder] or there
            longest = max(_shared(parts, file) for file in there)
            there = [file for file in there if _shared(parts, file) == longest]
        return there


def _shared(parts: list[str], file: SourceFile) -> int:
    """How many folders before the name agree."""
    own = [as_text(part).casefold() for part in file.path.parts]
    count = 0
    for named, there in zip(reversed(parts[:-1]), reversed(own[:-1]), strict=False):
        if named != there:
            break
        count += 1
    return count


def beside(table: SourceFile) -> list[SourceFile]:
    """Files in the folder of a table that was given by itself."""
    folder = table.path.parent
    inside = folder.resolve()
    return [
        SourceFile(path, as_text(str(path)), table.folder)
        for path in sorted(folder.iterdir())
        if path.is_file() and not path.name.startswith(".") and path.resolve().is_relative_to(inside)
    ]
