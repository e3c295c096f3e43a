"""``qa-auditor library …``: processes, standards and the process map as files and in the workspace."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from qa_auditor.application.faults import Fault, UnreadableError, describe
from qa_auditor.application.process_library.importing import (
    MAP,
    ImportedFile,
    LibraryDocument,
    import_library,
    known_codes,
)
from qa_auditor.application.process_library.references import ReferenceKind, unknown_references
from qa_auditor.cli.errors import BAD_INPUT, DOES_NOT_HOLD, DONE, say
from qa_auditor.cli.library_draw import draw
from qa_auditor.cli.library_export import export
from qa_auditor.cli.library_list import list_
from qa_auditor.cli.library_trace import trace
from qa_auditor.cli.settings import existing_workspace, opened_workspace, print_json
from qa_auditor.exchange.library.files import ENDINGS, read_library_file
from qa_auditor.exchange.library.shipped import load_shipped
from qa_auditor.i18n import _, ngettext


@click.group(help=_("Work on the library of processes, standards and touchpoints."))
def library() -> None:
    """Group of the commands about the library."""


library.add_command(draw)
library.add_command(export)
library.add_command(list_)
library.add_command(trace)


@library.command(
    help=_("Check files of the library (YAML, or a process as an Excel table) and name every fault with its place.")
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def check(files: tuple[Path, ...], *, as_json: bool) -> int:
    """Check files; 1 when one is wrong, 2 when one can't be read."""
    documents, unreadable = _read(files)
    known = _known(documents)
    checked = [_with_references(document, known) for document in documents]
    if as_json:
        print_json({"files": [_document(one, unreadable.get(one.file, ())) for one in checked]})
    else:
        for document in checked:
            if document.file not in unreadable:
                _print_document(document)
    for faults in unreadable.values():
        say(describe(faults[0]))
    if unreadable:
        return BAD_INPUT
    return DOES_NOT_HOLD if any(document.faults for document in checked) else DONE


@library.command(
    "import",
    help=_(
        "Take files of the library, and those in folders, into the workspace. A file that is wrong is refused with all "
        "its faults; the others are taken."
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def import_(paths: tuple[Path, ...], *, as_json: bool) -> int:
    """Import files; 1 when one is wrong, 2 when one can't be read. The others are taken."""
    documents, unreadable = _read(tuple(_files_of(paths)))
    readable = [document for document in documents if document.file not in unreadable]
    with opened_workspace() as opened:
        imported = import_library(opened.store, documents=readable).value
    if as_json:
        refused = [ImportedFile(file, faults=faults) for file, faults in unreadable.items()]
        print_json({"files": [_imported(one) for one in (*imported, *refused)]})
    else:
        for one in imported:
            _print_imported(one)
    for faults in unreadable.values():
        say(describe(faults[0]))
    if unreadable:
        return BAD_INPUT
    return DOES_NOT_HOLD if any(one.faults for one in imported) else DONE


def _read(files: tuple[Path, ...]) -> tuple[list[LibraryDocument], dict[str, tuple[Fault, ...]]]:
    """What is in the files, and those that can't be read."""
    documents: list[LibraryDocument] = []
    unreadable: dict[str, tuple[Fault, ...]] = {}
    for file in files:
        try:
            documents.append(read_library_file(file))
        except UnreadableError as error:
            unreadable[str(file)] = error.faults
            documents.append(LibraryDocument(str(file), faults=error.faults))
    return documents, unreadable


def _files_of(paths: tuple[Path, ...]) -> Iterator[Path]:
    """Files as they are named; of a folder, those that may belong to a library."""
    for path in paths:
        if path.is_dir():
            inside = (one for one in sorted(path.rglob("*")) if one.suffix.lower() in ENDINGS and one.is_file())
            yield from (one for one in inside if not one.name.startswith((".", "~")))
        else:
            yield path


def _known(documents: list[LibraryDocument]) -> Mapping[ReferenceKind, AbstractSet[str]]:
    """What files may name: what they bring themselves, what the program brings, what the workspace has."""
    shipped = load_shipped()
    brought = [*documents, LibraryDocument("", shipped.processes, shipped.standards, shipped.process_map)]
    with suppress(UnreadableError), existing_workspace() as opened, opened.store.begin() as work:
        return known_codes(brought, work)
    return known_codes(brought)


def _with_references(document: LibraryDocument, known: Mapping[ReferenceKind, AbstractSet[str]]) -> LibraryDocument:
    """A touchpoint without its process can't be imported; what else is not known may come later."""
    unknown = unknown_references(document.references, known)
    if document.process_map is not None:
        return replace(document, faults=(*document.faults, *unknown))
    return replace(document, warnings=(*document.warnings, *unknown))


def _print_document(document: LibraryDocument) -> None:
    for fault in document.faults:
        click.echo(describe(fault))
    for warning in document.warnings:
        click.echo(_("{place} (warning)").format(place=describe(warning)))
    if document.faults:
        faults = ngettext("{n} fault", "{n} faults", len(document.faults)).format(n=len(document.faults))
        say(f"{document.file}: {faults}")
    else:
        click.echo(_("{file}: correct, {content}").format(file=document.file, content=", ".join(_content(document))))


def _content(document: LibraryDocument) -> list[str]:
    parts = [f"{record.code} {record.version}" for record in document.processes]
    if document.standards:
        count = len(document.standards)
        parts.append(ngettext("{n} standard", "{n} standards", count).format(n=count))
    if document.process_map is not None:
        count = len(document.process_map.touchpoints)
        parts.append(ngettext("{n} touchpoint", "{n} touchpoints", count).format(n=count))
    return parts


def _document(document: LibraryDocument, unreadable: tuple[Fault, ...]) -> dict[str, object]:
    faults = document.faults or unreadable
    return {
        "file": document.file,
        "ok": not faults,
        "processes": [{"code": record.code, "version": record.version} for record in document.processes],
        "standards": [{"code": one.code, "version": one.version} for one in document.standards],
        "touchpoints": None if document.process_map is None else len(document.process_map.touchpoints),
        "faults": [_fault(fault) for fault in faults],
        "warnings": [_fault(fault) for fault in document.warnings],
    }


def _print_imported(one: ImportedFile) -> None:
    for fault in one.faults:
        click.echo(describe(fault))
    for warning in one.warnings:
        click.echo(_("{place} (warning)").format(place=describe(warning)))
    if one.faults:
        say(_("{file}: nothing of it was taken").format(file=one.file))
    elif one.added:
        click.echo(_("{file}: taken, {content}").format(file=one.file, content=", ".join(map(_named, one.added))))
    else:
        click.echo(_("{file}: nothing new in it").format(file=one.file))


def _named(name: str) -> str:
    return _("process map") if name == MAP else name


def _imported(one: ImportedFile) -> dict[str, object]:
    return {
        "file": one.file,
        "ok": not one.faults,
        "added": list(one.added),
        "unchanged": list(one.unchanged),
        "faults": [_fault(fault) for fault in one.faults],
        "warnings": [_fault(fault) for fault in one.warnings],
    }


def _fault(fault: Fault) -> dict[str, object]:
    return {
        "code": fault.code,
        "line": fault.place.line,
        "path": fault.place.path,
        "message": fault.message,
        "remedy": fault.remedy,
    }
