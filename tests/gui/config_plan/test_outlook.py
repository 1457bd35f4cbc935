"""What will happen: the numbers of the plan, the memory bar, the curve, all of them live."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from core.config.edits import FileEdit, SetValue
from gui import formats
from gui.config_editor.bucket_bars import BucketBars
from gui.config_editor.editing_session import Document, EditingSession
from gui.config_editor.memory_bar import MemoryBar, MemoryRange
from gui.config_editor.outlook_pane import OutlookPane
from gui.services import Services

GIB = 1 << 30


@pytest.fixture
def pane(qtbot: QtBot, opened: EditingSession, services: Services) -> OutlookPane:
    made = OutlookPane(opened, services)
    qtbot.addWidget(made)
    made.resize(320, 800)
    made.show()
    qtbot.waitUntil(lambda: made.panel.text("steps") != "", timeout=20_000)
    return made


def test_the_figures_are_those_of_the_plan(pane: OutlookPane, opened: EditingSession) -> None:
    panel = pane.panel
    assert panel.text("images") == "7"
    assert panel.text("repeats") == "14"
    assert panel.text("batches") == "7", "3 of one shape and 4 of another, twice, in batches of 2"
    assert panel.text("epochs") == "6"
    assert panel.text("steps") == str(6 * 7)
    assert panel.text("time") == "–"
    assert panel.text("checkpoints").startswith("6 of ")
    assert "free" in panel.text("disk")
    assert "no run of this kind" in panel.time_source.lower()
    assert "peaks measured" in panel.memory_text
    assert panel.buckets.rows == (((512, 512), 8), ((576, 448), 6))


def test_typing_changes_what_will_happen(qtbot: QtBot, pane: OutlookPane, opened: EditingSession) -> None:
    opened.apply([SetValue(("training_arguments", "max_train_epochs"), 10)], "epochs")
    qtbot.waitUntil(lambda: pane.panel.text("steps") == "70", timeout=20_000)
    opened.apply([SetValue(("training_arguments", "network_train_unet_only"), True)], "U-Net only")
    qtbot.waitUntil(lambda: len(pane.panel.plot.rates_at(0)) == 1, timeout=20_000)
    opened.apply([FileEdit(opened.dataset.path, SetValue(("datasets", 0, "subsets", 0, "num_repeats"), 0))], "none")
    qtbot.waitUntil(lambda: "Nothing would be trained" in pane.panel.why_nothing, timeout=20_000)
    opened.undo()
    qtbot.waitUntil(lambda: pane.panel.why_nothing == "" or not pane.panel._nothing.isVisible(), timeout=20_000)


def test_the_curve_shows_both_parts_and_the_step_under_the_pointer(qtbot: QtBot, pane: OutlookPane) -> None:
    plot = pane.panel.plot
    assert plot.rates_at(0) == {"unet": pytest.approx(1e-4), "text_encoder": pytest.approx(5e-5)}
    half_a_cycle = plot.rates_at(8)["unet"]
    assert half_a_cycle == pytest.approx(1e-4 * 0.5 * (1 + math.cos(math.pi * ((3 * 7 / 42) % 1))))
    view = plot.plotItem.vb.sceneBoundingRect()
    qtbot.mouseMove(plot.viewport(), QPoint(int(view.center().x()), int(view.center().y())))
    qtbot.waitUntil(lambda: pane.panel._at_pointer.text().startswith("step "))


def test_a_schedule_of_the_optimizer_is_told(qtbot: QtBot, pane: OutlookPane, opened: EditingSession) -> None:
    opened.apply([SetValue(("training_arguments", "lr_scheduler_type"), "CosineAnnealingLR")], "x")
    qtbot.waitUntil(lambda: not pane.panel.plot.isVisible(), timeout=20_000)
    assert pane.panel._no_curve.isVisible()


def test_the_memory_is_set_against_the_card(pane: OutlookPane) -> None:
    panel = pane.panel
    assert "No NVIDIA card here" in panel.memory_text or "GB" in panel.memory_text
    panel.show_card(16 * GIB, 15 * GIB)
    assert "Fits: 15.0" in panel.memory_text
    panel.show_card(16 * GIB, 1 * GIB)
    assert "only 1.0" in panel.memory_text
    panel.show_card(1 * GIB, 1 * GIB)
    assert "More than the card has (1.0" in panel.memory_text


@pytest.mark.parametrize(
    ("shown", "tone"),
    [
        (MemoryRange(2 * GIB, 3 * GIB, 4 * GIB, 16 * GIB, 10 * GIB), "ok"),
        (MemoryRange(2 * GIB, 3 * GIB, 4 * GIB, 16 * GIB, 3 * GIB), "warning"),
        (MemoryRange(8 * GIB, 17 * GIB, 20 * GIB, 16 * GIB, 16 * GIB), "error"),
        (MemoryRange(8 * GIB, 17 * GIB, 20 * GIB), ""),
    ],
)
def test_the_bar_is_drawn_where_the_numbers_are(
    qtbot: QtBot, services: Services, shown: MemoryRange, tone: str
) -> None:
    bar = MemoryBar(services.theme)
    qtbot.addWidget(bar)
    bar.resize(400, 40)
    bar.show_range(shown)
    assert shown.tone == tone
    assert formats.memory(shown.expected) in bar.accessibleName()
    bar.show()
    image = bar.grab().toImage()
    whole = max(shown.total or 0, shown.high * (1 if shown.high <= (shown.total or 0) else 1.06))
    colour = QColor(getattr(services.theme.palette, tone or "accent"))
    at = round(shown.expected / whole * 399)
    found = [image.pixelColor(x, 9) for x in range(at - 3, at + 4)]
    assert any(abs(pixel.red() - colour.red()) + abs(pixel.blue() - colour.blue()) < 12 for pixel in found)
    outside = image.pixelColor(round(shown.low / whole * 399) - 8, 9)
    assert outside == QColor(services.theme.palette.raised)


def test_many_buckets_are_shown_on_demand(qtbot: QtBot, services: Services) -> None:
    bars = BucketBars(services.theme)
    qtbot.addWidget(bars)
    bars.show()
    bars.show_buckets([((256 + 64 * number, 512), number + 1) for number in range(9)])
    assert [count for _, count in bars.rows] == [9, 8, 7, 6, 5]
    assert bars.more.text() == "Show 4 more"
    qtbot.mouseClick(bars.more, Qt.MouseButton.LeftButton)
    assert len(bars.rows) == 9
    bars.show_buckets([((512, 512), 4)])
    assert not bars.more.isVisible()


def test_the_time_comes_from_a_past_run(qtbot: QtBot, pane: OutlookPane, opened: EditingSession) -> None:
    from dataclasses import replace

    from core.config.forecast import Experience, forecast
    from core.config.memory import workload
    from core.config.past_speed import PastSpeed

    result = opened.result
    assert result is not None
    assert result.checked.plan is not None
    args = result.checked.args
    work = workload(args, result.checked.blueprint)
    assert work is not None
    speed = PastSpeed(
        name="knight_v1", engine="kohya", script="train_network.py", card="", model="sd15.safetensors", workload=work,
        accumulation=1, seconds=3.0,
    )  # fmt: skip
    known = forecast(result.checked.plan, result.checked.blueprint, opened.folder, Experience(speeds=(speed,)))
    pane.panel.show_forecast(known)
    assert pane.panel.text("time") == "≈ 2\u00a0min"
    assert "3.00\u00a0s/step, as in the run knight_v1" in pane.panel.time_source
    assert replace(known, disk_free=0).disk_suffices is False


def test_several_processes_share_the_batches(qtbot: QtBot, pane: OutlookPane, opened: EditingSession) -> None:
    file = opened.source(Document.PROJECT).path
    opened.apply(
        [
            FileEdit(file, SetValue(("engine", "name"), "kohya")),
            FileEdit(file, SetValue(("engine", "accelerate", "processes"), 2)),
        ],
        "two cards",
    )
    qtbot.waitUntil(lambda: pane.panel.text("steps") == str(6 * 4), timeout=20_000)
