"""Where a run stands, in one frozen value that is kept up to date event by event."""

from __future__ import annotations

import dataclasses
import json
import math
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from core.runs.events import (
    AbilityMissing,
    CheckpointRemoved,
    CheckpointSaved,
    EpochStarted,
    Event,
    Outcome,
    PauseChanged,
    RunEnded,
    RunStarted,
    SampleSaved,
    Stage,
    StageProgress,
    StateRemoved,
    StateSaved,
    Step,
)

_SPEED_WINDOW = 100


class RunState(StrEnum):
    STARTING = "starting"
    """The process is up or about to be, and has not reported yet."""
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"
    INTERRUPTED = "interrupted"
    """Neither process nor supervisor lived to tell; can be resumed where a state was saved."""
    BROKEN = "broken"
    """The run folder cannot be read."""

    @property
    def is_live(self) -> bool:
        return self in (RunState.STARTING, RunState.RUNNING, RunState.PAUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """All numbers are None until the engine has told them. Times are seconds since 1970, durations seconds."""

    state: RunState = RunState.STARTING
    engine: str = ""
    engine_version: str = ""
    device: str = ""
    stage: Stage | None = None
    stage_done: int = 0
    stage_total: int | None = None
    stage_detail: str = ""
    step: int | None = None
    """The last optimizer step done, counted over the whole training (a resumed run goes on counting)."""
    first_step: int = 0
    total_steps: int | None = None
    epoch: int | None = None
    total_epochs: int | None = None
    loss: float | None = None
    average_loss: float | None = None
    seconds_per_step: float | None = None
    """Mean over the last 100 steps."""
    eta_seconds: float | None = None
    images: int | None = None
    images_with_repeats: int | None = None
    batches_per_epoch: int | None = None
    output_dir: str = ""
    output_name: str = ""
    gpus: tuple[str, ...] = ()
    """Names of the machine's GPUs, by index."""
    wishes: tuple[str, ...] = ()
    """What the training process obeys; the signal ladder of `stop` needs no cooperation and works always."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Why an ability is missing (see `AbilityMissing`), by its name."""
    checkpoints: int = 0
    """Files written and not pruned since; `RunStore.checkpoints()` lists them."""
    samples: int = 0
    newest_state: str = ""
    """The newest folder that `--resume` can continue from, as the engine named it; empty without one."""
    newest_state_step: int | None = None
    started_at: float | None = None
    updated_at: float | None = None
    """Time of the last event."""
    ended_at: float | None = None
    stopping: bool = False
    """The supervisor is ending the process by signals."""
    outcome: Outcome | None = None
    reason: str = ""
    hint: str = ""
    exit_code: int | None = None
    last_lines: tuple[str, ...] = ()
    """The end of the console without progress bars, for a run that did not end well."""

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> RunSummary:
        """Raises ValueError for text that `to_json` of this or a newer version cannot have written."""
        values = json.loads(text)
        if not isinstance(values, dict):
            raise ValueError("a summary is a JSON object")  # noqa: TRY004 - one kind of error for one kind of damage
        known = {item.name for item in dataclasses.fields(cls)}
        values = {key: value for key, value in values.items() if key in known}
        values["state"] = RunState(values.get("state", RunState.STARTING))
        values["stage"] = Stage(values["stage"]) if values.get("stage") else None
        values["outcome"] = Outcome(values["outcome"]) if values.get("outcome") else None
        for key in ("gpus", "wishes", "last_lines"):
            values[key] = tuple(values.get(key, ()))
        values["missing"] = dict(values.get("missing", {}))
        return cls(**values)


class SummaryKeeper:
    """Folds events into a `RunSummary`; `snapshot()` is what the store keeps."""

    def __init__(self, summary: RunSummary | None = None, files: Iterable[Event] = ()) -> None:
        """`files`: the checkpoint and state events already seen, oldest first, when a run is taken up again."""
        self._values: dict[str, Any] = (
            {} if summary is None else {item.name: getattr(summary, item.name) for item in dataclasses.fields(summary)}
        )
        self._seconds: deque[float] = deque(maxlen=_SPEED_WINDOW)
        self._checkpoints: set[str] = set()
        self._states: dict[str, int] = {}
        for event in files:
            self._count_file(event)

    def snapshot(self) -> RunSummary:
        return RunSummary(**self._values)

    @property
    def stage(self) -> Stage | None:
        stage: Stage | None = self._values.get("stage")
        return stage

    def set(self, **values: Any) -> None:
        """Note what no event tells: `stopping`, `last_lines`."""
        self._values.update(values)

    def add(self, event: Event) -> None:
        self._values["updated_at"] = event.time
        match event:
            case Step():
                self._step(event)
            case RunStarted():
                self._started(event)
            case StageProgress():
                self._values.update(
                    stage=event.stage, stage_done=event.done, stage_total=event.total, stage_detail=event.detail
                )
            case EpochStarted():
                self._values.update(epoch=event.epoch, total_epochs=event.total_epochs)
            case PauseChanged():
                self._values["state"] = RunState.PAUSED if event.paused else RunState.RUNNING
            case AbilityMissing():
                self._values["missing"] = {**dict.fromkeys(event.abilities, event.reason), **self._missing}
                self._offer(self._values.get("wishes", ()))
            case SampleSaved():
                self._values["samples"] = self._values.get("samples", 0) + 1
            case RunEnded():
                self._ended(event)
            case _:
                self._count_file(event)

    def _started(self, event: RunStarted) -> None:
        self._values.update(
            state=RunState.RUNNING,
            engine=event.engine,
            engine_version=event.engine_version,
            device=event.device,
            first_step=event.first_step,
            step=event.first_step,
            total_steps=event.total_steps,
            total_epochs=event.total_epochs,
            batches_per_epoch=event.batches_per_epoch,
            images=event.images,
            images_with_repeats=event.images_with_repeats,
            output_dir=event.output_dir,
            output_name=event.output_name,
            started_at=event.time,
        )
        self._offer(event.wishes)

    @property
    def _missing(self) -> Mapping[str, str]:
        missing: Mapping[str, str] = self._values.get("missing", {})
        return missing

    def _offer(self, wishes: tuple[str, ...]) -> None:
        self._values["wishes"] = tuple(wish for wish in wishes if wish not in self._missing)

    def _step(self, event: Step) -> None:
        if math.isfinite(event.seconds) and event.seconds > 0:
            self._seconds.append(event.seconds)
        if self._seconds:
            self._values["seconds_per_step"] = sum(self._seconds) / len(self._seconds)
        speed, total = self._values.get("seconds_per_step"), self._values.get("total_steps")
        if speed is not None and total is not None:
            self._values["eta_seconds"] = max(0, total - event.step) * speed
        self._values.update(
            step=event.step,
            epoch=event.epoch,
            loss=event.loss,
            average_loss=event.average_loss,
            stage=Stage.TRAINING,
            stage_done=event.step,
            stage_total=total,
        )

    def _count_file(self, event: Event) -> None:
        match event:
            case CheckpointSaved():
                self._checkpoints.add(event.path)
            case CheckpointRemoved():
                self._checkpoints.discard(event.path)
            case StateSaved():
                self._states.pop(event.path, None)
                self._states[event.path] = event.step
            case StateRemoved():
                self._states.pop(event.path, None)
            case _:
                return
        newest = next(reversed(self._states), "")
        self._values.update(
            checkpoints=len(self._checkpoints), newest_state=newest, newest_state_step=self._states.get(newest)
        )

    def _ended(self, event: RunEnded) -> None:
        interrupted = event.outcome is Outcome.INTERRUPTED
        self._values.update(
            state=RunState.INTERRUPTED if interrupted else RunState.ENDED,
            outcome=event.outcome,
            reason=event.reason,
            hint=event.hint,
            exit_code=event.exit_code,
            ended_at=event.time,
            eta_seconds=None,
            stopping=False,
        )
