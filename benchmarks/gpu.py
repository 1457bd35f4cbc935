"""`python -m benchmarks.gpu [FOLDER]`: the built-in engine on a graphics card, beside sd-scripts' figures.

Each row is one training in a process of its own. Milliseconds are medians of the second half of the steps; the peak is
that of the whole process as NVML sees it (polled every 0.05 s), CUDA context included.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.random_sd15 import make_pictures, make_sd15
from core.runs.folder import RUN_VARIABLE

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    size: int
    arguments: tuple[str, ...]
    batch: int
    sd_scripts: str
    """What sd-scripts did on an H200 (peak MiB, time a step), where it was measured."""


_BOTH = ("--network_dim", "64", "--network_alpha", "32", "--sdpa", "--cache_latents")
_BF16, _FP16 = ("--mixed_precision", "bf16"), ("--mixed_precision", "fp16")
_8BIT = ("--optimizer_type", "AdamW8bit")
_UNET = ("--network_train_unet_only",)
_CKPT = ("--gradient_checkpointing",)
CASES = (
    Case("batch 1, fp16, U-Net + text encoder", 512, (*_BOTH, *_FP16, *_8BIT), 1, "4418 MiB, 256 ms"),
    Case("batch 1, bf16, U-Net only", 512, (*_BOTH, *_BF16, *_8BIT, *_UNET), 1, "(diffusers + peft, eager: 129 ms)"),
    Case("batch 10, fp16, U-Net + text encoder", 512, (*_BOTH, *_FP16, *_8BIT), 10, "18046 MiB, 318 ms"),
    Case("batch 10, bf16, U-Net only", 512, (*_BOTH, *_BF16, *_8BIT, *_UNET), 10, "(diffusers + peft, eager: 170 ms)"),
    Case(
        "batch 10, fp16, checkpointing, accumulation 2",
        512,
        (*_BOTH, *_FP16, *_8BIT, *_CKPT, "--gradient_accumulation_steps", "2"),
        10,
        "6502 MiB, ~1000 ms",
    ),
    Case("768², batch 6, fp16, checkpointing", 768, (*_BOTH, *_FP16, *_8BIT, *_CKPT), 6, "6642 MiB"),
)


def main(argv: list[str]) -> int:
    folder = Path(argv[0]) if argv else Path(tempfile.mkdtemp())
    steps = int(argv[1]) if len(argv) > 1 else 40
    model = folder / "sd15"
    if not model.exists():
        make_sd15(model)
    print(f"{'512² unless said':<48}{'ms/step':>9}{'peak MiB':>10}{'loss':>9}  sd-scripts there")
    for case in CASES:
        milliseconds, peak, loss = measure(case, folder, model, steps)
        print(f"{case.name:<48}{milliseconds:9.0f}{peak:10.0f}{loss:9.4f}  {case.sd_scripts}", flush=True)
    return 0


def measure(case: Case, folder: Path, model: Path, steps: int) -> tuple[float, float, float]:
    """Median milliseconds a step, peak MiB, and the last average loss."""
    pictures = folder / f"pictures{case.size}"
    if not pictures.exists():
        make_pictures(pictures, 40, case.size)
    run = Path(tempfile.mkdtemp(dir=folder))
    dataset = run / "dataset.toml"
    dataset.write_text(
        f"[[datasets]]\nresolution = {case.size}\nbatch_size = {case.batch}\n"
        f"[[datasets.subsets]]\nimage_dir = '{pictures}'\nnum_repeats = 20\ncaption_extension = '.txt'\n",
        encoding="utf-8",
    )
    arguments = ["--dataset_config", str(dataset), "--pretrained_model_name_or_path", str(model)]
    arguments += ["--output_dir", str(run / "out"), "--output_name", "x", "--max_train_steps", str(steps)]
    arguments += ["--network_module", "networks.lora", "--learning_rate", "1e-4", "--seed", "1", *case.arguments]
    with (run / "console.log").open("wb") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "core.trainer", *arguments],
            cwd=ROOT,
            env={**os.environ, RUN_VARIABLE: str(run)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        peak = watch_memory(child)
    if child.returncode:
        raise SystemExit((run / "console.log").read_text("utf-8", "replace")[-3000:])
    events = [json.loads(line) for line in (run / "events.jsonl").read_text("utf-8").splitlines()]
    taken = [event for event in events if event["type"] == "step"]
    seconds = [event["seconds"] for event in taken[len(taken) // 2 :]]
    return statistics.median(seconds) * 1000, peak, taken[-1]["average_loss"]


def watch_memory(child: subprocess.Popen[bytes]) -> float:
    """Peak MiB of the card while the child lives, above what was in use before."""
    import pynvml

    pynvml.nvmlInit()
    card = pynvml.nvmlDeviceGetHandleByIndex(0)
    before = pynvml.nvmlDeviceGetMemoryInfo(card).used
    peak = 0
    while child.poll() is None:
        peak = max(peak, pynvml.nvmlDeviceGetMemoryInfo(card).used - before)
        time.sleep(0.05)
    pynvml.nvmlShutdown()
    return float(peak) / 2**20


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
