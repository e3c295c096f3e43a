"""Any YAML file of the library, told apart by what it says."""

from pathlib import Path

from qa_auditor.application.process_library.importing import LibraryDocument
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.standard import Standard
from qa_auditor.domain.touchpoint import ProcessMap
from qa_auditor.exchange import yaml_nodes
from qa_auditor.exchange.library.findings import LibraryFindings, checked
from qa_auditor.exchange.library.map_yaml import TOP_KEYS as MAP_KEYS
from qa_auditor.exchange.library.map_yaml import map_at
from qa_auditor.exchange.library.process_yaml import TOP_KEYS as PROCESS_KEYS
from qa_auditor.exchange.library.process_yaml import process_at
from qa_auditor.exchange.library.standard_yaml import TOP_KEYS as STANDARD_KEYS
from qa_auditor.exchange.library.standard_yaml import standards_at
from qa_auditor.exchange.reading import Spot
from qa_auditor.i18n import _


def check_library_file(source: Path | str | bytes, *, file: str | None = None) -> LibraryDocument:
    """What is in a file (``Path``) or text, with every fault.

    Raises:
        UnreadableError: there is no such file, or it can't be opened.
    """
    parts = _Parts()
    found = checked(source, file=file, read=parts.read)
    name = file if file is not None else str(source) if isinstance(source, Path) else ""
    right = not found.faults
    return LibraryDocument(
        file=name,
        processes=tuple(parts.processes) if right else (),
        standards=tuple(parts.standards) if right else (),
        process_map=parts.process_map if right else None,
        faults=found.faults,
        warnings=found.warnings,
        references=found.references,
    )


class _Parts:
    """What one document holds."""

    def __init__(self) -> None:
        self.processes: list[ProcessRecord] = []
        self.standards: list[Standard] = []
        self.process_map: ProcessMap | None = None

    def read(self, spot: Spot, findings: LibraryFindings) -> bool:
        """Read whatever the document is."""
        keys = set(spot.node.entries) if isinstance(spot.node, yaml_nodes.Mapping) else set()
        if "standards" in keys and "process" not in keys:
            self.standards += standards_at(spot, findings) or ()
        elif len(keys & _OF_MAP) > len(keys & _OF_PROCESS):
            self.process_map = map_at(spot, findings)
        elif keys & _OF_PROCESS:
            record = process_at(spot, findings)
            self.processes += [] if record is None else [record]
        else:
            message = _("this is no file of the library: it says neither process nor standards nor touchpoints")
            findings.fault("unknown-document", spot, message, _("Begin with format: 1 and process: CODE"))
        return True


_OF_PROCESS = frozenset(PROCESS_KEYS) - frozenset(STANDARD_KEYS)
_OF_MAP = frozenset(MAP_KEYS) - frozenset(STANDARD_KEYS)
