"""What a person decides about a data set and the program remembers: trigger words, copies that both stay."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gui.dataset_browser.page import DatasetPage
from gui.dataset_browser.trigger_dialog import TriggerDialog
from tests.gui.dataset_browser.conftest import answer, looked, opened

LEFT = Qt.MouseButton.LeftButton


def kept_file(folder: Path) -> Path:
    return folder / ".kohya-studio" / "browser.json"


def problems(page: DatasetPage) -> dict[str, int]:
    return {entry.value: entry.count for entry in page.browser.side.problems.counts.entries}


def trigger_dialog(page: DatasetPage) -> TriggerDialog:
    found = page.findChild(TriggerDialog)
    assert isinstance(found, TriggerDialog)
    return found


def written(folder: Path, key: str) -> object:
    """None as long as nothing has been written."""
    return json.loads(kept_file(folder).read_text())[key] if kept_file(folder).exists() else None


# Trigger words


def test_a_guessed_word_is_changed_and_kept(
    qtbot: QtBot, page: DatasetPage, empty_page: DatasetPage, project: Path
) -> None:
    side = page.browser.side
    qtbot.waitUntil(lambda: side.trigger_words.text() == "Trigger word: sks robot (guessed)")
    assert "trigger-missing" not in problems(page)
    qtbot.mouseClick(side.trigger, LEFT)
    dialog = trigger_dialog(page)
    images, close_ups = dialog.lines
    assert (images.field.text(), images.state.text()) == ("sks robot", "guessed")
    assert (close_ups.field.text(), close_ups.state.text()) == ("", "nothing to guess from")
    close_ups.field.setFocus()
    qtbot.keyClicks(close_ups.field, "zork")
    assert close_ups.state.text() == "set"
    qtbot.mouseClick(dialog.keep, LEFT)
    qtbot.waitUntil(lambda: side.trigger_words.text() == "Trigger word: sks robot (guessed), zork (set)")
    qtbot.waitUntil(lambda: problems(page).get("trigger-missing") == 2)
    qtbot.waitUntil(lambda: written(project, "triggers") == {"close-ups": "zork"})
    empty_page.close_data()
    opened(qtbot, empty_page, project)
    qtbot.waitUntil(lambda: problems(page).get("trigger-missing") == 2)


def test_a_word_that_was_set_becomes_a_guess_again(qtbot: QtBot, page: DatasetPage, project: Path) -> None:
    side = page.browser.side
    qtbot.waitUntil(side.trigger.isVisible)
    page.session.keep(triggers={"images": "", "elsewhere": "stays"})
    page.browser.finder.find()
    qtbot.waitUntil(lambda: side.trigger_words.text() == "Trigger word: none")
    qtbot.mouseClick(side.trigger, LEFT)
    dialog = trigger_dialog(page)
    line = dialog.lines[0]
    assert (line.field.text(), line.state.text()) == ("", "set")
    qtbot.mouseClick(line.guess, LEFT)
    assert (line.field.text(), line.state.text(), line.guess.isEnabled()) == ("sks robot", "guessed", False)
    qtbot.keyClick(line.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: written(project, "triggers") == {"elsewhere": "stays"})
    qtbot.waitUntil(lambda: side.trigger_words.text() == "Trigger word: sks robot (guessed)")


def test_two_tags_are_no_trigger_word(qtbot: QtBot, page: DatasetPage, project: Path) -> None:
    qtbot.waitUntil(page.browser.side.trigger.isVisible)
    dialog = page.dialogs.trigger_words()
    assert dialog is not None
    qtbot.keyClicks(dialog.lines[0].field, "one, two")
    qtbot.mouseClick(dialog.keep, LEFT)
    assert dialog.isVisible()
    assert "more than one tag" in dialog.problem.text()
    qtbot.mouseClick(dialog.cancel, LEFT)
    assert not kept_file(project).exists()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("by_key", [False, True])
def test_the_menu_of_a_folder_leads_to_its_word(qtbot: QtBot, page: DatasetPage, by_key: bool) -> None:
    folders = page.browser.side.folders
    qtbot.waitUntil(page.browser.side.trigger.isVisible)
    index = folders.counts.index([entry.value for entry in folders.counts.entries].index("close-ups"))
    folders.setCurrentIndex(index)
    reason = QContextMenuEvent.Reason.Keyboard if by_key else QContextMenuEvent.Reason.Mouse
    place = QPoint(0, 0) if by_key else folders.visualRect(index).center()

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            QTimer.singleShot(20, choose)
            return
        qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(20, choose)
    event = QContextMenuEvent(reason, place, folders.viewport().mapToGlobal(place))
    QApplication.sendEvent(folders.viewport(), event)
    qtbot.waitUntil(lambda: page.findChild(TriggerDialog) is not None)
    dialog = trigger_dialog(page)
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.lines[1].field)
    dialog.reject()


# Copies that both stay


@pytest.fixture
def copies(qtbot: QtBot, empty_page: DatasetPage, troubled: Path) -> DatasetPage:
    page = looked(qtbot, opened(qtbot, empty_page, troubled))
    qtbot.waitUntil(lambda: {"duplicate", "near-duplicate"} <= {*problems(page)})
    return page


def compared(qtbot: QtBot, page: DatasetPage, code: str) -> DatasetPage:
    """All pairs of this problem are in sight, one after another."""
    browser = page.browser
    browser.filter.set_query(f"problem:{code}")
    qtbot.waitUntil(lambda: browser.fix_bar.isVisible() and browser.fix_bar.code == code)
    qtbot.waitUntil(lambda: 0 < browser.model.rowCount() < 10)
    qtbot.mouseClick(browser.fix_bar.apply, LEFT)
    qtbot.waitUntil(browser.compare.isVisible)
    return page


def keep_all(qtbot: QtBot, page: DatasetPage) -> int:
    """How many pairs were kept."""
    count = len(page.browser.compare.pairs)
    for _ in range(count):
        qtbot.mouseClick(page.browser.compare.both, LEFT)
    return count


@pytest.mark.parametrize("code", ["duplicate", "near-duplicate"])
def test_a_kept_pair_is_no_duplicate_any_more(qtbot: QtBot, copies: DatasetPage, troubled: Path, code: str) -> None:
    page = compared(qtbot, copies, code)
    count = keep_all(qtbot, page)
    assert count > 0
    qtbot.waitUntil(lambda: code not in problems(page))
    assert len(problems(page)) > 3
    pairs = written(troubled, "kept_pairs")
    assert isinstance(pairs, list)
    assert len(pairs) == count
    page.close_data()
    looked(qtbot, opened(qtbot, page, troubled))
    kept = page.browser.side.kept
    qtbot.waitUntil(lambda: kept.isVisible() and kept.text() == f"Kept pairs: {count}…")
    assert code not in problems(page)


def test_kept_pairs_are_seen_again_and_forgotten(qtbot: QtBot, copies: DatasetPage, troubled: Path) -> None:
    page = compared(qtbot, copies, "near-duplicate")
    count = keep_all(qtbot, page)
    compare, kept = page.browser.compare, page.browser.side.kept
    qtbot.waitUntil(kept.isVisible)
    qtbot.waitUntil(page.browser.nothing.isVisible)
    qtbot.mouseClick(kept, LEFT)
    assert compare.isVisible()
    assert compare.title.text() == f"Kept pair 1 of {count}"
    assert not compare.both.isVisible()
    qtbot.mouseClick(compare.forget, LEFT)
    assert len(compare.pairs) == count - 1
    qtbot.waitUntil(lambda: problems(page).get("near-duplicate", 0) >= 2)
    if count > 1:
        assert compare.isVisible()
        qtbot.mouseClick(compare.forget_all if compare.forget_all.isVisible() else compare.forget, LEFT)
    assert not compare.isVisible()
    qtbot.waitUntil(lambda: not kept.isVisible())
    qtbot.waitUntil(lambda: written(troubled, "kept_pairs") == [])


def test_kept_pairs_survive_new_numbers(qtbot: QtBot, copies: DatasetPage, troubled: Path) -> None:
    page = compared(qtbot, copies, "duplicate")
    keep_all(qtbot, page)
    qtbot.waitUntil(lambda: "duplicate" not in problems(page))
    shutil.copy(next((troubled / "close-ups").glob("*.jpg")), troubled / "images" / "aaa.jpg")
    qtbot.waitUntil(lambda: problems(page).get("duplicate") == 2)
    assert page.browser.side.kept.isVisible()


def test_a_comparison_goes_on_with_the_same_images_after_new_numbers(
    qtbot: QtBot, copies: DatasetPage, troubled: Path, trash: Path
) -> None:
    page, session = compared(qtbot, copies, "near-duplicate"), copies.session
    compare = page.browser.compare
    assert session.data is not None
    names = {session.data.relative(image) for image in compare.pairs[0][:2]}
    count = len(session.data.library)
    shutil.copy(troubled / "images" / "banner.jpg", troubled / "images" / "aaa.jpg")
    qtbot.waitUntil(lambda: len(session.data.library) == count + 1)  # type: ignore[union-attr]
    assert compare.isVisible()
    assert {session.data.relative(image) for image in compare.pairs[0][:2]} == names
    gone = Path(session.data.library.path(compare.right.image))
    assert session.data.library.relative(gone) in names
    answer(qtbot, "Move to trash")
    qtbot.mouseClick(compare.right.trash, LEFT)
    qtbot.waitUntil(lambda: not gone.exists())


def test_another_data_set_ends_the_comparison(qtbot: QtBot, copies: DatasetPage, project: Path) -> None:
    page = compared(qtbot, copies, "near-duplicate")
    opened(qtbot, page, project)
    assert not page.browser.compare.isVisible()
    assert page.browser.compare.pairs == []


def test_a_damaged_file_is_told_and_the_images_are_shown(qtbot: QtBot, empty_page: DatasetPage, project: Path) -> None:
    kept_file(project).parent.mkdir()
    kept_file(project).write_text("{")
    page = opened(qtbot, empty_page, project)
    assert page.browser.model.rowCount() == 14
    assert "browser.json is damaged" in page.notice.text
