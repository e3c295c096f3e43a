"""Times between and of messages as people say them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from qa_auditor.i18n import _


def waited_text(waited: timedelta) -> str:
    """How long somebody waited: 45 s, 3 min 20 s, 2 h 5 min, 1 d 4 h."""
    seconds = int(waited.total_seconds())
    if seconds < 60:
        return _("{s} s").format(s=seconds)
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return _("{m} min {s} s").format(m=minutes, s=seconds) if seconds else _("{m} min").format(m=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return _("{h} h {m} min").format(h=hours, m=minutes) if minutes else _("{h} h").format(h=hours)
    days, hours = divmod(hours, 24)
    return _("{d} d {h} h").format(d=days, h=hours) if hours else _("{d} d").format(d=days)


def sent_text(sent: datetime, zone: str, *, former: datetime | None) -> str:
    """When a message was sent, on the clock of the site; with its day where that is another one than before."""
    here = sent.astimezone(ZoneInfo(zone))
    if former is None or former.astimezone(ZoneInfo(zone)).date() != here.date():
        return f"{here:%Y-%m-%d %H:%M}"
    return f"{here:%H:%M}"


def size_text(size: int) -> str:
    """How large a file is."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"
