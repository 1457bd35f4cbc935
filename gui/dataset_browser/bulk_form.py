"""Says which edit is meant: a kind, and what that kind needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QSpinBox, QWidget

from gui.widgets.parts import column, row, weak

if TYPE_CHECKING:
    from core.dataset.edits import CaptionEdit

ADD, REMOVE, RENAME, FRONT, TEXT, PATTERN, SORT, DEDUPLICATE = range(8)
_TWO = (RENAME, TEXT, PATTERN)
_ONE = (ADD, REMOVE, FRONT)


class BulkForm(QWidget):
    """`changed` fires with everything that is typed; `edit` is what it comes to."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags = QStringListModel(self)
        self.kind = QComboBox()
        self.first, self.second = QLineEdit(), QLineEdit()
        self.in_front = QCheckBox(self.tr("At the front"))
        self.keep = QSpinBox()
        self._between = weak("")
        self._keep_words = weak(self.tr("tags at the front stay where they are"))
        self._hint = weak("", wrap=True)
        self._arrange()
        self._fill()
        self.kind.currentIndexChanged.connect(lambda _: self._show())
        for field in (self.first, self.second):
            field.textChanged.connect(lambda _: self.changed.emit())
        self.in_front.toggled.connect(lambda _: self.changed.emit())
        self.keep.valueChanged.connect(lambda _: self.changed.emit())
        self._show()

    def choose(self, kind: int, first: str = "", second: str = "") -> None:
        """Fill the form in."""
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.first.setText(first)
        self.second.setText(second)

    def set_completions(self, tags: Mapping[str, int]) -> None:
        self._tags.setStringList(list(tags))

    def edit(self) -> CaptionEdit | None:
        """None while something is missing.

        Raises:
            AppError: the regular expression makes no sense.
        """
        from core.dataset import edits
        from core.dataset.tags import split_tags

        kind = self.kind.currentData()
        first, second = self.first.text(), self.second.text()
        tags = tuple(split_tags(first))
        if (kind in _ONE and not tags) or (kind in _TWO and not first.strip() and not (kind == TEXT and first)):
            return None
        match kind:
            case 0:
                return edits.AddTags(tags, in_front=self.in_front.isChecked())
            case 1:
                return edits.RemoveTags(tags)
            case 2:
                return edits.RenameTag(first.strip(), second.strip()) if second.strip() else None
            case 3:
                return edits.MoveToFront(tags)
            case 4:
                return edits.ReplaceText(first, second)
            case 5:
                return edits.pattern_edit(first, second)
            case 6:
                return edits.SortTags(self.keep.value())
            case _:
                return edits.Deduplicate()

    def missing(self) -> str:
        """What has to be written before there is an edit."""
        if self.kind.currentData() == RENAME:
            return self.tr("Write the tag and its new name.")
        return self.tr("Write the text to look for.") if self.kind.currentData() in _TWO else self.tr("Write a tag.")

    def _show(self) -> None:
        kind = self.kind.currentData()
        self.first.setVisible(kind in _ONE + _TWO)
        self.second.setVisible(kind in _TWO)
        self._between.setVisible(kind in _TWO)
        self.in_front.setVisible(kind == ADD)
        self.keep.setVisible(kind == SORT)
        self._keep_words.setVisible(kind == SORT)
        self._between.setText(self.tr("to") if kind == RENAME else self.tr("by"))
        several = self.tr("One tag, or several with commas")
        self.first.setPlaceholderText(
            {
                RENAME: self.tr("Tag"),
                TEXT: self.tr("Text"),
                PATTERN: self.tr("Regular expression"),
            }.get(kind, several)
        )
        self.second.setPlaceholderText(self.tr("New name") if kind == RENAME else self.tr("Replacement (may be empty)"))
        hints = {
            PATTERN: self.tr(r"Groups are \1 or \g<name>; the whole caption is searched, not tag by tag."),
            TEXT: self.tr("Upper and lower case matter; the whole caption is searched, not tag by tag."),
            FRONT: self.tr("Captions without the tag stay as they are."),
        }
        self._hint.setText(hints.get(kind, ""))
        self._hint.setVisible(kind in hints)
        tags = kind in (ADD, REMOVE, RENAME, FRONT)
        for field in (self.first, self.second):
            field.setCompleter(self._completer() if tags else None)  # type: ignore[arg-type]
        self.changed.emit()

    def _completer(self) -> QCompleter:
        made = QCompleter(self._tags, self)
        made.setFilterMode(Qt.MatchFlag.MatchContains)
        made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        return made

    def _fill(self) -> None:
        for kind, words in (
            (ADD, self.tr("Add tags")),
            (REMOVE, self.tr("Remove tags")),
            (RENAME, self.tr("Rename a tag")),
            (FRONT, self.tr("Move tags to the front")),
            (TEXT, self.tr("Replace text")),
            (PATTERN, self.tr("Replace by a regular expression")),
            (SORT, self.tr("Sort tags")),
            (DEDUPLICATE, self.tr("Remove repeated tags")),
        ):
            self.kind.addItem(words, kind)

    def _arrange(self) -> None:
        layout = column(self, spacing=6)
        across = row(spacing=8)
        self.kind.setAccessibleName(self.tr("What to do"))
        self.first.setAccessibleName(self.tr("Tag or text"))
        self.second.setAccessibleName(self.tr("Replacement"))
        self.keep.setAccessibleName(self.tr("Tags that stay at the front"))
        self.keep.setRange(0, 20)
        self.keep.setValue(1)
        across.addWidget(self.kind)
        across.addWidget(self.first, 2)
        across.addWidget(self._between)
        across.addWidget(self.second, 2)
        across.addWidget(self.in_front)
        across.addWidget(self.keep)
        across.addWidget(self._keep_words)
        across.addStretch(1)
        layout.addLayout(across)
        layout.addWidget(self._hint)
