"""A line in which something is rated 1 to 5 by one click or key; the same again takes the rating away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.text import label

RATINGS = ("1", "2", "3", "4", "5")


class RatingLine(QWidget):
    """``rated`` carries 1 to 5, or 0 when the rating was taken away."""

    rated = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rating: int | None = None
        self._title = label()
        self._title.setWordWrap(True)
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.choices = Segmented(focus=True, kind="rating")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._title, 1)
        row.addWidget(self.choices)
        self.choices.chosen.connect(self._on_chosen)

    def show_rating(self, rating: int | None) -> None:
        """Show what was rated; None for nothing."""
        self._rating = rating
        self.choices.set_chosen(str(rating or ""))

    def say(self, title: str, hint: str) -> None:
        """Name what is rated."""
        self._title.setText(title)
        self._title.setToolTip(hint)
        self.choices.set_options([(one, one) for one in RATINGS], hints=[f"{title}: {one}" for one in RATINGS])
        for one in RATINGS:
            self.choices.option(one).setAccessibleName(f"{title}: {one}")
        self.choices.set_chosen(str(self._rating or ""))

    def _on_chosen(self, key: str) -> None:
        taken_away = key == str(self._rating)
        self.show_rating(None if taken_away else int(key))
        self.rated.emit(0 if taken_away else int(key))
