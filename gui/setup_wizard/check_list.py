"""The checklist of a verification: as a list that fills in, and in short for a card."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from core.environment.check_texts import hint, message
from core.environment.checks import Check, CheckId, State
from gui.core_texts import spoken
from gui.icons import IconSet
from gui.setup_wizard.words import STATE_ICONS, check_title, state_word
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import clear, column, label, row, strong, weak

_ICON = 18


class CheckRow(QWidget):
    """One check: waiting, under way, or found."""

    def __init__(self, icons: IconSet, which: CheckId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._icon = QLabel()
        self.title = strong(check_title(which))
        self.message = label("", "body", wrap=True)
        self.hint = weak("", wrap=True)
        for text in (self.message, self.hint):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title.setFixedWidth(160)
        texts = column(spacing=0)
        texts.addWidget(self.message)
        texts.addWidget(self.hint)
        layout = row(self, spacing=8)
        top = Qt.AlignmentFlag.AlignTop
        layout.addWidget(self._icon, 0, top)
        layout.addWidget(self.title, 0, top)
        layout.addLayout(texts, 1)
        self.show_waiting()

    def show_waiting(self) -> None:
        self._show("pending", "weak", "", "")

    def show_running(self) -> None:
        self._show("working", "accent", self.tr("Looking …"), "")

    def show_check(self, check: Check) -> None:
        name, role = STATE_ICONS[check.state]
        self._show(name, role, spoken(message(check)), spoken(hint(check)))
        self.setAccessibleName(f"{self.title.text()}: {state_word(check.state)}. {self.message.text()}")

    def _show(self, icon: str, role: str, text: str, advice: str) -> None:
        self._icons.put(self._icon, icon, role, _ICON)
        self.message.setText(text)
        self.hint.setText(advice)
        self.hint.setVisible(bool(advice))


class CheckList(QWidget):
    """All checks in their order."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = {which: CheckRow(icons, which) for which in CheckId}
        layout = column(self, spacing=8)
        for one in self.rows.values():
            layout.addWidget(one)

    def show_checks(self, checks: Iterable[Check], current: CheckId | None = None) -> None:
        """What is known; the others wait, but for the one that is under way."""
        found = {check.id: check for check in checks}
        for which, one in self.rows.items():
            if which in found:
                one.show_check(found[which])
            elif which is current:
                one.show_running()
            else:
                one.show_waiting()


class CheckSummary(QWidget):
    """Every check in a cell of two columns; below, in full, what does not work or has a limit."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        for place in (0, 1):
            self._grid.setColumnStretch(place, 1)
        self._problems = column(spacing=8)
        layout = column(self, spacing=12)
        layout.addLayout(self._grid)
        layout.addLayout(self._problems)
        self._shown: tuple[Check, ...] | None = None

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        if checks == self._shown:
            return
        self._shown = checks
        clear(self._grid)
        clear(self._problems)
        fine = [check for check in checks if check.state in (State.WORKS, State.SKIPPED)]
        for place, check in enumerate(fine):
            self._grid.addWidget(self._cell(check), place // 2, place % 2)
        for check in sorted(checks, key=lambda check: -check.state.severity):
            if check not in fine:
                made = CheckRow(self._icons, check.id)
                made.show_check(check)
                self._problems.addWidget(made)

    def _cell(self, check: Check) -> QWidget:
        cell, icon = QWidget(), QLabel()
        name, role = STATE_ICONS[check.state]
        self._icons.put(icon, name, role, 16)
        title = weak(check_title(check.id))
        title.setFixedWidth(120)
        text = ElidedLabel(spoken(message(check)))
        layout = row(cell, spacing=8)
        layout.addWidget(icon)
        layout.addWidget(title)
        layout.addWidget(text, 1)
        cell.setAccessibleName(f"{title.text()}: {state_word(check.state)}. {text.text()}")
        return cell
