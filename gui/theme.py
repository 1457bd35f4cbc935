"""Light and dark: Qt's Fusion style with a palette of our own, following the system or the person's choice.

The small parts that take their looks from here (titles, cards, buttons) are made by `gui.widgets.parts`.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from gui.palette import DARK, LIGHT, Palette
from gui.style_sheet import style_sheet

TIGHT, GAP, GROUP, MARGIN = 4, 8, 16, 24
"""Pixels: inside a control group, between controls, between groups, around a page."""
CAPTION, TEXT, SECTION, PAGE = 11, 13, 16, 22
"""Sizes of type in pixels."""
CONTROL_HEIGHT, COMPACT_HEIGHT = 32, 28
ICON = 20

_FALLBACK_FAMILIES = (
    "Noto Sans CJK TC",
    "Noto Sans TC",
    "Microsoft JhengHei UI",
    "PingFang TC",
    "WenQuanYi Micro Hei",
)


class ThemeMode(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The palette in force. `changed` fires after the program has been painted anew; read `palette` then."""

    changed = Signal()

    def __init__(self, mode: ThemeMode = ThemeMode.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode = mode
        self._palette = LIGHT
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        self._palette = self._wanted()

    @property
    def mode(self) -> ThemeMode:
        return self._mode

    @property
    def palette(self) -> Palette:
        return self._palette

    def set_mode(self, mode: ThemeMode) -> None:
        self._mode = mode
        hints = QGuiApplication.styleHints()
        if mode is ThemeMode.SYSTEM:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if mode is ThemeMode.DARK else Qt.ColorScheme.Light)
        self._follow()

    def install(self) -> None:
        """Dress the whole application, now and at every change; called once, by whoever made the application."""
        application = _application()
        application.setStyle("Fusion")
        application.setFont(text_font())
        self._dress()
        self.changed.connect(self._dress)

    def _wanted(self) -> Palette:
        if self._mode is not ThemeMode.SYSTEM:
            return DARK if self._mode is ThemeMode.DARK else LIGHT
        return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is not self._palette:
            self._palette = wanted
            self.changed.emit()

    def _dress(self) -> None:
        application = _application()
        application.setPalette(qt_palette(self._palette))
        application.setStyleSheet(style_sheet(self._palette))


def qt_palette(palette: Palette) -> QPalette:
    """`palette` in Qt's roles, so that every widget that no style sheet touches fits in."""
    roles = QPalette.ColorRole
    result = QPalette()
    for role, colour in (
        (roles.Window, palette.window),
        (roles.WindowText, palette.text),
        (roles.Base, palette.surface),
        (roles.AlternateBase, palette.window),
        (roles.Text, palette.text),
        (roles.PlaceholderText, palette.weak),
        (roles.Button, palette.surface),
        (roles.ButtonText, palette.text),
        (roles.BrightText, palette.error),
        (roles.ToolTipBase, palette.surface),
        (roles.ToolTipText, palette.text),
        (roles.Highlight, palette.accent),
        (roles.HighlightedText, palette.on_accent),
        (roles.Accent, palette.accent),
        (roles.Link, palette.accent),
        (roles.LinkVisited, palette.accent),
        (roles.Light, palette.raised),
        (roles.Midlight, palette.raised),
        (roles.Mid, palette.border),
        (roles.Dark, palette.outline),
        (roles.Shadow, palette.border),
    ):
        result.setColor(role, QColor(colour))
    weak = QColor(palette.weak)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, weak)
    return result


def text_font(size: int = TEXT, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The system's font at `size` pixels, with digits of one width and with fallbacks that have Chinese characters."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return _fitted(font, size, weight)


def fixed_font(size: int = TEXT) -> QFont:
    """The system's fixed-width font, for consoles, paths and code."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    if not QFontInfo(font).fixedPitch():
        font = QFont("monospace")
        font.setStyleHint(QFont.StyleHint.Monospace)
    return _fitted(font, size, QFont.Weight.Normal)


def _fitted(font: QFont, size: int, weight: QFont.Weight) -> QFont:
    """`font` may carry an alias such as `monospace`, which Qt would pass over for the first family that exists."""
    present = set(QFontDatabase.families())
    family = QFontInfo(font).family()
    font.setFamilies([family, *(fallback for fallback in _FALLBACK_FAMILIES if fallback in present)])
    font.setPixelSize(size)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError("A theme needs a QApplication")
    return application
