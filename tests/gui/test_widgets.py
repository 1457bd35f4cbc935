"""The small parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.errors import AppError, FileError
from core.paths import resources_folder
from gui.icons import IconSet, picture
from gui.theme import Theme, ThemeMode
from gui.widgets.command_line import CommandLine
from gui.widgets.elided import ElidedLabel
from gui.widgets.empty import EmptyState
from gui.widgets.notice import Notice
from gui.widgets.thumbnails import Thumbnails, read_scaled

ICONS = sorted(path.stem for path in (resources_folder() / "icons").glob("*.svg"))


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(ThemeMode.LIGHT)
    made.install()
    return made


@pytest.mark.parametrize("name", [name for name in ICONS if name != "app" and not name.endswith("-plain")])
def test_icons_are_one_family(qapp: QApplication, name: str) -> None:
    text = (resources_folder() / "icons" / f"{name}.svg").read_text()
    assert 'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75"' in text
    image = picture(name, "#FF0000", 20, 2).toImage()
    assert (image.width(), image.height(), image.devicePixelRatio()) == (40, 40, 2)
    drawn = [image.pixelColor(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 200]
    assert len(drawn) > 20, "an icon is more than a dot"
    assert all(colour.red() > 200 and colour.blue() < 40 for colour in drawn)
    edge = [image.pixelColor(x, y).alpha() for x in range(40) for y in range(40) if {x, y} & {0, 39}]
    assert max(edge) == 0, "an icon keeps inside its square"


def test_every_icon_that_is_asked_for_exists() -> None:
    gui = Path(__file__).resolve().parent.parent.parent / "gui"
    asked = set()
    for path in gui.rglob("*.py"):
        asked |= set(re.findall(r'(?:\.put\([^,()"]+, |\.icon\()"([a-z-]+)"', path.read_text("utf-8")))
    assert asked >= {"copy", "folder", "stop"}
    assert not asked - set(ICONS)


def test_icons_change_colour_with_the_theme(qtbot: QtBot, theme: Theme) -> None:
    icons = IconSet(theme)
    button = QPushButton("Stop")
    qtbot.addWidget(button)
    icons.put(button, "stop", "text")
    before = _inked(button)
    theme.set_mode(ThemeMode.DARK)
    after = _inked(button)
    theme.set_mode(ThemeMode.LIGHT)
    assert before.lightness() < 80 < 180 < after.lightness()


def _inked(button: QPushButton) -> QColor:
    image = button.icon().pixmap(button.iconSize()).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return next(colour for colour in pixels if colour.alpha() > 230)


def test_a_label_gives_way_and_tells_the_rest(qtbot: QtBot) -> None:
    label = ElidedLabel("a_very_long_name_of_a_lora_that_does_not_fit")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    qtbot.waitUntil(lambda: label.toolTip() == label.text())
    label.resize(900, 20)
    qtbot.waitUntil(lambda: label.toolTip() == "")


def test_a_notice_says_and_goes(qtbot: QtBot, theme: Theme) -> None:
    notice = Notice(IconSet(theme))
    qtbot.addWidget(notice)
    assert not notice.isVisible()
    notice.show_error(AppError("The disk is full.", "Free some space."))
    assert notice.isVisible()
    assert notice.text == "The disk is full.\nFree some space."
    with qtbot.waitSignal(notice.closed):
        qtbot.mouseClick(notice._close, Qt.MouseButton.LeftButton)
    assert not notice.isVisible()


def test_an_empty_state_has_at_most_one_button(qtbot: QtBot, theme: Theme) -> None:
    silent = EmptyState(IconSet(theme), "log", "Nothing", "Nothing is here.")
    speaking = EmptyState(IconSet(theme), "log", "Nothing", "Nothing is here.", "Do something")
    for state in (silent, speaking):
        qtbot.addWidget(state)
    assert silent.button is None
    assert [button.text() for button in speaking.findChildren(QPushButton)] == ["Do something"]


def test_a_command_is_copied_whole(qtbot: QtBot, theme: Theme) -> None:
    line = CommandLine(IconSet(theme), "kohya-studio runs\nkohya-studio demo")
    qtbot.addWidget(line)
    qtbot.mouseClick(line.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "kohya-studio runs\nkohya-studio demo"


def test_thumbnails_are_small_and_kept(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    image = QImage(1600, 900, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    assert image.save(str(path))
    owner = QObject()
    thumbnails = Thumbnails(40, owner, scale=2)
    with qtbot.waitSignal(thumbnails.ready):
        assert thumbnails.get(str(path)) is None
    found = thumbnails.get(str(path))
    assert found is not None
    assert (found.width(), found.height(), found.devicePixelRatio()) == (80, 45, 2)
    path.unlink()
    assert thumbnails.get(str(path)) is not None, "not read twice"


def test_what_is_no_picture_has_no_thumbnail(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "broken.png"
    path.write_bytes(b"not a picture")
    thumbnails = Thumbnails(40)
    with qtbot.waitSignal(thumbnails.ready):
        thumbnails.get(str(path))
    assert thumbnails.get(str(path)) is None
    with pytest.raises(FileError, match=r"broken\.png"):
        read_scaled(path, 40)
