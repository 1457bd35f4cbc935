"""A line above a page that says what happened and what to do, until it is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from core.errors import AppError
from gui.core_texts import spoken
from gui.icons import IconSet
from gui.widgets.parts import card, column, label, row, set_tone

_ICONS = {"ok": ("ok", "ok"), "warning": ("warning", "warning"), "error": ("error", "error"), "": ("info", "accent")}


class Notice(QWidget):
    """Hidden until `show_message` or `show_error`. `closed` fires when the person closes it."""

    closed = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._frame = card()
        self._frame.setProperty("role", "notice")
        self._icon = QLabel()
        self._message = label("", "strong", wrap=True)
        self._hint = label("", "body", wrap=True)
        for text in (self._message, self._hint):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton()
        self._close.setProperty("role", "flat")
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.clicked.connect(self._dismiss)
        icons.put(self._close, "close", "weak", 16)
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        outer = row(self)
        outer.addWidget(self._frame)
        inner: QHBoxLayout = row(self._frame, spacing=12)
        inner.setContentsMargins(12, 8, 8, 8)
        inner.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(spacing=2)
        texts.addWidget(self._message)
        texts.addWidget(self._hint)
        inner.addLayout(texts, 1)
        inner.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def show_message(self, message: str, hint: str = "", tone: str = "") -> None:
        """`tone`: ok, warning, error, or none for a plain piece of news."""
        name, role = _ICONS[tone]
        self._icons.put(self._icon, name, role)
        self._message.setText(message)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        set_tone(self._frame, tone)
        self.setAccessibleName(f"{message} {hint}".strip())
        self.show()

    def show_error(self, error: Exception) -> None:
        if isinstance(error, AppError):
            self.show_message(spoken(error.message), spoken(error.hint), "error")
        else:
            self.show_message(
                self.tr("Something went wrong inside the program: {error}").format(
                    error=f"{type(error).__name__}: {error}"
                ),
                self.tr("The details are in the log file; the settings page opens its folder."),
                "error",
            )

    @property
    def text(self) -> str:
        return "\n".join(part for part in (self._message.text(), self._hint.text()) if part)

    def _dismiss(self) -> None:
        self.hide()
        self.closed.emit()
