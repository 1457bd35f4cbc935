"""Checkpoints: runs, files, details, and following a run that goes on."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.runs.controller import RunController
from core.runs.events import CheckpointSaved, Outcome, RunEnded
from core.runs.store_writer import StoreWriter
from gui.app import Program
from gui.checkpoint_browser.details import top_tags
from gui.checkpoint_browser.file_model import LOSS, NAME, SAVED, STEP
from gui.checkpoint_browser.page import CheckpointsPage
from gui.main_window import MainWindow
from tests.gui.studio import TAGS, write_checkpoint, write_studio_run

FINISHED = RunEnded(outcome=Outcome.FINISHED)


@pytest.fixture
def loras(runs_root: Path, tmp_path: Path) -> Path:
    """Two runs, the newer one with three checkpoints."""
    folder = tmp_path / "loras"
    write_studio_run(
        runs_root, folder, "run-1", name="older", steps=20, total_steps=20, epochs=1, ago=5000, ending=FINISHED
    )
    write_studio_run(runs_root, folder, "run-2", name="newer", steps=30, total_steps=40, epochs=4, ending=FINISHED)
    return folder


@pytest.fixture
def page(qtbot: QtBot, loras: Path, window: MainWindow) -> CheckpointsPage:
    window.go("checkpoints")
    made = window.page("checkpoints")
    assert isinstance(made, CheckpointsPage)
    qtbot.waitUntil(lambda: made.files.rowCount() == 3, timeout=10000)
    return made


def facts(page: CheckpointsPage) -> str:
    return "\n".join(label.text() for label in page.details.findChildren(QLabel) if label.isVisibleTo(page.details))


def column(page: CheckpointsPage, section: int) -> list[Any]:
    return [page.files.index(row, section).data() for row in range(page.files.rowCount())]


@pytest.mark.parametrize("name", ["runs", "files"])
def test_models_are_models(name: str, qtbot: QtBot, page: CheckpointsPage, qtmodeltester: Any) -> None:
    qtmodeltester.check(getattr(page, name), force_py=True)


def test_the_newest_run_is_shown_with_its_files(page: CheckpointsPage) -> None:
    assert [page.runs.index(row).data() for row in range(page.runs.rowCount())] == ["newer", "older"]
    assert column(page, NAME) == ["newer-000003", "newer-000002", "newer-000001"]
    assert column(page, STEP) == ["30", "20", "10"]
    assert all(0.0 < float(loss) < 1.0 for loss in column(page, LOSS))
    assert all("today" in text or "yesterday" in text for text in column(page, SAVED))


def test_a_chosen_file_tells_what_its_header_says(qtbot: QtBot, page: CheckpointsPage) -> None:
    flags = QItemSelectionModel.SelectionFlag
    page.table.selectionModel().setCurrentIndex(page.files.index(1, 0), flags.ClearAndSelect | flags.Rows)
    qtbot.waitUntil(lambda: "Optimizer" in facts(page))
    shown = facts(page)
    for expected in ("newer-000002.safetensors", "sd15.safetensors", "1e-4", "5e-5", "AdamW", "1girl, armor"):
        assert expected in shown
    qtbot.waitUntil(lambda: not page.details._picture.pixmap().isNull())


def test_the_pictures_can_be_leafed_through(qtbot: QtBot, page: CheckpointsPage) -> None:
    assert page.details._which.text() == "1 of 3"
    page.details._browse_samples(1)
    assert page.details._which.text() == "2 of 3"
    page.details._browse_samples(-1)
    page.details._browse_samples(-1)
    assert page.details._which.text() == "3 of 3"


def test_the_path_can_be_copied(qtbot: QtBot, page: CheckpointsPage, loras: Path) -> None:
    qtbot.mouseClick(page.details.copy_path, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == str(loras / "newer-000003.safetensors")


def test_a_run_can_be_asked_for(qtbot: QtBot, page: CheckpointsPage, window: MainWindow) -> None:
    window.go("checkpoints", "run-1")
    qtbot.waitUntil(lambda: column(page, NAME) == ["older-000001"])


def test_a_file_that_was_moved_away_is_said(
    qtbot: QtBot, page: CheckpointsPage, loras: Path, window: MainWindow
) -> None:
    (loras / "older-000001.safetensors").unlink()
    window.go("checkpoints", "run-1")
    qtbot.waitUntil(lambda: "no longer where it was written" in facts(page))
    assert "is no longer there" in page.files.index(0, NAME).data(Qt.ItemDataRole.ToolTipRole)


def test_a_cut_off_file_is_said(qtbot: QtBot, page: CheckpointsPage, loras: Path, window: MainWindow) -> None:
    path = loras / "older-000001.safetensors"
    path.write_bytes(path.read_bytes()[:2000])
    window.go("checkpoints", "run-1")
    qtbot.waitUntil(lambda: "unreadable" in facts(page))
    assert "cut off" in facts(page)


def test_a_new_checkpoint_appears_and_the_choice_stays(
    qtbot: QtBot, page: CheckpointsPage, runs_root: Path, loras: Path, program: Program
) -> None:
    flags = QItemSelectionModel.SelectionFlag
    page.table.selectionModel().setCurrentIndex(page.files.index(2, 0), flags.ClearAndSelect | flags.Rows)
    path = loras / "newer-step00000030.safetensors"
    write_checkpoint(path, step=30, epoch=3)
    writer = StoreWriter(RunController(runs_root).folder("run-2"))
    with writer.transaction():
        writer.append([CheckpointSaved(path=str(path), step=30, epoch=3, size=path.stat().st_size, reason="wish")])
    writer.close()
    qtbot.waitUntil(lambda: page.files.rowCount() == 4, timeout=10000)
    assert column(page, NAME)[0] == "newer-step00000030"
    assert page.table.currentIndex().row() == 3
    assert column(page, NAME)[3] == "newer-000001"


def test_thumbnails_come_from_the_samples_of_the_step(qtbot: QtBot, page: CheckpointsPage) -> None:
    def picture() -> Any:
        return page.files.index(0, NAME).data(Qt.ItemDataRole.DecorationRole)

    qtbot.waitUntil(lambda: picture() is not None and not picture().isNull())


def test_without_checkpoints_the_page_says_what_would_be_here(qtbot: QtBot, window: MainWindow) -> None:
    window.go("checkpoints")
    page = window.page("checkpoints")
    assert isinstance(page, CheckpointsPage)
    assert page._empty.isVisible()
    assert page._empty.button is not None
    qtbot.mouseClick(page._empty.button, Qt.MouseButton.LeftButton)
    assert window.current == "home"


def test_tags_are_counted_over_folders() -> None:
    assert top_tags(json.dumps(TAGS))[:3] == ["1girl", "armor", "smile"]
    assert top_tags(json.dumps({"a": {"x": 1, "y": 5}, "b": {"x ": 9}})) == ["x", "y"]
    for damaged in ("", "[]", "{", '{"a": 3}', '{"a": {"x": "many"}}'):
        assert top_tags(damaged) == []


def test_models_read_no_file(page: CheckpointsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Painting asks `data()` many times a second: it must never touch the disk."""

    touched: list[object] = []
    real = Path.stat

    def noted(path: Path, **options: bool) -> os.stat_result:
        if threading.current_thread() is threading.main_thread():
            touched.append(path)
        return real(path, **options)

    models: tuple[QAbstractItemModel, ...] = (page.runs, page.files)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", noted)
        for model in models:
            for row in range(model.rowCount()):
                for section in range(SAVED + 1 if model is page.files else 1):
                    for role in Qt.ItemDataRole:
                        model.index(row, section).data(role)
    assert not touched
