"""What every step of an import works with."""

from dataclasses import dataclass

from qa_auditor.application.intake.sources import Readers
from qa_auditor.application.ports import Clock, MediaFolder, Store
from qa_auditor.domain.checklist import SubjectKind


@dataclass(frozen=True, slots=True)
class Defaults:
    """What counts where nothing else is said.

    Attributes:
        zone: IANA zone of calls whose site or row names none; "" for the workspace's.
        site: code of the site of calls whose row names none; "" for none.
        kind: what the recordings are.
        mail_domains: those from which the house writes e-mails; empty for the workspace's.
        replace: whether another transcript takes the place of one that is there.
    """

    zone: str = ""
    site: str = ""
    kind: SubjectKind = SubjectKind.CALL
    replace: bool = False
    mail_domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """The store, the folder, the readers and the clock of one import, and its defaults."""

    store: Store
    media: MediaFolder
    readers: Readers
    clock: Clock
    defaults: Defaults
