"""Words for people in their language: gettext catalogues, and which language is meant.

Message ids are English. Mark a text where it is written and let it be translated where it is shown::

    _("Import recordings")
    ngettext("{n} recording", "{n} recordings", n).format(n=n)
    pgettext("state of an evaluation", "Open")

``set_language`` sets the language of the whole program. ``speaking`` sets another for one block in one thread alone,
so that a worker can write an English report while the window stays Chinese; ``translator`` gives the functions of one
language for code that takes its language as an argument. Catalogues are loaded when first used.
"""

import gettext as _stdlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from qa_auditor.i18n.preferred import preferred_language, recognised

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "N_",
    "Translator",
    "_",
    "language",
    "ngettext",
    "pgettext",
    "preferred_language",
    "recognised",
    "set_language",
    "speaking",
    "translator",
]

LANGUAGES = ("zh-CN", "zh-TW", "en")
"""Tags of the languages that the program speaks, in the order in which they are offered."""

DEFAULT = "zh-CN"

CATALOGUES = Path(__file__).parent.parent / "resources" / "locale"

_chosen = [DEFAULT]
_here: ContextVar[str] = ContextVar("qa_auditor_language")


class Translator:
    """The translation functions of one language, for documents that have a language of their own.

    Attributes:
        language: tag of the language, ``zh-CN``.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        # English is the language of the message ids and has no catalogue.
        self._catalogue: _stdlib.NullTranslations = _stdlib.translation(
            "messages", CATALOGUES, languages=[language.replace("-", "_")], fallback=True
        )

    def gettext(self, message: str) -> str:
        """``message`` in this language; itself where it is not translated."""
        # The empty message id is the catalogue's header.
        return self._catalogue.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form of a text that fits the number ``n``; the caller formats the number into it."""
        return self._catalogue.ngettext(singular, plural, n)

    def pgettext(self, context: str, message: str) -> str:
        """``message`` in this language where one English word has several meanings, told apart by ``context``."""
        return self._catalogue.pgettext(context, message) if message else ""


@lru_cache(maxsize=len(LANGUAGES))
def _loaded(tag: str) -> Translator:
    return Translator(tag)


def translator(language: str) -> Translator:
    """The translation functions of ``language``.

    Raises:
        ValueError: the program doesn't speak it.
    """
    if language not in LANGUAGES:
        raise ValueError(f"{language!r} is none of {', '.join(LANGUAGES)}")
    return _loaded(language)


def set_language(tag: str) -> None:
    """Make ``tag`` the language of the program, in all threads; texts that are already made stay as they are.

    Raises:
        ValueError: the program doesn't speak it.
    """
    _chosen[0] = translator(tag).language


def language() -> str:
    """Tag of the language in which texts are made here and now."""
    return _here.get(_chosen[0])


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Make texts in ``tag`` within the block; other threads and the program's language are left alone."""
    token = _here.set(translator(tag).language)
    try:
        yield
    finally:
        _here.reset(token)


def _(message: str) -> str:
    """``message`` in the current language."""
    return _loaded(language()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of a text that fits ``n``, in the current language."""
    return _loaded(language()).ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """``message`` in the current language, told apart from its namesakes by ``context``."""
    return _loaded(language()).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - gettext's customary name, which extractors know
    """Mark a text for translation that is made now and shown later through ``_``."""
    return message
