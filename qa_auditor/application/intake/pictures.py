"""Pictures that chats name: kept in the media folder when they lie among the files of the import."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa_auditor.application.faults import Fault, Place
from qa_auditor.application.intake.desk import Desk
from qa_auditor.application.intake.files import SourceFile
from qa_auditor.application.intake.report import IntakeRow, refused
from qa_auditor.application.intake.sources import SourceKind
from qa_auditor.domain.conversation import Attachment, Line
from qa_auditor.i18n import _

LARGEST = 20 * 1024**2


class Pictures:
    """The pictures among the files, by their names; those that no chat names are told at the end."""

    def __init__(self, files: Sequence[SourceFile]) -> None:
        self._by_name: dict[str, list[SourceFile]] = {}
        for file in files:
            self._by_name.setdefault(file.name.casefold(), []).append(file)
        self._named: set[SourceFile] = set()

    def found_in(self, desk: Desk, source: SourceFile, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Lines whose attachments that are among the files are kept, known by their content."""
        if not self._by_name:
            return tuple(lines)
        return tuple(
            replace(line, attachments=tuple(self._kept(desk, source, one) for one in line.attachments))
            if line.attachments
            else line
            for line in lines
        )

    def _kept(self, desk: Desk, source: SourceFile, attachment: Attachment) -> Attachment:
        there = self._by_name.get(attachment.name.casefold(), [])
        beside = [file for file in there if file.path.parent == source.path.parent] or there
        if len(beside) != 1:
            return attachment
        (file,) = beside
        self._named.add(file)
        try:
            size = file.path.stat().st_size
            if size > LARGEST:
                return replace(attachment, size=size)
            with file.path.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            # The message is what counts; that its picture is not kept shows where it is listed.
            return attachment
        desk.media.take(file.path, sha256=sha256)
        return replace(attachment, size=size, sha256=sha256)

    def left(self) -> Iterator[IntakeRow]:
        """Pictures that no chat of the import names."""
        for files in self._by_name.values():
            for file in files:
                if file not in self._named:
                    fault = Fault(
                        "picture-without-chat",
                        _("No chat names this picture"),
                        Place(file.shown),
                        _("Import it together with the chat that it belongs to"),
                    )
                    yield refused(file, (fault,), kind=SourceKind.IMAGE)
