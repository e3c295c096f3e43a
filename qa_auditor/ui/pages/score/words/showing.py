"""A conversation as lines for the screen: with corrections, marks, and how long each side waited."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from qa_auditor.domain.conversation import Conversation, Side
from qa_auditor.ui.pages.score.words.shown_line import LineMark, ShownLine

_TALKING = {Side.AGENT, Side.CUSTOMER}


def shown_lines(
    conversation: Conversation,
    imported: Conversation,
    *,
    marks: Mapping[int, Sequence[LineMark]],
    unfolded: Collection[int],
) -> list[ShownLine]:
    """All lines in their order."""
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
        shown.append(
            ShownLine(
                line,
                original=original if original != line.text else None,
                waited=waited,
                marks=tuple(marks.get(line.position, ())),
                unfolded=line.position in unfolded,
            )
        )
    return shown
