"""A step with one thing written anew, as a reader of one language writes it."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from qa_auditor.domain.process import Information, Step
from qa_auditor.domain.text import ANY_LANGUAGE, Text, with_wording

TEXTS = ("role", "activity", "input", "output", "owner", "resources")
"""The fields of a step that are words for people and may be empty."""


def own_wording(text: Text, language: str) -> str:
    """What is written in exactly this language (or for all of them); "" where it is said in others alone."""
    there = dict(text.versions)
    return there.get(language, there.get(ANY_LANGUAGE, ""))


def with_step_text(step: Step, field: str, language: str, wording: str) -> Step:
    """One of the ``TEXTS`` as it is said in ``language``."""
    text: Text = getattr(step, field)
    changed: dict[str, Any] = {field: with_wording(text, language, wording)}
    return replace(step, **changed)


def with_step_name(step: Step, language: str, wording: str) -> Step:
    """The name as it is said in ``language``; a step keeps one name at least."""
    name = with_wording(step.name, language, wording)
    return replace(step, name=name) if name else step


def with_information(step: Step, way: str, language: str, lines: Sequence[str]) -> Step:
    """What ``enters``, is ``stored`` or ``leaves``, one piece a line; pieces keep what they are called elsewhere."""
    known: tuple[Text, ...] = getattr(step.information, way)
    before = [own_wording(item, language) for item in known]
    after = [line.strip() for line in lines if line.strip()]
    items: list[Text] = []
    for kind, first, last, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            items += known[first:last]
        elif kind in ("replace", "insert"):
            for place, wording in enumerate(after[start:stop]):
                former = known[first + place] if first + place < last else Text()
                items.append(with_wording(former, language, wording))
    changed: dict[str, Any] = {way: tuple(items)}
    return replace(step, information=replace(step.information, **changed))


def lines_of(information: Information, way: str, language: str) -> list[str]:
    """The pieces of one way as they are said in ``language``, the nearest one where it is not."""
    items: tuple[Text, ...] = getattr(information, way)
    return [own_wording(item, language) or item.in_language(language) for item in items]
