"""Every action with its words and keys, as data: menus, buttons, tool tips and the key table read it."""

from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.i18n import N_, _


class Scope(StrEnum):
    """Where keys work."""

    WINDOW = "window"
    FORM = "form"
    PLAYER = "player"
    WORDS = "words"
    PROCESSES = "processes"
    MAP = "map"
    FLOW = "flow"
    WALK = "walk"


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
    FOLD = "fold"
    FILTER_QUESTIONS = "filter-questions"
    REST_RIGHT = "rest-right"
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
    TAKE_SUGGESTION = "take-suggestion"
    SHOW_EVIDENCE = "show-evidence"
    LEAVE_FIELD = "leave-field"
    PLAY = "play"
    PLAY_ANYWHERE = "play-anywhere"
    BACK = "back"
    FORWARD = "forward"
    START = "start"
    END = "end"
    STEP_BACK = "step-back"
    STEP_FORWARD = "step-forward"
    PREVIOUS_TURN = "previous-turn"
    NEXT_TURN = "next-turn"
    AGAIN_SLOWER = "again-slower"
    SLOWER = "slower"
    FASTER = "faster"
    SKIP_SILENCE = "skip-silence"
    SPAN = "span"
    LOOP = "loop"
    HEAR = "hear"
    LOUDER = "louder"
    SOFTER = "softer"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    ZOOM_WHOLE = "zoom-whole"
    PREVIOUS_MARK = "previous-mark"
    NEXT_MARK = "next-mark"
    CLIP = "clip"
    STEP_DONE = "step-done"
    PREVIOUS_LINE = "previous-line"
    NEXT_LINE = "next-line"
    EDIT_LINE = "edit-line"
    REVEAL = "reveal"
    NEXT_PANEL = "next-panel"
    SEARCH_WORDS = "search-words"
    SAVE_AGAIN = "save-again"
    OPEN_TAB = "open-tab"
    NEXT_TAB = "next-tab"
    PREVIOUS_TAB = "previous-tab"
    MAP_OPEN = "map-open"
    MAP_BIND = "map-bind"
    MAP_NOT_OFFERED = "map-not-offered"
    MAP_EVALUATIONS = "map-evaluations"
    MAP_NEXT = "map-next"
    MAP_ADD = "map-add"
    MAP_BLIND = "map-blind"
    MAP_EXPORT = "map-export"
    FLOW_VIEW = "flow-view"
    FLOW_FOLD = "flow-fold"
    FLOW_ZOOM_IN = "flow-zoom-in"
    FLOW_ZOOM_OUT = "flow-zoom-out"
    FLOW_NATURAL = "flow-natural"
    FLOW_FIT = "flow-fit"
    FLOW_SCORES = "flow-scores"
    FLOW_HINTS = "flow-hints"
    FLOW_NEXT_HINT = "flow-next-hint"
    FLOW_ARROW = "flow-arrow"
    FLOW_FIELDS = "flow-fields"
    FLOW_RENAME = "flow-rename"
    FLOW_ADD_AFTER = "flow-add-after"
    FLOW_ADD_BEFORE = "flow-add-before"
    FLOW_CONNECT = "flow-connect"
    FLOW_REMOVE = "flow-remove"
    FLOW_LATER = "flow-later"
    FLOW_EARLIER = "flow-earlier"
    FLOW_LANE_DOWN = "flow-lane-down"
    FLOW_LANE_UP = "flow-lane-up"
    FLOW_NEXT_STAGE = "flow-next-stage"
    FLOW_FORMER_STAGE = "flow-former-stage"
    FLOW_EXPORT = "flow-export"
    WALK_DONE = "walk-done"
    WALK_BADLY = "walk-badly"
    WALK_SKIPPED = "walk-skipped"
    WALK_OUT_OF_ORDER = "walk-out-of-order"
    WALK_NOT_APPLICABLE = "walk-not-applicable"
    WALK_TIMER = "walk-timer"
    WALK_NOTE = "walk-note"
    WALK_PHOTO = "walk-photo"
    WALK_PASTE = "walk-paste"
    WALK_CLEAR = "walk-clear"
    WALK_NEXT = "walk-next"
    WALK_PREVIOUS = "walk-previous"
    WALK_LEAVE_FIELD = "walk-leave-field"


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
    Binding(Action.SEARCH_WORDS, Scope.WINDOW, N_("Search in what was said or written"), ("Ctrl+Shift+F",)),
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
    Binding(Action.TAKE_SUGGESTION, Scope.FORM, N_("Take the answer that a rule suggests"), ("F",)),
    Binding(Action.SHOW_EVIDENCE, Scope.FORM, N_("Go to what the suggestion rests on"), ("E",)),
    Binding(Action.FOLD, Scope.FORM, N_("Fold the section up, or open it"), ("B",)),
    Binding(Action.FILTER_QUESTIONS, Scope.FORM, N_("Show all, open, failed or critical questions"), ("Q",)),
    Binding(Action.REST_RIGHT, Scope.FORM, N_("Pass what is still open in the section, critical ones aside"), ("D",)),
    Binding(Action.WHY, Scope.FORM, N_("Why this score"), ("W",)),
    Binding(Action.PROCESS, Scope.FORM, N_("Say which process it belongs to"), ("P",)),
    Binding(Action.LEAVE_FIELD, Scope.FORM, N_("Leave a text field, back to the questions"), ("Esc",)),
    Binding(Action.PLAY, Scope.PLAYER, N_("Play or pause"), ("Space",)),
    Binding(Action.BACK, Scope.PLAYER, N_("Back 5 seconds"), ("Left",)),
    Binding(Action.FORWARD, Scope.PLAYER, N_("Forward 5 seconds"), ("Right",)),
    Binding(Action.START, Scope.PLAYER, N_("To the beginning"), ("Home",)),
    Binding(Action.END, Scope.PLAYER, N_("To the end"), ("End",)),
    Binding(Action.STEP_BACK, Scope.PLAYER, N_("Back 1 second"), ("Shift+Left",)),
    Binding(Action.STEP_FORWARD, Scope.PLAYER, N_("Forward 1 second"), ("Shift+Right",)),
    Binding(Action.PREVIOUS_TURN, Scope.PLAYER, N_("To the previous turn"), ("Ctrl+Left",)),
    Binding(Action.NEXT_TURN, Scope.PLAYER, N_("To the next turn"), ("Ctrl+Right",)),
    Binding(Action.AGAIN_SLOWER, Scope.PLAYER, N_("Once more, slower"), ("R",)),
    Binding(Action.SLOWER, Scope.PLAYER, N_("Slower"), ("[",)),
    Binding(Action.FASTER, Scope.PLAYER, N_("Faster"), ("]",)),
    Binding(Action.SKIP_SILENCE, Scope.PLAYER, N_("Skip silences, or play them"), ("S",)),
    Binding(Action.SPAN, Scope.PLAYER, N_("Begin a span here; end it here"), ("I",)),
    Binding(Action.LOOP, Scope.PLAYER, N_("Loop the span"), ("L",)),
    Binding(Action.HEAR, Scope.PLAYER, N_("Hear both sides, one, the other"), ("H",)),
    Binding(Action.LOUDER, Scope.PLAYER, N_("Louder"), ("Shift+Up",)),
    Binding(Action.SOFTER, Scope.PLAYER, N_("Softer"), ("Shift+Down",)),
    Binding(Action.ZOOM_IN, Scope.PLAYER, N_("Zoom in"), ("Z", "+")),
    Binding(Action.ZOOM_OUT, Scope.PLAYER, N_("Zoom out"), ("X",)),
    Binding(Action.ZOOM_WHOLE, Scope.PLAYER, N_("Show the whole recording"), ("A",)),
    Binding(Action.PREVIOUS_MARK, Scope.WORDS, N_("To the previous mark of the question"), (",",)),
    Binding(Action.NEXT_MARK, Scope.WORDS, N_("To the next mark of the question"), (".",)),
    Binding(Action.CLIP, Scope.WORDS, N_("Save the span or mark as a sound file"), ("Ctrl+E",)),
    Binding(Action.STEP_DONE, Scope.WORDS, N_("The next step of the process is done here"), ("T",)),
    Binding(Action.PREVIOUS_LINE, Scope.WORDS, N_("Previous line or message"), ("Alt+Up",)),
    Binding(Action.NEXT_LINE, Scope.WORDS, N_("Next line or message"), ("Alt+Down",)),
    Binding(Action.EDIT_LINE, Scope.WORDS, N_("Correct the line"), ("F2",)),
    Binding(Action.REVEAL, Scope.WORDS, N_("Show what is masked in the line"), ("U",)),
    Binding(Action.NEXT_PANEL, Scope.WORDS, N_("Words, marks, what is known"), ("V",)),
    Binding(
        Action.OPEN_TAB, Scope.PROCESSES, N_("Open the first, second … tab"), tuple(f"Alt+{n}" for n in range(1, 10))
    ),
    Binding(Action.NEXT_TAB, Scope.PROCESSES, N_("Next tab"), ("Ctrl+PgDown",)),
    Binding(Action.PREVIOUS_TAB, Scope.PROCESSES, N_("Previous tab"), ("Ctrl+PgUp",)),
    Binding(Action.MAP_OPEN, Scope.MAP, N_("Open the touchpoint's process"), ("Return", "Enter")),
    Binding(Action.MAP_BIND, Scope.MAP, N_("Say which process it has"), ("B",)),
    Binding(Action.MAP_NOT_OFFERED, Scope.MAP, N_("Say that it is not offered, or is again"), ("N",)),
    Binding(Action.MAP_EVALUATIONS, Scope.MAP, N_("Its evaluations"), ("E",)),
    Binding(Action.MAP_NEXT, Scope.MAP, N_("What to score next"), ("S",)),
    Binding(Action.MAP_BLIND, Scope.MAP, N_("Blind spots only, or all"), ("L",)),
    Binding(Action.MAP_ADD, Scope.MAP, N_("Add a business, channel or brand"), ("A", "Ins")),
    Binding(Action.MAP_EXPORT, Scope.MAP, N_("Export the map"), ("X",)),
    Binding(Action.FLOW_VIEW, Scope.FLOW, N_("The next drawing of the process"), ("V",)),
    Binding(Action.FLOW_FOLD, Scope.FLOW, N_("Fold the drawing, or show it in one line"), ("L",)),
    Binding(Action.FLOW_ZOOM_IN, Scope.FLOW, N_("Make the drawing larger"), ("+", "=")),
    Binding(Action.FLOW_ZOOM_OUT, Scope.FLOW, N_("Make the drawing smaller"), ("-",)),
    Binding(Action.FLOW_NATURAL, Scope.FLOW, N_("Natural size"), ("0",)),
    Binding(Action.FLOW_FIT, Scope.FLOW, N_("Show the whole drawing"), ("F",)),
    Binding(Action.FLOW_SCORES, Scope.FLOW, N_("Show or hide scores on the steps"), ("S",)),
    Binding(Action.FLOW_HINTS, Scope.FLOW, N_("Show or hide what needs a look"), ("H",)),
    Binding(Action.FLOW_NEXT_HINT, Scope.FLOW, N_("To the next step that needs a look"), (".",)),
    Binding(Action.FLOW_ARROW, Scope.FLOW, N_("Choose the next arrow of the step"), ("A",)),
    Binding(Action.FLOW_FIELDS, Scope.FLOW, N_("To the fields of the step or arrow; Esc back"), ("Return", "Enter")),
    Binding(Action.FLOW_RENAME, Scope.FLOW, N_("Rename the step"), ("F2",)),
    Binding(Action.FLOW_ADD_AFTER, Scope.FLOW, N_("Add a step after it, or on the arrow"), ("N", "Ins")),
    Binding(Action.FLOW_ADD_BEFORE, Scope.FLOW, N_("Add a step before it"), ("Shift+N",)),
    Binding(Action.FLOW_CONNECT, Scope.FLOW, N_("Connect it with another step"), ("C",)),
    Binding(Action.FLOW_REMOVE, Scope.FLOW, N_("Take the step or arrow away"), ("Del",)),
    Binding(Action.FLOW_LATER, Scope.FLOW, N_("Exchange with the step that follows"), ("Alt+Right",)),
    Binding(Action.FLOW_EARLIER, Scope.FLOW, N_("Exchange with the step before"), ("Alt+Left",)),
    Binding(Action.FLOW_LANE_DOWN, Scope.FLOW, N_("To the lane below"), ("Alt+Down",)),
    Binding(Action.FLOW_LANE_UP, Scope.FLOW, N_("To the lane above"), ("Alt+Up",)),
    Binding(Action.FLOW_NEXT_STAGE, Scope.FLOW, N_("To the next stage"), ("Shift+Right",)),
    Binding(Action.FLOW_FORMER_STAGE, Scope.FLOW, N_("To the stage before"), ("Shift+Left",)),
    Binding(Action.FLOW_EXPORT, Scope.FLOW, N_("Export the drawing"), ("X",)),
    Binding(Action.WALK_DONE, Scope.WALK, N_("The step was done"), ("D",)),
    Binding(Action.WALK_BADLY, Scope.WALK, N_("It was done, but not to standard"), ("N",)),
    Binding(Action.WALK_SKIPPED, Scope.WALK, N_("It was skipped"), ("S",)),
    Binding(Action.WALK_OUT_OF_ORDER, Scope.WALK, N_("It came out of order: when"), ("O",)),
    Binding(Action.WALK_NOT_APPLICABLE, Scope.WALK, N_("It does not apply"), ("-",)),
    Binding(Action.WALK_TIMER, Scope.WALK, N_("Start or stop its clock"), ("T",)),
    Binding(Action.WALK_NOTE, Scope.WALK, N_("Write a remark"), ("C",)),
    Binding(Action.WALK_PHOTO, Scope.WALK, N_("Add a photo"), ("P",)),
    Binding(Action.WALK_PASTE, Scope.WALK, N_("Paste a photo"), ("Ctrl+V",)),
    Binding(Action.WALK_CLEAR, Scope.WALK, N_("Clear what was said of the step"), ("Backspace", "Del")),
    Binding(Action.WALK_NEXT, Scope.WALK, N_("Next step"), ("Down", "J")),
    Binding(Action.WALK_PREVIOUS, Scope.WALK, N_("Previous step"), ("Up", "K")),
    Binding(Action.WALK_LEAVE_FIELD, Scope.WALK, N_("Leave the remark, back to the steps"), ("Esc",)),
)

BY_ACTION = {binding.action: binding for binding in KEYMAP}

SCOPE_TITLES = {
    Scope.FORM: N_("While scoring"),
    Scope.PLAYER: N_("Recording"),
    Scope.WORDS: N_("Words and marks"),
    Scope.PROCESSES: N_("Processes"),
    Scope.MAP: N_("Process map"),
    Scope.FLOW: N_("Flow of a process"),
    Scope.WALK: N_("Walk-through"),
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
    return " / ".join(_signed(key) for key in BY_ACTION[action].keys if key not in _SILENT)


def hint_of(action: Action) -> str:
    """Words and first key, for tool tips: ``Back 5 seconds (←)``."""
    return f"{title_of(action)} ({_signed(BY_ACTION[action].keys[0])})"


def _signed(key: str) -> str:
    *held, last = key.split("+") if len(key) > 1 else [key]
    return "+".join([*held, _KEY_SIGNS.get(last, last)])


_KEY_SIGNS = {
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Return": "Enter",
    "PgUp": "Page Up",
    "PgDown": "Page Down",
    "-": "-",
}
_SILENT = {"Enter", "Ctrl+Enter"}
