"""Before the window closes while a setup is under way: shall it go on?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from gui.environments import EnvironmentsFeed, SetupJob

translate = QCoreApplication.translate


def ask_before_closing(
    parent: QWidget, job: SetupJob, feed: EnvironmentsFeed, close: Callable[[], object]
) -> QMessageBox:
    """Opens a question and returns it at once; `close` is called when the setup has been stopped."""
    name = job.plan.request.prefix.name
    box = QMessageBox(
        QMessageBox.Icon.Question,
        "",
        translate("ClosingQuestion", "{name} is still being set up.").format(name=name),
        parent=parent,
    )
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setInformativeText(
        translate(
            "ClosingQuestion", "Closing the window stops it. What is done is kept, and it goes on from there next time."
        )
    )
    stop = box.addButton(translate("ClosingQuestion", "Stop and close"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(translate("ClosingQuestion", "Keep the window open"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)

    def answered() -> None:
        if box.clickedButton() is stop:
            feed.setup_ended.connect(lambda _: close(), Qt.ConnectionType.SingleShotConnection)
            job.cancel()

    box.finished.connect(answered)
    box.open()
    return box
