"""How e-mails look: sender, day and subject as a head, then the text; what is quoted below it is folded away."""

import re

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from qa_auditor.i18n import _, ngettext
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
from qa_auditor.ui.pages.score.words.bubble_look import attachment_text
from qa_auditor.ui.pages.score.words.shown_line import ShownLine
from qa_auditor.ui.pages.score.words.times import sent_text, waited_text
from qa_auditor.ui.pages.score.words.transcript_look import SIDE_COLOURS, draw_marks, speaker_of
from qa_auditor.ui.theme.icons import pixmap
from qa_auditor.ui.theme.tokens import Tokens

_SIDE = 12
_PAD = 12
_UP = 5
_ROW = 19

_QUOTE_BEGINS = re.compile(
    r"^\s*(>|-{2,}\s*(original message|原始邮件|原始郵件|forwarded message|转发|轉寄)"
    r"|_{8,}\s*$|on .{6,80} wrote:\s*$|于.{4,60}写道[::]\s*$|於.{4,60}寫道[::]\s*$)",
    re.IGNORECASE,
)


def quoted_from(text: str) -> int:
    """Where the part that quotes former mails begins; the text's length where nothing is quoted below it."""
    rows = text.split("\n")
    place = 0
    for number, row in enumerate(rows):
        if _QUOTE_BEGINS.match(row) and (not row.lstrip().startswith(">") or _only_quotes(rows[number:])):
            return place
        place += len(row) + 1
    return len(text)


def _only_quotes(rows: list[str]) -> bool:
    return all(not row.strip() or row.lstrip().startswith(">") for row in rows)


class MailLook:
    """Sets and draws e-mails; ``zone`` is that of the site."""

    def __init__(self, font: QFont, small: QFont, zone: str) -> None:
        self._font, self._small, self._zone = font, small, zone
        self._metrics, self._small_metrics = QFontMetrics(font), QFontMetrics(small)
        self._em = max(8, font.pixelSize())

    def guess(self, shown: ShownLine, width: int) -> int:
        """About how high an e-mail is, without setting it."""
        text = shown.line.text[: self._end(shown)]
        rows = guessed_rows(text, self._em, width - 2 * _SIDE - 2 * _PAD)
        return rows * (self._metrics.height() + 2) + 4 * _PAD + 3 * _ROW + 22 * len(shown.line.attachments)

    def block(self, shown: ShownLine, former: ShownLine | None, width: int) -> Block:
        """An e-mail, set."""
        line, end = shown.line, self._end(shown)
        inner = max(60, width - 2 * _SIDE - 2 * _PAD)
        left = _SIDE + _PAD
        captions = [(QRect(left, _UP + 8, inner, _ROW), self._head(shown), SIDE_COLOURS[line.side])]
        y = _UP + 8 + _ROW
        if line.subject and (former is None or former.line.subject != line.subject):
            words = self._small_metrics.elidedText(
                _("Subject: {subject}").format(subject=line.subject), Qt.TextElideMode.ElideRight, inner
            )
            captions.append((QRect(left, y, inner, _ROW), words, "text"))
            y += _ROW
        y += 6
        layout, height, _used = set_text(shown.text[:end].rstrip("\n"), self._font, inner)
        at = QPointF(left, y)
        y += round(height) + 4
        hot: list[Hot] = []
        quoted = quoted_from(line.text)
        if quoted < len(line.text):
            rows = line.text[quoted:].count("\n") + 1
            words = (
                _("▼ Hide what is quoted")
                if shown.unfolded
                else ngettext("▶ {n} quoted line", "▶ {n} quoted lines", rows).format(n=rows)
            )
            area = QRect(left, y, self._small_metrics.horizontalAdvance(words) + 8, _ROW)
            captions.append((area, words, "accent"))
            hot.append(Hot(HotKind.QUOTED, area))
            y += _ROW + 2
        for attachment in line.attachments:
            captions.append((QRect(left + 20, y, inner - 20, 20), attachment_text(attachment), "text-muted"))
            hot.append(Hot(HotKind.IMAGE, QRect(left, y, 16, 20), attachment.name))
            y += 22
        frame = QRect(_SIDE, _UP, width - 2 * _SIDE, y + _PAD - _UP - 4)
        return Block(frame.bottom() + 1 + _UP, layout, at, frame, min(end, len(shown.text)), tuple(hot), captions)

    def draw(
        self, painter: QPainter, block: Block, top: int, shown: ShownLine, state: LineState, tokens: Tokens
    ) -> None:
        """Draw an e-mail whose upper edge lies at ``top``."""
        frame = QRectF(block.frame.translated(0, top))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.colour("accent" if state.current else "border"), 2 if state.current else 1))
        painter.setBrush(tokens.colour("surface"))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        side = tokens.colour(SIDE_COLOURS[shown.line.side])
        painter.fillRect(QRectF(frame.left() + 1, frame.top() + 10, 3, frame.height() - 20), side)
        for hot in block.hot:
            if hot.kind is HotKind.IMAGE:
                clip = pixmap("attachment", tokens.colours["text-muted"], 14)
                painter.drawPixmap(hot.area.left(), top + hot.area.top() + 3, clip)
        draw_captions(painter, block, top, tokens, self._small)
        draw_text(painter, block, top, shown, state, tokens)
        draw_marks(painter, shown, block.frame.right() - 8, top + block.frame.top() + 6, self._small, tokens)

    def _head(self, shown: ShownLine) -> str:
        line = shown.line
        parts = [speaker_of(shown)]
        if line.sent is not None:
            parts.append(sent_text(line.sent, self._zone, former=None))
        if shown.waited is not None:
            parts.append(_("after {time}").format(time=waited_text(shown.waited)))
        return "  ".join(part for part in parts if part)

    def _end(self, shown: ShownLine) -> int:
        return len(shown.line.text) if shown.unfolded else quoted_from(shown.line.text)
