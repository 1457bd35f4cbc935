"""The controls of the form: each shows a value of a document and proposes another one.

All share one manner: `show_value` never proposes, the wheel changes nothing that has not the focus, the history of the
page beats the control's own, and what is emptied counts only when the control is left.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QCompleter, QLineEdit, QWidget

from gui.config_editor.field_kinds import FieldKind
from gui.config_editor.number_text import number_text, parse_number, stepped
from gui.widgets.parts import row, set_tone

UNWRITTEN = None
"""What an editor proposes where the document had better not have the key."""


class ValueEditor(QWidget):
    """`proposed` fires with a value, or `UNWRITTEN`; `refused` with whether what is in the control is no value."""

    proposed = Signal(object)
    refused = Signal(bool)

    def show_value(self, value: Any) -> None:
        """Show a value that `takes`, or `UNWRITTEN`."""
        raise TypeError(value)

    def takes(self, value: Any) -> bool:
        """Whether the control can show this value as it is."""
        raise TypeError(value)

    def set_default(self, text: str) -> None:
        """What holds while nothing is written, in words."""

    def name(self, label: str, description: str) -> None:
        """For those who hear the window."""
        proxy = self.focusProxy() or self
        proxy.setAccessibleName(label)
        proxy.setAccessibleDescription(description)


def _same(one: Any, two: Any) -> bool:
    return bool(one == two) and type(one) is type(two)


class PageHistory(QObject):
    """Lets Undo and Redo pass a control that has a history of its own, so that the page's is used."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


class FlagEditor(ValueEditor):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(self.tr("On"))
        self.box.clicked.connect(lambda on: self.proposed.emit(bool(on)))
        self.setFocusProxy(self.box)
        layout = row(self)
        layout.addWidget(self.box)
        layout.addStretch(1)

    def show_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    def takes(self, value: Any) -> bool:
        return isinstance(value, bool)


class CalmComboBox(QComboBox):
    """Scrolling the form past it changes nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceEditor(ValueEditor):
    """One of a few values; the first line stands for the default."""

    def __init__(self, choices: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = CalmComboBox()
        self.box.setMinimumWidth(180)
        self.box.addItem(self.tr("Default"), UNWRITTEN)
        for choice in choices:
            self.box.addItem(choice, choice)
        self.box.activated.connect(lambda _: self.proposed.emit(self.box.currentData()))
        self.setFocusProxy(self.box)
        layout = row(self)
        layout.addWidget(self.box)
        layout.addStretch(1)

    def show_value(self, value: Any) -> None:
        self.box.setCurrentIndex(0 if value is UNWRITTEN else self.box.findData(str(value)))

    def takes(self, value: Any) -> bool:
        return not isinstance(value, bool) and self.box.findData(str(value)) > 0

    def set_default(self, text: str) -> None:
        self.box.setItemText(0, self.tr("Default ({value})").format(value=text) if text else self.tr("Default"))


class LineEditor(ValueEditor):
    """A line of text; `line` is where it is typed."""

    def __init__(self, line: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self._shown: Any = UNWRITTEN
        self._history = PageHistory(self)
        self.line.installEventFilter(self._history)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._left)

    def set_default(self, text: str) -> None:
        self.line.setPlaceholderText(text)

    def show_value(self, value: Any) -> None:
        """Leaves the text alone while somebody types and nothing else changes the document, so that no cursor jumps."""
        if self.line.hasFocus() and _same(value, self._shown):
            return
        self._shown = value
        said, is_value = self._said()
        if not is_value or not self._equal(said, value):
            self._write_out(value)
        self._tell(refused=False)

    def _typed(self) -> None:
        said, is_value = self._said()
        self._tell(refused=not is_value)
        if is_value and said is not UNWRITTEN:
            self.proposed.emit(said)

    def _left(self) -> None:
        said, is_value = self._said()
        if not is_value and not self.line.hasFocus():
            self._write_out(self._shown)
            self._tell(refused=False)
        elif is_value and said is UNWRITTEN:
            self.proposed.emit(UNWRITTEN)

    def _write_out(self, value: Any) -> None:
        self.line.setText("" if value is UNWRITTEN else self._written(value))

    def _equal(self, said: Any, value: Any) -> bool:
        return _same(said, value)

    def _tell(self, *, refused: bool) -> None:
        set_tone(self.line, "error" if refused else "")
        self.refused.emit(refused)

    def _said(self) -> tuple[Any, bool]:
        """The value that the text is, and whether it is one."""
        text = self.line.text()
        return (text, True) if text else (UNWRITTEN, True)

    def _written(self, value: Any) -> str:
        return str(value)


class TextEditor(LineEditor):
    """Free text, with suggestions where some are usual."""

    def __init__(self, suggestions: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        box = _suggesting(suggestions) if suggestions else None
        line = QLineEdit() if box is None else _line_of(box)
        super().__init__(line, parent)
        if box is not None:
            box.activated.connect(lambda _: self.proposed.emit(box.currentText()))
        shown: QWidget = box or line
        shown.setMinimumWidth(180)
        self.setFocusProxy(shown)
        row(self).addWidget(shown, 1)

    def takes(self, value: Any) -> bool:
        return isinstance(value, str) and value.isprintable()


def _suggesting(suggestions: tuple[str, ...]) -> CalmComboBox:
    """A box in which anything may be typed, and of which the list is only an offer."""
    box = CalmComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(suggestions)
    box.setCurrentIndex(-1)
    completer = box.completer()
    if completer is not None:
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return box


def _line_of(box: QComboBox) -> QLineEdit:
    line = box.lineEdit()
    if line is None:
        raise TypeError("The box is not editable")
    return line


class NumberBox(QAbstractSpinBox):
    """A number that may be empty; its arrows go by `stepped`."""

    def __init__(self, field: FieldKind, *, share: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._share = share
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(132)
        self.lineEdit().setTextMargins(6, 0, 0, 0)

    def value(self) -> int | float | None:
        return parse_number(self.lineEdit().text(), whole=self._field.is_whole, share=self._share)

    def stepBy(self, steps: int) -> None:
        value = self.value()
        fresh = self._field.start if value is None else stepped(value, steps, self._field)
        self.lineEdit().setText(number_text(round(fresh) if self._field.is_whole else fresh))
        self.lineEdit().textEdited.emit(self.lineEdit().text())
        self.selectAll()

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        steps = QAbstractSpinBox.StepEnabledFlag
        value, minimum = self.value(), self._field.minimum
        if value is not None and minimum is not None and value <= minimum:
            return steps.StepUpEnabled
        return steps.StepUpEnabled | steps.StepDownEnabled

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Everything may be typed: what is no number is said to be none, not swallowed."""
        return QValidator.State.Acceptable, text, position

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberEditor(LineEditor):
    def __init__(self, field: FieldKind, *, share: bool = False, parent: QWidget | None = None) -> None:
        self.box = NumberBox(field, share=share)
        super().__init__(self.box.lineEdit(), parent)
        self._whole, self._share = field.is_whole, share
        self.setFocusProxy(self.box)
        layout = row(self)
        layout.addWidget(self.box)
        layout.addStretch(1)

    def takes(self, value: Any) -> bool:
        return isinstance(value, int if self._whole else int | float) and not isinstance(value, bool)

    def _said(self) -> tuple[Any, bool]:
        text = self.line.text().strip()
        if not text:
            return UNWRITTEN, True
        number = parse_number(text, whole=self._whole, share=self._share)
        return number, number is not None

    def _equal(self, said: Any, value: Any) -> bool:
        """1 and 1.0 are the same number here: the text stays as it was typed."""
        return said is not UNWRITTEN and value is not UNWRITTEN and bool(said == value)

    def _written(self, value: Any) -> str:
        return number_text(value)


class NumbersEditor(LineEditor):
    """A list of numbers in one line, with commas or spaces between them."""

    def __init__(self, field: FieldKind, parent: QWidget | None = None) -> None:
        super().__init__(QLineEdit(), parent)
        self._whole = field.is_whole
        self.line.setMinimumWidth(180)
        self.setFocusProxy(self.line)
        row(self).addWidget(self.line, 1)

    def takes(self, value: Any) -> bool:
        kinds = int if self._whole else int | float
        return isinstance(value, list) and all(isinstance(item, kinds) and not isinstance(item, bool) for item in value)

    def _said(self) -> tuple[Any, bool]:
        parts = self.line.text().replace(",", " ").split()
        numbers = [parse_number(part, whole=self._whole) for part in parts]
        if not parts:
            return UNWRITTEN, True
        return numbers, all(number is not None for number in numbers)

    def _written(self, value: Any) -> str:
        return ", ".join(number_text(item) for item in value)
