"""How long work says where it stands, and how it is cancelled."""

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called with (done, of, what): raises ``Cancelled`` when the user asked to stop. ``of`` 0 means unknown."""


class Cancelled(Exception):  # noqa: N818 - it is no error: the user asked for it
    """The user cancelled; whoever catches it leaves nothing half-made."""


def no_progress(_done: int, _of: int, _what: str) -> None:
    """For work that nobody watches."""
