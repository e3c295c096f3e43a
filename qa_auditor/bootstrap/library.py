"""How the library is read and written; the readers are loaded when the first of its files is met."""

from collections.abc import Sequence

from qa_auditor.application.ports import LibraryFormat
from qa_auditor.application.process_library.shipping import ShippedLibrary
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.touchpoint import ProcessMap


def library_format() -> LibraryFormat:
    """Processes and standards as YAML."""
    return LibraryFormat(
        read_process=_read_process,
        write_process=_write_process,
        read_standard=_read_standard,
        write_standards=_write_standards,
        write_map=_write_map,
    )


def shipped_library() -> ShippedLibrary:
    """What the program brings."""
    from qa_auditor.exchange.library.shipped import load_shipped

    return load_shipped()


def _read_process(text: str, file: str) -> ProcessRecord:
    from qa_auditor.exchange.library.process_yaml import load_process

    return load_process(text, file=file)


def _write_process(record: ProcessRecord) -> str:
    from qa_auditor.exchange.library.writing import process_yaml

    return process_yaml(record)


def _read_standard(text: str, file: str) -> Standard:
    from qa_auditor.exchange.library.standard_yaml import load_standards

    return load_standards(text, file=file)[0]


def _write_standards(standards: Sequence[Standard]) -> str:
    from qa_auditor.exchange.library.writing import standards_yaml

    return standards_yaml(standards)


def _write_map(found: ProcessMap) -> str:
    from qa_auditor.exchange.library.writing import map_yaml

    return map_yaml(found)
