"""The form on real documents: every setting has its place, and what it cannot express it does not touch."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from core.config.groups import groups
from core.config.schema import shipped_schema
from gui.config_editor.field_row import FieldRow
from gui.config_editor.form_groups import UNKNOWN
from gui.config_editor.group_list import GroupEntry, GroupModel
from gui.config_editor.list_editor import ListEditor, ListModel
from gui.config_editor.page import ConfigPage
from gui.config_editor.path_editor import DropLine, PathEditor
from gui.config_editor.unknown_row import UnknownRow
from gui.config_editor.value_editors import ChoiceEditor, FlagEditor, NumberEditor, TextEditor
from tests.gui.config_form.conftest import Opened, changed_lines, field, training


def typed(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    """Replace what stands in a line, key by key."""
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)


def line_of(row: FieldRow) -> QLineEdit:
    assert isinstance(row.editor, NumberEditor | TextEditor | PathEditor)
    return row.editor.line


def test_a_number_typed_in_the_form_changes_one_line_of_the_file(
    qtbot: QtBot, editor: ConfigPage, project: Path
) -> None:
    before = training(project).read_bytes()
    typed(qtbot, line_of(field(editor, "network_dim")), "128")
    qtbot.waitUntil(lambda: editor.session.written()["network_dim"].value == 128)
    assert editor.header.name.text() == "● my_character"
    qtbot.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert changed_lines(before, training(project).read_bytes()) == [(b"network_dim = 32", b"network_dim = 128")]
    assert editor.header.name.text() == "my_character"
    qtbot.keyClick(line_of(field(editor, "network_dim")), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line_of(field(editor, "network_dim")).text() == "32", "undo is the page's, not the line's own"
    qtbot.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert training(project).read_bytes() == before


def test_learning_rates_are_scientific_and_step_on_round_numbers(qtbot: QtBot, editor: ConfigPage) -> None:
    row = field(editor, "learning_rate")
    line = line_of(row)
    assert line.text() == "1e-4"
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Up)
    assert line.text() == "2e-4"
    qtbot.waitUntil(lambda: "learning_rate = 2e-4" in editor.session.training.text)


def test_what_is_no_number_is_refused_and_said(qtbot: QtBot, editor: ConfigPage) -> None:
    row = field(editor, "max_train_epochs")
    text = editor.session.training.text
    typed(qtbot, line_of(row), "x")
    assert "no value" in row.source.text()
    assert line_of(row).property("tone") == "error"
    editor.session.flush()
    assert editor.session.training.text == text
    editor.search.setFocus()
    assert line_of(row).text() == "6", "what the document says comes back"


def test_an_emptied_field_leaves_the_document_when_it_is_left(qtbot: QtBot, editor: ConfigPage, project: Path) -> None:
    line = line_of(field(editor, "seed"))
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    editor.session.flush()
    assert "seed" in editor.session.written(), "another number may follow"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "seed" not in editor.session.written()
    assert not field(editor, "seed").reset.isVisible()


def test_reset_and_back_to_what_the_file_says(qtbot: QtBot, editor: ConfigPage, project: Path) -> None:
    before = training(project).read_bytes()
    row = field(editor, "lr_scheduler_num_cycles")
    qtbot.mouseClick(row.reset, Qt.MouseButton.LeftButton)
    assert "lr_scheduler_num_cycles" not in editor.session.written()
    assert "default: 1" in row.source.text()
    row._restore()
    editor.session.save()
    after = training(project).read_bytes()
    assert sorted(after.split(b"\n")) == sorted(before.split(b"\n"))


def test_a_flag_is_written_and_a_new_key_goes_to_its_section(qtbot: QtBot, editor: ConfigPage) -> None:
    row = field(editor, "cache_latents")
    assert isinstance(row.editor, FlagEditor)
    row.editor.box.setFocus()
    qtbot.keyClick(row.editor.box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "cache_latents" in editor.session.written())
    written = editor.session.written()["cache_latents"]
    assert written.value is True
    assert written.path == ("training_arguments", "cache_latents")


def test_choices_have_the_default_and_every_value(qtbot: QtBot, editor: ConfigPage) -> None:
    row = field(editor, "max_token_length")
    assert isinstance(row.editor, ChoiceEditor)
    box = row.editor.box
    assert [box.itemData(number) for number in range(box.count())] == [None, "150", "225"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: "max_token_length" in editor.session.written())
    assert editor.session.written()["max_token_length"].value == 150, "a number, not a text"


def test_pairs_are_a_table(qtbot: QtBot, editor: ConfigPage) -> None:
    row = field(editor, "network_args")
    assert isinstance(row.editor, ListEditor)
    model = row.editor.model
    assert model.setData(model.index(0, 0), "conv_dim")
    assert model.setData(model.index(0, 1), "8")
    assert model.setData(model.index(1, 0), "conv_alpha=4")
    qtbot.waitUntil(lambda: 'network_args = ["conv_dim=8", "conv_alpha=4"]' in editor.session.training.text)
    row.editor.table.setCurrentIndex(model.index(0, 0))
    qtbot.mouseClick(row.editor.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: 'network_args = ["conv_alpha=4"]' in editor.session.training.text)


def drop(line: DropLine, path: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(4, 4),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    line.dropEvent(event)
    return event


def test_a_dropped_file_is_taken_where_a_file_belongs(
    qtbot: QtBot, editor: ConfigPage, project: Path, tmp_path: Path
) -> None:
    folder, weights, picture = tmp_path / "out put", tmp_path / "vae.safetensors", tmp_path / "a.png"
    folder.mkdir()
    weights.write_bytes(b"")
    picture.write_bytes(b"")
    output, vae = line_of(field(editor, "output_dir")), line_of(field(editor, "vae"))
    assert isinstance(output, DropLine)
    assert isinstance(vae, DropLine)
    drop(output, weights)
    drop(vae, picture)
    assert not vae.text(), "a picture is no VAE"
    assert output.text() == (project / "output").as_posix(), "a file is no folder"
    drop(vae, weights)
    drop(output, folder)
    editor.session.flush()
    written = editor.session.written()
    assert (written["vae"].value, written["output_dir"].value) == (weights.as_posix(), folder.as_posix())


def test_a_chosen_folder_starts_near_todays_value(
    qtbot: QtBot, editor: ConfigPage, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_: object, __: str, start: str) -> str:
        asked.append(start)
        return str(tmp_path / "elsewhere")

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    row = field(editor, "output_dir")
    assert isinstance(row.editor, PathEditor)
    qtbot.mouseClick(row.editor.browse, Qt.MouseButton.LeftButton)
    assert asked == [str(project)], "the folder itself is not there yet"
    qtbot.waitUntil(lambda: editor.session.written()["output_dir"].value == str(tmp_path / "elsewhere"))


@pytest.mark.parametrize(
    ("key", "line", "shown", "fixed"),
    [
        ("gradient_checkpointing", 'gradient_checkpointing = "false"', '"false"', "gradient_checkpointing = false"),
        ("max_train_epochs", 'max_train_epochs = "12-15"', '"12-15"', "max_train_epochs = 15"),
        ("learning_rate", 'learning_rate = "1e-4"', '"1e-4"', "learning_rate = 1e-4"),
        ("text_encoder_lr", "text_encoder_lr = 5e-5", "5e-5", "text_encoder_lr = [5e-5]"),
    ],
)
def test_what_the_form_cannot_express_is_shown_as_it_is_until_it_is_fixed(
    qtbot: QtBot, opened: Opened, project: Path, key: str, line: str, shown: str, fixed: str
) -> None:
    lines = training(project).read_text().split("\n")
    number = next(number for number, text in enumerate(lines) if text.startswith(f"{key} ="))
    lines[number] = line
    training(project).write_text("\n".join(lines))
    before = training(project).read_bytes()
    page = opened(project)
    row = field(page, key)
    assert row.is_raw
    assert row._raw is not None
    assert row._raw.text() == shown
    page.save()
    assert training(project).read_bytes() == before, "nothing is converted silently"
    (problem,) = [found for found in row.problem_lines if found.fix is not None]
    assert problem.fix is not None
    qtbot.mouseClick(problem.fix, Qt.MouseButton.LeftButton)
    assert fixed in page.session.training.text.split("\n")
    qtbot.waitUntil(lambda: not row.is_raw)
    qtbot.waitUntil(lambda: page.session.is_checked, timeout=20_000)
    assert not [found for found in page.session.problems if (found.code, found.key) == ("wrong-type", key)]
    assert not [found for found in row.problem_lines if found.fix is not None]


def test_unknown_keys_have_a_group_while_there_are_any(qtbot: QtBot, opened: Opened, project: Path) -> None:
    training(project).write_text(training(project).read_text().replace("seed = 42", "sead = 42"))
    page = opened(project)
    assert page.groups.entries.entries[-1].key == UNKNOWN
    assert page.groups.entries.entries[-1].tone == "error"
    row = page.form.reveal("sead")
    assert isinstance(row, UnknownRow)
    assert row.problem_lines[0].fix is not None
    qtbot.mouseClick(row.problem_lines[0].fix, Qt.MouseButton.LeftButton)
    assert page.session.written()["seed"].value == 42
    qtbot.waitUntil(lambda: page.groups.entries.entries[-1].key != UNKNOWN)
    assert page.form.group != UNKNOWN


def test_every_setting_of_the_script_can_be_reached(qtbot: QtBot, editor: ConfigPage) -> None:
    reached = {name for group in editor.form._groups for name in group.names}
    assert reached == set(shipped_schema().arguments) - {"config_file", "output_config", "caption_extention"}
    for dest in ("huber_c", "ddp_timeout", "metadata_title", "zero_stage"):
        assert field(editor, dest).isVisible()


def test_the_whole_form_shows_and_changes_nothing(qtbot: QtBot, editor: ConfigPage, project: Path) -> None:
    texts = {path: path.read_bytes() for path in project.glob("*.toml")}
    for group in groups():
        editor.form.show_group(group.key)
        qtbot.waitUntil(lambda: editor.form.list.is_whole, timeout=60_000)
        for row in editor.form.list.rows:
            row.setFocus()
            assert isinstance(row, FieldRow)
            row.editor.setFocus()
            proxy = row.editor.focusProxy()
            assert proxy is not None
            assert proxy.accessibleName() == row.label
    editor.session.flush()
    assert editor.session.undo_stack.count() == 0
    assert {path: path.read_bytes() for path in project.glob("*.toml")} == texts


def is_titled(page: ConfigPage, words: str) -> bool:
    return words in page.form.list.title.text()


def test_search_finds_by_name_label_and_help_in_both_languages(qtbot: QtBot, editor: ConfigPage) -> None:
    editor.search.setFocus()
    for words, expected in (
        ("network_dim", "network_dim"),
        ("rank", "network_dim"),
        ("學習率", "learning_rate"),
        ("base model", "vae"),
    ):
        editor.search.setText(words)
        qtbot.waitUntil(functools.partial(is_titled, editor, words))
        row = editor.form.list.row(expected)
        assert isinstance(row, FieldRow), words
        qtbot.waitUntil(row.isVisible)
    qtbot.keyClick(editor.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: editor.form.list.title.text() == "Model")


def test_nothing_found_is_said(qtbot: QtBot, editor: ConfigPage) -> None:
    editor.search.setText("zzz")
    qtbot.waitUntil(lambda: editor.form.list.title.text().startswith("0 settings"))
    assert editor.form.list.note.isVisible()


def test_a_setting_found_is_edited_where_it_is_found(qtbot: QtBot, editor: ConfigPage) -> None:
    editor.search.setText("network_dim")
    qtbot.waitUntil(lambda: "network_dim" in editor.form.list.names)
    row = editor.form.list.row("network_dim")
    assert isinstance(row, FieldRow)
    typed(qtbot, line_of(row), "4")
    qtbot.waitUntil(lambda: editor.session.written()["network_dim"].value == 4)
    assert line_of(row).hasFocus()
    assert line_of(row).cursorPosition() == 1


def test_help_comes_on_demand(qtbot: QtBot, editor: ConfigPage) -> None:
    row = field(editor, "vae")
    qtbot.mouseClick(row.help_button, Qt.MouseButton.LeftButton)
    assert row._help is not None
    assert row._help.isVisible()
    assert "--vae" in row._help.text()
    qtbot.mouseClick(row.help_button, Qt.MouseButton.LeftButton)
    assert not row._help.isVisible()


def test_another_script_brings_its_settings_and_refuses_others(qtbot: QtBot, editor: ConfigPage) -> None:
    box = editor.header.script
    box.setCurrentIndex(box.findData("flux_train_network.py"))
    box.activated.emit(box.currentIndex())
    assert field(editor, "guidance_scale").isVisible()
    assert editor.form.group == "script"
    editor.session.undo()
    assert editor.form.reveal("guidance_scale") is None


def test_a_setting_says_that_the_dataset_document_decides(qtbot: QtBot, editor: ConfigPage) -> None:
    assert "dataset_config.toml:2" in field(editor, "caption_extension").source.text()
    assert "dataset_config.toml:8" in field(editor, "train_batch_size").source.text()


def test_models_of_lists_and_groups(qtmodeltester: object) -> None:
    pairs = ListModel(("Name", "Value"), "Add…")
    pairs.set_items(["conv_dim=8", "flag"])
    groups_ = GroupModel()
    groups_.set_entries([GroupEntry("a", "A", 2, "error"), GroupEntry("b", "B")])
    for model in (pairs, groups_):
        qtmodeltester.check(model)  # type: ignore[attr-defined]
    assert pairs.data(pairs.index(1, 0)) == "flag"
    assert pairs.data(pairs.index(1, 1)) == ""
    assert pairs.setData(pairs.index(1, 1), "on")
    assert pairs.items == ["conv_dim=8", "flag=on"]
    pairs.remove(0)
    assert pairs.items == ["flag=on"]


def test_the_page_fits_a_small_window(qtbot: QtBot, editor: ConfigPage) -> None:
    editor.window().resize(1280, 800)
    editor.form.show_group("learning")
    qtbot.waitUntil(lambda: editor.form.list.is_whole, timeout=30_000)
    assert editor.width() == 1280 - 84
    for row in editor.form.list.rows:
        assert isinstance(row, FieldRow)
        right = row.help_button.mapTo(editor.form.list.viewport(), QPoint(row.help_button.width(), 0)).x()
        assert right <= editor.form.list.viewport().width()
    for widget in (editor.header.start, editor.header.save, editor.header.script):
        assert widget.mapTo(editor, QPoint(widget.width(), 0)).x() <= editor.width()
        assert widget.width() >= widget.sizeHint().width()
