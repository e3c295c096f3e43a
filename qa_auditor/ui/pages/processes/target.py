"""What the page can be asked to show, as one line of text: ``step:COMPLAINT/answer-call``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to show.

    Attributes:
        kind: ``process``, ``step``, ``moment``, ``walk``, ``touchpoint``, ``standard``, ``question``, ``tab`` or "" for
            nothing.
        code: of the process, touchpoint, standard or checklist; the tab's id for a ``tab``.
        part: id of the step, moment, walk-through or question within it, or "". For a ``tab``: the process to show.
    """

    kind: str = ""
    code: str = ""
    part: str = ""

    @property
    def process_code(self) -> str:
        """The process that it speaks of, or ""."""
        if self.kind == "tab":
            return self.part
        return self.code if self.kind in {"process", "step", "moment", "walk"} else ""

    def __str__(self) -> str:
        code = f"{self.code}/{self.part}" if self.part else self.code
        return f"{self.kind}:{code}" if self.kind else ""


def target_of(text: str) -> Target:
    """The target that ``text`` names: ``kind:code`` or ``kind:code/part``; none where it says no kind."""
    kind, colon, rest = text.partition(":")
    if not colon:
        return Target()
    code, _slash, part = rest.partition("/")
    return Target(kind, code, part)
