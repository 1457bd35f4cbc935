"""Settings under one another: the first ones at once, the rest while nobody waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from gui.config_editor.field_row import FieldRow
from gui.config_editor.field_state import FormState
from gui.config_editor.unknown_row import UnknownRow
from gui.widgets.parts import body, card, clear, column, rule, section_title

Row = FieldRow | UnknownRow
_AT_ONCE = 6
_A_SLICE = 3


class FieldList(QScrollArea):
    """`make` builds the row of one name, None where there is none; rows are kept when the names change."""

    def __init__(self, make: Callable[[str], Row | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._rows: dict[str, Row] = {}
        self._unused = QWidget(self)  # where rows are that are not in the list now
        self._unused.hide()
        self._names: tuple[str, ...] = ()
        self._placed = 0
        self._state: FormState | None = None
        self._shown_state: FormState | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._place_slice)
        self.title = section_title("")
        self.note = body("")
        self.note.setProperty("role", "weak")
        self.extra: QWidget | None = None
        self._card = card()
        self._inside = column(self._card, spacing=0)
        self._arrange()

    @property
    def names(self) -> tuple[str, ...]:
        return self._names

    @property
    def rows(self) -> list[Row]:
        """Those that are built and in the list, in its order."""
        return [self._rows[name] for name in self._names[: self._placed] if name in self._rows]

    @property
    def is_whole(self) -> bool:
        """Whether every row stands in the list."""
        return self._placed >= len(self._names)

    def row(self, name: str) -> Row | None:
        """The row of that name, built now if it has to be; None where it is not in the list."""
        while name in self._names and name not in self._names[: self._placed]:
            self._place(_A_SLICE)
        return self._rows.get(name) if name in self._names else None

    def show_names(self, names: Sequence[str], title: str, note: str = "") -> None:
        self.title.setText(title)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if tuple(names) == self._names:
            return
        for row in self.rows:
            row.setParent(self._unused)
        clear(self._inside)
        self._names, self._placed = tuple(names), 0
        self._card.setVisible(bool(names))
        self.verticalScrollBar().setValue(0)
        self._place(_AT_ONCE)
        if not self.is_whole:
            self._timer.start()

    def forget(self) -> None:
        """Let go of every row: the settings are others, or another project's."""
        self._timer.stop()
        clear(self._inside)
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows, self._names, self._placed = {}, (), 0
        self._state, self._shown_state = None, None

    def put_above(self, widget: QWidget) -> None:
        """Something that is not a setting, between the title and the settings."""
        self.extra = widget
        self._content.insertWidget(2, widget)

    def show_state(self, state: FormState) -> None:
        """Takes effect when the list is seen."""
        self._state = state
        if self.isVisible():
            self._show_state()

    def reveal(self, name: str) -> Row | None:
        """Scroll to a row and give it the keyboard."""
        found = self.row(name)
        if found is not None:
            QTimer.singleShot(0, found, lambda: self.ensureWidgetVisible(found, 0, 48))
            target = found.editor if isinstance(found, FieldRow) and not found.is_raw else found
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        return found

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._show_state()

    def _arrange(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "page")
        self._content = column(inside, spacing=12)
        self._content.setContentsMargins(0, 4, 12, 24)
        self._content.setAlignment(Qt.AlignmentFlag.AlignTop)
        for widget in (self.title, self.note, self._card):
            self._content.addWidget(widget)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.note.hide()

    def _place_slice(self) -> None:
        self._place(_A_SLICE)
        if self.is_whole:
            self._timer.stop()

    def _place(self, count: int) -> None:
        """Add rows, as one widget: a layout is worked out again for each that is shown."""
        block = QWidget()
        inside = column(block, spacing=0)
        for name in self._names[self._placed : self._placed + count]:
            found = self._rows.get(name) or self._make(name)
            self._placed += 1
            if found is None:
                continue
            self._rows[name] = found
            if self._inside.count() or inside.count():
                inside.addWidget(rule())
            inside.addWidget(found)
            found.show()
            if self._state is not None:
                found.show_state(self._state.field(name))
        self._inside.addWidget(block)
        block.show()

    def _show_state(self) -> None:
        state = self._state
        if state is not None and state is not self._shown_state:
            self._shown_state = state
            for name, found in self._rows.items():
                found.show_state(state.field(name))
