"""Files that are there whole or not at all: written under another name, flushed, then renamed."""

import glob
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

ABANDONED_SECONDS = 3600.0
"""A file that was begun and not written to for so long was left by a program that was stopped."""


@contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of ``target`` once the block ends well; else nothing is left."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(target)
    # A name of its own, because another program may be writing the same file.
    partial = target.with_name(f"{target.name}.{secrets.token_hex(4)}.partial")
    try:
        with partial.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        # What made the writing fail may forbid this too, and is what the user must read of.
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _remove_leftovers(target: Path) -> None:
    for partial in target.parent.glob(f"{glob.escape(target.name)}.*.partial"):
        with suppress(OSError):
            if time.time() - partial.stat().st_mtime > ABANDONED_SECONDS:
                partial.unlink()
