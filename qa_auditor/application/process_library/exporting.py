"""The library, or a part of it, written as files that can be imported again."""

from collections.abc import Callable, Sequence
from pathlib import Path

from qa_auditor.application.disk import told_of_disk, write_text
from qa_auditor.application.faults import Fault, FaultsError, Place
from qa_auditor.application.ports import LibraryFormat, Store, UnitOfWork
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.i18n import _

WriteTable = Callable[[ProcessRecord, Path], None]
"""Writes a process as an Excel workbook."""

EVERYTHING = "all"
MAP = "map"
"""What is exported when these stand in place of a code."""

TABLE = ".xlsx"
TEXT = (".yaml", ".yml")

_NO_FILE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)


def export_library(
    store: Store, *, what: str, target: Path, formats: LibraryFormat, write_table: WriteTable
) -> tuple[Path, ...]:
    """Write what was asked for; the files. Files of the same names are replaced.

    Args:
        store: the workspace's rows.
        what: the code of a process or standard, ``MAP``, or ``EVERYTHING``.
        target: a YAML file, for a process also an Excel file, else a folder: it gets the folders ``processes`` and
            ``standards`` and the file ``map.yaml``.
        formats: how the parts are written as text.
        write_table: writes a workbook.

    Raises:
        FaultsError: there is no such thing, or it does not fit the target.
        StoreError: the disk refused.
    """
    ending = target.suffix.lower()
    with store.begin() as work:
        if what == EVERYTHING:
            if ending in {TABLE, *TEXT}:
                raise FaultsError([_needs_folder(target)])
            return _everything(work, target, formats)
        if what == MAP:
            return _written(target, "map.yaml", formats.write_map(work.map.get()))
        if what in work.process_records.codes():
            record = work.process_records.latest(what)
            if ending == TABLE:
                with told_of_disk(target):
                    target.parent.mkdir(parents=True, exist_ok=True)
                    write_table(record, target)
                return (target,)
            return _written(target, _process_file(record.code), formats.write_process(record))
        if what in work.standards.codes():
            text = formats.write_standards([work.standards.latest(what)])
            return _written(target, f"standards/{_stem(what)}.yaml", text)
        raise FaultsError([_unknown(what, (*work.process_records.codes(), *work.standards.codes()))])


def _everything(work: UnitOfWork, folder: Path, formats: LibraryFormat) -> tuple[Path, ...]:
    texts = {_process_file(record.code): formats.write_process(record) for record in work.process_records.newest()}
    if standards := work.standards.newest():
        texts["standards/standards.yaml"] = formats.write_standards(standards)
    texts["map.yaml"] = formats.write_map(work.map.get())
    for name, text in texts.items():
        write_text(folder / name, text)
    return tuple(folder / name for name in texts)


def _written(target: Path, name: str, text: str) -> tuple[Path, ...]:
    ending = target.suffix.lower()
    if ending == TABLE:
        message = _("only a process can be written as an Excel table")
        raise FaultsError([Fault("no-table", message, Place(str(target)), _("Name a YAML file or a folder"))])
    path = target if ending in TEXT else target / name
    write_text(path, text)
    return (path,)


def _process_file(code: str) -> str:
    return f"processes/{_stem(code)}.yaml"


def _stem(code: str) -> str:
    """The code in small letters; Windows keeps some names to itself."""
    stem = code.lower()
    return f"{stem}-" if stem in _NO_FILE_NAMES else stem


def _needs_folder(target: Path) -> Fault:
    message = _("the whole library is more than one file holds")
    return Fault("needs-folder", message, Place(str(target)), _("Name a folder"))


def _unknown(code: str, known: Sequence[str]) -> Fault:
    message = _("there is neither a process nor a standard {code}").format(code=code)
    close = next((name for name in known if name.lower() == code.lower()), None)
    remedy = _('Did you mean "{nearest}"?').format(nearest=close) if close else _("library list shows what there is")
    return Fault("unknown-code", message, Place(""), remedy)
