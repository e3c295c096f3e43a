"""Which language a user wants, when told nothing or little."""

import locale
import sys
from collections.abc import Mapping

_TRADITIONAL = {"tw", "hk", "mo", "hant"}


def recognised(name: str) -> str | None:
    """The language that the program speaks for a tag or locale name: ``zh_HK.UTF-8`` is ``zh-TW``, ``en-GB`` ``en``.

    None for a language that the program doesn't speak and for names that say nothing (``C``, ``POSIX``, "").
    """
    parts = name.partition(".")[0].partition("@")[0].replace("_", "-").lower().split("-")
    if parts[0] == "zh":
        return "zh-TW" if _TRADITIONAL.intersection(parts[1:]) else "zh-CN"
    return "en" if parts[0] == "en" else None


def preferred_language(environ: Mapping[str, str], *, asked: str | None = None, saved: str | None = None) -> str:
    """The language to start in.

    In this order: ``asked`` (``--lang``), the variable ``QA_AUDITOR_LANG``, ``saved`` (the user's preferences), the
    system's locale; Chinese where the system names none, English where it names one that the program doesn't speak.
    """
    for name in (asked, environ.get("QA_AUDITOR_LANG"), saved):
        found = recognised(name) if name else None
        if found:
            return found
    system = _system_locale(environ)
    if system.partition(".")[0] in {"", "C", "POSIX"}:
        return "zh-CN"
    return recognised(system) or "en"


def _system_locale(environ: Mapping[str, str]) -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(variable):
            return environ[variable]
    if sys.platform == "win32":
        import ctypes

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""
