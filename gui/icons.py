"""The icons of the window: one outlined family, tinted at run time to fit the theme."""

from __future__ import annotations

import functools
import weakref

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton
from shiboken6 import isValid

from core.paths import resources_folder
from gui.theme import ICON, Theme

_NAME, _ROLE, _SIZE = "icon_name", "icon_role", "icon_size"
_SCALES = (1, 2, 3)
_GAP = 4
"""Between a push button's icon and its text, on top of the four pixels that Qt leaves."""


class IconSet(QObject):
    """Puts icons on widgets and tints them anew when the theme changes.

    `role` names a colour of the palette; a button's checked state is tinted in the accent.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widgets: weakref.WeakSet[QAbstractButton | QLabel] = weakref.WeakSet()
        self._made: dict[tuple[str, str, int, int], QIcon] = {}
        theme.changed.connect(self._tint_all)

    def put(self, widget: QAbstractButton | QLabel, name: str, role: str = "text", size: int = ICON) -> None:
        """Give `widget` the icon `name` (a file of `resources/icons`), in the colour `role`, `size` pixels wide."""
        widget.setProperty(_NAME, name)
        widget.setProperty(_ROLE, role)
        widget.setProperty(_SIZE, size)
        self._widgets.add(widget)
        self._tint(widget)

    def icon(self, name: str, role: str = "text", size: int = ICON, gap: int = 0) -> QIcon:
        """An icon in today's colours, with `gap` pixels of air to its right; ask again when the theme changes."""
        known = self._made.get((name, role, size, gap))
        if known is None:
            known = self._made[(name, role, size, gap)] = self._drawn(name, role, size, gap)
        return known

    def _drawn(self, name: str, role: str, size: int, gap: int) -> QIcon:
        palette = self._theme.palette
        made = QIcon()
        for scale in _SCALES:
            for mode, state, colour in (
                (QIcon.Mode.Normal, QIcon.State.Off, getattr(palette, role)),
                (QIcon.Mode.Normal, QIcon.State.On, palette.accent if role == "weak" else getattr(palette, role)),
                (QIcon.Mode.Disabled, QIcon.State.Off, palette.outline),
            ):
                made.addPixmap(picture(name, colour, size, scale, gap), mode, state)
        return made

    def _tint(self, widget: QAbstractButton | QLabel) -> None:
        name, role, size = (str(widget.property(_NAME)), str(widget.property(_ROLE)), int(widget.property(_SIZE)))
        if isinstance(widget, QLabel):
            colour = getattr(self._theme.palette, role)
            widget.setPixmap(picture(name, colour, size, widget.devicePixelRatio()))
            widget.setFixedSize(size, size)
        else:
            gap = _GAP if isinstance(widget, QPushButton) and widget.text() else 0
            widget.setIcon(self.icon(name, role, size, gap))
            widget.setIconSize(QSize(size + gap, size))

    def _tint_all(self) -> None:
        self._made.clear()
        for widget in tuple(self._widgets):
            if isValid(widget) and widget.property(_NAME):
                self._tint(widget)


def picture(name: str, colour: str, size: int = ICON, scale: float = 1.0, gap: int = 0) -> QPixmap:
    """The icon drawn in `colour`: a square of `size` pixels on a screen of that scale, then `gap` pixels of nothing."""
    pixels = round(size * scale)
    pixmap = QPixmap(round((size + gap) * scale), pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode())).render(
        painter, QRectF(0, 0, pixels, pixels)
    )
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


@functools.cache
def _source(name: str) -> str:
    return (resources_folder() / "icons" / f"{name}.svg").read_text("utf-8")
