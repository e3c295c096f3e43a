"""Subjects that come without a recording: a visit to a shop, a call that was listened to live."""

from dataclasses import dataclass, replace

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.people import ensure_process
from qa_auditor.application.ports import Clock, Store
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.identity import new_id
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.people import ProcessClass
from qa_auditor.domain.subject import Subject
from qa_auditor.domain.text import plain


@dataclass(frozen=True, slots=True)
class SubjectFacts:
    """What is known of a new subject; see ``Subject``."""

    kind: SubjectKind
    title: str
    occurred: Moment
    agent_id: str | None = None
    site_id: str | None = None
    process_code: str | None = None
    direction: str = ""
    channel: str = ""
    customer_ref: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    touchpoint: str = ""


def add_subject(store: Store, *, clock: Clock, facts: SubjectFacts) -> Outcome[Subject]:
    """Add a subject, to be scored later."""
    subject = Subject(
        id=new_id(int(clock.now().timestamp() * 1000)),
        kind=facts.kind,
        title=facts.title,
        occurred=facts.occurred,
        agent_id=facts.agent_id,
        site_id=facts.site_id,
        process_code=facts.process_code,
        direction=facts.direction,
        channel=facts.channel,
        customer_ref=facts.customer_ref,
        fields=facts.fields,
        touchpoint=facts.touchpoint,
    )
    with store.begin() as work:
        work.subjects.add(subject)
        work.commit()
    return Outcome(subject, (Change(Kind.SUBJECT, subject.id),))


def assign_process(
    store: Store, *, subject_id: str, code: str, name: str = "", process_class: ProcessClass | None = None
) -> Outcome[Subject]:
    """Say which process a subject belongs to; one with a new code is added, "" and None leave what is known of it.

    What was submitted keeps the facts that it was scored by.
    """
    with store.begin() as work:
        ensure_process(work, code=code, name=plain(name) if name else None, process_class=process_class)
        subject = replace(work.subjects.get(subject_id), process_code=code)
        work.subjects.update(subject)
        work.commit()
    return Outcome(subject, (Change(Kind.PROCESS, code), Change(Kind.SUBJECT, subject_id)))
