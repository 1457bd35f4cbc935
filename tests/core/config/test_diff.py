"""Two trainings compared by what they do, not by how they are written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from core.cli.main import main
from core.config.diff import Difference, differences, equal_values, missing_places
from core.config.settings_of import read_settings_of
from core.errors import ConfigError
from core.runs.folder import RunFolder
from core.runs.record import RunRecord, write_record
from tests.core.config.folders import fill
from tests.core.config.projects import DATASET, TRAINING, make_project


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    one = make_project(tmp_path / "one")
    other = tmp_path / "other"
    shutil.copytree(one, other)
    return one, other


def found(left: Path, right: Path) -> list[Difference]:
    return differences(read_settings_of(left, left.parent), read_settings_of(right, left.parent))


def test_order_sections_and_written_defaults_are_no_difference(pair: tuple[Path, Path]) -> None:
    one, other = pair
    lines = TRAINING.splitlines()
    text = "[b]\n" + "\n".join(reversed(lines)) + "\nlearning_rate = 0.000002\nmax_train_steps = 1600\n"
    (other / "training_config.toml").write_text(text, encoding="utf-8")
    moved = DATASET.replace("batch_size = 2", "").replace("[general]", "[general]\nbatch_size = 2\nkeep_tokens = 0")
    (other / "dataset_config.toml").write_text(moved, encoding="utf-8")
    assert found(one, other) == []


def test_what_differs_is_told_with_its_place_and_default(pair: tuple[Path, Path]) -> None:
    one, other = pair
    (other / "training_config.toml").write_text(TRAINING.replace("= 8", "= 16") + "seed = 1\n", encoding="utf-8")
    (other / "dataset_config.toml").write_text(DATASET + "  num_repeats = 4\n", encoding="utf-8")
    rows = {(item.where, item.key): item for item in found(one, other)}
    assert set(rows) == {("", "network_dim"), ("", "seed"), ("dataset 1: cats", "num_repeats")}
    seed = rows["", "seed"]
    assert seed.left is not None
    assert seed.right is not None
    assert (seed.left.value, seed.left.written, seed.right.value, seed.right.written) == (None, False, 1, True)


def test_a_subset_that_only_one_side_has(pair: tuple[Path, Path]) -> None:
    one, other = pair
    fill(other / "dogs", [(64, 64)])
    text = DATASET + '\n  [[datasets.subsets]]\n  image_dir = "dogs"\n  num_repeats = 2\n'
    (other / "dataset_config.toml").write_text(text, encoding="utf-8")
    left, right = (read_settings_of(path, one.parent) for path in pair)
    assert missing_places(left, right) == [("right", "dataset 1: dogs")]
    assert {item.where for item in differences(left, right)} == {"dataset 1: dogs"}


def test_a_run_is_compared_as_it_was_started(pair: tuple[Path, Path], tmp_path: Path) -> None:
    one, _ = pair
    run = RunFolder(tmp_path / "run")
    run.root.mkdir()
    shutil.copy(one / "training_config.toml", run.training_config)
    shutil.copy(one / "dataset_config.toml", run.dataset_config)
    record = RunRecord(
        id="run", name="x", engine="kohya", engine_version="1", argv=("python", "train_network.py"),
        cwd=str(one), arguments=("--seed", "7"),
    )  # fmt: skip
    write_record(run, record)
    assert [(item.key, item.right and item.right.value) for item in found(one, run.root)] == [("seed", 7)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1, 1.0, True),
        (True, 1, False),
        ((1, 2), [1, 2.0], True),
        ([1], [1, 2], False),
        ("a", "a", True),
        (None, 0, False),
    ],
)
def test_what_means_the_same(one: Any, other: Any, same: bool) -> None:
    assert equal_values(one, other) is same


def test_a_broken_document_cannot_be_compared(pair: tuple[Path, Path]) -> None:
    one, other = pair
    (other / "training_config.toml").write_text("a = = 1\n")
    with pytest.raises(ConfigError, match="line 1"):
        found(one, other)


def test_the_command(pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    one, other = map(str, pair)
    assert main(["diff", one, other]) == 0
    assert "no differences" in capsys.readouterr().out
    path = Path(other) / "training_config.toml"
    path.write_text(TRAINING.replace("network_dim = 8", "network_dim = 64"), encoding="utf-8")
    assert main(["diff", one, other, "--json"]) == 1
    values = json.loads(capsys.readouterr().out)
    assert values["differences"] == [
        {"where": "", "key": "network_dim", "left": 8, "right": 64, "left_written": True, "right_written": True}
    ]
    assert main(["diff", one, "preset:style"]) == 1
    assert "network_dim: 8 -> 128" in capsys.readouterr().out
    assert main(["diff", one, "preset:none"]) == 2
    assert main(["diff", one, "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err
