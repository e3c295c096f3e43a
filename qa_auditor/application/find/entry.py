"""What can be found, and what a search gives back."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qa_auditor.domain.text import Text
from qa_auditor.i18n import N_, _

Fold = Callable[[str], str]
"""Gives one spelling for what readers take as the same, character for character."""

Readings = Callable[[str], tuple[str, ...]]
"""The pinyin syllables of a character, commonest first; none for what is no Chinese character."""


class EntryKind(StrEnum):
    """Kinds of things that are found; of two that fit equally well, the one that stands first here comes first."""

    PAGE = "page"
    ACTION = "action"
    PROCESS = "process"
    TOUCHPOINT = "touchpoint"
    STANDARD = "standard"
    STEP = "step"
    QUESTION = "question"
    SUBJECT = "subject"


_NAMES = {
    EntryKind.PAGE: N_("Page"),
    EntryKind.ACTION: N_("Action"),
    EntryKind.PROCESS: N_("Process"),
    EntryKind.TOUCHPOINT: N_("Touchpoint"),
    EntryKind.STANDARD: N_("Standard"),
    EntryKind.STEP: N_("Step"),
    EntryKind.QUESTION: N_("Question"),
    EntryKind.SUBJECT: N_("Subject"),
}

LIBRARY = (EntryKind.PROCESS, EntryKind.TOUCHPOINT, EntryKind.STANDARD, EntryKind.STEP, EntryKind.QUESTION)
"""The kinds that belong to the library of processes; the others belong to the window."""


def kind_name(kind: EntryKind) -> str:
    """The kind in the current language."""
    return _(_NAMES[kind])


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found.

    Attributes:
        code: how people name it in writing: ``COMPLAINT``, ``STD-101``, ``TEL-GT-0103``, ``COMPLAINT/answer-call``.
        title: its name.
        context: what it belongs to: the process of a step, the checklist of a question. Found too, but last.
        target: what a page opens for it: ``process:COMPLAINT``.
    """

    kind: EntryKind
    code: str
    title: Text
    context: Text = Text()
    target: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that fits, and how well: 1 is its exact code; see ``ranking`` for the others."""

    entry: Entry
    score: Fraction
