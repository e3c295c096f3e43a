"""How a chat looks: the customer's messages on the left, the agent's on the right, with the time each reply took."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap

from qa_auditor.domain.conversation import Attachment, Side
from qa_auditor.i18n import _
from qa_auditor.ui.pages.score.words.block import (
    Block,
    Hot,
    HotKind,
    LineState,
    draw_captions,
    draw_text,
    guessed_rows,
    set_text,
)
from qa_auditor.ui.pages.score.words.shown_line import ShownLine
from qa_auditor.ui.pages.score.words.times import sent_text, size_text, waited_text
from qa_auditor.ui.pages.score.words.transcript_look import draw_marks, speaker_of
from qa_auditor.ui.theme.icons import pixmap
from qa_auditor.ui.theme.tokens import Tokens

PICTURE = QSize(240, 170)
"""The most room that a picture gets."""

_SIDE = 14
_PAD = 10
_UP = 5
_HEAD = 18
_MARKS = 40
_SHARE = 0.8

Pictures = Callable[[Attachment], QPixmap | None]
"""Gives the picture of an attachment, as far as it is loaded."""


class BubbleLook:
    """Sets and draws messages; ``zone`` is that of the site, ``pictures`` gives what is loaded of images."""

    def __init__(self, font: QFont, small: QFont, zone: str, pictures: Pictures) -> None:
        self._font, self._small, self._zone, self._pictures = font, small, zone, pictures
        self._metrics, self._small_metrics = QFontMetrics(font), QFontMetrics(small)
        self._em = max(8, font.pixelSize())

    def guess(self, shown: ShownLine, width: int) -> int:
        """About how high a message is, without setting it."""
        rows = guessed_rows(shown.text, self._em, self._most(width))
        return rows * (self._metrics.height() + 2) + 2 * _PAD + 2 * _UP + _HEAD + 22 * len(shown.line.attachments)

    def block(self, shown: ShownLine, former: ShownLine | None, width: int) -> Block:
        """A message, set."""
        line = shown.line
        layout, height, used = set_text(shown.text, self._font, self._most(width))
        text_height = height if shown.text else 0.0
        y = _UP + _HEAD + _PAD + round(text_height)
        extras, widest, y = self._set_attachments(line.attachments, y)
        head = self._head(shown, former)
        inner = round(max(used, widest, min(self._small_metrics.horizontalAdvance("0000-00-00"), width)))
        bubble = inner + 2 * _PAD
        left = _SIDE if line.side is not Side.AGENT else width - _SIDE - bubble
        frame = QRect(left, _UP + _HEAD, bubble, y + _PAD - _UP - _HEAD)
        said = self._small_metrics.horizontalAdvance(head)
        head_left = left if line.side is not Side.AGENT else max(_SIDE, left + bubble - said)
        captions = [(QRect(head_left, _UP, said + 4, _HEAD), head, "text-muted")]
        captions += [
            (area.translated(left + _PAD + 20, 0), words, "text-muted") for area, words, _kind in extras if words
        ]
        hot = tuple(
            Hot(HotKind.IMAGE, area.translated(left + _PAD, 0), name) for area, words, name in extras if not words
        )
        at = QPointF(left + _PAD, _UP + _HEAD + _PAD)
        return Block(frame.bottom() + 1 + _UP, layout, at, frame, len(shown.text), hot, captions)

    def draw(
        self, painter: QPainter, block: Block, top: int, shown: ShownLine, state: LineState, tokens: Tokens
    ) -> None:
        """Draw a message whose upper edge lies at ``top``."""
        frame = QRectF(block.frame.translated(0, top))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        agent = shown.line.side is Side.AGENT
        edge = "accent" if state.current else "accent-soft" if agent else "border"
        painter.setPen(QPen(tokens.colour(edge), 2 if state.current else 1))
        painter.setBrush(tokens.colour("accent-soft" if agent else "surface-sunken"))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        draw_captions(painter, block, top, tokens, self._small)
        for area, _words, _colour in block.captions[1:]:
            clip = pixmap("attachment", tokens.colours["text-muted"], 14)
            painter.drawPixmap(area.left() - 20, top + area.top() + 3, clip)
        for hot in block.hot:
            self._draw_picture(painter, hot, top, shown, tokens)
        draw_text(painter, block, top, shown, state, tokens)
        beside = block.frame.right() + _MARKS if not agent else block.frame.left() - 6
        draw_marks(painter, shown, beside, top + block.frame.top(), self._small, tokens)

    def _most(self, width: int) -> int:
        return max(60, round((width - 2 * _SIDE - _MARKS) * _SHARE) - 2 * _PAD)

    def _head(self, shown: ShownLine, former: ShownLine | None) -> str:
        line = shown.line
        parts = [speaker_of(shown)]
        if line.sent is not None:
            parts.append(sent_text(line.sent, self._zone, former=former.line.sent if former is not None else None))
        if shown.waited is not None:
            parts.append(_("after {time}").format(time=waited_text(shown.waited)))
        return "  ".join(part for part in parts if part)

    def _set_attachments(
        self, attachments: tuple[Attachment, ...], y: int
    ) -> tuple[list[tuple[QRect, str, str]], int, int]:
        """Pictures, and names of other files, below each other: area, words ("" for a picture) and name."""
        found: list[tuple[QRect, str, str]] = []
        widest = 0
        for attachment in attachments:
            picture = self._pictures(attachment)
            if picture is not None:
                size = picture.deviceIndependentSize().toSize()
                found.append((QRect(0, y + 4, size.width(), size.height()), "", attachment.name))
                widest, y = max(widest, size.width()), y + size.height() + 6
            words = attachment_text(attachment)
            width = self._small_metrics.horizontalAdvance(words)
            found.append((QRect(0, y + 2, width + 4, 20), words, attachment.name))
            widest, y = max(widest, width + 24), y + 22
        return found, widest, y

    def _draw_picture(self, painter: QPainter, hot: Hot, top: int, shown: ShownLine, tokens: Tokens) -> None:
        picture = next((self._pictures(one) for one in shown.line.attachments if one.name == hot.name), None)
        if picture is not None:
            painter.drawPixmap(hot.area.translated(0, top), picture)
            painter.setPen(tokens.colour("border"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(hot.area.translated(0, top))


def attachment_text(attachment: Attachment) -> str:
    """Name and size of what came with a message; it is never opened."""
    size = f" · {size_text(attachment.size)}" if attachment.size is not None else ""
    return f"{attachment.name or attachment.media_type}{size}"
