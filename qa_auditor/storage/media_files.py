"""The media folder: recordings and photos under the SHA-256 of their bytes, ``media/ab/abcdef….wav``."""

import hashlib
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from qa_auditor.application.faults import StoreError
from qa_auditor.domain.photo import Photo
from qa_auditor.domain.subject import Recording
from qa_auditor.i18n import _
from qa_auditor.storage.failures import of_file

CHUNK = 1 << 20
"""Bytes copied at a time."""

ABANDONED_SECONDS = 3600.0
"""A copy that nobody has written to for so long is a leftover; a younger one may be another program's."""


class ContentFolder:
    """``ports.MediaFolder``. Copies begin in ``incoming``, on the same disk, so that the last step is a rename."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder / "incoming"
        self._remove_leftovers()

    def take(self, path: Path, *, sha256: str) -> Path:
        """Copy a file in; the stored path. Twice is once.

        Raises:
            StoreError: the disk is full or failed, or the bytes are not those of ``sha256``; nothing is left behind.
        """
        if stored := self.stored(sha256):
            return stored
        target = self._target(sha256, path.name)
        part = self._incoming / f"{sha256[:16]}-{secrets.token_hex(4)}.part"
        try:
            self._incoming.mkdir(parents=True, exist_ok=True)
            target.parent.mkdir(exist_ok=True)
            if _copied(path, part) != sha256:
                raise StoreError(_("{file} changed while it was being copied").format(file=path), _("Import it again"))
            part.replace(target)
            _flush_folder(target.parent)
        except OSError as error:
            failed_reading = error.filename is not None and Path(error.filename) == path
            raise of_file(error, path if failed_reading else self._folder) from error
        finally:
            # What made the copy fail may forbid this too, and is what the user must read of.
            with suppress(OSError):
                part.unlink(missing_ok=True)
        return target

    def path_of(self, kept: Recording | Photo) -> Path:
        """Where the bytes lie, or would lie if they were there."""
        expected = self._target(kept.sha256, kept.file_name)
        if expected.exists():
            return expected
        return self.stored(kept.sha256) or expected

    def _target(self, sha256: str, name: str) -> Path:
        ending = Path(name).suffix.lower()
        # An ending of a foreign file is kept for players that go by it, when it is a plain one.
        plain = ending[1:].isascii() and ending[1:].isalnum()
        return self._folder / sha256[:2] / f"{sha256}{ending if plain else ''}"

    def stored(self, sha256: str) -> Path | None:
        """Where bytes of this content lie, if they were taken in."""
        folder = self._folder / sha256[:2]
        # Beside a recording may lie what players open in its place (``media.playable``).
        made = f"{sha256}.play."
        there = (path for path in folder.glob(f"{sha256}*") if not path.name.startswith(made))
        return min(there, default=None) if folder.is_dir() else None

    def _remove_leftovers(self) -> None:
        if not self._incoming.is_dir():
            return
        for part in self._incoming.glob("*.part"):
            try:
                if time.time() - part.stat().st_mtime > ABANDONED_SECONDS:
                    part.unlink()
            except OSError:
                # Another program is faster, or uses it; it costs only room.
                continue


def _copied(path: Path, part: Path) -> str:
    """Copy and flush; the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    with path.open("rb") as source, part.open("xb") as copy:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest()


def _flush_folder(folder: Path) -> None:
    # Windows has no such call and needs none.
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
