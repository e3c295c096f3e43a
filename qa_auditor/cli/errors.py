"""How a command ends: exit codes, and one clear line on standard error in place of a traceback."""

import logging
import os
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path

import click

from qa_auditor.application.faults import Fault, FaultsError, Place, StoreError, describe, one_line, sentence
from qa_auditor.i18n import _, ngettext

DONE = 0
DOES_NOT_HOLD = 1
BAD_INPUT = 2
STORE_FAILED = 3
INTERRUPTED = 130

_INPUT_ERRORS = (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError, FileExistsError)

_log = logging.getLogger(__name__)


def say(line: str) -> None:
    """One line on standard error."""
    print(one_line(line), file=sys.stderr)  # noqa: T201 - the command line talks to a terminal


class Unattended(logging.Handler):
    """Where log records go that nobody else takes: a line on standard error; what has a trace, into the log file."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell of one record. Of faults the user is told in the words of whoever met them, so not here."""
        error = record.exc_info[1] if record.exc_info else None
        file = _logged(error) if isinstance(error, Exception) else None
        if not isinstance(error, FaultsError | StoreError):
            say(record.getMessage() if file is None else f"{record.getMessage()} ({file})")


def exit_code_of(command: Callable[[], int]) -> int:
    """Run ``command`` and return its exit code; whatever it raises becomes a code and a line."""
    try:
        code = command()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (``head``) has seen enough. What is still buffered must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001 - the last frontier: from here on only exit codes
        return _explained(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _explained(error: Exception) -> int:
    match error:
        case click.exceptions.Exit(exit_code=code):
            return int(code)
        case click.Abort():
            return INTERRUPTED
        case click.ClickException():
            return _usage(error)
        case FaultsError():
            say(_summary(error))
            return BAD_INPUT
        case StoreError():
            say(str(error))
            return STORE_FAILED
        case OSError():
            return _system(error)
        case _:
            return _bug(error)


def _usage(error: click.ClickException) -> int:
    context = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(error, click.FileError):
        say(describe(Fault("unreadable", error.message, Place(error.ui_filename))))
        return BAD_INPUT
    command = context.command_path if context is not None else "qa-auditor"
    hint = _("See {command} --help").format(command=command)
    what = _usage_message(error)
    say(f"{command}: {f'{what} {hint}' if what.endswith('?') else sentence(what, hint)}")
    return BAD_INPUT


def _usage_message(error: click.ClickException) -> str:
    match error:
        case click.exceptions.NoArgsIsHelpError():
            # Its message is the whole help text, which is no line.
            return _("a command is missing")
        case click.BadParameter() if not isinstance(error, click.MissingParameter):
            # click's own words around the message are English whatever the language.
            hint = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param and error.ctx else "")
            named = (hint if isinstance(hint, str) else " ".join(hint)).replace("'", "")
            return f"{named}: {error.message}".removeprefix(": ").rstrip(".")
        case _:
            return error.format_message().rstrip(".")


def _summary(error: FaultsError) -> str:
    """The first fault, and how many more there are."""
    if not error.faults:
        return str(error)
    more = len(error.faults) - 1
    line = describe(error.faults[0])
    if not more:
        return line
    # A mark inside an f-string would not be found by the extraction of texts.
    others = ngettext("and {n} more fault", "and {n} more faults", more).format(n=more)
    return f"{line} ({others})"


def _system(error: OSError) -> int:
    reason = error.strerror or str(error)
    say(f"{error.filename}: {reason}" if error.filename is not None else reason)
    return BAD_INPUT if isinstance(error, _INPUT_ERRORS) else STORE_FAILED


def _bug(error: Exception) -> int:
    kind = type(error).__name__
    file = _logged(error)
    if file is None:
        say(_("internal error ({kind}); it could not be logged").format(kind=kind))
    else:
        say(_("internal error ({kind}); details are in {file}").format(kind=kind, file=file))
    return STORE_FAILED


def _logged(error: Exception) -> Path | None:
    """The file that the trace was written to; None when that failed too."""
    from qa_auditor.paths import log_folder

    file = log_folder() / "qa-auditor.log"
    handler: logging.Handler
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    except OSError:
        # Without any handler logging would print the trace on the terminal.
        handler, written = logging.NullHandler(), None
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        written = file
    _log.addHandler(handler)
    try:
        _log.critical("internal error", exc_info=error)
    finally:
        _log.removeHandler(handler)
        handler.close()
    return written
