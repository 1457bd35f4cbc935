"""The question that comes before unsaved changes would be lost."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

translate = QCoreApplication.translate


class Answer(Enum):
    SAVE = auto()
    DISCARD = auto()
    STAY = auto()


def ask_about_unsaved(parent: QWidget, files: Sequence[Path]) -> Answer:
    """What to do with the changes to these files; leaving the question without an answer is staying."""
    names = ", ".join(path.name for path in files)
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(translate("UnsavedChanges", "There are changes that are not saved yet."))
    box.setInformativeText(translate("UnsavedChanges", "Save them in {files}, or give them up?").format(files=names))
    roles = QMessageBox.ButtonRole
    save = box.addButton(translate("UnsavedChanges", "Save"), roles.AcceptRole)
    discard = box.addButton(translate("UnsavedChanges", "Give them up"), roles.DestructiveRole)
    stay = box.addButton(translate("UnsavedChanges", "Stay here"), roles.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton()
    return Answer.SAVE if clicked is save else Answer.DISCARD if clicked is discard else Answer.STAY
