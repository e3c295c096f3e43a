"""What is found in a file of the library: faults, warnings, and which other things of the library it names."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from qa_auditor.application.faults import Fault, FaultsError, Place
from qa_auditor.application.process_library.references import Reference, ReferenceKind
from qa_auditor.exchange.reading import Findings, Spot
from qa_auditor.exchange.yaml_documents import content_of, looked_into

_Value = TypeVar("_Value")


@dataclass(slots=True)
class LibraryFindings(Findings):
    """``Findings`` with the references to things that other files define."""

    references: list[Reference] = field(default_factory=list)

    def refer(self, kind: ReferenceKind, code: str, spot: Spot) -> None:
        """Remember that the file names something that lies elsewhere."""
        self.references.append(Reference(kind, code, Place(self.file, spot.line, spot.path)))


@dataclass(frozen=True, slots=True)
class Checked(Generic[_Value]):
    """What looking at a file brought to light.

    Attributes:
        value: what it says; None when there are faults.
        faults: what makes it unusable, in the order of the file.
        warnings: what its author may not have meant.
        references: what it names that other files define.
    """

    value: _Value | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    references: tuple[Reference, ...]


def checked(
    source: Path | str | bytes, *, file: str | None, read: Callable[[Spot, LibraryFindings], _Value | None]
) -> Checked[_Value]:
    """Look into a file (``Path``) or a text; faults are returned.

    Raises:
        UnreadableError: there is no such file, or it can't be opened.
    """
    if isinstance(source, Path) and file is None:
        file = str(source)
    findings = LibraryFindings(file or "")
    value = looked_into(content_of(source, findings.file), read, findings)
    return Checked(
        None if findings.faults else value,
        findings.faults_in_order,
        findings.warnings_in_order,
        tuple(findings.references),
    )


def wanted(found: Checked[_Value]) -> _Value:
    """The value.

    Raises:
        FaultsError: there is none; carries every fault.
    """
    if found.value is None:
        raise FaultsError(found.faults)
    return found.value
