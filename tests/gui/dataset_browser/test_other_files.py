"""What belongs to no image: listed, shown, moved to the trash, and gone from the list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from gui.dataset_browser.other_files_dialog import OtherFilesDialog
from gui.dataset_browser.page import DatasetPage
from tests.gui.dataset_browser.conftest import answer, looked, opened

LEFT = Qt.MouseButton.LeftButton
STRAYS = ("images/lonely.txt", "images/letter.docx", "close-ups/gone.txt")
CACHE = "images/vanished_0512x0512_sd.npz"


@pytest.fixture
def littered(project: Path) -> Path:
    """Strays, the cache of an image that is gone, a subset without a folder, and bucket settings that contradict."""
    for name in STRAYS:
        (project / name).write_text("nobody's")
    np.savez(project / CACHE, latents=np.zeros((4, 64, 64), np.float32))
    config = project / "dataset_config.toml"
    gone = "\n[[datasets]]\nresolution = 512\nenable_bucket = true\nmin_bucket_reso = 1024\nmax_bucket_reso = 256\n"
    config.write_text(config.read_text() + gone + '\n  [[datasets.subsets]]\n  image_dir = "elsewhere"\n')
    return project


@pytest.fixture
def dialog(qtbot: QtBot, empty_page: DatasetPage, littered: Path) -> OtherFilesDialog:
    page = looked(qtbot, opened(qtbot, empty_page, littered))
    button = page.browser.side.others
    qtbot.waitUntil(lambda: button.isVisible() and button.text() == "Files and settings: 6…")
    qtbot.mouseClick(button, LEFT)
    found = page.findChild(OtherFilesDialog)
    assert isinstance(found, OtherFilesDialog)
    qtbot.waitUntil(lambda: found.model.rowCount() == 6)
    return found


def names(dialog: OtherFilesDialog) -> list[str]:
    return [str(dialog.model.index(row, 0).data()) for row in range(dialog.model.rowCount())]


def choose(dialog: OtherFilesDialog, *wanted: str) -> None:
    """These rows and no others."""
    flags = QItemSelectionModel.SelectionFlag
    dialog.table.clearSelection()
    for name in wanted:
        index = dialog.model.index(names(dialog).index(name), 0)
        dialog.table.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)


def test_what_belongs_to_no_image_is_told(qtbot: QtBot, dialog: OtherFilesDialog, qtmodeltester: Any) -> None:
    qtmodeltester.check(dialog.model, force_py=True)
    assert names(dialog)[:2] == ["dataset_config.toml", "elsewhere"]
    assert {*names(dialog)} == {*STRAYS, CACHE, "elsewhere", "dataset_config.toml"}
    assert "cannot be listed" in dialog.model.index(1, 1).data()
    assert dialog.model.index(1, 2).data().startswith("Correct image_dir")


def test_a_column_sorts_and_the_selection_stays(qtbot: QtBot, dialog: OtherFilesDialog, qtmodeltester: Any) -> None:
    choose(dialog, "images/lonely.txt", CACHE)
    header = dialog.table.horizontalHeader()
    header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert names(dialog) == sorted(names(dialog), reverse=True)
    assert [file.name for file in dialog._chosen()] == sorted(["images/lonely.txt", CACHE], reverse=True)
    qtmodeltester.check(dialog.model, force_py=True)
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert names(dialog)[0] == "dataset_config.toml"


def test_chosen_files_go_to_the_trash_and_from_the_list(
    qtbot: QtBot, dialog: OtherFilesDialog, empty_page: DatasetPage, littered: Path, trash: Path
) -> None:
    choose(dialog, "images/lonely.txt", CACHE, "elsewhere")
    assert dialog.trash.text() == "Move 2 to trash"
    answer(qtbot, "Keep")
    qtbot.mouseClick(dialog.trash, LEFT)
    assert (littered / CACHE).exists()
    answer(qtbot, "Move to trash")
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: {*names(dialog)} == {*STRAYS[1:], "elsewhere", "dataset_config.toml"})
    assert {path.name for path in (trash / "files").iterdir()} == {"lonely.txt", Path(CACHE).name}
    qtbot.waitUntil(lambda: empty_page.browser.side.others.text() == "Files and settings: 4…")
    assert dialog.table.currentIndex().isValid()
    assert empty_page.browser.model.rowCount() == 14


def test_what_cannot_be_moved_is_told_in_the_dialog(
    qtbot: QtBot, dialog: OtherFilesDialog, littered: Path, trash: Path
) -> None:
    side = littered / ".kohya-studio"
    side.mkdir()
    (side / "trash.json").write_text("{")
    choose(dialog, "images/lonely.txt")
    answer(qtbot, "Move to trash")
    qtbot.mouseClick(dialog.trash, LEFT)
    qtbot.waitUntil(lambda: "trash.json cannot be read" in dialog.problem.text())
    assert (littered / "images" / "lonely.txt").exists()


def test_the_file_is_shown_where_it_lies(
    qtbot: QtBot, dialog: OtherFilesDialog, littered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    choose(dialog, "close-ups/gone.txt")
    qtbot.mouseClick(dialog.show_file, LEFT)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert [url.toLocalFile() for url in shown] == [str(littered / "close-ups")] * 2
    choose(dialog, "close-ups/gone.txt", CACHE)
    assert not dialog.show_file.isEnabled()


def test_bucket_settings_lead_to_the_config(qtbot: QtBot, dialog: OtherFilesDialog, empty_page: DatasetPage) -> None:
    choose(dialog, "images/lonely.txt")
    assert not dialog.config.isEnabled()
    choose(dialog, "dataset_config.toml")
    assert not dialog.trash.isEnabled()
    with qtbot.waitSignal(empty_page.navigate) as asked:
        qtbot.mouseClick(dialog.config, LEFT)
    assert asked.args == ["config", ""]


def test_when_nothing_is_left_that_is_said(qtbot: QtBot, empty_page: DatasetPage, project: Path, trash: Path) -> None:
    (project / "images" / "lonely.txt").write_text("nobody's")
    page = looked(qtbot, opened(qtbot, empty_page, project))
    dialog = page.dialogs.other_files()
    assert dialog is not None
    qtbot.waitUntil(lambda: names(dialog) == ["images/lonely.txt"])
    answer(qtbot, "Move to trash")
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(dialog.empty.isVisible)
    qtbot.waitUntil(lambda: not page.browser.side.others.isVisible())
    assert not dialog.trash.isEnabled()


def test_thousands_of_strays_do_not_hold_the_window(qtbot: QtBot, empty_page: DatasetPage, project: Path) -> None:
    for number in range(5000):
        (project / "images" / f"stray {number}.dat").touch()
    page = looked(qtbot, opened(qtbot, empty_page, project))
    dialog = page.dialogs.other_files()
    assert dialog is not None
    assert dialog.model.rowCount() == 0, "the list is made in a worker"
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 5000)
    dialog.table.selectAll()
    dialog.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert names(dialog) == sorted(names(dialog), reverse=True)
    assert dialog.trash.text() == "Move 5,000 to trash"


def test_thousands_go_to_the_trash_while_the_window_goes_on(
    qtbot: QtBot, empty_page: DatasetPage, project: Path, trash: Path
) -> None:
    for number in range(2000):
        (project / "images" / f"stray {number}.dat").touch()
    page = looked(qtbot, opened(qtbot, empty_page, project))
    dialog = page.dialogs.other_files()
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2000)
    dialog.table.selectAll()
    told: list[str] = []
    heart = QTimer()
    heart.timeout.connect(lambda: told.append(dialog.problem.text()))
    answer(qtbot, "Move to trash")
    heart.start(10)
    qtbot.mouseClick(dialog.trash, LEFT)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 0)
    heart.stop()
    assert len(list((trash / "files").iterdir())) == 2000
    assert len({words for words in told if words.startswith("Moving to the trash: ")}) > 1, "the window goes on"
    assert dialog.problem.text() == ""
    qtbot.waitUntil(lambda: not page.browser.side.others.isVisible())


def test_caches_are_known_after_new_numbers_and_forgotten_in_the_trash(
    qtbot: QtBot, empty_page: DatasetPage, project: Path, trash: Path
) -> None:
    """The list is made anew without another close look."""
    stale = project / "images" / "robot_000_0064x0064_sd.npz"
    for path in (project / CACHE, stale):
        np.savez(path, latents=np.zeros((4, 8, 8), np.float32))
    page = looked(qtbot, opened(qtbot, empty_page, project))
    browser, session = page.browser, page.session
    qtbot.waitUntil(lambda: "stale-cache" in browser.overview.problems and browser.overview.others == 1)
    browser.finder.look_closely = lambda: None  # type: ignore[method-assign]
    Image.new("RGB", (64, 64), "red").save(project / "images" / "aaa.png")
    qtbot.waitUntil(lambda: browser.overview.total == 15 and "stale-cache" in browser.overview.problems)
    assert browser.overview.others == 1
    assert session.data is not None
    image = session.data.library.image_at(str(project / "images" / "robot_000.jpg"))
    assert image is not None
    page.fixes.fix_many("stale-cache", "trash-cache", [image])
    qtbot.waitUntil(lambda: "stale-cache" not in browser.overview.problems)
    assert not stale.exists()
    assert (project / CACHE).exists()
