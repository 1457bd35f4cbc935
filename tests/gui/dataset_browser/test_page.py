"""The Dataset page over a real project: opening, filtering, choosing, what is in sight."""

from __future__ import annotations

import operator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from core.dataset.ratings import Mark, Ratings
from gui.app import Program
from gui.dataset_browser.page import DatasetPage
from gui.main_window import MainWindow
from tests.gui.dataset_browser.folders import write_project

LEFT = Qt.MouseButton.LeftButton


def names(page: DatasetPage) -> list[str]:
    model = page.browser.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def ask(qtbot: QtBot, page: DatasetPage, query: str, count: int) -> None:
    page.browser.filter.set_query(query)
    qtbot.waitUntil(lambda: page.browser.model.rowCount() == count)


def test_without_a_data_set_there_is_one_button(qtbot: QtBot, empty_page: DatasetPage) -> None:
    assert empty_page.empty.isVisible()
    assert empty_page.empty.button is not None
    assert empty_page.empty.button.text() == "Open a folder…"


def test_a_project_opens_with_its_subsets(qtbot: QtBot, page: DatasetPage, project: Path) -> None:
    assert page.browser.isVisible()
    assert page.browser.model.rowCount() == 14
    assert page.browser.filter.count.text() == "14 images"
    folders = {entry.name: entry.count for entry in page.browser.side.folders.counts.entries}
    assert folders == {"images": 12, "close-ups": 2}
    assert page.browser.overview.tags["sks robot"] == 13
    assert sum(bucket.count for bucket in page.browser.overview.buckets) == 12 * 2 + 2


@pytest.mark.parametrize("name", ["model", "side.tags.counts", "side.problems.counts", "side.folders.counts"])
def test_models_are_models(name: str, qtbot: QtBot, page: DatasetPage, qtmodeltester: Any) -> None:
    qtmodeltester.check(operator.attrgetter(name)(page.browser), force_py=True)


def test_the_last_project_is_opened_by_itself(qtbot: QtBot, program: Program, project: Path) -> None:
    settings = program.services.preferences.settings.with_project(project)
    program.services.preferences.update(recent_projects=settings.recent_projects)
    window: MainWindow = program.window
    window.resize(1280, 800)
    window.show()
    window.go("dataset")
    made = window.page("dataset")
    assert isinstance(made, DatasetPage)
    qtbot.waitUntil(lambda: made.browser.model.rowCount() == 14 and made.session.complete, timeout=15000)
    made.close_data()


def test_thumbnails_are_painted(qtbot: QtBot, page: DatasetPage) -> None:
    grid, feed = page.browser.grid, page.browser.feed
    first, last = grid.rows_in_sight()
    shown = [page.browser.model.image(row) for row in range(first, last)]
    assert len(shown) >= 12
    qtbot.waitUntil(lambda: all(feed.get(image) is not None for image in shown), timeout=10000)
    picture = grid.viewport().grab(grid.tile_rect(0)).toImage()
    colours = {picture.pixel(x, 60) for x in range(0, picture.width(), 6)}
    assert len(colours) > 4


def test_a_query_filters_and_counts(qtbot: QtBot, page: DatasetPage) -> None:
    waving = sum("waving" in caption for caption in page.session.data.library.captions)  # type: ignore[union-attr]
    assert 0 < waving < 14
    ask(qtbot, page, "tag:waving", waving)
    assert page.browser.filter.count.text() == f"{waving} of 14"
    ask(qtbot, page, "-tag:waving", 14 - waving)
    ask(qtbot, page, "w>=1024", 2)
    ask(qtbot, page, "", 14)


def test_an_unreadable_query_is_told_in_words(qtbot: QtBot, page: DatasetPage) -> None:
    page.browser.filter.set_query("tag:(")
    assert page.browser.filter.problem.isVisible()
    assert "needs a value" in page.browser.filter.problem.text() or "(" in page.browser.filter.problem.text()
    assert page.browser.model.rowCount() == 14
    page.browser.filter.set_query("")
    assert not page.browser.filter.problem.isVisible()


def test_nothing_found_is_said(qtbot: QtBot, page: DatasetPage) -> None:
    ask(qtbot, page, "tag:unicorn", 0)
    assert page.browser.nothing.isVisible()
    assert page.browser.details.editor.draft is None or page.browser.current() is None
    ask(qtbot, page, "", 14)
    assert page.browser.grid.isVisible()


def test_a_click_on_a_tag_filters_and_ctrl_excludes(qtbot: QtBot, page: DatasetPage) -> None:
    tags = page.browser.side.tags
    row = next(row for row, entry in enumerate(tags.counts.entries) if entry.value == "waving")
    count = tags.counts.entries[row].count
    place = tags.visualRect(tags.counts.index(row)).center()
    qtbot.mouseClick(tags.viewport(), LEFT, pos=place)
    qtbot.waitUntil(lambda: page.browser.model.rowCount() == count)
    assert page.browser.filter.query.text() == "tag:waving"
    row = next(row for row, entry in enumerate(tags.counts.entries) if entry.value == "waving")
    place = tags.visualRect(tags.counts.index(row)).center()
    qtbot.mouseClick(tags.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, place)
    qtbot.waitUntil(lambda: page.browser.model.rowCount() == 14 - count)
    assert page.browser.filter.query.text() == "-tag:waving"


def test_a_click_on_a_bucket_filters(qtbot: QtBot, page: DatasetPage) -> None:
    chart = page.browser.side.buckets
    bucket = chart.buckets[0]
    qtbot.mouseClick(chart, LEFT, pos=QPoint(90, 8))
    qtbot.waitUntil(lambda: page.browser.model.rowCount() == bucket.images)
    assert page.browser.filter.query.text() == f"bucket:{bucket.size[0]}x{bucket.size[1]}"
    assert str(bucket.unfilled) in chart.words(bucket)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_completion_offers_the_tags_there_are(qtbot: QtBot, page: DatasetPage) -> None:
    query = page.browser.filter.query
    query.setFocus()
    qtbot.keyClicks(query, "tag:wav")
    popup = query._completer.popup()
    qtbot.waitUntil(popup.isVisible)
    assert [str(popup.model().index(row, 0).data()) for row in range(popup.model().rowCount())] == ["tag:waving"]
    popup.setCurrentIndex(popup.model().index(0, 0))
    qtbot.keyClick(query, Qt.Key.Key_Return)
    assert query.text() == "tag:waving "


def test_sorting_by_size_and_back(qtbot: QtBot, page: DatasetPage) -> None:
    bar, library = page.browser.filter, page.session.data.library  # type: ignore[union-attr]
    before = names(page)
    bar.sort.setCurrentIndex(bar.sort.findData("area"))
    qtbot.waitUntil(lambda: names(page) != before)
    areas = [int(library.width[image]) * int(library.height[image]) for image in page.browser.model.ids]
    assert areas == sorted(areas)
    bar.descending.setChecked(True)
    qtbot.waitUntil(lambda: int(library.width[page.browser.model.image(0)]) == 1024)
    bar.sort.setCurrentIndex(bar.sort.findData("name"))
    qtbot.waitUntil(lambda: names(page) == before[::-1])


def test_selection_and_current_image_survive_a_filter(qtbot: QtBot, page: DatasetPage) -> None:
    browser = page.browser
    chosen = [browser.model.image(row) for row in (1, 2, 3, 7)]
    browser.go_to(chosen[1])
    flags = browser.grid.selectionModel().SelectionFlag
    browser.grid.selectionModel().select(browser.model.selection_of(chosen), flags.ClearAndSelect | flags.Rows)
    ask(qtbot, page, "w>=100", 14)
    browser.filter.sort.setCurrentIndex(browser.filter.sort.findData("ratio"))
    qtbot.waitUntil(lambda: names(page) != sorted(names(page)))
    assert sorted(browser.selected()) == sorted(chosen)
    assert browser.current() == chosen[1]


def test_arrows_move_and_shift_extends(qtbot: QtBot, page: DatasetPage) -> None:
    grid = page.browser.grid
    grid.setFocus()
    page.browser.go_to(page.browser.model.image(0))
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.currentIndex().row() == 1
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.currentIndex().row() == 1 + grid.columns
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    rows = sorted(index.row() for index in grid.selectionModel().selectedRows())
    assert rows == list(range(1, 2 + grid.columns))
    qtbot.keyClick(grid, Qt.Key.Key_End)
    assert grid.currentIndex().row() == 13
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    assert grid.currentIndex().row() == 0


def test_a_rubber_band_chooses_what_it_touches(qtbot: QtBot, page: DatasetPage) -> None:
    grid = page.browser.grid
    first, second = grid.tile_rect(0), grid.tile_rect(grid.columns + 1)
    start = QPoint(first.left() + 4, first.bottom() - 4)
    qtbot.mousePress(grid.viewport(), LEFT, pos=start)
    for step in range(1, 6):
        qtbot.mouseMove(grid.viewport(), start + (second.center() - start) * step / 5)
    qtbot.mouseRelease(grid.viewport(), LEFT, pos=second.center())
    rows = sorted(index.row() for index in grid.selectionModel().selectedRows())
    assert rows == [0, 1, grid.columns, grid.columns + 1]
    assert grid.state() == QAbstractItemView.State.NoState


def test_digits_rate_and_the_side_file_keeps_it(qtbot: QtBot, page: DatasetPage, project: Path) -> None:
    grid, data = page.browser.grid, page.session.data
    assert data is not None
    before = {path: path.read_bytes() for path in project.rglob("*.*g")}
    page.browser.go_to(2)
    qtbot.keyClick(grid, Qt.Key.Key_4)
    qtbot.keyClick(grid, Qt.Key.Key_6)
    relative = data.relative(2)
    qtbot.waitUntil(lambda: Ratings(data.scope.side_folder).get(relative) == Mark(4, True))
    ask(qtbot, page, "rating>=4", 1)
    assert {path: path.read_bytes() for path in project.rglob("*.*g")} == before
    assert "★★★★" in str(page.browser.model.index(0, 7).data())


def test_space_shows_the_image_large_with_its_crop(qtbot: QtBot, page: DatasetPage) -> None:
    browser, data = page.browser, page.session.data
    assert data is not None
    image = next(image for image in range(14) if data.library.size(image) == (512, 768))
    browser.go_to(image)
    qtbot.keyClick(browser.grid, Qt.Key.Key_Space)
    assert browser.large.isVisible()
    qtbot.waitUntil(lambda: not browser.large.canvas.empty)
    crop = browser.large.canvas.crop
    assert crop is not None
    found = data.library.assignment(image)
    assert found is not None
    assert abs(crop.width() / crop.height() - found.bucket[0] / found.bucket[1]) < 0.01
    browser.large.canvas.zoom_to(1.0)
    assert browser.large.zoom.text() == "100 %"
    qtbot.keyClick(browser.large, Qt.Key.Key_Right)
    assert browser.current() != image
    assert browser.large.image == browser.current()
    qtbot.keyClick(browser.large, Qt.Key.Key_Space)
    assert browser.grid.isVisible()


def test_the_table_shows_the_same_selection(qtbot: QtBot, page: DatasetPage) -> None:
    browser = page.browser
    browser.go_to(5)
    qtbot.mouseClick(browser.filter.table, LEFT)
    assert browser.table.isVisible()
    assert browser.table.currentIndex().row() == browser.model.row_of(5)
    row = browser.model.row_of(5)
    cells = [str(browser.model.index(row, section).data()) for section in range(browser.model.columnCount())]
    size = page.session.data.library.size(5)  # type: ignore[union-attr]
    assert size is not None
    assert cells[1] == f"{size[0]}×{size[1]}"
    assert "sks robot" in cells[4]
    assert int(cells[5]) > 5


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_typing_begins_a_filter(qtbot: QtBot, page: DatasetPage) -> None:
    page.browser.grid.setFocus()
    qtbot.keyClick(page.browser.grid, "w")
    assert page.browser.filter.query.text() == "w"
    assert page.browser.filter.query.hasFocus() or not page.isActiveWindow()


def test_files_and_folders_can_be_dropped(qtbot: QtBot, empty_page: DatasetPage, project: Path, tmp_path: Path) -> None:
    other = write_project(tmp_path / "other", count=3, seed=9)
    image = sorted((other / "images").glob("*.jpg"))[-1]
    drop(empty_page, image)
    qtbot.waitUntil(lambda: empty_page.session.complete, timeout=15000)
    assert empty_page.browser.model.rowCount() == 3
    assert names(empty_page)[empty_page.browser.grid.currentIndex().row()] == image.name
    drop(empty_page, project / "images", other / "images")
    qtbot.waitUntil(lambda: empty_page.browser.model.rowCount() == 12 + 3, timeout=15000)
    qtbot.waitUntil(lambda: empty_page.session.complete, timeout=15000)


def drop(page: DatasetPage, *paths: Path) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, carried, LEFT, Qt.KeyboardModifier.NoModifier))


def test_what_was_opened_is_among_the_recent(qtbot: QtBot, page: DatasetPage, project: Path) -> None:
    page.head._fill_menu()
    assert [action.text() for action in page.head._menu.actions()] == [str(project)]


def test_a_folder_that_is_not_there_is_told(qtbot: QtBot, empty_page: DatasetPage, tmp_path: Path) -> None:
    empty_page.open_paths((tmp_path / "nowhere",))
    qtbot.waitUntil(empty_page.notice.isVisible)
    assert "nowhere" in empty_page.notice.text


@pytest.mark.parametrize("size", [110, 300])
def test_tiles_can_be_smaller_and_larger(qtbot: QtBot, page: DatasetPage, size: int) -> None:
    page.browser.filter.slider.setValue(size)
    assert page.browser.grid.tile == size
    row = page.browser.grid.rows_in_sight()[0]
    index = page.browser.model.index(row, 0)
    assert page.browser.grid.indexAt(page.browser.grid.visualRect(index).center()) == index
