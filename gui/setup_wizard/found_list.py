"""What was found on this machine, line by line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from core.environment.discovery import Drive, Findings
from gui import formats
from gui.icons import IconSet
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import clear, weak

_NEEDED_DISK, _NEEDED_TEMP = 15_000_000_000, 5_000_000_000
"""Bytes that an environment with a CUDA build of torch wants (measured: 3 to 4 GB of downloads, 7 GB unpacked)."""


class FoundList(QWidget):
    """Empty until `show_findings`."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(1, 150)
        self._grid.setColumnStretch(2, 1)

    def show_findings(self, found: Findings) -> None:
        clear(self._grid)
        self._cards(found)
        names = ", ".join(f"{one.name} {one.version}".strip() for one in found.managers)
        self._line("conda", names or self.tr("none; one is not needed"), bool(names), missing_is_fine=True)
        pythons = ", ".join(".".join(map(str, one.version)) for one in found.interpreters)
        self._line("Python", pythons or self.tr("none of 3.10 to 3.12"), bool(pythons), missing_is_fine=True)
        self._line("git", found.git or self.tr("none: sd-scripts cannot be fetched"), bool(found.git))
        ready = [one for one in found.environments if one.might_train]
        told = ", ".join(one.environment.name for one in ready[:4])
        none = self.tr("none that could train")
        self._line(self.tr("Environments"), told or none, bool(told), missing_is_fine=True)
        checkouts = ", ".join(f"{one.folder} ({one.commit})" for one in found.checkouts[:3])
        self._line("sd-scripts", checkouts or self.tr("not found"), bool(checkouts), missing_is_fine=True)
        self._drive(self.tr("Space for environments"), found.disk, _NEEDED_DISK)
        self._drive(self.tr("Space for downloads"), found.temp, _NEEDED_TEMP)
        system = f"{found.system} · WSL {found.wsl}" if found.wsl else found.system
        if found.scale:
            system += " · " + self.tr("display at {scale} %").format(scale=round(found.scale * 100))
        self._line(self.tr("System"), system, good=True)
        if found.unfinished:
            self._line(self.tr("Too slow"), self._unfinished(found), good=False)

    def _unfinished(self, found: Findings) -> str:
        words = {
            "conda": "conda",
            "environments": self.tr("environments"),
            "checkouts": "sd-scripts",
            "interpreters": "Python",
            "graphics": self.tr("graphics card"),
            "git": "git",
            "disk": self.tr("drives"),
            "temp": self.tr("drives"),
        }
        names = dict.fromkeys(words[name] for name in found.unfinished)
        return self.tr("no answer in two seconds: {names}").format(names=", ".join(names))

    def _cards(self, found: Findings) -> None:
        graphics = found.graphics
        title = self.tr("Graphics card")
        if not graphics.cards:
            why = self.tr("the NVIDIA driver does not answer: {reason}").format(reason=graphics.reason)
            none = self.tr("none from NVIDIA: training would run on the processor, very slowly")
            self._line(title, why if graphics.reason else none, good=False)
        for card in graphics.cards:
            parts = [card.name, formats.memory(card.memory_total)]
            if card.compute_capability is not None:
                capability = ".".join(map(str, card.compute_capability))
                parts.append(self.tr("compute capability {number}").format(number=capability))
            self._line(title, " · ".join(parts), good=True)
        if graphics.cards:
            cuda = "?" if graphics.cuda is None else ".".join(map(str, graphics.cuda))
            driver = self.tr("{version}, runs CUDA {cuda}").format(version=graphics.driver or "?", cuda=cuda)
            self._line(self.tr("Driver"), driver, good=True)

    def _drive(self, title: str, drive: Drive | None, needed: int) -> None:
        if drive is None:
            return
        free = self.tr("{free} free at {folder}").format(free=formats.size(drive.free), folder=drive.folder)
        if drive.free < needed:
            free += " · " + self.tr("{size} are wanted").format(size=formats.size(needed))
        self._line(title, free, good=drive.free >= needed)

    def _line(self, title: str, text: str, good: bool, *, missing_is_fine: bool = False) -> None:  # noqa: FBT001
        line = self._grid.rowCount()
        icon = QLabel()
        name, role = ("ok", "ok") if good else ("minus", "weak") if missing_is_fine else ("warning", "warning")
        self._icons.put(icon, name, role, 18)
        shown = ElidedLabel(text, mode=Qt.TextElideMode.ElideMiddle)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(icon, line, 0)
        self._grid.addWidget(weak(title), line, 1)
        self._grid.addWidget(shown, line, 2)
