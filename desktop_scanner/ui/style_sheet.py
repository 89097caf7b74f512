"""The shapes of the window: one style sheet, written in the names of the palette, on a grid of 4 px."""

from string import Template

from desktop_scanner.core import resources
from desktop_scanner.ui.palette import Colours

_SHEET = Template("""
* { outline: 0; }
QMainWindow, QDialog, QWidget#page { background: $window; }
QToolTip { background: $raised; color: $text; border: 1px solid $border_strong; padding: 4px 6px; }

QLabel { background: transparent; }
QLabel[look="title"] { font-weight: 600; }
QLabel[look="secondary"] { color: $muted; }
QLabel[look="failed"] { color: $failed; }
QLabel[look="attention"] { color: $attention; }

QMenuBar { background: $window; padding: 2px 8px; border-bottom: 1px solid $border; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $border_strong; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 8px; }
QMenu::indicator:non-exclusive { border: 1px solid $border_strong; border-radius: 4px; background: $surface; }
QMenu::indicator:non-exclusive:checked { background: $accent; border-color: $accent; image: url("$check"); }

QPushButton, QToolButton { background: $raised; border: 1px solid $border_strong; border-radius: 6px;
    padding: 4px 12px; min-height: 20px; color: $text; }
QToolButton { padding: 3px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $selection; }
QPushButton:focus, QToolButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $muted; background: $window; border-color: $border; }
QPushButton[look="primary"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:focus { background: $accent_hover;
    border-color: $accent_hover; }
QPushButton[look="primary"]:focus { border: 2px solid $text; padding: 3px 11px; }
QPushButton[look="primary"]:disabled { background: $window; border-color: $border; color: $muted; }
QPushButton[look="flat"], QToolButton[look="flat"] { background: transparent; border-color: transparent; }
QPushButton[look="flat"]:hover, QToolButton[look="flat"]:hover { background: $hover; }
QPushButton[look="flat"]:focus, QToolButton[look="flat"]:focus { border-color: $accent; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 2px 0;
    text-align: left; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border-color: $accent; }
QPushButton[look="status"] { background: transparent; border: 1px solid transparent; color: $text; padding: 1px 8px;
    margin: 1px 4px; text-align: left; }
QPushButton[look="status"]:hover { background: $hover; }
QPushButton[look="status"]:focus { border-color: $accent; }
QPushButton[look="status"][tone="attention"] { color: $attention; }
QPushButton[look="status"][tone="failed"] { color: $failed; }
QPushButton[look="status"][tone="working"] { color: $working; }
QPushButton[look="status"][tone="done"] { color: $done; }
QPushButton[look="chip"] { background: transparent; border: 1px solid $border; border-radius: 13px;
    padding: 2px 11px; color: $muted; }
QPushButton[look="chip"]:hover { background: $hover; color: $text; }
QPushButton[look="chip"]:focus { border-color: $accent; }
QPushButton[look="chip"]:checked { background: $accent_soft; border-color: $accent; color: $text; }
QPushButton::menu-indicator { image: url("$spin_down"); width: 10px; height: 10px; right: 8px;
    subcontrol-position: right center; }
QPushButton[look="menu"], QPushButton#quick_filters_button { padding-right: 24px; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox { background: $surface; color: $text;
    border: 1px solid $border_strong; border-radius: 6px; padding: 3px 8px; min-height: 20px;
    selection-background-color: $selection; selection-color: $text; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: 1px solid $accent; }
QPlainTextEdit { padding: 0; }
QPlainTextEdit[look="plain"], QTextBrowser { border: 0; border-radius: 0; background: $surface; padding: 0; }
QSpinBox::up-button, QDoubleSpinBox::up-button { width: 18px; border: 0; subcontrol-position: top right;
    margin: 2px 2px 0 0; image: url("$spin_up"); }
QSpinBox::down-button, QDoubleSpinBox::down-button { width: 18px; border: 0; subcontrol-position: bottom right;
    margin: 0 2px 2px 0; image: url("$spin_down"); }
QSpinBox, QDoubleSpinBox { padding: 2px 4px 2px 0; min-height: 20px; }
QAbstractSpinBox QLineEdit { border: 0; padding: 0; min-height: 16px; background: transparent; }
QLineEdit QToolButton { border: 0; padding: 0; min-height: 16px; background: transparent; }
QComboBox { background: $surface; color: $text; border: 1px solid $border_strong; border-radius: 6px;
    padding: 3px 8px; min-height: 20px; }
QComboBox:focus { border: 1px solid $accent; }
QComboBox::drop-down { width: 22px; border: 0; }
QComboBox::down-arrow { image: url("$spin_down"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $border_strong; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 26px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $border_strong; border-radius: 4px;
    background: $surface; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QCheckBox { spacing: 8px; background: transparent; }
QCheckBox:focus { color: $accent; }

QAbstractItemView { background: $surface; color: $text; border: 0; selection-background-color: $selection;
    selection-color: $text; }
QTableView, QTreeView { gridline-color: $border; alternate-background-color: $surface; }
QTableView, QTreeView { padding-left: 4px; }
QTableView::item, QTreeView::item { padding: 0 5px; border: 0; }
QTreeView::item { min-height: ${row_height}px; }
QTableView::item:selected, QTreeView::item:selected { background: $selection_idle; color: $text; }
QTableView::item:selected:active, QTreeView::item:selected:active { background: $selection; color: $text; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; color: $muted; border: 0; border-bottom: 1px solid $border;
    padding: 0 8px; height: 28px; }
QTableView QTableCornerButton::section { background: $surface; border: 0; border-bottom: 1px solid $border; }
QHeaderView::section:hover { color: $text; }
QHeaderView::up-arrow { image: url("$spin_up"); width: 10px; height: 10px; subcontrol-position: top center; }
QHeaderView::down-arrow { image: url("$spin_down"); width: 10px; height: 10px; subcontrol-position: top center; }
QListWidget#settings_groups,
QListWidget#remotes_list { background: transparent; border-right: 1px solid $border; padding: 4px 0; }
QListWidget#settings_groups::item,
QListWidget#remotes_list::item { padding: 6px 12px; margin: 1px 8px; border-radius: 6px; }
QListWidget#settings_groups::item:hover,
QListWidget#remotes_list::item:hover { background: $hover; }
QListWidget#settings_groups::item:selected,
QListWidget#remotes_list::item:selected { background: $selection_idle; color: $text; }
QListWidget#settings_groups::item:selected:active,
QListWidget#remotes_list::item:selected:active { background: $selection; }
QListWidget#settings_groups::item:disabled,
QListWidget#remotes_list::item:disabled { color: $border_strong; }
QListView#history_list, QListView#saved_lists { background: transparent; }
QTreeView#faults_list, QTableView#import_table { border: 1px solid $border; border-radius: 6px; }
QListView#filter_suggestions { background: $raised; border: 1px solid $border_strong; padding: 0; }

QListWidget#columns_list { background: transparent; border: 0; }
QListWidget#columns_list::item { min-height: 24px; border-radius: 4px; padding-left: 4px; }
QListWidget#columns_list::item:selected { background: $selection; color: $text; }
QListWidget#columns_list::indicator { width: 14px; height: 14px; border: 1px solid $border_strong; border-radius: 4px;
    background: $surface; }
QListWidget#columns_list::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QListWidget#columns_list::indicator:disabled { border-color: $border; }
QListWidget#tag_list { border: 1px solid $border; border-radius: 6px; }
QListWidget#tag_list::item { min-height: 24px; padding-left: 4px; }

QTabWidget::pane { border: 0; background: $surface; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; padding: 5px 4px; margin: 0 4px 0 8px; border: 0;
    border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QTabBar::scroller { width: 48px; }
QTabBar QToolButton { border: 0; border-radius: 0; background: $window; padding: 0; }

QProgressBar { background: $border; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QProgressBar[state="failed"]::chunk { background: $failed; }
QProgressBar[state="resting"]::chunk { background: $border_strong; }

QSplitter::handle { background: $border; }
QSplitter::handle:hover { background: $accent; }
QStatusBar { background: $window; color: $muted; border-top: 1px solid $border; }
QStatusBar::item { border: 0; }

QFrame[look="card"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[look="popup"] { background: $raised; border: 1px solid $border_strong; }
QFrame[look="rule"] { background: $border; border: 0; }
QFrame[look="bar"] { background: $surface; border: 0; border-bottom: 1px solid $border; }
QPushButton#add_remote_button { text-align: left; margin: 0 8px; padding: 5px 14px; }
QFrame#remote_bar { background: $surface; border: 0; border-top: 1px solid $border; border-bottom: 1px solid $border;
    margin-bottom: 8px; }
QFrame#remote_bar[tone="attention"] { background: $attention_soft; border-left: 3px solid $attention; }
QFrame#message_bar { background: $failed_soft; border: 0; border-left: 3px solid $failed; }
QFrame#message_bar[tone="attention"] { background: $attention_soft; border-left-color: $attention; }
QFrame#message_bar[tone="info"] { background: $accent_soft; border-left-color: $accent; }

QScrollArea { border: 0; background: transparent; }
QScrollArea[look="surface"], QStackedWidget[look="surface"] { background: $surface; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar::handle { background: $border_strong; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(colours: Colours, row_height: int) -> str:
    """Return the style sheet in these colours; rows of trees are at least that high."""
    return _SHEET.substitute(
        vars(colours),
        row_height=row_height,
        spin_up=resources.path("icons", "spin-up.svg").as_posix(),
        check=resources.path("icons", f"check-{'dark' if colours.is_dark else 'light'}.svg").as_posix(),
        spin_down=resources.path("icons", "spin-down.svg").as_posix(),
    )
