"""The store: what the use cases call to read and change the workspace."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from qa_auditor.application.ports import (
    ChecklistRepository,
    Clock,
    ConversationRepository,
    EvaluationRepository,
    PeopleRepository,
    ProcessRepository,
    RevealRepository,
    SettingRepository,
    SubjectRepository,
    SuggestionRepository,
)
from qa_auditor.domain.checklist import Checklist, ChecklistRef
from qa_auditor.storage.inspection import defects
from qa_auditor.storage.repositories.checklists import Parse, SqlChecklists
from qa_auditor.storage.repositories.conversations import SqlConversations, SqlReveals
from qa_auditor.storage.repositories.evaluations import SqlEvaluations
from qa_auditor.storage.repositories.people import SqlPeople, SqlProcesses, SqlSettings
from qa_auditor.storage.repositories.subjects import SqlSubjects
from qa_auditor.storage.repositories.suggestions import SqlSuggestions
from qa_auditor.storage.session import Database, Session


class SqlUnitOfWork:
    """``ports.UnitOfWork``: one transaction, begun by the first query or change. For one thread."""

    def __init__(self, session: Session, *, parse: Parse, parsed: dict[ChecklistRef, Checklist], clock: Clock) -> None:
        self._session = session
        self.checklists: ChecklistRepository = SqlChecklists(session, parse=parse, parsed=parsed, clock=clock)
        self.subjects: SubjectRepository = SqlSubjects(session)
        self.evaluations: EvaluationRepository = SqlEvaluations(session)
        self.people: PeopleRepository = SqlPeople(session)
        self.processes: ProcessRepository = SqlProcesses(session)
        self.settings: SettingRepository = SqlSettings(session)
        self.conversations: ConversationRepository = SqlConversations(session)
        self.reveals: RevealRepository = SqlReveals(session)
        self.suggestions: SuggestionRepository = SqlSuggestions(session)

    def commit(self) -> None:
        """Make all of it durable: on disk when this returns."""
        self._session.commit()


class SqlStore:
    """``ports.Store``. May be used from any thread, by many at once; each ``begin`` belongs to its thread."""

    def __init__(self, database: Database, *, parse: Parse, clock: Clock) -> None:
        self._database = database
        self._parse = parse
        self._parsed: dict[ChecklistRef, Checklist] = {}
        self._clock = clock

    @contextmanager
    def begin(self) -> Iterator[SqlUnitOfWork]:
        """A transaction; leaving it without ``commit`` rolls back. Waits for other writers only when it writes."""
        session = Session(self._database)
        try:
            yield SqlUnitOfWork(session, parse=self._parse, parsed=self._parsed, clock=self._clock)
        finally:
            session.close()

    def defects(self) -> Sequence[str]:
        """What is wrong with the database file itself, for people; empty when it is whole."""
        return defects(self._database)

    def close(self) -> None:
        """Let go of the files."""
        self._database.close()
