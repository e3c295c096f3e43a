"""How the lines of a transcript look: time, who speaks, and the words; the line that is heard stands out."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from qa_auditor.application.views.wording import clock_text
from qa_auditor.domain.conversation import Side
from qa_auditor.i18n import N_, _
from qa_auditor.ui.pages.score.words.block import (
    Block,
    LineState,
    draw_captions,
    draw_text,
    guessed_rows,
    set_text,
)
from qa_auditor.ui.pages.score.words.shown_line import ShownLine
from qa_auditor.ui.theme.icons import pixmap
from qa_auditor.ui.theme.tokens import Tokens

SIDE_NAMES = {
    Side.AGENT: N_("Agent"),
    Side.CUSTOMER: N_("Customer"),
    Side.OTHER: N_("Other"),
    Side.UNKNOWN: "",
}
SIDE_COLOURS = {
    Side.AGENT: "waveform-agent",
    Side.CUSTOMER: "waveform-customer",
    Side.OTHER: "text-muted",
    Side.UNKNOWN: "text-muted",
}

_TIME = 14
_LEFT = 122
_RIGHT = 40
_UP = 4


def speaker_of(shown: ShownLine) -> str:
    """Who speaks: the side in the user's language, with the name that the file gives beside it."""
    side, name = SIDE_NAMES[shown.line.side], shown.line.speaker
    said = _(side) if side else ""
    return " · ".join(dict.fromkeys(part for part in (said, name) if part))


class TranscriptLook:
    """Sets and draws lines; ``font`` is that of the words, ``small`` that of what stands around them."""

    def __init__(self, font: QFont, small: QFont) -> None:
        self._font, self._small = font, small
        self._metrics, self._small_metrics = QFontMetrics(font), QFontMetrics(small)
        self._em = max(8, font.pixelSize())

    def guess(self, shown: ShownLine, width: int) -> int:
        """About how high a line is, without setting it."""
        rows = guessed_rows(shown.text, self._em, width - _LEFT - _RIGHT)
        return rows * (self._metrics.height() + 2) + 2 * _UP

    def block(self, shown: ShownLine, former: ShownLine | None, width: int) -> Block:
        """A line, set."""
        layout, height, _used = set_text(shown.text, self._font, max(40, width - _LEFT - _RIGHT))
        total = round(height) + 2 * _UP
        row = self._metrics.height()
        captions: list[tuple[QRect, str, str]] = []
        left = _TIME
        if shown.line.start_ms is not None:
            words = clock_text(shown.line.start_ms)
            captions.append((QRect(left, _UP, 60, row), words, "text-muted"))
            left += self._small_metrics.horizontalAdvance(words) + 8
        line = shown.line
        same = former is not None and (former.line.side, former.line.speaker) == (line.side, line.speaker)
        if not same:
            # The side says enough, where it is known; whoever is unknown is called by name.
            side = SIDE_NAMES[line.side]
            room = _LEFT - 14 - left
            name = self._small_metrics.elidedText(_(side) if side else line.speaker, Qt.TextElideMode.ElideRight, room)
            captions.append((QRect(left, _UP, room, row), name, SIDE_COLOURS[line.side]))
        return Block(total, layout, QPointF(_LEFT, _UP), QRect(0, 0, width, total), len(shown.text), (), captions)

    def draw(
        self, painter: QPainter, block: Block, top: int, shown: ShownLine, state: LineState, tokens: Tokens
    ) -> None:
        """Draw a line whose upper edge lies at ``top``."""
        frame = block.frame.translated(0, top)
        if state.current:
            painter.fillRect(frame, tokens.colour("accent-soft"))
            painter.fillRect(QRect(0, frame.top(), 3, frame.height()), tokens.colour("accent"))
        side = tokens.colour(SIDE_COLOURS[shown.line.side])
        painter.fillRect(QRect(_LEFT - 8, top + int(block.text_at.y()), 2, round(block.text_area().height())), side)
        if shown.original is not None:
            pencil = pixmap("edit", tokens.colours["text-muted"], 14)
            painter.drawPixmap(_LEFT - 28, top + int(block.text_at.y()) + 2 + self._metrics.height(), pencil)
        draw_captions(painter, block, top, tokens, self._small)
        draw_text(painter, block, top, shown, state, tokens)
        draw_marks(painter, shown, frame.right() - 6, top + int(block.text_at.y()), self._small, tokens)


def draw_marks(painter: QPainter, shown: ShownLine, right: int, top: int, font: QFont, tokens: Tokens) -> None:
    """The numbers of the questions that were marked on a line, against its right edge."""
    former = painter.font()
    metrics = QFontMetrics(font)
    for mark in reversed(shown.marks[:3]):
        words = f"▲{mark.number}"
        width = metrics.horizontalAdvance(words)
        bold = QFont(font)
        bold.setBold(mark.current)
        painter.setFont(bold)
        painter.setPen(tokens.colour("fail" if mark.failed else "waveform-mark"))
        painter.drawText(right - width, top + metrics.ascent() + 2, words)
        right -= width + 6
    painter.setFont(former)
