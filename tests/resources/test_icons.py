"""The icons: all there, drawn in one hand, and drawable."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from qa_auditor.assets import resource_path

# fmt: off
EXPECTED = {
    "home", "score", "visits", "processes", "checklists", "review", "calibration", "insights", "reports",
    "settings", "play", "pause", "back", "forward", "mark", "note", "undo", "redo", "submit", "warning",
    "critical", "check", "cross", "not-applicable", "search", "folder", "export", "import", "sun", "moon",
    "language", "info", "explain", "save", "cancel", "person", "phone", "chat", "email", "store", "recording",
    "clock", "chevron-right", "chevron-down", "app",
}
# fmt: on
ICONS = sorted(resource_path("icons").glob("*.svg"))


def test_every_purpose_has_its_icon() -> None:
    assert {path.stem for path in ICONS} >= EXPECTED


@pytest.mark.parametrize("path", [path for path in ICONS if path.stem != "app"], ids=lambda path: path.stem)
def test_icons_take_the_colour_of_the_theme_and_share_one_pen(path: Path) -> None:
    source = path.read_text("utf-8")
    assert 'viewBox="0 0 24 24"' in source
    assert set(re.findall(r'stroke-width="([^"]+)"', source)) == {"1.75"}
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', source)) <= {"none", "currentColor"}


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_icons_draw_inside_their_square(path: Path, qapp: object) -> None:
    """Something is seen, and nothing is cut off: the outermost pixels stay free."""
    renderer = QSvgRenderer(QByteArray(path.read_bytes()))
    assert renderer.isValid()
    image = QImage(96, 96, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    opaque = {(x, y) for x in range(96) for y in range(96) if image.pixelColor(x, y).alpha() > 0}
    assert len(opaque) > 200
    assert not any(x in (0, 95) or y in (0, 95) for x, y in opaque)
