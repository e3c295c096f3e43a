"""Where the package's own data lies: fonts, icons, theme tokens, dialogues, catalogues."""

from pathlib import Path

# importlib.resources would cost the window a tenth of its start.
FOLDER = Path(__file__).parent / "resources"


def resource_path(*parts: str) -> Path:
    """Return the path of a packaged file or folder, for example `resource_path("icons", "play.svg")`.

    The path is not checked: a missing packaged file is a bug, and opening it says so.
    """
    return FOLDER.joinpath(*parts)
