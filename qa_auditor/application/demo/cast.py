"""Who and where in the demo workspace: two sites in two time zones, their agents, who scores, and the processes.

Everybody here is invented. Staff numbers and names fit those that are heard in the recorded dialogues.
"""

from dataclasses import dataclass
from datetime import date, datetime

from qa_auditor.domain.people import Role
from qa_auditor.domain.text import Text, translated

BASE = date(2026, 11, 1)
"""The day after the last of the demo's three months; a fixed day, so that the same seed gives the same data."""

FIRST = date(2026, 8, 1)
TRAINING = date(2026, 9, 15)
"""On this day the Jinan hotline was trained; its scores rise afterwards."""

PROMISES = (date(2026, 10, 5), date(2026, 10, 23))
"""In these days broken lines piled up in Jinan, and agents promised repairs that nobody could keep."""


@dataclass(frozen=True, slots=True)
class SiteRole:
    """A site. ``language`` is that of its evaluators' notes."""

    code: str
    name: Text
    zone: str
    language: str
    shop: Text


@dataclass(frozen=True, slots=True)
class AgentRole:
    """An agent. ``slips`` multiplies the chance that something goes wrong; 1 is usual."""

    code: str
    name: str
    site: str
    team: str
    slips: float
    shop: bool = False


@dataclass(frozen=True, slots=True)
class EvaluatorRole:
    """Someone who scores. ``strictness`` multiplies the chance that a doubtful answer counts as failed."""

    code: str
    name: str
    role: Role
    site: str
    strictness: float = 1.0


@dataclass(frozen=True, slots=True)
class ProcessRole:
    """A process of the shipped library. ``share`` is its part of the calls."""

    code: str
    share: float


def _three(simplified: str, traditional: str, english: str) -> Text:
    return translated({"zh-CN": simplified, "zh-TW": traditional, "en": english})


SITES = (
    SiteRole(
        "JN",
        _three("青禾济南客服中心", "青禾濟南客服中心", "Greenfield Jinan"),
        "Asia/Shanghai",
        "zh-CN",
        _three("泉城路营业厅", "泉城路營業廳", "Quancheng Road shop"),
    ),
    SiteRole(
        "LDS",
        _three("青禾利兹客服中心", "青禾里茲客服中心", "Greenfield Leeds"),
        "Europe/London",
        "en",
        _three("利兹门店", "里茲門市", "Leeds shop"),
    ),
)

AGENTS = (
    AgentRole("4012", "梁晓彤", "JN", "热线一组", 0.45),
    AgentRole("4027", "郑磊", "JN", "热线一组", 1.25),
    AgentRole("4031", "孟瑶", "JN", "热线一组", 0.95),
    AgentRole("4035", "史文静", "JN", "热线二组", 0.55),
    AgentRole("4042", "冯凯", "JN", "热线二组", 1.1),
    AgentRole("4048", "罗丹", "JN", "热线二组", 0.9),
    AgentRole("4103", "田野", "JN", "营业厅", 1.5, shop=True),
    AgentRole("4107", "葛敏", "JN", "营业厅", 0.7, shop=True),
    AgentRole("7102", "Nora Whitfield", "LDS", "Hotline", 0.5),
    AgentRole("7105", "Victor Marsh", "LDS", "Hotline", 1.4),
    AgentRole("7111", "Priya Nair", "LDS", "Hotline", 0.8),
    AgentRole("7118", "Owen Clarke", "LDS", "Hotline", 1.15),
    AgentRole("7203", "Grace Holloway", "LDS", "Shop", 0.85, shop=True),
)

IDENTITY_TROUBLE = "4042"
PROMISERS = ("4027", "4031")

EVALUATORS = (
    EvaluatorRole("QC01", "周敏", Role.INSPECTOR, "JN"),
    EvaluatorRole("QC02", "韩青", Role.INSPECTOR, "JN", strictness=2.0),
    EvaluatorRole("QC03", "Helen Brooks", Role.INSPECTOR, "LDS"),
    EvaluatorRole("SH01", "秦川", Role.SHOPPER, "JN"),
    EvaluatorRole("SV01", "邵岚", Role.SUPERVISOR, "JN"),
)

SUPERVISOR = "SV01"

PROCESSES = (
    ProcessRole("COMPLAINT", 0.32),
    ProcessRole("QUERY", 0.3),
    ProcessRole("HANDLING", 0.24),
    ProcessRole("VERIFY", 0.07),
    ProcessRole("CONSULT", 0.07),
    ProcessRole("STORE", 0.0),
)


class StoryClock:
    """``ports.Clock`` that stands where the story is.

    Attributes:
        at: the current instant, aware, UTC.
    """

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The current instant."""
        return self.at
