"""The kind of a process, read out of what houses call it."""

import pytest

from qa_auditor.domain.people import ProcessClass
from qa_auditor.domain.process_kinds import kind_spoken_of


@pytest.mark.parametrize(
    ("named", "kind"),
    [
        ("COMPLAINT", ProcessClass.COMPLAINT),
        ("宽带投诉处理", ProcessClass.COMPLAINT),
        ("帳單投訴", ProcessClass.COMPLAINT),
        ("VERIFY", ProcessClass.VERIFICATION),
        ("信息核对", ProcessClass.VERIFICATION),
        ("Consult", ProcessClass.CONSULTATION),
        ("業務諮詢", ProcessClass.CONSULTATION),
        ("QUERY", ProcessClass.QUERY),
        ("话费查询", ProcessClass.QUERY),
        ("HANDLING", ProcessClass.HANDLING),
        ("套餐办理", ProcessClass.HANDLING),
        ("complaint handling", ProcessClass.COMPLAINT),
        ("P-17", None),
        ("业务", None),
        ("", None),
    ],
)
def test_kind_of_a_process_by_its_name(named, kind):
    assert kind_spoken_of(named) is kind
