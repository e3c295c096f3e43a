"""Processes, standards, the process map and proposals as the use cases ask for them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.standard import Proposal, ProposalState, Standard
from qa_auditor.domain.touchpoint import ProcessMap, Touchpoint


@dataclass(frozen=True, slots=True)
class LibraryFormat:
    """How processes and standards are written as text and read again; versions are stored as such texts.

    Attributes:
        read_process, read_standard: of a text; the second argument is the name that faults are told under. Raise
            ``FaultsError``.
        write_process, write_standards, write_map: equal values have equal texts.
    """

    read_process: Callable[[str, str], ProcessRecord]
    write_process: Callable[[ProcessRecord], str]
    read_standard: Callable[[str, str], Standard]
    write_standards: Callable[[Sequence[Standard]], str]
    write_map: Callable[[ProcessMap], str]


@dataclass(frozen=True, slots=True)
class Head:
    """The newest version of a process or standard, and whether it came with the program."""

    version: int
    shipped: bool


class ProcessRecordRepository(Protocol):
    """Process records; a version once stored never changes."""

    def add(self, record: ProcessRecord) -> None:
        """Store a version, and the light ``Process`` that the rest of the program knows it by.

        The same version with the same content changes nothing; with other content it raises ``VersionTakenError``.
        A ``Process`` whose code differs in capitals alone becomes this one, with its subjects.
        """

    def get(self, code: str, version: int) -> ProcessRecord:
        """The version, or ``NotFoundError``."""

    def latest(self, code: str) -> ProcessRecord:
        """The newest version, or ``NotFoundError``."""

    def newest(self) -> Sequence[ProcessRecord]:
        """The newest version of every process, by code."""

    def versions(self, code: str) -> Sequence[int]:
        """All versions of a process, oldest first; empty when there is none."""

    def codes(self) -> Sequence[str]:
        """Codes of all processes that have a record, sorted."""

    def source(self, code: str, version: int) -> str:
        """The text as it is stored, or ``NotFoundError``."""

    def add_shipped(self, records: Sequence[ProcessRecord]) -> None:
        """Store versions that come with the program and that are not there yet, many at once."""

    def heads(self) -> Mapping[str, Head]:
        """The newest version of every process, by code."""

    def every(self) -> Sequence[tuple[str, int, bool]]:
        """All versions, by code and number, each with whether its text is the one that was stored."""

    def is_shipped(self, code: str, version: int) -> bool:
        """Whether the version came with the program, or ``NotFoundError``."""


class StandardRepository(Protocol):
    """Standards; a version once stored never changes."""

    def add(self, standard: Standard) -> None:
        """Store a version; the same version with other content raises ``VersionTakenError``."""

    def get(self, code: str, version: int) -> Standard:
        """The version, or ``NotFoundError``."""

    def latest(self, code: str) -> Standard:
        """The newest version, or ``NotFoundError``."""

    def newest(self) -> Sequence[Standard]:
        """The newest version of every standard, retired ones too, by code."""

    def versions(self, code: str) -> Sequence[int]:
        """All versions of a standard, oldest first; empty when there is none."""

    def codes(self) -> Sequence[str]:
        """Codes of all standards, sorted."""

    def source(self, code: str, version: int) -> str:
        """The text as it is stored, or ``NotFoundError``."""

    def add_shipped(self, standards: Sequence[Standard]) -> None:
        """Store versions that come with the program and that are not there yet, many at once."""

    def heads(self) -> Mapping[str, Head]:
        """The newest version of every standard, by code."""

    def every(self) -> Sequence[tuple[str, int, bool]]:
        """All versions, by code and number, each with whether its text is the one that was stored."""

    def is_shipped(self, code: str, version: int) -> bool:
        """Whether the version came with the program, or ``NotFoundError``."""


class MapRepository(Protocol):
    """The one process map of the workspace."""

    def get(self) -> ProcessMap:
        """The map; an empty one where nobody has drawn any."""

    def touchpoint(self, code: str) -> Touchpoint | None:
        """The touchpoint with this code; None when the map has none."""

    def put(self, found: ProcessMap) -> None:
        """Replace the map as a whole; ``NotFoundError`` when a touchpoint names a process that is not there."""


class ProposalRepository(Protocol):
    """Proposals to revise standards; decided once, never deleted."""

    def add(self, proposal: Proposal) -> None:
        """Store a new one; ``NotFoundError`` when the standard or the evaluator is not there."""

    def get(self, proposal_id: str) -> Proposal:
        """The proposal, or ``NotFoundError``."""

    def find(self, *, standard_code: str | None = None, state: ProposalState | None = None) -> Sequence[Proposal]:
        """Proposals, newest first."""

    def decide(self, proposal_id: str, *, state: ProposalState, by: str, at: str, decision: str) -> None:
        """Accept or decline one; ``DecidedError`` when that is done already."""
