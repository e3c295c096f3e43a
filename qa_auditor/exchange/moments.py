"""Times as people and programs write them into tables of call data."""

import re
from datetime import date, datetime, time, timedelta

_EPOCH_1900, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - wall clock without a zone
_SERIALS = range(20_000, 110_000)
"""Day numbers that are taken for dates: 1954 to 2201."""

_YEARS = range(1970, 2200)
"""Other years are slips of the hand; the ends of the calendar have no UTC either."""

_DATE = r"(?P<y>\d{4})\s*[-/.年]\s*(?P<mo>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?"
_TIME = (
    r"(?P<pre>上午|下午|早上|中午|晚上)?\s*(?P<h>\d{1,2})\s*[:：时時点點.]\s*(?P<mi>\d{1,2})\s*分?"
    r"(?:\s*[:：.]?\s*(?P<s>\d{1,2})(?:[.,]\d{1,9})?\s*秒?)?\s*(?P<post>[AaPp]\.?[Mm]\.?)?"
)
_SPELLED = re.compile(rf"{_DATE}(?:[\sT,，]*{_TIME})?")
_DIGITS = re.compile(r"(?P<y>\d{4})(?P<mo>\d{2})(?P<d>\d{2})[\s_T-]?(?P<h>\d{2})(?P<mi>\d{2})(?P<s>\d{2})?")


def moment_in(cell: object, *, from_1904: bool = False) -> datetime | None:
    """The time that a cell says: aware if it names an offset, else a wall clock; None if it says none.

    Understands ISO 8601, ``2026/11/3 14:02``, ``2026年11月3日 下午2:02``, ``20261103140200`` and the day numbers of
    spreadsheets (a number, or a text of nothing but one). Day before month is never guessed at: ``3/11/2026`` is None.
    """
    found = _moment_in(cell, from_1904=from_1904)
    return found if found is not None and found.year in _YEARS else None


def _moment_in(cell: object, *, from_1904: bool) -> datetime | None:
    match cell:
        case datetime():
            return cell
        case date():
            return datetime.combine(cell, time())
        case bool() | None:
            return None
        case int() | float():
            return _of_number(float(cell), from_1904=from_1904)
        case _:
            return _of_text(str(cell).strip(), from_1904=from_1904)


def _of_number(number: float, *, from_1904: bool) -> datetime | None:
    if number in _SERIALS or int(number) in _SERIALS:
        epoch = _EPOCH_1904 if from_1904 else _EPOCH_1900
        return epoch + timedelta(seconds=round(number * 86_400))
    return _of_match(_DIGITS.fullmatch(f"{number:.0f}")) if number == int(number) else None


def _of_text(text: str, *, from_1904: bool) -> datetime | None:
    if match := _DIGITS.fullmatch(text) or _SPELLED.fullmatch(text):
        return _of_match(match)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    return _of_number(float(text), from_1904=from_1904) if re.fullmatch(r"\d{5,6}(\.\d+)?", text) else None


def _of_match(match: re.Match[str] | None) -> datetime | None:
    if match is None:
        return None
    parts = match.groupdict()
    hour = int(parts.get("h") or 0)
    half = (parts.get("post") or parts.get("pre") or "").lower()[:2]
    if half in {"pm", "p.", "下午", "晚上"} and hour < 12:
        hour += 12
    elif half in {"am", "a.", "上午", "早上"} and hour == 12:
        hour = 0
    try:
        return datetime(  # noqa: DTZ001 - a wall clock; its zone is the site's
            int(parts["y"]),
            int(parts["mo"]),
            int(parts["d"]),
            hour,
            int(parts.get("mi") or 0),
            int(parts.get("s") or 0),
        )
    except ValueError:
        return None
