"""The rows of the form: section headings and the questions that are asked, painted when they are seen."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from qa_auditor.application.views.suggestion_wording import suggestion_text
from qa_auditor.application.views.wording import CLASS_NAMES, answer_text
from qa_auditor.application.views.workbench import Workbench
from qa_auditor.domain.answer import NA
from qa_auditor.domain.checklist import Question, Section
from qa_auditor.domain.rounding import shown
from qa_auditor.i18n import _, language

ALL, OPEN, FAILED, CRITICAL = "all", "open", "failed", "critical"
"""Which questions are shown: all that are asked, those without an answer, those that failed, the critical ones."""

FILTERS = (ALL, OPEN, FAILED, CRITICAL)

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True)
class FormRow:
    """A section's heading, or one of its questions."""

    section: Section
    question: Question | None = None


class FormModel(QAbstractListModel):
    """Rows of one evaluation; hidden questions have none, nor do sections without any."""

    def __init__(self) -> None:
        super().__init__()
        self.bench: Workbench | None = None
        self.rows: list[FormRow] = []
        self.folded: set[str] = set()
        self.which = ALL
        self._row_of: dict[str, int] = {}

    def show(self, bench: Workbench | None) -> None:
        """Show another evaluation, unfolded and whole."""
        self.beginResetModel()
        self.bench = bench
        self.folded, self.which = set(), ALL
        self._arrange()
        self.endResetModel()

    def fold(self, section_id: str) -> None:
        """Fold a section up, or open it again."""
        self.folded ^= {section_id}
        self.rearrange()

    def filter(self, which: str) -> None:
        """Show some of the questions only; sections are unfolded for it."""
        self.which = which
        self.folded = set()
        self.rearrange()

    def reveal(self, question_id: str) -> bool:
        """Bring a question that is folded away or filtered out back into view; False when it is not asked."""
        if self.bench is None or question_id not in self.bench.numbers or self.bench.hidden(question_id):
            return False
        if question_id not in self._row_of:
            self.filter(ALL)
        return question_id in self._row_of

    def rearrange(self) -> None:
        """Questions appeared or disappeared."""
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def row_of(self, question_id: str) -> int | None:
        """The row of a question; None while it is hidden."""
        return self._row_of.get(question_id)

    def question_at(self, row: int) -> Question | None:
        """The question of a row; None for a heading."""
        return self.rows[row].question if 0 <= row < len(self.rows) else None

    def step(self, row: int, by: int) -> int | None:
        """The next row with a question in the direction ``by`` (1 or -1)."""
        row += by
        while 0 <= row < len(self.rows):
            if self.rows[row].question is not None:
                return row
            row += by
        return None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role == ROW_ROLE:
            return self.rows[index.row()]
        if role == _DISPLAY:
            row = self.rows[index.row()]
            words = row.question.text if row.question else row.section.title
            return words.in_language(language())
        if role == _ACCESSIBLE:
            return self._spoken(self.rows[index.row()])
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.question_at(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _arrange(self) -> None:
        self.rows = []
        if self.bench is not None:
            for section in self.bench.opened.checklist.sections:
                asked = [question for question in section.questions if self._is_shown(self.bench, question)]
                if asked:
                    self.rows.append(FormRow(section))
                    if section.id not in self.folded:
                        self.rows.extend(FormRow(section, question) for question in asked)
        self._row_of = {row.question.id: place for place, row in enumerate(self.rows) if row.question}

    def _is_shown(self, bench: Workbench, question: Question) -> bool:
        if bench.hidden(question.id):
            return False
        if self.which == OPEN:
            return bench.response(question.id).value is None
        if self.which == FAILED:
            part = bench.contribution(question.id)
            return part is not None and part.failed
        return self.which == ALL or question.critical is not None

    def _spoken(self, row: FormRow) -> str:
        if self.bench is None or row.question is None:
            return row.section.title.in_language(language())
        question = row.question
        response = self.bench.response(question.id)
        parts = [f"{self.bench.numbers[question.id]}. {question.text.in_language(language())}"]
        if question.critical is not None:
            parts.append(_(CLASS_NAMES[question.critical.critical_class]))
        parts.append(answer_text(question, response.value, language=language()) or _("not answered"))
        if (suggestion := self.bench.suggestion(question.id)) is not None:
            parts.append(suggestion_text(question, suggestion))
        part = self.bench.contribution(question.id)
        if part is not None and part.lost:
            parts.append(_("costs {points}").format(points=shown(part.lost)))
        if response.value is not NA and response.marks:
            parts.append(_("marked"))
        return ", ".join(parts)
