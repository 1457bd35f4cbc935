"""The frame: pages, keyboard, the bar that is always in sight, what is remembered."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox
from pytestqt.qtbot import QtBot

from core.errors import AppError
from core.runs.events import Wish
from gui.app import Program
from gui.main_window import MainWindow
from tests.children.runs import ChildRuns

KEYS = ("home", "setup", "config", "dataset", "training", "checkpoints")


def test_pages_are_made_when_they_are_opened(window: MainWindow) -> None:
    assert [key for key in KEYS if window.page(key) is not None] == ["home"]
    window.go("dataset")
    assert window.page("dataset") is not None
    assert window.page("training") is None


def test_the_keyboard_reaches_every_page(qtbot: QtBot, window: MainWindow) -> None:
    for number, key in enumerate(KEYS, start=1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0.value + number), Qt.KeyboardModifier.ControlModifier)
        assert window.current == key
        assert window.rail.button(key).isChecked()
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert window.current == "settings"


def test_the_arrow_keys_walk_along_the_rail(qtbot: QtBot, window: MainWindow) -> None:
    window.rail.button("home").setFocus()
    qtbot.keyClick(window.rail.button("home"), Qt.Key.Key_Down)
    assert window.current == "setup"


def test_a_click_on_the_rail_opens_the_page(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(window.rail.button("checkpoints"), Qt.MouseButton.LeftButton)
    assert window.current == "checkpoints"


@pytest.mark.parametrize("key", [*KEYS, "settings"])
def test_everything_can_be_reached_and_is_named(qtbot: QtBot, window: MainWindow, key: str) -> None:
    window.go(key)
    page = window.page(key)
    assert page is not None
    for control in (*window.findChildren(QAbstractButton), *window.findChildren(QComboBox)):
        if control.isVisibleTo(window):
            named = control.accessibleName() or getattr(control, "text", str)() or control.toolTip()
            assert named, f"{control} on {key} has no name"
            assert control.focusPolicy() != Qt.FocusPolicy.NoFocus or _is_part(control), f"{control} on {key}"


def _is_part(control: QAbstractButton | QComboBox) -> bool:
    """Whether Qt itself made the control as a part of a view or a field."""
    return control.objectName().startswith("qt_") or type(control).__module__.startswith("PySide6")


def test_the_tab_key_goes_round(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    seen = set()
    for _ in range(60):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
    assert window.rail.button("home") in seen
    home = window.page("home")
    assert home is not None
    assert home.hero.primary in seen


def test_the_bar_says_what_the_machine_has(window: MainWindow) -> None:
    cards = window._services.machine.machine.gpus  # type: ignore[union-attr]
    texts = [label.text() for label in window.context_bar.findChildren(type(window.context_bar._card))]
    assert any("No NVIDIA card" in text for text in texts) is (not cards)


def test_a_running_job_is_in_sight_and_can_be_stopped(
    qtbot: QtBot, window: MainWindow, program: Program, child_runs: ChildRuns
) -> None:
    job = window.context_bar.job
    assert not job._stop.isVisible()
    folder = child_runs.start("--steps", "100000", "--seconds", "0.01", name="my_character")
    qtbot.waitUntil(lambda: job._stop.isVisible() and "100,000" in job._line.text(), timeout=15000)
    assert job._name.text() == "my_character"
    assert window.rail.button("training").tone == "accent"
    assert "goes on" in window.notice.text
    assert program.services.preferences.settings.told_training_goes_on
    assert job.stop_and_save.isEnabled()
    job.stop_now.trigger()
    qtbot.waitUntil(lambda: not job._stop.isVisible(), timeout=20000)
    assert str(child_runs.controller.info(folder.run_id).summary.outcome) == "stopped"
    assert window.rail.button("training").tone == ""


def test_stop_and_save_is_asked_of_the_training_itself(qtbot: QtBot, window: MainWindow, child_runs: ChildRuns) -> None:
    folder = child_runs.start("--steps", "100000", "--seconds", "0.01")
    job = window.context_bar.job
    qtbot.waitUntil(lambda: job.stop_and_save.isEnabled() and job._stop.isVisible(), timeout=15000)
    job.stop_and_save.trigger()
    wished = lambda: [*folder.control.rglob(f"*-{Wish.STOP_AND_SAVE}.json")]  # noqa: E731
    qtbot.waitUntil(lambda: bool(wished()), timeout=15000)


def test_closing_the_window_ends_no_training(qtbot: QtBot, window: MainWindow, child_runs: ChildRuns) -> None:
    folder = child_runs.start("--steps", "100000", "--seconds", "0.01")
    child_runs.at_step(folder, 5)
    window.close()
    before = child_runs.controller.info(folder.run_id).summary.step or 0
    child_runs.at_step(folder, before + 20)


def test_an_error_of_a_background_task_is_shown(window: MainWindow) -> None:
    window.show_error(AppError("The disk is full.", "Free some space."))
    assert window.notice.isVisible()
    assert window.notice.text == "The disk is full.\nFree some space."
    window.show_error(ValueError("odd"))
    assert "ValueError: odd" in window.notice.text


def test_the_language_changes_at_once(qtbot: QtBot, program: Program, window: MainWindow) -> None:
    window.go("settings")
    program.services.preferences.update(language="zh_TW")
    qtbot.waitUntil(lambda: program.window is not window)
    fresh = program.window
    assert fresh.rail.button("training").text() == "訓練"
    assert fresh.isVisible()
    qtbot.waitUntil(lambda: fresh.current == "settings")
    program.services.preferences.update(language="en")
    qtbot.waitUntil(lambda: program.window is not fresh)
    assert program.window.rail.button("training").text() == "Training"


def test_the_theme_changes_at_once(program: Program, window: MainWindow) -> None:
    program.services.preferences.update(theme="dark")
    assert program.services.theme.palette.dark
    program.services.preferences.update(theme="light")
    assert not program.services.theme.palette.dark


def test_python_reads_numbers_as_ever_in_a_comma_locale() -> None:
    code = (
        "import gui.app, locale, sys\n"
        "from PySide6.QtCore import QTimer\n"
        "import gui.main_window as m\n"
        "QTimer.singleShot(0, lambda: None) if False else None\n"
        "original = m.MainWindow.__init__\n"
        "def made(self, services):\n"
        "    original(self, services)\n"
        "    print(locale.localeconv()['decimal_point']); QTimer.singleShot(0, self.close)\n"
        "m.MainWindow.__init__ = made\n"
        "sys.exit(gui.app.main([]))\n"
    )
    import os

    env = {**os.environ, "LC_ALL": "de_DE.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == ".", done.stderr
