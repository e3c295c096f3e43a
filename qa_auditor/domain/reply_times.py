"""How long people waited for answers in a chat or an exchange of e-mails, and when the agent was first heard in a call.

Plain clock time: nights, weekends and holidays count, because the customer waits through them; whoever holds answers
against business hours must say so in the rule. A reply is counted from the first message of the other side that is
still unanswered to the first message that follows it: someone who asks three times has waited since the first. What
systems write, and whose side is not known, neither asks nor answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from qa_auditor.domain.conversation import Conversation, Line, Side


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, and how long it was waited for.

    Attributes:
        side: who answered. asked, answered: positions of the message that waited and of the one that came.
    """

    side: Side
    asked: int
    answered: int
    waited: timedelta


@dataclass(frozen=True, slots=True)
class ReplyTimes:
    """The times of one conversation.

    Attributes:
        replies: of both sides, in the order of time.
        messages: how many each side wrote, those without a time too.
        duration: from the first message to the last; None when fewer than one has a time.
        waiting: position of the first message of the last one to write, which nobody has answered; None in an empty
            conversation. waiting_side: who waits.
    """

    replies: tuple[Reply, ...]
    messages: Mapping[Side, int]
    duration: timedelta | None = None
    waiting: int | None = None
    waiting_side: Side = Side.UNKNOWN

    def of(self, side: Side) -> tuple[Reply, ...]:
        """The answers that one side gave."""
        return tuple(reply for reply in self.replies if reply.side is side)

    def first_response(self, side: Side = Side.AGENT) -> Reply | None:
        """The first answer that a side gave; None when it gave none."""
        return next(iter(self.of(side)), None)

    def longest(self, side: Side = Side.AGENT) -> Reply | None:
        """The answer of a side that was waited for longest, the first of several; None when it gave none."""
        return max(self.of(side), key=lambda reply: reply.waited, default=None)

    def mean(self, side: Side = Side.AGENT) -> timedelta | None:
        """Mean time until a side answered; None when it gave no answer."""
        waits = [reply.waited for reply in self.of(side)]
        return sum(waits, timedelta()) / len(waits) if waits else None

    def later_than(self, limit: timedelta, side: Side = Side.AGENT) -> tuple[Reply, ...]:
        """Answers of a side that took longer than a limit, such as 24 hours."""
        return tuple(reply for reply in self.of(side) if reply.waited > limit)


def reply_times(conversation: Conversation) -> ReplyTimes:
    """The times of a chat or of e-mails; a conversation without times has counts alone."""
    messages = {side: sum(line.side is side for line in conversation.lines) for side in Side}
    timed = sorted(
        ((line.sent, line) for line in conversation.lines if line.sent is not None),
        key=lambda pair: (pair[0], pair[1].position),
    )
    replies: list[Reply] = []
    waiting: tuple[datetime, Line] | None = None
    for sent, line in timed:
        if line.side not in (Side.AGENT, Side.CUSTOMER):
            continue
        if waiting is None or waiting[1].side is not line.side:
            if waiting is not None:
                replies.append(Reply(line.side, waiting[1].position, line.position, sent - waiting[0]))
            waiting = (sent, line)
    return ReplyTimes(
        tuple(replies),
        messages,
        duration=timed[-1][0] - timed[0][0] if timed else None,
        waiting=waiting[1].position if waiting else None,
        waiting_side=waiting[1].side if waiting else Side.UNKNOWN,
    )


def first_agent_word(conversation: Conversation) -> tuple[int, int] | None:
    """When the agent is first heard in a transcript, milliseconds from its beginning, and in which line.

    None without a line of the agent that has a time.
    """
    heard = [
        (line.words[0].start_ms if line.words else line.start_ms, line.position)
        for line in conversation.lines
        if line.side is Side.AGENT and line.start_ms is not None
    ]
    return min(heard, default=None)
