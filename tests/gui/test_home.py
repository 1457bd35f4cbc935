"""Home: the next step, the last runs, the machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.monitoring.machine import Machine
from core.monitoring.sample import GpuSample
from core.runs.events import Outcome, RunEnded
from gui.app import Program
from gui.home.hero import NextStep, next_step
from gui.home.machine_card import MachineCard
from gui.home.page import HomePage
from gui.main_window import MainWindow
from tests.children.runs import ChildRuns
from tests.gui.studio import write_studio_run


def home_of(window: MainWindow) -> HomePage:
    page = window.page("home")
    assert isinstance(page, HomePage)
    return page


def texts(page: HomePage) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_without_runs_the_demo_is_offered(window: MainWindow) -> None:
    page = home_of(window)
    assert page.hero.primary.text() == "Train the demo LoRA"
    assert page.rows == []
    assert "No training yet" in texts(page)


def test_the_last_runs_are_listed_with_their_pictures(
    qtbot: QtBot, window: MainWindow, runs_root: Path, tmp_path: Path
) -> None:
    ended = RunEnded(outcome=Outcome.FINISHED)
    for number in range(7):
        write_studio_run(
            runs_root,
            tmp_path / "loras",
            f"run-{number}",
            name=f"lora_{number}",
            steps=20 if number != 6 else 40,
            total_steps=40,
            epochs=2,
            ago=1000.0 * (7 - number),
            ending=ended,
        )
    page = home_of(window)
    qtbot.waitUntil(lambda: len(page.rows) == 6, timeout=10000)
    shown = texts(page)
    assert "lora_6" in shown
    assert "lora_0" not in shown, "only the newest six"
    assert "40 of 40 steps" in shown
    assert "finished" in shown
    qtbot.waitUntil(
        lambda: page.rows[0]._picture.pixmap().width() >= 56 and not page.rows[0]._picture.property("icon_name"),
        timeout=20_000,
    )


def test_a_row_opens_its_run(qtbot: QtBot, window: MainWindow, runs_root: Path, tmp_path: Path) -> None:
    write_studio_run(
        runs_root, tmp_path, "a-run", name="lora", steps=10, total_steps=10, epochs=1,
        ending=RunEnded(outcome=Outcome.FINISHED),
    )  # fmt: skip
    page = home_of(window)
    qtbot.waitUntil(lambda: len(page.rows) == 1, timeout=10000)
    with qtbot.waitSignal(page.navigate) as asked:
        qtbot.mouseClick(page.rows[0], Qt.MouseButton.LeftButton)
    assert asked.args == ["training", "a-run"]
    assert window.current == "training"


def test_a_live_run_comes_first(qtbot: QtBot, window: MainWindow, child_runs: ChildRuns) -> None:
    folder = child_runs.start("--steps", "100000", "--seconds", "0.01", name="my_character")
    page = home_of(window)
    qtbot.waitUntil(lambda: page.hero.primary.text() == "Watch the training", timeout=15000)
    assert "my_character is under way" in texts(page)
    with qtbot.waitSignal(page.navigate) as asked:
        qtbot.mouseClick(page.hero.primary, Qt.MouseButton.LeftButton)
    assert asked.args == ["training", folder.run_id]


def test_an_interrupted_run_can_be_taken_up(
    qtbot: QtBot, window: MainWindow, runs_root: Path, tmp_path: Path, program: Program
) -> None:
    folder = write_studio_run(
        runs_root, tmp_path, "cut-off", name="lora", steps=12, total_steps=20, epochs=2,
        ending=RunEnded(outcome=Outcome.INTERRUPTED),
    )  # fmt: skip
    page = home_of(window)
    qtbot.waitUntil(lambda: page.hero.primary.text() == "Continue the training", timeout=10000)
    assert "state saved at step 12" in texts(page)
    qtbot.mouseClick(page.hero.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.notice.isVisible, timeout=10000)
    assert "left no state to go on from" in window.notice.text, "its folder does not exist: that is said, not hidden"
    assert page.hero.primary.isEnabled()
    assert folder.root.exists()


def test_next_step_prefers_what_is_under_way() -> None:
    assert next_step(()) == (NextStep.DEMO, None)


@pytest.mark.slow
def test_the_demo_is_started_by_one_click(qtbot: QtBot, window: MainWindow, program: Program) -> None:
    page = home_of(window)
    qtbot.mouseClick(page.hero.primary, Qt.MouseButton.LeftButton)
    assert not page.hero.primary.isEnabled(), "one click starts one training"
    qtbot.waitUntil(lambda: window.current == "training", timeout=20000)
    qtbot.waitUntil(lambda: program.services.runs.live is not None, timeout=10000)
    live = program.services.runs.live
    assert live is not None
    qtbot.waitUntil(lambda: (_step(program) or 0) >= 1, timeout=60000)
    window.context_bar.job.stop_now.trigger()
    qtbot.waitUntil(lambda: program.services.runs.live is None, timeout=20000)


def _step(program: Program) -> int | None:
    live = program.services.runs.live
    assert live is not None, program.services.runs.runs[0].summary
    return live.summary.step


def test_the_machine_with_and_without_a_card(qtbot: QtBot, program: Program) -> None:
    card = MachineCard(program.services.icons)
    qtbot.addWidget(card)
    card.show()
    machine = Machine(
        processor="AMD Ryzen 7", cores=16, memory_total=64 * 2**30, memory_available=50 * 2**30, system="Linux 6"
    )
    card.show_machine(machine)
    qtbot.waitUntil(lambda: "No NVIDIA card" in _words(card))
    assert "AMD Ryzen 7" in _words(card)
    gpu = GpuSample(index=0, name="NVIDIA GeForce RTX 5080", memory_used=2**30, memory_total=16 * 2**30)
    card.show_machine(
        Machine(
            processor="AMD Ryzen 7",
            cores=16,
            memory_total=64 * 2**30,
            memory_available=50 * 2**30,
            system="Linux 6",
            gpus=(gpu,),
        )
    )
    qtbot.waitUntil(lambda: "of 16.0" in _words(card))
    assert "No NVIDIA card" not in _words(card)
    assert "15.0\u00a0GB of 16.0\u00a0GB free" in _words(card)


def _words(card: MachineCard) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card))


def test_projects_are_opened_from_here(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    project = tmp_path / "sks_knight"
    project.mkdir()
    gone = tmp_path / "gone"
    program.services.preferences.update(recent_projects=(str(project), str(gone)))
    page = HomePage(program.services)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: not page.projects.rows[1].open.isEnabled())
    assert "no longer at" in texts(page)
    with qtbot.waitSignal(page.navigate) as asked:
        qtbot.mouseClick(page.projects.rows[0].open, Qt.MouseButton.LeftButton)
    assert asked.args == ["config", str(project)]


def test_nothing_is_said_of_nothing_after_a_change_of_language(
    qtbot: QtBot, window: MainWindow, program: Program
) -> None:
    program.services.preferences.update(language="zh_TW")
    qtbot.waitUntil(lambda: program.window is not window)
    qtbot.waitUntil(lambda: "還沒有訓練紀錄" in texts(home_of(program.window)))
