"""The engine as a process of its own: what it tells, what it refuses, what it obeys."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.runs import events
from core.runs.control import write_wish
from core.runs.folder import RunFolder
from tests.core.trainer.conftest import REPOSITORY, Run, read_events

Start = Callable[..., tuple[subprocess.Popen[bytes], RunFolder]]
pytestmark = pytest.mark.slow


def wait_for(folder: RunFolder, child: subprocess.Popen[bytes], condition: Callable[[list[events.Event]], Any]) -> Any:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        found = condition(read_events(folder))
        if found:
            return found
        assert child.poll() is None, folder.console.read_text("utf-8")
        time.sleep(0.05)
    raise AssertionError(folder.console.read_text("utf-8"))


def steps_of(found: list[events.Event]) -> list[int]:
    return [event.step for event in found if isinstance(event, events.Step)]


def answered(wish_id: str, answer: str) -> Callable[[list[events.Event]], bool]:
    def look(found: list[events.Event]) -> bool:
        return any(isinstance(e, events.WishAnswered) and (e.wish_id, e.answer) == (wish_id, answer) for e in found)

    return look


def test_a_whole_run_is_told_in_events(start_child: Start, prompts: Path, tmp_path: Path) -> None:
    child, folder = start_child(
        *("--save_every_n_epochs", "1", "--save_every_n_steps", "3", "--save_last_n_steps", "3", "--save_state"),
        *("--sample_prompts", str(prompts), "--sample_every_n_epochs", "1", "--sample_at_first", "--cache_latents"),
        *("--sample_sampler", "euler_a"),
    )
    assert child.wait(90) == 0, folder.console.read_text("utf-8")
    run = Run(0, folder, tmp_path / "output", read_events(folder))
    (started,) = run.of(events.RunStarted)
    assert (started.total_steps, started.total_epochs, started.batches_per_epoch, started.images) == (8, 2, 4, 7)
    assert (started.pid, started.device, started.engine) == (child.pid, "cpu", "builtin")
    assert set(started.wishes) == {"save", "sample", "pause", "resume", "stop_and_save"}
    assert [event.epoch for event in run.of(events.EpochStarted)] == [1, 2]
    assert list(run.losses) == list(range(1, 9))
    assert run.of(events.Step)[0].learning_rates == {"textencoder": 1e-3, "unet": 1e-3}
    saved = [(Path(event.path).name, event.step, event.epoch, event.reason) for event in run.of(events.CheckpointSaved)]
    assert saved == [
        ("tiny-step00000003.safetensors", 3, 1, "step"),
        ("tiny-000001.safetensors", 4, 1, "epoch"),
        ("tiny-step00000006.safetensors", 6, 2, "step"),
        ("tiny.safetensors", 8, 2, "final"),
    ]
    assert {event.stage for event in run.of(events.StageProgress)} == set(events.Stage)
    assert sorted(path.name for path in run.output.iterdir() if path.is_dir()) == [
        "sample", "tiny-000001-state", "tiny-state", "tiny-step00000003-state", "tiny-step00000006-state",
    ]  # fmt: skip
    samples = [(event.step, event.epoch, event.prompt_index, event.seed) for event in run.of(events.SampleSaved)]
    assert samples == [(0, 1, 0, 5), (0, 1, 1, None), (4, 1, 0, 5), (4, 1, 1, None), (8, 2, 0, 5), (8, 2, 1, None)]
    for event in run.of(events.SampleSaved):
        with Image.open(event.path) as image:
            assert image.size == ((64, 64) if event.prompt_index == 0 else (64, 72))
    names = [Path(event.path).name for event in run.of(events.SampleSaved)]
    assert names[0].startswith("tiny_000000_00_")
    assert names[0].endswith("_5.png")
    assert names[2].startswith("tiny_e000001_00_")
    assert (run.ended.outcome, run.ended.exit_code) == (events.Outcome.FINISHED, 0)
    assert folder.console.stat().st_size > 0


def test_wishes_are_obeyed(start_child: Start, prompts: Path, tmp_path: Path) -> None:
    child, folder = start_child("--max_train_epochs", "5000", "--sample_prompts", str(prompts))
    wait_for(folder, child, steps_of)
    pause = write_wish(folder, events.Wish.PAUSE)
    wait_for(folder, child, answered(pause, "done"))
    halted = steps_of(read_events(folder))[-1]
    save = write_wish(folder, events.Wish.SAVE)
    wait_for(folder, child, answered(save, "done"))
    sample = write_wish(folder, events.Wish.SAMPLE)
    wait_for(folder, child, answered(sample, "done"))
    found = read_events(folder)
    assert steps_of(found)[-1] == halted
    assert (tmp_path / "output" / f"tiny-step{halted:08d}.safetensors").is_file()
    assert [event.step for event in found if isinstance(event, events.SampleSaved)] == [halted, halted]
    resume = write_wish(folder, events.Wish.RESUME)
    wait_for(folder, child, answered(resume, "done"))
    wait_for(folder, child, lambda found: steps_of(found)[-1] > halted)
    stop = write_wish(folder, events.Wish.STOP_AND_SAVE)
    assert child.wait(60) == 0
    run = Run(0, folder, tmp_path / "output", read_events(folder))
    assert answered(stop, "done")(run.events)
    last = list(run.losses)[-1]
    assert (run.ended.outcome, run.ended.exit_code) == (events.Outcome.STOPPED, 0)
    assert (run.output / f"tiny-step{last:08d}.safetensors").is_file()
    assert (run.output / f"tiny-step{last:08d}-state" / "train_state.json").is_file()
    assert [event.paused for event in run.of(events.PauseChanged)] == [True, False]


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_terminated_run_says_so(start_child: Start) -> None:
    child, folder = start_child("--max_train_epochs", "5000")
    wait_for(folder, child, steps_of)
    child.send_signal(signal.SIGTERM)
    assert child.wait(30) == 128 + signal.SIGTERM
    ended = read_events(folder)[-1]
    assert isinstance(ended, events.RunEnded)
    assert ended.outcome is events.Outcome.STOPPED


REFUSALS = {
    "xformers": (["--xformers"], "sdpa"),
    "missing model": (["--pretrained_model_name_or_path", "nowhere.safetensors"], "nowhere.safetensors"),
    "no folder": (["--output_dir", "/proc/nothing"], "/proc/nothing"),
    "fp16 on the CPU": (["--mixed_precision", "fp16"], "bf16"),
    "prompts": (["--sample_prompts", "none.txt", "--sample_every_n_steps", "1"], "none.txt"),
    "resume": (["--resume", "nowhere"], "nowhere"),
    "epochs": (["--max_train_epochs", "12-15"], "12-15"),
    "network_args": (["--network_args", "rank=4"], "rank"),
    "flag": (["--shuffle_capton"], "shuffle_caption"),
}


def test_bad_input_is_refused_before_torch_is_imported(base_arguments: list[str], tmp_path: Path) -> None:
    """All of them in one process, whose last line says whether torch was imported."""
    code = (
        "import json, os, sys\n"
        "from core.trainer.__main__ import main\n"
        "base, cases = json.loads(sys.stdin.read())\n"
        "for name, (further, _) in cases.items():\n"
        "    os.environ['KOHYA_STUDIO_RUN'] = name\n"
        "    assert main(base + further) == 2, name\n"
        "heavy = {'torch', 'diffusers', 'transformers', 'accelerate', 'peft'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    import json

    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "CUDA_VISIBLE_DEVICES": ""}
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps([base_arguments, REFUSALS]), text=True, cwd=tmp_path, env=environment, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for name, (_, wanted) in REFUSALS.items():
        found = read_events(RunFolder(tmp_path / name))
        ended = found[-1]
        assert isinstance(ended, events.RunEnded)
        assert (ended.outcome, ended.exit_code) == (events.Outcome.REFUSED, 2)
        assert wanted in f"{ended.reason} {ended.hint}", (name, ended)
        assert any(isinstance(event, events.Message) and event.level == "error" for event in found)


def test_it_runs_without_a_run_folder(base_arguments: list[str], tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "KOHYA_STUDIO_RUN"}
    environment |= {"PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "core.trainer", *base_arguments, "--max_train_steps", "1", "--max_train_epochs", "1"],
        text=True, cwd=tmp_path, env=environment, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "finished" in done.stderr
    assert (tmp_path / "output" / "tiny.safetensors").is_file()
