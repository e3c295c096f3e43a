"""What is masked where, and the record of what was shown: on screens always masked until somebody asks to see it.

Exports are masked unless a supervisor has said otherwise; that, too, stays on record.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from qa_auditor.application.changes import Outcome
from qa_auditor.application.faults import Fault, FaultsError, Place
from qa_auditor.application.ports import Clock, Reveal, Store, UnitOfWork
from qa_auditor.domain.answer import Mark, Response
from qa_auditor.domain.checklist import Checklist, EvidenceAnswer, FreeText
from qa_auditor.domain.conversation import Conversation
from qa_auditor.domain.masking import PrivateKind, Span, mask
from qa_auditor.domain.people import Evaluator, Role
from qa_auditor.domain.subject import Subject
from qa_auditor.i18n import _

EXPORTS_SETTING = "mask_exports"
"""Workspace setting: who said when whether exports are masked, the newest last, as JSON."""

Hide = Callable[[str], str]
"""Makes a text one that may be shown."""


@dataclass(frozen=True, slots=True)
class ExportMasking:
    """Whether exports are masked, who said so (id, "" for the usual) and when."""

    masked: bool = True
    evaluator_id: str = ""
    said: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the record, for people: somebody saw masked data of a subject.

    Attributes:
        evaluator: who; None when nobody of this id is known any more. title: of the subject, masked.
        line: position in the conversation; None for a note or another text. kinds: what was masked.
    """

    at: datetime
    evaluator: Evaluator | None
    subject_id: str
    title: str
    line: int | None
    kinds: tuple[PrivateKind, ...]


def reveal(
    store: Store,
    *,
    clock: Clock,
    evaluator_id: str,
    subject_id: str,
    text: str,
    line: int | None = None,
    span: Span | None = None,
) -> Outcome[str]:
    """A text as it is, after putting on record who asked to see it; what is not masked at all needs no record.

    ``span`` says that one number alone is shown, ``line`` which line of the conversation the text is.
    """
    kinds = [span.kind] if span is not None else [one.kind for one in mask(text).spans]
    if not kinds:
        return Outcome(text)
    with store.begin() as work:
        names = ",".join(dict.fromkeys(kind.value for kind in kinds))
        work.reveals.add(Reveal(clock.now(), evaluator_id, subject_id, line, names))
        work.commit()
    return Outcome(text)


def privacy_log(store: Store) -> Sequence[Shown]:
    """Everything that was shown unmasked, oldest first."""
    with store.begin() as work:
        people = {who.id: who for who in work.people.evaluators()}
        titles: dict[str, str] = {}
        shown: list[Shown] = []
        for one in work.reveals.all():
            if one.subject_id not in titles:
                titles[one.subject_id] = mask(work.subjects.get(one.subject_id).title).text
            kinds = tuple(map(PrivateKind, one.kind.split(",")))
            title = titles[one.subject_id]
            shown.append(Shown(one.at, people.get(one.evaluator_id), one.subject_id, title, one.line, kinds))
    return shown


def export_masking(work: UnitOfWork) -> ExportMasking:
    """Whether exports of this workspace are masked."""
    history = export_history(work)
    return history[-1] if history else ExportMasking()


def export_history(work: UnitOfWork) -> Sequence[ExportMasking]:
    """Everything that was ever said of it, oldest first."""
    said = json.loads(work.settings.get(EXPORTS_SETTING) or "[]")
    return [ExportMasking(one["masked"], one["by"], datetime.fromisoformat(one["at"])) for one in said]


def set_export_masking(store: Store, *, clock: Clock, evaluator_id: str, masked: bool) -> Outcome[ExportMasking]:
    """Say whether exports are masked.

    Raises:
        FaultsError: who says so is no supervisor.
    """
    with store.begin() as work:
        who = next((one for one in work.people.evaluators() if one.id == evaluator_id), None)
        if who is None or who.role is not Role.SUPERVISOR:
            raise FaultsError([_no_supervisor(who)])
        new = ExportMasking(masked, evaluator_id, clock.now())
        said = [*export_history(work), new]
        rows = [{"masked": one.masked, "by": one.evaluator_id, "at": one.said.isoformat()} for one in said if one.said]
        work.settings.put(EXPORTS_SETTING, json.dumps(rows))
        work.commit()
    return Outcome(new)


def export_hiding(work: UnitOfWork) -> Hide:
    """What every text that people wrote or said goes through on its way into an export."""
    return hide_private if export_masking(work).masked else _as_it_is


def hide_private(text: str) -> str:
    """The text masked."""
    return mask(text).text


def _as_it_is(text: str) -> str:
    return text


def hidden_conversation(conversation: Conversation, hide: Hide = hide_private) -> Conversation:
    """A conversation as it may be shown: lines, words, headings, speakers and names of attachments."""
    lines = tuple(
        replace(
            line,
            text=hide(line.text),
            speaker=hide(line.speaker),
            subject=hide(line.subject),
            # Words are parts of numbers, in which nothing could be recognised: the text says it all.
            words=() if hide(line.text) != line.text else line.words,
            attachments=tuple(replace(one, name=hide(one.name)) for one in line.attachments),
        )
        for line in conversation.lines
    )
    return replace(conversation, lines=lines)


def hidden_subject(subject: Subject, hide: Hide) -> Subject:
    """A subject as it may be shown: recorders write numbers into names, houses into further facts."""
    recording = subject.recording
    return replace(
        subject,
        title=hide(subject.title),
        customer_ref=hide(subject.customer_ref),
        fields=tuple((name, hide(value)) for name, value in subject.fields),
        recording=recording and replace(recording, file_name=hide(recording.file_name)),
    )


def hidden_responses(responses: Mapping[str, Response], checklist: Checklist, hide: Hide) -> dict[str, Response]:
    """Responses as they may be shown: what was written as an answer, a note, or a mark's note and quotation."""
    return {name: hidden_response(response, hide, checklist, name) for name, response in responses.items()}


def hidden_response(response: Response, hide: Hide, checklist: Checklist, question_id: str) -> Response:
    """One response as it may be shown."""
    question = checklist.by_id.get(question_id)
    written = (
        question is not None
        and isinstance(question.answer, FreeText | EvidenceAnswer)
        and isinstance(response.value, str)
    )
    return Response(
        hide(response.value) if written and isinstance(response.value, str) else response.value,
        hide(response.note),
        tuple(_hidden_mark(mark, hide) for mark in response.marks),
    )


def _hidden_mark(mark: Mark, hide: Hide) -> Mark:
    return replace(mark, note=hide(mark.note), quote=hide(mark.quote))


def _no_supervisor(who: Evaluator | None) -> Fault:
    name = who.name if who else ""
    return Fault(
        "not-a-supervisor",
        _("{name} is no supervisor, and only supervisors decide whether exports are masked").format(name=name or "?"),
        Place(""),
        _("Ask a supervisor to do it"),
    )
