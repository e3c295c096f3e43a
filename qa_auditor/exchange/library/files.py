"""Any file of the library that a user names."""

from pathlib import Path

from qa_auditor.application.process_library.importing import LibraryDocument
from qa_auditor.exchange.library.documents import check_library_file
from qa_auditor.exchange.yaml_documents import content_of

ENDINGS = frozenset({".yaml", ".yml", ".xlsx"})
"""Files that are looked for in a folder."""

_ARCHIVE = b"PK\x03\x04"


def read_library_file(path: Path) -> LibraryDocument:
    """What is in a YAML file or a workbook, told apart by content, with every fault.

    Raises:
        UnreadableError: there is no such file, or it can't be opened.
    """
    content = content_of(path, str(path))
    if content.startswith(_ARCHIVE):
        from qa_auditor.exchange.library.table_reading import read_process_table

        return read_process_table(path)
    return check_library_file(content, file=str(path))
