"""Who is scored, who scores, where, and in which service process."""

from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.domain.text import Text


class ProcessClass(StrEnum):
    """The five kinds of service process 服务流程 and the six of management process 支撑管理流程."""

    HANDLING = "handling"
    QUERY = "query"
    VERIFICATION = "verification"
    CONSULTATION = "consultation"
    COMPLAINT = "complaint"
    QUALITY = "quality"
    KNOWLEDGE = "knowledge"
    FLOOR = "floor"
    SYSTEM = "system"
    SPECIALIST = "specialist"
    METRICS = "metrics"


class Role(StrEnum):
    """What an evaluator may do here."""

    INSPECTOR = "inspector"
    SHOPPER = "shopper"
    SUPERVISOR = "supervisor"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Site:
    """A place with its time zone (IANA name). ``code`` is unique and human."""

    id: str
    code: str
    name: Text
    zone: str


@dataclass(frozen=True, slots=True)
class Team:
    """Agents that work together at a site."""

    id: str
    name: str
    site_id: str


@dataclass(frozen=True, slots=True)
class Agent:
    """Someone whose service is scored. ``code`` is the staff number, unique; text, never a number."""

    id: str
    code: str
    name: str
    team_id: str | None = None


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Someone who scores. ``code`` is unique."""

    id: str
    code: str
    name: str
    role: Role = Role.INSPECTOR


@dataclass(frozen=True, slots=True)
class Process:
    """A service process, known by its code (``COMPLAINT``)."""

    code: str
    name: Text
    process_class: ProcessClass | None = None
