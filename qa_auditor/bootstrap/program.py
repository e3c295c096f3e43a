"""Builds the program once and hands it over by constructor arguments; nothing else knows who implements what."""

from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import qa_auditor
from qa_auditor.application.intake.sources import Readers
from qa_auditor.application.library import install_shipped
from qa_auditor.application.ports import Clock, LibraryFormat
from qa_auditor.application.ports.audio import AudioAnalysis
from qa_auditor.application.ports.sounds import SoundFiles
from qa_auditor.application.process_library.shipping import install_shipped_library
from qa_auditor.bootstrap.library import library_format, shipped_library
from qa_auditor.domain.checklist import Checklist
from qa_auditor.domain.hearing import Ear
from qa_auditor.domain.photo import Photo
from qa_auditor.paths import peaks_of, sounds_of
from qa_auditor.storage.media_files import ContentFolder
from qa_auditor.storage.unit_of_work import SqlStore
from qa_auditor.storage.workspace import open_workspace


class SystemClock:
    """``ports.Clock``: the machine's time."""

    def now(self) -> datetime:
        """The current instant."""
        return datetime.now(UTC)


class Application:
    """The program on one workspace: what window and command line are built with. Close it, or use it with ``with``.

    Attributes:
        workspace: its folder.
        store, media, clock: what the use cases take.
    """

    def __init__(self, *, workspace: Path, store: SqlStore, media: ContentFolder, clock: Clock) -> None:
        self.workspace = workspace
        self.store = store
        self.media = media
        self.clock = clock

    @property
    def audio(self) -> AudioAnalysis:
        """What recordings look and sound like."""
        from qa_auditor.media.analysis import DecodingAnalysis

        return DecodingAnalysis(peaks_of(self.workspace))

    @property
    def sounds(self) -> SoundFiles:
        """What is made of recordings for listening."""
        from qa_auditor.media.sound_files import DecodedSounds

        return DecodedSounds(sounds_of(self.workspace))

    @property
    def readers(self) -> Readers:
        """What reads the files of an import."""
        from qa_auditor.bootstrap.readers import readers

        return readers()

    @property
    def ear(self) -> Ear:
        """Knowledge of Chinese characters; the dictionaries are loaded when they are first asked."""
        from qa_auditor.chinese.ear import ChineseEar

        return ChineseEar()

    @property
    def formats(self) -> LibraryFormat:
        """How processes, standards and the map are written."""
        return library_format()

    def read_photo(self, path: Path) -> Photo:
        """What is to be known of a photo before it is taken in."""
        from qa_auditor.media.photos import read_photo

        return read_photo(path)

    def close(self) -> None:
        """Let go of the workspace's files."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def build(workspace: Path, *, clock: Clock | None = None) -> Application:
    """Open the workspace, or make one with the shipped checklists and the shipped library.

    Raises:
        StoreError: it can't be opened.
    """
    clock = clock or SystemClock()
    opened = open_workspace(workspace, clock=clock, parse=parse_checklist, formats=library_format())
    try:
        program = qa_auditor.__version__
        install_shipped(opened.store, program=program, sources=_shipped, parse=parse_checklist)
        install_shipped_library(opened.store, program=program, load=shipped_library, formats=library_format())
    except BaseException:
        opened.close()
        raise
    return Application(workspace=opened.folder, store=opened.store, media=opened.media, clock=clock)


def parse_checklist(text: str, file: str) -> Checklist:
    """A checklist of a file's text; raises ``FaultsError``. The reader is loaded when it is first needed."""
    from qa_auditor.exchange.checklist_yaml import load_checklist

    return load_checklist(text, file=file)


def _shipped() -> list[tuple[str, str]]:
    from qa_auditor.exchange.shipped import former_checklists, shipped_checklists

    files = (*former_checklists(), *shipped_checklists())
    return [(path.name, path.read_text(encoding="utf-8")) for path in files]
