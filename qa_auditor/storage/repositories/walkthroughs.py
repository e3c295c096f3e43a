"""Walk-throughs and photos as rows."""

from collections.abc import Mapping, Sequence

from sqlalchemy import exists, insert, select

from qa_auditor.application.ports import NotFoundError, SubmittedError
from qa_auditor.domain.evaluation import EvaluationState
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.photo import Photo
from qa_auditor.domain.walkthrough import Act, WalkEntry, Walkthrough
from qa_auditor.storage import schema
from qa_auditor.storage.encoding import instant_in, instant_out
from qa_auditor.storage.repositories.people import put
from qa_auditor.storage.session import Fields, Session

_walkthrough = schema.walkthrough.c
_entry = schema.walkthrough_entry.c
_photo = schema.photo.c
_version = schema.process_version.c

_WALKTHROUGHS = select(
    _walkthrough.id,
    _walkthrough.process_code,
    _walkthrough.process_version,
    _walkthrough.evaluator_id,
    _walkthrough.begun_at,
    _walkthrough.begun_zone,
    _walkthrough.title,
    _walkthrough.touchpoint,
)
_ENTRIES = select(
    _entry.walkthrough_id,
    _entry.seq,
    _entry.gesture,
    _entry.act,
    _entry.step_id,
    _entry.value,
    _entry.given_at,
    _entry.evaluator_id,
).order_by(_entry.walkthrough_id, _entry.seq)
_PHOTOS = select(
    _photo.sha256, _photo.file_name, _photo.encoding, _photo.size, _photo.width, _photo.height, _photo.taken_at
).order_by(_photo.sha256)


class SqlWalkthroughs:
    """``ports.WalkthroughRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, walkthrough: Walkthrough) -> None:
        """Store a new one."""
        name = (walkthrough.process_code, walkthrough.process_version)
        version = select(_version.code).where(_version.code == name[0], _version.version == name[1])
        evaluator = select(schema.evaluator.c.id).where(schema.evaluator.c.id == walkthrough.evaluator_id)
        if not self._session.read(version) or not self._session.read(evaluator):
            raise NotFoundError(walkthrough.process_code)
        row = {
            "id": walkthrough.id,
            "process_code": walkthrough.process_code,
            "process_version": walkthrough.process_version,
            "evaluator_id": walkthrough.evaluator_id,
            "begun_at": instant_out(walkthrough.begun.at),
            "begun_zone": walkthrough.begun.zone,
            "title": walkthrough.title,
            "touchpoint": walkthrough.touchpoint,
        }
        self._session.write(insert(schema.walkthrough), row)

    def get(self, walkthrough_id: str) -> Walkthrough:
        """The walk-through, or ``NotFoundError``."""
        rows = self._session.read(_WALKTHROUGHS.where(_walkthrough.id == walkthrough_id))
        if not rows:
            raise NotFoundError(walkthrough_id)
        return _walkthrough_of(rows[0])

    def all(self, *, process_code: str | None = None) -> Sequence[Walkthrough]:
        """Walk-throughs, the newest first."""
        query = _WALKTHROUGHS.order_by(_walkthrough.begun_at.desc(), _walkthrough.id.desc())
        if process_code is not None:
            query = query.where(_walkthrough.process_code == process_code)
        return [_walkthrough_of(row) for row in self._session.read(query)]

    def append(self, walkthrough_id: str, entries: Sequence[WalkEntry]) -> None:
        """Add entries; refused once an evaluation of it is submitted."""
        evaluation = schema.evaluation.c
        submitted = exists(
            select(evaluation.id).where(
                evaluation.subject_id == walkthrough_id, evaluation.state == EvaluationState.SUBMITTED.value
            )
        )
        if self._session.read(select(1).where(submitted)):
            raise SubmittedError(walkthrough_id)
        for entry in entries:
            row = {
                "walkthrough_id": walkthrough_id,
                "seq": entry.seq,
                "gesture": entry.gesture,
                "act": entry.act.value,
                "step_id": entry.step_id,
                "value": entry.value,
                "given_at": instant_out(entry.at),
                "evaluator_id": entry.evaluator_id,
            }
            self._session.write(insert(schema.walkthrough_entry), row)

    def entries(self, walkthrough_id: str) -> Sequence[WalkEntry]:
        """Its entries, oldest first."""
        rows = self._session.read(_ENTRIES.where(_entry.walkthrough_id == walkthrough_id))
        return [_entry_of(row) for row in rows]

    def entries_of(self, walkthrough_ids: Sequence[str]) -> Mapping[str, Sequence[WalkEntry]]:
        """The entries of many at once, by walk-through."""
        found: dict[str, list[WalkEntry]] = {walkthrough_id: [] for walkthrough_id in walkthrough_ids}
        for row in self._session.read(_ENTRIES.where(_entry.walkthrough_id.in_(walkthrough_ids))):
            found[row[0]].append(_entry_of(row))
        return found


class SqlPhotos:
    """``ports.PhotoRepository``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, photo: Photo) -> None:
        """Remember a photo; one that is there changes nothing."""
        row = {
            "sha256": photo.sha256,
            "file_name": photo.file_name,
            "encoding": photo.encoding,
            "size": photo.size,
            "width": photo.width,
            "height": photo.height,
            "taken_at": photo.taken_at,
        }
        if not self._session.read(_PHOTOS.where(_photo.sha256 == photo.sha256)):
            put(self._session, schema.photo, row)

    def get(self, sha256: str) -> Photo:
        """The photo, or ``NotFoundError``."""
        rows = self._session.read(_PHOTOS.where(_photo.sha256 == sha256))
        if not rows:
            raise NotFoundError(sha256)
        return Photo(*rows[0])

    def all(self) -> Sequence[Photo]:
        """All photos, by hash."""
        return [Photo(*row) for row in self._session.read(_PHOTOS)]


def _walkthrough_of(row: Fields) -> Walkthrough:
    key, code, version, evaluator, at, zone, title, touchpoint = row
    return Walkthrough(key, code, version, evaluator, Moment(instant_in(at), zone), title, touchpoint)


def _entry_of(row: Fields) -> WalkEntry:
    _walkthrough_id, seq, gesture, act, step, value, at, evaluator = row
    return WalkEntry(seq, gesture, Act(act), step, value, instant_in(at), evaluator)
