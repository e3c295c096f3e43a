"""Import of e-mails: those that answer each other become one subject, across files and across imports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from qa_auditor.application.changes import Change, Kind
from qa_auditor.application.faults import Place
from qa_auditor.application.intake.desk import Desk
from qa_auditor.application.intake.files import SourceFile
from qa_auditor.application.intake.messages import (
    NewConversation,
    add_subject_with,
    agent_names,
    in_zone,
    is_scored,
    merged,
    numbered,
    with_agent,
    zone_for,
)
from qa_auditor.application.intake.people import Added
from qa_auditor.application.intake.planning import ConversationJob
from qa_auditor.application.intake.report import IntakeRow, Result, refused, unreadable
from qa_auditor.application.intake.sources import CallRow, ReadMail, SourceKind, UnreadableError
from qa_auditor.application.intake.transcripts import fingerprint_of
from qa_auditor.application.ports import EvaluationFilter, UnitOfWork
from qa_auditor.application.tasks import Progress
from qa_auditor.domain.conversation import Conversation, ConversationKind, Line, Side
from qa_auditor.domain.mail_threads import MailHead, bare_heading, own_words, threads
from qa_auditor.domain.speakers import side_of_address, side_of_name, sides_of
from qa_auditor.i18n import _, ngettext

FORMAT = "EML"


@dataclass(frozen=True, slots=True)
class _Mail:
    """A mail with the file and the row of a table that it came with."""

    read: ReadMail
    source: SourceFile
    row: CallRow | None
    changed: datetime


def take_mails(desk: Desk, jobs: Sequence[ConversationJob], *, added: Added, progress: Progress) -> Iterator[IntakeRow]:
    """Take the mails of all files together; what became of each thread, and of mails that could not be read."""
    mails: list[_Mail] = []
    for number, job in enumerate(jobs):
        progress(number, len(jobs), job.source.shown)
        try:
            changed = datetime.fromtimestamp(job.source.path.stat().st_mtime, UTC)
            for read in desk.readers.read_mails(job.source.path, job.source.shown):
                if read.faults:
                    yield refused(job.source, read.faults, read.place, SourceKind.EMAIL)
                else:
                    mails.append(_Mail(read, job.source, job.row, changed))
        except UnreadableError as error:
            yield refused(job.source, (error.as_fault(Place(job.source.shown)),), kind=SourceKind.EMAIL)
        except OSError as error:
            yield refused(job.source, (unreadable(error, Place(job.source.shown)),), kind=SourceKind.EMAIL)
    heads = [_head(mail.read) for mail in mails]
    grouped = threads(heads)
    for number, places in enumerate(grouped):
        progress(number, len(grouped), _("E-mails"))
        yield from _take(desk, [mails[place] for place in places], added)


def _head(mail: ReadMail) -> MailHead:
    sent = mail.line.sent
    known = sent if sent is None or sent.tzinfo else sent.replace(tzinfo=UTC)
    return MailHead(mail.line.ref, mail.line.subject, mail.references, mail.parties, known)


def _take(desk: Desk, mails: Sequence[_Mail], added: Added) -> Iterator[IntakeRow]:
    new = Added()
    with desk.store.begin() as work:
        refs = [mail.read.line.ref for mail in mails]
        named = [*refs, *(ref for mail in mails for ref in mail.read.references)]
        stored = work.conversations.with_messages(list(dict.fromkeys(named)))
        known = [mail for mail in mails if mail.read.line.ref in stored]
        fresh = list({mail.read.line.ref: mail for mail in mails if mail.read.line.ref not in stored}.values())
        for mail in known:
            yield _row(Result.KNOWN, mail, stored[mail.read.line.ref], (), 1)
        if not fresh:
            return
        facts = merged(next((mail.row for mail in mails if mail.row), None), None, CallRow(fresh[0].read.place))
        lines = _lines(work, desk, fresh, facts, quoted_there={*stored, *refs})
        subject_id, notes = _stored_thread(work, desk, fresh, lines, facts, stored, new)
        work.commit()
    added.extend(new)
    yield _row(Result.TAKEN, fresh[0], subject_id, tuple(notes), len(lines))


def _stored_thread(
    work: UnitOfWork,
    desk: Desk,
    fresh: Sequence[_Mail],
    lines: tuple[Line, ...],
    facts: CallRow,
    stored: Mapping[str, str],
    new: Added,
) -> tuple[str, list[str]]:
    """The subject that holds the mails now, and what is to be said of them."""
    notes = [note for mail in fresh for note in mail.read.notes]
    notes = list(dict.fromkeys(notes))
    before = sorted(set(stored.values()))
    open_ones = [subject_id for subject_id in before if not is_scored(work, subject_id)]
    if open_ones:
        subject_id = open_ones[-1]
        _extend(work, subject_id, lines, desk)
        new.changes.append(Change(Kind.SUBJECT, subject_id))
        notes.append(
            ngettext(
                "{n} mail more of a thread that is known", "{n} mails more of a thread that is known", len(lines)
            ).format(n=len(lines))
        )
        return subject_id, notes
    if before:
        notes.append(_("its beginning was scored already: what came after it is a thread of its own"))
    conversation = Conversation(
        "", ConversationKind.EMAIL, numbered(lines), source=fresh[0].source.name, format=FORMAT, ref=lines[0].ref
    )
    heading = next((bare_heading(line.subject) for line in lines if line.subject), "")
    customer = next((mail.read.sender for mail in fresh if _side(lines, mail) is Side.CUSTOMER), "")
    known = replace(with_agent(facts, lines), customer_ref=facts.customer_ref or customer)
    if all(line.sent is None for line in lines) and facts.occurred is None:
        notes.append(_("its time is that of the file, because nothing says when it was sent"))
    made = NewConversation(
        conversation, heading or fresh[0].source.stem, known, fresh[0].changed, fingerprint_of(lines)
    )
    return add_subject_with(work, desk, made, added=new).id, notes


def _extend(work: UnitOfWork, subject_id: str, lines: Sequence[Line], desk: Desk) -> None:
    """Further mails of a thread. Where nothing rests on positions yet, all stand in the order of time."""
    there = work.conversations.imported(subject_id)
    if there is None:
        return
    every = (*there.lines, *lines)
    ordered = numbered(_in_time(every))
    evaluated = work.evaluations.find(EvaluationFilter(subject_id=subject_id, state=None))
    if ordered[: len(there.lines)] == there.lines or evaluated or work.conversations.edits(subject_id):
        added = numbered(_in_time(lines), len(there.lines))
        work.conversations.extend(subject_id, added, fingerprint=fingerprint_of([*there.lines, *added]))
        return
    work.conversations.remove(subject_id)
    rebuilt = replace(there, lines=ordered)
    work.conversations.add(rebuilt, fingerprint=fingerprint_of(ordered), added=desk.clock.now())


def _lines(
    work: UnitOfWork, desk: Desk, mails: Sequence[_Mail], facts: CallRow, *, quoted_there: set[str]
) -> tuple[Line, ...]:
    zone = zone_for(work, facts, desk)
    agents = (facts.agent_name, facts.agent_code, *agent_names(work))
    sides = _sides(mails, desk.defaults.mail_domains, agents)
    lines = [
        replace(
            mail.read.line,
            side=Side.OTHER if mail.read.automatic else sides.get(mail.read.sender, Side.UNKNOWN),
            # What a mail quotes is left out where the mail that it quotes is there itself.
            text=own_words(mail.read.line.text)
            if any(ref in quoted_there for ref in mail.read.references)
            else mail.read.line.text,
        )
        for mail in mails
    ]
    return numbered(_in_time(in_zone(lines, zone)))


def _in_time(lines: Sequence[Line]) -> list[Line]:
    """Lines as they were sent; those without a time stay behind those with one, in their order."""
    late = datetime.max.replace(tzinfo=UTC)
    return sorted(lines, key=lambda line: line.sent or late)


def _sides(mails: Sequence[_Mail], domains: Sequence[str], agents: Sequence[str]) -> dict[str, Side]:
    """Sides by address: the house's domains say it, else what addresses and names are called."""
    people = {mail.read.sender: mail.read.line.speaker for mail in mails if not mail.read.automatic}
    sides: dict[str, Side] = {}
    for address, name in people.items():
        domain = address.rpartition("@")[2]
        if domains:
            own = any(domain == one or domain.endswith(f".{one}") for one in domains)
            sides[address] = Side.AGENT if own else Side.CUSTOMER
        else:
            side = side_of_name(name)
            sides[address] = side_of_address(address) if side is Side.UNKNOWN else side
    by_name = sides_of([people[address] for address, side in sides.items() if side is Side.UNKNOWN], agents=agents)
    for address, name in people.items():
        if sides[address] is Side.UNKNOWN:
            sides[address] = by_name.get(name, Side.UNKNOWN)
    unknown = [address for address, side in sides.items() if side is Side.UNKNOWN]
    if len(unknown) == 1 and len(sides) == 2:
        (other,) = (side for address, side in sides.items() if address != unknown[0])
        sides[unknown[0]] = Side.CUSTOMER if other is Side.AGENT else Side.AGENT
    return sides


def _side(lines: Sequence[Line], mail: _Mail) -> Side:
    return next((line.side for line in lines if line.ref == mail.read.line.ref), Side.UNKNOWN)


def _row(result: Result, mail: _Mail, subject_id: str, notes: tuple[str, ...], lines: int) -> IntakeRow:
    return IntakeRow(
        result,
        mail.source.shown,
        mail.read.place,
        subject_id,
        notes=notes,
        kind=SourceKind.EMAIL,
        format=FORMAT,
        lines=lines,
    )
