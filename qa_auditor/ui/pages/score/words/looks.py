"""Gives each kind of conversation its look, with the fonts of the window and the pictures that are loaded."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QImage, QImageReader, QPixmap

from qa_auditor.application.tasks import Progress
from qa_auditor.domain.conversation import Attachment, ConversationKind
from qa_auditor.ui.pages.score.words.bubble_look import PICTURE, BubbleLook
from qa_auditor.ui.pages.score.words.lines_view import Look
from qa_auditor.ui.pages.score.words.mail_look import MailLook
from qa_auditor.ui.pages.score.words.transcript_look import TranscriptLook
from qa_auditor.ui.pages.score.words.words_pane import WordsPane
from qa_auditor.ui.session import Session

_BODY = 14
_SMALL = 12
_MOST_PIXELS = 60_000_000


class Looks(QObject):
    """Pictures are read behind the window, made small, and kept while the window is open."""

    def __init__(self, session: Session, pane: WordsPane) -> None:
        super().__init__()
        self._session, self._pane = session, pane
        self._pictures: dict[str, QPixmap | None] = {}
        """By content; None while it is read, or where it can't be."""

    def of(self, kind: ConversationKind, zone: str) -> Look:
        """The look of a kind of conversation; times are those of ``zone``."""
        font, small = QFont(self._pane.font()), QFont(self._pane.font())
        font.setPixelSize(_BODY)
        small.setPixelSize(_SMALL)
        if kind is ConversationKind.CHAT:
            return BubbleLook(font, small, zone, self._picture)
        if kind is ConversationKind.EMAIL:
            return MailLook(font, small, zone)
        return TranscriptLook(font, small)

    def _picture(self, attachment: Attachment) -> QPixmap | None:
        sha256, backend = attachment.sha256, self._session.backend
        if not sha256 or not attachment.media_type.startswith("image/") or backend is None:
            return None
        if sha256 not in self._pictures:
            self._pictures[sha256] = None
            stored = backend.media.stored(sha256)
            if stored is not None:
                self._session.runner.in_background("", partial(_read, stored), partial(self._show, sha256), _unread)
        return self._pictures[sha256]

    def _show(self, sha256: str, image: QImage | None) -> None:
        if image is not None:
            self._pictures[sha256] = QPixmap.fromImage(image)
            self._pane.view.set_anew()


def _read(stored: Path, _progress: Progress) -> QImage | None:
    """The picture, no larger than a bubble; None for what is no picture, whatever it is called."""
    reader = QImageReader(str(stored))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return None
    if size.width() > PICTURE.width() or size.height() > PICTURE.height():
        reader.setScaledSize(size.scaled(PICTURE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def _unread(error: Exception) -> bool:
    return isinstance(error, OSError)
