"""Names of things that can be merged across machines later: UUID version 7."""

import secrets
from uuid import UUID


def uuid7(*, milliseconds: int, randomness: bytes) -> UUID:
    """A time-ordered UUID (RFC 9562, section 5.7) from Unix milliseconds and 10 random bytes."""
    number = (milliseconds & (2**48 - 1)) << 80 | int.from_bytes(randomness[:10], "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)


def new_id(milliseconds: int) -> str:
    """A fresh id as text (36 characters), ordered by time."""
    return str(uuid7(milliseconds=milliseconds, randomness=secrets.token_bytes(10)))
