"""A tiny model, a few pictures, and two ways to train on them: in this process, or in one of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from core.runs import events
from core.runs.folder import RUN_VARIABLE, RunFolder

REPOSITORY = Path(__file__).resolve().parents[3]
SIZES = ((64, 64), (64, 64), (96, 64), (64, 64), (80, 120), (64, 64), (70, 64))


@dataclass
class Run:
    """A finished training and what it left."""

    exit_code: int
    folder: RunFolder
    output: Path
    events: list[events.Event] = field(default_factory=list)

    def of(self, kind: type) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def ended(self) -> events.RunEnded:
        (ended,) = self.of(events.RunEnded)
        assert self.events[-1] is ended
        return ended

    @property
    def losses(self) -> dict[int, tuple[float, float]]:
        return {step.step: (step.loss, step.average_loss) for step in self.of(events.Step)}


def read_events(folder: RunFolder) -> list[events.Event]:
    if not folder.events.exists():
        return []
    found = [events.decode(line) for line in folder.events.read_bytes().splitlines()]
    return [event for event in found if event is not None]


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A diffusers folder."""
    from tests.core.trainer.tiny_model import make_folder

    folder = tmp_path_factory.mktemp("models") / "tiny"
    make_folder(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_file(tiny_model: Path) -> Path:
    """The same model in one file."""
    from tests.core.trainer.tiny_model import make_single_file

    path = tiny_model.parent / "tiny.safetensors"
    make_single_file(tiny_model, path)
    return path


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Seven pictures of four sizes with captions."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number, size in enumerate(SIZES):
        image = Image.new("RGB", size, (40 * number, 120, 200 - 30 * number))
        ImageDraw.Draw(image).ellipse((8, 8, 40 + 4 * number, 50), fill=(250, 40 * number, 10))
        image.save(folder / f"picture{number}.png")
        (folder / f"picture{number}.txt").write_text(f"1girl, solo, tag{number}, outdoors", encoding="utf-8")
    return folder


@pytest.fixture
def base_arguments(tmp_path: Path, tiny_model: Path, pictures: Path) -> list[str]:
    """A training of four batches an epoch: two epochs, batch size 2, repeats 1, 64 px."""
    dataset = {
        "general": {"shuffle_caption": True, "keep_tokens": 1, "caption_extension": ".txt"},
        "datasets": [
            {
                "resolution": 64,
                "batch_size": 2,
                "enable_bucket": True,
                "min_bucket_reso": 64,
                "max_bucket_reso": 128,
                "subsets": [{"image_dir": str(pictures), "num_repeats": 1}],
            }
        ],
    }
    return [
        *("--pretrained_model_name_or_path", str(tiny_model)),
        *("--dataset_config", str(write_dataset(tmp_path / "dataset.toml", dataset))),
        *("--output_dir", str(tmp_path / "output"), "--output_name", "tiny"),
        *("--network_module", "networks.lora", "--network_dim", "4", "--optimizer_type", "AdamW"),
        *("--max_train_epochs", "2", "--learning_rate", "1e-3", "--seed", "7", "--max_data_loader_n_workers", "1"),
    ]


def write_dataset(path: Path, data: dict[str, Any]) -> Path:
    import tomlkit

    path.write_text(tomlkit.dumps(data), encoding="utf-8")
    return path


@pytest.fixture
def train_here(
    tmp_path: Path, base_arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Run]]:
    """Trains in this process: torch is imported once for all tests."""
    from accelerate.state import AcceleratorState, GradientState

    from core.trainer.__main__ import main

    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    runs = iter(range(100))

    def train(*further: str, without: tuple[str, ...] = ()) -> Run:
        AcceleratorState._reset_state(reset_partial_state=True)
        GradientState._reset_state()
        folder = RunFolder(tmp_path / f"run{next(runs)}")
        monkeypatch.setenv(RUN_VARIABLE, str(folder.root))
        monkeypatch.chdir(tmp_path)
        arguments = [item for item in base_arguments if item not in without]
        exit_code = main([*arguments, *further])
        return Run(exit_code, folder, tmp_path / "output", read_events(folder))

    yield train
    for number, handler in handlers.items():
        signal.signal(number, handler)
    AcceleratorState._reset_state(reset_partial_state=True)
    GradientState._reset_state()


@pytest.fixture
def start_child(tmp_path: Path, base_arguments: list[str]) -> Iterator[Callable[..., tuple[Any, RunFolder]]]:
    """Starts `python -m core.trainer`; what is still alive at the end is killed."""
    children: list[subprocess.Popen[bytes]] = []

    def start(*further: str) -> tuple[subprocess.Popen[bytes], RunFolder]:
        folder = RunFolder(tmp_path / f"child{len(children)}")
        own = {
            RUN_VARIABLE: str(folder.root),
            "PYTHONPATH": str(REPOSITORY),
            "OMP_NUM_THREADS": "1",
        }
        folder.root.mkdir()
        with folder.console.open("wb") as console:
            child = subprocess.Popen(
                [sys.executable, "-m", "core.trainer", *base_arguments, *further],
                cwd=tmp_path, env={**os.environ, **own}, stdout=console, stderr=subprocess.STDOUT,
            )  # fmt: skip
        children.append(child)
        return child, folder

    yield start
    for child in children:
        if child.poll() is None:
            child.kill()
            child.wait()


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    path = tmp_path / "prompts.txt"
    path.write_text("# two\n1girl, (solo:1.2) --n blurry --w 64 --h 64 --d 5 --s 2 --l 7\na cat --w 64 --h 72 --s 2\n")
    return path
