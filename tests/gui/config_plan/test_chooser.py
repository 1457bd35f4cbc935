"""The chooser: recent projects, imports, the search, new projects; real files throughout."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.config.config_kinds import find_configs
from core.runs.folder import RunFolder
from core.runs.record import RunRecord, write_record
from gui.config_editor.find_dialog import FindDialog
from gui.config_editor.found_model import FoundModel
from gui.config_editor.import_dialog import ImportDialog
from gui.config_editor.new_project_dialog import NewProjectDialog
from gui.config_editor.project_chooser import ProjectChooser
from gui.config_editor.recent_model import RecentModel
from gui.services import Services
from gui.tasks import TaskCancelled
from gui.widgets.two_lines import SECOND_LINE
from tests.gui.config_plan.projects import write_images

KOHYA_SS = {
    "LoRA_type": "Standard",
    "pretrained_model_name_or_path": "/models/sd15.safetensors",
    "train_data_dir": "/images",
    "output_dir": "/out",
    "output_name": "knight",
    "network_dim": 16,
    "network_alpha": 8,
    "learning_rate": 0.0001,
    "epoch": 5,
    "train_batch_size": 2,
    "max_resolution": "512,512",
    "caption_extension": ".txt",
    "mixed_precision": "bf16",
    "additional_parameters": "--no_such_argument 3",
}


@pytest.fixture
def chooser(qtbot: QtBot, services: Services) -> ProjectChooser:
    made = ProjectChooser(services)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def test_recent_projects_with_what_became_of_them(
    qtbot: QtBot, services: Services, chooser: ProjectChooser, runs_root: Path, project: Path, tmp_path: Path
) -> None:
    assert not chooser.list.isVisible()
    folder = RunFolder(runs_root / "20260101-120000-first-aaaa")
    folder.root.mkdir(parents=True)
    record = RunRecord(
        id=folder.run_id, name="first", engine="builtin", engine_version="0", argv=("python",), cwd=str(project),
        host="elsewhere", project=str(project),
    )  # fmt: skip
    write_record(folder, record)
    services.preferences.update(recent_projects=(str(project), str(tmp_path / "gone"), str(tmp_path)))
    services.runs.start()
    model = chooser.recent
    qtbot.waitUntil(lambda: "not there any more" in str(model.index(1).data(SECOND_LINE)), timeout=10_000)
    qtbot.waitUntil(lambda: "not trained yet" not in str(model.index(0).data(SECOND_LINE)), timeout=10_000)
    assert "not trained yet" in str(model.index(2).data(SECOND_LINE))
    with qtbot.waitSignal(chooser.wanted) as asked:
        place = chooser.list.visualRect(model.index(0)).center()
        qtbot.mouseClick(chooser.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [project]
    chooser.list.setCurrentIndex(model.index(1))
    chooser.list.setFocus()
    qtbot.keyClick(chooser.list, Qt.Key.Key_Delete)
    assert services.preferences.settings.recent_projects == (str(project), str(tmp_path))


def test_a_folder_without_a_project_is_said(
    qtbot: QtBot, chooser: ProjectChooser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    qtbot.mouseClick(chooser.folder, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(chooser.notice.isVisible, timeout=10_000)
    assert "training_config.toml" in chooser.notice.text


def test_what_is_no_config_is_said(qtbot: QtBot, chooser: ProjectChooser, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"a": 1}')
    chooser.open_path(tmp_path / "other.json")
    qtbot.waitUntil(chooser.notice.isVisible, timeout=10_000)
    assert "no settings of a training" in chooser.notice.text


def test_a_broken_document_is_opened(qtbot: QtBot, chooser: ProjectChooser, tmp_path: Path) -> None:
    (tmp_path / "training_config.toml").write_text('broken = "no end\n')
    with qtbot.waitSignal(chooser.wanted) as asked:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / "training_config.toml"))])
        place, action = QPointF(9, 9), Qt.DropAction.CopyAction
        chooser.dropEvent(QDropEvent(place, action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    assert asked.args == [tmp_path / "training_config.toml"]


def test_settings_of_kohya_ss_become_a_project(qtbot: QtBot, chooser: ProjectChooser, tmp_path: Path) -> None:
    source = tmp_path / "knight.json"
    source.write_text(json.dumps(KOHYA_SS), encoding="utf-8")
    before = source.read_bytes()
    chooser.open_path(source)
    qtbot.waitUntil(lambda: isinstance(chooser.dialog, ImportDialog), timeout=10_000)
    dialog = chooser.dialog
    assert isinstance(dialog, ImportDialog)
    assert dialog.folder.edit.text() == str(tmp_path / "knight")
    table = dialog.left_out
    rows = [[table.item(line, place).text() for place in range(3)] for line in range(table.rowCount())]
    assert any(key == "additional_parameters" and "no_such_argument" in value for key, value, _ in rows)
    assert all(reason for *_, reason in rows)
    with qtbot.waitSignal(chooser.wanted) as asked:
        qtbot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    made = tmp_path / "knight"
    assert asked.args == [made]
    document = tomllib.loads((made / "training_config.toml").read_text("utf-8"))
    flat = {
        key: value for table in document.values() for key, value in (table.items() if isinstance(table, dict) else ())
    }
    assert (flat["network_dim"], flat["output_name"]) == (16, "knight")
    choice = tomllib.loads((made / "kohya_studio.toml").read_text("utf-8"))
    assert choice == {"engine": {"name": "kohya", "script": "train_network.py"}}
    assert source.read_bytes() == before


def test_an_import_overwrites_nothing(qtbot: QtBot, chooser: ProjectChooser, tmp_path: Path, project: Path) -> None:
    source = tmp_path / "knight.json"
    source.write_text(json.dumps(KOHYA_SS), encoding="utf-8")
    chooser.open_path(source)
    qtbot.waitUntil(lambda: isinstance(chooser.dialog, ImportDialog), timeout=10_000)
    dialog = chooser.dialog
    assert isinstance(dialog, ImportDialog)
    before = (project / "training_config.toml").read_bytes()
    dialog.folder.edit.setText(str(project))
    qtbot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "already holds" in dialog.notice.text
    assert (project / "training_config.toml").read_bytes() == before
    dialog.reject()


def test_all_configs_under_a_folder(
    qtbot: QtBot, chooser: ProjectChooser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    (tmp_path / "knight.json").write_text(json.dumps(KOHYA_SS), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    qtbot.mouseClick(chooser.find_all, Qt.MouseButton.LeftButton)
    dialog = chooser.dialog
    assert isinstance(dialog, FindDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3, timeout=10_000)
    assert not dialog.progress.isVisible()
    names = [str(dialog.model.index(row, 0).data()) for row in range(3)]
    assert "knight.json" in names
    row = names.index(str(Path("my_character") / "training_config.toml"))
    dialog.table.selectRow(row)
    with qtbot.waitSignal(chooser.wanted) as asked:
        qtbot.mouseClick(dialog.open_one, Qt.MouseButton.LeftButton)
    assert asked.args == [project / "training_config.toml"]


def test_a_search_can_be_stopped(tmp_path: Path, qtbot: QtBot, services: Services) -> None:
    for number in range(20):
        (tmp_path / str(number)).mkdir()
    seen: list[str] = []

    def entering(path: str) -> None:
        seen.append(path)
        if len(seen) == 5:
            raise TaskCancelled

    with pytest.raises(TaskCancelled):
        find_configs(tmp_path, entering)
    assert len(seen) == 5
    dialog = FindDialog(tmp_path, services)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    assert not dialog.searching
    assert "stopped" in dialog.notice.text
    dialog.search()
    qtbot.waitUntil(lambda: "No configs" in dialog.notice.text, timeout=10_000)


def test_a_new_project_from_a_template(
    qtbot: QtBot, chooser: ProjectChooser, tmp_path: Path, services: Services
) -> None:
    write_images(tmp_path / "10_sks knight", 3)
    qtbot.mouseClick(chooser.new, Qt.MouseButton.LeftButton)
    dialog = chooser.dialog
    assert isinstance(dialog, NewProjectDialog)
    assert not dialog.make.isEnabled()
    assert dialog.list.count() >= 2
    dialog.list.setCurrentRow(1)
    assert dialog._about.text()
    dialog.name.setText("夜騎士")
    dialog.parent_folder.edit.setText(str(tmp_path))
    dialog.images.edit.setText(str(tmp_path / "10_sks knight"))
    dialog.images.edit.editingFinished.emit()
    qtbot.waitUntil(lambda: dialog._facts.text() == "3 images", timeout=10_000)
    assert dialog.class_tokens.text() == "sks knight"
    with qtbot.waitSignal(chooser.wanted) as asked:
        qtbot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    made = tmp_path / "夜騎士"
    assert asked.args == [made]
    dataset = tomllib.loads((made / "dataset_config.toml").read_text("utf-8"))
    assert dataset["datasets"][0]["subsets"][0]["class_tokens"] == "sks knight"
    qtbot.mouseClick(chooser.new, Qt.MouseButton.LeftButton)
    again = chooser.dialog
    assert isinstance(again, NewProjectDialog)
    again.parent_folder.edit.setText(str(tmp_path))
    again.name.setText("夜騎士")
    qtbot.mouseClick(again.make, Qt.MouseButton.LeftButton)
    assert "already holds" in again.notice.text
    again.reject()


def test_the_models_are_models(
    qtmodeltester: ModelTester, services: Services, tmp_path: Path, chooser: ProjectChooser, project: Path
) -> None:
    services.preferences.update(recent_projects=(str(project), str(tmp_path)))
    model: RecentModel = chooser.recent
    qtmodeltester.check(model)
    (project / "lora_broken.toml").write_text('a = "no end\n')
    found = FoundModel(services.theme)
    found.show_found(tmp_path, find_configs(tmp_path))
    qtmodeltester.check(found)
    words = [str(found.index(row, 1).data()) for row in range(found.rowCount())]
    assert any(text.startswith("cannot be read") for text in words)
