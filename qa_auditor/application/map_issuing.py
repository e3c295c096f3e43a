"""The process map as a document."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from qa_auditor.application.disk import told_of_disk
from qa_auditor.application.ports import Clock, Store
from qa_auditor.application.tasks import Progress, no_progress
from qa_auditor.application.views.map_content import MapContent, map_content


class WriteMap(Protocol):
    """Writes the workbook of the process map."""

    def __call__(self, content: MapContent, path: Path, *, made: datetime, progress: Progress) -> None:
        """Write ``content`` to ``path``; ``made`` is when the document was made."""


def issue_map(
    store: Store,
    *,
    since: datetime | None,
    days: int,
    path: Path,
    write: WriteMap,
    clock: Clock,
    progress: Progress = no_progress,
) -> Path:
    """Write the map with the compliance of what took place ``since`` then; the file.

    Raises:
        StoreError: the workspace can't be read or the file can't be written; there is then no new file.
        Cancelled: by ``progress``; there is then no new file.
    """
    now = clock.now()
    with told_of_disk(path):
        with store.begin() as work:
            content = map_content(work, since=since, now=now, days=days)
        path.parent.mkdir(parents=True, exist_ok=True)
        write(content, path, made=now, progress=progress)
    return path
