"""A text in several languages, and which of them to show."""

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("zh-CN", "zh-TW", "en")

ANY_LANGUAGE = ""
"""Key of a text that was given as one string: it serves every language."""

_NEAREST = {
    "zh-CN": ("zh-CN", "zh-TW", "en"),
    "zh-TW": ("zh-TW", "zh-CN", "en"),
    "en": ("en", "zh-CN", "zh-TW"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """One text, as one string for all languages or as one string per language.

    Attributes:
        versions: pairs of language tag and text, in the order of the file; ``ANY_LANGUAGE`` stands for all.
    """

    versions: tuple[tuple[str, str], ...] = ()

    def in_language(self, language: str) -> str:
        """The text for a reader of ``language``: exact, else the nearest language that is there, else "" ."""
        there = dict(self.versions)
        for candidate in (*_NEAREST.get(language, (language,)), ANY_LANGUAGE):
            if candidate in there:
                return there[candidate]
        return self.versions[0][1] if self.versions else ""

    def __bool__(self) -> bool:
        return any(text for _, text in self.versions)


def plain(text: str) -> Text:
    """A text that reads the same in every language, for example a name."""
    return Text(((ANY_LANGUAGE, text),))


def translated(versions: Mapping[str, str]) -> Text:
    """A text from a mapping of language tag to wording."""
    return Text(tuple(versions.items()))


def with_wording(text: Text, language: str, wording: str) -> Text:
    """The text as it reads once somebody who reads ``language`` has written it anew.

    One string for all languages stays one; otherwise the others keep theirs. Nothing written takes the language away.
    """
    if [tag for tag, _wording in text.versions] == [ANY_LANGUAGE]:
        return plain(wording) if wording else Text()
    known = dict(text.versions)
    known[language] = wording
    ordered = sorted(known, key=lambda tag: LANGUAGES.index(tag) if tag in LANGUAGES else -1)
    return Text(tuple((tag, known[tag]) for tag in ordered if known[tag]))
