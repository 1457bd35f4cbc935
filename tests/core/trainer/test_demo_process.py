"""The demo's own process: from an empty folder to a LoRA, in one epoch."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from statistics import mean

import pytest
from PIL import Image

from core.demo import DemoLayout, demo_request
from core.engines.demo import DemoEngine
from core.runs import events
from core.runs.folder import RunFolder
from core.trainer.demo.base_model import is_whole
from tests.core.trainer.conftest import read_events


@pytest.mark.slow
def test_the_demo_makes_its_model_and_learns(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "run")
    folder.root.mkdir()
    request = demo_request(tmp_path / "demo")
    assert request.training_config is not None
    assert request.dataset_config is not None
    folder.training_config.write_bytes(request.training_config.read_bytes())
    folder.dataset_config.write_bytes(request.dataset_config.read_bytes())
    launch = DemoEngine().launch(request, folder)
    env = {name: value for name, value in (os.environ | launch.env).items() if value is not None}
    argv = [*launch.argv, "--max_train_epochs", "1"]
    ended = subprocess.run(argv, cwd=launch.cwd, env=env, capture_output=True, text=True, timeout=110)
    assert ended.returncode == 0, ended.stderr

    told = read_events(folder)
    preparing = [event for event in told if isinstance(event, events.StageProgress) and "base model" in event.detail]
    assert [event.stage for event in preparing] == [events.Stage.PREPARING] * 5
    assert is_whole(DemoLayout(launch.cwd).base_model)
    losses = [event.loss for event in told if isinstance(event, events.Step)]
    assert len(losses) == 24
    assert mean(losses[-12:]) < 0.8 * mean(losses[:12])
    samples = [event.path for event in told if isinstance(event, events.SampleSaved)]
    assert len(samples) == 3
    with Image.open(samples[0]) as picture:
        assert picture.size == (128, 192)
    (saved,) = [event.path for event in told if isinstance(event, events.CheckpointSaved)]
    assert Path(saved).name == "sks_robot.safetensors"
    assert isinstance(told[-1], events.RunEnded)
    assert told[-1].outcome is events.Outcome.FINISHED
