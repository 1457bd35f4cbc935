"""The Config page as a whole: opening, saving, leaving, other programs, starting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from pytestqt.qtbot import QtBot

from core.config.edits import SetValue
from core.runs.folder import RunFolder
from core.runs.record import read_record
from gui.app import Program
from gui.config_editor import page as page_module
from gui.config_editor.page import ConfigPage
from gui.config_editor.unsaved_changes import Answer
from gui.main_window import MainWindow
from tests.gui.config_form.conftest import Opened, field, training
from tests.gui.config_form.test_form import line_of, typed
from tests.gui.config_plan.projects import write_project

RANK = ("network_arguments", "network_dim")


def test_without_a_project_there_is_a_choice(page: ConfigPage) -> None:
    assert page.chooser.isVisible()
    assert not page.header.isVisible()


def test_a_folder_without_documents_is_said(qtbot: QtBot, page: ConfigPage, tmp_path: Path) -> None:
    page.open_project(tmp_path)
    qtbot.waitUntil(page.chooser.notice.isVisible, timeout=10_000)
    assert "training_config.toml" in page.chooser.notice.text


def test_a_project_is_remembered_and_open_the_next_time(
    qtbot: QtBot, program: Program, project: Path, window: MainWindow
) -> None:
    program.services.preferences.update(recent_projects=(str(project),))
    window.go("config")
    page = window.page("config")
    assert isinstance(page, ConfigPage)
    qtbot.waitUntil(lambda: page.session.result is not None, timeout=20_000)
    assert page.header.isVisible()
    assert page.header.name.text() == "my_character"
    assert window.context_bar._project.text() == "my_character"
    other = write_project(project.parent / "second")
    with qtbot.waitSignal(page.session.checked, timeout=20_000):
        page.open_project(other)
    qtbot.waitUntil(lambda: program.services.preferences.settings.recent_projects == (str(other), str(project)))


def test_starting_saves_and_trains_what_the_documents_say(
    qtbot: QtBot, editor: ConfigPage, program: Program, project: Path, runs_root: Path
) -> None:
    assert editor.header.start.isEnabled()
    typed(qtbot, line_of(field(editor, "network_dim")), "8")
    qtbot.waitUntil(lambda: editor.header.start.text() == "Save and start")
    qtbot.waitUntil(editor.header.start.isEnabled, timeout=20_000)
    with qtbot.waitSignal(program.services.starter.started, timeout=30_000) as started:
        qtbot.mouseClick(editor.header.start, Qt.MouseButton.LeftButton)
    assert b"network_dim = 8\n" in training(project).read_bytes()
    folder = RunFolder(runs_root / started.args[0])
    record = read_record(folder)
    assert (record.engine, record.cwd, record.project) == ("builtin", str(project), str(project))
    assert b"network_dim = 8\n" in folder.training_config.read_bytes()
    assert folder.dataset_config.read_bytes() == (project / "dataset_config.toml").read_bytes()


def test_errors_have_to_be_put_right_first(qtbot: QtBot, opened: Opened, project: Path) -> None:
    training(project).write_text(training(project).read_text().replace("seed = 42", 'seed = "42-43"'))
    page = opened(project)
    assert not page.header.start.isEnabled()
    assert "errors" in page.header.start.toolTip()
    row = field(page, "seed")
    fix = row.problem_lines[0].fix
    assert fix is not None
    qtbot.mouseClick(fix, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.header.start.isEnabled, timeout=20_000)


@pytest.mark.parametrize("answer", list(Answer))
def test_unsaved_changes_are_asked_about_before_another_project_opens(
    qtbot: QtBot, editor: ConfigPage, project: Path, monkeypatch: pytest.MonkeyPatch, answer: Answer
) -> None:
    before = training(project).read_bytes()
    asked: list[tuple[Path, ...]] = []

    def ask(_: object, files: tuple[Path, ...]) -> Answer:
        asked.append(files)
        return answer

    monkeypatch.setattr(page_module, "ask_about_unsaved", ask)
    other = write_project(project.parent / "second")
    editor.session.apply([SetValue(RANK, 8)], "rank")
    editor.open_project(other)
    assert asked == [(training(project),)]
    if answer is Answer.STAY:
        assert editor.session.folder == project
        assert editor.session.unsaved
    else:
        qtbot.waitUntil(lambda: editor.session.folder == other)
    assert (training(project).read_bytes() == before) == (answer is not Answer.SAVE)
    if answer is Answer.DISCARD:
        with qtbot.waitSignal(editor.session.opened):
            editor.open_project(project)
        assert not editor.session.unsaved, "what was given up is gone"


def test_the_cross_of_the_window_asks_and_a_crash_loses_nothing(
    qtbot: QtBot, editor: ConfigPage, program: Program, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "ask_about_unsaved", lambda *_: Answer.STAY)
    editor.session.apply([SetValue(RANK, 8)], "rank")
    event = QCloseEvent()
    program.window.closeEvent(event)
    assert not event.isAccepted()
    assert program.window.rail.button("config").tone == "warning"
    drafts = program.services.paths.data / "drafts"
    qtbot.waitUntil(lambda: bool(list(drafts.glob("*.json"))), timeout=5000)
    (draft,) = drafts.glob("*.json")
    assert json.loads(draft.read_text())["project"] == str(project)


def test_another_language_keeps_what_is_not_saved(
    qtbot: QtBot, editor: ConfigPage, program: Program, project: Path
) -> None:
    editor.session.apply([SetValue(RANK, 8)], "rank")
    old = program.window
    program.services.preferences.update(language="zh_TW")
    qtbot.waitUntil(lambda: program.window is not old)
    program.window.go("config")
    page = program.window.page("config")
    assert isinstance(page, ConfigPage)
    qtbot.waitUntil(lambda: page.session.folder == project and bool(page.session.unsaved), timeout=10_000)
    assert page.session.written()["network_dim"].value == 8
    assert page.notices.news.isVisibleTo(page)
    assert page.form.list.title.text() == "模型"


def test_a_collision_is_asked_about_on_the_page(qtbot: QtBot, editor: ConfigPage, project: Path) -> None:
    path = training(project)
    editor.session.apply([SetValue(RANK, 8)], "rank")
    path.write_bytes(path.read_bytes().replace(b"network_dim = 32", b"network_dim = 64"))
    qtbot.waitUntil(editor.notices.take.isVisible, timeout=5000)
    assert "another program" in editor.notices.collision.text
    qtbot.mouseClick(editor.notices.take, Qt.MouseButton.LeftButton)
    assert editor.session.written()["network_dim"].value == 64
    assert not editor.notices.collision.isVisible()
    assert not editor.session.unsaved


def test_saving_over_a_change_that_nobody_has_seen_is_refused(qtbot: QtBot, editor: ConfigPage, project: Path) -> None:
    path = training(project)
    editor.session.apply([SetValue(RANK, 8)], "rank")
    path.write_bytes(path.read_bytes().replace(b"seed = 42", b"seed = 7"))
    assert not editor.save()
    assert b"seed = 7" in path.read_bytes()
    assert editor.notices.news.isVisible()
    qtbot.waitUntil(lambda: editor.session.written()["seed"].value == 7)
    assert editor.save()
    assert b"seed = 7" in path.read_bytes()
    assert b"network_dim = 8" in path.read_bytes()


def test_the_keyboard_reaches_everything(qtbot: QtBot, editor: ConfigPage) -> None:
    editor.groups.setFocus()
    qtbot.keyClick(editor.groups, Qt.Key.Key_Down)
    assert editor.form.group == "output"
    qtbot.keyClick(editor.groups, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert editor.search.hasFocus()
    for widget in (editor.search, editor.header.undo, editor.header.save, editor.header.engine, editor.header.script):
        assert widget.accessibleName() or widget.text()  # type: ignore[union-attr]


def test_every_tab_opens(qtbot: QtBot, editor: ConfigPage) -> None:
    for number in range(editor.tabs.count()):
        editor.tabs.setCurrentIndex(number)
        current = editor.tabs.currentWidget()
        assert current is not None
        layout = current.layout()
        assert layout is not None
        assert layout.count() == 1
    assert [editor.tabs.tabText(number) for number in range(4)] == ["Form", "TOML", "Command", "Diff"]
