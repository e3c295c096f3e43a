"""What an import did, row by row."""

from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.application.faults import Fault, Place
from qa_auditor.application.intake.files import SourceFile
from qa_auditor.application.intake.sources import SourceKind
from qa_auditor.domain.subject import Recording
from qa_auditor.i18n import _


class Result(StrEnum):
    """What became of one recording, conversation or row."""

    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """What became of one recording or conversation, of one row of a table, or of a file that is none of them.

    Attributes:
        file: name of the file, as given.
        place: the table's row, or the file itself.
        subject_id: of the subject that was made or was there; None when refused.
        kind: what it is. format, lines: of a conversation, how it was read and how many lines it has.
        notes: what the user should know of one that was taken: facts that were guessed, rows understood in part.
        faults: why it was refused; empty otherwise.
    """

    result: Result
    file: str
    place: Place
    subject_id: str | None = None
    recording: Recording | None = None
    kind: SourceKind = SourceKind.RECORDING
    format: str = ""
    lines: int = 0
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What an import did, row by row.

    Attributes:
        sites, teams, agents, processes: codes (of teams: names) that the import added.
        cancelled: the user stopped it; the rows up to there are done.
    """

    rows: tuple[IntakeRow, ...]
    sites: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()
    cancelled: bool = False

    def of(self, result: Result) -> tuple[IntakeRow, ...]:
        """The rows with this result, in order."""
        return tuple(row for row in self.rows if row.result is result)


def refused(
    source: SourceFile,
    faults: tuple[Fault, ...],
    place: Place | None = None,
    kind: SourceKind = SourceKind.RECORDING,
) -> IntakeRow:
    """A file that was not taken, and why."""
    return IntakeRow(Result.REFUSED, source.shown, place or Place(source.shown), kind=kind, faults=faults)


def unreadable(error: OSError, place: Place) -> Fault:
    """The system would not give a file."""
    return Fault("unreadable", _("The file can't be read: {reason}").format(reason=error.strerror), place)
