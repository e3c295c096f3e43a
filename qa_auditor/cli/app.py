"""The command ``qa-auditor``: its sub-commands, each loaded only when it is called, and the options they share."""

import logging
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import click

from qa_auditor import __version__
from qa_auditor.cli.errors import Unattended, exit_code_of
from qa_auditor.cli.settings import Program, Settings, begin_language, global_options, settings_of
from qa_auditor.i18n import N_, _


class Entry(NamedTuple):
    """Where a sub-command is, and what it does in a few words (a message id)."""

    module: str
    attribute: str
    does: str


COMMANDS = {
    "demo": Entry("qa_auditor.cli.demo", "demo", N_("Make a workspace with believable data, and its documents.")),
    "checklist": Entry(
        "qa_auditor.cli.checklist", "checklist", N_("Check checklist files; add them to the workspace.")
    ),
    "library": Entry(
        "qa_auditor.cli.library", "library", N_("Check, import and export processes, standards and the process map.")
    ),
    "score": Entry("qa_auditor.cli.score", "score", N_("Compute the score of a responses file.")),
    "import": Entry("qa_auditor.cli.import_", "import_", N_("Take recordings and their call data into the workspace.")),
    "export": Entry("qa_auditor.cli.export", "export", N_("Write Excel scorecards.")),
    "report": Entry("qa_auditor.cli.report", "report", N_("Write the PDF audit report of a process.")),
    "analyse": Entry("qa_auditor.cli.analyse", "analyse", N_("Measure recordings: talk, silence, overlap, level.")),
    "peaks": Entry("qa_auditor.cli.peaks", "peaks", N_("Give the waveform of a recording as numbers.")),
    "screenshot": Entry("qa_auditor.cli.screenshot", "screenshot", N_("Draw a page of the window into a file.")),
    "find": Entry("qa_auditor.cli.find", "find", N_("Find processes, steps, touchpoints, standards and questions.")),
    "conversation": Entry(
        "qa_auditor.cli.conversation", "conversation", N_("Show transcripts, chats and e-mails, masked.")
    ),
    "privacy": Entry("qa_auditor.cli.privacy", "privacy", N_("Show what is masked, and what was shown.")),
    "walkthrough": Entry(
        "qa_auditor.cli.walkthrough", "walkthrough", N_("List and export walk-throughs of processes.")
    ),
    "check": Entry("qa_auditor.cli.check", "check", N_("Verify the whole workspace.")),
}


class LazyGroup(click.Group):
    """A group that knows its sub-commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which a user meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The sub-command, imported now; None when there is none of that name."""
        del ctx
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command = getattr(import_module(entry.module), entry.attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{entry.module}:{entry.attribute} is not a command")
        _share_options(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of sub-commands, without importing any."""
        del ctx
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(entry.does)) for name, entry in COMMANDS.items()])


def _share_options(command: click.Command) -> None:
    """Let a command, and those below it, take the global options too."""
    taken = {name for parameter in command.params for name in parameter.opts}
    command.params += [option for option in global_options() if taken.isdisjoint(option.opts)]
    if isinstance(command, click.Group):
        for below in command.commands.values():
            _share_options(below)


def app() -> LazyGroup:
    """The command in the current language."""
    version = click.version_option(__version__, prog_name="qa-auditor", message="%(prog)s %(version)s")
    group = LazyGroup(
        name="qa-auditor",
        callback=_open_window,
        params=global_options(),
        invoke_without_command=True,
        help=_("Inspect service quality with checklists. Without a command the window opens."),
    )
    return version(group)


@click.pass_context
def _open_window(context: click.Context) -> int | None:
    if context.invoked_subcommand is not None:
        return None
    settings = settings_of(context)
    return settings.program.window(settings.workspace, settings.asked_language)


def run(arguments: list[str], program: Program) -> int:
    """Run the command line and return the exit code: 0 done, 1 does not hold, 2 bad input, 3 store or disk failed."""
    _have_streams()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # JSON is UTF-8 everywhere, and a terminal that lacks a character shows its code.
            reconfigure(encoding="utf-8", errors="backslashreplace")
    # A trace is for the log file; what belongs on the terminal is one line.
    logging.lastResort = Unattended(logging.WARNING)
    begin_language(arguments)
    return exit_code_of(lambda: _result(arguments, program))


def _have_streams() -> None:
    """A program started without a console, or with its output closed, writes to nowhere instead of failing."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open as long as we run


def _result(arguments: list[str], program: Program) -> int:
    group = app()
    # Not ``main``: it ends with 1 when the reader of the output goes away, which here means "does not hold".
    with group.make_context("qa-auditor", list(arguments), obj=Settings(program)) as context:
        code = group.invoke(context)
    return code if isinstance(code, int) else 0
