"""The two fonts of every document, and what to do with a character that they can't show.

A PDF shows an empty box for a character that its font lacks and says nothing. Here every text is held against the
fonts' character maps first: what is missing is replaced by a sign that is there, counted, and reported.
"""

import logging
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from qa_auditor.assets import resource_path

REGULAR = "QASansSC-Regular"
BOLD = "QASansSC-Bold"

SUBSTITUTE = "〓"
"""Stands for a character that can't be shown: the printer's sign for missing type, which both weights have."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Face:
    """One weight: widths of its characters in thousandths of the size, by code point."""

    name: str
    widths: dict[int, float]

    def width(self, text: str, size: float) -> float:
        """Width of ``text`` in points. Every character must be one that the font has."""
        widths = self.widths
        return sum([widths[ord(char)] for char in text]) * size / 1000

    def offsets(self, text: str, size: float) -> list[float]:
        """Where each character of ``text`` ends, in points from its beginning."""
        widths = self.widths
        return [place * size / 1000 for place in accumulate([widths[ord(char)] for char in text])]


@lru_cache(maxsize=2)
def face(name: str) -> Face:
    """One of the two weights, ready for use in documents."""
    font = TTFont(name, str(resource_path("fonts", f"{name}.ttf")))
    pdfmetrics.registerFont(font)
    return Face(name, font.face.charWidths)


@dataclass(slots=True)
class Glyphs:
    """Makes texts of a document showable, and remembers what could not be shown.

    Attributes:
        missing: characters without a glyph and how often each was met.
    """

    missing: Counter[str] = field(default_factory=Counter)
    _known: dict[int, float] = field(init=False)

    def __post_init__(self) -> None:
        # Both weights are cut from the same list of characters; a text may be shown in either.
        regular, bold = face(REGULAR).widths, face(BOLD).widths
        self._known = {code: width for code, width in regular.items() if code in bold and code >= 0x20}

    def showable(self, text: str) -> str:
        """``text`` with line feeds as its only control characters and only characters that both weights have."""
        known = self._known
        if all(ord(char) in known for char in text):
            return text
        plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
        composed = unicodedata.normalize("NFC", plain)
        return "".join([char if ord(char) in known or char == "\n" else self._instead(char) for char in composed])

    def _instead(self, char: str) -> str:
        kind = unicodedata.category(char)
        if kind == "Zs":
            return " "
        if kind in ("Zl", "Zp"):
            return "\n"
        if kind == "Cf" or 0xFE00 <= ord(char) <= 0xFE0F:
            # Joiners, direction marks and variation selectors have no shape of their own.
            return ""
        self.missing[char] += 1
        return SUBSTITUTE

    def faults(self) -> tuple[str, ...]:
        """The characters that could not be shown, as code points with their number: ``U+1F984 ×2``."""
        return tuple(f"U+{ord(char):04X} ×{count}" for char, count in sorted(self.missing.items()))

    def report(self, document: str) -> None:
        """Log what could not be shown, as one warning."""
        if self.missing:
            _log.warning("%s: no glyph for %s", document, ", ".join(self.faults()))
