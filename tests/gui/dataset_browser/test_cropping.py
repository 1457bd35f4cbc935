"""A crop drawn by hand in the large view: with the mouse, with keys, into a new file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.dataset_browser.crop_frame import Frame
from gui.dataset_browser.large_view import LargeView
from gui.dataset_browser.page import DatasetPage
from tests.gui.dataset_browser.conftest import opened

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def drawing(qtbot: QtBot, page: DatasetPage) -> tuple[LargeView, Path]:
    """The large view of a portrait with the frame on it."""
    data = page.session.data
    assert data is not None
    image = next(image for image in range(14) if data.library.size(image) == (512, 768))
    page.browser.go_to(image)
    page.browser.show_large()
    large = page.browser.large
    qtbot.waitUntil(lambda: not large.canvas.empty and large.draw.isEnabled())
    qtbot.mouseClick(large.draw, LEFT)
    qtbot.waitUntil(lambda: large.drawing and large.overlay.size() == large.canvas.size())
    return large, Path(data.library.path(image))


def on_screen(large: LargeView, x: float, y: float) -> QPoint:
    area, scale = large.canvas.area(), large.canvas.scale
    return QPointF(area.left() + x * scale, area.top() + y * scale).toPoint()


def drag(large: LargeView, start: tuple[float, float], end: tuple[float, float]) -> None:
    QTest.mousePress(large.overlay, LEFT, pos=on_screen(large, *start))
    QTest.mouseMove(large.overlay, on_screen(large, *end))
    QTest.mouseRelease(large.overlay, LEFT, pos=on_screen(large, *end))


def near(frame: Frame, *expected: float, within: float = 3) -> bool:
    return bool(np.allclose((frame.left, frame.top, frame.right, frame.bottom), expected, atol=within))


def test_a_frame_is_pulled_moved_and_written(qtbot: QtBot, page: DatasetPage) -> None:
    large, source = drawing(qtbot, page)
    before = source.read_bytes()
    large.overlay.begin((512, 768), Frame(100, 100, 300, 300))
    drag(large, (300, 300), (400, 500))
    assert near(large.overlay.frame, 100, 100, 400, 500)
    drag(large, (250, 300), (300, 330))
    assert near(large.overlay.frame, 150, 130, 450, 530)
    drag(large, (250, 300), (2000, 330))
    assert near(large.overlay.frame, 212, 160, 512, 560), "it stays in the picture"
    left, top, right, bottom = large.overlay.frame.pixels()
    assert large.bar.words.text().startswith(f"{right - left} × {bottom - top}, bucket ")
    qtbot.mouseClick(large.bar.write, LEFT)
    made = source.with_stem(f"{source.stem}_crop")
    qtbot.waitUntil(lambda: made.exists() and made.with_suffix(".txt").exists())
    assert not large.drawing
    assert source.read_bytes() == before
    with Image.open(source) as whole, Image.open(made) as crop:
        kept, written = np.asarray(whole, np.int16)[top:bottom, left:right], np.asarray(crop, np.int16)
    assert kept.shape == written.shape
    assert np.abs(kept - written).mean() < 2, "the same pixels, but for what a JPEG loses"
    qtbot.waitUntil(lambda: len(page.browser.model.ids) == 15)


def test_a_new_frame_is_drawn_in_the_chosen_shape(qtbot: QtBot, page: DatasetPage) -> None:
    large, _ = drawing(qtbot, page)
    large.overlay.begin((512, 768), Frame(0, 0, 60, 60))
    large.bar.shape.setCurrentIndex(large.bar.shape.findText("2 : 3"))
    drag(large, (150, 150), (350, 300))
    frame = large.overlay.frame
    assert near(frame, 150, 150, 350, 450)
    large.bar.shape.setCurrentIndex(large.bar.shape.findText("1 : 1"))
    assert abs(large.overlay.frame.width - large.overlay.frame.height) < 1e-6
    large.bar.shape.setCurrentIndex(1)
    assert abs(large.overlay.frame.width / large.overlay.frame.height - 512 / 768) < 1e-6


def test_keys_move_the_frame_and_escape_leaves_it(qtbot: QtBot, page: DatasetPage) -> None:
    large, source = drawing(qtbot, page)
    large.overlay.begin((512, 768), Frame(100, 100, 300, 300))
    image = large.image
    QTest.keyClick(large, Qt.Key.Key_Right)
    QTest.keyClick(large, Qt.Key.Key_Down, SHIFT)
    assert near(large.overlay.frame, 101, 110, 301, 310, within=0.01)
    QTest.keyClick(large, Qt.Key.Key_Right, CONTROL)
    assert near(large.overlay.frame, 101, 110, 302, 310, within=0.01)
    assert large.image == image, "no key goes to another image while a frame is drawn"
    QTest.keyClick(large, Qt.Key.Key_Escape)
    assert not large.drawing
    assert page.browser.looking_large
    assert not source.with_stem(f"{source.stem}_crop").exists()
    QTest.keyClick(large, Qt.Key.Key_Escape)
    assert not page.browser.looking_large


def test_a_picture_that_is_turned_by_its_data_cannot_be_cropped(
    qtbot: QtBot, empty_page: DatasetPage, tmp_path: Path
) -> None:
    folder = tmp_path / "turned"
    folder.mkdir()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (200, 300), "#204060").save(folder / "a.jpg", exif=exif)
    (folder / "a.txt").write_text("blue")
    page = opened(qtbot, empty_page, folder)
    page.browser.go_to(0)
    page.browser.show_large()
    large = page.browser.large
    qtbot.waitUntil(lambda: not large.canvas.empty)
    assert not large.draw.isEnabled()
    assert "EXIF" in large.draw.toolTip()
