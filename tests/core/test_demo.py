"""The demo's project: what is written, that it means what it should, and that damage is repaired."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from core.config.plan import TrainPlan
from core.demo import DemoLayout, demo_request
from core.demo_pictures import CELL, PORTRAIT, SQUARE, TRIGGER, creature, robot_pictures
from core.engines.demo import DemoEngine
from core.engines.launch import TrainingRequest
from core.errors import FileError
from core.runs.folder import RUN_VARIABLE, RunFolder
from core.trainer.preflight import prepare


def plan_of(request: TrainingRequest) -> TrainPlan:
    """What the built-in engine makes of the request before it loads anything, where a base model is there."""
    argv = ["--config_file", str(request.training_config), "--dataset_config", str(request.dataset_config)]
    base_model = DemoLayout(request.cwd).base_model
    base_model.mkdir()
    (base_model / "model_index.json").write_text("{}", "utf-8")
    prepared, _, problems = prepare([*argv, *request.arguments], request.cwd)
    assert problems == []
    assert prepared is not None
    return prepared.plan


def test_the_project_trains_two_shapes_with_captions(tmp_path: Path) -> None:
    plan = plan_of(demo_request(tmp_path / "a folder with ü"))
    (dataset,) = plan.datasets
    assert {bucket.resolution for bucket in dataset.buckets} == {(128, 128), (128, 192)}
    assert plan.images == 18
    assert all(image.caption.startswith(f"{TRIGGER}, ") for image in dataset.images)
    assert 200 <= plan.total_steps <= 400


def test_pictures_are_not_cropped_or_scaled(tmp_path: Path) -> None:
    (dataset,) = plan_of(demo_request(tmp_path)).datasets
    assert all(image.size == image.bucket == image.resized for image in dataset.images)


def test_a_second_start_changes_no_file_but_repairs_damage(tmp_path: Path) -> None:
    first = demo_request(tmp_path)
    files = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    picture = DemoLayout(tmp_path).images / "robot_03.png"
    caption = DemoLayout(tmp_path).images / "robot_04.txt"
    whole = picture.read_bytes()
    picture.write_bytes(whole[:100])
    caption.unlink()
    demo_request(tmp_path)
    assert picture.read_bytes() == whole
    assert caption.read_text("utf-8").startswith(TRIGGER)
    changed = {path for path, moment in files.items() if path.stat().st_mtime_ns != moment}
    assert changed == {picture, caption}
    assert first.training_config in files


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder", "utf-8")
    with pytest.raises(FileError, match="file"):
        demo_request(in_the_way / "demo")


def test_the_robot_has_its_colours_and_every_picture_differs() -> None:
    pictures = list(robot_pictures())
    assert len({picture.image.tobytes() for picture in pictures}) == len(pictures)
    for picture in pictures:
        colours = set(picture.image.get_flattened_data())
        assert {(38, 104, 232), (255, 140, 30), (110, 244, 255)} <= colours
    assert {picture.image.size for picture in pictures} == {SQUARE, PORTRAIT}


def test_an_enlarged_picture_is_made_of_even_cells() -> None:
    picture = next(robot_pictures())
    large = picture.enlarged()
    assert large.size == (SQUARE[0] * CELL, SQUARE[1] * CELL)
    assert large.resize(SQUARE, Image.Resampling.BOX).tobytes() == picture.image.tobytes()


def test_the_base_model_never_saw_the_robot() -> None:
    import random

    rng = random.Random(0)
    captions = {creature(PORTRAIT, rng).caption for _ in range(200)}
    assert all(TRIGGER not in caption for caption in captions)
    assert len(captions) > 40


def test_the_engine_starts_the_demos_own_module(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "run")
    launch = DemoEngine().launch(demo_request(tmp_path / "demo"), folder)
    assert launch.argv[launch.argv.index("-m") + 1] == "core.trainer.demo"
    assert launch.argv[-2] == "--output_dir"
    assert launch.cwd == tmp_path / "demo"
    assert launch.env[RUN_VARIABLE] == str(folder.root)
