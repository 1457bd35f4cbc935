"""What a run cannot do is said where one would ask for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.runs.controller import RunController
from core.runs.events import Wish
from gui.training_monitor.page import TrainingPage
from tests.children.kohya_runs import KohyaRuns
from tests.children.runs import ChildRuns

WISHES = (Wish.SAVE, Wish.SAMPLE, Wish.PAUSE, Wish.STOP_AND_SAVE)


@pytest.mark.parametrize("missing", ["LossRecorder.add", ""])
def test_buttons_that_are_off_say_why(
    qtbot: QtBot, page: TrainingPage, controller: RunController, tmp_path: Path, missing: str
) -> None:
    kohya = KohyaRuns(ChildRuns(controller, tmp_path), tmp_path)
    folder = kohya.start(environment={"LAB_WITHOUT": missing, "LAB_SECONDS": "0.2"}, max_train_epochs=20)
    page.show()
    page.show_run(folder.run_id)
    header = page.run_view.header
    qtbot.waitUntil(lambda: header.button(Wish.SAVE).isVisible() and header._summary.step is not None, timeout=20_000)
    for wish in WISHES:
        button = header.button(wish)
        assert button.isEnabled() == (not missing)
        assert ("no LossRecorder.add" in button.toolTip()) == bool(missing)
    told = page.run_view.problems.lines
    texts = [str(told.index(row).data()) for row in range(told.rowCount())]
    if missing:
        qtbot.waitUntil(lambda: told.rowCount() > 0)
        texts = [str(told.index(row).data()) for row in range(told.rowCount())]
        assert any("goes on without: exact losses, Save now" in text for text in texts)
    else:
        assert texts == []
    controller.stop(folder.run_id, force=True)
    kohya.runs.ended(folder)
