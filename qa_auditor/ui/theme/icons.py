"""Icons from SVG files whose strokes are ``currentColor``, drawn in the colour of a token."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from qa_auditor.assets import resource_path
from qa_auditor.ui.theme.tokens import Tokens


def icon(name: str, tokens: Tokens, colour: str = "text", checked: str | None = None) -> QIcon:
    """An icon for buttons; ``checked`` names the colour of its switched-on state."""
    made = QIcon()
    for scale in (1, 2):
        made.addPixmap(pixmap(name, tokens.colours[colour], 20, scale))
        made.addPixmap(pixmap(name, tokens.colours["text-faint"], 20, scale), QIcon.Mode.Disabled)
        if checked is not None:
            drawn = pixmap(name, tokens.colours[checked], 20, scale)
            made.addPixmap(drawn, QIcon.Mode.Normal, QIcon.State.On)
            made.addPixmap(drawn, QIcon.Mode.Active, QIcon.State.On)
    return made


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int, scale: int = 1) -> QPixmap:
    """The icon as a picture of ``size`` logical pixels."""
    from PySide6.QtSvg import QSvgRenderer

    drawn = QPixmap(size * scale, size * scale)
    drawn.fill(Qt.GlobalColor.transparent)
    source = resource_path("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(source.encode())).render(painter)
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn
