"""A conversation as lines for the screen: masked, with corrections, and with how long each side waited."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from qa_auditor.application.privacy import hide_private
from qa_auditor.domain.conversation import Conversation, Line, Side
from qa_auditor.domain.masking import Masked, mask
from qa_auditor.ui.pages.score.words.shown_line import ShownLine

_TALKING = {Side.AGENT, Side.CUSTOMER}


def shown_lines(
    conversation: Conversation, imported: Conversation, *, revealed: Collection[int], unfolded: Collection[int]
) -> list[ShownLine]:
    """All lines in their order; those ``revealed`` as they are."""
    originals = {line.position: line.text for line in imported.lines}
    shown: list[ShownLine] = []
    asked: tuple[Side, datetime] | None = None
    for line in conversation.lines:
        original = originals.get(line.position, line.text)
        waited = None
        if line.sent is not None and line.side in _TALKING:
            if asked is not None and asked[0] is not line.side:
                waited = line.sent - asked[1]
            if asked is None or asked[0] is not line.side:
                # The wait begins with the first message that nobody answered yet.
                asked = (line.side, line.sent)
        open_now = line.position in revealed
        hidden = Masked(line.text) if open_now else mask(line.text)
        shown.append(
            ShownLine(
                line if open_now else _around_hidden(line),
                hidden.text,
                original=original if original != line.text else None,
                masked=hidden.spans,
                waited=waited,
                unfolded=line.position in unfolded,
            )
        )
    return shown


def _around_hidden(line: Line) -> Line:
    """What stands around the words, as it may be shown."""
    attachments = tuple(replace(one, name=hide_private(one.name)) for one in line.attachments)
    around = (hide_private(line.speaker), hide_private(line.subject), attachments)
    if around == (line.speaker, line.subject, line.attachments):
        return line
    return replace(line, speaker=around[0], subject=around[1], attachments=attachments)
