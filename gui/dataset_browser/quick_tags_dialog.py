"""Which key sets which tag."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QDialog, QGridLayout, QLineEdit, QWidget

from gui.widgets.parts import body, button, caption, column, primary_button, row, weak

_ROWS = 10


class QuickTagsDialog(QDialog):
    """`chosen` fires with the tags by key."""

    chosen = Signal(object)

    def __init__(self, tags: Mapping[str, str], known: Mapping[str, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Quick tags"))
        self.setMinimumWidth(460)
        self.lines: list[tuple[QLineEdit, QLineEdit]] = []
        self.problem = caption("")
        words = QStringListModel(list(known), self)
        layout = column(self, margin=16, spacing=12)
        layout.addWidget(
            body(
                self.tr(
                    "Press the key over the images, and the tag goes into the captions of the chosen ones; press it "
                    "again, and it goes out. A key without a tag begins a filter."
                )
            )
        )
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(weak(self.tr("Key")), 0, 0)
        grid.addWidget(weak(self.tr("Tag")), 0, 1)
        filled = [*tags.items(), *[("", "")] * _ROWS][: max(_ROWS, len(tags))]
        for number, (key, tag) in enumerate(filled, 1):
            key_field, tag_field = QLineEdit(key), QLineEdit(tag)
            key_field.setMaxLength(1)
            key_field.setFixedWidth(44)
            key_field.setAlignment(Qt.AlignmentFlag.AlignCenter)
            key_field.setAccessibleName(self.tr("Key {number}").format(number=number))
            tag_field.setAccessibleName(self.tr("Tag {number}").format(number=number))
            completer = QCompleter(words, self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            tag_field.setCompleter(completer)
            grid.addWidget(key_field, number, 0)
            grid.addWidget(tag_field, number, 1)
            self.lines.append((key_field, tag_field))
        layout.addLayout(grid)
        layout.addWidget(self.problem)
        self.keep, cancel = primary_button(self.tr("Keep")), button(self.tr("Cancel"))
        foot = row(spacing=8)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.keep)
        layout.addLayout(foot)
        cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)

    def _keep(self) -> None:
        pairs = [(key.text().strip().lower(), tag.text().strip()) for key, tag in self.lines]
        given = [(key, tag) for key, tag in pairs if key and tag]
        keys = [key for key, _ in given]
        digits = [key for key in keys if key.isdigit()]
        if digits:
            self.problem.setText(self.tr("Digits are for ratings; choose another key."))
        elif len(set(keys)) != len(keys):
            self.problem.setText(self.tr("A key is there twice."))
        else:
            self.chosen.emit(dict(given))
            self.accept()
