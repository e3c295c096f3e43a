"""Where on the process map the story happens: each call or visit at one of the touchpoints of its process."""

from datetime import datetime

from qa_auditor.application.ports import Store
from qa_auditor.domain.checklist import SubjectKind

_CHANNELS = {SubjectKind.CALL: "TEL", SubjectKind.VISIT: "HALL"}


class Places:
    """Touchpoints by process and channel, as the workspace's map has them."""

    def __init__(self, store: Store) -> None:
        with store.begin() as work:
            touchpoints = work.map.get().touchpoints
        self._codes: dict[tuple[str, str], list[str]] = {}
        for one in touchpoints:
            self._codes.setdefault((one.process_code or "", one.channel), []).append(one.code)

    def of(self, process: str, kind: SubjectKind, at: datetime) -> str:
        """A touchpoint's code, "" where the map has none; the minute decides, not the dice of the story."""
        codes = self._codes.get((process, _CHANNELS.get(kind, "")), [])
        return codes[(at.minute * 7 + at.hour) % len(codes)] if codes else ""
