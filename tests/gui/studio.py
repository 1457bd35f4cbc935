"""A person's data folder with real things in it, for tests and for pictures of the window.

Runs are written through the real store; checkpoints are real .safetensors files with Kohya's metadata.
"""

from __future__ import annotations

import dataclasses
import json
import math
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPen, QPolygonF
from safetensors.numpy import save_file

from core.processes import identify
from core.runs.events import CheckpointSaved, Event, RunEnded, SampleSaved, Step
from core.runs.folder import RunFolder
from core.runs.record import RunProcesses, read_record, write_processes, write_record
from core.runs.store_writer import StoreWriter
from tests.gui.training_monitor.run_folders import console, hardware, new_folder, training_events

TAGS = {"10_sks knight": {"1girl": 320, "armor": 301, "smile": 140, "standing": 118, "forest": 64, "night": 32}}


def write_checkpoint(path: Path, *, step: int, epoch: int, rank: int = 8, kilobytes: int = 36) -> None:
    """A file as the engines write one: a few weights, and the metadata that a reader looks for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    down = np.zeros((rank, kilobytes * 1024 // (4 * rank)), np.float32)
    tensors = {
        "lora_unet_down_blocks_0_attentions_0_proj_in.lora_down.weight": down,
        "lora_unet_down_blocks_0_attentions_0_proj_in.lora_up.weight": np.zeros((4, rank), np.float32),
        "lora_unet_down_blocks_0_attentions_0_proj_in.alpha": np.array(rank / 2, np.float32),
    }
    metadata = {
        "ss_steps": str(step),
        "ss_epoch": str(epoch),
        "ss_network_dim": str(rank),
        "ss_network_alpha": str(rank / 2),
        "ss_sd_model_name": "sd15.safetensors",
        "ss_base_model_version": "sd_v1",
        "ss_learning_rate": "0.0001",
        "ss_unet_lr": "0.0001",
        "ss_text_encoder_lr": "5e-05",
        "ss_optimizer": "torch.optim.adamw.AdamW",
        "ss_num_train_images": "640",
        "ss_tag_frequency": json.dumps(TAGS),
    }
    save_file(tensors, str(path), metadata)


def write_studio_run(
    runs_root: Path,
    output: Path,
    run_id: str,
    *,
    name: str,
    steps: int,
    total_steps: int,
    epochs: int,
    seconds: float = 0.5,
    seed: int = 0,
    ago: float = 0.0,
    ending: RunEnded | None = None,
    gpu: bool = True,
    lives: bool = False,
    last_lines: tuple[str, ...] = (),
) -> RunFolder:
    """A run whose checkpoints and pictures are there; `ago` is how many seconds ago its last step was.

    With `lives` the process that calls this stands in for its supervisor, so that the run counts as under way.
    """
    start = time.time() - ago - steps * seconds - 20
    folder = new_folder(runs_root, run_id, name=name)
    write_record(folder, dataclasses.replace(read_record(folder), created_at=start))
    plain = training_events(
        folder, steps=steps, total_steps=total_steps, epochs=epochs, seconds=seconds, start=start, seed=seed
    )
    events = list(_with_files(plain, output, name, rank=8 + seed, length=total_steps // epochs))
    writer = StoreWriter(folder)
    with writer.transaction():
        writer.append(events)
        writer.append_hardware(hardware(start, int(min(steps * seconds, 1800)), gpu=gpu))
        if ending is not None:
            writer.append([dataclasses.replace(ending, time=time.time() - ago)])
            writer.note(last_lines=last_lines)
    writer.close()
    for event in events:
        if isinstance(event, SampleSaved):
            paint_sample(Path(event.path), event.step / total_steps, event.prompt_index, seed)
    folder.console.write_bytes(console(steps, total_steps))
    if lives:
        write_processes(folder, RunProcesses(supervisor=identify(os.getpid())))
    return folder


def _with_files(events: Iterable[Event], output: Path, name: str, *, rank: int, length: int) -> Iterator[Event]:
    """The same events with checkpoints that exist, and the average loss that the losses have."""
    window: deque[float] = deque(maxlen=length)
    for event in events:
        if isinstance(event, Step):
            window.append(event.loss)
            yield dataclasses.replace(event, average_loss=sum(window) / len(window))
        elif isinstance(event, CheckpointSaved):
            path = output / f"{name}-{event.epoch:06d}.safetensors"
            write_checkpoint(path, step=event.step, epoch=event.epoch, rank=rank)
            yield dataclasses.replace(event, path=str(path), size=path.stat().st_size)
        else:
            yield event


def paint_sample(path: Path, clarity: float, number: int, seed: int) -> None:
    """A figure in a landscape that comes out of the noise as training goes on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    width, height = 512, 640 if number == 1 else 512
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    hue = (205 + 60 * number + 47 * seed) % 360
    sky = QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0, QColor.fromHsv(hue, 130, 235))
    sky.setColorAt(1, QColor.fromHsv((hue + 320) % 360, 60, 250))
    painter.fillRect(image.rect(), sky)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromHsv((hue + 200) % 360, 70, 255))
    painter.drawEllipse(QPointF(380 - 40 * number, 130), 54, 54)
    for depth in range(3):
        painter.setBrush(QColor.fromHsv((hue + 280) % 360, 90 + 40 * depth, 190 - 45 * depth))
        base = height * (0.62 + 0.11 * depth)
        hills = [QPointF(x, base - 34 * math.sin(x / (90 - 15 * depth) + seed + depth)) for x in range(0, width + 8, 8)]
        painter.drawPolygon(QPolygonF([*hills, QPointF(width, height), QPointF(0, height)]))
    _paint_figure(painter, width / 2, height * 0.58, hue)
    painter.end()
    _add_noise(image, 0.55 * (1 - clarity) ** 1.5, number + 10 * seed)
    image.save(str(path))


def _paint_figure(painter: QPainter, x: float, y: float, hue: int) -> None:
    painter.setBrush(QColor.fromHsv((hue + 150) % 360, 160, 120))
    painter.drawRoundedRect(int(x - 62), int(y - 10), 124, 190, 44, 44)
    painter.setBrush(QColor("#F1D7C0"))
    painter.drawEllipse(QPointF(x, y - 62), 58, 64)
    painter.setBrush(QColor.fromHsv((hue + 30) % 360, 150, 90))
    painter.drawChord(int(x - 66), int(y - 142), 132, 130, 0, 180 * 16)
    painter.setBrush(QColor("#2B2B33"))
    for side in (-1, 1):
        painter.drawEllipse(QPointF(x + 22 * side, y - 58), 6, 9)
    painter.setPen(QPen(QColor("#8A4B3C"), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(int(x - 16), int(y - 50), 32, 22, 200 * 16, 140 * 16)
    painter.setPen(Qt.PenStyle.NoPen)


def _add_noise(image: QImage, amount: float, seed: int) -> None:
    pixels = np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.bytesPerLine())  # type: ignore[call-overload]
    noise = np.random.default_rng(seed).integers(0, 256, pixels.shape)
    pixels[:] = (pixels * (1 - amount) + noise * amount).astype(np.uint8)
