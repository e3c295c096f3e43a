"""Walk-throughs and photos of evidence as the use cases ask for them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from qa_auditor.domain.photo import Photo
from qa_auditor.domain.walkthrough import WalkEntry, Walkthrough

ReadPhoto = Callable[[Path], Photo]
"""Looks at a photo before it is taken in; raises ``FaultsError`` for what is none, or is too large."""


class WalkthroughRepository(Protocol):
    """Walk-throughs with their append-only entries."""

    def add(self, walkthrough: Walkthrough) -> None:
        """Store a new one; ``NotFoundError`` when the version of the process or the evaluator is not there."""

    def get(self, walkthrough_id: str) -> Walkthrough:
        """The walk-through, or ``NotFoundError``."""

    def all(self, *, process_code: str | None = None) -> Sequence[Walkthrough]:
        """Walk-throughs, the newest first."""

    def append(self, walkthrough_id: str, entries: Sequence[WalkEntry]) -> None:
        """Add entries; ``SubmittedError`` once an evaluation of it is submitted."""

    def entries(self, walkthrough_id: str) -> Sequence[WalkEntry]:
        """Its entries, oldest first."""

    def entries_of(self, walkthrough_ids: Sequence[str]) -> Mapping[str, Sequence[WalkEntry]]:
        """The entries of many at once, by walk-through."""


class PhotoRepository(Protocol):
    """Photos in the media folder."""

    def add(self, photo: Photo) -> None:
        """Remember a photo; one that is there changes nothing."""

    def get(self, sha256: str) -> Photo:
        """The photo, or ``NotFoundError``."""

    def all(self) -> Sequence[Photo]:
        """All photos, by hash."""
