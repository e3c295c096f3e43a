"""An instant together with the zone of the site where it counts."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """An instant (aware, UTC) and the IANA zone in which people read it ("Asia/Shanghai")."""

    at: datetime
    zone: str = "UTC"

    def local(self) -> datetime:
        """Wall clock of the zone, aware."""
        return self.at.astimezone(ZoneInfo(self.zone))
