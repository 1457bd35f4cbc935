"""Projects are opened from a folder or a document, and checked again and again without reading everything anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import core.config.disk as disk_module
from core.config.disk import RememberingDisk
from core.config.problem import Severity
from core.config.project import ProjectChecker, open_project
from core.errors import ConfigError
from tests.core.config.folders import fill, png
from tests.core.config.projects import DATASET, TRAINING, make_project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_project(tmp_path / "my_cat")


def test_a_folder_a_training_document_and_a_dataset_document(folder: Path) -> None:
    training, dataset = folder / "training_config.toml", folder / "dataset_config.toml"
    whole = open_project(folder)
    assert (whole.training, whole.dataset, whole.cwd, whole.name) == (training, dataset, folder, "my_cat")
    assert open_project(training) == whole
    alone = open_project(dataset)
    assert (alone.training, alone.dataset) == (None, dataset)
    other = folder / "second_try.toml"
    other.write_text(TRAINING, encoding="utf-8")
    assert (open_project(other).name, open_project(other).dataset) == ("second_try", dataset)


def test_the_dataset_that_the_training_document_names_counts(folder: Path) -> None:
    (folder / "elsewhere.toml").write_text(DATASET, encoding="utf-8")
    (folder / "training_config.toml").write_text(f'[a]\ndataset_config = "elsewhere.toml"\n{TRAINING}', "utf-8")
    assert open_project(folder).dataset == folder / "elsewhere.toml"
    (folder / "training_config.toml").write_text(f'train_data_dir = "cats"\n{TRAINING}', encoding="utf-8")
    assert open_project(folder).dataset is None


def test_a_broken_document_opens_with_its_line(folder: Path) -> None:
    (folder / "training_config.toml").write_text("a = 1\nnetwork_dim = = 3\n", encoding="utf-8")
    checked = ProjectChecker(folder).check()
    assert not checked.can_start
    errors = [problem for problem in checked.problems if problem.severity is Severity.ERROR]
    assert [(problem.code, problem.line) for problem in errors] == [("toml-syntax", 2)]


def test_nothing_to_open(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"training_config\.toml"):
        open_project(tmp_path)
    with pytest.raises(ConfigError, match="none"):
        open_project(tmp_path / "none.toml")


def test_unsaved_texts_count_instead_of_the_files(folder: Path) -> None:
    checker = ProjectChecker(folder)
    before = checker.check()
    assert before.plan is not None
    assert before.plan.total_steps == 9
    assert before.memory is not None
    text = TRAINING.replace("max_train_epochs = 3", "max_train_epochs = 7")
    after = checker.check({folder / "training_config.toml": text})
    assert after.plan is not None
    assert after.plan.total_steps == 21
    assert "= 3" in (folder / "training_config.toml").read_text("utf-8")
    again = checker.check()
    assert again.plan is not None
    assert again.plan.total_steps == 9


def test_a_project_that_was_never_saved(tmp_path: Path) -> None:
    texts = {tmp_path / "training_config.toml": TRAINING, tmp_path / "dataset_config.toml": DATASET}
    checked = ProjectChecker(tmp_path).check(texts)
    assert {problem.code for problem in checked.problems} >= {"missing-path"}
    assert checked.blueprint is not None


def test_every_problem_has_a_document(folder: Path) -> None:
    (folder / "training_config.toml").write_text('network_module = "networks.lora"\n', encoding="utf-8")
    problems = ProjectChecker(folder).check().problems
    assert {problem.file for problem in problems} == {folder / "training_config.toml"}
    assert "missing-argument" in {problem.code for problem in problems}


def test_the_engine_decides_what_is_an_error(folder: Path) -> None:
    text = f"{TRAINING}xformers = true\n"
    codes = {
        engine: {problem.code for problem in ProjectChecker(folder).check({folder / "training_config.toml": text},
                 engine=engine).problems if problem.severity is Severity.ERROR}
        for engine in ("kohya", "builtin")
    }  # fmt: skip
    assert codes == {"kohya": set(), "builtin": {"not-implemented"}}


def test_images_are_read_once_until_they_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = disk_module.read_sizes
    monkeypatch.setattr(disk_module, "read_sizes", lambda paths: read.extend(paths) or real(paths))
    checker = ProjectChecker(folder)

    def images(dataset: str = DATASET) -> int:
        plan = checker.check({folder / "dataset_config.toml": dataset}).plan
        assert plan is not None
        return plan.images

    assert images() == 5
    assert len(read) == 5
    assert images(DATASET.replace("batch_size = 2", "batch_size = 3")) == 5
    assert len(read) == 5
    (folder / "cats" / "new.png").write_bytes(png((64, 64)))
    assert images() == 6
    assert len(read) == 6
    (folder / "cats" / "new.png").unlink()
    assert images() == 5


def test_captions_that_change_or_come_are_noticed(folder: Path) -> None:
    checker = ProjectChecker(folder)
    caption = folder / "cats" / "img000.txt"

    def codes() -> set[str]:
        return {problem.code for problem in checker.check().problems}

    assert codes() == set()
    caption.write_bytes(b"")
    checker.refresh()
    assert codes() == {"caption-empty"}
    caption.unlink()
    assert codes() == {"missing-caption"}
    caption.write_text("a cat", encoding="utf-8")
    assert codes() == set()


def test_a_caption_rewritten_in_place_counts_after_a_refresh(folder: Path) -> None:
    checker = ProjectChecker(folder)
    caption = folder / "cats" / "img000.txt"
    checker.check()
    with caption.open("r+b") as stream:
        stream.write(b"zebra")
    os.utime(caption, ns=(1, 1))
    checker.refresh()
    plan = checker.check().plan
    assert plan is not None
    assert plan.datasets[0].images[0].caption == "zebra"


def test_a_damaged_image_is_found_again_when_it_was_replaced(folder: Path) -> None:
    checker = ProjectChecker(folder)
    checker.check()
    image = folder / "cats" / "img001.png"
    image.write_bytes(png((64, 64))[:-30])
    checker.refresh()
    assert "image-damaged" in {problem.code for problem in checker.check().problems}
    image.write_bytes(png((64, 64)))
    checker.refresh()
    assert checker.check().problems == ()


def test_two_datasets_are_remembered_apart(folder: Path) -> None:
    fill(folder / "dogs", [(64, 64)] * 2)
    text = f'{DATASET}\n[[datasets]]\nresolution = 64\n  [[datasets.subsets]]\n  image_dir = "dogs"\n'
    checker = ProjectChecker(folder)
    for _ in range(3):
        plan = checker.check({folder / "dataset_config.toml": text}).plan
        assert plan is not None
        assert [len(dataset.images) for dataset in plan.datasets] == [5, 2]


def test_a_folder_that_is_gone_is_told(folder: Path) -> None:
    disk = RememberingDisk()
    assert len(disk.images(folder / "cats")) == 5
    for path in (folder / "cats").iterdir():
        path.unlink()
    (folder / "cats").rmdir()
    with pytest.raises(OSError, match="cats"):
        disk.images(folder / "cats")
