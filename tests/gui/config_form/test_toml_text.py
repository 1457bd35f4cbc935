"""The documents as text: two-way with the form, problems in their lines, broken text kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from core.config.edits import SetValue
from gui.config_editor.editing_session import Document
from gui.config_editor.page import ConfigPage
from gui.config_editor.toml_editor import TomlEditor
from gui.config_editor.toml_highlighter import TomlHighlighter
from gui.config_editor.toml_tab import TomlTab
from gui.theme import Theme
from tests.gui.config_form.conftest import Opened, field, training
from tests.gui.config_form.test_form import line_of

_TOML = 1
pop_up = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""What the offscreen platform says of a list or a hint that pops up."""


@pytest.fixture
def tab(editor: ConfigPage) -> TomlTab:
    editor.tabs.setCurrentIndex(_TOML)
    return editor.toml


def line(editor: TomlEditor, text: str) -> int:
    return next(number for number, found in enumerate(editor.toPlainText().split("\n"), 1) if found.startswith(text))


def test_what_is_typed_in_the_text_is_in_the_form_and_the_other_way_round(
    qtbot: QtBot, editor: ConfigPage, tab: TomlTab
) -> None:
    tab.editor.go_to(line(tab.editor, "network_dim"), len("network_dim = 32") + 1)
    tab.editor.setFocus()
    qtbot.keyClicks(tab.editor, "0")
    qtbot.waitUntil(lambda: editor.session.written()["network_dim"].value == 320)
    editor.tabs.setCurrentIndex(0)
    assert line_of(field(editor, "network_dim")).text() == "320"
    editor.session.apply([SetValue(("network_arguments", "network_dim"), 16)], "rank")
    editor.tabs.setCurrentIndex(_TOML)
    assert "network_dim = 16\n" in tab.editor.toPlainText()
    assert tab.editor.textCursor().blockNumber() + 1 == line(tab.editor, "network_dim"), "the cursor stays in its line"


def test_undo_in_the_text_is_that_of_the_page(qtbot: QtBot, editor: ConfigPage, project: Path) -> None:
    before = editor.session.training.text
    editor.session.apply([SetValue(("network_arguments", "network_dim"), 16)], "rank")
    editor.tabs.setCurrentIndex(_TOML)
    tab = editor.toml
    tab.editor.setFocus()
    tab.editor.go_to(1)
    qtbot.keyClicks(tab.editor, "# ")
    qtbot.waitUntil(lambda: editor.session.training.text.startswith("# #"))
    qtbot.keyClick(tab.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not editor.session.training.text.startswith("# #")
    qtbot.keyClick(tab.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.session.training.text == before
    assert tab.editor.toPlainText() == before


def test_line_ends_survive_the_text(qtbot: QtBot, opened: Opened, project: Path) -> None:
    path = training(project)
    before = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    page = opened(project)
    page.tabs.setCurrentIndex(_TOML)
    page.toml.editor.setFocus()
    page.toml.editor.go_to(1)
    qtbot.keyClicks(page.toml.editor, "# one")
    qtbot.keyClick(page.toml.editor, Qt.Key.Key_Return)
    page.save()
    assert path.read_bytes() == b"# one\r\n" + before


def test_broken_text_locks_the_form_and_is_overwritten_by_nothing(qtbot: QtBot, opened: Opened, project: Path) -> None:
    path = training(project)
    broken = path.read_bytes().replace(b'lr_scheduler = "cosine_with_restarts"', b"lr_scheduler = cosine")
    path.write_bytes(broken)
    page = opened(project)
    assert page.tabs.currentIndex() == _TOML, "it opens in the text"
    editor = page.toml.editor
    number = line(editor, "lr_scheduler")
    assert editor.marks[number].tone == "error"
    assert page.notices.broken.isVisible()
    assert f"line {number}" in page.notices.broken.text
    assert "quotes" in page.notices.broken.text, "and says what to do"
    assert not page.header.start.isEnabled()
    page.tabs.setCurrentIndex(0)
    assert page.form.is_locked
    assert page.session.result is not None
    assert page.session.result.checked.plan is None, "no plan is guessed"
    page.save()
    assert path.read_bytes() == broken
    qtbot.mouseClick(page.notices.show_line, Qt.MouseButton.LeftButton)
    assert editor.textCursor().blockNumber() + 1 == number
    editor.go_to(number, len("lr_scheduler = ") + 1)
    qtbot.keyClicks(editor, '"')
    qtbot.keyClick(editor, Qt.Key.Key_End)
    qtbot.keyClicks(editor, '"')
    qtbot.waitUntil(lambda: not page.form.is_locked)
    assert not page.notices.broken.isVisible()
    assert page.session.written()["lr_scheduler"].value == "cosine"


def test_a_broken_dataset_document_leaves_the_form_open(qtbot: QtBot, opened: Opened, project: Path) -> None:
    path = project / "dataset_config.toml"
    path.write_text(path.read_text().replace("resolution = 512", "resolution = 512px"))
    page = opened(project)
    assert not page.form.is_locked
    assert page.notices.broken.isVisible()
    qtbot.mouseClick(page.notices.show_line, Qt.MouseButton.LeftButton)
    assert page.toml.document is Document.DATASET


@pop_up
def test_problems_are_marked_in_their_lines_and_told(qtbot: QtBot, opened: Opened, project: Path) -> None:
    training(project).write_text(training(project).read_text().replace("seed = 42", "sead = 42"))
    page = opened(project)
    page.tabs.setCurrentIndex(_TOML)
    editor = page.toml.editor
    number = line(editor, "sead")
    assert editor.marks[number].tone == "error"
    assert "seed" in editor.marks[number].text
    editor.go_to(number)
    place = editor.cursorRect().center()
    editor.event(QHelpEvent(QHelpEvent.Type.ToolTip, place, editor.viewport().mapToGlobal(place)))
    qtbot.waitUntil(QToolTip.isVisible)
    assert "sead" in QToolTip.text()
    QToolTip.hideText()
    selections = [found for found in editor.extraSelections() if found.cursor.selectedText() == "sead = 42"]
    assert selections, "it is underlined"


@pop_up
def test_names_are_completed(qtbot: QtBot, editor: ConfigPage, tab: TomlTab) -> None:
    tab.editor.go_to(line(tab.editor, "seed") + 1)
    tab.editor.setFocus()
    qtbot.keyClicks(tab.editor, "cache_lat")
    assert tab.editor.popup.isVisible()
    names = [tab.editor.popup.model().index(row, 0).data() for row in range(tab.editor.popup.model().rowCount())]
    assert "cache_latents" in names
    assert "learning_rate" not in names
    qtbot.keyClick(tab.editor, Qt.Key.Key_Return)
    assert "cache_latents = \n" in tab.editor.toPlainText()
    qtbot.keyClicks(tab.editor, "true")
    qtbot.waitUntil(lambda: "cache_latents" in editor.session.written())


@pop_up
def test_the_dataset_document_completes_what_fits_its_table(qtbot: QtBot, tab: TomlTab) -> None:
    tab.show_document(Document.DATASET)
    last = tab.editor.blockCount()
    tab.editor.go_to(last)
    tab.editor.setFocus()
    qtbot.keyClick(tab.editor, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    model = tab.editor.popup.model()
    names = {model.index(row, 0).data() for row in range(model.rowCount())}
    assert {"image_dir", "num_repeats", "is_reg"} <= names
    assert "batch_size" not in names, "a subset has none"
    qtbot.keyClick(tab.editor, Qt.Key.Key_Escape)


def test_find_marks_every_place(qtbot: QtBot, editor: ConfigPage, tab: TomlTab) -> None:
    tab.editor.setFocus()
    qtbot.keyClick(tab.editor, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert tab.find_bar.isVisible()
    qtbot.keyClicks(tab.find_bar.text, "network_")
    assert tab.find_bar.count.text().startswith("4 ")
    qtbot.keyClick(tab.find_bar.text, Qt.Key.Key_Return)
    first = tab.editor.textCursor().blockNumber()
    qtbot.keyClick(tab.find_bar.text, Qt.Key.Key_Return)
    assert tab.editor.textCursor().blockNumber() >= first
    assert tab.editor.textCursor().selectedText() == "network_"
    qtbot.keyClick(tab.find_bar.text, Qt.Key.Key_Escape)
    assert not tab.find_bar.isVisible()
    assert tab.editor.hasFocus()


def test_strings_over_lines_are_one_colour(qtbot: QtBot) -> None:
    text = QTextDocument('a = """\n# no comment\nb = 1\n"""\nc = 2 # comment')
    highlighter = TomlHighlighter(Theme(), text)
    highlighter.rehighlight()
    colours = []
    block = text.firstBlock()
    while block.isValid():
        colours.append({form.format.foreground().color().name() for form in block.layout().formats()})
        block = block.next()
    string = colours[1]
    assert len(string) == 1
    assert colours[2] == colours[3] == string
    assert string < colours[0]
    assert not string & colours[4]


def test_a_place_is_shown(qtbot: QtBot, editor: ConfigPage) -> None:
    row = field(editor, "network_dim")
    row._reveal()
    assert editor.tabs.currentIndex() == _TOML
    assert f"Line {line(editor.toml.editor, 'network_dim')}," in editor.toml.place.text()
    assert editor.toml.editor.viewport().rect().contains(editor.toml.editor.cursorRect().center() + QPoint(1, 0))
