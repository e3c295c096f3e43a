"""Where the package's own data lies: fonts, icons, theme tokens, dialogues, catalogues."""

from importlib.resources import files
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the path of a packaged file or folder, for example `resource_path("icons", "play.svg")`.

    The path is not checked: a missing packaged file is a bug, and opening it says so.
    """
    return Path(str(files("qa_auditor"))).joinpath("resources", *parts)
