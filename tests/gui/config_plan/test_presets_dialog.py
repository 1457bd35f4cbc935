"""The presets dialog: the difference first, one undo step, a person's own presets as files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.config.hardware import Card, Hardware
from gui.config_editor.comparison import Here
from gui.config_editor.editing_session import EditingSession
from gui.config_editor.preset_model import PresetModel
from gui.config_editor.preset_work import applied, offered
from gui.config_editor.presets_dialog import PresetsDialog
from gui.services import Services
from gui.widgets.two_lines import SECOND_LINE


@pytest.fixture
def dialog(qtbot: QtBot, opened: EditingSession, services: Services) -> PresetsDialog:
    made = PresetsDialog(opened, services)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() > 3 and made.view.toPlainText() != "", timeout=20_000)
    return made


def choose(qtbot: QtBot, dialog: PresetsDialog, key: str) -> None:
    dialog.choose(key)
    qtbot.waitUntil(lambda: dialog._applied is not None, timeout=20_000)


def test_the_difference_is_shown_and_applying_is_one_step(
    qtbot: QtBot, dialog: PresetsDialog, opened: EditingSession
) -> None:
    before = opened.training.text, opened.dataset.text
    choose(qtbot, dialog, "character")
    text = dialog.view.toPlainText()
    assert "-network_dim = 32" in text
    assert "+network_dim = 64" in text
    assert "+batch_size = 10" in text
    assert dialog.chosen is not None
    assert dialog.chosen.source
    assert (opened.training.text, opened.dataset.text) == before
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    assert "network_dim = 64" in opened.training.text
    assert "batch_size = 10" in opened.dataset.text
    assert "# my character, second try" in opened.training.text
    assert opened.undo_stack.count() == 1
    opened.undo()
    assert (opened.training.text, opened.dataset.text) == before


def test_a_preset_that_holds_already_cannot_be_applied(
    qtbot: QtBot, dialog: PresetsDialog, opened: EditingSession
) -> None:
    choose(qtbot, dialog, "character")
    opened.apply(dialog._applied.edits, "as the dialog does")
    dialog._find(select="character")
    qtbot.waitUntil(lambda: "already" in dialog._count.text(), timeout=20_000)
    assert not dialog.apply.isEnabled()


def test_own_presets_are_saved_renamed_and_removed(
    qtbot: QtBot, dialog: PresetsDialog, services: Services, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = services.paths.data / "presets"
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert dialog.dialog is not None
    assert dialog.dialog.edit.text() == "my_character"
    dialog.dialog.edit.setText("夜晚的騎士")
    qtbot.mouseClick(dialog.dialog.apply, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.chosen is not None and dialog.chosen.file is not None, timeout=20_000)
    assert [path.name for path in folder.iterdir()] == ["夜晚的騎士.json"]
    assert dialog.rename.isVisible()
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    dialog.dialog.edit.setText("夜晚的騎士")
    qtbot.mouseClick(dialog.dialog.apply, Qt.MouseButton.LeftButton)
    assert dialog.dialog.problem.isVisible(), "a name that is taken is said, nothing is replaced"
    dialog.dialog.reject()
    qtbot.mouseClick(dialog.rename, Qt.MouseButton.LeftButton)
    dialog.dialog.edit.setText("knight at night")
    qtbot.mouseClick(dialog.dialog.apply, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.chosen is not None and dialog.chosen.key == "user:knight-at-night", timeout=20_000)
    assert [path.name for path in folder.iterdir()] == ["knight-at-night.json"]
    trash = tmp_path / "trash"
    trash.mkdir()
    monkeypatch.setattr("send2trash.send2trash", lambda path: Path(path).rename(trash / Path(path).name))
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    question = dialog.findChild(QMessageBox)
    remove = next(found for found in question.buttons() if "trash" in found.text())
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.model.row_of("user:knight-at-night") < 0, timeout=20_000)
    assert not list(folder.iterdir())
    assert [path.name for path in trash.iterdir()] == ["knight-at-night.json"]


def test_a_broken_preset_is_said(qtbot: QtBot, dialog: PresetsDialog, services: Services) -> None:
    folder = services.paths.data / "presets"
    folder.mkdir(parents=True)
    (folder / "bad.json").write_text("{")
    dialog._find()
    qtbot.waitUntil(lambda: "bad.json" in dialog.notice.text, timeout=20_000)
    assert dialog.model.rowCount() > 3


def test_what_suits_the_card_comes_first(opened: EditingSession, tmp_path: Path) -> None:
    result = opened.result
    assert result is not None
    here = Here(result.checked, opened.training, opened.dataset)
    card = Card(name="a card", compute_capability=(12, 0), memory_total=16 << 30, memory_free=15 << 30)
    found = offered(here, Hardware(cards=(card,)), tmp_path / "runs", tmp_path / "presets")
    assert found.presets[0].key == "optimal"
    assert "16 GB" in found.presets[0].about_in("en")
    after = applied(found.presets[0], opened.training, opened.dataset)
    assert "cache_latents = true" in after.texts[0].after
    none = offered(here, Hardware(cards=()), tmp_path / "runs", tmp_path / "presets")
    assert none.presets[0].key != "optimal"


def test_the_model_is_a_model(qtmodeltester: ModelTester, opened: EditingSession, tmp_path: Path) -> None:
    result = opened.result
    assert result is not None
    here = Here(result.checked, opened.training, opened.dataset)
    presets = offered(here, Hardware(), tmp_path / "runs", tmp_path / "presets").presets
    model = PresetModel("zh_TW")
    model.show_presets(presets)
    qtmodeltester.check(model)
    assert model.index(0).data() == "角色 LoRA"
    assert model.index(0).data(SECOND_LINE)
    assert model.preset(99) is None
