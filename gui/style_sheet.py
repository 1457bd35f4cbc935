"""The style sheet: what Fusion and a palette alone cannot say. Kept small; selectors name roles, not pages."""

from __future__ import annotations

from string import Template

from core.paths import resources_folder
from gui.palette import Palette

_SHEET = Template("""
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 4px 6px; }
QLabel[role="page-title"] { font-size: 22px; font-weight: 600; }
QLabel[role="section"] { font-size: 16px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="weak"] { color: $weak; }
QLabel[role="caption"] { font-size: 11px; color: $weak; }
QLabel[role="figure"] { font-size: 16px; font-weight: 600; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="error"] { color: $error; }
QLabel[tone="accent"] { color: $accent; }

QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: 6px; }
QFrame[role="rule"] { background: $border; border: 0; }
QFrame[role="rail"] { background: $rail; border: 0; border-right: 1px solid $border; }
QFrame[role="bar"] { background: $surface; border: 0; border-bottom: 1px solid $border; }
QFrame[role="notice"] { background: $accent_soft; border: 1px solid $border; border-radius: 6px; }
QFrame[role="notice"][tone="ok"] { background: $ok_soft; }
QFrame[role="notice"][tone="warning"] { background: $warning_soft; }
QFrame[role="notice"][tone="error"] { background: $error_soft; }
QFrame[role="code"] { background: $window; border: 1px solid $border; border-radius: 6px; }
QLabel[role="chip"] { border-radius: 4px; padding: 1px 6px; font-size: 11px; background: $raised; color: $weak; }
QLabel[role="chip"][tone="ok"] { background: $ok_soft; color: $ok; }
QLabel[role="chip"][tone="warning"] { background: $warning_soft; color: $warning; }
QLabel[role="chip"][tone="error"] { background: $error_soft; color: $error; }
QLabel[role="chip"][tone="accent"] { background: $accent_soft; color: $accent; }

QPushButton { background: $surface; border: 1px solid $outline; border-radius: 6px; padding: 0 12px;
    min-height: 30px; }
QPushButton[compact="true"] { min-height: 26px; padding: 0 10px; }
QPushButton:hover { background: $raised; }
QPushButton:pressed, QPushButton:checked { background: $accent_soft; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { background: $window; border-color: $border; color: $weak; }
QPushButton[role="primary"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: 0 11px; min-height: 28px; }
QPushButton[role="primary"]:disabled { background: $raised; border-color: $border; color: $weak; }
QPushButton[role="danger"] { color: $error; }
QPushButton::menu-indicator { image: url($icons/chevron-down-plain.svg); width: 14px; height: 14px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 6px; }
QPushButton[menu="true"] { padding-right: 26px; }

QToolButton[role="flat"] { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px; }
QToolButton[role="flat"]:hover { background: $raised; }
QToolButton[role="flat"]:checked { background: $accent_soft; }
QToolButton[role="flat"]:focus { border-color: $accent; }
QToolButton[role="flat"]::menu-indicator { image: none; }
QToolButton[role="rail"] { background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 6px 0 4px 0; font-size: 11px; color: $weak; }
QToolButton[role="rail"]:hover { background: $raised; color: $text; }
QToolButton[role="rail"]:checked { background: $accent_soft; color: $accent; }
QToolButton[role="rail"]:focus { border-color: $accent; }

QLineEdit, QComboBox, QAbstractSpinBox { background: $surface; border: 1px solid $outline;
    border-radius: 6px; padding: 0 8px; min-height: 26px; selection-background-color: $accent;
    selection-color: $on_accent; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border-color: $accent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; background: transparent; width: 20px;
    subcontrol-origin: border; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 2px 2px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 2px 2px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $raised; }
QAbstractSpinBox::up-arrow { image: url($icons/chevron-up-plain.svg); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url($icons/chevron-down-plain.svg); width: 12px; height: 12px; }
QRadioButton::indicator { width: 12px; height: 12px; border: 1px solid $weak; border-radius: 7px;
    background: $surface; }
QRadioButton::indicator:hover, QRadioButton::indicator:focus { border-color: $accent; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 4px solid $accent; background: $on_accent; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $weak; border-radius: 4px;
    background: $surface; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked { border-color: $accent; background: $accent; image: url($icons/$tick.svg); }
QCheckBox::indicator:disabled { border-color: $border; background: $window; }
QTreeView[role="roomy"]::item, QListView[role="roomy"]::item { padding: 6px 8px; }
QComboBox:hover { background: $raised; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow { image: url($icons/chevron-down-plain.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; outline: 0; padding: 4px;
    selection-background-color: $accent_soft; selection-color: $text; }

QAbstractItemView { background: $surface; border: 1px solid $border; border-radius: 6px; outline: 0;
    selection-background-color: $accent_soft; selection-color: $text; }
QAbstractItemView::item:hover { background: $raised; }
QAbstractItemView::item:selected { background: $accent_soft; color: $text; }
QAbstractItemView:focus { border-color: $accent; }
QTableView::item { padding: 0 8px; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; color: $weak; border: 0; border-bottom: 1px solid $border;
    padding: 6px 8px; font-size: 11px; }
QPlainTextEdit, QTextEdit { background: $surface; border: 1px solid $border; border-radius: 6px;
    selection-background-color: $accent; selection-color: $on_accent; }

QMenu { background: $surface; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $weak; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }

QProgressBar { background: $raised; border: 0; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTabBar::tab { background: transparent; color: $weak; padding: 6px 12px; border: 0;
    border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QTabWidget::pane { border: 0; border-top: 1px solid $border; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $border; }

QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $outline; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $weak; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(palette: Palette) -> str:
    """The application's style sheet in the colours of `palette`."""
    names = {name: getattr(palette, name) for name in palette.__slots__ if name not in ("dark", "curves")}
    tick = "check-dark-plain" if palette.dark else "check-light-plain"
    return _SHEET.substitute(names, tick=tick, icons=(resources_folder() / "icons").as_posix())
