from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.runs.events import Message, Outcome, RunEnded, Step
from core.runs.folder import RunFolder
from core.runs.store_writer import StoreWriter
from gui.training_monitor import run_feed
from gui.training_monitor.run_feed import RunFeed
from gui.training_monitor.run_reader import RunUpdate
from tests.gui.training_monitor.run_folders import new_folder, started


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return new_folder(tmp_path, "run")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Owns the feeds, as the page does."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def step(number: int, loss: float = 0.1) -> Step:
    return Step(
        step=number,
        epoch=1,
        loss=loss,
        average_loss=loss,
        learning_rates={"unet": 1e-4},
        seconds=0.1,
        time=number * 0.1,
    )


class Listener:
    """Collects what a feed hands on."""

    def __init__(self, feed: RunFeed) -> None:
        self.updates: list[RunUpdate] = []
        feed.updated.connect(self.updates.append)

    @property
    def steps(self) -> list[int]:
        found = [update.steps.step for update in self.updates if update.steps is not None]
        return [int(number) for number in np.concatenate(found)] if found else []

    @property
    def events(self) -> list[str]:
        return [stored.event.type for update in self.updates for stored in update.events]


def test_everything_comes_once_and_in_order(qtbot: QtBot, window: QWidget, folder: RunFolder) -> None:
    writer = StoreWriter(folder)
    with writer.transaction():
        writer.append([started(100, 1, 0.0), *(step(number) for number in range(1, 31))])
    feed = RunFeed(folder, parent=window)
    heard = Listener(feed)
    with qtbot.waitSignal(feed.caught_up):
        feed.start()
    assert heard.steps == list(range(1, 31))
    with writer.transaction():
        writer.append([*(step(number) for number in range(31, 51)), Message(level="warning", text="hot")])
    folder.console.write_bytes(b"hello\n")
    qtbot.waitUntil(lambda: len(heard.steps) == 50 and any(update.log for update in heard.updates))
    assert heard.steps == list(range(1, 51))
    assert heard.events == ["run_started", "message"]
    assert feed.summary.step == 50
    feed.stop()
    writer.close()


def test_a_long_run_comes_in_portions(
    qtbot: QtBot, window: QWidget, folder: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_feed, "STEPS_AT_ONCE", 100)
    writer = StoreWriter(folder)
    with writer.transaction():
        writer.append([started(1000, 1, 0.0), *(step(number) for number in range(1, 951))])
    writer.close()
    feed = RunFeed(folder, parent=window)
    heard = Listener(feed)
    with qtbot.waitSignal(feed.caught_up):
        feed.start()
    assert heard.steps == list(range(1, 951))
    assert [len(update.steps or ()) for update in heard.updates] == [100] * 9 + [50]
    assert heard.events == ["run_started"]
    feed.stop()


def test_after_stop_nothing_comes_any_more(qtbot: QtBot, window: QWidget, folder: RunFolder) -> None:
    writer = StoreWriter(folder)
    with writer.transaction():
        writer.append([started(100, 1, 0.0), step(1)])
    feed = RunFeed(folder, parent=window)
    heard = Listener(feed)
    feed.start()
    feed.stop()
    qtbot.wait(60)
    assert not heard.updates
    writer.close()


def test_hidden_or_ended_runs_are_polled_rarely(qtbot: QtBot, window: QWidget, folder: RunFolder) -> None:
    writer = StoreWriter(folder)
    with writer.transaction():
        writer.append([started(100, 1, 0.0), step(1)])
    feed = RunFeed(folder, parent=window)
    with qtbot.waitSignal(feed.caught_up):
        feed.start()
    assert feed._timer.interval() == run_feed.LIVE_MS
    feed.set_visible(False)
    assert feed._timer.interval() == run_feed.HIDDEN_MS
    feed.set_visible(True)
    with writer.transaction():
        writer.append([RunEnded(outcome=Outcome.FINISHED)])
    qtbot.waitUntil(lambda: feed._timer.interval() == run_feed.ENDED_MS)
    feed.stop()
    writer.close()


def test_a_live_run_is_looked_after(qtbot: QtBot, window: QWidget, folder: RunFolder) -> None:
    writer = StoreWriter(folder)
    with writer.transaction():
        writer.append([started(100, 1, 0.0), step(1)])
    looked: list[int] = []
    feed = RunFeed(folder, look_after=lambda: looked.append(1), parent=window)
    feed.start()
    qtbot.waitUntil(lambda: bool(looked))
    feed.stop()
    writer.close()


def test_a_damaged_store_is_told_and_asked_again(qtbot: QtBot, window: QWidget, folder: RunFolder) -> None:
    folder.store.write_bytes(b"no database" * 1000)
    feed = RunFeed(folder, parent=window)
    with qtbot.waitSignal(feed.failed) as told:
        feed.start()
    assert "damaged" in told.args[0]
    folder.store.unlink()
    writer = StoreWriter(folder)
    with writer.transaction():
        writer.append([started(100, 1, 0.0), step(1)])
    with qtbot.waitSignal(feed.caught_up):
        pass
    feed.stop()
    writer.close()


def test_a_feed_without_a_parent_may_be_dropped_while_its_answer_is_on_the_way(qtbot: QtBot, folder: RunFolder) -> None:
    writer = StoreWriter(folder)
    with writer.transaction():
        writer.append([started(100, 1, 0.0), step(1)])
    for _ in range(5):
        feed = RunFeed(folder)
        with qtbot.waitSignal(feed.caught_up):
            feed.start()
        feed.stop()
        del feed
        qtbot.wait(1)
    writer.close()
