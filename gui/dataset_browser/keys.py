"""The keyboard over the images: ratings, quick tags, large view, and typing that filters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gui.dataset_browser.browser import Browser
from gui.dataset_browser.commands import Commands

FLAG_KEY = Qt.Key.Key_6


class Keys(QObject):
    """Watches the grid, the table and the large view."""

    def __init__(self, page: QWidget, browser: Browser, commands: Commands) -> None:
        super().__init__(page)
        self._browser = browser
        self._commands = commands
        for view in (browser.grid, browser.table, browser.large):
            view.installEventFilter(self)
        undo, redo = QKeySequence.StandardKey.Undo, QKeySequence("Ctrl+Shift+Z")
        for keys, run in (
            (QKeySequence(undo), commands.undo),
            (redo, commands.redo),
            (QKeySequence("Ctrl+Y"), commands.redo),
            (QKeySequence("Ctrl+F"), self._filter),
        ):
            shortcut = QShortcut(keys, page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._press(event):
            return True
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        if self._browser.looking_large and self._browser.large.drawing and self._browser.large.crop_key(event):
            return True
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and Qt.Key.Key_0 <= key <= Qt.Key.Key_5:
            self._commands.rate(key - Qt.Key.Key_0)
        elif plain and key == FLAG_KEY:
            self._commands.rate(-1)
        elif plain and key == Qt.Key.Key_Space:
            self._browser.show_large()
        elif plain and key == Qt.Key.Key_Delete:
            self._commands.trash()
        elif plain and key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._browser.details.editor.edit()
        else:
            return self._letter(event)
        return True

    def _letter(self, event: QKeyEvent) -> bool:
        """A letter with a tag of its own sets that tag; any other begins a filter."""
        text = event.text()
        command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if not text or not text.isprintable() or text == " " or event.modifiers() & command:
            return False
        if self._commands.quick_tag(text.lower()):
            return True
        if self._browser.looking_large:
            return False
        query = self._browser.filter.query
        query.setFocus(Qt.FocusReason.ShortcutFocusReason)
        query.setText(text)
        query.textEdited.emit(text)
        return True

    def _filter(self) -> None:
        query = self._browser.filter.query
        query.setFocus(Qt.FocusReason.ShortcutFocusReason)
        query.selectAll()
