"""What the use cases need from the floors above, as protocols.

One ``UnitOfWork`` is one transaction: leaving it without ``commit`` rolls back. Rows never leave storage; only
domain values do. Repositories stand in one module for each subject matter.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from qa_auditor.application.ports.conversations import ConversationRepository, Reveal, RevealRepository
from qa_auditor.application.ports.errors import (
    CodeTakenError,
    DecidedError,
    NotFoundError,
    SubmittedError,
    VersionTakenError,
)
from qa_auditor.application.ports.library import (
    Head,
    LibraryFormat,
    MapRepository,
    ProcessRecordRepository,
    ProposalRepository,
    StandardRepository,
)
from qa_auditor.application.ports.monitoring import MonitoringRepository, Tally, WalkRepository
from qa_auditor.application.ports.scoring import (
    ChecklistRepository,
    EvaluationFilter,
    EvaluationRepository,
    PeopleRepository,
    ProcessRepository,
    SettingRepository,
    SubjectRepository,
)
from qa_auditor.application.ports.suggestions import SuggestionOutcome, SuggestionRepository
from qa_auditor.application.ports.walkthroughs import PhotoRepository, ReadPhoto, WalkthroughRepository
from qa_auditor.domain.photo import Photo
from qa_auditor.domain.subject import Recording

__all__ = [
    "ChecklistRepository",
    "Clock",
    "CodeTakenError",
    "ConversationRepository",
    "DecidedError",
    "EvaluationFilter",
    "EvaluationRepository",
    "Head",
    "LibraryFormat",
    "MapRepository",
    "MediaFolder",
    "MonitoringRepository",
    "NotFoundError",
    "PeopleRepository",
    "PhotoRepository",
    "ProcessRecordRepository",
    "ProcessRepository",
    "ProposalRepository",
    "ReadPhoto",
    "Reveal",
    "RevealRepository",
    "SettingRepository",
    "StandardRepository",
    "Store",
    "SubjectRepository",
    "SubmittedError",
    "SuggestionOutcome",
    "SuggestionRepository",
    "Tally",
    "UnitOfWork",
    "VersionTakenError",
    "WalkRepository",
    "WalkthroughRepository",
]


class Clock(Protocol):
    """The time, so that tests and the demo can set it."""

    def now(self) -> datetime:
        """The current instant, aware, UTC."""


class UnitOfWork(Protocol):
    """One transaction over all repositories."""

    checklists: ChecklistRepository
    subjects: SubjectRepository
    evaluations: EvaluationRepository
    people: PeopleRepository
    processes: ProcessRepository
    settings: SettingRepository
    process_records: ProcessRecordRepository
    standards: StandardRepository
    map: MapRepository
    proposals: ProposalRepository
    walks: WalkRepository
    walkthroughs: WalkthroughRepository
    photos: PhotoRepository
    monitoring: MonitoringRepository
    conversations: ConversationRepository
    reveals: RevealRepository
    suggestions: SuggestionRepository

    def commit(self) -> None:
        """Make all of it durable: on disk when this returns."""


class Store(Protocol):
    """The workspace's rows."""

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction; leaving it without ``commit`` rolls back."""

    def defects(self) -> Sequence[str]:
        """What is wrong with the database itself, for people; empty when it is whole."""

    def close(self) -> None:
        """Let go of the files."""


class MediaFolder(Protocol):
    """Recordings and photos by content: ``media/ab/abcdef….wav``."""

    def take(self, path: Path, *, sha256: str) -> Path:
        """Copy a file in (to a temporary name, flushed, then renamed); the stored path. Twice is once."""

    def path_of(self, kept: Recording | Photo) -> Path:
        """Where the bytes lie."""

    def stored(self, sha256: str) -> Path | None:
        """Where bytes of this content lie, if they were taken in: pictures of chats."""
