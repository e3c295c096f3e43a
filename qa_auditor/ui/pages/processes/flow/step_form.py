"""The fields of a step, in one of the three languages at a time; each change is handed over once the hand rests."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from qa_auditor.application.flow.wording import share_of, share_text, time_limit_of, time_limit_text
from qa_auditor.application.views.process_wording import FIELD_NAMES, LANE_NAMES, STAGE_NAMES, STEP_KIND_NAMES
from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.codes import is_code, is_map_part
from qa_auditor.domain.process import Lane, Step, StepKind
from qa_auditor.domain.step_editing import lines_of, own_wording, with_information, with_step_name, with_step_text
from qa_auditor.i18n import LANGUAGES, N_, _, language
from qa_auditor.ui.pages.processes.record.fields import LineField, TextField
from qa_auditor.ui.widgets.menu_choice import MenuChoice
from qa_auditor.ui.widgets.segmented import Segmented
from qa_auditor.ui.widgets.status_line import LANGUAGE_NAMES
from qa_auditor.ui.widgets.text import label, say

Change = Callable[[Step], Step]

_WORDS = ("role", "activity", "input", "output", "owner", "resources")
_LONG = frozenset({"activity", "resources"})
_WAYS = {"enters": N_("Information that enters"), "stored": N_("Stored here"), "leaves": N_("Information that leaves")}
_ORDER = (
    "name", "kind", "stage", "lane", "role", "limit", "share", "channel", "owner", "standards", "activity", "input",
    "output", "resources", *_WAYS,
)  # fmt: skip
_FIELDS = {"limit": "time_limit_s", "share": "time_share"}
_LONGEST_TIME = 24
_TITLE_WIDTH = 76


class StepForm(QFrame):
    """``changed`` carries a function that makes the step anew; ``refused`` what can't be taken, with a remedy."""

    changed = Signal(object)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._step: Step | None = None
        self._language = ""
        self.languages = Segmented(focus=True)
        self.name = LineField()
        self.kind, self.lane = MenuChoice(), MenuChoice()
        self.stage = MenuChoice()
        self.words: dict[str, LineField | TextField] = {
            key: TextField() if key in _LONG else LineField(300) for key in _WORDS
        }
        self.ways = {way: TextField() for way in _WAYS}
        self.limit, self.share = LineField(_LONGEST_TIME), LineField(8)
        self.channel, self.standards = LineField(60), LineField(600)
        self.required = QCheckBox()
        self._titles: dict[str, QLabel] = {}
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------------------------------------------------ shows

    def show_step(self, step: Step) -> None:
        """Show another step, or what has become of the one that is shown."""
        self._step = step
        tag = self._language or language()
        self.name.show_text(own_wording(step.name, tag))
        self.name.setPlaceholderText(step.name.in_language(tag))
        for key, field in self.words.items():
            field.show_text(own_wording(getattr(step, key), tag))
            field.setPlaceholderText(getattr(step, key).in_language(tag))
        for way, lines in self.ways.items():
            lines.show_text("\n".join(lines_of(step.information, way, tag)))
        self.limit.show_text("" if step.time_limit_s is None else time_limit_text(step.time_limit_s))
        self.share.show_text("" if step.time_share is None else share_text(step.time_share))
        self.channel.show_text(step.channel)
        self.standards.show_text(", ".join(step.standards))
        self.required.blockSignals(True)
        self.required.setChecked(step.required)
        self.required.blockSignals(False)
        self.kind.set_options([(str(one), _(STEP_KIND_NAMES[one])) for one in StepKind], str(step.kind))
        self.lane.set_options([(str(one), _(LANE_NAMES[one])) for one in Lane], str(step.lane))
        self.stage.set_options([(str(one), _(STAGE_NAMES[one])) for one in Stage], str(step.stage))

    def flush(self) -> None:
        """Hand over what is being typed."""
        for field in self._fields():
            field.flush()

    def retranslate(self) -> None:
        """Say it in the current language."""
        self.languages.setAccessibleName(_("Language of the words below"))
        self.languages.set_options([(tag, LANGUAGE_NAMES[tag]) for tag in LANGUAGES])
        self.languages.set_chosen(self._language or language())
        names = {
            **{key: _(FIELD_NAMES[_FIELDS.get(key, key)]) for key in _ORDER if key not in _WAYS},
            **{way: _(title) for way, title in _WAYS.items()},
        }
        hints = {
            "limit": _("A time such as 10 s, 5 min, 24 h or 2 d"),
            "share": _("In per cent: in how many cases the time is to be kept"),
            "standards": _("Codes of standards, with commas between them"),
            "channel": _("Id of a channel of the process map"),
            **dict.fromkeys(_WAYS, _("One piece a line")),
        }
        for key, title in self._titles.items():
            title.setText(names[key][:1].upper() + names[key][1:])
            say(self._control(key), names[key], hints.get(key, ""))
        for way, lines in self.ways.items():
            lines.setPlaceholderText(hints[way])
        self.limit.setPlaceholderText(hints["limit"])
        self.required.setText(_("Required"))
        say(self.required, _("Required"), _("A walk-through that leaves it out is a deviation"))
        if self._step is not None:
            self.show_step(self._step)

    def choose_language(self, tag: str) -> None:
        """Write in another language."""
        self.flush()
        self._language = tag
        self.languages.set_chosen(tag)
        if self._step is not None:
            self.show_step(self._step)

    # ------------------------------------------------------------------------------------------------------------ hands

    def _connect(self) -> None:
        self.languages.chosen.connect(self.choose_language)
        self.name.given.connect(lambda text: self._give(lambda step: with_step_name(step, self._tag, text)))
        for key, field in self.words.items():
            field.given.connect(
                lambda text, key=key: self._give(lambda step: with_step_text(step, key, self._tag, text))
            )
        for way, lines in self.ways.items():
            lines.given.connect(
                lambda text, way=way: self._give(lambda step: with_information(step, way, self._tag, text.split("\n")))
            )
        self.kind.chosen.connect(lambda key: self._give(lambda step: replace(step, kind=StepKind(key))))
        self.lane.chosen.connect(lambda key: self._give(lambda step: replace(step, lane=Lane(key))))
        self.stage.chosen.connect(lambda key: self._give(lambda step: replace(step, stage=Stage(key))))
        self.required.toggled.connect(lambda on: self._give(lambda step: replace(step, required=on)))
        self.limit.given.connect(self._on_limit)
        self.share.given.connect(self._on_share)
        self.channel.given.connect(self._on_channel)
        self.standards.given.connect(self._on_standards)

    @property
    def _tag(self) -> str:
        return self._language or language()

    def _give(self, change: Change) -> None:
        if self._step is not None:
            self.changed.emit(change)

    def _refuse(self, words: str) -> None:
        self.refused.emit(words)
        if self._step is not None:
            self.show_step(self._step)

    def _on_limit(self, text: str) -> None:
        try:
            seconds = time_limit_of(text)
        except ValueError:
            self._refuse(_("{text} is no time. Write 10 s, 5 min, 24 h or 2 d.").format(text=text))
            return
        # A share without a limit says nothing.
        self._give(lambda step: replace(step, time_limit_s=seconds, time_share=step.time_share if seconds else None))

    def _on_share(self, text: str) -> None:
        try:
            share = share_of(text)
        except ValueError:
            self._refuse(_("{text} is no share of cases. Write a number up to 100.").format(text=text))
            return
        if share is not None and self._step is not None and self._step.time_limit_s is None:
            self._refuse(_("Write the time standard first."))
            return
        self._give(lambda step: replace(step, time_share=share))

    def _on_channel(self, text: str) -> None:
        if text and not is_map_part(text):
            self._refuse(_("{text} is no id of a channel. Use capitals and digits.").format(text=text))
            return
        self._give(lambda step: replace(step, channel=text))

    def _on_standards(self, text: str) -> None:
        codes = tuple(dict.fromkeys(part.strip() for part in text.replace("，", ",").split(",") if part.strip()))
        if wrong := [code for code in codes if not is_code(code)]:
            self._refuse(_("{code} is no code of a standard. Write codes such as STD-101.").format(code=wrong[0]))
            return
        self._give(lambda step: replace(step, standards=codes))

    # ----------------------------------------------------------------------------------------------------------- layout

    def _fields(self) -> list[LineField | TextField]:
        return [
            self.name, *self.words.values(), *self.ways.values(), self.limit, self.share, self.channel, self.standards
        ]  # fmt: skip

    def _control(self, key: str) -> QWidget:
        if key in self.words:
            return self.words[key]
        if key in self.ways:
            return self.ways[key]
        found = getattr(self, key)
        if not isinstance(found, QWidget):
            raise TypeError(key)
        return found

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, key in enumerate(_ORDER):
            title = self._titles[key] = label("soft", wrap=True)
            control = self._control(key)
            if isinstance(control, TextField):
                beneath = QVBoxLayout()
                beneath.setSpacing(2)
                beneath.addWidget(title)
                beneath.addWidget(control)
                grid.addLayout(beneath, row, 0, 1, 2)
            else:
                title.setFixedWidth(_TITLE_WIDTH)
                grid.addWidget(title, row, 0)
                grid.addWidget(control, row, 1)
        grid.addWidget(self.required, len(_ORDER), 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.languages)
        column.addLayout(grid)
