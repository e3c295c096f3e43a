"""``qa-auditor conversation show``: the transcript, chat or mails of a subject, masked, with who waited how long."""

from datetime import timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import click

from qa_auditor.application.conversations import open_conversation
from qa_auditor.application.ports import NotFoundError
from qa_auditor.application.privacy import hidden_conversation
from qa_auditor.application.views.wording import clock_text, duration_text
from qa_auditor.cli.errors import DONE
from qa_auditor.cli.settings import existing_workspace, print_json
from qa_auditor.domain.conversation import Conversation, Line, Side
from qa_auditor.domain.reply_times import Reply, first_agent_word, reply_times
from qa_auditor.domain.subject import Subject
from qa_auditor.i18n import N_, _, ngettext

SIDE_NAMES = {
    Side.AGENT: N_("Agent"),
    Side.CUSTOMER: N_("Customer"),
    Side.OTHER: N_("System"),
    Side.UNKNOWN: N_("Side not known"),
}


@click.group(help=_("Transcripts, chats and e-mails of the workspace."))
def conversation() -> None:
    """Group of the commands about conversations."""


@conversation.command(help=_("Print the conversation of a subject, masked, with its response times."))
@click.argument("subject_id", metavar="SUBJECT")
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def show(subject_id: str, *, as_json: bool) -> int:
    """Print one conversation."""
    with existing_workspace() as opened:
        try:
            with opened.store.begin() as work:
                subject = work.subjects.get(subject_id)
        except NotFoundError as error:
            raise click.BadParameter(_("There is no such subject: {id}").format(id=subject_id)) from error
        found = open_conversation(opened.store, subject_id=subject_id)
    if found is None:
        raise click.BadParameter(_("The subject has no transcript and no messages"))
    shown = hidden_conversation(found)
    if as_json:
        print_json(_document(shown))
        return DONE
    for line in shown.lines:
        click.echo(_line(line, subject))
    for text in _facts(shown):
        click.echo(text)
    return DONE


def _document(shown: Conversation) -> dict[str, object]:
    times = reply_times(shown)
    heard = first_agent_word(shown)
    return {
        "subject": shown.subject_id,
        "kind": shown.kind.value,
        "language": shown.language,
        "source": shown.source,
        "format": shown.format,
        "lines": [_line_document(line) for line in shown.lines],
        "messages": {side.value: count for side, count in times.messages.items()},
        "duration": _seconds(times.duration),
        "first_response": _reply(times.first_response()),
        "longest_reply": _reply(times.longest()),
        "replies": [{"side": reply.side.value, **(_reply(reply) or {})} for reply in times.replies],
        "first_agent_word": None if heard is None else {"at": heard[0] / 1000, "line": heard[1]},
    }


def _line_document(line: Line) -> dict[str, object]:
    return {
        "line": line.position,
        "side": line.side.value,
        "speaker": line.speaker,
        "text": line.text,
        "start": None if line.start_ms is None else line.start_ms / 1000,
        "end": None if line.end_ms is None else line.end_ms / 1000,
        "sent": line.sent.isoformat() if line.sent else None,
        "subject": line.subject,
        "attachments": [
            {"name": one.name, "type": one.media_type, "size": one.size, "kept": bool(one.sha256)}
            for one in line.attachments
        ],
    }


def _seconds(waited: timedelta | None) -> float | None:
    return None if waited is None else waited.total_seconds()


def _reply(reply: Reply | None) -> dict[str, object] | None:
    if reply is None:
        return None
    return {"asked": reply.asked, "answered": reply.answered, "seconds": reply.waited.total_seconds()}


def _line(line: Line, subject: Subject) -> str:
    if line.sent is not None:
        when = line.sent.astimezone(ZoneInfo(subject.occurred.zone)).strftime("%Y-%m-%d %H:%M:%S")
    else:
        when = clock_text(line.start_ms) if line.start_ms is not None else "–"
    who = " ".join(part for part in (_(SIDE_NAMES[line.side]), line.speaker) if part)
    heading = f"[{line.subject}] " if line.subject else ""
    names = "".join(f" [{one.name}]" for one in line.attachments)
    return f"{line.position + 1:>4}  {when}  {who}: {heading}{line.text}{names}"


def _facts(shown: Conversation) -> list[str]:
    times = reply_times(shown)
    facts = []
    if first := times.first_response():
        facts.append(_("First response after {time}").format(time=_duration(first.waited)))
    if longest := times.longest():
        facts.append(
            _("Longest wait for the agent {time} ({place})").format(
                time=_duration(longest.waited), place=_("line {number}").format(number=longest.answered + 1)
            )
        )
    if late := len(times.later_than(timedelta(hours=24))):
        facts.append(
            ngettext("{n} answer after more than 24 hours", "{n} answers after more than 24 hours", late).format(n=late)
        )
    if heard := first_agent_word(shown):
        facts.append(_("The agent is first heard at {time}").format(time=clock_text(heard[0])))
    return facts


def _duration(waited: timedelta) -> str:
    if waited >= timedelta(hours=1):
        hours, rest = divmod(int(waited.total_seconds()), 3600)
        return _("{hours} h {minutes} min").format(hours=hours, minutes=rest // 60)
    return duration_text(Fraction(int(waited.total_seconds())))
