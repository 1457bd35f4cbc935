from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.checkpoints.library import list_checkpoints, newest_sample, run_checkpoints
from core.errors import FileError
from core.runs.events import CheckpointRemoved, CheckpointSaved, Event, RunStarted, SampleSaved, Step
from core.runs.folder import RunFolder
from core.runs.record import RunRecord, write_record
from core.runs.store_writer import StoreWriter


def written(root: Path, events: list[Event]) -> RunFolder:
    folder = RunFolder(root / "runs" / "a-run")
    folder.root.mkdir(parents=True)
    write_record(
        folder, RunRecord(id="a-run", name="a", engine="builtin", engine_version="1", argv=("x",), cwd=str(root))
    )
    writer = StoreWriter(folder)
    with writer.transaction():
        writer.append(events)
    writer.close()
    return folder


def step(number: int, average: float) -> Step:
    return Step(step=number, epoch=1, loss=9.0, average_loss=average, learning_rates={"unet": 1e-4}, seconds=0.1)


def saved(path: str, number: int, reason: str = "step") -> CheckpointSaved:
    return CheckpointSaved(path=path, step=number, epoch=1, size=123, reason=reason)


def sample(path: str, number: int, prompt: int) -> SampleSaved:
    return SampleSaved(path=path, step=number, epoch=1, prompt_index=prompt, prompt="x")


def test_a_run_tells_what_it_wrote_the_newest_first(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "b.safetensors").touch()
    picture = tmp_path / "out" / "2.png"
    picture.touch()
    folder = written(
        tmp_path,
        [
            step(1, 0.5),
            saved("out/a.safetensors", 1),
            step(2, 0.25),
            saved("out/b.safetensors", 2, "final"),
            sample("out/2.png", 2, 1),
            sample("out/1.png", 2, 0),
        ],
    )
    newest, older = run_checkpoints(folder)
    assert (newest.path, newest.exists, newest.step, newest.loss, newest.reason, newest.size) == (
        tmp_path / "out" / "b.safetensors", True, 2, 0.25, "final", 123,
    )  # fmt: skip
    assert newest.samples == (tmp_path / "out" / "1.png", picture), "relative to the training's folder, by prompt"
    assert (older.path.name, older.exists, older.loss, older.samples) == ("a.safetensors", False, 0.5, ())


def test_pruned_files_are_not_listed(tmp_path: Path) -> None:
    folder = written(tmp_path, [step(1, 0.5), saved("a", 1), step(2, 0.5), saved("b", 2), CheckpointRemoved(path="a")])
    assert [file.path.name for file in run_checkpoints(folder)] == ["b"]


def test_a_loss_that_is_no_number_or_unknown_is_none(tmp_path: Path) -> None:
    folder = written(tmp_path, [step(3, float("nan")), saved("a", 3), saved("b", 7), saved("c", 1)])
    assert [file.loss for file in run_checkpoints(folder)] == [None, None, None]


def test_a_run_without_checkpoints_has_none(tmp_path: Path) -> None:
    started = RunStarted(
        engine="e", engine_version="1", pid=1, device="cpu", total_steps=1, total_epochs=1, batches_per_epoch=1,
        images=1, images_with_repeats=1, output_dir="", output_name="",
    )  # fmt: skip
    folder = written(tmp_path, [started])
    assert run_checkpoints(folder) == ()
    assert newest_sample(folder) is None


def test_the_newest_sample_is_that_of_the_last_step_and_first_prompt(tmp_path: Path) -> None:
    folder = written(tmp_path, [sample("1.png", 1, 0), sample("2b.png", 2, 1), sample("2a.png", 2, 0), step(2, 0.5)])
    assert newest_sample(folder) is None, "not there"
    (tmp_path / "2a.png").touch()
    assert newest_sample(folder) == tmp_path / "2a.png"


def test_samples_are_found_in_a_run_folder_that_was_moved(tmp_path: Path) -> None:
    folder = written(tmp_path, [sample("/gone/elsewhere/1.png", 1, 0)])
    folder.samples.mkdir()
    (folder.samples / "1.png").touch()
    assert newest_sample(folder) == folder.samples / "1.png"


def test_a_folders_checkpoints_are_listed_by_time(tmp_path: Path) -> None:
    for number, name in enumerate(("a.safetensors", "b.CKPT", "c.pt", "notes.txt")):
        (tmp_path / name).write_bytes(b"x" * number)
        os.utime(tmp_path / name, (1000 + number, 1000 + number))
    (tmp_path / "folder.pt").mkdir()
    files = list_checkpoints(tmp_path)
    assert [(file.path.name, file.size, file.saved_at) for file in files] == [
        ("c.pt", 2, 1002.0), ("b.CKPT", 1, 1001.0), ("a.safetensors", 0, 1000.0),
    ]  # fmt: skip


def test_a_folder_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="missing"):
        list_checkpoints(tmp_path / "missing")
