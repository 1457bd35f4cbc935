"""The navigation rail: one button a page, an icon over a word, and a dot where a page has something to say."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QWidget

from gui.icons import IconSet
from gui.theme import Theme
from gui.widgets.parts import column

WIDTH = 84
_DOT = 7.0


class RailButton(QToolButton):
    """Keeps a dot at its icon's corner in the palette's colour `tone` (none when empty)."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = ""
        self.setProperty("role", "rail")
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(54)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def tone(self) -> str:
        return self._tone

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._tone:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(self._theme.palette, self._tone)))
        painter.drawEllipse(QRectF(self.width() / 2 + 9, 7, _DOT, _DOT))
        painter.end()


class NavigationRail(QFrame):
    """`chosen` fires with the key of the page that the person wants."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        self._layout = column(self, spacing=4)
        self._layout.setContentsMargins(6, 8, 7, 8)
        self.setProperty("role", "rail")
        self.setFixedWidth(WIDTH)

    def add_page(self, key: str, icon: str, text: str, shortcut: str) -> None:
        button = RailButton(self._theme, text)
        self._icons.put(button, icon, "weak")
        button.setIconSize(QSize(22, 22))
        keys = QShortcut(QKeySequence(shortcut), self)  # a button's own shortcut waits 0.1 s before it acts
        keys.activated.connect(lambda key=key: self.chosen.emit(key))
        button.setToolTip(f"{text}  {QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)}")
        button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
        self._group.addButton(button)
        self._buttons[key] = button
        self._layout.addWidget(button)

    def add_stretch(self) -> None:
        self._layout.addStretch(1)

    def set_current(self, key: str) -> None:
        self._buttons[key].setChecked(True)

    def set_dot(self, key: str, tone: str, why: str = "") -> None:
        """A dot in a colour of the palette, with `why` for those who cannot see it; an empty tone takes it away."""
        button = self._buttons[key]
        button.set_tone(tone)
        button.setAccessibleDescription(why)

    def button(self, key: str) -> RailButton:
        return self._buttons[key]
