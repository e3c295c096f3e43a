"""What stands in a recording's file name: recorders write agent and time there."""

import re
from dataclasses import dataclass
from datetime import datetime

_TAGGED = re.compile(
    r"(?:^|[_\-. ])(?P<tag>AGENT|CUST|GUID|工号|坐席|座席|工號)[_\-=: ]?(?P<value>[^_\-. ]+)", re.IGNORECASE
)
_TIME = re.compile(
    r"(?<!\d)(?P<y>20\d{2}|19[7-9]\d)(?P<sep>[-_.]?)(?P<mo>\d{2})(?P=sep)(?P<d>\d{2})"
    r"[T_\- .]?(?P<h>\d{2})[-_.:]?(?P<mi>\d{2})[-_.:]?(?P<s>\d{2})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What a file name says; ``occurred`` is a wall clock. ``fields`` are further facts of a subject."""

    agent: str = ""
    customer_ref: str = ""
    occurred: datetime | None = None
    fields: tuple[tuple[str, str], ...] = ()


def facts_in_name(name: str) -> NameFacts:
    """Agent, customer and time out of a name such as ``GUID_000_AGENT_ChrisL_DT_2025-02-19T06-01-22.wav``.

    A time stands as ``2025-02-19T06-01-22``, ``20250219_060122``, ``20250219060122`` or the like, year first.
    """
    stem = name.rpartition(".")[0] or name
    tagged = {match["tag"].upper(): match["value"] for match in _TAGGED.finditer(stem)}
    agents = (tagged.get(tag, "") for tag in ("AGENT", "工号", "工號", "坐席", "座席"))
    return NameFacts(
        agent=next((agent for agent in agents if agent), ""),
        customer_ref=tagged.get("CUST", ""),
        occurred=_time_in(stem),
        fields=(("guid", tagged["GUID"]),) if "GUID" in tagged else (),
    )


def _time_in(stem: str) -> datetime | None:
    for match in _TIME.finditer(stem):
        try:
            return datetime(*(int(match[part]) for part in ("y", "mo", "d", "h", "mi", "s")))  # type: ignore[arg-type]  # noqa: DTZ001 - a wall clock
        except ValueError:
            continue
    return None
