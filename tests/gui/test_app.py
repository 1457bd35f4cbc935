"""The program as a process: what it loads, how it starts, ends and fails."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.errors import AppError
from core.paths import app_paths
from core.settings import Settings, read_settings, write_settings
from gui.crash import CrashHandler
from tests.children.runs import wait_until

HEAVY = ("torch", "numpy", "pyqtgraph", "PIL", "tensorboard", "rich", "transformers", "tomlkit")


def python(code: str, **variables: str) -> subprocess.Popen[str]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **variables}
    return subprocess.Popen(
        [sys.executable, "-c", code], env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_the_first_picture_needs_nothing_heavy() -> None:
    code = f"""
import sys
from PySide6.QtWidgets import QApplication
from core.paths import app_paths
from gui.app import Program
application = QApplication([])
program = Program(application, app_paths())
def seen():
    print([name for name in {HEAVY!r} if name in sys.modules])
    application.quit()
program.window.first_painted.disconnect()
program.window.first_painted.connect(seen)
program.window.show()
application.exec()
"""
    out, errors = python(code).communicate(timeout=60)
    assert out.strip() == "[]", errors


def test_five_thousand_signals_do_not_end_the_process() -> None:
    """PySide6 6.12.0 on Python before 3.12 loses a reference to True at each emit and aborts."""
    code = """
from PySide6.QtCore import QObject, Signal
class Source(QObject):
    fired = Signal(int)
source, seen = Source(), []
source.fired.connect(seen.append)
for number in range(5000):
    source.fired.emit(number)
print(len(seen))
"""
    process = python(code)
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out.strip()) == (0, "5000"), errors


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_closes_the_window_and_remembers_it(number: signal.Signals, tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    code = f"""
import sys
from pathlib import Path
import gui.main_window
class Window(gui.main_window.MainWindow):
    def __init__(self, services):
        super().__init__(services)
        self.first_painted.connect(lambda: (self.go("setup"), Path({str(ready)!r}).touch()))
import gui.app
gui.app.MainWindow = Window
sys.exit(gui.app.main([]))
"""
    process = python(code)
    wait_until(lambda: ready.exists() or process.poll() is not None)
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
    assert read_settings(app_paths().settings_file).page == "setup"


def test_settings_that_cannot_be_had_are_told(studio_home: Path) -> None:
    studio_home.mkdir()
    (studio_home / "config").touch()
    process = python("import sys, gui.app; sys.exit(gui.app.main([]))", KOHYA_STUDIO_HOME=str(studio_home))
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "settings.json" in errors
    assert "Traceback" not in errors


def test_an_uncaught_exception_is_told_and_written_down(qtbot: QtBot, tmp_path: Path) -> None:
    handler = CrashHandler(tmp_path / "data" / "logs" / "window.log")
    handler.install()
    try:
        error = ZeroDivisionError("a slot failed")
        for _ in range(2):
            sys.excepthook(ZeroDivisionError, error, None)
        dialog = handler.dialog
        assert dialog is not None
        assert dialog.text() == "The program made a mistake."
        assert "a slot failed" in dialog.detailedText()
        assert str(handler.log_path) in dialog.informativeText()
        dialog.accept()
        assert handler.dialog is None
    finally:
        handler.remove()
    text = handler.log_path.read_text("utf-8")
    assert text.count("ZeroDivisionError: a slot failed") == 2
    assert sys.excepthook != handler


def test_an_apps_own_error_is_said_as_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    handler = CrashHandler(tmp_path / "window.log")
    handler.install()
    try:
        error = AppError("The disk is full.", "Free some space.")
        sys.excepthook(AppError, error, None)
        assert handler.dialog is not None
        assert (handler.dialog.text(), handler.dialog.informativeText()) == ("The disk is full.", "Free some space.")
        handler.dialog.accept()
    finally:
        handler.remove()


def test_damaged_settings_are_kept_aside_and_said(studio_home: Path, request: pytest.FixtureRequest) -> None:
    path = app_paths().settings_file
    path.parent.mkdir(parents=True)
    path.write_text("{ not json")
    window = request.getfixturevalue("window")
    assert window.notice.isVisible()
    aside = next(path.parent.glob("settings.json.broken-*"))
    assert aside.read_text() == "{ not json"
    assert str(aside) in window.notice.text


def test_choices_are_kept(qtbot: QtBot, studio_home: Path, request: pytest.FixtureRequest) -> None:
    path = app_paths().settings_file
    write_settings(path, Settings(language="zh_TW", page="dataset"))
    window = request.getfixturevalue("window")
    qtbot.waitUntil(lambda: window.current == "dataset")
    assert window.rail.button("home").text() == "首頁"
    window.close()
    kept = json.loads(path.read_text("utf-8"))
    assert (kept["page"], kept["language"]) == ("dataset", "zh_TW")
    assert kept["window"]


def test_a_change_of_language_leaves_nothing_of_the_old_window(studio_home: Path) -> None:
    """Also though the collector passes over what was there at the start."""
    code = """
import gc, weakref
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from core.paths import app_paths
from gui.app import Program
application = QApplication([])
program = Program(application, app_paths())
def turn(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
program.window.show()
while not gc.get_freeze_count():
    turn(50)
old = weakref.ref(program.window)
program.services.preferences.update(language="zh_TW")
turn(200)
while not gc.get_freeze_count():
    turn(50)
print(old() is None)
program.close()
print(gc.get_freeze_count())
"""
    done = python(code)
    out, err = done.communicate(timeout=60)
    assert done.returncode == 0, err
    assert out.split() == ["True", "0"]
