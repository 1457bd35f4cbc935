"""States: folders from which a training goes on exactly where it stopped.

The files are those that accelerate writes for sd-scripts: `model.safetensors` (the LoRA, here under Kohya's names),
`optimizer.bin`, `scheduler.bin`, `scaler.pt`, `random_states_0.pkl`, `train_state.json`. `kohya_studio.json` adds what
those leave out. Everything is read with torch's tensors-only loader.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import random
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from core.errors import FileError

FORMAT = 1
_OURS, _KOHYA = "kohya_studio.json", "train_state.json"
_HINT = "Resume from another state, or start anew without resume."


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a training was. `epoch` counts from 1; `losses` and `loss_total` are those of the `LossRecord`."""

    step: int
    epoch: int
    seed: int
    batches_per_epoch: int
    accumulation: int
    losses: tuple[float, ...]
    loss_total: float


@dataclass(frozen=True, slots=True)
class Trainables:
    """The live objects that a state captures."""

    network: Any
    optimizer: Any
    scheduler: Any
    scaler: Any | None


def read_progress(folder: Path) -> Progress:
    """How far the training of a state was; needs no torch.

    Raises:
        FileError: the folder is no state of this engine, or is incomplete.
    """
    path = folder / _OURS
    if not path.is_file():
        what = "made by sd-scripts or incomplete" if (folder / _KOHYA).is_file() else "not a state"
        raise FileError(f"{folder} is {what}: it has no {_OURS}.", _HINT)
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values.pop("format") != FORMAT:
            raise FileError(f"{folder} was written by a newer version of the program.", _HINT)
        return Progress(**{**values, "losses": tuple(values["losses"])})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileError(f"{path} is damaged: {error}", _HINT) from error


def write_state(folder: Path, trainables: Trainables, progress: Progress) -> None:
    """Write a state so that `folder` is complete or is not there.

    Raises:
        FileError: the folder cannot be written or the disk is full.
    """
    import torch
    from safetensors.torch import save_file

    with _replacing_folder(folder) as draft:
        save_file(trainables.network.to_kohya_state_dict(), str(draft / "model.safetensors"))
        torch.save(trainables.optimizer.state_dict(), draft / "optimizer.bin")
        torch.save(trainables.scheduler.state_dict(), draft / "scheduler.bin")
        if trainables.scaler is not None:
            torch.save(trainables.scaler.state_dict(), draft / "scaler.pt")
        torch.save(_random_states(progress.step), draft / "random_states_0.pkl")
        _write_json(draft / _KOHYA, {"current_epoch": progress.epoch, "current_step": progress.step})
        _write_json(draft / _OURS, {"format": FORMAT, **asdict(progress)})


def load_state(folder: Path, trainables: Trainables) -> None:
    """Give the live objects what `write_state` captured, the generators of random numbers included.

    Raises:
        FileError: a file is missing, damaged, or belongs to another network or optimizer.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        trainables.network.load_kohya_state_dict(load_file(str(folder / "model.safetensors")))
        trainables.optimizer.load_state_dict(_load(folder / "optimizer.bin"))
        trainables.scheduler.load_state_dict(_load(folder / "scheduler.bin"))
        if trainables.scaler is not None and (folder / "scaler.pt").is_file():
            trainables.scaler.load_state_dict(_load(folder / "scaler.pt"))
        restore_random_states(_load(folder / "random_states_0.pkl"))
    except (OSError, SafetensorError, pickle.UnpicklingError, RuntimeError, ValueError, KeyError, TypeError) as error:
        raise FileError(f"The state {folder} does not fit this training: {error}", _HINT) from error


def remove_state(folder: Path) -> bool:
    """Remove a state that is there; whether it was.

    Raises:
        FileError: it is there and cannot be removed.
    """
    if not folder.is_dir():
        return False
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise FileError(f"The state {folder} cannot be removed: {error.strerror}.") from error
    return True


def _random_states(step: int) -> dict[str, Any]:
    """As accelerate names them (accelerate/checkpointing.py), without numpy's, which nothing here draws from."""
    import torch

    states = {"step": step, "random_state": random.getstate(), "torch_manual_seed": torch.get_rng_state()}
    if torch.cuda.is_available():
        states["torch_cuda_manual_seed"] = torch.cuda.get_rng_state_all()
    return states


def restore_random_states(states: Mapping[str, Any]) -> None:
    """Set the generators to what `_random_states` captured."""
    import torch

    version, internal, gauss = states["random_state"]
    random.setstate((version, tuple(internal), gauss))
    torch.set_rng_state(states["torch_manual_seed"])
    if torch.cuda.is_available() and "torch_cuda_manual_seed" in states:
        torch.cuda.set_rng_state_all(states["torch_cuda_manual_seed"])


def _load(path: Path) -> Any:
    import torch

    return torch.load(path, map_location="cpu", weights_only=True)


def _write_json(path: Path, values: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(values), encoding="utf-8")


@contextlib.contextmanager
def _replacing_folder(folder: Path) -> Iterator[Path]:
    """A new folder beside `folder` that takes its place when the block ends well."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    except OSError as error:
        raise _not_written(folder, error) from error
    try:
        yield draft
        for file in draft.iterdir():
            _flush(file)
        draft.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        draft.replace(folder)
    except OSError as error:
        raise _not_written(folder, error) from error
    except RuntimeError as error:  # torch's writer reports a full disk this way
        raise FileError(f"The state {folder} could not be written: {error}", "Free some space.") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _flush(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def _not_written(folder: Path, error: OSError) -> FileError:
    return FileError(
        f"The state {folder} could not be written: {error.strerror or error}.",
        "Free some space, or choose a folder that you may write to.",
    )
