"""How processes, standards and the parts of the process map are called."""

import re
from typing import Final

LONGEST_CODE: Final = 60
"""Characters. A code stands in lists, file names and cells."""

_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*")
_PART = re.compile(r"[A-Z][A-Z0-9]*")
_BUSINESS = re.compile(r"[A-Z0-9]+")
_STEP = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_code(text: str) -> bool:
    """Whether a process or a standard may have this code: capitals and digits, words joined by - (``MAIL-OPEN``)."""
    return len(text) <= LONGEST_CODE and _CODE.fullmatch(text) is not None


def is_map_part(text: str) -> bool:
    """Whether a channel or a brand may have this id: capitals and digits (``TEL``)."""
    return len(text) <= LONGEST_CODE and _PART.fullmatch(text) is not None


def is_business_code(text: str) -> bool:
    """Whether a business may have this code: capitals and digits (``0103``)."""
    return len(text) <= LONGEST_CODE and _BUSINESS.fullmatch(text) is not None


def is_step_id(text: str) -> bool:
    """Whether a step or a moment of truth may have this id: small letters and digits, words joined by -."""
    return len(text) <= LONGEST_CODE and _STEP.fullmatch(text) is not None
