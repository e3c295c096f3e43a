"""Interactions and visits as rows, with the recordings that they point to."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, insert, or_, select, update

from qa_auditor.application.ports import NotFoundError
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.evaluation import EvaluationState
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.subject import Recording, Subject
from qa_auditor.storage import schema
from qa_auditor.storage.encoding import instant_in, instant_out, pairs_in, pairs_out
from qa_auditor.storage.repositories.people import put
from qa_auditor.storage.session import Fields, Session

_subject = schema.subject.c
_recording = schema.recording.c

RECORDING = (
    _recording.sha256,
    _recording.file_name,
    _recording.encoding,
    _recording.size,
    _recording.duration_ms,
    _recording.channels,
    _recording.sample_rate,
)

SUBJECTS = select(
    _subject.id,
    _subject.kind,
    _subject.title,
    _subject.occurred_at,
    _subject.occurred_zone,
    _subject.agent_id,
    _subject.site_id,
    _subject.process_code,
    _subject.direction,
    _subject.channel,
    _subject.customer_ref,
    _subject.fields,
    _subject.touchpoint,
    *RECORDING,
).select_from(schema.subject.outerjoin(schema.recording))
"""All subjects, in the order of columns that ``subject_of`` reads."""


def subject_of(row: Fields) -> Subject:
    """A row of ``SUBJECTS`` as the domain knows it."""
    key, kind, title, at, zone, agent, site, process, direction, channel, customer, fields, cell, *recording = row
    return Subject(
        id=key,
        kind=SubjectKind(kind),
        title=title,
        occurred=Moment(instant_in(at), zone),
        agent_id=agent,
        site_id=site,
        process_code=process,
        direction=direction,
        channel=channel,
        customer_ref=customer,
        recording=None if recording[0] is None else Recording(*recording),
        fields=pairs_in(fields),
        touchpoint=cell,
    )


class SqlSubjects:
    """``ports.SubjectRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, subject: Subject) -> None:
        """Store a new subject."""
        self._put_recording(subject.recording)
        self._session.write(insert(schema.subject), {"id": subject.id, **_facts(subject)})

    def update(self, subject: Subject) -> None:
        """Replace the facts of a subject."""
        self._put_recording(subject.recording)
        changed = update(schema.subject).where(_subject.id == subject.id).values(_facts(subject))
        if not self._session.write(changed):
            raise NotFoundError(subject.id)

    def get(self, subject_id: str) -> Subject:
        """The subject, or ``NotFoundError``."""
        found = self._where(_subject.id == subject_id)
        if not found:
            raise NotFoundError(subject_id)
        return found[0]

    def with_recording(self, sha256: str) -> Subject | None:
        """The subject whose recording has these bytes, if any."""
        return next(iter(self._where(_subject.recording_sha256 == sha256)), None)

    def waiting(self, *, evaluator_id: str | None = None, kind: SubjectKind | None = None) -> Sequence[Subject]:
        """Subjects without any evaluation, or with a draft (of ``evaluator_id``), oldest first."""
        evaluation = schema.evaluation.c
        draft = and_(evaluation.subject_id == _subject.id, evaluation.state == EvaluationState.DRAFT.value)
        if evaluator_id is not None:
            draft = and_(draft, evaluation.evaluator_id == evaluator_id)
        open_or_new = or_(
            ~exists(select(evaluation.id).where(evaluation.subject_id == _subject.id)),
            exists(select(evaluation.id).where(draft)),
        )
        return self._where(open_or_new if kind is None else and_(open_or_new, _subject.kind == kind.value))

    def listed(self, *, after: str = "", until: str | None = None, most: int | None = None) -> Sequence[Subject]:
        """Subjects by id: those beyond ``after``, up to ``until``, at most ``most`` of them."""
        wanted = SUBJECTS.where(_subject.id > after).order_by(_subject.id).limit(most)
        if until is not None:
            wanted = wanted.where(_subject.id <= until)
        return [subject_of(row) for row in self._session.read(wanted)]

    def recordings(self) -> Iterable[Recording]:
        """All recordings that subjects point to, by hash."""
        used = exists(select(_subject.id).where(_subject.recording_sha256 == _recording.sha256))
        rows = self._session.read(select(*RECORDING).where(used).order_by(_recording.sha256))
        return [Recording(*row) for row in rows]

    def _where(self, condition: ColumnElement[bool]) -> list[Subject]:
        rows = self._session.read(SUBJECTS.where(condition).order_by(_subject.occurred_at, _subject.id))
        return [subject_of(row) for row in rows]

    def _put_recording(self, recording: Recording | None) -> None:
        if recording is None:
            return
        put(
            self._session,
            schema.recording,
            {
                "sha256": recording.sha256,
                "file_name": recording.file_name,
                "encoding": recording.encoding,
                "size": recording.size,
                "duration_ms": recording.duration_ms,
                "channels": recording.channels,
                "sample_rate": recording.sample_rate,
            },
        )


def _facts(subject: Subject) -> dict[str, Any]:
    return {
        "kind": subject.kind.value,
        "title": subject.title,
        "occurred_at": instant_out(subject.occurred.at),
        "occurred_zone": subject.occurred.zone,
        "agent_id": subject.agent_id,
        "site_id": subject.site_id,
        "process_code": subject.process_code,
        "direction": subject.direction,
        "channel": subject.channel,
        "customer_ref": subject.customer_ref,
        "recording_sha256": subject.recording.sha256 if subject.recording else None,
        "fields": pairs_out(subject.fields),
        "touchpoint": subject.touchpoint,
    }
