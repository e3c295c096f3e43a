"""JSON of other programs: one document, or one in each line; read without trusting it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qa_auditor.application.intake.sources import UnreadableError
from qa_auditor.i18n import _

_BEGINNING = re.compile(r"""\s*(?:\{\s*["}]|\[\s*[{\["\]])""")

_HALF = re.compile(r"\\u[dD][89a-fA-F]")

DEEPEST = 12
"""Levels that are looked through; what services write needs eight."""


def looks_like_json(text: str) -> bool:
    """Whether a text begins as JSON does; "[00:01] hello" does not."""
    return bool(_BEGINNING.match(text[:4096].lstrip("\ufeff")))


def json_of(text: str) -> Any:
    """The document; lines that are documents each become a list.

    Raises:
        UnreadableError: it is no JSON, or nested beyond sense.
    """
    text = text.lstrip("\ufeff")
    try:
        return _storable(json.loads(text), text)
    except (ValueError, RecursionError) as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if isinstance(error, json.JSONDecodeError) and len(lines) > 1 and _is_document(lines[0]):
            return _documents(lines)
        raise _broken(error) from error


def _is_document(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _documents(lines: Sequence[str]) -> list[Any]:
    try:
        return [_storable(json.loads(line), line) for line in lines]
    except (ValueError, RecursionError) as error:
        raise _broken(error) from error


def _storable(found: Any, text: str) -> Any:
    """The document without halves of characters, which JSON can write and nothing can store."""
    return _whole(found) if _HALF.search(text) else found


def _whole(found: Any) -> Any:
    match found:
        case str():
            return found.encode("utf-8", "replace").decode()
        case list():
            return [_whole(item) for item in found]
        case dict():
            return {_whole(key): _whole(value) for key, value in found.items()}
        case _:
            return found


def _broken(error: Exception) -> UnreadableError:
    reason = f"{error.msg} ({error.lineno}:{error.colno})" if isinstance(error, json.JSONDecodeError) else str(error)
    return UnreadableError(
        "json-syntax", _("this is not JSON: {reason}").format(reason=reason[:200]), _("Export the file again")
    )


def plain_key(key: object) -> str:
    """A key without what programs write differently: ``BeginTime``, ``begin_time`` and ``beginTime`` are alike."""
    return str(key).replace("_", "").replace("-", "").replace(" ", "").casefold()


def plain_keys(found: Mapping[Any, Any]) -> dict[str, Any]:
    """An object by its ``plain_key``s; of several that become alike the first that says something."""
    plain: dict[str, Any] = {}
    for key, value in found.items():
        name = plain_key(key)
        if plain.get(name) in (None, ""):
            plain[name] = value
    return plain


def lists_of_objects(root: Any, *, depth: int = 0) -> Iterator[list[dict[str, Any]]]:
    """Every list in a document that holds objects only, outer ones first."""
    if depth > DEEPEST:
        return
    if isinstance(root, list):
        if root and all(isinstance(item, dict) for item in root):
            yield root
        for item in root:
            if isinstance(item, dict | list):
                yield from lists_of_objects(item, depth=depth + 1)
    elif isinstance(root, dict):
        for value in root.values():
            if isinstance(value, dict | list):
                yield from lists_of_objects(value, depth=depth + 1)
