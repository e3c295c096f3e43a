"""The library that comes with the program."""

from pathlib import Path

from qa_auditor.application.process_library.shipping import ShippedLibrary
from qa_auditor.assets import resource_path
from qa_auditor.domain.touchpoint import ProcessMap
from qa_auditor.exchange.library.map_yaml import load_map
from qa_auditor.exchange.library.process_yaml import load_process
from qa_auditor.exchange.library.standard_yaml import load_standards


def shipped_processes() -> tuple[Path, ...]:
    """The files of all shipped processes, by name."""
    return tuple(sorted(resource_path("library", "processes").glob("*.yaml")))


def shipped_standards() -> tuple[Path, ...]:
    """The files of all shipped standards, by name."""
    return tuple(sorted(resource_path("library", "standards").glob("*.yaml")))


def shipped_map() -> Path | None:
    """The file of the shipped map; None when there is none."""
    path = resource_path("library", "map.yaml")
    return path if path.is_file() else None


def load_shipped() -> ShippedLibrary:
    """All of it, read.

    Raises:
        FaultsError: a file is wrong.
    """
    drawn = shipped_map()
    return ShippedLibrary(
        processes=tuple(load_process(path, file=path.name) for path in shipped_processes()),
        standards=tuple(standard for path in shipped_standards() for standard in load_standards(path, file=path.name)),
        process_map=ProcessMap() if drawn is None else load_map(drawn, file=drawn.name),
    )
