"""E-mails out of a file: a single one (.eml) or a mailbox (mbox), without trusting either."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from qa_auditor.application.faults import Fault, Place
from qa_auditor.application.intake.sources import ReadMail, UnreadableError
from qa_auditor.exchange.mails.message import LARGEST_MAIL, mail_of
from qa_auditor.i18n import _

LARGEST_MAILBOX = 1024**3
MOST_MAILS = 50_000

_KNOWN = {
    b"from", b"to", b"cc", b"subject", b"date", b"message-id", b"received", b"return-path", b"mime-version",
    b"delivered-to",
    b"content-type", b"reply-to", b"x-mailer", b"in-reply-to", b"references", b"dkim-signature",
}  # fmt: skip
_TELLING = {b"from", b"received", b"return-path", b"date", b"message-id"}


def is_mail(path: Path) -> bool:
    """Whether a file begins as an e-mail or a mailbox does."""
    with path.open("rb") as file:
        head = file.read(16_384)
    return _is_mailbox(head) or _begins_as_mail(head)


def _is_mailbox(head: bytes) -> bool:
    first, _end, rest = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    return first.startswith(b"From ") and _begins_as_mail(rest)


def _begins_as_mail(head: bytes) -> bool:
    names: set[bytes] = set()
    for line in head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").splitlines()[:200]:
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        name, colon, _value = line.partition(b":")
        if not colon or not name.strip() or len(name) > 80 or b" " in name.strip():
            return False
        names.add(name.strip().lower())
    return len(names & _KNOWN) >= 2 and bool(names & _TELLING)


def read_mails(path: Path, name: str) -> tuple[ReadMail, ...]:
    """The e-mails of a file, in its order; those that can't be taken carry their faults.

    Raises:
        UnreadableError: it is larger than a mailbox may be.
    """
    if path.stat().st_size > LARGEST_MAILBOX:
        raise UnreadableError("file-too-large", _("The file is larger than 1 GB"), _("Split it into parts"))
    with path.open("rb") as file:
        head = file.read(16_384)
        file.seek(0)
        if not _is_mailbox(head):
            return (mail_of(file.read(LARGEST_MAIL + 1), Place(name)),)
        return tuple(_mailbox(file, name))


def _mailbox(file: IO[bytes], name: str) -> Iterator[ReadMail]:
    """Mails between lines that begin with ``From`` and follow an empty line, one at a time."""
    held: list[bytes] = []
    begun = size = 0
    blank = True
    count = 0
    for number, line in enumerate(file, start=1):
        if blank and line.startswith(b"From "):
            if begun:
                yield _one(held, name, begun)
                count += 1
            if count >= MOST_MAILS:
                yield _too_many(Place(name, number))
                return
            held, begun, size = [], number, 0
        elif size <= LARGEST_MAIL:
            # mboxrd: what began with From within a mail has signs before it.
            held.append(line[1:] if line.lstrip(b">").startswith(b"From ") and line.startswith(b">") else line)
            size += len(line)
        blank = not line.strip()
    if begun:
        yield _one(held, name, begun)


def _one(held: list[bytes], name: str, line: int) -> ReadMail:
    return mail_of(b"".join(held), Place(name, line))


def _too_many(place: Place) -> ReadMail:
    from qa_auditor.domain.conversation import Line, Side

    fault = Fault(
        "too-many-mails",
        _("The mailbox has more than {most} mails").format(most=MOST_MAILS),
        place,
        _("Split it into parts"),
    )
    return ReadMail(place, Line(0, Side.UNKNOWN, ""), faults=(fault,))
