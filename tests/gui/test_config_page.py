"""Config: a project is opened, checked with the real rules, and trained."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.config_editor.page import ConfigPage
from gui.config_editor.project import check_project
from gui.main_window import MainWindow


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Four images of two sizes with captions, and a training of three epochs on a model that is not there."""
    folder = tmp_path / "my_character"
    images = folder / "images"
    images.mkdir(parents=True)
    for number in range(4):
        image = QImage(256, 256 if number % 2 else 320, QImage.Format.Format_RGB32)
        image.fill(0xFF335577)
        image.save(str(images / f"{number}.png"))
        (images / f"{number}.txt").write_text("1girl, smile")
    (folder / "training_config.toml").write_text(
        f"""
pretrained_model_name_or_path = "{(folder / "model.safetensors").as_posix()}"
output_dir = "{(folder / "output").as_posix()}"
output_name = "my_character"
network_module = "networks.lora"
network_dim = 8
learning_rate = 1e-4
max_train_epochs = 3
resoluton = 256
"""
    )
    (folder / "dataset_config.toml").write_text(
        f"""
[general]
caption_extension = ".txt"
enable_bucket = true
[[datasets]]
resolution = 256
batch_size = 2
  [[datasets.subsets]]
  image_dir = "{images.as_posix()}"
  num_repeats = 5
"""
    )
    return folder


@pytest.fixture
def page(window: MainWindow) -> ConfigPage:
    window.go("config")
    made = window.page("config")
    assert isinstance(made, ConfigPage)
    return made


def shown(page: ConfigPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_nothing_can_be_started_before_a_project_is_open(page: ConfigPage) -> None:
    assert not page.start.isVisible()
    assert not page.check_again.isVisible()


def test_a_project_is_checked_before_anything_is_loaded(
    qtbot: QtBot, page: ConfigPage, project: Path, monkeypatch: pytest.MonkeyPatch, program: Program
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(project))
    qtbot.mouseClick(page.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.start.isVisible, timeout=15000)
    text = shown(page)
    assert "model.safetensors" in text
    assert "resoluton" in text
    assert "training_config.toml:9" in text
    assert not page.start.isEnabled(), "the model is missing: the training would fail"
    assert program.services.preferences.settings.recent_projects == (str(project),)
    assert "20" in text, "4 images 5 times"


def test_errors_put_right_let_it_start(qtbot: QtBot, page: ConfigPage, project: Path) -> None:
    checked = check_project(project)
    assert not checked.can_start
    assert checked.plan is not None
    assert (checked.plan.images, checked.plan.images_with_repeats, checked.plan.total_epochs) == (4, 20, 3)
    codes = {problem.code for problem in checked.problems}
    assert {"unknown-key", "missing-path"} <= codes


def test_a_folder_without_documents_is_said(qtbot: QtBot, page: ConfigPage, tmp_path: Path) -> None:
    page.open_project(tmp_path)
    qtbot.waitUntil(page.notice.isVisible, timeout=10000)
    assert "There is no training_config.toml" in page.notice.text
    assert not page.start.isVisible()


def test_the_last_project_is_open_at_the_next_start(
    qtbot: QtBot, program: Program, project: Path, window: MainWindow
) -> None:
    program.services.preferences.update(recent_projects=(str(project),))
    window.go("config")
    page = window.page("config")
    assert isinstance(page, ConfigPage)
    qtbot.waitUntil(page.start.isVisible, timeout=15000)
    assert window.context_bar._project.text() == "my_character"
