"""What one user prefers on this computer, kept as TOML; losing it does no harm."""

import logging
import tomllib
from pathlib import Path

log = logging.getLogger(__name__)


class Preferences:
    """Small texts by name: language, theme, who signed in last, the checklist last used for a kind of subject.

    Without a file nothing is read or kept.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._values: dict[str, str] = {}
        if file is not None and file.is_file():
            try:
                read = tomllib.loads(file.read_text("utf-8"))
            except (OSError, ValueError) as error:
                log.warning("preferences are unreadable and start anew: %s", error)
            else:
                self._values = {key: value for key, value in read.items() if isinstance(value, str)}

    def get(self, name: str, default: str = "") -> str:
        """The preference, or ``default``."""
        return self._values.get(name, default)

    def set(self, name: str, value: str) -> None:
        """Keep a preference; a full disk costs the preference, not the work."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        if self._file is None:
            return
        import tomli_w

        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            aside = self._file.with_suffix(".part")
            aside.write_text(tomli_w.dumps(self._values), "utf-8")
            aside.replace(self._file)
        except OSError as error:
            log.warning("preferences could not be kept: %s", error)
