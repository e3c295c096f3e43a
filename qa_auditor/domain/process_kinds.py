"""Which kind of service process a code or a name speaks of."""

import re

from qa_auditor.domain.people import ProcessClass

_SIGNS: tuple[tuple[ProcessClass, str], ...] = (
    # In this order: a complaint about a bill is a complaint, and 业务 alone says nothing.
    (ProcessClass.COMPLAINT, r"complain|投诉|投訴|申诉|申訴|客诉|客訴"),
    (ProcessClass.VERIFICATION, r"verif|核对|核對|核实|核實|核验|核驗"),
    (ProcessClass.CONSULTATION, r"consult|advice|advis|咨询|諮詢|咨詢"),
    (ProcessClass.QUERY, r"quer|enquir|inquir|查询|查詢"),
    (ProcessClass.HANDLING, r"handling|transact|受理|办理|辦理"),
)


def kind_spoken_of(text: str) -> ProcessClass | None:
    """The kind of service process that a code or name names (``COMPLAINT``, 宽带投诉处理); None when it names none."""
    return next((kind for kind, sign in _SIGNS if re.search(sign, text, re.IGNORECASE)), None)
