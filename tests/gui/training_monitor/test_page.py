"""The whole page over run folders that a training has left, and over real, tiny trainings."""

from __future__ import annotations

import csv
import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from core.runs.events import Outcome, RunEnded, Wish
from gui.theme import Theme, ThemeMode
from gui.training_monitor.page import TrainingPage
from gui.training_monitor.run_curves import MarkerKind
from gui.training_monitor.series import Axis
from tests.children.runs import ChildRuns
from tests.gui.training_monitor.run_folders import write_run

FINISHED = RunEnded(outcome=Outcome.FINISHED, exit_code=0)


@pytest.fixture
def stored(runs_root: Path) -> Path:
    """Two runs that are over: a finished one, and an older one that ran out of memory."""
    runs_root.mkdir(parents=True, exist_ok=True)
    write_run(runs_root, "new", name="new run", steps=200, total_steps=200, ending=FINISHED)
    memory = RunEnded(outcome=Outcome.OUT_OF_MEMORY, reason="The card was full.", hint="Use less.", exit_code=1)
    write_run(
        runs_root,
        "old",
        name="old run",
        steps=90,
        total_steps=200,
        ending=memory,
        age=5000,
        last_lines=("bang",),
        gpu=False,
    )
    return runs_root


def opened(qtbot: QtBot, page: TrainingPage, run_id: str) -> TrainingPage:
    """The page with all of this run shown."""
    with qtbot.waitSignals([page.run_changed, page.run_view.caught_up]):
        page.show()
        page.show_run(run_id)
    return page


def click(box: QMessageBox, text: str) -> None:
    button = next(button for button in box.buttons() if button.text() == text)
    assert isinstance(button, QPushButton)
    button.click()


def question(qtbot: QtBot, page: TrainingPage) -> QMessageBox:
    qtbot.waitUntil(lambda: bool(page.findChildren(QMessageBox)))
    return page.findChildren(QMessageBox)[0]


def test_without_runs_there_is_one_button_and_it_starts_the_demo(qtbot: QtBot, page: TrainingPage) -> None:
    page.show()
    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.button is not None
    with qtbot.waitSignal(page.demo_requested):
        page.empty.button.click()


def test_the_newest_run_is_shown_first(qtbot: QtBot, page: TrainingPage, stored: Path) -> None:
    with qtbot.waitSignal(page.run_changed) as changed:
        page.show()
    assert changed.args == ["new"]


def test_a_finished_run_in_full(qtbot: QtBot, page: TrainingPage, stored: Path) -> None:
    view = opened(qtbot, page, "new").run_view
    series = view.curves.runs[0].series
    assert series.steps.tolist() == list(range(1, 201))
    assert list(series.learning_rates) == ["unet", "textencoder"]
    low, high = view.curves.loss_plot.x_range()
    assert low <= 1 < 200 <= high
    assert view.events.lines.rowCount() > 20
    assert view.problems.lines.rowCount() == 1
    assert view.tabs.tabText(1) == "Problems 1"
    assert view.checkpoints.checkpoints.rowCount() == 10
    assert "step 200" in view.samples.words
    qtbot.waitUntil(lambda: "saving checkpoint" in view.log.text)
    assert view.banner.isVisible()
    assert not view.banner.resume_button.isVisible()
    assert view.banner.restart_button.isVisible()
    assert not view.header.button(Wish.SAVE).isVisible()
    assert view.hardware._history.cards == [0]


def test_a_run_that_ran_out_of_memory_says_why_and_offers_to_resume(
    qtbot: QtBot, page: TrainingPage, stored: Path
) -> None:
    banner = opened(qtbot, page, "old").run_view.banner
    assert "The card was full. Use less." in banner.accessibleName()
    assert banner._lines.toPlainText() == "bang"
    assert banner.resume_button.isVisible()
    with qtbot.waitSignal(page.navigate) as asked:
        banner.checkpoints_button.click()
    assert asked.args == ["checkpoints", "old"]


def test_markers_sit_at_their_steps(qtbot: QtBot, page: TrainingPage, stored: Path) -> None:
    curves = opened(qtbot, page, "new").run_view.curves.runs[0]
    markers, x, y = curves.marker_places(MarkerKind.CHECKPOINT)
    assert x.tolist() == [20.0 * number for number in range(1, 11)]
    assert markers[0].text == "character_lora_v3-000001.safetensors"
    assert ((y > 0.03) & (y < 0.5)).all()
    assert len(curves.marker_places(MarkerKind.SAMPLE)[0]) == 30
    assert [marker.step for marker in curves.marker_places(MarkerKind.PROBLEM)[0]] == [66]


@pytest.mark.parametrize("axis", list(Axis))
def test_both_plots_share_the_x_axis(qtbot: QtBot, page: TrainingPage, stored: Path, axis: Axis) -> None:
    curves = opened(qtbot, page, "new").run_view.curves
    curves.set_axis(axis)
    assert curves.loss_plot.x_range() == pytest.approx(curves.rate_plot.x_range())
    newest = {Axis.STEP: 200, Axis.EPOCH: 10, Axis.TIME: 100}[axis]
    assert newest <= curves.loss_plot.x_range()[1] <= newest * 1.2
    curves.point_at(newest / 2)
    assert "step 100" in curves._loss_readout.text()
    assert "unet" in curves._rate_readout.text()
    curves.point_at(float("nan"))
    assert not curves._loss_readout.isVisible()


def test_zooming_by_key_leaves_the_newest_step_and_home_comes_back(
    qtbot: QtBot, page: TrainingPage, stored: Path
) -> None:
    curves = opened(qtbot, page, "new").run_view.curves
    qtbot.keyClick(curves.loss_plot, Qt.Key.Key_Plus)
    low, high = curves.loss_plot.x_range()
    assert (low, high) > (20, 170)
    for _ in range(3):
        qtbot.keyClick(curves.loss_plot, Qt.Key.Key_Left)
    assert not curves.toolbar.follow_button.isChecked()
    qtbot.keyClick(curves.loss_plot, Qt.Key.Key_Home)
    assert curves.toolbar.follow_button.isChecked()
    assert curves.loss_plot.x_range()[1] > 200


def test_smoothing_log_axis_and_outliers(qtbot: QtBot, page: TrainingPage, stored: Path) -> None:
    curves = opened(qtbot, page, "new").run_view.curves
    run = curves.runs[0]
    curves.toolbar.set_smoothing(0.0)
    assert run.smoothed.curve.values.tolist() == run.series.loss.values.tolist()
    robust = curves.loss_plot.y_range()[1]
    curves.toolbar.outliers.setChecked(True)
    assert curves.loss_plot.y_range()[1] >= run.series.loss.values.max()
    assert curves.loss_plot.y_range()[1] >= robust
    curves.toolbar.logarithmic.setChecked(True)
    assert curves.loss_plot.y_range()[1] < 1


def test_several_runs_are_compared(qtbot: QtBot, page: TrainingPage, stored: Path) -> None:
    opened(qtbot, page, "new")
    page.list.view.selectAll()
    curves = page.run_view.curves
    qtbot.waitUntil(lambda: [len(run.series) for run in curves.runs] == [200, 90])
    assert [run.name for run in curves.runs] == ["new run", "old run"]
    assert "old run" in curves._loss_legend.accessibleName()
    page.list.select(["old"])
    page.list._on_selected()
    qtbot.waitUntil(lambda: [run.name for run in curves.runs] == ["old run"] and len(curves.runs[0].series) == 90)


def test_plots_are_saved_as_picture_and_table(qtbot: QtBot, page: TrainingPage, stored: Path, tmp_path: Path) -> None:
    opened(qtbot, page, "new")
    page.save_image(tmp_path / "loss.png")
    page.save_table(tmp_path / "loss.csv")
    qtbot.waitUntil(lambda: (tmp_path / "loss.png").exists() and (tmp_path / "loss.csv").exists())
    assert QImage(str(tmp_path / "loss.png")).width() > 300
    with (tmp_path / "loss.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 200
    assert rows[99]["step"] == "100"
    assert float(rows[99]["loss"]) == pytest.approx(page.run_view.curves.runs[0].series.loss.values[99])
    assert set(rows[0]) == {
        "step", "epoch", "seconds_since_start", "loss", "lr_unet", "lr_textencoder", "loss_smoothed"
    }  # fmt: skip


def test_a_place_that_cannot_be_written_is_told(qtbot: QtBot, page: TrainingPage, stored: Path, tmp_path: Path) -> None:
    opened(qtbot, page, "new")
    (tmp_path / "file").touch()
    page.save_table(tmp_path / "file" / "loss.csv")
    qtbot.waitUntil(page.notice.isVisible)
    assert "Could not write" in page.notice.text


def test_samples_go_back_and_compare(qtbot: QtBot, page: TrainingPage, stored: Path) -> None:
    samples = opened(qtbot, page, "new").run_view.samples
    qtbot.waitUntil(lambda: [image.width() for image in samples._picture._images] == [512])
    qtbot.keyClick(samples, Qt.Key.Key_Left)
    assert "step 180" in samples.words
    samples.compare_button.click()
    assert "step 20" in samples.words
    assert "step 200" in samples.words
    qtbot.waitUntil(lambda: len(samples._picture._images) == 2)
    samples.compare_button.click()
    qtbot.keyClick(samples, Qt.Key.Key_Right)
    assert "step 200" in samples.words
    samples._prompts.setCurrentIndex(1)
    qtbot.waitUntil(lambda: samples._picture._images[0].height() == 640)


def test_the_theme_changes_live(qtbot: QtBot, page: TrainingPage, stored: Path, theme: Theme) -> None:
    view = opened(qtbot, page, "new").run_view
    before = view.curves.loss_plot.grab().toImage().pixelColor(70, 8)
    theme.set_mode(ThemeMode.DARK)
    after = view.curves.loss_plot.grab().toImage().pixelColor(70, 8)
    assert before.lightness() > 200 > 60 > after.lightness()
    theme.set_mode(ThemeMode.LIGHT)


def test_a_run_goes_to_the_trash_after_a_question(
    qtbot: QtBot, page: TrainingPage, stored: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    opened(qtbot, page, "new")
    menu = page.list.menu_for(page.list.selected())
    actions = {action.text(): action for action in menu.actions()}
    actions["Move to the trash…"].trigger()
    box = question(qtbot, page)
    assert box.defaultButton().text() == "Keep"
    with qtbot.waitSignal(page.run_changed) as changed:
        click(box, "Move to the trash")
    assert changed.args == ["old"]
    assert not (stored / "new").exists()


def test_a_live_training_is_followed_and_saves_when_asked(
    qtbot: QtBot, page: TrainingPage, child_runs: ChildRuns
) -> None:
    folder = child_runs.start("--steps", "4000", "--seconds", "0.01")
    view = opened(qtbot, page, folder.run_id).run_view
    series = view.curves.runs[0].series
    qtbot.waitUntil(lambda: len(series) > 20, timeout=15_000)
    save = view.header.button(Wish.SAVE)
    qtbot.waitUntil(save.isEnabled)
    save.click()
    assert not save.isEnabled()
    assert "asked" in view.header._feedback.text()
    qtbot.waitUntil(lambda: view.checkpoints.checkpoints.rowCount() == 1, timeout=10_000)
    qtbot.waitUntil(lambda: "done" in view.header._feedback.text() and save.isEnabled())
    length = len(series)
    qtbot.waitUntil(lambda: len(series) > length + 20)
    assert series.steps.tolist() == list(range(1, len(series) + 1))
    assert view.header._figures["step"].text().endswith("/ 4,000")


def test_stopping_without_saving_asks_first(qtbot: QtBot, page: TrainingPage, child_runs: ChildRuns) -> None:
    folder = child_runs.start("--steps", "4000", "--seconds", "0.01")
    view = opened(qtbot, page, folder.run_id).run_view
    qtbot.waitUntil(lambda: view.header.button(Wish.STOP_AND_SAVE).isEnabled(), timeout=15_000)
    view.header.stop_wanted.emit()
    box = question(qtbot, page)
    assert box.defaultButton().text() == "Stop and save"
    click(box, "Stop without saving")
    qtbot.waitUntil(view.banner.isVisible, timeout=15_000)
    assert "Stopped" in view.banner.accessibleName()
    assert not view.header.button(Wish.SAVE).isVisible()


def test_a_killed_training_says_so(qtbot: QtBot, page: TrainingPage, child_runs: ChildRuns) -> None:
    folder = child_runs.start("--steps", "4000", "--seconds", "0.01")
    view = opened(qtbot, page, folder.run_id).run_view
    qtbot.waitUntil(lambda: len(view.curves.runs[0].series) > 5, timeout=15_000)
    os.kill(child_runs.trainer(folder).pid, signal.SIGKILL)
    qtbot.waitUntil(view.banner.isVisible, timeout=10_000)
    assert "Killed" in view.banner.accessibleName()


def test_a_refused_wish_is_explained(qtbot: QtBot, page: TrainingPage, stored: Path) -> None:
    view = opened(qtbot, page, "new").run_view
    assert view.wishes is not None
    view.wishes.ask(Wish.SAVE)
    qtbot.waitUntil(lambda: view.wishes is not None and view.wishes.tone == "error")
    assert "is over" in view.wishes.words
