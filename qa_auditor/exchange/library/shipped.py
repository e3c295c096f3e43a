"""The library that comes with the program."""

from collections.abc import Collection, Mapping
from pathlib import Path

from qa_auditor.application.process_library.references import ReferenceKind
from qa_auditor.application.process_library.shipping import ShippedLibrary
from qa_auditor.application.process_library.tracing import Topic, traceable_names
from qa_auditor.assets import resource_path
from qa_auditor.domain.touchpoint import ProcessMap
from qa_auditor.exchange.checklist_yaml import load_checklist
from qa_auditor.exchange.library.map_yaml import load_map
from qa_auditor.exchange.library.process_yaml import load_process
from qa_auditor.exchange.library.standard_yaml import load_standards
from qa_auditor.exchange.library.topics_yaml import load_topics
from qa_auditor.exchange.shipped import shipped_checklists


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


def shipped_topics() -> tuple[Topic, ...]:
    """The topics of the source documents, with what carries each."""
    path = resource_path("library", "topics.yaml")
    return load_topics(path, file=path.name) if path.is_file() else ()


def shipped_names() -> Mapping[ReferenceKind, Collection[str]]:
    """Processes, standards and questions that come with the program, as topics name them."""
    library = load_shipped()
    checklists = [load_checklist(path, file=path.name) for path in shipped_checklists()]
    return traceable_names(
        processes=(record.code for record in library.processes),
        standards=(standard.code for standard in library.standards),
        checklists=checklists,
    )


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
