"""The program speaks the user's language, and a document may speak another without disturbing the window."""

import importlib.util
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_auditor import i18n
from qa_auditor.application.faults import sentence

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _language_as_before() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.set_language(before)


@pytest.mark.parametrize(
    ("environ", "asked", "saved", "chosen"),
    [
        ({}, None, None, "zh-CN"),
        ({"LANG": "C.UTF-8"}, None, None, "zh-CN"),
        ({"LANG": "zh_CN.UTF-8"}, None, None, "zh-CN"),
        ({"LANG": "zh_TW.UTF-8"}, None, None, "zh-TW"),
        ({"LANG": "zh_HK.UTF-8"}, None, None, "zh-TW"),
        ({"LANG": "en_GB.UTF-8"}, None, None, "en"),
        ({"LANG": "de_DE.UTF-8"}, None, None, "en"),
        ({"LANG": "en_GB", "LC_ALL": "zh_TW"}, None, None, "zh-TW"),
        ({"LANG": "en_GB"}, None, "zh-TW", "zh-TW"),
        ({"LANG": "en_GB", "QA_AUDITOR_LANG": "zh-CN"}, None, "zh-TW", "zh-CN"),
        ({"LANG": "en_GB", "QA_AUDITOR_LANG": "zh-CN"}, "zh-Hant", "en", "zh-TW"),
        ({"QA_AUDITOR_LANG": "fr"}, None, "en", "en"),
    ],
)
def test_which_language_is_meant(environ: dict[str, str], asked: str | None, saved: str | None, chosen: str) -> None:
    assert i18n.preferred_language(environ, asked=asked, saved=saved) == chosen


def test_texts_follow_the_language() -> None:
    i18n.set_language("zh-CN")
    assert sentence("甲", "乙") == "甲。乙"
    i18n.set_language("en")
    assert sentence("This", "That") == "This. That"


def test_a_text_without_translation_stays_english_and_an_empty_one_empty() -> None:
    i18n.set_language("zh-TW")
    assert i18n._("no such text in any catalogue") == "no such text in any catalogue"
    assert i18n._("") == ""


def test_a_thread_that_writes_a_document_leaves_the_window_alone() -> None:
    i18n.set_language("zh-CN")
    inside, looked = threading.Event(), threading.Event()
    heard: list[str] = []

    def write() -> None:
        heard.append(i18n.language())
        with i18n.speaking("en"):
            inside.set()
            looked.wait(10)
            heard.append(i18n.language())
        heard.append(i18n.language())

    thread = threading.Thread(target=write)
    thread.start()
    assert inside.wait(10)
    assert i18n.language() == "zh-CN"
    looked.set()
    thread.join()
    assert heard == ["zh-CN", "en", "zh-CN"]


def test_a_translator_speaks_its_own_language() -> None:
    i18n.set_language("en")
    chinese = i18n.translator("zh-TW")
    assert chinese.gettext("{message}. {remedy}") == "{message}。{remedy}"
    assert chinese.ngettext("one", "many", 1) in {"one", "many"}


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(ValueError, match="zh-CN"):
        i18n.set_language("fr")


def test_binary_catalogues_are_in_step_with_what_translators_edit() -> None:
    spec = importlib.util.spec_from_file_location("translations_tool", ROOT / "tools" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert [line for line in tool.complaints() if "out of step" in line] == []
