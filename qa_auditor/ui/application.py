"""Starts the window: Qt's application, font, language, theme, then the shell; the workspace opens behind it."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QLoggingCategory,
    QObject,
    Qt,
    QTimer,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from qa_auditor.assets import resource_path
from qa_auditor.i18n import set_language
from qa_auditor.ui.backend import Backend
from qa_auditor.ui.collecting import resume
from qa_auditor.ui.preferences import Preferences
from qa_auditor.ui.session import Session
from qa_auditor.ui.shell import Shell
from qa_auditor.ui.tasks import TaskRunner
from qa_auditor.ui.theme.style import palette, style_sheet
from qa_auditor.ui.theme.tokens import Tokens, load_tokens

FONT_FAMILY = "QA Sans SC"

log = logging.getLogger(__name__)


def run(
    build: Callable[[Path], Backend],
    workspace: Path,
    language: str,
    theme: str = "system",
    *,
    preferences: Preferences | None = None,
) -> int:
    """Show the window until it is closed.

    Args:
        build: opens a workspace; called off the UI thread.
        workspace: its folder.
        language: tag of the language to speak.
        theme: ``system``, ``light`` or ``dark``.
        preferences: what the user prefers; nothing is kept without.

    Returns:
        The exit code.
    """
    log_qt_messages()
    app = make_application()
    window = Window(app, language=language, theme=theme, preferences=preferences or Preferences())
    window.shell.filled.connect(resume)
    window.shell.show()
    # The first paint comes before the workspace: its imports would hold it up.
    QTimer.singleShot(0, lambda: window.shell.open_workspace(build, workspace))
    return app.exec()


def make_application() -> QApplication:
    """Qt's application with our font; the one that is there already, in tests."""
    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("qa-auditor")
    # The same look and the same measures on every system; the colours are ours.
    app.setStyle("Fusion")
    if FONT_FAMILY not in QFontDatabase.families():
        for weight in ("Regular", "Bold"):
            QFontDatabase.addApplicationFont(str(resource_path("fonts", f"QASansSC-{weight}.ttf")))
    font = QFont(FONT_FAMILY)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
    return app


def log_qt_messages() -> None:
    """Send what Qt has to say to the log: on a terminal it would stand between answers of the program."""
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")
    qInstallMessageHandler(lambda _kind, _context, text: logging.getLogger("qt").info("%s", text))


class Window(QObject):
    """The shell with the theme and the language of Qt's own dialogs, which follow what the user chooses."""

    def __init__(self, app: QApplication, *, language: str, theme: str, preferences: Preferences) -> None:
        super().__init__()
        set_language(language)
        self._app = app
        self._theme = theme
        self._translator: QTranslator | None = None
        self._shown: Tokens | None = None
        self._translate_dialogs(language)
        runner = TaskRunner()
        session = Session(runner=runner, tokens=self._apply(theme), preferences=preferences)
        self.shell = Shell(session, theme_choice=theme)
        self.shell.language_changed.connect(self._translate_dialogs)
        self.shell.theme_wanted.connect(self.choose_theme)
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def choose_theme(self, theme: str) -> None:
        """Show ``system``, ``light`` or ``dark``."""
        self._theme = theme
        self.shell.recolour(self._apply(theme))

    def _apply(self, theme: str) -> Tokens:
        dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        name = theme if theme in {"light", "dark"} else "dark" if dark else "light"
        if self._shown is None or self._shown.name != name:
            self._shown = load_tokens(name)
            self._app.setPalette(palette(self._shown))
            self._app.setStyleSheet(style_sheet(self._shown))
        return self._shown

    def _on_system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._theme == "system":
            self.choose_theme("system")

    def _translate_dialogs(self, tag: str) -> None:
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        QLocale.setDefault(QLocale(tag.replace("-", "_")))
        if tag == "en":
            return
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{tag.replace('-', '_')}", folder):
            self._app.installTranslator(translator)
            self._translator = translator
