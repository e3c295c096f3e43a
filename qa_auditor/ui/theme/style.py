"""The style sheet and palette that tokens make: one place for how every control looks."""

# ruff: noqa: E501 - one rule of the style sheet is one line

from string import Template

from PySide6.QtGui import QColor, QPalette

from qa_auditor.ui.theme.tokens import Tokens

_QSS = Template("""
* { font-size: ${font_body}px; }
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[kind="page"], QMessageBox { background: $window; }
QToolTip { background: $surface_raised; color: $text; border: 1px solid $border; padding: 4px 6px; }

QFrame[kind="rail"] { background: $rail; border: none; border-right: 1px solid $border; }
QToolButton[kind="rail"] {
  border: none; border-radius: 8px; padding: 8px 2px 6px 2px; min-width: 64px; max-width: 64px; color: $rail_text; background: transparent;
}
QToolButton[kind="rail"]:hover { background: $surface_hover; color: $text; }
QToolButton[kind="rail"]:checked { background: $rail_selected; color: $rail_selected_text; font-weight: bold; }
QToolButton[kind="rail"]:focus { border: 2px solid $focus_ring; padding: 6px 0px 4px 0px; }

QFrame[kind="status"] { background: $surface_raised; border: none; border-top: 1px solid $border; }
QToolButton[kind="status"] { border: none; border-radius: 5px; padding: 4px 18px 4px 8px; color: $text_muted; background: transparent; }
QToolButton[kind="status"]:hover, QToolButton[kind="status"]:focus { background: $surface_hover; color: $text; }
QToolButton[kind="status"]::menu-indicator { subcontrol-position: right center; right: 5px; width: 8px; }
QToolButton[kind="menu"] { border: 1px solid $border_strong; border-radius: 6px; padding: 5px 22px 5px 10px; background: $surface; min-height: 20px; }
QToolButton[kind="menu"]:hover { background: $surface_hover; }
QToolButton[kind="menu"]:focus { border: 2px solid $focus_ring; padding: 4px 21px 4px 9px; }
QToolButton[kind="menu"]:disabled { color: $text_faint; border-color: $border; }
QToolButton[kind="menu"]::menu-indicator { subcontrol-position: right center; right: 7px; width: 8px; }

QFrame[kind="card"] { background: $surface; border: 1px solid $border; border-radius: 10px; }
QFrame[kind="palette"] { background: $surface_raised; border: 1px solid $border_strong; border-radius: 12px; }
QFrame[kind="suggestion"] { background: $accent_soft; border: 1px dashed $accent; border-radius: 6px; }
QFrame[kind="well"] { background: $window; border: 1px solid $border; border-radius: 8px; }
QFrame[kind="pane"] { background: $surface; border: none; }
QFrame[kind="pane-left"] { background: $surface; border: none; border-right: 1px solid $border; }
QFrame[kind="pane-right"] { background: $surface; border: none; border-left: 1px solid $border; }
QFrame[kind="head"] { background: $surface; border: none; border-bottom: 1px solid $border; }
QFrame[kind="foot"] { background: $window; border: none; border-top: 1px solid $border; }
QFrame[kind="news"] { background: $accent_soft; border: none; border-bottom: 1px solid $border; }
QFrame[kind="trouble"] { background: $critical_soft; border: none; border-bottom: 1px solid $critical; }
QFrame[kind="news"] QLabel, QFrame[kind="trouble"] QLabel { color: $text; }
QFrame[kind="rule"] { background: $border; border: none; max-height: 1px; min-height: 1px; }

QLabel { background: transparent; }
QLabel[kind="title"] { font-size: ${font_title}px; font-weight: bold; }
QLabel[kind="heading"] { font-size: ${font_heading}px; font-weight: bold; }
QLabel[kind="strong"] { font-weight: bold; }
QLabel[kind="soft"] { color: $text_muted; }
QLabel[kind="small"] { color: $text_muted; font-size: ${font_caption}px; }
QLabel[kind="number"] { font-size: ${font_heading}px; font-weight: bold; }
QLabel[kind="total"] { font-size: ${font_display}px; font-weight: bold; }
QLabel[kind="total-running"] { font-size: ${font_display}px; font-weight: bold; color: $accent; }
QLabel[kind="total-bad"] { font-size: ${font_display}px; font-weight: bold; color: $critical; }
QLabel[kind="good"] { color: $pass; font-weight: bold; }
QLabel[kind="bad"] { color: $critical; font-weight: bold; }
QLabel[kind="warn"] { color: $warning; font-weight: bold; }
QLabel[kind="pill-good"] { color: $pass; background: $pass_soft; border-radius: 9px; padding: 2px 10px; font-weight: bold; }
QLabel[kind="pill-bad"] { color: $critical; background: $critical_soft; border-radius: 9px; padding: 2px 10px; font-weight: bold; }
QLabel[kind="pill-warn"] { color: $warning; background: $warning_soft; border-radius: 9px; padding: 2px 10px; font-weight: bold; }
QLabel[kind="pill"] { color: $text_muted; background: $surface_hover; border-radius: 9px; padding: 2px 10px; }
QLabel[kind="alarm"] { color: $critical; background: $critical_soft; border-radius: 6px; padding: 5px 10px; font-weight: bold; }
QLabel[kind="notice"] { color: $warning; background: $warning_soft; border-radius: 6px; padding: 5px 10px; }
QLabel[kind="key"] {
  background: $surface_hover; border: 1px solid $border_strong; border-radius: 4px; padding: 1px 7px; color: $text; font-size: ${font_caption}px;
}

QPushButton {
  background: $surface; border: 1px solid $border_strong; border-radius: 6px; padding: 5px 14px; color: $text; min-height: 20px;
}
QPushButton:hover { background: $surface_hover; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus { border: 2px solid $focus_ring; padding: 4px 13px; }
QPushButton:disabled { color: $text_faint; border-color: $border; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $text_on_accent; font-weight: bold; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $surface_hover; border-color: $border; color: $text_faint; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $accent; padding: 3px 8px; min-height: 18px; }
QPushButton[kind="quiet"]:hover { background: $surface_hover; }
QPushButton[kind="quiet"]:focus { border: 1px solid $accent; }
QPushButton[kind="chip"] {
  background: $accent_soft; border: 1px solid transparent; border-radius: 11px; color: $accent; padding: 1px 9px; min-height: 18px;
}
QPushButton[kind="chip"]:hover { border-color: $accent; }
QPushButton[kind="chip-done"] { background: $pass_soft; border: 1px solid transparent; border-radius: 11px; color: $pass; padding: 1px 9px; min-height: 18px; }
QPushButton[kind="chip-next"] { background: $surface; border: 1px dashed $accent; border-radius: 11px; color: $accent; padding: 1px 9px; min-height: 18px; }
QPushButton[kind="chip-done"]:hover, QPushButton[kind="chip-next"]:hover { border: 1px solid $accent; }
QPushButton[kind="line"] { background: transparent; border-color: transparent; color: $accent; padding: 2px 0; text-align: left; }
QPushButton[kind="line"]:hover, QPushButton[kind="line"]:focus { color: $accent_hover; border-color: $accent; }
QPushButton[kind="toggle"] {
  background: $surface; border: 1px solid $border_strong; border-radius: 11px; color: $text_soft; padding: 1px 9px; min-height: 18px;
}
QPushButton[kind="toggle"]:hover { border-color: $accent; }
QPushButton[kind="toggle"]:focus { border-color: $focus_ring; }
QPushButton[kind="toggle"]:checked { background: $accent_soft; border-color: $accent; color: $text; }
QPushButton[kind="segment"] { border-radius: 0; padding: 5px 12px; margin-left: -1px; min-width: 22px; }
QPushButton[kind="segment"][place="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; margin-left: 0; }
QPushButton[kind="segment"][place="last"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QPushButton[kind="segment"][place="only"] { border-radius: 6px; margin-left: 0; }
QPushButton[kind="segment"]:checked { background: $accent; border-color: $accent; color: $text_on_accent; }
QPushButton[kind="segment"]:focus { border: 2px solid $text; padding: 4px 11px; }
QPushButton[kind="rating"] { border-radius: 0; padding: 2px 3px; margin-left: -1px; min-width: 18px; min-height: 18px; }
QPushButton[kind="rating"][place="first"] { border-top-left-radius: 5px; border-bottom-left-radius: 5px; margin-left: 0; }
QPushButton[kind="rating"][place="last"] { border-top-right-radius: 5px; border-bottom-right-radius: 5px; }
QPushButton[kind="rating"]:checked { background: $accent; border-color: $accent; color: $text_on_accent; }
QPushButton[kind="rating"]:focus { border: 2px solid $text; padding: 1px 2px; }
QPushButton[kind="answer"] { padding: 5px 12px; text-align: left; }
QPushButton[kind="answer"]:checked { background: $accent; border-color: $accent; color: $text_on_accent; }
QPushButton[kind="touch"] { border-radius: 8px; padding: 8px 14px; font-size: ${font_strong}px; }
QPushButton[kind="touch"]:focus { padding: 7px 13px; }
QPushButton[kind="touch"]:checked { background: $accent; border-color: $accent; color: $text_on_accent; font-weight: bold; }
QPushButton[kind="row"] { text-align: left; border: none; border-radius: 6px; padding: 4px 8px; margin-left: -8px; background: transparent; }
QPushButton[kind="row"]:hover { background: $surface_hover; }

QToolButton[kind="tool"] { border: 1px solid transparent; border-radius: 6px; padding: 5px; background: transparent; color: $text; }
QToolButton[kind="tool"]:hover { background: $surface_hover; }
QToolButton[kind="tool"]:pressed, QToolButton[kind="tool"]:checked { background: $accent_soft; }
QToolButton[kind="tool"]:disabled { color: $text_faint; }
QToolButton[kind="photo"] { border: 1px solid $border; border-radius: 8px; background: $surface_sunken; color: $text_muted; }
QToolButton[kind="photo"]:hover, QToolButton[kind="photo"]:focus { border: 2px solid $focus_ring; }
QToolButton[kind="photo-away"] { border: none; border-radius: 12px; background: $surface_raised; color: $text; }
QToolButton[kind="photo-away"]:hover { background: $critical_soft; color: $critical; }
QToolButton[kind="play"] { border: none; border-radius: 19px; background: $accent; padding: 9px; }
QToolButton[kind="play"]:hover { background: $accent_hover; }
QToolButton[kind="step"] { border: 1px solid $border; border-radius: 5px; min-width: 18px; padding: 2px 3px; background: transparent; }
QToolButton[kind="step"]:hover { background: $surface_hover; }
QToolButton[kind="figure"] { border: none; padding: 2px 5px; background: transparent; font-size: ${font_caption}px; }
QToolButton[kind="outlined"] { border: 1px solid $border_strong; border-radius: 6px; padding: 2px 9px; background: $surface; }
QToolButton[kind="outlined"]:hover { background: $surface_hover; }
QToolButton[kind="outlined"]:disabled { color: $text_faint; border-color: $border; }
QToolButton[kind="play"]:disabled { background: $surface_hover; }

QLineEdit, QPlainTextEdit, QDateEdit {
  background: $surface; border: 1px solid $border_strong; border-radius: 6px; padding: 4px 8px; color: $text;
  selection-background-color: $accent; selection-color: $text_on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QDateEdit:focus { border: 2px solid $focus_ring; padding: 3px 7px; }
QLineEdit[kind="palette"], QLineEdit[kind="palette"]:focus { border: none; background: transparent; padding: 4px 0; font-size: ${font_heading}px; }
QLineEdit[faulty="true"] { border: 2px solid $critical; padding: 3px 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled { color: $text_faint; background: $surface_raised; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QAbstractItemView {
  background: $surface; border: none; outline: none; color: $text; selection-background-color: $accent_soft; selection-color: $text;
}
QTableView { gridline-color: transparent; }
QTableView::item { padding: 2px 6px; border-bottom: 1px solid $border; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QListView[kind="plain"]::item { padding: 7px 10px; border-bottom: 1px solid $border; }
QListView[kind="plain"]::item:selected { background: $accent_soft; color: $text; }
QListView[kind="plain"]::item:selected:focus, QTableView::item:selected:focus { background: $selection; color: $selection_text; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $text_muted; border: none; border-bottom: 1px solid $border_strong; padding: 5px 6px; font-size: ${font_caption}px; }
QTableCornerButton::section { background: $surface; border: none; border-bottom: 1px solid $border_strong; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QSplitter::handle { background: $border; }

QProgressBar { background: $surface_hover; border: none; border-radius: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QMenu { background: $surface_raised; border: 1px solid $border_strong; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 26px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::indicator { width: 12px; height: 12px; left: 8px; }
QMenu::indicator:checked { background: $accent; border-radius: 6px; width: 8px; height: 8px; }
QCalendarWidget QWidget { alternate-background-color: $surface; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: $border_strong; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $text_faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of a theme."""
    names = {name.replace("-", "_").replace(".", "_"): value for name, value in tokens.colours.items()}
    sizes = {name.replace("-", "_").replace(".", "_"): str(value) for name, value in tokens.measures.items()}
    return _QSS.substitute(names | sizes)


def palette(tokens: Tokens) -> QPalette:
    """The palette of a theme, for what no style sheet reaches."""
    made = QPalette()
    role = QPalette.ColorRole
    for target, name in (
        (role.Window, "window"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "surface-raised"),
        (role.Text, "text"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.ToolTipBase, "surface-raised"),
        (role.ToolTipText, "text"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "text-on-accent"),
        (role.Link, "accent"),
        (role.PlaceholderText, "text-faint"),
    ):
        made.setColor(target, QColor(tokens.colours[name]))
    for target in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, QColor(tokens.colours["text-faint"]))
    return made
