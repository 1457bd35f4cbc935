"""Files under the page: problems, duplicates, the trash, subsets, what other programs do, hostile files."""

from __future__ import annotations

import shutil
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.dataset.scope import open_scope
from gui.dataset_browser.page import DatasetPage
from tests.gui.dataset_browser.conftest import answer, looked, opened

LEFT = Qt.MouseButton.LeftButton


def test_problems_are_counted_told_and_put_right(qtbot: QtBot, empty_page: DatasetPage, troubled: Path) -> None:
    page = looked(qtbot, opened(qtbot, empty_page, troubled))
    side, browser = page.browser.side, page.browser
    codes = {"image-damaged", "image-unreadable", "caption-empty", "caption-not-utf8", "duplicate", "extreme-ratio"}
    qtbot.waitUntil(lambda: codes <= {entry.value for entry in side.problems.counts.entries}, timeout=10000)
    row = [entry.value for entry in side.problems.counts.entries].index("caption-not-utf8")
    place = side.problems.visualRect(side.problems.counts.index(row)).center()
    qtbot.mouseClick(side.problems.viewport(), LEFT, pos=place)
    qtbot.waitUntil(lambda: browser.model.rowCount() == 1 and browser.fix_bar.isVisible())
    told = browser.details.problems
    qtbot.waitUntil(lambda: "caption-not-utf8" in {problem.code for problem in told.problems})
    assert any("UTF-8" in problem.message for problem in told.problems)
    file = troubled / "images" / "old_caption.txt"
    text = file.read_bytes().decode("big5")
    qtbot.mouseClick(browser.fix_bar.apply, LEFT)
    qtbot.waitUntil(lambda: file.read_bytes() == text.encode("utf-8"))
    qtbot.waitUntil(lambda: "caption-not-utf8" not in page.session.data.problems.masks, timeout=10000)  # type: ignore[union-attr]


def test_duplicates_are_compared_and_one_goes_to_the_trash(
    qtbot: QtBot, empty_page: DatasetPage, troubled: Path, trash: Path
) -> None:
    page = looked(qtbot, opened(qtbot, empty_page, troubled))
    browser = page.browser
    browser.filter.set_query("problem:duplicate")
    qtbot.waitUntil(lambda: browser.model.rowCount() >= 2 and browser.fix_bar.isVisible(), timeout=10000)
    qtbot.mouseClick(browser.fix_bar.apply, LEFT)
    qtbot.waitUntil(lambda: not browser.compare.left.canvas.empty and not browser.compare.right.canvas.empty)
    assert browser.compare.alike.text() == "100 % alike"
    browser.compare.left.canvas.zoom_to(2.0)
    assert browser.compare.right.canvas.scale == 2.0
    data = page.session.data
    assert data is not None
    gone = Path(data.library.path(browser.compare.right.image))
    caption = gone.with_suffix(".txt")
    assert gone.exists()
    assert caption.exists()
    answer(qtbot, "Move to trash")
    qtbot.mouseClick(browser.compare.right.trash, LEFT)
    qtbot.waitUntil(lambda: not gone.exists() and not caption.exists(), timeout=10000)
    assert {path.name for path in (trash / "files").iterdir()} == {gone.name, caption.name}
    qtbot.waitUntil(lambda: len(page.session.data.library) == len(data.library) - 1, timeout=10000)  # type: ignore[union-attr]
    assert browser.grid.isVisible() or browser.nothing.isVisible()


def test_the_trash_asks_first(qtbot: QtBot, page: DatasetPage, project: Path, trash: Path) -> None:
    before = sorted(project.rglob("*.*g"))
    page.browser.go_to(0)
    answer(qtbot, "Keep")
    qtbot.keyClick(page.browser.grid, Qt.Key.Key_Delete)
    assert sorted(project.rglob("*.*g")) == before
    answer(qtbot, "Move to trash")
    qtbot.keyClick(page.browser.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(sorted(project.rglob("*.*g"))) == len(before) - 1)
    qtbot.waitUntil(lambda: page.browser.model.rowCount() == 13, timeout=10000)
    assert page.browser.current() is not None


def test_files_that_come_and_go_are_noticed(qtbot: QtBot, page: DatasetPage, project: Path) -> None:
    images = project / "images"
    page.session.mark([3], lambda mark: type(mark)(5, False))
    page.browser.go_to(5)
    assert page.session.data is not None
    path = page.session.data.library.path(5)
    shutil.copy(next(images.glob("*.jpg")), images / "aaa_new.jpg")
    (images / "aaa_new.txt").write_text("brand new")
    qtbot.waitUntil(lambda: page.browser.model.rowCount() == 15, timeout=15000)
    qtbot.waitUntil(lambda: page.session.complete and "brand new" in page.browser.overview.tags, timeout=15000)
    assert page.session.data.library.path(page.browser.current() or 0) == path
    (images / "aaa_new.jpg").unlink()
    qtbot.waitUntil(lambda: page.browser.model.rowCount() == 14, timeout=15000)
    qtbot.waitUntil(lambda: page.session.complete, timeout=15000)


def test_a_selection_becomes_a_subset_of_the_config(qtbot: QtBot, page: DatasetPage, project: Path) -> None:
    config = project / "dataset_config.toml"
    before = config.read_text()
    browser = page.browser
    flags = browser.grid.selectionModel().SelectionFlag
    browser.grid.selectionModel().select(browser.model.selection_of([1, 2, 3]), flags.ClearAndSelect | flags.Rows)
    qtbot.waitUntil(lambda: browser.bar.count.text() == "3 selected")
    dialog = page.dialogs.add_subset()
    assert dialog is not None
    dialog.name.setText("images")
    assert not dialog.add.isEnabled()
    assert "is there already" in dialog.problem.text()
    dialog.name.setText("heads")
    dialog.repeats.setValue(7)
    qtbot.mouseClick(dialog.add, LEFT)
    qtbot.waitUntil(lambda: (project / "heads").is_dir() and config.read_text() != before)
    assert config.read_text().startswith(before.rstrip("\n"))
    added = open_scope(project).folders[-1]
    assert (added.path, added.subset.num_repeats) == (project / "heads", 7)
    assert len(list((project / "heads").glob("*.txt"))) == 3
    qtbot.waitUntil(lambda: page.browser.model.rowCount() == 17, timeout=10000)
    qtbot.waitUntil(lambda: page.session.complete, timeout=10000)


def test_hostile_files_are_shown_with_words(qtbot: QtBot, empty_page: DatasetPage, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    Image.new("RGB", (64, 64), "red").save(folder / "line\nbreak 😀.png")
    Image.new("CMYK", (64, 64)).save(folder / "cmyk.jpg")
    Image.new("I;16", (64, 64)).save(folder / "deep.png")
    (folder / "nothing.jpg").write_bytes(b"")
    (folder / "text.png").write_text("no picture at all")
    (folder / "long.txt").write_text("tag, " * 200_000)
    Image.new("RGB", (64, 64), "blue").save(folder / "long.png")
    (folder / "loop.png").symlink_to("loop.png")
    (folder / "out.png").symlink_to("/etc/hostname")
    huge = bytearray((folder / "long.png").read_bytes())
    huge[16:24] = (60000).to_bytes(4, "big") * 2
    (folder / "bomb.png").write_bytes(bytes(huge))
    before = {path: path.lstat().st_mtime_ns for path in folder.iterdir()}
    page = looked(qtbot, opened(qtbot, empty_page, folder))
    browser, editor = page.browser, page.browser.details.editor
    assert browser.model.rowCount() == len(before) - 1
    for image in browser.model.ids.tolist():
        browser.go_to(image)
        qtbot.waitUntil(lambda image=image: editor.draft is not None and editor.draft.image == image, timeout=10000)
        browser.show_large()
        qtbot.waitUntil(lambda: not browser.large.canvas.empty or bool(browser.large.canvas._words), timeout=10000)
        browser.show_all()
    library = page.session.data.library  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not browser.feed.waiting, timeout=10000)
    shown = {library.name(image): browser.feed.failure(image) for image in range(len(library))}
    assert shown["nothing.jpg"] is not None
    assert shown["bomb.png"] is not None
    assert shown["deep.png"] is None
    assert shown["cmyk.jpg"] is None
    assert {path: path.lstat().st_mtime_ns for path in folder.iterdir() if path.name != ".kohya-studio"} == before


def test_statistics_count_what_is_in_sight(qtbot: QtBot, page: DatasetPage) -> None:
    browser = page.browser
    browser.filter.set_query("tag:waving")
    qtbot.waitUntil(lambda: browser.model.rowCount() < 14)
    count = browser.model.rowCount()
    browser.show_statistics()
    figures = lambda: browser.statistics.figures  # noqa: E731
    qtbot.waitUntil(lambda: figures() is not None, timeout=10000)
    found = figures()
    assert found is not None
    assert found.tags.images == count
    assert dict(found.tags.tags)["waving"] == count
    assert len(found.tokens) == count
    place = [tag for tag, _ in found.tags.tags].index("waving")
    assert browser.statistics.together_words(place, place).startswith(f"{count} of {count} images")
    qtbot.keyClick(browser.statistics, Qt.Key.Key_Escape)
    assert browser.grid.isVisible()
