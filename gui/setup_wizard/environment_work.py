"""What a card's menu does: export, report, another checkout, off the list, removal."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from core.errors import MachineError
from gui.environments import Shown
from gui.services import Services
from gui.setup_wizard.remove_question import RemoveQuestion
from gui.tasks import run_task

if TYPE_CHECKING:
    from core.environment.hardware import Graphics
    from core.paths import AppPaths

_LOG_TAIL = 8000


class EnvironmentWork(QObject):
    """`changed`: the list of environments is another one now. Errors go to the window, as those of every task."""

    changed = Signal()

    def __init__(self, services: Services, page: QWidget) -> None:
        super().__init__(page)
        self._services = services
        self._page = page
        self.dialog: QFileDialog | RemoveQuestion | None = None

    def do(self, wish: str, shown: Shown) -> None:
        """`wish` is one of checkout, script, lock, report, forget, remove."""
        {
            "checkout": self._ask_for_checkout,
            "script": self._ask_for_script,
            "lock": self._ask_for_lock,
            "report": self._copy_report,
            "forget": self._forget,
            "remove": self._ask_to_remove,
        }[wish](shown)

    def set_checkout(self, shown: Shown, folder: Path) -> None:
        """Train in the environment with the sd-scripts in `folder`."""
        paths, chosen = self._services.paths, self._is_chosen(shown)
        environment = dataclasses.replace(shown.environment, sd_scripts=folder)

        def done(_: object) -> None:
            if chosen:
                self._services.environments.choose(environment)
            self.changed.emit()

        run_task(self, lambda _: _save_checkout(paths, shown, folder), done)

    def export_script(self, shown: Shown, file: Path) -> None:
        paths, graphics = self._services.paths, self._graphics()
        run_task(self, lambda _: _write_script(paths, graphics, shown, file), self._wrote)

    def export_lock(self, shown: Shown, file: Path) -> None:
        run_task(self, lambda _: _write_lock(shown, file), self._wrote)

    def remove(self, shown: Shown, typed: str) -> None:
        paths, chosen = self._services.paths, self._is_chosen(shown)

        def done(_: object) -> None:
            if chosen:
                self._services.preferences.update(kohya_python="", sd_scripts="")
            self.changed.emit()

        run_task(self, lambda _: _remove(paths, shown, typed), done)

    def _ask_for_checkout(self, shown: Shown) -> None:
        dialog = self._file_dialog(self.tr("The folder of sd-scripts"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda folder: self.set_checkout(shown, Path(folder)))
        dialog.open()

    def _ask_for_script(self, shown: Shown) -> None:
        dialog = self._saving(self.tr("Export as a script"), "setup_kohya_env.sh")
        dialog.setNameFilters([self.tr("Shell script (*.sh)"), self.tr("PowerShell script (*.ps1)")])
        dialog.fileSelected.connect(lambda file: self.export_script(shown, Path(file)))
        dialog.open()

    def _ask_for_lock(self, shown: Shown) -> None:
        dialog = self._saving(self.tr("Export a lock file"), f"{shown.environment.name}.lock.txt")
        dialog.fileSelected.connect(lambda file: self.export_lock(shown, Path(file)))
        dialog.open()

    def _copy_report(self, shown: Shown) -> None:
        snapshot, paths = self._services.environments.snapshot, self._services.paths
        findings = None if snapshot is None else snapshot.findings

        def write(_: object) -> str:
            from core.environment.report import report

            return report(
                shown.environment, shown.verification, findings, log=log_tail(paths, shown.environment.prefix)
            )

        run_task(self, write, self._copied)

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._tell(self.tr("The report is copied. Your name and home folder are masked; read it all the same."))

    def _forget(self, shown: Shown) -> None:
        paths = self._services.paths

        def forget(_: object) -> None:
            from core.environment.registry import EnvironmentRegistry

            EnvironmentRegistry(paths.environments).forget(shown.environment.prefix)

        run_task(self, forget, lambda _: self.changed.emit())

    def _ask_to_remove(self, shown: Shown) -> None:
        question = RemoveQuestion(shown, self._page)
        question.confirmed.connect(lambda typed: self.remove(shown, typed))
        self.dialog = question
        question.open()

    def _is_chosen(self, shown: Shown) -> bool:
        return self._services.preferences.settings.kohya_python == str(shown.environment.python)

    def _graphics(self) -> Graphics:
        from core.environment.hardware import Graphics

        snapshot = self._services.environments.snapshot
        return Graphics() if snapshot is None else snapshot.findings.graphics

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._page, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        return dialog

    def _saving(self, title: str, name: str) -> QFileDialog:
        dialog = self._file_dialog(title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        return dialog

    def _wrote(self, file: Path) -> None:
        self._tell(self.tr("Wrote {file}").format(file=file))

    def _tell(self, text: str) -> None:
        notice = getattr(self._page.window(), "notice", None)
        if notice is not None:
            notice.show_message(text, tone="ok")


def log_tail(paths: AppPaths, prefix: Path) -> str:
    """The end of the log of an environment's last setup; empty without one."""
    from core.environment.journal import SetupFolder

    path = SetupFolder.of(paths.environments, prefix).log
    return path.read_bytes()[-_LOG_TAIL:].decode("utf-8", "replace") if path.is_file() else ""


def _save_checkout(paths: AppPaths, shown: Shown, folder: Path) -> None:
    from core.environment.discovery import is_checkout
    from core.environment.registry import EnvironmentRegistry

    if not is_checkout(folder):
        raise MachineError(
            f"There is no sd-scripts in {folder}.", "Choose the folder that has train_network.py and library in it."
        )
    EnvironmentRegistry(paths.environments).save(dataclasses.replace(shown.environment, sd_scripts=folder))


def _write_script(paths: AppPaths, graphics: Graphics, shown: Shown, file: Path) -> Path:
    from core.config.quoting import Shell
    from core.environment.export import setup_script
    from core.environment.journal import SetupFolder
    from core.environment.planning import Planner
    from core.files import write_bytes

    shell = Shell.POWERSHELL if file.suffix.lower() == ".ps1" else Shell.BASH
    prefix = shown.environment.prefix
    plan = Planner(paths, graphics).again(prefix)
    write_bytes(file, setup_script(plan, SetupFolder.of(paths.environments, prefix).root, shell))
    if shell is Shell.BASH:
        file.chmod(file.stat().st_mode | 0o111)
    return file


def _write_lock(shown: Shown, file: Path) -> Path:
    from core.environment.lockfile import lock_text
    from core.files import write_text

    write_text(file, lock_text(shown.environment))
    return file


def _remove(paths: AppPaths, shown: Shown, typed: str) -> None:
    from core.environment.removal import remove_environment

    remove_environment(paths, shown.environment.prefix, typed, foreign=not shown.ours)
