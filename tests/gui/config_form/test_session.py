"""The editing session over real files: one line changes, undo restores bytes, nobody's change is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.config.edits import AppendTable, FileEdit, RemoveKey, SetValue
from core.errors import ConfigError
from gui.config_editor.editing_session import Document, EditingSession
from tests.gui.config_form.conftest import changed_lines, training

RANK = ("network_arguments", "network_dim")


def opened(qtbot: QtBot, session: EditingSession, path: Path) -> EditingSession:
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open(path)
    return session


def test_an_edit_changes_one_line_and_undo_restores_every_byte(
    qtbot: QtBot, session: EditingSession, project: Path
) -> None:
    path = training(project)
    before = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    opened(qtbot, session, project)
    session.apply([SetValue(RANK, 64)], "rank")
    assert session.unsaved == (path,)
    session.save()
    assert changed_lines(before, path.read_bytes()) == [(b"network_dim = 32\r", b"network_dim = 64\r")]
    session.undo()
    session.save()
    assert path.read_bytes() == before
    assert not session.unsaved


def test_saving_writes_nothing_that_was_not_changed(qtbot: QtBot, session: EditingSession, project: Path) -> None:
    opened(qtbot, session, project)
    stamps = {path: path.stat().st_mtime_ns for path in project.glob("*.toml")}
    session.save()
    assert {path: path.stat().st_mtime_ns for path in project.glob("*.toml")} == stamps
    assert len(stamps) == 2, "and no file has come into being"


def test_typing_becomes_one_step(qtbot: QtBot, session: EditingSession, project: Path) -> None:
    opened(qtbot, session, project)
    for value in (6, 64, 640):
        session.apply_soon(SetValue(RANK, value), "rank", "form:network_dim")
    assert session.written()["network_dim"].value == 32, "it waits for a pause"
    qtbot.waitUntil(lambda: session.written()["network_dim"].value == 640)
    session.apply_soon(SetValue(RANK, 128), "rank", "form:network_dim")
    session.flush()
    assert session.undo_stack.count() == 1
    session.undo()
    assert session.written()["network_dim"].value == 32


def test_what_is_being_typed_is_there_when_something_else_needs_it(
    qtbot: QtBot, session: EditingSession, project: Path
) -> None:
    opened(qtbot, session, project)
    session.apply_soon(SetValue(RANK, 8), "rank", "form:network_dim")
    session.save()
    assert b"network_dim = 8\n" in training(project).read_bytes()


def test_both_documents_change_in_one_step(qtbot: QtBot, session: EditingSession, project: Path) -> None:
    opened(qtbot, session, project)
    texts = session.training.text, session.dataset.text
    edits = [
        FileEdit(session.training.path, RemoveKey(("training_arguments", "seed"))),
        FileEdit(session.dataset.path, SetValue(("datasets", 0, "batch_size"), 4)),
    ]
    session.apply(edits, "both")
    assert session.undo_stack.count() == 1
    assert len(session.unsaved) == 2
    session.undo()
    assert (session.training.text, session.dataset.text) == texts


def test_a_dataset_document_comes_into_being(qtbot: QtBot, session: EditingSession, project: Path) -> None:
    (project / "dataset_config.toml").unlink()
    opened(qtbot, session, project)
    path = session.dataset.path
    assert path == project / "dataset_config.toml"
    assert not session.unsaved
    session.apply([FileEdit(path, AppendTable(("datasets",), {"resolution": 512}))], "data set")
    session.save()
    assert path.read_text() == "[[datasets]]\nresolution = 512\n"


def test_a_change_by_another_program_is_merged(qtbot: QtBot, session: EditingSession, project: Path) -> None:
    opened(qtbot, session, project)
    session.apply([SetValue(RANK, 64)], "rank")
    path = training(project)
    with qtbot.waitSignal(session.merged_outside, timeout=5000):
        path.write_bytes(path.read_bytes().replace(b"seed = 42", b"seed = 7"))
    assert (session.written()["network_dim"].value, session.written()["seed"].value) == (64, 7)
    session.save()
    assert b"network_dim = 64" in path.read_bytes()
    assert b"seed = 7" in path.read_bytes()
    session.undo()
    assert session.written()["seed"].value == 42, "their change is a step of the history"


def test_a_change_of_the_same_line_is_asked_about(qtbot: QtBot, session: EditingSession, project: Path) -> None:
    opened(qtbot, session, project)
    session.apply([SetValue(RANK, 64)], "rank")
    path = training(project)
    with qtbot.waitSignal(session.collided, timeout=5000):
        path.write_bytes(path.read_bytes().replace(b"network_dim = 32", b"network_dim = 8"))
    assert session.outside.collisions == (path,)
    assert session.written()["network_dim"].value == 64, "nothing has been taken over"
    with pytest.raises(ConfigError, match="another program"):
        session.save()
    assert b"network_dim = 8" in path.read_bytes()
    session.outside.take_theirs(path)
    assert session.written()["network_dim"].value == 8
    session.undo()
    session.save()
    assert b"network_dim = 64" in path.read_bytes()


def test_mine_may_win(qtbot: QtBot, session: EditingSession, project: Path) -> None:
    opened(qtbot, session, project)
    session.apply([SetValue(RANK, 64)], "rank")
    path = training(project)
    with qtbot.waitSignal(session.collided, timeout=5000):
        path.write_bytes(path.read_bytes().replace(b"network_dim = 32", b"network_dim = 8"))
    session.outside.keep_mine(path)
    session.save()
    assert b"network_dim = 64" in path.read_bytes()


def test_a_deleted_file_is_written_again(qtbot: QtBot, session: EditingSession, project: Path) -> None:
    opened(qtbot, session, project)
    path, text = training(project), session.training.text
    path.unlink()
    qtbot.waitUntil(lambda: session.unsaved == (path,), timeout=5000)
    session.save()
    assert path.read_bytes().decode() == text


def test_broken_text_is_kept_and_not_edited(qtbot: QtBot, session: EditingSession, project: Path) -> None:
    path = training(project)
    broken = path.read_bytes().replace(b'save_precision = "fp16"', b"save_precision = fp16")
    path.write_bytes(broken)
    opened(qtbot, session, project)
    reading = session.reading(Document.TRAINING)
    assert reading.broken is not None
    assert reading.broken.line == 6
    with pytest.raises(ConfigError):
        session.apply([SetValue(RANK, 64)], "rank")
    session.save()
    assert path.read_bytes() == broken


def test_unsaved_changes_are_there_the_next_time(qtbot: QtBot, session: EditingSession, project: Path) -> None:
    opened(qtbot, session, project)
    session.apply([SetValue(RANK, 64)], "rank")
    session.keep_draft()
    with qtbot.waitSignal(session.recovered, timeout=5000) as told:
        session.open(project)
    assert told.args == [[training(project)]]
    assert session.written()["network_dim"].value == 64
    assert b"network_dim = 32" in training(project).read_bytes(), "the file is as it was"
    session.save()
    session.keep_draft()
    opened(qtbot, session, project)
    assert session.undo_stack.count() == 0, "saved changes are no longer kept"


def test_a_draft_meets_a_file_that_has_changed(qtbot: QtBot, session: EditingSession, project: Path) -> None:
    opened(qtbot, session, project)
    session.apply([SetValue(RANK, 64)], "rank")
    session.keep_draft()
    session.close()
    path = training(project)
    path.write_bytes(path.read_bytes().replace(b"seed = 42", b"seed = 7"))
    opened(qtbot, session, project)
    assert (session.written()["network_dim"].value, session.written()["seed"].value) == (64, 7)


def test_the_training_document_may_name_another_dataset_document(
    qtbot: QtBot, session: EditingSession, project: Path
) -> None:
    other = project / "small.toml"
    other.write_text('[[datasets]]\nresolution = 256\n[[datasets.subsets]]\nimage_dir = "images/knight"\n')
    with qtbot.waitSignal(session.checked, timeout=20_000):
        session.open(project)
    session.apply([SetValue(("dataset_config",), "small.toml")], "data set")
    qtbot.waitUntil(lambda: session.dataset.path == other, timeout=20_000)
    assert session.result is not None
    assert session.result.checked.blueprint is not None
    assert session.result.checked.blueprint.datasets[0].resolution == (256, 256)


def test_the_script_is_a_step_of_the_history_and_a_line_of_the_projects_file(
    qtbot: QtBot, session: EditingSession, project: Path
) -> None:
    opened(qtbot, session, project)
    session.choose(script="flux_train_network.py")
    assert session.script == "flux_train_network.py"
    assert "guidance_scale" in session.schema.arguments
    session.save()
    assert (project / "kohya_studio.toml").read_text() == '[engine]\nscript = "flux_train_network.py"\n'
    session.undo()
    assert session.script == "train_network.py"


def test_checks_see_what_is_not_saved(qtbot: QtBot, session: EditingSession, project: Path) -> None:
    with qtbot.waitSignal(session.checked, timeout=20_000):
        session.open(project)
    assert session.result is not None
    steps = session.result.checked.plan.total_steps if session.result.checked.plan else 0
    session.apply([SetValue(("training_arguments", "max_train_epochs"), 12)], "epochs")
    assert not session.is_checked
    qtbot.waitUntil(lambda: session.is_checked, timeout=20_000)
    assert session.result.checked.plan is not None
    assert session.result.checked.plan.total_steps == 2 * steps
