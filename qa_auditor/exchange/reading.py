"""Reading values out of nodes so that every fault is noted with its place and reading goes on."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from qa_auditor.application.faults import Fault, Place
from qa_auditor.domain.exact_number import exact_number, looks_like_number
from qa_auditor.domain.text import LANGUAGES, Text, plain
from qa_auditor.exchange import yaml_nodes
from qa_auditor.i18n import _

_Known = TypeVar("_Known", bound=str)

FEW = 14
"""Known words that are all named although the nearest one is."""

MOST_LISTED = 30
"""Known words that are all named when none is near."""

LARGEST_INTEGER = 1_000_000_000


@dataclass(slots=True)
class Spot:
    """A value, the line to name when it is wrong, and its path in the file."""

    node: yaml_nodes.Node
    path: str
    line: int

    def item(self, index: int, node: yaml_nodes.Node) -> "Spot":
        """The spot of a list's item."""
        return Spot(node, f"{self.path}[{index}]", node.line)


@dataclass(slots=True)
class Findings:
    """What is wrong (``faults``) or doubtful (``warnings``) in one file.

    ``texts`` remembers which languages each text was given in, for the question whether one is missing.
    """

    file: str
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    texts: list[tuple[Spot, tuple[str, ...]]] = field(default_factory=list)

    def fault(self, code: str, spot: Spot, message: str, remedy: str = "") -> None:
        """Note something that makes the file unusable."""
        self.faults.append(Fault(code, message, Place(self.file, spot.line, spot.path), remedy))

    def warn(self, code: str, spot: Spot, message: str, remedy: str = "") -> None:
        """Note something that the author may not have meant."""
        self.warnings.append(Fault(code, message, Place(self.file, spot.line, spot.path), remedy))

    @property
    def faults_in_order(self) -> tuple[Fault, ...]:
        """Faults in the order of the file."""
        return tuple(sorted(self.faults, key=_line))

    @property
    def warnings_in_order(self) -> tuple[Fault, ...]:
        """Warnings in the order of the file."""
        return tuple(sorted(self.warnings, key=_line))


def _line(fault: Fault) -> int:
    return fault.place.line or 0


def quoted(value: str) -> str:
    """A value of the file as messages show it: in quotes, and not longer than a line can bear."""
    return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}…"'


def listed(values: Iterable[str]) -> str:
    """Permitted values as messages show them."""
    return ", ".join(values)


def find_nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` was probably meant to be; None when none is like it."""
    by_form = {name.lower(): name for name in known}
    found = difflib.get_close_matches(word.strip().lower().replace(" ", "_"), by_form, 1, cutoff=0.5)
    return by_form[found[0]] if found else None


def nearest_remedy(word: str, known: Collection[str]) -> str:
    """What to propose for an unknown word: the nearest known one, and all of them when they are few."""
    nearest = find_nearest(word, known)
    if nearest is None:
        return _("Known here: {names}").format(names=listed(known)) if 0 < len(known) <= MOST_LISTED else ""
    if len(known) > FEW:
        return _('Did you mean "{nearest}"?').format(nearest=nearest)
    return _('Did you mean "{nearest}"? Known here: {names}').format(nearest=nearest, names=listed(known))


class Fields:
    """The keys of one mapping. Unknown keys are noted at once, missing ones when they are required."""

    def __init__(self, spot: Spot, mapping: yaml_nodes.Mapping, known: Sequence[str], findings: Findings) -> None:
        self.spot = spot
        self._entries = mapping.entries
        self._findings = findings
        for name in mapping.entries:
            if name not in known:
                self._unknown(name, known)

    def _unknown(self, name: str, known: Sequence[str]) -> None:
        key, _value = self._entries[name]
        spot = Spot(key, self.path_of(name), key.line)
        message = _("{key} is not a known key").format(key=quoted(name))
        self._findings.fault("unknown-key", spot, message, nearest_remedy(name, known))

    def path_of(self, name: str) -> str:
        """Path of one of the keys."""
        return f"{self.spot.path}.{name}" if self.spot.path else name

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def optional(self, name: str) -> Spot | None:
        """The value of a key, None when the key isn't there or (which is a fault) has no value."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        key, value = entry
        if isinstance(value, yaml_nodes.Scalar):
            spot = Spot(value, self.path_of(name), value.line)
            if value.is_null:
                self._findings.fault("empty-value", spot, _("there is no value"), _("Give one or leave the key out"))
                return None
            return spot
        return Spot(value, self.path_of(name), key.line)

    def required(self, name: str) -> Spot | None:
        """The value of a key that has to be there; None after noting that it isn't."""
        if name not in self._entries:
            spot = Spot(self.spot.node, self.path_of(name), self.spot.line)
            message = _("the key {key} is missing").format(key=quoted(name))
            self._findings.fault("missing-key", spot, message, _("Add {key}").format(key=f"{name}: …"))
            return None
        return self.optional(name)


def fields_of(spot: Spot | None, known: Sequence[str], findings: Findings) -> Fields | None:
    """The keys of the mapping at ``spot``; None (and a fault, unless there is no spot) when it isn't one."""
    if spot is None:
        return None
    if not isinstance(spot.node, yaml_nodes.Mapping):
        _wrong_type(spot, findings, _("keys with values"), _("Known here: {names}").format(names=listed(known)))
        return None
    return Fields(spot, spot.node, known, findings)


def items_of(spot: Spot | None, findings: Findings, *, at_least_one: str = "") -> Iterator[Spot]:
    """The items of the list at ``spot``; ``at_least_one`` is the fault's message when it is empty."""
    if spot is None:
        return
    if not isinstance(spot.node, yaml_nodes.Sequence):
        _wrong_type(spot, findings, _("a list"), _("Write [a, b], or one line beginning with - for each"))
        return
    if at_least_one and not spot.node.items:
        findings.fault("empty-list", spot, at_least_one)
    for index, node in enumerate(spot.node.items):
        yield spot.item(index, node)


def word_at(spot: Spot | None, findings: Findings) -> str | None:
    """One text without translations."""
    if spot is None:
        return None
    node = spot.node
    if not isinstance(node, yaml_nodes.Scalar):
        _wrong_type(spot, findings, _("a text"))
        return None
    if not node.is_text:
        message = _("{value} is not a text").format(value=quoted(node.text))
        findings.fault("wrong-type", spot, message, _("Put it in quotes: {value}").format(value=f'"{node.text}"'))
        return None
    if not node.text.strip():
        findings.fault("empty-value", spot, _("the text is empty"), _("Give one or leave the key out"))
        return None
    return node.text


def text_at(spot: Spot | None, findings: Findings) -> Text | None:
    """A text: one string for all languages, or a string for each."""
    if spot is None:
        return None
    if not isinstance(spot.node, yaml_nodes.Mapping):
        if isinstance(spot.node, yaml_nodes.Sequence):
            _wrong_type(spot, findings, _("a text"), _("Write one text, or {example}").format(example=_TEXT_EXAMPLE))
            return None
        word = word_at(spot, findings)
        return None if word is None else plain(word)
    fields = Fields(spot, spot.node, LANGUAGES, findings)
    if not spot.node.entries:
        findings.fault("empty-value", spot, _("the text is empty"), _TEXT_EXAMPLE)
    versions = tuple((name, word_at(fields.optional(name), findings) or "") for name in spot.node.entries)
    findings.texts.append((spot, tuple(spot.node.entries)))
    return Text(versions)


_TEXT_EXAMPLE = "{zh-CN: …, en: …}"


def number_at(
    spot: Spot | None,
    findings: Findings,
    *,
    least: Fraction | int | None = None,
    most: Fraction | int | None = None,
    above: int | None = None,
) -> Fraction | None:
    """An exact number, not below ``least``, not over ``most`` and greater than ``above``."""
    number = _exact(spot, findings)
    if spot is None or number is None:
        return None
    # The rest is cheap, but runs thousands of times for a long checklist: nothing is formatted unless it is needed.
    if (least is None or number >= least) and (most is None or number <= most) and (above is None or number > above):
        return number
    assert isinstance(spot.node, yaml_nodes.Scalar)  # noqa: S101 - narrows the type; _exact has looked
    message = _("{value} is out of range").format(value=spot.node.text)
    findings.fault("out-of-range", spot, message, _range_remedy(least, most, above))
    return None


def _range_remedy(least: Fraction | int | None, most: Fraction | int | None, above: int | None) -> str:
    if above is not None:
        return _("It must be more than {above}").format(above=above)
    if least is None:
        return _("It may be {most} at most").format(most=most)
    if most is None:
        return _("It must be {least} or more").format(least=least)
    return _("It must lie between {least} and {most}").format(least=least, most=most)


def _exact(spot: Spot | None, findings: Findings) -> Fraction | None:
    if spot is None:
        return None
    if not isinstance(spot.node, yaml_nodes.Scalar):
        _wrong_type(spot, findings, _("a number"))
        return None
    text = spot.node.text
    try:
        return exact_number(text)
    except ValueError:
        if looks_like_number(text):
            message = _("{value} is too long a number or divides by zero").format(value=quoted(text))
        else:
            message = _("{value} is not a number").format(value=quoted(text))
    findings.fault("not-a-number", spot, message, _('Write a number such as 5, 0.5 or "1/3"'))
    return None


def integer_at(
    spot: Spot | None, findings: Findings, *, least: int = -LARGEST_INTEGER, most: int = LARGEST_INTEGER
) -> int | None:
    """A whole number."""
    number = number_at(spot, findings, least=least, most=most)
    if spot is None or number is None:
        return None
    if number.denominator != 1:
        assert isinstance(spot.node, yaml_nodes.Scalar)  # noqa: S101 - narrows the type; number_at has looked
        findings.fault("wrong-type", spot, _("{value} is not a whole number").format(value=spot.node.text))
        return None
    return int(number)


def boolean_at(spot: Spot | None, findings: Findings, *, default: bool) -> bool:
    """True or false; ``default`` when there is nothing."""
    if spot is None:
        return default
    found = spot.node.boolean if isinstance(spot.node, yaml_nodes.Scalar) else None
    if found is None:
        _wrong_type(spot, findings, _("true or false"))
        return default
    return found


def member_at(spot: Spot | None, known: Sequence[_Known], findings: Findings) -> _Known | None:
    """One word of a closed list."""
    if spot is None:
        return None
    node = spot.node
    if isinstance(node, yaml_nodes.Scalar):
        for candidate in known:
            if candidate == node.text:
                return candidate
        message = _("{value} is not known here").format(value=quoted(node.text))
        findings.fault("unknown-value", spot, message, nearest_remedy(node.text, known))
        return None
    _wrong_type(spot, findings, _("one word"), _("Known here: {names}").format(names=listed(known)))
    return None


def note_twice(name: str, spot: Spot, seen: dict[str, int], findings: Findings) -> None:
    """Note a fault when an id was seen before; remember it with its line."""
    if name in seen:
        message = _("the id {value} stands in line {line} already").format(value=quoted(name), line=seen[name])
        findings.fault("duplicate-id", spot, message, _("Choose another id"))
    seen.setdefault(name, spot.line)


def _wrong_type(spot: Spot, findings: Findings, wanted: str, remedy: str = "") -> None:
    if isinstance(spot.node, yaml_nodes.Scalar):
        found = quoted(spot.node.text)
    else:
        found = _("keys with values") if isinstance(spot.node, yaml_nodes.Mapping) else _("a list")
    message = _("here belongs {wanted}, not {found}").format(wanted=wanted, found=found)
    findings.fault("wrong-type", spot, message, remedy)
