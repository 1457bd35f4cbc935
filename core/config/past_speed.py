"""How long a training will take, told by a run of the past that was of the same kind."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.config.arguments import TrainingArguments
from core.config.memory import workload
from core.config.memory_model import Workload
from core.config.past_training import training_of_run
from core.errors import AppError
from core.runs.folder import RunFolder
from core.runs.record import read_record
from core.runs.store import RunStore

_NEWEST = 30
_FEWEST_STEPS = 10
_FARTHEST = 4.0
"""How many times as many pixels in a step may be reckoned with from a run that had fewer, or the other way round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSpeed:
    """What a run did and how fast: `seconds` a step of `workload` on `card` (empty for a CPU); `model` is the file."""

    name: str
    engine: str
    script: str
    card: str
    model: str
    workload: Workload
    accumulation: int
    seconds: float

    @property
    def pixels(self) -> int:
        return self.workload.batch_size * self.workload.area * self.accumulation


@dataclass(frozen=True, slots=True)
class ExpectedSpeed:
    """`seconds` a step, known from the run `source`; `is_scaled`: its steps had more or fewer pixels."""

    seconds: float
    source: str
    is_scaled: bool


def past_speeds(runs_root: Path) -> list[PastSpeed]:
    """The speeds of the newest runs, newest first; runs that cannot be read, or hardly ran, are left out."""
    if not runs_root.is_dir():
        return []
    found: list[PastSpeed] = []
    for path in sorted((path for path in runs_root.iterdir() if path.is_dir()), reverse=True):
        try:
            speed = _speed(RunFolder(path))
        except (AppError, OSError):
            continue
        if speed is not None:
            found.append(speed)
        if len(found) == _NEWEST:
            break
    return found


def expected_speed(
    args: TrainingArguments, work: Workload | None, past: Sequence[PastSpeed], *, engine: str, card: str
) -> ExpectedSpeed | None:
    """The newest run that worked the same way on the same card, else the one whose steps were nearest in size."""
    if work is None:
        return None
    kind = (engine, args.script, card, model_name(args), _way(work))
    pixels = work.batch_size * work.area * max(1, args["gradient_accumulation_steps"])
    same = [
        (max(pixels / speed.pixels, speed.pixels / pixels), place, speed)
        for place, speed in enumerate(past)
        if (speed.engine, speed.script, speed.card, speed.model, _way(speed.workload)) == kind
    ]
    if not same:
        return None
    distance, _, nearest = min(same, key=lambda item: item[:2])
    if distance > _FARTHEST:
        return None
    return ExpectedSpeed(nearest.seconds * pixels / nearest.pixels, nearest.name, nearest.pixels != pixels)


def model_name(args: TrainingArguments) -> str:
    """The base model without its folder: models of one file are of one kind, wherever they lie."""
    return str(args["pretrained_model_name_or_path"] or "").replace("\\", "/").rstrip("/").rpartition("/")[2]


def _way(work: Workload) -> tuple[object, ...]:
    """What changes the speed of a step besides its size; the rank hardly does."""
    return tuple(
        getattr(work, item.name)
        for item in dataclasses.fields(work)
        if item.name not in ("area", "batch_size", "parameters_unet", "parameters_text_encoder")
    )


def _speed(folder: RunFolder) -> PastSpeed | None:
    record = read_record(folder)
    with RunStore(folder) as store:
        summary = store.summary()
    done = (summary.step or 0) - summary.first_step
    if summary.seconds_per_step is None or done < _FEWEST_STEPS:
        return None
    args, blueprint = training_of_run(folder)
    work = workload(args, blueprint)
    if work is None:
        return None
    return PastSpeed(
        name=record.name,
        engine=record.engine,
        script=args.script,
        card=summary.gpus[0] if summary.gpus else "",
        model=model_name(args),
        workload=work,
        accumulation=max(1, args["gradient_accumulation_steps"]),
        seconds=summary.seconds_per_step,
    )
