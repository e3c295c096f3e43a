"""Places in a text: Python counts characters, Qt UTF-16 units; they differ behind an emoji or a rare character."""


def to_units(text: str, place: int) -> int:
    """Qt's number of a character."""
    if _is_plain(text):
        return place
    return sum(2 if char > "\uffff" else 1 for char in text[:place])


def to_chars(text: str, units: int) -> int:
    """The character at Qt's number."""
    if _is_plain(text):
        return units
    reached = 0
    for number, char in enumerate(text):
        if reached >= units:
            return number
        reached += 2 if char > "\uffff" else 1
    return len(text)


def _is_plain(text: str) -> bool:
    return text.isascii() or max(text, default="") <= "\uffff"
