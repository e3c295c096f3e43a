"""Names of things that can be merged across machines later: UUID version 7."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

_random_bytes: ContextVar[Callable[[int], bytes]] = ContextVar("qa_auditor_id_bytes", default=secrets.token_bytes)


def uuid7(*, milliseconds: int, randomness: bytes) -> UUID:
    """A time-ordered UUID (RFC 9562, section 5.7) from Unix milliseconds and 10 random bytes."""
    number = (milliseconds & (2**48 - 1)) << 80 | int.from_bytes(randomness[:10], "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)


def new_id(milliseconds: int) -> str:
    """A fresh id as text (36 characters), ordered by time."""
    return str(uuid7(milliseconds=milliseconds, randomness=_random_bytes.get()(10)))


@contextmanager
def ids_from(random_bytes: Callable[[int], bytes]) -> Iterator[None]:
    """Take the random part of ids made within the block, in this thread alone, from ``random_bytes``.

    For data that must come out the same each time they are made; two workspaces made so must never be merged.
    """
    token = _random_bytes.set(random_bytes)
    try:
        yield
    finally:
        _random_bytes.reset(token)
