"""Walk-through: the list of them for a process, and the screen on which one is walked."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout
from typing_extensions import override

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.ports import NotFoundError
from qa_auditor.application.scoring_desk import OpenEvaluation
from qa_auditor.application.tasks import Progress
from qa_auditor.application.views.walkthroughs import WalkthroughRow, walkthrough_rows
from qa_auditor.application.walkthroughs.finishing import unsaid
from qa_auditor.application.walkthroughs.walking import OpenWalkthrough, begin_walkthrough, say
from qa_auditor.domain.process import ProcessRecord
from qa_auditor.domain.text import Text
from qa_auditor.domain.walkthrough import Act
from qa_auditor.i18n import _, language
from qa_auditor.ui.actions import Action
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.processes.tab import ProcessTab
from qa_auditor.ui.pages.processes.target import Target
from qa_auditor.ui.pages.processes.walk.desk import WalkDesk
from qa_auditor.ui.pages.processes.walk.dialogs import BeginDialog, FinishDialog, PhotoDialog
from qa_auditor.ui.pages.processes.walk.overview import Overview
from qa_auditor.ui.pages.processes.walk.walking import WalkingScreen
from qa_auditor.ui.session import Session
from qa_auditor.ui.theme.tokens import Tokens

_PHOTOS = "*.jpg *.jpeg *.png *.webp *.JPG *.JPEG *.PNG *.WEBP"

_Read = tuple[Sequence[WalkthroughRow], ProcessRecord | None, tuple[tuple[str, Text], ...]]
"""Walk-throughs of a process, its record, and its touchpoints with their names."""


class WalkTab(ProcessTab):
    """Shows the list, or the walk-through that is open; which one that is survives another page."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._code = ""
        self._record: ProcessRecord | None = None
        self._touchpoints: tuple[tuple[str, Text], ...] = ()
        self.desk = WalkDesk(session)
        self.overview = Overview(session)
        self.walking = WalkingScreen(session, self.desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.overview)
        self._stack.addWidget(self.walking)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()

    def _connect(self) -> None:
        overview, walking, desk = self.overview, self.walking, self.desk
        overview.begin_wanted.connect(self.ask_begin)
        overview.go_on_wanted.connect(self.open)
        overview.evaluation_wanted.connect(lambda evaluation_id: self.session.go(PageId.SCORE, evaluation_id))
        overview.give_up_wanted.connect(self._give_up)
        overview.photo_opened.connect(self.look_at)
        walking.closed.connect(self.close_walk)
        walking.finish_wanted.connect(self.ask_finish)
        walking.photo_wanted.connect(self._ask_photos)
        walking.photos_given.connect(self.take_photos)
        walking.picture_given.connect(self.take_picture)
        walking.card.photos.opened.connect(self.look_at)
        desk.finished.connect(self._on_finished)
        desk.refused.connect(self.refused)
        self.session.feed.subscribe({Kind.WALKTHROUGH, Kind.EVALUATION, Kind.PROCESS}, self._on_changed)

    @property
    def walks(self) -> bool:
        """Whether a walk-through is open."""
        return self._stack.currentWidget() is self.walking

    # ------------------------------------------------------------------------------------------------- the page's calls

    @override
    def retranslate(self) -> None:
        self.overview.retranslate()
        self.walking.retranslate()

    @override
    def recolour(self, tokens: Tokens) -> None:
        self.walking.recolour(tokens)

    @override
    def entered(self) -> None:
        if self.walks and self.desk.opened is not None:
            # What was submitted meanwhile can no longer be changed.
            self.open(self.desk.opened.walkthrough.id)
            self.walking.take_keyboard()
        else:
            self._read(self.overview.take_keyboard)

    @override
    def left(self) -> None:
        self.walking.pause()

    @override
    def show_process(self, code: str) -> None:
        if code != self._code:
            self._code = code
            self.close_walk()

    @override
    def show_target(self, target: Target) -> None:
        if target.kind == "walk" and target.part:
            self.open(target.part)

    @override
    def act(self, action: Action) -> bool:
        if not self.walks:
            return False
        if action is Action.UNDO:
            self.walking.card.flush()
            self.desk.undo()
        elif action is Action.SUBMIT:
            self.walking.card.flush()
            self.ask_finish()
        elif action is Action.SAVE_AGAIN:
            self.desk.keep_again()
        elif action is Action.NEXT_AREA:
            self.walking.take_keyboard()
        else:
            return False
        return True

    @override
    def finish(self) -> bool:
        self.walking.pause()
        return self.desk.all_kept

    # ------------------------------------------------------------------------------------------------------------- list

    def _read(self, then: Callable[[], None] | None = None) -> None:
        code = self._code
        if not code or self.session.backend is None:
            self.overview.show_rows(None, steps=0)
            return

        def read(backend: Backend) -> _Read:
            with backend.store.begin() as work:
                try:
                    record: ProcessRecord | None = work.process_records.latest(code)
                except NotFoundError:
                    record = None
                found = work.map.get()
                names = {business.code: business.name for business in found.businesses}
                places = tuple(
                    (one.code, names.get(one.business, Text())) for one in found.touchpoints if one.process_code == code
                )
                return walkthrough_rows(work, process_code=code), record, places

        def show(found: _Read) -> None:
            if code == self._code:
                rows, self._record, self._touchpoints = found
                self.overview.show_rows(rows, steps=len(self._record.steps) if self._record else 0)
                if then is not None and not self.walks:
                    then()

        self.session.ask(read, show)

    def _on_changed(self, _changes: tuple[Change, ...]) -> None:
        if self.isVisible() and not self.walks:
            self._read()

    def _give_up(self, walkthrough_id: str) -> None:
        evaluator_id = self.session.evaluator_id
        if evaluator_id is None:
            self.session.sign_in_wanted.emit()
            return
        self.session.ask(
            lambda backend: say(
                backend.store,
                clock=backend.clock,
                walkthrough_id=walkthrough_id,
                evaluator_id=evaluator_id,
                given=[(Act.ABANDONED, "", "")],
            )
        )

    # ------------------------------------------------------------------------------------------------------------ begin

    def ask_begin(self) -> None:
        """Ask what it is called and where it is walked."""
        if self.session.evaluator is None:
            self.session.sign_in_wanted.emit()
            return
        if self._record is None:
            return
        today = self.desk.now().astimezone()
        name = f"{self._record.name.in_language(language())} {today:%Y-%m-%d}"
        places = [(code, f"{code}  {title.in_language(language())}".strip()) for code, title in self._touchpoints]
        dialog = BeginDialog(name, places, self)
        dialog.given.connect(self._begin)
        dialog.open()

    def _begin(self, title: str, touchpoint: str) -> None:
        code, evaluator_id = self._code, self.session.evaluator_id or ""

        def begin(backend: Backend) -> Outcome[OpenWalkthrough]:
            return begin_walkthrough(
                backend.store,
                clock=backend.clock,
                process_code=code,
                evaluator_id=evaluator_id,
                title=title,
                touchpoint=touchpoint,
            )

        self.session.ask(begin, lambda outcome: self._show_walk(outcome.value))

    def open(self, walkthrough_id: str) -> None:
        """Go on with a walk-through."""
        former = self.desk.opened.walkthrough.id if self.desk.opened else ""

        def show() -> None:
            self.desk.changed.disconnect(show)
            if self.desk.opened is not None and (former != walkthrough_id or not self.walks):
                self._show_walk(self.desk.opened)

        def failed(error: Exception) -> bool:
            self.desk.changed.disconnect(show)
            if not isinstance(error, NotFoundError):
                return False
            self.said.emit(_("There is no walk-through {name}").format(name=walkthrough_id))
            return True

        self.desk.changed.connect(show)
        self.desk.open(walkthrough_id, failed)

    def _show_walk(self, opened: OpenWalkthrough) -> None:
        if opened.standing.abandoned:
            # To go on is to take back that it was given up.
            self.desk.show(opened)
            self.desk.undo()
        else:
            self.desk.show(opened)
        self._stack.setCurrentWidget(self.walking)
        self.setFocusProxy(self.walking)
        self.walking.begin()

    def close_walk(self) -> None:
        """Back to the list."""
        self.walking.pause()
        self._stack.setCurrentWidget(self.overview)
        self.setFocusProxy(self.overview)
        self.desk.show(None)
        if self.isVisible():
            self._read()

    # ----------------------------------------------------------------------------------------------------------- photos

    def _ask_photos(self, step_id: str) -> None:
        last = Path(self.session.preferences.get("photo_folder") or Path.home())
        dialog = QFileDialog(self, _("Add photos"), str(last if last.is_dir() else Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        photos, everything = _("Photos"), _("All files")
        dialog.setNameFilters([f"{photos} ({_PHOTOS})", f"{everything} (*)"])
        dialog.filesSelected.connect(lambda names: self._on_chosen(step_id, [Path(name) for name in names]))
        dialog.open()

    def _on_chosen(self, step_id: str, files: list[Path]) -> None:
        if files:
            self.session.preferences.set("photo_folder", str(files[0].parent))
            self.take_photos(step_id, files)

    def take_photos(self, step_id: str, files: list[Path]) -> None:
        """Keep photos; what is none of them is said, the others are kept."""
        for file in files:
            self.desk.add_photo(step_id, file)

    def take_picture(self, step_id: str, picture: QImage) -> None:
        """Keep a picture from the clipboard: it is written to a file first, beside everything else."""
        folder = Path(tempfile.mkdtemp(prefix="qa-auditor-"))
        name = _("pasted")
        file = folder / f"{name}-{self.desk.now():%Y%m%d-%H%M%S}.png"

        def away() -> None:
            file.unlink(missing_ok=True)
            folder.rmdir()

        def written(_done: object) -> None:
            self.desk.add_photo(step_id, file, then=away)

        def work(_progress: Progress) -> bool:
            return bool(picture.save(str(file)))

        self.session.runner.in_background("", work, written)

    def look_at(self, sha256: str) -> None:
        """Show a photo large."""

        def path_of(backend: Backend) -> tuple[Path, str]:
            with backend.store.begin() as work:
                photo = work.photos.get(sha256)
            return backend.media.path_of(photo), photo.file_name

        self.session.ask(path_of, lambda found: PhotoDialog(found[0], found[1], self).open())

    # ----------------------------------------------------------------------------------------------------------- finish

    def ask_finish(self) -> None:
        """Say what is still open, and ask whether to go on to the evaluation."""
        opened = self.desk.opened
        if opened is not None and not opened.closed:
            dialog = FinishDialog(unsaid(opened), self)
            dialog.given.connect(self.desk.finish)
            dialog.open()

    def _on_finished(self, evaluation: OpenEvaluation) -> None:
        self.close_walk()
        self.session.go(PageId.SCORE, evaluation.evaluation.id)
