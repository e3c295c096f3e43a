"""The checklists that come with the program."""

from pathlib import Path

from qa_auditor.assets import resource_path


def shipped_checklists() -> tuple[Path, ...]:
    """The files of all shipped checklists, by name."""
    return tuple(sorted(resource_path("checklists").glob("*.yaml")))


def shipped_checklist(checklist_id: str) -> Path | None:
    """The file of the shipped checklist with an id; None when there is none."""
    return next((path for path in shipped_checklists() if path.stem == checklist_id), None)
