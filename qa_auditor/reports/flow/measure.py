"""How wide the fonts of documents set a text: what drawings outside of the window are laid out with."""

from qa_auditor.reports.pdf.fonts import BOLD, REGULAR, SUBSTITUTE, face


def text_width(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the order of ``fitting.Measure``
    """The width of a text; what the fonts don't have is as wide as the sign that stands for it."""
    widths = face(BOLD if bold else REGULAR).widths
    instead = widths[ord(SUBSTITUTE)]
    return sum(widths.get(ord(char), instead) for char in text) * size / 1000
