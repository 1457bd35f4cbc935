"""The checkpoints there are: those a run wrote, with what the run knew at that moment, and those in a folder."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.errors import FileError
from core.runs.events import CheckpointSaved, SampleSaved
from core.runs.folder import RunFolder
from core.runs.record import read_record
from core.runs.store import RunStore, StepColumns

EXTENSIONS = frozenset({".safetensors", ".ckpt", ".pt"})
"""What sd-scripts' `save_model_as` can write for a network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointFile:
    """One file. `size` in bytes, `saved_at` in seconds since 1970; None where nobody tells.

    `loss` is the mean over the epoch's worth of steps before it, `reason` why it was saved (epoch, step, final, wish),
    `samples` the pictures drawn at the same step, by the number of their prompt.
    """

    path: Path
    size: int
    saved_at: float
    step: int | None = None
    epoch: int | None = None
    loss: float | None = None
    reason: str = ""
    exists: bool = True
    samples: tuple[Path, ...] = ()


def run_checkpoints(folder: RunFolder) -> tuple[CheckpointFile, ...]:
    """What the run has written and not pruned since, the newest first; `exists` is False for what was moved away.

    Raises:
        FileError, StoreError: the run folder cannot be read.
    """
    cwd = Path(read_record(folder).cwd)
    with RunStore(folder) as store:
        saved = store.checkpoints()
        if not saved:
            return ()
        samples = store.samples()
        steps = store.steps_after(0)
    pictures = _by_step(samples, folder, cwd)
    return tuple(_file_of_run(event, steps, pictures.get(event.step, ()), cwd) for event in reversed(saved))


def newest_sample(folder: RunFolder) -> Path | None:
    """The picture drawn last, of the first prompt; None where the run drew none that is still there.

    Raises:
        FileError, StoreError: the run folder cannot be read.
    """
    cwd = Path(read_record(folder).cwd)
    with RunStore(folder) as store:
        samples = store.samples()
    if not samples:
        return None
    last = max(event.step for event in samples)
    shown = min((event for event in samples if event.step == last), key=lambda event: event.prompt_index)
    path = sample_path(shown, folder, cwd)
    return path if path.is_file() else None


def sample_path(event: SampleSaved, folder: RunFolder, cwd: Path) -> Path:
    """Where a sample lies: as the engine wrote it, else in the run folder, which may have been moved."""
    path = cwd / event.path
    moved = folder.samples / path.name
    return moved if not path.is_file() and moved.is_file() else path


def list_checkpoints(folder: Path) -> tuple[CheckpointFile, ...]:
    """The checkpoint files directly in `folder`, the newest first, known by their names only.

    Raises:
        FileError: the folder cannot be read.
    """
    found = []
    try:
        for path in folder.iterdir():
            if path.suffix.lower() in EXTENSIONS and path.is_file():
                status = path.stat()
                found.append(CheckpointFile(path=path, size=status.st_size, saved_at=status.st_mtime))
    except OSError as error:
        raise FileError(f"Could not read the folder {folder}: {error.strerror}.", "Choose another folder.") from error
    return tuple(sorted(found, key=lambda file: (file.saved_at, file.path.name), reverse=True))


def _by_step(samples: Iterable[SampleSaved], folder: RunFolder, cwd: Path) -> dict[int, tuple[Path, ...]]:
    by_step: dict[int, dict[int, Path]] = {}
    for event in samples:
        by_step.setdefault(event.step, {})[event.prompt_index] = sample_path(event, folder, cwd)
    return {step: tuple(path for _, path in sorted(paths.items())) for step, paths in by_step.items()}


def _file_of_run(event: CheckpointSaved, steps: StepColumns, samples: tuple[Path, ...], cwd: Path) -> CheckpointFile:
    path = cwd / event.path
    return CheckpointFile(
        path=path,
        size=event.size,
        saved_at=event.time,
        step=event.step,
        epoch=event.epoch,
        loss=_loss_at(steps, event.step),
        reason=event.reason,
        exists=path.is_file(),
        samples=samples,
    )


def _loss_at(steps: StepColumns, step: int) -> float | None:
    """The average loss after `step`; None where that step is not in the store or its loss is no number."""
    row = int(np.searchsorted(steps.step, step))
    if row >= len(steps) or steps.step[row] != step:
        return None
    loss = float(steps.average_loss[row])
    return loss if math.isfinite(loss) else None
