"""What the window needs from the rest of the program, as protocols: one workspace that is open.

The window imports neither storage nor reports: whoever starts it hands over a function that opens the workspace.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from qa_auditor.application.tasks import Progress

if TYPE_CHECKING:
    # The window is shown before the domain is loaded.
    from datetime import datetime

    from qa_auditor.application.changes import Outcome
    from qa_auditor.application.ports import Clock, LibraryFormat, MediaFolder, Store
    from qa_auditor.application.ports.audio import AudioAnalysis
    from qa_auditor.application.ports.sounds import SoundFiles
    from qa_auditor.application.process_library.importing import ImportedFile
    from qa_auditor.application.views.process_flow import FlowScores
    from qa_auditor.domain.hearing import Ear
    from qa_auditor.domain.photo import Photo
    from qa_auditor.domain.process import ProcessRecord


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of files that were taken in: counts, and one line for each that was refused."""

    taken: int
    known: int
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """Which evaluations a document is about: process, period (``since`` included, ``until`` not) and language."""

    process_code: str | None
    since: "datetime | None"
    until: "datetime | None"
    language: str


class Exporter(Protocol):
    """Writes documents to the workspace's export folder and says which files were written."""

    def scorecards(self, order: ReportOrder, progress: Progress) -> Sequence[Path]:
        """One Excel scorecard for each evaluation."""

    def summary(self, order: ReportOrder, progress: Progress) -> Sequence[Path]:
        """One workbook over all evaluations."""

    def process_report(self, order: ReportOrder, progress: Progress) -> Sequence[Path]:
        """The PDF audit report of the process."""


@dataclass(frozen=True, slots=True)
class MapOrder:
    """Which map a workbook shows: compliance ``since`` then (None: of all time), blind after so many days, language."""

    since: "datetime | None"
    now: "datetime"
    days: int
    language: str


@dataclass(frozen=True, slots=True)
class DrawingOrder:
    """A drawing to be written: the record with the scores of its steps, which drawing, kind of file, language.

    Attributes:
        draft: the record is a draft, no version yet.
    """

    record: "ProcessRecord"
    scores: "FlowScores | None"
    view: str
    kind: str
    language: str
    draft: bool = False


class LibraryFiles(Protocol):
    """Takes processes, standards and the process map in from files, and writes them to the export folder."""

    def take_in(self, paths: Sequence[Path], progress: Progress) -> "Outcome[tuple[ImportedFile, ...]]":
        """Import YAML and Excel files; what is wrong with one keeps no other from being taken."""

    def map_workbook(self, order: MapOrder, progress: Progress) -> Sequence[Path]:
        """The process map as an Excel workbook."""

    def drawing(self, order: DrawingOrder) -> Sequence[Path]:
        """A process as a drawing: SVG, PNG or PDF."""

    def process_file(self, code: str, *, table: bool) -> Sequence[Path]:
        """The record of a process as YAML, or as an Excel table."""


class Backend(Protocol):
    """An open workspace."""

    @property
    def workspace(self) -> Path:
        """Its folder."""

    @property
    def store(self) -> "Store":
        """Its rows."""

    @property
    def media(self) -> "MediaFolder":
        """Its recordings."""

    @property
    def clock(self) -> "Clock":
        """The time."""

    @property
    def audio(self) -> "AudioAnalysis":
        """What its recordings look and sound like."""

    @property
    def formats(self) -> "LibraryFormat":
        """How processes, standards and the map are written."""

    @property
    def library(self) -> LibraryFiles:
        """Files of its processes, standards and map."""

    @property
    def sounds(self) -> "SoundFiles":
        """Files to listen to that are made of its recordings."""

    @property
    def exporter(self) -> Exporter:
        """Its documents."""

    @property
    def ear(self) -> "Ear":
        """Knowledge of Chinese characters, for rules and searches."""

    def read_photo(self, path: Path) -> "Photo":
        """What is to be known of a photo before it is taken in; raises ``FaultsError`` for what is none."""

    def playable(self, stored: Path) -> Path:
        """The file that a player opens for the recording stored at ``stored``."""

    def take_in(self, paths: Sequence[Path], progress: Progress) -> Intake:
        """Import recordings and tables of call data from files and folders."""

    def close(self) -> None:
        """Let go of the files."""
