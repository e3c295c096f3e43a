"""Colours and measures of the screens, read from ``resources/theme``: a token has a purpose, not a shade."""

import tomllib
from dataclasses import dataclass

from PySide6.QtGui import QColor

from qa_auditor.assets import resource_path


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme: colours (``#rrggbb``) and measures (pixels) by name."""

    name: str
    colours: dict[str, str]
    measures: dict[str, int]

    def colour(self, name: str) -> QColor:
        """A colour for painting."""
        return QColor(self.colours[name])

    def px(self, name: str) -> int:
        """A measure in pixels."""
        return self.measures[name]

    @property
    def dark(self) -> bool:
        """Whether this is the dark theme."""
        return self.name == "dark"


def load_tokens(name: str) -> Tokens:
    """The tokens of the theme ``light`` or ``dark``."""
    return Tokens(name, _flat(name), {key: int(value) for key, value in _flat("metrics").items()})


def _flat(name: str) -> dict[str, str]:
    table = tomllib.loads(resource_path("theme", f"{name}.toml").read_text("utf-8"))
    return {key: str(value) for key, value in table.items()}
