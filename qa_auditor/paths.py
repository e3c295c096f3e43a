"""The only module that knows folders: the user's, by the custom of each platform, and those inside a workspace."""

from pathlib import Path

import platformdirs

NAME = "qa-auditor"


def default_workspace() -> Path:
    """The workspace when none is named: in the user's data folder."""
    return platformdirs.user_data_path(NAME, appauthor=False) / "workspace"


def config_folder() -> Path:
    """Where preferences lie: one user, all workspaces."""
    return platformdirs.user_config_path(NAME, appauthor=False)


def log_folder() -> Path:
    """Where logs lie."""
    return platformdirs.user_log_path(NAME, appauthor=False)


def database_of(workspace: Path) -> Path:
    """The database of a workspace."""
    return workspace / "workspace.sqlite"


def media_of(workspace: Path) -> Path:
    """The recordings of a workspace."""
    return workspace / "media"


def backups_of(workspace: Path) -> Path:
    """Copies of the database, made before its tables change."""
    return workspace / "backups"


def exports_of(workspace: Path) -> Path:
    """Documents made from a workspace."""
    return workspace / "exports"


def cache_of(workspace: Path) -> Path:
    """What can be computed again from the rest of a workspace; deleting it does no harm."""
    return workspace / "cache"


def peaks_of(workspace: Path) -> Path:
    """What was found in recordings by decoding them."""
    return cache_of(workspace) / "peaks"


def sounds_of(workspace: Path) -> Path:
    """What was made of recordings for listening: one side alone, or louder."""
    return cache_of(workspace) / "sounds"
