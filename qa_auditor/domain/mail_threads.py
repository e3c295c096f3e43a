"""Which e-mails belong together, and which words of one are its writer's own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_ANSWER = re.compile(
    r"^\s*(?:(?:re|aw|sv|fw|fwd|回复|答复|回覆|答覆|转发|轉寄|轉發|回)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*|\[[^\]]{1,30}\]\s*)+",
    re.IGNORECASE,
)

SAME_HEADING = timedelta(days=30)
"""Mails of one heading that are further apart are not taken for an answer."""

_QUOTE_BEGINS = re.compile(
    r"^\s*(?:-{3,}\s*(?:original message|forwarded message|原始邮件|原始郵件|原邮件|转发邮件|轉寄的郵件)\s*-{0,}"
    r"|-{5}\s*$|_{20,}\s*$"
    r"|(?:发件人|寄件者|寄件人|from)\s*[:：].{1,200}$"
    r"|(?:在\s*)?\d{4}[-年/].{4,80}(?:写道|寫道)\s*[:：]?\s*$"
    r"|.{0,120}(?:写道|寫道)\s*[:：]\s*$"
    r"|on .{6,200} wrote:\s*$)",
    re.IGNORECASE,
)
_HEADER_LINE = re.compile(
    r"^\s*(?:发送时间|寄件日期|日期|收件人|收件者|主题|主旨|抄送|sent|date|to|cc|subject)\s*[:：]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class MailHead:
    """What of a mail says where it belongs.

    Attributes:
        ref: its Message-ID. references: Message-IDs that it answers, oldest first.
        parties: addresses of who wrote and got it.
    """

    ref: str
    heading: str
    references: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    sent: datetime | None = None


def bare_heading(heading: str) -> str:
    """A heading without what answering and forwarding put before it."""
    return " ".join(_ANSWER.sub("", heading).split())


def is_answer(heading: str) -> bool:
    """Whether a heading says that the mail answers or forwards another."""
    match = _ANSWER.match(heading)
    return match is not None and any(sign in match[0] for sign in ":：")


def threads(heads: Sequence[MailHead]) -> list[list[int]]:
    """Places of mails that belong together, threads by their first mail, each in the order given.

    References tell it. An answer that names none belongs to the latest mail before it of the same heading, with
    somebody in common, that is not older than ``SAME_HEADING``.
    """
    groups = _Groups(len(heads))
    by_ref: dict[str, int] = {}
    for place, head in enumerate(heads):
        for ref in (head.ref, *head.references):
            if ref:
                groups.join(place, by_ref.setdefault(ref, place))
    for place, answered in _answered_by_heading(heads):
        groups.join(place, answered)
    return groups.listed()


class _Groups:
    """Places that are joined two by two."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def _root(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parent[second] = first

    def listed(self) -> list[list[int]]:
        groups: dict[int, list[int]] = {}
        for place in range(len(self._parent)):
            groups.setdefault(self._root(place), []).append(place)
        return list(groups.values())


def _answered_by_heading(heads: Sequence[MailHead]) -> Iterator[tuple[int, int]]:
    """Answers without references, each with the mail that its heading says it answers."""
    by_heading: dict[str, list[int]] = {}
    for place, head in enumerate(heads):
        if heading := bare_heading(head.heading).casefold():
            by_heading.setdefault(heading, []).append(place)
    for places in by_heading.values():
        for place in places:
            if not is_answer(heads[place].heading) or heads[place].references:
                continue
            answered = [other for other in places if other != place and _may_answer(heads[place], heads[other])]
            if answered:
                yield place, max(answered, key=lambda other: (_time(heads[other]), -other))


def _may_answer(answer: MailHead, other: MailHead) -> bool:
    if not set(answer.parties) & set(other.parties):
        return False
    if answer.sent is None or other.sent is None:
        return True
    return other.sent <= answer.sent <= other.sent + SAME_HEADING


def _time(head: MailHead) -> float:
    return head.sent.timestamp() if head.sent is not None else 0.0


def own_words(text: str) -> str:
    """A mail's text without the mail that it quotes below its own words; all of it when nothing else is left."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not _QUOTE_BEGINS.match(line):
            continue
        if re.match(r"^\s*(?:发件人|寄件者|寄件人|from)", line, re.IGNORECASE) and not any(
            map(_HEADER_LINE.match, lines[number + 1 : number + 4])
        ):
            # A line of its own words may begin like a header; a quoted header has more lines.
            continue
        lines = lines[:number]
        break
    while lines and (lines[-1].startswith(">") or not lines[-1].strip()):
        lines.pop()
    own = "\n".join(lines).strip()
    return own or text.strip()
