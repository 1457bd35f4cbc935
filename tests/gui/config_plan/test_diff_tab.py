"""The diff tab: against the saved files, presets, other projects and real run folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.config.edits import FileEdit, RemoveKey, SetValue
from core.runs.folder import RunFolder
from core.runs.record import RunRecord, write_record
from gui.config_editor.comparison import OtherKind
from gui.config_editor.diff_tab import DiffTab
from gui.config_editor.difference_model import AFTER, BEFORE, SETTING, STATE, WHERE, DifferenceModel
from gui.config_editor.editing_session import EditingSession
from gui.services import Services
from tests.gui.config_plan.projects import TRAINING, write_project


@pytest.fixture
def tab(qtbot: QtBot, opened: EditingSession, services: Services) -> DiffTab:
    made = DiffTab(opened, services)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitUntil(lambda: made.summary.text() != "", timeout=10_000)
    return made


def rows(model: DifferenceModel) -> list[tuple[str, str, str, str]]:
    """State, key, before, after."""
    return [
        (
            str(model.index(row, STATE).data()),
            model.rows[row].difference.key,
            str(model.index(row, BEFORE).data()),
            str(model.index(row, AFTER).data()),
        )
        for row in range(model.rowCount())
    ]


def test_nothing_differs_from_what_is_saved(tab: DiffTab) -> None:
    assert tab.summary.text() == "No setting differs."
    assert tab.model.rowCount() == 0
    assert not tab.which.isVisible()


def test_changes_since_the_last_save(
    qtbot: QtBot, tab: DiffTab, opened: EditingSession, qtmodeltester: ModelTester
) -> None:
    dataset = opened.dataset.path
    opened.apply(
        [
            SetValue(("network_arguments", "network_dim"), 64),
            SetValue(("training_arguments", "min_snr_gamma"), 5),
            RemoveKey(("training_arguments", "seed")),
            FileEdit(dataset, SetValue(("datasets", 0, "subsets", 0, "num_repeats"), 5)),
        ],
        "several",
    )
    qtbot.waitUntil(lambda: tab.model.rowCount() == 4, timeout=20_000)
    found = {key: (state, before, after) for state, key, before, after in rows(tab.model)}
    assert found["network_dim"] == ("changed", "32", "64")
    assert found["min_snr_gamma"] == ("added", "not set (default)", "5")
    assert found["seed"] == ("removed", "42", "not set (default)")
    assert found["num_repeats"] == ("changed", "2", "5")
    assert tab.summary.text() == "4 settings differ."
    assert not tab.table.isColumnHidden(WHERE)
    assert "+network_dim = 64" in tab.text.toPlainText()
    assert "-seed = 42" in tab.text.toPlainText()
    assert "num_repeats = 5              # few pictures" in tab.text.toPlainText()
    qtmodeltester.check(tab.model)


def test_a_setting_is_shown_in_the_form(qtbot: QtBot, tab: DiffTab, opened: EditingSession) -> None:
    opened.apply([SetValue(("network_arguments", "network_dim"), 64)], "rank")
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1, timeout=20_000)
    tab.table.setCurrentIndex(tab.model.index(0, SETTING))
    with qtbot.waitSignal(opened.revealed) as shown:
        tab.table.setFocus()
        qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    assert shown.args == [opened.training.path, None, "network_dim"]


def test_only_the_text_differs(qtbot: QtBot, tab: DiffTab, opened: EditingSession) -> None:
    opened.apply([SetValue(("training_arguments", "max_grad_norm"), 1.0)], "the default")
    qtbot.waitUntil(lambda: "The texts do" in tab.summary.text(), timeout=20_000)
    assert tab.model.rowCount() == 0
    assert "+max_grad_norm = 1.0" in tab.text.toPlainText()


def test_another_project_and_one_that_is_none(qtbot: QtBot, tab: DiffTab, tmp_path: Path) -> None:
    other = write_project(tmp_path / "other", training=TRAINING.replace("network_dim = 32", "network_dim = 8"))
    tab.compare_with(OtherKind.PROJECT, other)
    assert tab.which.currentText() == "other"
    qtbot.waitUntil(lambda: any(key == "network_dim" for _, key, *_ in rows(tab.model)), timeout=20_000)
    assert ("changed", "network_dim", "8", "32") in rows(tab.model)
    assert tab.model.headerData(BEFORE, Qt.Orientation.Horizontal) == "other"
    tab.compare_with(OtherKind.PROJECT, tmp_path / "nothing here")
    qtbot.waitUntil(tab.notice.isVisible, timeout=20_000)
    assert "nothing here" in tab.notice.text
    assert tab.model.rowCount() == 0


def test_a_preset_as_what_it_would_make(qtbot: QtBot, tab: DiffTab, opened: EditingSession) -> None:
    before = opened.training.text
    tab.kind.setCurrentIndex(tab.kind.findData(OtherKind.PRESET))
    tab.kind.activated.emit(tab.kind.currentIndex())
    assert tab.which.count() >= 4
    tab.which.setCurrentIndex(tab.which.findData("character"))
    tab.which.activated.emit(tab.which.currentIndex())
    qtbot.waitUntil(lambda: ("changed", "network_dim", "32", "64") in rows(tab.model), timeout=20_000)
    assert "+network_dim = 64" in tab.text.toPlainText()
    assert opened.training.text == before, "looking changes nothing"


def test_a_past_run(qtbot: QtBot, tab: DiffTab, opened: EditingSession, runs_root: Path, project: Path) -> None:
    folder = RunFolder(runs_root / "20260101-120000-first-aaaa")
    folder.root.mkdir(parents=True)
    text = (project / "training_config.toml").read_text("utf-8").replace("max_train_epochs = 6", "max_train_epochs = 3")
    folder.training_config.write_text(text, encoding="utf-8")
    folder.dataset_config.write_bytes((project / "dataset_config.toml").read_bytes())
    argv = ("python", "-m", "core.trainer")
    write_record(
        folder,
        RunRecord(
            id=folder.run_id, name="first", engine="builtin", engine_version="0", argv=argv, cwd=str(project), host="x"
        ),
    )
    tab._services.runs.start()
    qtbot.waitUntil(lambda: len(tab._services.runs.runs) == 1, timeout=20_000)
    tab.compare_with(OtherKind.RUN, folder.root)
    qtbot.waitUntil(lambda: tab.model.rowCount() > 0, timeout=20_000)
    assert ("changed", "max_train_epochs", "3", "6") in rows(tab.model)
    assert "-max_train_epochs = 3" in tab.text.toPlainText()


def test_without_runs_it_says_so(tab: DiffTab) -> None:
    tab.compare_with(OtherKind.RUN)
    assert tab.summary.text() == "There is no run yet to compare with."
