"""The checklist of a verification, which fills in while it goes on."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from core.environment.check_texts import hint, message
from core.environment.checks import Check, CheckId
from gui.core_texts import spoken
from gui.icons import IconSet
from gui.setup_wizard.words import STATE_ICONS, check_title, state_word
from gui.widgets.parts import column, label, row, strong, weak

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
        layout = column(self, spacing=6)
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
