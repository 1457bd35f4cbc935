"""Captions edited in the window, and the bytes that are then on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.dataset_browser.bulk_form import ADD, PATTERN, REMOVE, RENAME
from gui.dataset_browser.page import DatasetPage
from gui.dataset_browser.tag_chips import _MIME
from tests.gui.dataset_browser.conftest import opened

LEFT = Qt.MouseButton.LeftButton


def go(qtbot: QtBot, page: DatasetPage, name: str) -> Path:
    """Choose the image, wait for its caption; the caption's file."""
    data = page.session.data
    assert data is not None
    image = data.library.listing.names.index(name)
    page.browser.go_to(image)
    editor = page.browser.details.editor
    qtbot.waitUntil(lambda: editor.draft is not None and editor.draft.image == image)
    return Path(data.library.caption_target(image))


def saved(qtbot: QtBot, page: DatasetPage) -> None:
    editor = page.browser.details.editor
    qtbot.waitUntil(lambda: editor.saver.idle, timeout=10000)


def add_tag(qtbot: QtBot, page: DatasetPage, text: str) -> None:
    field = page.browser.details.editor.chips.field
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    saved(qtbot, page)


def test_a_tag_is_added_moved_renamed_and_removed(qtbot: QtBot, page: DatasetPage) -> None:
    file = go(qtbot, page, "robot_000.jpg")
    before = file.read_text().split(", ")
    chips = page.browser.details.editor.chips
    assert [chip.tag for chip in chips.chips()] == before
    add_tag(qtbot, page, "steel legs")
    assert file.read_text().split(", ") == [*before, "steel legs"]
    qtbot.keyClick(chips.chips()[-1], Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    saved(qtbot, page)
    assert file.read_text().split(", ") == [*before[:-1], "steel legs", before[-1]]
    qtbot.keyClick(chips.chips()[-2], Qt.Key.Key_F2)
    assert chips.field.text() == "steel legs"
    chips.field.setText("iron legs")
    qtbot.keyClick(chips.field, Qt.Key.Key_Return)
    saved(qtbot, page)
    assert file.read_text().split(", ") == [*before[:-1], "iron legs", before[-1]]
    qtbot.keyClick(chips.chips()[-2], Qt.Key.Key_Delete)
    saved(qtbot, page)
    assert file.read_text().split(", ") == before


def test_a_tag_is_dragged_to_another_place(qtbot: QtBot, page: DatasetPage) -> None:
    file = go(qtbot, page, "robot_001.jpg")
    before = file.read_text().split(", ")
    chips = page.browser.details.editor.chips
    carried = QMimeData()
    carried.setData(_MIME, before[3].encode())
    first = chips.chips()[0].geometry()
    place = QPointF(first.left() + 2, first.center().y())
    assert chips._body.place_at(place.toPoint()) == 0
    chips._body.dropEvent(QDropEvent(place, Qt.DropAction.MoveAction, carried, LEFT, Qt.KeyboardModifier.NoModifier))
    saved(qtbot, page)
    assert file.read_text().split(", ") == [before[3], *before[:3], *before[4:]]


def test_tokens_and_what_is_trained_follow_the_typing(qtbot: QtBot, page: DatasetPage) -> None:
    go(qtbot, page, "robot_000.jpg")
    details = page.browser.details
    qtbot.waitUntil(lambda: "/" in details.editor.tokens.text())
    number = int(details.editor.tokens.text().split("/")[0])
    add_tag(qtbot, page, "hat")
    qtbot.waitUntil(lambda: int(details.editor.tokens.text().split("/")[0]) == number + 2)
    assert details.editor.tokens.text().endswith("/75 tokens")
    assert details.trained.text().endswith(", hat")


def test_typing_is_one_entry_of_the_journal(qtbot: QtBot, page: DatasetPage) -> None:
    file = go(qtbot, page, "robot_002.jpg")
    before = file.read_text()
    editor, data = page.browser.details.editor, page.session.data
    assert data is not None
    qtbot.mouseClick(editor.text_button, LEFT)
    editor.text.moveCursor(editor.text.textCursor().MoveOperation.End)
    qtbot.keyClicks(editor.text, ", one two three")
    assert file.read_text() == before
    go(qtbot, page, "robot_003.png")
    saved(qtbot, page)
    assert file.read_text() == before + ", one two three"
    assert [edit.files for edit in data.journal.edits()] == [1]


def test_what_was_typed_is_written_when_the_program_ends(qtbot: QtBot, page: DatasetPage) -> None:
    file = go(qtbot, page, "robot_002.jpg")
    before = file.read_text()
    editor = page.browser.details.editor
    qtbot.mouseClick(editor.text_button, LEFT)
    editor.text.moveCursor(editor.text.textCursor().MoveOperation.End)
    qtbot.keyClicks(editor.text, ", the last words")
    page.finish()
    assert file.read_text() == before + ", the last words"


@pytest.mark.parametrize(
    ("content", "typed", "expected"),
    [
        (b"\xef\xbb\xbfa cat\r\nsecond line\r\n", "!", b"\xef\xbb\xbf!a cat\r\nsecond line\r\n"),
        ("微笑, 站立, 公園裡的機器人".encode("big5"), "X, ", "X, 微笑, 站立, 公園裡的機器人".encode("big5")),
        ("no\u00a0break, a".encode(), "x ", "x no\u00a0break, a".encode()),
        ("a, b\n".encode("utf-16"), "q, ", "q, a, b\n".encode("utf-16")),
    ],
    ids=["bom-crlf", "big5", "no-break-space", "utf-16"],
)
def test_encoding_and_line_ends_are_kept(
    qtbot: QtBot, empty_page: DatasetPage, project: Path, content: bytes, typed: str, expected: bytes
) -> None:
    file = project / "images" / "robot_000.txt"
    file.write_bytes(content)
    opened(qtbot, empty_page, project)
    go(qtbot, empty_page, "robot_000.jpg")
    editor = empty_page.browser.details.editor
    qtbot.mouseClick(editor.text_button, LEFT)
    assert file.read_bytes() == content
    editor.text.moveCursor(editor.text.textCursor().MoveOperation.Start)
    qtbot.keyClicks(editor.text, typed)
    editor.commit()
    saved(qtbot, empty_page)
    assert file.read_bytes() == expected


def test_looking_at_captions_changes_nothing(qtbot: QtBot, empty_page: DatasetPage, troubled: Path) -> None:
    before = {path: path.read_bytes() for path in troubled.rglob("*") if path.is_file()}
    opened(qtbot, empty_page, troubled)
    editor = empty_page.browser.details.editor
    for number, image in enumerate(empty_page.browser.model.ids.tolist()):
        empty_page.browser.go_to(image)
        qtbot.waitUntil(lambda image=image: editor.draft is not None and editor.draft.image == image)
        qtbot.mouseClick(editor.text_button if number % 2 else editor.tags_button, LEFT)
    saved(qtbot, empty_page)
    after = {path: path.read_bytes() for path in troubled.rglob("*") if path.is_file()}
    assert {path: data for path, data in after.items() if ".kohya-studio" not in path.parts} == before


def test_a_character_without_a_place_is_told_and_utf8_is_offered(
    qtbot: QtBot, empty_page: DatasetPage, troubled: Path
) -> None:
    opened(qtbot, empty_page, troubled)
    file = go(qtbot, empty_page, "old_caption.png")
    before = file.read_bytes()
    editor = empty_page.browser.details.editor
    add_tag(qtbot, empty_page, "emoji 😀")
    assert "cannot be written" in editor.notice.text
    assert file.read_bytes() == before
    qtbot.mouseClick(editor.convert, LEFT)
    qtbot.waitUntil(lambda: file.read_bytes() != before)
    assert file.read_bytes().decode("utf-8") == before.decode("big5")


def test_undo_and_redo_go_through_everything(qtbot: QtBot, page: DatasetPage) -> None:
    file = go(qtbot, page, "robot_000.jpg")
    first = file.read_bytes()
    add_tag(qtbot, page, "one")
    add_tag(qtbot, page, "two")
    last = file.read_bytes()
    for expected in (first + b", one", first):
        qtbot.keyClick(page.browser.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda expected=expected: file.read_bytes() == expected and not page.session.writing)
    qtbot.waitUntil(lambda: page.browser.details.editor.chips.tags == first.decode().split(", "))
    for _ in range(2):
        page.commands.redo()
        qtbot.waitUntil(lambda: not page.session.writing)
    assert file.read_bytes() == last


def test_undo_works_after_the_program_was_closed(
    qtbot: QtBot, page: DatasetPage, program: Program, project: Path
) -> None:
    file = go(qtbot, page, "robot_000.jpg")
    before = file.read_bytes()
    add_tag(qtbot, page, "one")
    page.close_data()
    again = DatasetPage(program.services)
    opened(qtbot, again, project)
    again.commands.undo()
    qtbot.waitUntil(lambda: file.read_bytes() == before and not again.session.writing)
    again.close_data()
    again.deleteLater()


def test_the_history_restores_any_caption(qtbot: QtBot, page: DatasetPage, qtmodeltester: Any) -> None:
    file = go(qtbot, page, "robot_000.jpg")
    before = file.read_bytes()
    add_tag(qtbot, page, "one")
    add_tag(qtbot, page, "two")
    dialog = page.dialogs.history()
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.versions.rowCount() == 2 and dialog.edits.rowCount() == 2)
    qtmodeltester.check(dialog.edits, force_py=True)
    qtmodeltester.check(dialog.versions, force_py=True)
    dialog.tabs.setCurrentIndex(1)
    dialog.version_list.setCurrentIndex(dialog.versions.index(1))
    assert dialog.preview.toPlainText() == before.decode()
    qtbot.mouseClick(dialog.restore, LEFT)
    qtbot.waitUntil(lambda: file.read_bytes() == before)
    qtbot.waitUntil(lambda: dialog.edits.rowCount() == 3)
    dialog.reject()


def test_a_change_by_another_program_is_seen(qtbot: QtBot, page: DatasetPage) -> None:
    file = go(qtbot, page, "robot_000.jpg")
    file.write_text("written by another program")
    qtbot.waitUntil(lambda: page.browser.details.editor.chips.tags == ["written by another program"], timeout=10000)
    data = page.session.data
    assert data is not None
    assert data.library.captions[page.browser.current() or 0] == "written by another program"


def test_a_change_by_another_program_is_never_overwritten(qtbot: QtBot, page: DatasetPage) -> None:
    file = go(qtbot, page, "robot_000.jpg")
    page._watch.stop()
    editor = page.browser.details.editor
    qtbot.mouseClick(editor.text_button, LEFT)
    editor.text.moveCursor(editor.text.textCursor().MoveOperation.End)
    qtbot.keyClicks(editor.text, ", mine")
    mine = editor.text.toPlainText()
    file.write_text("theirs")
    editor.commit()
    qtbot.waitUntil(editor.keep.isVisible)
    assert file.read_text() == "theirs"
    assert "Another program" in editor.notice.text
    qtbot.mouseClick(editor.keep, LEFT)
    qtbot.waitUntil(lambda: file.read_text() == mine)
    page.commands.undo()
    qtbot.waitUntil(lambda: file.read_text() == "theirs")


@pytest.fixture
def chosen(page: DatasetPage) -> DatasetPage:
    page.browser.grid.selectAll()
    return page


def test_a_bulk_edit_is_seen_before_it_is_made(
    qtbot: QtBot, chosen: DatasetPage, project: Path, qtmodeltester: Any
) -> None:
    files = {path: path.read_bytes() for path in project.rglob("*.txt")}
    dialog = chosen.dialogs.edit_captions()
    assert dialog is not None
    assert not dialog.apply.isEnabled()
    dialog.form.choose(RENAME, "sks robot", "rbt robot")
    qtbot.waitUntil(lambda: dialog.previewed and dialog.model.rowCount() == 13)
    qtmodeltester.check(dialog.model, force_py=True)
    assert dialog.summary.text() == "13 of 14 captions change."
    assert all("<u" in str(dialog.model.index(row, 2).data(Qt.ItemDataRole.UserRole)) for row in range(13))
    assert {path: path.read_bytes() for path in files} == files
    qtbot.mouseClick(dialog.apply, LEFT)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    for path, data in files.items():
        assert path.read_bytes() == data.replace(b"sks robot", b"rbt robot")
    qtbot.waitUntil(lambda: "rbt robot" in chosen.browser.overview.tags)
    chosen.commands.undo()
    qtbot.waitUntil(lambda: {path: path.read_bytes() for path in files} == files)


def test_what_a_bulk_edit_cannot_change_is_said(qtbot: QtBot, empty_page: DatasetPage, troubled: Path) -> None:
    (troubled / "images" / "robot_000.txt").write_bytes(bytes(range(128, 250)))
    opened(qtbot, empty_page, troubled)
    empty_page.browser.grid.selectAll()
    dialog = empty_page.dialogs.edit_captions()
    assert dialog is not None
    dialog.form.choose(ADD, "日本 emoji 😀")
    qtbot.waitUntil(lambda: dialog.previewed and dialog.model.rowCount() > 3)
    assert "cannot be changed" in dialog.summary.text()
    problems = [change.problem for change in dialog.model.changes if change.problem]
    assert any("cannot be written in big5" in problem for problem in problems)
    dialog.reject()


def test_a_senseless_pattern_is_told(qtbot: QtBot, chosen: DatasetPage) -> None:
    dialog = chosen.dialogs.edit_captions()
    assert dialog is not None
    dialog.form.choose(PATTERN, "(", "x")
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "makes no sense" in dialog.problem.text()
    assert not dialog.apply.isEnabled()
    dialog.reject()


def test_a_bulk_edit_can_be_stopped_and_is_taken_back(qtbot: QtBot, page: DatasetPage, project: Path) -> None:
    """It is stopped when the first files have been written."""
    from core.dataset.edits import AddTags, preview
    from gui.dataset_browser.session import EditStopped

    before = {path: path.read_bytes() for path in project.rglob("*.txt")}
    data = page.session.data
    assert data is not None
    images, failures, writing = list(range(14)), [], []

    def changes(_: object) -> Iterator[Any]:
        for entry in preview(data.library, images, AddTags(("new",))):
            if entry.change is not None:
                yield entry.change
        writing[0].stop()

    writing.append(page.session.write("add", changes, images, failures.append, failures.append))
    qtbot.waitUntil(lambda: bool(failures), timeout=30000)
    assert isinstance(failures[0], EditStopped)
    assert {path: path.read_bytes() for path in project.rglob("*.txt")} == before
    assert not any("new" in caption for caption in data.library.captions)


def test_quick_tags_go_in_and_out(qtbot: QtBot, page: DatasetPage, project: Path) -> None:
    dialog = page.dialogs.quick_tags()
    dialog.lines[0][0].setText("q")
    dialog.lines[0][1].setText("looking up")
    dialog._keep()
    page.browser.grid.selectAll()
    files = sorted(project.rglob("*.txt"))
    before = [path.read_bytes() for path in files]
    qtbot.keyClick(page.browser.grid, "q")
    qtbot.waitUntil(lambda: all(b"looking up" in path.read_bytes() for path in files), timeout=10000)
    qtbot.waitUntil(lambda: not page.session.writing)
    qtbot.keyClick(page.browser.grid, "q")
    qtbot.waitUntil(lambda: [path.read_bytes() for path in files] == before, timeout=10000)
    made = [path for path in project.rglob("*.txt") if path not in files]
    qtbot.waitUntil(lambda: not page.session.writing)
    assert [path.read_bytes() for path in made] in ([], [b""])


def test_a_filter_keeps_its_name(qtbot: QtBot, page: DatasetPage, program: Program, project: Path) -> None:
    page.browser.filter.set_query("tag:waving")
    page.browser.saved.keep("Waving ones", "tag:waving")
    kept = project / ".kohya-studio" / "browser.json"
    qtbot.waitUntil(kept.exists)
    page.browser.filter.set_query("")
    page.browser.saved.fill()
    action = page.browser.saved.menu.actions()[0]
    assert action.text().startswith("Waving ones")
    action.trigger()
    assert page.browser.filter.query.text() == "tag:waving"


def test_removing_a_tag_in_bulk_keeps_the_rest(qtbot: QtBot, chosen: DatasetPage, project: Path) -> None:
    dialog = chosen.dialogs.edit_captions()
    assert dialog is not None
    dialog.form.choose(REMOVE, "solo, antenna")
    qtbot.waitUntil(lambda: dialog.previewed and dialog.model.rowCount() > 0)
    rows = dialog.model.rowCount()
    qtbot.mouseClick(dialog.apply, LEFT)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert rows == len([edit for edit in dialog.model.changes if edit.change])
    assert not any(b"antenna" in path.read_bytes() for path in project.rglob("*.txt"))
