"""The launch tab: choices in the project's file, the command in a real shell."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.config.edits import SetValue
from core.config.quoting import Shell
from core.engines.choice import project_choice
from gui.config_editor.editing_session import Document, EditingSession
from gui.config_editor.launch_tab import LaunchTab
from gui.services import Services

SCRIPT = "import json, os, sys\nprint(json.dumps([os.getcwd(), sys.argv[1:]]))\n"


@pytest.fixture
def sd_scripts(tmp_path: Path) -> Path:
    """A folder with a script that tells what it was given."""
    folder = tmp_path / "sd scripts"
    folder.mkdir()
    for name in ("train_network.py", "sdxl_train_network.py"):
        (folder / name).write_text(SCRIPT)
    return folder


@pytest.fixture
def tab(qtbot: QtBot, opened: EditingSession, services: Services) -> LaunchTab:
    made = LaunchTab(opened, services)
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.show()
    qtbot.waitUntil(lambda: made.command.text != "", timeout=5_000)
    return made


def choose_kohya(qtbot: QtBot, tab: LaunchTab, sd_scripts: Path) -> None:
    qtbot.mouseClick(tab.form.engine.buttons["kohya"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "is not named yet" in tab.command.notice.text, timeout=5_000)
    assert tab.command.text == ""
    assert not tab.command.copy.isEnabled()
    tab.form.sd_scripts.edit.setText(str(sd_scripts))
    tab.form.sd_scripts.edit.editingFinished.emit()
    tab.form.python.edit.setText(sys.executable)
    tab.form.python.edit.editingFinished.emit()
    qtbot.waitUntil(lambda: "train_network.py" in tab.command.text, timeout=5_000)


def settings_of(session: EditingSession) -> dict[str, object]:
    return tomllib.loads(session.source(Document.PROJECT).text).get("engine", {})


def test_the_built_in_engine_is_started_by_this_program(tab: LaunchTab, project: Path) -> None:
    assert tab.form.engine.current == "builtin"
    assert "kohya-studio train" in tab.command.text
    assert "--engine builtin" in tab.command.text
    assert not tab.form.method.isVisible()


def test_choices_are_kept_in_the_projects_file(
    qtbot: QtBot, tab: LaunchTab, opened: EditingSession, sd_scripts: Path, project: Path
) -> None:
    choose_kohya(qtbot, tab, sd_scripts)
    qtbot.mouseClick(tab.form.method.buttons["config_file"], Qt.MouseButton.LeftButton)
    assert settings_of(opened) == {
        "name": "kohya",
        "sd_scripts": str(sd_scripts),
        "python": sys.executable,
        "method": "config_file",
    }
    opened.save()
    kept = project_choice(project)
    assert (kept.engine, kept.method, kept.sd_scripts) == ("kohya", "config_file", str(sd_scripts))
    opened.undo()
    assert tab.form.method.current == "dataset_config"
    assert "method" not in settings_of(opened)


def test_comments_in_the_projects_file_stay(
    qtbot: QtBot, tab: LaunchTab, opened: EditingSession, sd_scripts: Path
) -> None:
    opened.set_text(Document.PROJECT, '# mine\n[engine]\nname = "kohya"  # the real one\n', "typed")
    qtbot.mouseClick(tab.form.method.buttons["config_file"], Qt.MouseButton.LeftButton)
    text = opened.source(Document.PROJECT).text
    assert text == '# mine\n[engine]\nname = "kohya"  # the real one\nmethod = "config_file"\n'


@pytest.mark.parametrize("method", ["dataset_config", "config_file"])
def test_the_command_does_in_a_shell_what_it_says(
    qtbot: QtBot, tab: LaunchTab, opened: EditingSession, sd_scripts: Path, project: Path, method: str
) -> None:
    choose_kohya(qtbot, tab, sd_scripts)
    opened.apply([SetValue(("training_arguments", "max_train_epochs"), 9)], "x")
    qtbot.mouseClick(tab.form.method.buttons[method], Qt.MouseButton.LeftButton)
    assert tab._unsaved.isVisible()
    wanted = "--config_file" if method == "config_file" else "--max_train_epochs"
    qtbot.waitUntil(lambda: wanted in tab.command.text and (method == "config_file" or " 9" in tab.command.text))
    done = subprocess.run(["bash", "-c", tab.command.text], capture_output=True, text=True, check=True)
    cwd, argv = json.loads(done.stdout)
    assert Path(cwd) == project
    assert argv[argv.index("--dataset_config") + 1] == str(project / "dataset_config.toml")
    if method == "config_file":
        assert argv[:2] == ["--config_file", str(project / "training_config.toml")]
    else:
        assert argv[argv.index("--max_train_epochs") + 1] == "9", "what is not saved yet is in it"
    qtbot.mouseClick(tab.command.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == tab.command.text


def test_a_method_that_cannot_say_it_says_why(
    qtbot: QtBot, tab: LaunchTab, opened: EditingSession, sd_scripts: Path
) -> None:
    choose_kohya(qtbot, tab, sd_scripts)
    qtbot.mouseClick(tab.form.method.buttons["command_line"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "10_class tokens" in tab.command.notice.text, timeout=5_000)
    assert tab.command.text == ""


def test_accelerate_has_its_options(qtbot: QtBot, tab: LaunchTab, opened: EditingSession, sd_scripts: Path) -> None:
    choose_kohya(qtbot, tab, sd_scripts)
    form = tab.form.accelerate
    assert not form.isVisible()
    qtbot.mouseClick(tab.form.launcher.buttons["accelerate"], Qt.MouseButton.LeftButton)
    assert form.isVisible()
    form.processes.setValue(2)
    form.gpus.setText("0, 1")
    form.gpus.editingFinished.emit()
    form.mixed_precision.setCurrentIndex(form.mixed_precision.findData("bf16"))
    form.mixed_precision.activated.emit(0)
    qtbot.waitUntil(lambda: "--num_processes 2" in tab.command.text, timeout=5_000)
    assert "--gpu_ids 0,1" in tab.command.text
    assert settings_of(opened)["accelerate"] == {"processes": 2, "gpus": [0, 1], "mixed_precision": "bf16"}
    form.machines.setValue(3)
    qtbot.waitUntil(lambda: "shared out evenly" in tab.command.notice.text, timeout=5_000)
    opened.undo()
    qtbot.waitUntil(lambda: "--num_processes 2" in tab.command.text, timeout=5_000)
    assert form.machines.value() == 1
    qtbot.mouseClick(tab.form.launcher.buttons["python"], Qt.MouseButton.LeftButton)
    assert "accelerate" not in settings_of(opened)


def test_a_script_of_another_model_is_chosen(
    qtbot: QtBot, tab: LaunchTab, opened: EditingSession, sd_scripts: Path
) -> None:
    choose_kohya(qtbot, tab, sd_scripts)
    box = tab.form.script
    assert box.itemText(0) == "train_network.py"
    assert box.count() == 7
    box.setCurrentIndex(box.findData("sdxl_train_network.py"))
    box.activated.emit(box.currentIndex())
    assert opened.script == "sdxl_train_network.py"
    qtbot.waitUntil(lambda: "sdxl_train_network.py" in tab.command.text, timeout=5_000)


def test_shells_and_scripts(
    qtbot: QtBot, tab: LaunchTab, sd_scripts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_kohya(qtbot, tab, sd_scripts)
    bash = tab.command.text
    qtbot.mouseClick(tab.command.shells[Shell.POWERSHELL], Qt.MouseButton.LeftButton)
    assert tab.command.text.startswith("Set-Location -LiteralPath ")
    qtbot.mouseClick(tab.command.shells[Shell.CMD], Qt.MouseButton.LeftButton)
    assert tab.command.text.startswith("cd /d ")
    qtbot.mouseClick(tab.command.shells[Shell.BASH], Qt.MouseButton.LeftButton)
    assert tab.command.text == bash
    target = tmp_path / "train me.sh"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(tab.command.exported):
        qtbot.mouseClick(tab.command.export, Qt.MouseButton.LeftButton)
    done = subprocess.run([str(target)], capture_output=True, text=True, check=True)
    assert "--dataset_config" in json.loads(done.stdout)[1]
    assert str(target) in tab.command.notice.text


def test_settings_stand_in_and_folders_can_be_dropped(
    qtbot: QtBot, tab: LaunchTab, opened: EditingSession, services: Services, sd_scripts: Path
) -> None:
    services.preferences.update(kohya_python=sys.executable, sd_scripts="/elsewhere")
    field = tab.form.sd_scripts
    assert field.edit.placeholderText() == "/elsewhere"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sd_scripts))])
    place = QPointF(field.rect().center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    field.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, data, buttons, keys))
    assert settings_of(opened)["sd_scripts"] == str(sd_scripts)
    field.edit.setText("")
    field.edit.editingFinished.emit()
    assert "sd_scripts" not in settings_of(opened)
