"""Reading ``scoring`` from a checklist file: how a total is made of the answers."""

from fractions import Fraction

from qa_auditor.domain.checklist import GradeBand, Method, NaRule, Scoring
from qa_auditor.domain.text import Text
from qa_auditor.exchange import yaml_nodes
from qa_auditor.exchange.reading import Fields, Findings, Spot, fields_of, items_of, member_at, number_at, text_at
from qa_auditor.i18n import _

_SCORING_KEYS = ("method", "base", "maximum", "pass_mark", "bands", "na_rule")

_HUNDRED = Fraction(100)


def method_of(fields: Fields) -> Method | None:
    """The scoring method before it is checked: whether a section may have a cap depends on it. None: unknown."""
    entry = fields.spot.node.entries.get("scoring") if isinstance(fields.spot.node, yaml_nodes.Mapping) else None
    if entry is None or not isinstance(entry[1], yaml_nodes.Mapping) or "method" not in entry[1].entries:
        return Method.POINTS
    value = entry[1].entries["method"][1]
    known = isinstance(value, yaml_nodes.Scalar) and value.text in tuple(Method)
    return Method(value.text) if known and isinstance(value, yaml_nodes.Scalar) else None


def scoring_at(spot: Spot | None, findings: Findings) -> Scoring:
    """How the total is made; defaults where the file says nothing."""
    fields = fields_of(spot, _SCORING_KEYS, findings)
    if fields is None:
        return Scoring()
    method_spot = fields.optional("method")
    named = member_at(method_spot, tuple(Method), findings)
    method = named if method_spot is not None else Method.POINTS
    base_spot = fields.optional("base")
    base = number_at(base_spot, findings, above=0)
    if base_spot is not None and method not in {Method.DEDUCTION, None}:
        message = _("base belongs to the method deduction, not to {method}").format(method=method)
        findings.fault("base-without-deduction", base_spot, message, _("Leave it out or write method: deduction"))
    na_spot = fields.optional("na_rule")
    na_rule = member_at(na_spot, tuple(NaRule), findings) or NaRule.REDISTRIBUTE
    if na_spot is not None and na_rule is not NaRule.REDISTRIBUTE and method is Method.DEDUCTION:
        message = _("the method deduction knows no other na_rule than redistribute")
        findings.fault("na-rule-with-deduction", na_spot, message, _("Leave na_rule out"))
    usual = base if base is not None and method is Method.DEDUCTION else _HUNDRED
    highest = number_at(fields.optional("maximum"), findings, above=0) or usual
    return Scoring(
        method=method or Method.POINTS,
        base=base or _HUNDRED,
        maximum=highest,
        pass_mark=number_at(fields.optional("pass_mark"), findings, least=0, most=highest),
        bands=_grade_bands(fields.optional("bands"), highest, findings),
        na_rule=na_rule,
    )


def _grade_bands(spot: Spot | None, highest: Fraction, findings: Findings) -> tuple[GradeBand, ...]:
    bands: list[GradeBand] = []
    seen: dict[Fraction, int] = {}
    for item in items_of(spot, findings):
        fields = fields_of(item, ("from", "title"), findings)
        if fields is None:
            continue
        lower_spot = fields.required("from")
        lower = number_at(lower_spot, findings)
        title = text_at(fields.required("title"), findings)
        if lower is None or lower_spot is None:
            continue
        if lower in seen:
            message = _("the band from {number} stands in line {line} already").format(number=lower, line=seen[lower])
            findings.fault("duplicate-band", lower_spot, message, _("Give each band a lower limit of its own"))
        seen.setdefault(lower, item.line)
        if lower > highest:
            findings.warn("band-unreachable", lower_spot, _("no total reaches this band"))
        bands.append(GradeBand(lower, title or Text()))
    return tuple(bands)
