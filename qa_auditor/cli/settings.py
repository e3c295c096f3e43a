"""What every sub-command knows: the workspace, the language, and whether a program reads along."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import click

from qa_auditor.application.faults import Fault, Place, UnreadableError
from qa_auditor.application.intake.sources import Readers
from qa_auditor.application.ports import Clock, LibraryFormat, MediaFolder, Store
from qa_auditor.application.ports.audio import AudioAnalysis
from qa_auditor.i18n import LANGUAGES, _, preferred_language, recognised, set_language


class Opened(Protocol):
    """A workspace that is open: what use cases take. Leaving its ``with`` block closes it."""

    @property
    def workspace(self) -> Path:
        """Its folder."""

    @property
    def store(self) -> Store:
        """Evaluations and all that belongs to them."""

    @property
    def media(self) -> MediaFolder:
        """Recordings."""

    @property
    def audio(self) -> AudioAnalysis:
        """What recordings look and sound like."""

    @property
    def clock(self) -> Clock:
        """The time."""

    @property
    def readers(self) -> Readers:
        """What reads the files of an import."""

    @property
    def formats(self) -> LibraryFormat:
        """How processes, standards and the map are written."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of the window to draw: its name, pixels, language, ``light`` or ``dark``, and what to show on it or ""."""

    page: str
    width: int
    height: int
    language: str
    theme: str = "light"
    target: str = ""


def _no_picture(_workspace: Path, _file: Path, _picture: Picture) -> None:
    raise click.UsageError(_("This build has no window"))


@dataclass(frozen=True, slots=True)
class Program:
    """What the command line is handed by whoever builds the program.

    Attributes:
        open: opens the workspace in a folder, or makes one there; raises ``StoreError``.
        window: opens the window on a folder, in a language (None: the user's preference); its exit code.
        draw: draws a page of the window on a folder into a file, without a screen.
    """

    open: Callable[[Path], Opened]
    window: Callable[[Path, str | None], int]
    draw: Callable[[Path, Path, Picture], None] = _no_picture


@dataclass(slots=True)
class Settings:
    """Options that stand before or after the name of a sub-command; in a context they are ``ctx.obj``.

    Attributes:
        program: see there.
        asked_workspace: ``--workspace``; None when it wasn't given.
        asked_language: ``--lang``; None when it wasn't given.
    """

    program: Program
    asked_workspace: Path | None = None
    asked_language: str | None = None

    @property
    def workspace(self) -> Path:
        """The folder in which the data lie: as asked, as the environment says, or the platform's usual one."""
        if self.asked_workspace is not None:
            return self.asked_workspace
        named = os.environ.get("QA_AUDITOR_WORKSPACE")
        if named:
            return Path(named)
        from qa_auditor.paths import default_workspace

        return default_workspace()

    def open(self) -> Opened:
        """The workspace, opened; use it with ``with``.

        Raises:
            StoreError: it can't be opened.
        """
        return self.program.open(self.workspace)


def settings_of(context: click.Context) -> Settings:
    """The settings of the running command."""
    settings = context.find_root().obj
    if not isinstance(settings, Settings):
        raise TypeError("the command line was started without its settings")
    return settings


def opened_workspace() -> Opened:
    """Open the workspace of the command that runs; use it with ``with``.

    Raises:
        StoreError: it can't be opened.
    """
    return settings_of(click.get_current_context()).open()


def existing_workspace() -> Opened:
    """``opened_workspace`` for commands that only read: a mistyped folder is said, not made into an empty workspace.

    Raises:
        UnreadableError: there is no workspace in the folder.
        StoreError: it can't be opened.
    """
    from qa_auditor.paths import database_of, media_of

    folder = settings_of(click.get_current_context()).workspace
    if not (database_of(folder).exists() or media_of(folder).exists()):
        message, remedy = _("There is no workspace"), _("Check --workspace; import, demo and the window make one")
        raise UnreadableError([Fault("no-workspace", message, Place(str(folder)), remedy)])
    return opened_workspace()


def _take_workspace(context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    if value is not None:
        settings_of(context).asked_workspace = value


def _take_language(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    tag = value if value in LANGUAGES else recognised(value)
    if tag is None:
        message = _("{value} is none of {names}").format(value=repr(value), names=", ".join(LANGUAGES))
        raise click.BadParameter(message, context, parameter)
    settings_of(context).asked_language = tag
    set_language(tag)


def global_options() -> list[click.Parameter]:
    """The options that every command takes, wherever they stand."""
    return [
        click.Option(
            ["--workspace"],
            type=click.Path(path_type=Path, file_okay=False),
            metavar="DIR",
            expose_value=False,
            callback=_take_workspace,
            help=_("Folder of the data; else QA_AUDITOR_WORKSPACE, else the usual one of this system."),
        ),
        click.Option(
            ["--lang"],
            metavar="|".join(LANGUAGES),
            expose_value=False,
            is_eager=True,
            callback=_take_language,
            help=_("Language of screens, messages and exports."),
        ),
    ]


def begin_language(arguments: list[str]) -> None:
    """Choose the language before commands are made, because their help is written in it."""
    asked = None
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            asked = arguments[index + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    set_language(preferred_language(os.environ, asked=asked))


def print_json(document: object) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
