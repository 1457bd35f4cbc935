"""What happens to an exception that nobody caught: it is written down and said in words; the program goes on."""

from __future__ import annotations

import logging
import logging.handlers
import sys
import threading
import traceback
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from core.errors import AppError
from gui.core_texts import spoken

_LONGEST_LOG = 1_000_000
_KEPT_LOGS = 3
_log = logging.getLogger("kohya_studio")


class LogFile(logging.handlers.RotatingFileHandler):
    """A log that makes its folder with its first line, not before."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_LONGEST_LOG, backupCount=_KEPT_LOGS, encoding="utf-8", delay=True)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self.path = path

    def _open(self) -> TextIOWrapper:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return super()._open()


class CrashHandler(QObject):
    """Takes over `sys.excepthook` and `threading.excepthook` from `install` to `remove`."""

    def __init__(self, log_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handler = LogFile(log_file)
        self._before = (sys.excepthook, threading.excepthook)
        self.dialog: QMessageBox | None = None

    def install(self) -> None:
        logging.getLogger().addHandler(self._handler)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def remove(self) -> None:
        sys.excepthook, threading.excepthook = self._before
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        _log.critical("Uncaught exception", exc_info=(kind, error, trace))
        traceback.print_exception(kind, error, trace)
        self._tell(error, trace)

    def _uncaught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            trace = arguments.exc_traceback
            _log.critical("Uncaught exception in a thread", exc_info=(arguments.exc_type, arguments.exc_value, trace))

    def _tell(self, error: BaseException, trace: TracebackType | None) -> None:
        """One dialog at a time: a timer that fails every second must not bury the window."""
        if self.dialog is not None:
            return
        known = isinstance(error, AppError)
        dialog = QMessageBox(QApplication.activeWindow())
        dialog.setIcon(QMessageBox.Icon.Warning)
        dialog.setWindowTitle(self.tr("Something went wrong"))
        dialog.setTextFormat(Qt.TextFormat.PlainText)
        dialog.setText(spoken(error.message) if isinstance(error, AppError) else self.tr("The program made a mistake."))
        goes_on = self.tr(
            "The window goes on, and so does a running training. If it happens again, report it with the log file:"
        )
        dialog.setInformativeText(
            (spoken(error.hint) if isinstance(error, AppError) else "") or f"{goes_on}\n{self.log_path}"
        )
        if not known:
            dialog.setDetailedText("".join(traceback.format_exception(type(error), error, trace)))
        folder = dialog.addButton(self.tr("Open the log's folder"), QMessageBox.ButtonRole.ActionRole)
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.log_path.parent))))
        dialog.addButton(self.tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._told)
        self.dialog = dialog
        dialog.open()

    @property
    def log_path(self) -> Path:
        return self._handler.path

    def _told(self) -> None:
        self.dialog = None
