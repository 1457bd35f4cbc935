"""Before a training is ended with nothing saved: are you sure, or shall it save first?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

translate = QCoreApplication.translate


def ask_before_stopping(
    parent: QWidget, *, can_save: bool, at_once: bool, stop: Callable[[], None], stop_and_save: Callable[[], None]
) -> QMessageBox:
    """Opens a question and returns it at once; what is chosen is called.

    "Stop and save" is offered first where the process can do it, else "Keep training" is.
    """
    box = _box(parent, translate("StopQuestion", "Stop without saving?"))
    box.setInformativeText(
        translate(
            "StopQuestion",
            "What was learned since the last checkpoint is lost. Checkpoints that are already saved stay.",
        )
    )
    words = translate("StopQuestion", "End at once") if at_once else translate("StopQuestion", "Stop without saving")
    stop_button = box.addButton(words, QMessageBox.ButtonRole.DestructiveRole)
    keep_button = box.addButton(translate("StopQuestion", "Keep training"), QMessageBox.ButtonRole.RejectRole)
    actions: dict[QPushButton, Callable[[], None]] = {stop_button: stop}
    default = keep_button
    if can_save:
        default = box.addButton(translate("StopQuestion", "Stop and save"), QMessageBox.ButtonRole.AcceptRole)
        actions[default] = stop_and_save
    return _open(box, default, keep_button, actions)


def ask_before_discarding(parent: QWidget, name: str, count: int, discard: Callable[[], None]) -> QMessageBox:
    """The same for moving runs to the trash."""
    if count == 1:
        box = _box(parent, translate("StopQuestion", "Move the run {name} to the trash?").format(name=name))
    else:
        box = _box(parent, translate("StopQuestion", "Move {count} runs to the trash?").format(count=count))
    box.setInformativeText(
        translate("StopQuestion", "Its curves, log and samples go. Checkpoints lie in the output folder and stay.")
    )
    discard_button = box.addButton(
        translate("StopQuestion", "Move to the trash"), QMessageBox.ButtonRole.DestructiveRole
    )
    keep_button = box.addButton(translate("StopQuestion", "Keep"), QMessageBox.ButtonRole.RejectRole)
    return _open(box, keep_button, keep_button, {discard_button: discard})


def _box(parent: QWidget, text: str) -> QMessageBox:
    box = QMessageBox(QMessageBox.Icon.Warning, "", text, parent=parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def _open(
    box: QMessageBox, default: QPushButton, escape: QPushButton, actions: dict[QPushButton, Callable[[], None]]
) -> QMessageBox:
    box.setDefaultButton(default)
    box.setEscapeButton(escape)

    def choose() -> None:
        for button, action in actions.items():
            if box.clickedButton() is button:
                action()

    box.finished.connect(choose)
    box.open()
    return box
