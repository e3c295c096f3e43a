"""What chats and e-mails have in common on their way into the workspace: zone, sides, agent, and their subject."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.intake.desk import Desk
from qa_auditor.application.intake.people import Added, agent_of, process_of, site_of, touchpoint_of
from qa_auditor.application.intake.sources import CallRow
from qa_auditor.application.ports import EvaluationFilter, UnitOfWork
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.conversation import Conversation, ConversationKind, Line, Side
from qa_auditor.domain.identity import new_id
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.speakers import is_role_alone
from qa_auditor.domain.subject import Subject

KINDS = {ConversationKind.CHAT: SubjectKind.CHAT, ConversationKind.EMAIL: SubjectKind.EMAIL}
CHANNELS = {ConversationKind.CHAT: "chat", ConversationKind.EMAIL: "email"}


@dataclass(frozen=True, slots=True)
class NewConversation:
    """A chat or a thread that becomes a subject.

    Attributes:
        title: of the subject. changed: when its file was last changed, for one without any time.
        facts: what its file and a table say of it. fingerprint: tells the same one again.
    """

    conversation: Conversation
    title: str
    facts: CallRow
    changed: datetime
    fingerprint: str


def merged(table: CallRow | None, own: CallRow | None, place: CallRow) -> CallRow:
    """What is known of a conversation: a table's row before what its own file says."""
    first, second = table or place, own or place
    names = ("agent_code", "agent_name", "team", "site", "zone", "direction", "customer_ref", "process", "channel")
    said = {name: getattr(first, name) or getattr(second, name) for name in names}
    if first.agent_code or first.agent_name:
        # A number from the one and a name from the other could be two people.
        said |= {"agent_code": first.agent_code, "agent_name": first.agent_name}
    fields = dict(second.fields) | dict(first.fields)
    return replace(
        first, occurred=first.occurred or second.occurred, fields=tuple(fields.items()), notes=first.notes, **said
    )


def in_zone(lines: Sequence[Line], zone: str) -> tuple[Line, ...]:
    """Lines whose times are instants: a wall clock is that of ``zone``."""
    return tuple(
        replace(line, sent=line.sent.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC))
        if line.sent is not None and line.sent.tzinfo is None
        else line
        for line in lines
    )


def agent_names(work: UnitOfWork) -> tuple[str, ...]:
    """Names and codes of all agents that are known."""
    return tuple(name for agent in work.people.agents() for name in (agent.code, agent.name))


def with_agent(facts: CallRow, lines: Sequence[Line]) -> CallRow:
    """Facts in which the one who wrote most for the house is the agent, if nothing else names one."""
    if facts.agent_code or facts.agent_name:
        return facts
    spoken = Counter(
        line.speaker for line in lines if line.side is Side.AGENT and line.speaker and not is_role_alone(line.speaker)
    )
    return replace(facts, agent_name=spoken.most_common(1)[0][0]) if spoken else facts


def is_scored(work: UnitOfWork, subject_id: str) -> bool:
    """Whether a submitted evaluation rests on the subject: what it judged must stay what it is."""
    return bool(work.evaluations.find(EvaluationFilter(subject_id=subject_id)))


def zone_for(work: UnitOfWork, facts: CallRow, desk: Desk) -> str:
    """The zone of wall clocks: of the site if it is known, else of the row, else the import's."""
    named = facts.site or desk.defaults.site
    known = next(
        (site for site in work.people.sites() if named and named in {site.code, *_names(site.name.versions)}), None
    )
    return known.zone if known else facts.zone or desk.defaults.zone


def _names(versions: Sequence[tuple[str, str]]) -> set[str]:
    return {text for _language, text in versions}


def add_subject_with(work: UnitOfWork, desk: Desk, new: NewConversation, *, added: Added) -> Subject:
    """A new subject with its conversation, within the caller's transaction; people it brings are noted in ``added``."""
    facts, clock = new.facts, desk.clock
    zone = facts.zone or desk.defaults.zone
    where = site_of(work, facts.site or desk.defaults.site, zone=zone, clock=clock, new=added)
    zone = where.zone if where else zone
    kind = new.conversation.kind
    first = next((line.sent for line in new.conversation.lines if line.sent is not None), None)
    said = facts.occurred
    if first is None and said is not None:
        first = said if said.tzinfo else said.replace(tzinfo=ZoneInfo(zone))
    cell = touchpoint_of(work, facts.touchpoint)
    subject = Subject(
        id=new_id(int(clock.now().timestamp() * 1000)),
        kind=KINDS[kind],
        title=new.title,
        occurred=Moment((first or new.changed).astimezone(UTC), zone),
        agent_id=agent_of(work, facts, where, zone=zone, clock=clock, new=added),
        site_id=where.id if where else None,
        process_code=process_of(work, facts.process, new=added) or (cell.process_code if cell else None),
        direction=facts.direction or _direction(new.conversation.lines),
        channel=facts.channel or CHANNELS[kind],
        customer_ref=facts.customer_ref,
        fields=facts.fields,
        touchpoint=cell.code if cell else "",
    )
    work.subjects.add(subject)
    conversation = replace(new.conversation, subject_id=subject.id)
    work.conversations.add(conversation, fingerprint=new.fingerprint, added=clock.now())
    added.changes.append(Change(Kind.SUBJECT, subject.id))
    return subject


def _direction(lines: Sequence[Line]) -> str:
    """Who began: "in" for the customer, "out" for the house, "" where it is not known."""
    first = next((line.side for line in lines if line.side is not Side.OTHER), Side.UNKNOWN)
    return {Side.CUSTOMER: "in", Side.AGENT: "out"}.get(first, "")


def numbered(lines: Sequence[Line], start: int = 0) -> tuple[Line, ...]:
    """Lines with positions from ``start`` on."""
    return tuple(replace(line, position=position) for position, line in enumerate(lines, start=start))
