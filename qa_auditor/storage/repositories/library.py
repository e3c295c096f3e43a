"""Process records and standards as the texts of their versions, and proposals as rows."""

from collections.abc import Sequence

from sqlalchemy import and_, delete, func, insert, select, update

from qa_auditor.application.ports import Clock, DecidedError, LibraryFormat, NotFoundError
from qa_auditor.domain.people import Process
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.standard import Enquiry, Origin, Proposal, ProposalState, Standard
from qa_auditor.storage import schema
from qa_auditor.storage.repositories.people import SqlProcesses
from qa_auditor.storage.repositories.versions import Parsed, Versions
from qa_auditor.storage.session import Fields, Session


class SqlProcessRecords(Versions[ProcessRecord]):
    """``ports.ProcessRecordRepository``."""

    def __init__(
        self, session: Session, *, formats: LibraryFormat, parsed: Parsed[ProcessRecord], clock: Clock
    ) -> None:
        super().__init__(session, schema.process_version, read=formats.read_process, parsed=parsed, clock=clock)
        self._write = formats.write_process

    def add(self, record: ProcessRecord) -> None:
        """Store a version, and the light process that the rest of the program knows it by.

        Raises:
            FaultsError: it contradicts itself, so that its text could not be read again.
        """
        source = self._write(record)
        self.read(source, f"{record.code} {record.version}")
        versions = self.versions(record.code)
        if not versions or versions[-1] <= record.version:
            self._put_light(record)
        self.store(record.code, record.version, source)

    def add_shipped(self, records: Sequence[ProcessRecord]) -> None:
        """Store versions that come with the program and that are not there yet."""
        for record in records:
            self._put_light(record)
        self.store_shipped([(record.code, record.version, self._write(record)) for record in records])

    def _put_light(self, record: ProcessRecord) -> None:
        SqlProcesses(self._session).put(Process(record.code, record.name, record.process_class))
        process, touchpoint, subject = schema.process.c, schema.touchpoint.c, schema.subject.c
        differs = and_(func.lower(process.code) == record.code.lower(), process.code != record.code)
        for (other,) in self._session.read(select(process.code).where(differs)):
            code = {"process_code": record.code}
            self._session.write(update(schema.subject).where(subject.process_code == other).values(code))
            self._session.write(update(schema.touchpoint).where(touchpoint.process_code == other).values(code))
            self._session.write(delete(schema.process).where(process.code == other))


class SqlStandards(Versions[Standard]):
    """``ports.StandardRepository``."""

    def __init__(self, session: Session, *, formats: LibraryFormat, parsed: Parsed[Standard], clock: Clock) -> None:
        super().__init__(session, schema.standard_version, read=formats.read_standard, parsed=parsed, clock=clock)
        self._write = formats.write_standards

    def add(self, standard: Standard) -> None:
        """Store a version.

        Raises:
            FaultsError: it lacks what a standard has to say, so that its text could not be read again.
        """
        source = self._write([standard])
        self.read(source, f"{standard.code} {standard.version}")
        self.store(standard.code, standard.version, source)

    def add_shipped(self, standards: Sequence[Standard]) -> None:
        """Store versions that come with the program and that are not there yet."""
        self.store_shipped([(one.code, one.version, self._write([one])) for one in standards])


_proposal = schema.proposal.c


class SqlProposals:
    """``ports.ProposalRepository``."""

    def __init__(self, session: Session, *, formats: LibraryFormat) -> None:
        self._session = session
        self._formats = formats

    def add(self, proposal: Proposal) -> None:
        """Store a new one."""
        self._session.write(
            insert(schema.proposal),
            {
                "id": proposal.id,
                "standard_code": proposal.standard_code,
                "base_version": proposal.base_version,
                "proposed": self._formats.write_standards([proposal.proposed]),
                "origin": proposal.origin.value,
                "enquiry": proposal.enquiry.value,
                "why": proposal.why,
                "made_by": proposal.made_by,
                "made_at": proposal.made_at,
                "state": ProposalState.PROPOSED.value,
                "decided_by": None,
                "decided_at": None,
                "decision": "",
            },
        )

    def get(self, proposal_id: str) -> Proposal:
        """The proposal, or ``NotFoundError``."""
        rows = self._session.read(select(schema.proposal).where(_proposal.id == proposal_id))
        if not rows:
            raise NotFoundError(proposal_id)
        return self._of(rows[0])

    def find(self, *, standard_code: str | None = None, state: ProposalState | None = None) -> Sequence[Proposal]:
        """Proposals, newest first."""
        query = select(schema.proposal).order_by(_proposal.made_at.desc(), _proposal.id.desc())
        if standard_code is not None:
            query = query.where(_proposal.standard_code == standard_code)
        if state is not None:
            query = query.where(_proposal.state == state.value)
        return [self._of(row) for row in self._session.read(query)]

    def decide(self, proposal_id: str, *, state: ProposalState, by: str, at: str, decision: str) -> None:
        """Accept or decline one; ``DecidedError`` when that is done already."""
        if self.get(proposal_id).state is not ProposalState.PROPOSED:
            raise DecidedError(proposal_id)
        decided = {"state": state.value, "decided_by": by, "decided_at": at, "decision": decision}
        self._session.write(update(schema.proposal).where(_proposal.id == proposal_id).values(decided))

    def _of(self, row: Fields) -> Proposal:
        key, code, base, proposed, origin, enquiry, why, maker, made, state, decider, decided, decision = row
        return Proposal(
            id=key,
            standard_code=code,
            base_version=base,
            proposed=self._formats.read_standard(proposed, f"proposal {key}"),
            origin=Origin(origin),
            enquiry=Enquiry(enquiry),
            why=why,
            made_by=maker,
            made_at=made,
            state=ProposalState(state),
            decided_by=decider or "",
            decided_at=decided or "",
            decision=decision,
        )
