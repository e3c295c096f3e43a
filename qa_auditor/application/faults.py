"""What is wrong with a user's file or machine, said so that the user can put it right.

A ``Fault`` is in a file: it has a place and a remedy, and a reader finds all of them at once. An ``Error`` is an
exception: ``FaultsError`` carries the faults of one file, ``StoreError`` says that the workspace or the disk failed.
Messages are translated when they are made. Anything else that is raised is a bug.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from qa_auditor.i18n import _


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something is.

    Attributes:
        file: name of the file as the user gave it; "" when there is none.
        line: counted from 1; None where lines mean nothing (a recording, a workbook).
        path: way to the spot inside the file: ``sections[2].questions[0].weight``, ``row 5``, ``sheet 得分, cell B7``.
    """

    file: str
    line: int | None = None
    path: str = ""

    def __str__(self) -> str:
        """The place as compilers write it: ``file:line: path``, without what is not known."""
        spot = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (spot, self.path) if part)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in something that the user gave.

    Attributes:
        code: stable name for programs, kebab-case: ``unknown-key``.
        message: what is wrong, for people, without a full stop at its end.
        place: where it is.
        remedy: what would be right or what to do, without a full stop at its end; "" when the message says it.
    """

    code: str
    message: str
    place: Place
    remedy: str = ""


class FaultsError(Exception):
    """Something that the user gave can't be taken; carries every fault that was found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(describe(fault) for fault in self.faults))


class UnreadableError(FaultsError):
    """A file can't be read at all: it isn't there, is a folder, or may not be opened."""


class StoreError(Exception):
    """The workspace's database, media folder or disk failed.

    Attributes:
        message: what failed, for people.
        remedy: what to do; may be "".
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(sentence(message, remedy))


class DamagedError(StoreError):
    """The workspace's database is not whole."""


class OvertakenError(StoreError):
    """What a step was based on was changed by somebody else before it could be written; nothing of it was saved."""


def describe(fault: Fault) -> str:
    """One line for a fault: ``file:line: path: what is wrong. What would be right``."""
    place = str(fault.place)
    text = sentence(fault.message, fault.remedy)
    return one_line(f"{place}: {text}" if place else text)


def sentence(message: str, remedy: str) -> str:
    """A message and its remedy as running text in the current language."""
    return _("{message}. {remedy}").format(message=message, remedy=remedy) if remedy else message


def one_line(text: str) -> str:
    """``text`` without line breaks and control characters, so that nothing in a file can forge a second message."""
    return "".join(char if char.isprintable() else " " for char in text)
