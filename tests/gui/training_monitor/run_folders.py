"""Run folders as a training leaves them, for tests, screenshots and benchmarks."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter

from core.monitoring.sample import GpuSample, HardwareSample, ProcessSample
from core.runs.events import (
    CheckpointSaved,
    EpochStarted,
    Event,
    Message,
    RunStarted,
    SampleSaved,
    Stage,
    StageProgress,
    StateSaved,
    Step,
)
from core.runs.folder import RunFolder
from core.runs.record import RunRecord, write_record
from core.runs.store_writer import StoreWriter

WISHES = ("save", "sample", "pause", "resume", "stop_and_save")
PROMPTS = (
    "sks knight, standing in a field, masterpiece, best quality",
    "sks knight, close-up portrait, rim light",
    "a watercolour of sks knight riding a horse through a forest at dawn",
)


def new_folder(
    root: Path, run_id: str, *, name: str = "character_lora_v3", engine: str = "builtin", created_at: float = 0.0
) -> RunFolder:
    """A run folder with its record and nothing else."""
    folder = RunFolder(root / run_id)
    folder.control.mkdir(parents=True)
    write_record(
        folder,
        RunRecord(
            id=run_id,
            name=name,
            engine=engine,
            engine_version="0.1.0",
            argv=("/usr/bin/python3", "-m", "core.trainer", "--config_file", "training config.toml"),
            cwd=str(root),
            created_at=created_at or time.time() - 3600,
        ),
    )
    return folder


def started(total_steps: int, total_epochs: int, at: float) -> RunStarted:
    return RunStarted(
        engine="builtin",
        engine_version="0.1.0",
        pid=1,
        device="NVIDIA GeForce RTX 5080",
        total_steps=total_steps,
        total_epochs=total_epochs,
        batches_per_epoch=total_steps // total_epochs,
        images=320,
        images_with_repeats=640,
        output_dir="/home/anna/loras",
        output_name="character_lora_v3",
        wishes=WISHES,
        time=at,
    )


def loss_curve(steps: int, seed: int = 0) -> np.ndarray:
    """Losses as a LoRA's: noisy, slowly falling, now and then a spike."""
    random = np.random.default_rng(seed)
    trend = 0.085 + 0.06 * np.exp(-np.arange(steps) / max(steps, 1) * 4)
    losses = trend * random.lognormal(0, 0.35, steps)
    losses[random.integers(0, steps, max(steps // 400, 1))] *= 4
    return losses


def training_events(
    folder: RunFolder, *, steps: int, total_steps: int, epochs: int, seconds: float, start: float, seed: int = 0
) -> Iterator[Event]:
    """What a training reports that has come to step `steps` of `total_steps`."""
    length = total_steps // epochs
    yield started(total_steps, epochs, start)
    yield StageProgress(stage=Stage.LOADING, detail="SD1.5", time=start)
    yield StageProgress(stage=Stage.CACHING, done=0, total=320, time=start + 8)
    yield StageProgress(stage=Stage.TRAINING, done=0, total=total_steps, time=start + 20)
    losses = loss_curve(total_steps, seed)
    for step in range(1, steps + 1):
        now = start + 20 + step * seconds
        epoch = (step - 1) // length + 1
        if (step - 1) % length == 0:
            yield EpochStarted(epoch=epoch, total_epochs=epochs, time=now - seconds)
        warm = min(step / 100, 1.0) * 0.5 * (1 + math.cos(math.pi * step / total_steps))
        rates = {"unet": 1e-4 * warm, "textencoder": 5e-5 * warm}
        loss = float(losses[step - 1])
        yield Step(step=step, epoch=epoch, loss=loss, average_loss=0.1, learning_rates=rates, seconds=seconds, time=now)
        if step % length == 0:
            path = f"/home/anna/loras/character_lora_v3-{epoch:06d}.safetensors"
            yield CheckpointSaved(path=path, step=step, epoch=epoch, size=151_000_000, reason="epoch", time=now)
            for number, prompt in enumerate(PROMPTS):
                picture = folder.samples / f"step{step:06d}_{number:02d}.png"
                yield SampleSaved(
                    path=str(picture), step=step, epoch=epoch, prompt_index=number, prompt=prompt, seed=42, time=now
                )
        if step == total_steps // 3:
            yield Message(level="warning", text="Loss has doubled within 50 steps.", time=now)
        if step == steps:
            yield StateSaved(path=str(folder.root / "state"), step=step, epoch=epoch, time=now)


def write_run(
    root: Path,
    run_id: str,
    *,
    name: str = "character_lora_v3",
    steps: int = 3000,
    total_steps: int = 5000,
    epochs: int = 10,
    seconds: float = 0.5,
    seed: int = 0,
    ending: Event | None = None,
    gpu: bool = True,
    pictures: bool = True,
    last_lines: tuple[str, ...] = (),
    age: float = 0.0,
) -> RunFolder:
    """A whole run folder, `age` seconds old; with `ending` the run is over."""
    start = time.time() - steps * seconds - 20 - age
    folder = new_folder(root, run_id, name=name, created_at=start)
    events = list(
        training_events(
            folder, steps=steps, total_steps=total_steps, epochs=epochs, seconds=seconds, start=start, seed=seed
        )
    )
    writer = StoreWriter(folder)
    with writer.transaction():
        writer.append(events)
        writer.append_hardware(hardware(start, int(min(steps * seconds, 1800)), gpu=gpu))
        if ending is not None:
            writer.append([dataclasses.replace(ending, time=start + 20 + steps * seconds)])
            writer.note(last_lines=last_lines)
    writer.close()
    if pictures:
        for event in events:
            if isinstance(event, SampleSaved):
                draw_picture(Path(event.path), event.step / total_steps, event.prompt_index)
    folder.console.write_bytes(console(steps, total_steps))
    return folder


def hardware(start: float, seconds: int, *, gpu: bool) -> Iterator[HardwareSample]:
    random = np.random.default_rng(3)
    for second in range(seconds):
        cards = (
            GpuSample(
                index=0,
                name="NVIDIA GeForce RTX 5080",
                memory_used=int((10.9 + 0.3 * random.random()) * 2**30),
                memory_total=16 * 2**30,
                utilization=0.9 + 0.1 * random.random(),
                temperature=61 + 2 * random.random(),
                power=270 + 25 * random.random(),
            ),
        )
        process = ProcessSample(memory=int((5.2 + 0.1 * random.random()) * 2**30), cpu=1.1, processes=3)
        yield HardwareSample(process=process, gpus=cards if gpu else (), time=start + second)


def draw_picture(path: Path, progress: float, number: int) -> None:
    """Something that becomes clearer as training goes on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = QImage(512, 640 if number == 1 else 512, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(200 + 40 * number, 60, 200))
    painter = QPainter(image)
    painter.setBrush(QColor.fromHsv(30, int(80 + 150 * progress), 220))
    painter.drawEllipse(image.rect().adjusted(120, 90, -120, -120))
    painter.drawEllipse(image.rect().adjusted(40, 400, -40, 200))
    painter.end()
    image.save(str(path))


def console(steps: int, total_steps: int) -> bytes:
    lines = ["2026-11-23 15:45:19 INFO     loading model from /models/sd15.safetensors      model_loading.py:26"]
    lines += [f"2026-11-23 15:45:2{n} INFO     bucket {n}: 512x{448 + 64 * n}, {30 + n} images" for n in range(8)]
    lines.append("\x1b[33m2026-11-23 15:45:31 WARNING  2 captions are longer than 75 tokens and are cut\x1b[0m")
    bar = "\rsteps: {:3d}%|{}| {}/{} [10:00<12:00,  2.00it/s, avr_loss=0.0{}]"
    for epoch in range(1, 7):
        lines.append(f"epoch {epoch}/10")
        done = steps * epoch // 6
        bars = "".join(
            bar.format(d * 100 // total_steps, "█" * (d * 10 // total_steps), d, total_steps, 900 + d % 90)
            for d in (max(done - 40, 1), done)
        )
        lines.append(bars)
        lines.append(f"saving checkpoint: /home/anna/loras/character_lora_v3-{epoch:06d}.safetensors")
    return "\n".join(lines).encode() + b"\n"
