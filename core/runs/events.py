"""What can happen in a run: frozen values, one JSON object a line in `events.jsonl`.

Both engines write these and everything else reads them. `time` is seconds since 1970 (UTC). Floats that JSON cannot
hold (a loss that became NaN) travel as the strings "nan", "inf" and "-inf".
"""

from __future__ import annotations

import dataclasses
import json
import math
import time as clock
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import UnionType
from typing import Any, ClassVar, TypeAlias, get_args, get_origin, get_type_hints


class Outcome(StrEnum):
    """How a run ended."""

    FINISHED = "finished"
    FINISHED_NAN = "finished_nan"
    """All steps done and a file saved, but the loss was not a number: the file is ruined."""
    NO_DATA = "no_data"
    """Ended well and did nothing, for there was nothing to train on."""
    REFUSED = "refused"
    """The input was found unusable before anything was loaded."""
    DIVERGED = "diverged"
    """Stopped by the engine because the loss was not a number; earlier checkpoints are kept."""
    STOPPED = "stopped"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    KILLED = "killed"
    """Ended by a signal that nobody here sent (the system's out-of-memory killer, `kill -9`)."""
    INTERRUPTED = "interrupted"
    """Neither process nor supervisor lived to tell (power loss, reboot)."""


class Stage(StrEnum):
    """What the training process is busy with."""

    PREPARING = "preparing"
    LOADING = "loading"
    CACHING = "caching"
    TRAINING = "training"
    SAMPLING = "sampling"
    SAVING = "saving"


class Wish(StrEnum):
    """What a person can ask of a running process, as a file in `control/`."""

    SAVE = "save"
    SAMPLE = "sample"
    PAUSE = "pause"
    RESUME = "resume"
    STOP_AND_SAVE = "stop_and_save"
    STOP = "stop"
    """End now, nothing saved: the supervisor's signal ladder does it, no cooperation needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStarted:
    """The engine is up and has read its input. `total_steps` counts optimizer steps, `first_step` those already done
    by the run that this one continues."""

    type: ClassVar[str] = "run_started"
    engine: str
    engine_version: str
    pid: int
    device: str
    total_steps: int
    total_epochs: int
    batches_per_epoch: int
    images: int
    images_with_repeats: int
    output_dir: str
    output_name: str
    first_step: int = 0
    wishes: tuple[str, ...] = ()
    """The wishes that this process obeys; the window offers no others."""
    time: float = field(default_factory=clock.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageProgress:
    """`done` of `total` in a stage; `total` is None where it is unknown. Sent at a stage's start with done = 0."""

    type: ClassVar[str] = "stage"
    stage: Stage
    done: int = 0
    total: int | None = None
    detail: str = ""
    time: float = field(default_factory=clock.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class EpochStarted:
    """Epochs count from 1."""

    type: ClassVar[str] = "epoch"
    epoch: int
    total_epochs: int
    time: float = field(default_factory=clock.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One optimizer step, counted from 1 over the whole run (a resumed run goes on counting)."""

    type: ClassVar[str] = "step"
    step: int
    epoch: int
    loss: float
    average_loss: float
    """Mean over the last epoch's worth of steps, as sd-scripts' `avr_loss`."""
    learning_rates: Mapping[str, float]
    """By the names of sd-scripts' TensorBoard tags without the prefix: `unet`, `textencoder`, `group0` …"""
    seconds: float
    """Wall time since the step before."""
    time: float = field(default_factory=clock.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointSaved:
    """`reason`: epoch, step, final or wish."""

    type: ClassVar[str] = "checkpoint_saved"
    path: str
    step: int
    epoch: int
    size: int
    reason: str
    time: float = field(default_factory=clock.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointRemoved:
    """Pruned by `save_last_n_epochs` or `save_last_n_steps`."""

    type: ClassVar[str] = "checkpoint_removed"
    path: str
    time: float = field(default_factory=clock.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateSaved:
    """A folder from which `--resume` continues."""

    type: ClassVar[str] = "state_saved"
    path: str
    step: int
    epoch: int
    time: float = field(default_factory=clock.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRemoved:
    type: ClassVar[str] = "state_removed"
    path: str
    time: float = field(default_factory=clock.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSaved:
    type: ClassVar[str] = "sample_saved"
    path: str
    step: int
    epoch: int
    prompt_index: int
    prompt: str
    seed: int | None = None
    time: float = field(default_factory=clock.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class WishAnswered:
    """`answer`: taken (it will be done), done, or refused; `message` says why."""

    type: ClassVar[str] = "wish_answered"
    wish_id: str
    wish: str
    answer: str
    message: str = ""
    time: float = field(default_factory=clock.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseChanged:
    type: ClassVar[str] = "pause"
    paused: bool
    time: float = field(default_factory=clock.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class AbilityMissing:
    """What this process cannot do, and why; the training goes on without.

    `abilities`: wishes by name, and what is not reported first-hand: losses, checkpoints, states, samples, images.
    """

    type: ClassVar[str] = "ability_missing"
    abilities: tuple[str, ...]
    reason: str
    time: float = field(default_factory=clock.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A sentence for the person at the window. `level`: info, warning or error."""

    type: ClassVar[str] = "message"
    level: str
    text: str
    time: float = field(default_factory=clock.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnded:
    """The last event. Written by the engine where it still can, else by whoever finds the process gone."""

    type: ClassVar[str] = "run_ended"
    outcome: Outcome
    reason: str = ""
    hint: str = ""
    exit_code: int | None = None
    time: float = field(default_factory=clock.time)


Event: TypeAlias = (
    RunStarted
    | StageProgress
    | EpochStarted
    | Step
    | CheckpointSaved
    | CheckpointRemoved
    | StateSaved
    | StateRemoved
    | SampleSaved
    | WishAnswered
    | PauseChanged
    | AbilityMissing
    | Message
    | RunEnded
)

_CLASSES: dict[str, type[Any]] = {
    cls.type: cls
    for cls in (
        RunStarted,
        StageProgress,
        EpochStarted,
        Step,
        CheckpointSaved,
        CheckpointRemoved,
        StateSaved,
        StateRemoved,
        SampleSaved,
        WishAnswered,
        PauseChanged,
        AbilityMissing,
        Message,
        RunEnded,
    )
}
_ENUMS: dict[str, dict[str, type[StrEnum]]] = {
    name: {
        key: hint for key, hint in get_type_hints(cls).items() if isinstance(hint, type) and issubclass(hint, StrEnum)
    }
    for name, cls in _CLASSES.items()
}


def _accepted(hint: Any) -> tuple[type, ...]:
    """The Python types that a decoded JSON value may have for a field of this annotation."""
    options = get_args(hint) if get_origin(hint) is UnionType else (hint,)
    accepted: list[type] = []
    for option in options:
        plain = get_origin(option) or option
        accepted.append(plain)
        if plain is float:
            accepted.append(int)
    return tuple(accepted)


_TYPES: dict[str, dict[str, tuple[type, ...]]] = {
    name: {key: _accepted(hint) for key, hint in get_type_hints(cls).items() if key != "type"}
    for name, cls in _CLASSES.items()
}
_FLOATS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
_FLOAT_KEYS = frozenset({"loss", "average_loss", "seconds", "time"})


def encode(event: Event) -> str:
    """One line of `events.jsonl`, without its line end."""
    values: dict[str, Any] = {"type": event.type}
    for item in dataclasses.fields(event):
        values[item.name] = _plain(getattr(event, item.name))
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def decode(line: str | bytes) -> Event | None:
    """The event of one line; None for a line that a crash cut off or damaged, and for a type unknown to this version.

    Fields that this version does not know are dropped: a newer engine stays readable.
    """
    try:
        values = json.loads(line)
    except ValueError:
        return None
    if not isinstance(values, dict):
        return None
    name = values.pop("type", None)
    cls = _CLASSES.get(name) if isinstance(name, str) else None
    if cls is None:
        return None
    types = _TYPES[name]
    known = {key: _typed(name, key, value) for key, value in values.items() if key in types}
    if not all(isinstance(value, types[key]) for key, value in known.items()):
        return None
    try:
        event: Event = cls(**known)
    except TypeError:
        return None
    return event


def _plain(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _typed(name: str, key: str, value: Any) -> Any:
    enum = _ENUMS[name].get(key)
    if enum is not None and isinstance(value, str) and value in set(enum):
        return enum(value)
    if key in _FLOAT_KEYS and isinstance(value, str):
        return _FLOATS.get(value, math.nan)
    if key == "learning_rates" and isinstance(value, dict):
        return {tag: _FLOATS.get(rate, math.nan) if isinstance(rate, str) else rate for tag, rate in value.items()}
    if isinstance(value, list):
        return tuple(value)
    return value
