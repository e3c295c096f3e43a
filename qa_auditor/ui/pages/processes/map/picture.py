"""The whole matrix as a picture: heads, cells and legend, drawn by the painter of the screen."""

import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSaveFile, Qt
from PySide6.QtGui import QFont, QImage, QImageWriter, QPainter

from qa_auditor.application.faults import Fault, FaultsError, Place, StoreError
from qa_auditor.i18n import _
from qa_auditor.ui.pages.processes.map.grid import Grid
from qa_auditor.ui.pages.processes.map.legend import paint_legend
from qa_auditor.ui.pages.processes.map.painting import (
    COLUMN_HEAD_HEIGHT,
    COLUMN_WIDTH,
    GROUP_HEIGHT,
    ROW_HEAD_WIDTH,
    ROW_HEIGHT,
    MapPainter,
)
from qa_auditor.ui.theme.tokens import Tokens

MOST_PIXELS = 64_000_000
_TITLE, _LEGEND, _MARGIN = 44, 44, 16
_LEAST_WIDTH = 760


def draw_map(grid: Grid, *, title: str, below: str, tokens: Tokens, font: QFont) -> QImage:
    """The picture of a grid; ``title`` stands above it, ``below`` beside it in small letters.

    Raises:
        FaultsError: the picture would be larger than can be shown.
    """
    heights = [GROUP_HEIGHT if row.business is None else ROW_HEIGHT for row in grid.rows]
    width = max(ROW_HEAD_WIDTH + COLUMN_WIDTH * len(grid.channels), _LEAST_WIDTH) + 2 * _MARGIN
    height = _TITLE + COLUMN_HEAD_HEIGHT + sum(heights) + _LEGEND + _MARGIN
    if width * height > MOST_PIXELS:
        raise FaultsError([_too_large()])
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(tokens.colour("surface"))
    painter = QPainter(image)
    try:
        _title(painter, QRect(_MARGIN, 0, width - 2 * _MARGIN, _TITLE), title, below, tokens, font)
        _matrix(painter, grid, heights, MapPainter(tokens, font))
        small = QFont(font)
        small.setPixelSize(tokens.px("font-caption"))
        painter.setFont(small)
        paint_legend(painter, QRect(_MARGIN, height - _LEGEND, width - 2 * _MARGIN, _LEGEND), tokens)
    finally:
        painter.end()
    return image


def save_picture(image: QImage, path: Path) -> None:
    """Write a picture as PNG: whole or not at all.

    Raises:
        StoreError: the disk refused.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, os.strerror(error.errno or 0)) from error
    file = QSaveFile(str(path))
    opened = file.open(QSaveFile.OpenModeFlag.WriteOnly)
    if not opened or not QImageWriter(file, QByteArray(b"PNG")).write(image) or not file.commit():
        raise _unwritable(path, file.errorString())


def _title(painter: QPainter, area: QRect, title: str, below: str, tokens: Tokens, font: QFont) -> None:
    large = QFont(font)
    large.setPixelSize(tokens.px("font-heading"))
    large.setBold(True)
    painter.setFont(large)
    painter.setPen(tokens.colour("text"))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), title)
    small = QFont(font)
    small.setPixelSize(tokens.px("font-caption"))
    painter.setFont(small)
    painter.setPen(tokens.colour("text-muted"))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), below)


def _matrix(painter: QPainter, grid: Grid, heights: list[int], drawing: MapPainter) -> None:
    left = _MARGIN + ROW_HEAD_WIDTH
    drawing.corner(painter, QRect(_MARGIN, _TITLE, ROW_HEAD_WIDTH, COLUMN_HEAD_HEIGHT), "")
    for column, channel in enumerate(grid.channels):
        area = QRect(left + column * COLUMN_WIDTH, _TITLE, COLUMN_WIDTH, COLUMN_HEAD_HEIGHT)
        drawing.column_head(painter, area, channel, current=False)
    top = _TITLE + COLUMN_HEAD_HEIGHT
    for number, (row, height) in enumerate(zip(grid.rows, heights, strict=True)):
        drawing.row_head(painter, QRect(_MARGIN, top, ROW_HEAD_WIDTH, height), row, current=False)
        for column in range(len(grid.channels)):
            cell = grid.cell(number, column)
            area = QRect(left + column * COLUMN_WIDTH, top, COLUMN_WIDTH, height)
            drawing.cell(painter, area, cell, dim=cell is not None and not grid.looked_for(cell), chosen=False)
        top += height


def _too_large() -> Fault:
    return Fault(
        "picture-too-large",
        _("The map is too large for one picture"),
        Place(""),
        _("Look for some of it first: a class, words or blind spots only; the Excel workbook holds all of it"),
    )


def _unwritable(path: Path, reason: str) -> StoreError:
    return StoreError(
        _("Writing {path} failed: {reason}").format(path=path, reason=reason),
        _("Check the folder and the disk, then try again"),
    )
