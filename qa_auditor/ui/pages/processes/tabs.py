"""The tabs of the page, in order: what each is called, what it shows, and what makes it when it is first opened."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.i18n import N_
from qa_auditor.ui.pages.processes.tab import ProcessTab
from qa_auditor.ui.session import Session


class TabId(StrEnum):
    """The tabs there are."""

    MAP = "map"
    FLOW = "flow"
    CIRCLE = "circle"
    STANDARDS = "standards"
    RECORD = "record"
    WALK = "walk"


@dataclass(frozen=True, slots=True)
class TabEntry:
    """A tab of the page.

    Attributes:
        title: English wording, to be translated where it is shown.
        make: imports the tab and makes it.
        targets: kinds of targets (see ``target``) that are shown here.
        about_one: it shows one process; the list of processes stands beside it.
    """

    id: TabId
    title: str
    make: Callable[[Session], ProcessTab]
    targets: frozenset[str] = frozenset()
    about_one: bool = True


def _map(session: Session) -> ProcessTab:
    from qa_auditor.ui.pages.processes.map.tab import MapTab

    return MapTab(session)


def _flow(session: Session) -> ProcessTab:
    from qa_auditor.ui.pages.processes.flow.tab import FlowTab

    return FlowTab(session)


def _circle(session: Session) -> ProcessTab:
    from qa_auditor.ui.pages.processes.circle.tab import CircleTab

    return CircleTab(session)


def _standards(session: Session) -> ProcessTab:
    from qa_auditor.ui.pages.processes.standards.tab import StandardsTab

    return StandardsTab(session)


def _record(session: Session) -> ProcessTab:
    from qa_auditor.ui.pages.processes.record.tab import RecordTab

    return RecordTab(session)


def _walk(session: Session) -> ProcessTab:
    from qa_auditor.ui.pages.processes.walk.tab import WalkTab

    return WalkTab(session)


TABS: tuple[TabEntry, ...] = (
    TabEntry(TabId.MAP, N_("Map"), _map, frozenset({"touchpoint"}), about_one=False),
    TabEntry(TabId.FLOW, N_("Flow"), _flow, frozenset({"step"})),
    TabEntry(TabId.CIRCLE, N_("Service circle"), _circle, frozenset({"moment"})),
    TabEntry(TabId.STANDARDS, N_("Standards"), _standards, frozenset({"standard", "question"}), about_one=False),
    TabEntry(TabId.RECORD, N_("Record"), _record, frozenset({"process"})),
    TabEntry(TabId.WALK, N_("Walk-through"), _walk, frozenset({"walk"})),
)

BY_ID = {entry.id: entry for entry in TABS}
KINDS = frozenset({"tab"}).union(*(entry.targets for entry in TABS))
"""The kinds of targets that there are."""


def tab_for(kind: str, current: TabId) -> TabId:
    """The tab that shows a kind of target; one about one process stays open when only a process is asked for."""
    if kind == "process" and BY_ID[current].about_one:
        return current
    return next((entry.id for entry in TABS if kind in entry.targets), current)
