"""Any file of the library that a user names."""

from pathlib import Path

from qa_auditor.application.process_library.importing import LibraryDocument
from qa_auditor.exchange.library.documents import check_library_file

ENDINGS = frozenset({".yaml", ".yml"})
"""Files that are looked for in a folder."""


def read_library_file(path: Path) -> LibraryDocument:
    """What is in a file, with every fault.

    Raises:
        UnreadableError: there is no such file, or it can't be opened.
    """
    return check_library_file(path)
