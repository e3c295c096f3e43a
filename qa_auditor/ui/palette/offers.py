"""What the window itself offers to find: its pages, its actions, its languages and colours."""

from collections.abc import Iterator

from qa_auditor.application.find.entry import Entry, EntryKind
from qa_auditor.domain.text import Text, translated
from qa_auditor.i18n import LANGUAGES, N_, translator
from qa_auditor.ui.actions import KEYMAP, Action, Scope
from qa_auditor.ui.pages.page import PAGE_TITLES, PageId
from qa_auditor.ui.widgets.status_line import LANGUAGE_NAMES, THEME_CHOICES

_NOT_OFFERED = {Action.FIND, Action.NEXT_AREA}
"""What makes no sense from within the palette."""


def page_entries() -> Iterator[Entry]:
    """The pages, in the order of the rail."""
    return (Entry(EntryKind.PAGE, page.value, _said(PAGE_TITLES[page]), target=page.value) for page in PageId)


def action_entries() -> Iterator[Entry]:
    """What can be done on every page, and the choices of the status line."""
    for binding in KEYMAP:
        if binding.scope is Scope.WINDOW and binding.action not in _NOT_OFFERED:
            yield Entry(EntryKind.ACTION, "", _said(binding.title), target=f"action:{binding.action}")
    for tag in LANGUAGES:
        yield Entry(EntryKind.ACTION, "", _said(N_("Language: {name}"), LANGUAGE_NAMES[tag]), target=f"language:{tag}")
    for theme, title in THEME_CHOICES.items():
        yield Entry(EntryKind.ACTION, "", _said(N_("Colours: {name}"), title), target=f"theme:{theme}")


def _said(message: str, name: str = "") -> Text:
    """A message in every language, with a name in it that is a message, too, or reads the same everywhere."""
    versions = {}
    for tag in LANGUAGES:
        words = translator(tag).gettext
        versions[tag] = words(message).format(name=words(name)) if name else words(message)
    return translated(versions)
