"""Which side a speaker is on, by the name that a transcript or chat gives them.

Only what a name says is taken: who is called "王芳" stays unknown until somebody says it, except beside one other
speaker whose side is known.
"""

import re
import unicodedata
from collections.abc import Iterable

from qa_auditor.domain.conversation import Side

_AGENT = (
    "客服", "坐席", "座席", "话务员", "話務員", "接线员", "接線員", "客户经理", "客戶經理", "客户代表", "客戶代表",
    "客户服务", "客戶服務",
    "专员", "專員", "顾问", "顧問", "服务员", "服務員", "工作人员", "業務員", "业务员", "工号", "工號",
    "员工", "員工", "卖家", "賣家", "商家", "店家", "店员", "店員", "柜员", "櫃員",
)  # fmt: skip
_CUSTOMER = (
    "客户", "客戶", "顾客", "顧客", "用户", "用戶", "使用者", "来电", "來電",
    "访客", "訪客", "买家", "買家", "会员", "會員",
    "消费者", "消費者", "客人", "市民", "主叫",
)  # fmt: skip
_OTHER = (
    "系统", "系統", "机器人", "機器人", "智能助手", "智能客服", "智慧客服", "语音导航", "語音導航",
    "自动回复", "自動回覆", "提示音",
)  # fmt: skip

_AGENT_WORDS = frozenset(
    {
        "agent",
        "operator",
        "representative",
        "rep",
        "csr",
        "staff",
        "employee",
        "advisor",
        "adviser",
        "support",
        "assistant",
        "seller",
        "consultant",
        "host",
    }
)
_CUSTOMER_WORDS = frozenset(
    {
        "customer",
        "client",
        "caller",
        "user",
        "usr",
        "visitor",
        "guest",
        "buyer",
        "requester",
        "requestor",
        "member",
        "patient",
        "consumer",
    }
)
_OTHER_WORDS = frozenset({"system", "ivr", "bot", "robot", "chatbot", "notification", "automation"})
_SERVICE = re.compile(r"\b(customer|client|user|member|guest) (service|support|care|success|experience)\b")

_SYSTEM_ROLE = "sys"
"""How data sets of dialogues call the side that answers."""


def side_of_name(name: str) -> Side:
    """The side that a name or role alone says; ``UNKNOWN`` for most names of people."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("_", " ").replace("-", " ")
    words = set(re.findall(r"[a-z]+", plain))
    if any(word in plain for word in _OTHER) or words & _OTHER_WORDS:
        return Side.OTHER
    if any(word in plain for word in _AGENT) or words & _AGENT_WORDS or _SERVICE.search(plain):
        return Side.AGENT
    if any(word in plain for word in _CUSTOMER) or words & _CUSTOMER_WORDS:
        return Side.CUSTOMER
    return Side.UNKNOWN


def sides_of(names: Iterable[str], *, agents: Iterable[str] = ()) -> dict[str, Side]:
    """The sides of all who speak in one conversation, by their names.

    Args:
        names: every speaker; "" for lines without one, which stay unknown.
        agents: names and codes that are known to be agents'.
    """
    known = {agent.casefold() for agent in agents if agent}
    sides = {
        name: Side.AGENT if name.strip().casefold() in known else side_of_name(name)
        for name in dict.fromkeys(names)
        if name
    }
    if _SYSTEM_ROLE in sides and Side.AGENT not in sides.values():
        sides[_SYSTEM_ROLE] = Side.AGENT
    unknown = [name for name, side in sides.items() if side is Side.UNKNOWN]
    people = [name for name, side in sides.items() if side is not Side.OTHER]
    if len(unknown) == 1 and len(people) == 2:
        # Of two who talk, one is the agent and one the customer.
        (other,) = (sides[name] for name in people if name != unknown[0])
        sides[unknown[0]] = Side.CUSTOMER if other is Side.AGENT else Side.AGENT
    return sides


_MAILBOXES = re.compile(
    r"^(?:service|services|support|help|helpdesk|care|custserv|customer[-_.]?(?:service|care|support)|kefu|cs|csr|hotline|after"
    r"[-_.]?sales?|complaints?|feedback)(?:[-_.+\d].*)?@",
    re.IGNORECASE,
)


def side_of_address(address: str) -> Side:
    """The side that a mailbox's name alone says: ``service@``, ``kefu@``."""
    return Side.AGENT if _MAILBOXES.match(address) else Side.UNKNOWN


def is_role_alone(name: str) -> bool:
    """Whether a name says only what somebody does there (客服, 客服中心, Agent 2, support), not who it is."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    if "@" in plain:
        return side_of_address(plain) is not Side.UNKNOWN
    for word in sorted((*_AGENT, *_CUSTOMER, *_OTHER), key=len, reverse=True):
        plain = plain.replace(word, " ")
    plain = re.sub(r"[部组組中心班号號]", " ", plain)
    left = set(re.findall(r"[^\W\d_]+", plain))
    return not left - _AGENT_WORDS - _CUSTOMER_WORDS - _OTHER_WORDS - _AROUND_ROLES


_AROUND_ROLES = frozenset({"service", "care", "team", "the", "spk", "ch", "sys", "desk", "center", "centre"})
