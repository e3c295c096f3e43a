"""From a responses file to answers that the scorer takes, or to every fault that it has."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from qa_auditor.application.faults import Fault, FaultsError, Place, UnreadableError
from qa_auditor.domain.answer import Mark, Response, Value
from qa_auditor.domain.checklist import (
    Checklist,
    Choice,
    Date,
    Duration,
    MultiChoice,
    Number,
    Option,
    Question,
    Rating,
    YesNo,
)
from qa_auditor.domain.exact_number import LONGEST, exact_number
from qa_auditor.domain.scoring.permitted import NotPermitted, check_value
from qa_auditor.exchange.reading import MOST_LISTED, find_nearest, listed, nearest_remedy, quoted
from qa_auditor.i18n import _

LARGEST = 20_000_000
"""Bytes of a file."""

LARGEST_POSITION = 10_000_000
"""Above every line and character of a conversation."""

_TOP_KEYS = ("checklist", "version", "subject", "responses")
_RESPONSE_KEYS = ("value", "note", "marks")
_MARK_KEYS = ("at", "until", "note", "line", "from", "to", "quote")


@dataclass(frozen=True, slots=True)
class Responses:
    """What a responses file holds, checked against its checklist.

    Attributes:
        subject: fields for ``subject.…`` conditions.
        responses: by question id, in the order of the file.
    """

    subject: Mapping[str, str | Fraction]
    responses: Mapping[str, Response]

    @property
    def values(self) -> dict[str, Value]:
        """The answers alone: questions with a note or marks only are unanswered."""
        return {name: given.value for name, given in self.responses.items() if given.value is not None}


@dataclass(frozen=True, slots=True)
class _BadNumber:
    """A number that can't be taken: NaN, Infinity, or one too long to reckon with."""

    text: str


class _Pairs(dict[str, object]):
    """A JSON object that remembers keys given twice."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        seen: set[str] = set()
        self.twice = tuple(key for key, _value in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]


def load_responses(source: Path | str | bytes, checklist: Checklist, *, file: str | None = None) -> Responses:
    """The answers in a file (``Path``) or in a text (``str``, ``bytes``), checked against ``checklist``.

    Args:
        source: the file, or the JSON itself.
        checklist: what was answered.
        file: name for messages; the path as given unless said.

    Raises:
        FaultsError: the file is wrong, or belongs to another checklist or version; carries every fault.
        UnreadableError: there is no such file, or it can't be opened.
    """
    if isinstance(source, Path):
        file = str(source) if file is None else file
        source = _content(source, file)
    reader = _Reader(file or "", checklist)
    responses = reader.whole(reader.parsed(source))
    if reader.faults or responses is None:
        raise FaultsError(reader.faults)
    return responses


def version_answered(path: Path) -> int | None:
    """The version of the checklist that a responses file names; None when it can't be told, without any fault."""
    try:
        root = json.loads(_content(path, str(path)).decode("utf-8-sig"))
    except (UnreadableError, ValueError, RecursionError):
        return None
    version = root.get("version") if isinstance(root, dict) else None
    return version if isinstance(version, int) and not isinstance(version, bool) else None


def _content(path: Path, file: str) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        message = _("the file can't be read: {reason}").format(reason=reason)
        raise UnreadableError(
            [Fault("unreadable", message, Place(file), _("Check its name and permissions"))]
        ) from None


@dataclass(slots=True)
class _Reader:
    file: str
    checklist: Checklist
    faults: list[Fault] = field(default_factory=list)

    def fault(self, code: str, path: str, message: str, remedy: str = "", line: int | None = None) -> None:
        self.faults.append(Fault(code, message, Place(self.file, line, path), remedy))

    def parsed(self, content: str | bytes) -> object:
        if len(content) > LARGEST:
            message = _("the file is larger than {limit} MB").format(limit=LARGEST // 1_000_000)
            self.fault("json-too-large", "", message)
            return None
        try:
            text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
            return json.loads(
                text,
                parse_float=_number,
                parse_int=_number,
                parse_constant=_BadNumber,
                object_pairs_hook=_Pairs,
            )
        except UnicodeDecodeError:
            self.fault("json-encoding", "", _("the file is not UTF-8 text"), _("Save it as UTF-8"), 1)
        except json.JSONDecodeError as error:
            message = _("this is not JSON: {reason}").format(reason=f"{error.msg} ({error.lineno}:{error.colno})")
            self.fault("json-syntax", "", message, _("Check quotes, commas and brackets"), error.lineno)
        except RecursionError:
            self.fault("json-too-deep", "", _("values are nested too deeply"))
        return None

    def whole(self, root: object) -> Responses | None:
        if self.faults:
            return None
        top = self.fields("", root, _TOP_KEYS)
        if top is None:
            return None
        self.check_reference(top)
        if "responses" not in top:
            message = _("the key {key} is missing").format(key=quoted("responses"))
            self.fault("missing-key", "responses", message, _("Add {key}").format(key='"responses": {…}'))
        return Responses(dict(self.subject(top.get("subject"))), dict(self.responses(top.get("responses", _Pairs([])))))

    def fields(self, path: str, found: object, known: tuple[str, ...] | None) -> _Pairs | None:
        """A JSON object; keys that are unknown or there twice are noted."""
        if not isinstance(found, _Pairs):
            self.fault("wrong-type", path, _("here belongs a JSON object, {…}"))
            return None
        prefix = f"{path}." if path else ""
        for key in found.twice:
            self.fault("duplicate-key", prefix + key, _("the key {key} is there twice").format(key=quoted(key)))
        for key in found:
            if known is not None and key not in known:
                message = _("{key} is not a known key").format(key=quoted(key))
                self.fault("unknown-key", prefix + key, message, nearest_remedy(key, known))
        return found

    def check_reference(self, top: _Pairs) -> None:
        wanted: tuple[tuple[str, object], ...] = (("checklist", self.checklist.id), ("version", self.checklist.version))
        for key, expected in wanted:
            if key not in top:
                message = _("the key {key} is missing").format(key=quoted(key))
                self.fault("missing-key", key, message, _("Add {key}").format(key=f'"{key}": {json.dumps(expected)}'))
            elif top[key] != expected or isinstance(top[key], bool):
                message = _("these are answers to {key} {found}, not to {expected}").format(
                    key=key, found=_shown(top[key]), expected=_shown(expected)
                )
                self.fault("other-checklist", key, message, _("Take the checklist that they were given for"))

    def subject(self, found: object) -> Iterator[tuple[str, str | Fraction]]:
        if found is None:
            return
        for name, value in (self.fields("subject", found, None) or {}).items():
            if isinstance(value, bool):
                yield name, "true" if value else "false"
            elif isinstance(value, str | Fraction):
                yield name, value
            elif value is not None:
                message = _("{value} is neither a text nor a number").format(value=_shown(value))
                self.fault("wrong-type", f"subject.{name}", message)

    def responses(self, found: object) -> Iterator[tuple[str, Response]]:
        by_id = self.checklist.by_id
        for name, given in (self.fields("responses", found, None) or {}).items():
            path = f"responses.{name}"
            if name in by_id:
                response = self.fields(path, given, _RESPONSE_KEYS)
                if response is not None:
                    yield name, self.response(path, response, by_id[name])
                continue
            message = _("the checklist has no question {name}").format(name=quoted(name))
            nearest = find_nearest(name, by_id)
            remedy = _('Did you mean "{nearest}"?').format(nearest=nearest) if nearest else ""
            self.fault("unknown-question", path, message, remedy)

    def response(self, path: str, given: _Pairs, question: Question) -> Response:
        note = given.get("note")
        if note is not None and not isinstance(note, str):
            self.fault("wrong-type", f"{path}.note", _("{value} is not a text").format(value=_shown(note)))
        marks = tuple(self.marks(f"{path}.marks", given.get("marks")))
        return Response(self.value(path, given.get("value"), question), note if isinstance(note, str) else "", marks)

    def value(self, path: str, raw: object, question: Question) -> Value | None:
        if raw is None:
            return None
        try:
            return check_value(question, raw)
        except NotPermitted:
            message = _("{value} is not an answer to {name}").format(value=_shown(raw), name=quoted(question.id))
            permitted = _("Permitted: {names}").format(names=_permitted(question))
            self.fault("value-not-permitted", f"{path}.value", message, permitted)
            return None

    def marks(self, path: str, found: object) -> Iterator[Mark]:
        if found is None:
            return
        if not isinstance(found, list):
            self.fault("wrong-type", path, _("here belongs a list"))
            return
        for index, item in enumerate(found):
            spot = f"{path}[{index}]"
            fields = self.fields(spot, item, _MARK_KEYS)
            if fields is None:
                continue
            yield from self.mark(spot, fields)

    def mark(self, spot: str, fields: _Pairs) -> Iterator[Mark]:
        """One mark: a moment, a line of the conversation, or both."""
        line = self.position(f"{spot}.line", fields.get("line"))
        at: int | None = 0
        if line is None or fields.get("at") is not None:
            at = self.milliseconds(f"{spot}.at", fields.get("at"))
        until = self.milliseconds(f"{spot}.until", fields["until"]) if fields.get("until") is not None else None
        first = self.position(f"{spot}.from", fields.get("from"))
        last = self.position(f"{spot}.to", fields.get("to"))
        words = {key: fields.get(key, "") for key in ("note", "quote")}
        texts = {key: value for key, value in words.items() if isinstance(value, str)}
        for key in sorted(words.keys() - texts.keys()):
            self.fault("wrong-type", f"{spot}.{key}", _("{value} is not a text").format(value=_shown(words[key])))
        if len(texts) == len(words):
            yield Mark(at or 0, texts["note"], until, line, first, last, texts["quote"])

    def position(self, path: str, found: object) -> int | None:
        """A line of the conversation or a character of it, counted from 0."""
        if found is None:
            return None
        if isinstance(found, Fraction) and 0 <= found == int(found) < LARGEST_POSITION:
            return int(found)
        message = _("{value} is no position").format(value=_shown(found))
        self.fault("wrong-type", path, message, _("Give a whole number, counted from 0"))
        return None

    def milliseconds(self, path: str, found: object) -> int | None:
        """Seconds from the beginning, as the file gives them, to the nearest millisecond."""
        if isinstance(found, Fraction) and found >= 0:
            return round(found * 1000)
        message = _("{value} is not a moment of the recording").format(value=_shown(found))
        self.fault("wrong-type", path, message, _("Give seconds from its beginning, 0 or more"))
        return None


def _number(text: str) -> Fraction | _BadNumber:
    try:
        return exact_number(text)
    except ValueError:
        return _BadNumber(text)


def _permitted(question: Question) -> str:
    """What a question takes, in words."""
    match question.answer:
        case YesNo():
            words = '"yes", "no"'
        case Choice(options=options):
            words = _quoted_ids(options)
        case MultiChoice(options=options):
            words = _("a list, without repetition, of {names}").format(names=_quoted_ids(options))
        case Rating(minimum=minimum, maximum=maximum):
            words = _("a whole number from {least} to {most}").format(least=minimum, most=maximum)
        case Number():
            words = _("a number of up to {limit} digits, without quotes").format(limit=LONGEST)
        case Duration():
            words = _("seconds, 0 or more, without quotes")
        case Date():
            words = _("a date such as {example}").format(example='"2026-11-22"')
        case _:
            words = _("a text in quotes")
    return f'{words}, "na"' if question.na else words


def _quoted_ids(options: tuple[Option, ...]) -> str:
    named = listed(quoted(option.id) for option in options[:MOST_LISTED])
    return named if len(options) <= MOST_LISTED else f"{named}, …"


def _shown(value: object) -> str:
    """A value of the file for a message, short."""
    match value:
        case _BadNumber(text=text):
            return quoted(text)
        case list():
            return f"[{listed(_shown(item) for item in value[:5])}{', …' if len(value) > 5 else ''}]"
        case dict():
            return "{…}"
        case None | bool():
            return json.dumps(value)
        case int():
            return str(value)
        case Fraction():
            # As the file writes it: no quotes, which would make it a text, and a decimal, not a fraction.
            return format(Decimal(value.numerator) / value.denominator, "f")
        case _:
            return quoted(str(value))
