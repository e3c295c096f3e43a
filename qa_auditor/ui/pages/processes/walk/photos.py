"""The photos of a step: small pictures in a row, made off the UI thread, upright as the camera was held."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from qa_auditor.application.tasks import Progress
from qa_auditor.i18n import _
from qa_auditor.ui.session import Session
from qa_auditor.ui.widgets.text import say, tool

SIDE = 92


class PhotoRow(QWidget):
    """Signals: ``opened`` and ``dropped`` with the SHA-256 of a photo, to be looked at or taken off the step."""

    opened = Signal(str)
    dropped = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._pictures: dict[str, QPixmap] = {}
        self._shown: tuple[str, ...] = ()
        self._fixed = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)

    def show_photos(self, photos: Sequence[str], *, fixed: bool = False) -> None:
        """Show these; ``fixed`` without a way to take one off."""
        if tuple(photos) != self._shown or fixed != self._fixed:
            self._shown, self._fixed = tuple(photos), fixed
            self._rebuild()
        self._load([photo for photo in self._shown if photo not in self._pictures])

    def retranslate(self) -> None:
        """Say it in the current language."""
        self._rebuild()

    def _load(self, missing: Sequence[str]) -> None:
        backend = self._session.backend
        if backend is None or not missing:
            return

        def work(_progress: Progress) -> dict[str, QImage]:
            with backend.store.begin() as work:
                # One that was added just now may still be on its way to the disk; it is asked for again then.
                photos = [photo for photo in work.photos.all() if photo.sha256 in missing]
            return {photo.sha256: thumbnail(backend.media.path_of(photo), SIDE * 2) for photo in photos}

        def made(images: dict[str, QImage]) -> None:
            self._pictures |= {sha256: QPixmap.fromImage(image) for sha256, image in images.items()}
            self._rebuild()

        self._session.runner.in_background("", work, made)

    def _rebuild(self) -> None:
        while self._row.count() > 1:
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, sha256 in enumerate(self._shown):
            self._row.insertWidget(place, self._tile(place, sha256))
        self.setVisible(bool(self._shown))

    def _tile(self, place: int, sha256: str) -> QWidget:
        made = QWidget()
        made.setFixedSize(SIDE, SIDE)
        picture = tool(lambda: self.opened.emit(sha256), kind="photo")
        picture.setParent(made)
        picture.setFixedSize(SIDE, SIDE)
        picture.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        name = _("Photo {n}").format(n=place + 1)
        say(picture, name, _("Look at photo {n}").format(n=place + 1))
        pixmap = self._pictures.get(sha256)
        if pixmap is None:
            picture.setText("…")
        elif pixmap.isNull():
            picture.setText("?")
            picture.setToolTip(_("The photo is missing from the media folder"))
        else:
            label = QLabel(picture)
            label.setFixedSize(SIDE, SIDE)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            whole = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            label.setPixmap(pixmap.scaled(QSize(SIDE - 4, SIDE - 4), whole, smooth))
        if not self._fixed:
            away = _away(made, lambda: self.dropped.emit(sha256))
            say(away, _("Take photo {n} off").format(n=place + 1))
        return made


def _away(parent: QWidget, clicked: Callable[[], object]) -> QToolButton:
    made = tool(kind="photo-away")
    made.setParent(parent)
    made.setText("×")
    made.setFixedSize(24, 24)
    made.move(SIDE - 26, 2)
    made.clicked.connect(lambda _checked=False: clicked())
    return made


def thumbnail(path: Path, side: int) -> QImage:
    """The photo at most ``side`` pixels wide and high, upright; a null image when it can't be read."""
    reader = QImageReader(str(path))
    # The name says nothing: what was taken in is known by its content.
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
