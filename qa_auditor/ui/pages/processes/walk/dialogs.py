"""What is asked around a walk-through: where it is walked, what finishing means, and a look at a photo."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from qa_auditor.domain.process import Step
from qa_auditor.i18n import _, language
from qa_auditor.ui.pages.processes.walk.photos import thumbnail
from qa_auditor.ui.widgets.asking import Asking
from qa_auditor.ui.widgets.text import label, say

_LONGEST = 120
_MOST_NAMED = 12


class BeginDialog(Asking):
    """``given`` carries the name of the walk-through and the touchpoint where it is walked, or ""."""

    given = Signal(str, str)

    def __init__(self, name: str, touchpoints: Sequence[tuple[str, str]], parent: QWidget | None) -> None:
        super().__init__(_("Begin a walk-through"), _("Go through the process as a customer"), _("Begin"), parent)
        self.name = QLineEdit(name)
        self.name.setMaxLength(_LONGEST)
        say(self.name, _("Name of the walk-through"))
        self.places = QListWidget()
        self.places.setProperty("kind", "plain")
        say(self.places, _("Touchpoint where it is walked"))
        for code, title in (("", _("Not at one touchpoint alone")), *touchpoints):
            entry = QListWidgetItem(title)
            entry.setData(Qt.ItemDataRole.UserRole, code)
            self.places.addItem(entry)
        self.places.setCurrentRow(0)
        self.places.setMinimumHeight(min(240, 40 * (len(touchpoints) + 1)))
        self.column.addWidget(label(text=_("Name")))
        self.column.addWidget(self.name)
        where = label(text=_("Where do you walk it?"))
        self.column.addWidget(where)
        self.column.addWidget(self.places)
        where.setVisible(bool(touchpoints))
        self.places.setVisible(bool(touchpoints))
        self.name.selectAll()

    def give(self) -> None:
        """Hand both over."""
        place: str = self.places.currentItem().data(Qt.ItemDataRole.UserRole)
        self.given.emit(self.name.text().strip(), place)
        self.accept()


class FinishDialog(Asking):
    """``given`` when the walk-through shall be evaluated as it stands."""

    given = Signal()

    def __init__(self, unsaid: Sequence[Step], parent: QWidget | None) -> None:
        super().__init__(_("Finish the walk-through"), _("Evaluate what was met?"), _("Evaluate"), parent)
        if unsaid:
            self.column.addWidget(label(text=_("Nothing was said of these steps; they count as left out:"), wrap=True))
            names = [f"• {step.name.in_language(language())}" for step in unsaid[:_MOST_NAMED]]
            if len(unsaid) > _MOST_NAMED:
                names.append("…")
            self.column.addWidget(label("strong", text="\n".join(names), wrap=True))
        else:
            self.column.addWidget(label(text=_("Every step that was due is marked."), wrap=True))
        self.column.addWidget(
            label(
                "soft",
                text=_(
                    "The evaluation opens on the page Score, where what is judged beside the steps is answered."
                    " Until it is submitted you can come back here and change a step."
                ),
                wrap=True,
            )
        )

    def give(self) -> None:
        """Go on."""
        self.given.emit()
        self.accept()


class PhotoDialog(QDialog):
    """A photo, as large as the screen allows."""

    def __init__(self, path: Path, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        room = self.screen().availableSize() - QSize(120, 160)
        image = thumbnail(path, max(room.width(), room.height()))
        picture = QLabel()
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture.setAccessibleName(title)
        if image.isNull():
            picture.setText(_("The photo is missing from the media folder"))
        else:
            pixmap = QPixmap.fromImage(image)
            whole, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            fits = pixmap.width() <= room.width() and pixmap.height() <= room.height()
            picture.setPixmap(pixmap if fits else pixmap.scaled(room, whole, smooth))
        column = QVBoxLayout(self)
        column.addWidget(picture)
