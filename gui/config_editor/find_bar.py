"""Finding in a text: every place is marked, Enter goes on to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from gui.config_editor.toml_editor import TomlEditor
from gui.icons import IconSet
from gui.widgets.parts import row, weak

_MOST = 1000


class FindBar(QWidget):
    """Hidden until `open`; looks in whichever editor was opened last."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor: TomlEditor | None = None
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("Find in this document"))
        self.text.setAccessibleName(self.text.placeholderText())
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self._look)
        self.count = weak("")
        layout = row(self, spacing=4)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.count)
        for icon, words, act in (
            ("chevron-left", self.tr("Previous"), self.previous),
            ("chevron-right", self.tr("Next"), self.next),
            ("close", self.tr("Close"), self.close_bar),
        ):
            tool = QToolButton()
            tool.setProperty("role", "flat")
            tool.setToolTip(words)
            tool.setAccessibleName(words)
            tool.clicked.connect(act)
            icons.put(tool, icon, "weak", 16)
            layout.addWidget(tool)
        self.hide()

    def open(self, editor: TomlEditor) -> None:
        self._leave()
        self._editor = editor
        chosen = editor.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self.text.setText(chosen)
        self.show()
        self.text.setFocus()
        self.text.selectAll()
        self._look()

    def next(self) -> None:
        self._go(QTextDocument.FindFlag(0))

    def previous(self) -> None:
        self._go(QTextDocument.FindFlag.FindBackward)

    def close_bar(self) -> None:
        editor = self._editor
        self._leave()
        self.hide()
        if editor is not None:
            editor.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.previous if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self.next)()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        if self._editor is not None:
            self._editor.show_found([])
        self._editor = None

    def _look(self) -> None:
        editor, wanted = self._editor, self.text.text()
        if editor is None:
            return
        places: list[QTextCursor] = []
        place = QTextCursor(editor.document())
        while wanted and len(places) < _MOST:
            place = editor.document().find(wanted, place)
            if place.isNull():
                break
            places.append(QTextCursor(place))
        editor.show_found(places)
        self.count.setText(self.tr("{count} found").format(count=len(places)) if wanted else "")

    def _go(self, flags: QTextDocument.FindFlag) -> None:
        editor, wanted = self._editor, self.text.text()
        if editor is None or not wanted or editor.find(wanted, flags):
            return
        ends = QTextCursor.MoveOperation
        start = editor.textCursor()
        start.movePosition(ends.End if flags & QTextDocument.FindFlag.FindBackward else ends.Start)
        before = editor.textCursor()
        editor.setTextCursor(start)
        if not editor.find(wanted, flags):
            editor.setTextCursor(before)
