"""Which checkpoints and states a training saves and removes, when, and under which names.

Pure rules, no file access. Source: sd-scripts library/train_util.py (get_epoch_ckpt_name, get_step_ckpt_name,
get_last_ckpt_name, get_remove_epoch_no, get_remove_step_no, save_and_remove_state_*) and the order in which
train_network.py calls them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.errors import ConfigError


def epoch_stem(output_name: str | None, epoch: int) -> str:
    """The name, without extension, of what is saved after `epoch` (counted from 1)."""
    return f"{'epoch' if output_name is None else output_name}-{epoch:06d}"


def step_stem(output_name: str | None, step: int) -> str:
    """The name, without extension, of what is saved after `step` optimizer steps."""
    return f"{'at' if output_name is None else output_name}-step{step:08d}"


def last_stem(output_name: str | None) -> str:
    """The name, without extension, of what is saved when training ends."""
    return "last" if output_name is None else output_name


def epoch_checkpoint(output_name: str | None, epoch: int, extension: str = "safetensors") -> str:
    return f"{epoch_stem(output_name, epoch)}.{extension}"


def step_checkpoint(output_name: str | None, step: int, extension: str = "safetensors") -> str:
    return f"{step_stem(output_name, step)}.{extension}"


def last_checkpoint(output_name: str | None, extension: str = "safetensors") -> str:
    return f"{last_stem(output_name)}.{extension}"


def state_folder(stem: str) -> str:
    """The folder in which the state that belongs to a checkpoint's stem lies."""
    return f"{stem}-state"


class SaveActionKind(StrEnum):
    SAVE = "save"
    REMOVE = "remove"
    SAVE_STATE = "save_state"
    REMOVE_STATE = "remove_state"


@dataclass(frozen=True, slots=True)
class SaveAction:
    """One thing to do in the output folder.

    `name` is a file for SAVE and REMOVE, a folder for the states. A name to remove need not exist: then there is
    nothing to do. `step` and `epoch` of a SAVE go into the file as `ss_steps` and `ss_epoch`.
    """

    kind: SaveActionKind
    name: str
    step: int = 0
    epoch: int = 0


@dataclass(frozen=True, slots=True)
class SaveSchedule:
    """What to save and remove after a step, after an epoch and at the end, in the order in which sd-scripts does it."""

    output_name: str | None
    extension: str
    total_epochs: int
    every_n_epochs: int | None = None
    every_n_steps: int | None = None
    last_n_epochs: int | None = None
    last_n_steps: int | None = None
    last_n_epochs_state: int | None = None
    last_n_steps_state: int | None = None
    save_state: bool = False
    save_state_on_train_end: bool = False

    @classmethod
    def from_arguments(cls, args: Mapping[str, Any], total_epochs: int) -> SaveSchedule:
        """The schedule that `args` (`save_*`, `output_name`) ask for in a training of `total_epochs`.

        `save_n_epoch_ratio` overrides `save_every_n_epochs` (sd-scripts train_network.py).

        Raises:
            ConfigError: an interval of 0, on which sd-scripts divides by zero, or an empty `output_name`, with which
                it fails at the last save.
        """
        output_name = args["output_name"]
        if output_name == "":
            raise ConfigError("output_name is empty.", "Give the LoRA a name, or leave output_name out.")
        every_n_epochs = args["save_every_n_epochs"]
        ratio = args["save_n_epoch_ratio"]
        if ratio is not None and ratio > 0:
            every_n_epochs = math.floor(total_epochs / ratio) or 1
        for name, interval in (("epochs", every_n_epochs), ("steps", args["save_every_n_steps"])):
            if interval == 0:
                raise ConfigError(
                    f"save_every_n_{name} is 0.",
                    f"Give the number of {name} between two saves, or leave it out to save only at the end.",
                )
        return cls(
            output_name=output_name,
            extension=args["save_model_as"],
            total_epochs=total_epochs,
            every_n_epochs=every_n_epochs,
            every_n_steps=args["save_every_n_steps"],
            last_n_epochs=args["save_last_n_epochs"],
            last_n_steps=args["save_last_n_steps"],
            last_n_epochs_state=args["save_last_n_epochs_state"],
            last_n_steps_state=args["save_last_n_steps_state"],
            save_state=bool(args["save_state"]),
            save_state_on_train_end=bool(args["save_state_on_train_end"]),
        )

    def after_step(self, step: int, epoch: int) -> tuple[SaveAction, ...]:
        """Actions after optimizer step `step` (from 1) in `epoch`, counted from 0 here, as sd-scripts stores it."""
        if self.every_n_steps is None or step % self.every_n_steps != 0:
            return ()
        return tuple(self._step_actions(step, epoch, self.every_n_steps))

    def after_epoch(self, epoch: int, step: int) -> tuple[SaveAction, ...]:
        """Actions at the end of `epoch` (from 1) when `step` optimizer steps are done; none after the last epoch."""
        every = self.every_n_epochs
        if every is None or epoch % every != 0 or epoch >= self.total_epochs:
            return ()
        return tuple(self._epoch_actions(epoch, step, every))

    def at_end(self, step: int) -> tuple[SaveAction, ...]:
        """Actions when training is over after `step` optimizer steps: the state first, then the file."""
        name = last_checkpoint(self.output_name, self.extension)
        save = SaveAction(SaveActionKind.SAVE, name, step, self.total_epochs)
        if not (self.save_state or self.save_state_on_train_end):
            return (save,)
        folder = state_folder(last_stem(self.output_name))
        return SaveAction(SaveActionKind.SAVE_STATE, folder, step, self.total_epochs), save

    def now(self, step: int, epoch: int, *, with_state: bool) -> tuple[SaveAction, ...]:
        """Actions for a person who wants a checkpoint now; named as a step checkpoint, nothing is removed."""
        stem = step_stem(self.output_name, step)
        save = SaveAction(SaveActionKind.SAVE, f"{stem}.{self.extension}", step, epoch)
        if not with_state:
            return (save,)
        return save, SaveAction(SaveActionKind.SAVE_STATE, state_folder(stem), step, epoch)

    def _step_actions(self, step: int, epoch: int, every: int) -> Iterator[SaveAction]:
        stem = step_stem(self.output_name, step)
        yield SaveAction(SaveActionKind.SAVE, f"{stem}.{self.extension}", step, epoch)
        if self.save_state:
            yield SaveAction(SaveActionKind.SAVE_STATE, state_folder(stem), step, epoch)
            kept = self.last_n_steps_state or self.last_n_steps
            old = None if kept is None else _step_before(step, kept, every)
            if old is not None and old > 0:
                yield SaveAction(SaveActionKind.REMOVE_STATE, state_folder(step_stem(self.output_name, old)))
        old = None if self.last_n_steps is None else _step_before(step, self.last_n_steps, every)
        if old is not None and old >= 0:
            yield SaveAction(SaveActionKind.REMOVE, step_checkpoint(self.output_name, old, self.extension))

    def _epoch_actions(self, epoch: int, step: int, every: int) -> Iterator[SaveAction]:
        stem = epoch_stem(self.output_name, epoch)
        yield SaveAction(SaveActionKind.SAVE, f"{stem}.{self.extension}", step, epoch)
        if self.last_n_epochs is not None:
            old = epoch - every * self.last_n_epochs
            if old >= 0:
                yield SaveAction(SaveActionKind.REMOVE, epoch_checkpoint(self.output_name, old, self.extension))
        if self.save_state:
            yield SaveAction(SaveActionKind.SAVE_STATE, state_folder(stem), step, epoch)
            kept = self.last_n_epochs_state or self.last_n_epochs
            if kept is not None:
                old_stem = epoch_stem(self.output_name, epoch - every * kept)
                yield SaveAction(SaveActionKind.REMOVE_STATE, state_folder(old_stem))


def _step_before(step: int, kept: int, every: int) -> int:
    """The step whose checkpoint is older than the last `kept` steps: a multiple of `every`."""
    limit = step - kept - 1
    return limit - limit % every


def planned_actions(
    schedule: SaveSchedule, *, total_steps: int, steps_per_epoch: int, first_epoch: int = 0, first_step: int = 0
) -> Iterator[SaveAction]:
    """All actions of a training, in order: `total_steps` optimizer steps, `steps_per_epoch` of them in an epoch.

    A continued training begins in `first_epoch` (from 0) with `first_step` steps of that epoch already done; its steps
    count from there, as in sd-scripts. Steps at which nothing is saved cost nothing.
    """
    step = done = first_step
    for epoch in range(first_epoch, schedule.total_epochs):
        last = min(step + max(0, steps_per_epoch - done), max(total_steps, step + 1))
        if schedule.every_n_steps is not None:
            for due in _multiples(schedule.every_n_steps, step, last):
                yield from schedule.after_step(due, epoch)
        elif schedule.every_n_epochs is None:
            rest = (schedule.total_epochs - epoch) * steps_per_epoch - done
            step = min(step + max(0, rest), max(total_steps, step + 1))
            break
        step, done = last, 0
        yield from schedule.after_epoch(epoch + 1, step)
    yield from schedule.at_end(step)


def _multiples(interval: int, after: int, until: int) -> range:
    """Those of `interval` that lie behind `after`, up to `until` itself."""
    size = abs(interval)
    return range(after - after % size + size, until + 1, size)
