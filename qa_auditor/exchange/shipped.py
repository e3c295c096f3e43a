"""The checklists that come with the program: the newest version of each, and former ones that evaluations name."""

from pathlib import Path

from qa_auditor.assets import resource_path


def shipped_checklists() -> tuple[Path, ...]:
    """The files of all shipped checklists in their newest version, by name."""
    return tuple(sorted(resource_path("checklists").glob("*.yaml")))


def former_checklists() -> tuple[Path, ...]:
    """The files of former versions, ``call-service-1.yaml``; evaluations and responses go on naming them."""
    return tuple(sorted((resource_path("checklists") / "former").glob("*.yaml")))


def shipped_checklist(checklist_id: str, *, version: int | None = None) -> Path | None:
    """The file of the shipped checklist with an id; None when there is none.

    ``version`` asks for a former version; where there is none of that number, the newest is given.
    """
    former = next((path for path in former_checklists() if path.stem == f"{checklist_id}-{version}"), None)
    return former or next((path for path in shipped_checklists() if path.stem == checklist_id), None)
