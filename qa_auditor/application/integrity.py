"""Whether a workspace is whole: its database, its recordings, and the scores kept beside the answers."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa_auditor.application.faults import Fault, FaultsError, Place, StoreError
from qa_auditor.application.ports import EvaluationFilter, MediaFolder, Store, UnitOfWork
from qa_auditor.application.process_library.integrity import library_counts, library_faults
from qa_auditor.application.scoring_desk import OpenEvaluation, score_of, submitted_score
from qa_auditor.application.tasks import Progress, no_progress
from qa_auditor.domain.answer import Response
from qa_auditor.domain.checklist import ChecklistRef
from qa_auditor.domain.conversation import Attachment
from qa_auditor.domain.evaluation import Evaluation, SubmittedScore
from qa_auditor.domain.photo import Photo
from qa_auditor.domain.rounding import shown
from qa_auditor.domain.subject import Recording, Subject
from qa_auditor.i18n import _

BATCH = 200
"""Evaluations that are scored again between two looks at the clock of progress."""

CHUNK = 1 << 20

_EVERY = EvaluationFilter(state=None, newest_revision_only=False)


@dataclass(frozen=True, slots=True)
class IntegrityReport:
    """What a check of the whole workspace found.

    Attributes:
        faults: everything that is broken; empty when all is well.
        checked: how many ``checklists``, ``recordings``, ``photos``, ``evaluations`` and, of these, ``submitted``
            were seen, and how often masked data were ``shown``.
    """

    faults: tuple[Fault, ...]
    checked: Mapping[str, int]


def check_workspace(store: Store, media: MediaFolder, *, progress: Progress = no_progress) -> IntegrityReport:
    """Look at everything: the database, the recordings, the scores. Changes nothing, and goes on after a fault.

    ``progress`` is told about recordings and evaluations, which take the time.
    """
    progress(0, 0, _("Database"))
    faults = [Fault("database", text, Place("workspace.sqlite")) for text in store.defects()]
    checked: dict[str, int] = {}
    try:
        faults += _content_faults(store, media, checked, progress)
    except StoreError:
        # A damaged database may be readable no further; without a defect that explains it, it is another failure.
        if not faults:
            raise
    return IntegrityReport(tuple(faults), checked)


def _content_faults(store: Store, media: MediaFolder, checked: dict[str, int], progress: Progress) -> list[Fault]:
    with store.begin() as work:
        recordings = list(work.subjects.recordings())
        photos = work.photos.all()
        evaluations = work.evaluations.find(_EVERY)
        subjects = work.evaluations.subjects(_EVERY)
        refs = work.checklists.refs()
        shown_unmasked = len(work.reveals.all())
        pictures = work.conversations.pictures()
        unreadable = {ref: faults for ref in refs if (faults := _checklist_faults(work, ref))}
        of_library, library = library_faults(work), library_counts(work)
    submitted = [evaluation for evaluation in evaluations if evaluation.submitted is not None]
    checked.update(
        checklists=len(refs),
        recordings=len(recordings),
        photos=len(photos),
        evaluations=len(evaluations),
        submitted=len(submitted),
        shown=shown_unmasked,
        **library,
    )
    found = [fault for faults in unreadable.values() for fault in faults] + of_library
    found += _media_faults(media, [*recordings, *photos], progress)
    found += _picture_faults(media, pictures)
    scored = [evaluation for evaluation in submitted if evaluation.checklist not in unreadable]
    for start in range(0, len(scored), BATCH):
        progress(start, len(scored), _("Scores"))
        with store.begin() as work:
            found += _score_faults(work, scored[start : start + BATCH], subjects)
    return found


def _checklist_faults(work: UnitOfWork, ref: ChecklistRef) -> tuple[Fault, ...]:
    try:
        work.checklists.get(ref)
    except FaultsError as error:
        return error.faults
    return ()


def _media_faults(media: MediaFolder, kept: Sequence[Recording | Photo], progress: Progress) -> list[Fault]:
    faults: list[Fault] = []
    for number, one in enumerate(kept):
        progress(number, len(kept), one.file_name)
        kind = "photo" if isinstance(one, Photo) else "recording"
        path = media.path_of(one)
        remedy = _("Copy the original file {file} to this place").format(file=one.file_name)
        try:
            same = _sha256(path) == one.sha256
        except FileNotFoundError:
            faults.append(Fault(f"{kind}-missing", _("The file is missing"), Place(str(path)), remedy))
        except OSError as error:
            unread = _("The file can't be read: {reason}").format(reason=error.strerror)
            faults.append(Fault(f"{kind}-unreadable", unread, Place(str(path)), remedy))
        else:
            if not same:
                changed = _("The file is not what was taken in: its content has changed")
                faults.append(Fault(f"{kind}-differs", changed, Place(str(path)), remedy))
    return faults


def _picture_faults(media: MediaFolder, pictures: Sequence[Attachment]) -> list[Fault]:
    faults: list[Fault] = []
    for picture in pictures:
        path = media.stored(picture.sha256)
        remedy = _("Import the chat again together with the picture {file}").format(file=picture.name)
        if path is None:
            faults.append(Fault("picture-missing", _("A picture of a chat is missing"), Place(picture.name), remedy))
        elif _sha256(path) != picture.sha256:
            changed = _("A picture of a chat is not what was imported: its content has changed")
            faults.append(Fault("picture-differs", changed, Place(str(path)), remedy))
    return faults


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _score_faults(work: UnitOfWork, evaluations: Sequence[Evaluation], subjects: Mapping[str, Subject]) -> list[Fault]:
    ids = tuple(evaluation.id for evaluation in evaluations)
    responses = work.evaluations.responses_of(ids)
    kept = work.evaluations.scores(EvaluationFilter(evaluation_ids=ids, newest_revision_only=False))
    faults: list[Fault] = []
    for evaluation in evaluations:
        place = Place("workspace.sqlite", path=f"evaluation {evaluation.id}")
        score = kept.get(evaluation.id)
        if score is None:
            faults.append(Fault("score-missing", _("The submitted evaluation has no score"), place))
            continue
        again = _scored_again(work, evaluation, subjects[evaluation.subject_id], responses[evaluation.id], score)
        if again != score:
            faults.append(Fault("score-differs", _difference(score, again), place))
    return faults


def _scored_again(
    work: UnitOfWork,
    evaluation: Evaluation,
    subject: Subject,
    responses: Mapping[str, Response],
    kept: SubmittedScore,
) -> SubmittedScore:
    opened = OpenEvaluation(
        evaluation=evaluation,
        checklist=work.checklists.get(evaluation.checklist),
        subject=subject,
        fields=dict(kept.fields),
        responses=responses,
    )
    return submitted_score(opened, score_of(opened))


def _difference(kept: SubmittedScore, again: SubmittedScore) -> str:
    if kept.total != again.total:
        return _("The score kept is {kept}, the answers give {again}").format(
            kept=shown(kept.total) or "–", again=shown(again.total) or "–"
        )
    parts = [old.question_id for old, new in zip(kept.results, again.results, strict=False) if old != new] or [
        _("sections, dimensions or areas")
    ]
    return _("The total is right, but parts of the score kept differ from what the answers give: {parts}").format(
        parts=", ".join(parts)
    )
