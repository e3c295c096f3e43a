"""Every action with its words and keys, as data: menus, buttons, tool tips and the key table read it."""

from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.i18n import N_, _


class Scope(StrEnum):
    """Where keys work."""

    WINDOW = "window"
    FORM = "form"
    PLAYER = "player"
    PROCESSES = "processes"


class Action(StrEnum):
    """What a user can do by key."""

    SHOW_KEYS = "show-keys"
    FIND = "find"
    CLOSE = "close"
    NEXT_AREA = "next-area"
    FILTER = "filter"
    SUBMIT = "submit"
    UNDO = "undo"
    REDO = "redo"
    WHY = "why"
    PROCESS = "process"
    NEXT_QUESTION = "next-question"
    PREVIOUS_QUESTION = "previous-question"
    FIRST_QUESTION = "first-question"
    LAST_QUESTION = "last-question"
    NEXT_OPEN = "next-open"
    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"
    CHOOSE = "choose"
    CLEAR = "clear"
    EDIT_VALUE = "edit-value"
    MARK = "mark"
    NOTE = "note"
    GUIDANCE = "guidance"
    LEAVE_FIELD = "leave-field"
    PLAY = "play"
    PLAY_ANYWHERE = "play-anywhere"
    BACK = "back"
    FORWARD = "forward"
    START = "start"
    END = "end"
    SLOWER = "slower"
    FASTER = "faster"
    SAVE_AGAIN = "save-again"
    OPEN_TAB = "open-tab"
    NEXT_TAB = "next-tab"
    PREVIOUS_TAB = "previous-tab"


@dataclass(frozen=True, slots=True)
class Binding:
    """An action's words and keys.

    Attributes:
        title: English wording, to be translated where it is shown.
        keys: as ``QKeySequence`` reads them; the first is the one that tool tips show.
    """

    action: Action
    scope: Scope
    title: str
    keys: tuple[str, ...]


KEYMAP: tuple[Binding, ...] = (
    Binding(Action.SHOW_KEYS, Scope.WINDOW, N_("All keys"), ("F1",)),
    Binding(Action.FIND, Scope.WINDOW, N_("Find anything: pages, processes, standards, actions"), ("Ctrl+K",)),
    Binding(Action.NEXT_AREA, Scope.WINDOW, N_("Next area: list, form"), ("F6",)),
    Binding(Action.FILTER, Scope.WINDOW, N_("Find in the list or map"), ("Ctrl+F",)),
    Binding(Action.CLOSE, Scope.WINDOW, N_("Close the window"), ("Ctrl+Q",)),
    Binding(Action.SUBMIT, Scope.WINDOW, N_("Submit the evaluation"), ("Ctrl+Return", "Ctrl+Enter")),
    Binding(Action.UNDO, Scope.WINDOW, N_("Take back the last answer or change"), ("Ctrl+Z",)),
    Binding(Action.REDO, Scope.WINDOW, N_("Give or do it again"), ("Ctrl+Y", "Ctrl+Shift+Z")),
    Binding(Action.PLAY_ANYWHERE, Scope.WINDOW, N_("Play or pause, also while typing"), ("F8",)),
    Binding(Action.NEXT_QUESTION, Scope.FORM, N_("Next question"), ("Down", "J")),
    Binding(Action.PREVIOUS_QUESTION, Scope.FORM, N_("Previous question"), ("Up", "K")),
    Binding(Action.FIRST_QUESTION, Scope.FORM, N_("First question"), ("PgUp",)),
    Binding(Action.LAST_QUESTION, Scope.FORM, N_("Last question"), ("PgDown",)),
    Binding(Action.NEXT_OPEN, Scope.FORM, N_("Next open question"), ("O",)),
    Binding(Action.YES, Scope.FORM, N_("Answer yes"), ("Y",)),
    Binding(Action.NO, Scope.FORM, N_("Answer no"), ("N",)),
    Binding(Action.NOT_APPLICABLE, Scope.FORM, N_("Answer not applicable"), ("-",)),
    Binding(Action.CHOOSE, Scope.FORM, N_("Choose the first, second … answer"), tuple("1234567890")),
    Binding(Action.EDIT_VALUE, Scope.FORM, N_("Type a number, a text or a date"), ("Return", "Enter")),
    Binding(Action.CLEAR, Scope.FORM, N_("Clear the answer"), ("Backspace", "Del")),
    Binding(Action.MARK, Scope.FORM, N_("Mark this moment of the recording on the question"), ("M",)),
    Binding(Action.NOTE, Scope.FORM, N_("Write a note on the question"), ("C",)),
    Binding(Action.GUIDANCE, Scope.FORM, N_("Show or hide the guidance"), ("G",)),
    Binding(Action.WHY, Scope.FORM, N_("Why this score"), ("W",)),
    Binding(Action.PROCESS, Scope.FORM, N_("Say which process it belongs to"), ("P",)),
    Binding(Action.LEAVE_FIELD, Scope.FORM, N_("Leave a text field, back to the questions"), ("Esc",)),
    Binding(Action.PLAY, Scope.PLAYER, N_("Play or pause"), ("Space",)),
    Binding(Action.BACK, Scope.PLAYER, N_("Back 5 seconds"), ("Left",)),
    Binding(Action.FORWARD, Scope.PLAYER, N_("Forward 5 seconds"), ("Right",)),
    Binding(Action.START, Scope.PLAYER, N_("To the beginning"), ("Home",)),
    Binding(Action.END, Scope.PLAYER, N_("To the end"), ("End",)),
    Binding(Action.SLOWER, Scope.PLAYER, N_("Slower"), ("[",)),
    Binding(Action.FASTER, Scope.PLAYER, N_("Faster"), ("]",)),
    Binding(
        Action.OPEN_TAB, Scope.PROCESSES, N_("Open the first, second … tab"), tuple(f"Alt+{n}" for n in range(1, 10))
    ),
    Binding(Action.NEXT_TAB, Scope.PROCESSES, N_("Next tab"), ("Ctrl+PgDown",)),
    Binding(Action.PREVIOUS_TAB, Scope.PROCESSES, N_("Previous tab"), ("Ctrl+PgUp",)),
)

BY_ACTION = {binding.action: binding for binding in KEYMAP}

SCOPE_TITLES = {
    Scope.FORM: N_("While scoring"),
    Scope.PLAYER: N_("Recording"),
    Scope.PROCESSES: N_("Processes"),
    Scope.WINDOW: N_("Everywhere"),
}


def title_of(action: Action) -> str:
    """The action's words in the current language."""
    return _(BY_ACTION[action].title)


def keys_of(action: Action) -> str:
    """Its keys for people: ``Ctrl+Y / Ctrl+Shift+Z``."""
    if action is Action.CHOOSE:
        return "1 … 9, 0"
    if action is Action.OPEN_TAB:
        return "Alt+1 … Alt+9"
    return " / ".join(_KEY_SIGNS.get(key, key) for key in BY_ACTION[action].keys if key not in _SILENT)


def hint_of(action: Action) -> str:
    """Words and first key, for tool tips: ``Back 5 seconds (←)``."""
    first = BY_ACTION[action].keys[0]
    return f"{title_of(action)} ({_KEY_SIGNS.get(first, first)})"


_KEY_SIGNS = {
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Return": "Enter",
    "Ctrl+Return": "Ctrl+Enter",
    "PgUp": "Page Up",
    "PgDown": "Page Down",
    "-": "-",
}
_SILENT = {"Enter", "Ctrl+Enter"}
