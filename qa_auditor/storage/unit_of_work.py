"""The store: what the use cases call to read and change the workspace."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from qa_auditor.application.ports import (
    ChecklistRepository,
    Clock,
    ConversationRepository,
    EvaluationRepository,
    LibraryFormat,
    MapRepository,
    MonitoringRepository,
    PeopleRepository,
    PhotoRepository,
    ProcessRecordRepository,
    ProcessRepository,
    ProposalRepository,
    RevealRepository,
    SettingRepository,
    StandardRepository,
    SubjectRepository,
    SuggestionRepository,
    WalkRepository,
    WalkthroughRepository,
)
from qa_auditor.domain.checklist import Checklist, ChecklistRef
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.standard import Standard
from qa_auditor.storage.inspection import defects
from qa_auditor.storage.repositories.checklists import Parse, SqlChecklists
from qa_auditor.storage.repositories.conversations import SqlConversations, SqlReveals
from qa_auditor.storage.repositories.evaluations import SqlEvaluations
from qa_auditor.storage.repositories.library import SqlProcessRecords, SqlProposals, SqlStandards
from qa_auditor.storage.repositories.monitoring import SqlMonitoring, SqlWalks
from qa_auditor.storage.repositories.people import SqlPeople, SqlProcesses, SqlSettings
from qa_auditor.storage.repositories.process_map import SqlMap
from qa_auditor.storage.repositories.subjects import SqlSubjects
from qa_auditor.storage.repositories.suggestions import SqlSuggestions
from qa_auditor.storage.repositories.versions import Parsed
from qa_auditor.storage.repositories.walkthroughs import SqlPhotos, SqlWalkthroughs
from qa_auditor.storage.session import Database, Session


@dataclass(slots=True)
class Reading:
    """How stored texts are read, and what was read of them for as long as the store is open."""

    parse: Parse
    formats: LibraryFormat
    checklists: dict[ChecklistRef, Checklist] = field(default_factory=dict)
    processes: Parsed[ProcessRecord] = field(default_factory=dict)
    standards: Parsed[Standard] = field(default_factory=dict)


class SqlUnitOfWork:
    """``ports.UnitOfWork``: one transaction, begun by the first query or change. For one thread."""

    def __init__(self, session: Session, *, reading: Reading, clock: Clock) -> None:
        self._session = session
        formats = reading.formats
        self.checklists: ChecklistRepository = SqlChecklists(
            session, parse=reading.parse, parsed=reading.checklists, clock=clock
        )
        self.subjects: SubjectRepository = SqlSubjects(session)
        self.evaluations: EvaluationRepository = SqlEvaluations(session)
        self.people: PeopleRepository = SqlPeople(session)
        self.processes: ProcessRepository = SqlProcesses(session)
        self.settings: SettingRepository = SqlSettings(session)
        self.process_records: ProcessRecordRepository = SqlProcessRecords(
            session, formats=formats, parsed=reading.processes, clock=clock
        )
        self.standards: StandardRepository = SqlStandards(
            session, formats=formats, parsed=reading.standards, clock=clock
        )
        self.map: MapRepository = SqlMap(session)
        self.proposals: ProposalRepository = SqlProposals(session, formats=formats)
        self.walks: WalkRepository = SqlWalks(session)
        self.walkthroughs: WalkthroughRepository = SqlWalkthroughs(session)
        self.photos: PhotoRepository = SqlPhotos(session)
        self.monitoring: MonitoringRepository = SqlMonitoring(session)
        self.conversations: ConversationRepository = SqlConversations(session)
        self.reveals: RevealRepository = SqlReveals(session)
        self.suggestions: SuggestionRepository = SqlSuggestions(session)

    def commit(self) -> None:
        """Make all of it durable: on disk when this returns."""
        self._session.commit()


class SqlStore:
    """``ports.Store``. May be used from any thread, by many at once; each ``begin`` belongs to its thread."""

    def __init__(self, database: Database, *, parse: Parse, formats: LibraryFormat, clock: Clock) -> None:
        self._database = database
        self._reading = Reading(parse, formats)
        self._clock = clock

    @contextmanager
    def begin(self) -> Iterator[SqlUnitOfWork]:
        """A transaction; leaving it without ``commit`` rolls back. Waits for other writers only when it writes."""
        session = Session(self._database)
        try:
            yield SqlUnitOfWork(session, reading=self._reading, clock=self._clock)
        finally:
            session.close()

    def defects(self) -> Sequence[str]:
        """What is wrong with the database file itself, for people; empty when it is whole."""
        return defects(self._database)

    def close(self) -> None:
        """Let go of the files."""
        self._database.close()
