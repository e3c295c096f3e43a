"""The checklists that come with the program."""

from pathlib import Path

FOLDER = Path(__file__).parent.parent / "resources" / "checklists"


def shipped_checklists() -> tuple[Path, ...]:
    """The files of all shipped checklists, by name."""
    return tuple(sorted(FOLDER.glob("*.yaml")))


def shipped_checklist(checklist_id: str) -> Path | None:
    """The file of the shipped checklist with an id; None when there is none."""
    return next((path for path in shipped_checklists() if path.stem == checklist_id), None)
