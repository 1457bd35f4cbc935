"""What the run tells: events for the program, lines on standard error for people, scalars for TensorBoard."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from core.errors import FileError
from core.runs import events
from core.runs.folder import RUN_VARIABLE, RunFolder

LOGGER = logging.getLogger("core.trainer")
_LINE_EVERY = 5.0
"""Seconds between two progress lines on standard error."""


def run_folder() -> RunFolder | None:
    """The folder that whoever started this process named, if any."""
    named = os.environ.get(RUN_VARIABLE)
    return RunFolder(Path(named)) if named else None


def set_up_logging(args: Mapping[str, Any] | None = None) -> None:
    """Lines go to standard error, or to `console_log_file`, from `console_log_level` on.

    Raises:
        FileError: `console_log_file` cannot be written.
    """
    handler: logging.Handler = logging.StreamHandler(sys.stderr)
    file = args["console_log_file"] if args else None
    if file:
        try:
            handler = logging.FileHandler(file, mode="w", encoding="utf-8")
        except OSError as error:
            raise FileError(f"console_log_file {file} cannot be written: {error.strerror}.", "Name another.") from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)-7s %(message)s", "%Y-%m-%d %H:%M:%S"))
    for old in LOGGER.handlers[:]:
        LOGGER.removeHandler(old)
    LOGGER.addHandler(handler)
    LOGGER.propagate = False
    level = (args["console_log_level"] if args else None) or "INFO"
    LOGGER.setLevel(level)


class EventLog:
    """Appends to `events.jsonl`; without a run folder events go nowhere."""

    def __init__(self, folder: RunFolder | None) -> None:
        self._stream: IO[str] | None = None
        if folder is not None:
            try:
                folder.root.mkdir(parents=True, exist_ok=True)
                self._stream = folder.events.open("a", encoding="utf-8", newline="\n")
            except OSError as error:
                raise FileError(f"{folder.events} cannot be written: {error.strerror}.") from error

    def append(self, event: events.Event) -> None:
        """One line, out of this process's hands when this returns."""
        if self._stream is not None:
            self._stream.write(events.encode(event) + "\n")
            self._stream.flush()

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()


class TensorBoard:
    """Scalars under sd-scripts' tags in `LOGGING_DIR/<log_prefix>YYYYmmddHHMMSS/network_train`."""

    def __init__(self, args: Mapping[str, Any], cwd: Path) -> None:
        from torch.utils.tensorboard import SummaryWriter

        started = time.strftime("%Y%m%d%H%M%S", time.localtime())
        folder = cwd / args["logging_dir"] / f"{args['log_prefix'] or ''}{started}"
        self._unet_only = bool(args["network_train_unet_only"])
        self._writer = SummaryWriter(str(folder / (args["log_tracker_name"] or "network_train")))

    def step(self, event: events.Step) -> None:
        self._writer.add_scalar("loss/current", event.loss, event.step)
        self._writer.add_scalar("loss/average", event.average_loss, event.step)
        first = 0 if self._unet_only else 1
        for number, (name, rate) in enumerate(event.learning_rates.items()):
            self._writer.add_scalar(f"lr/{name}", rate, event.step)
            if number >= first:
                self._writer.add_scalar(f"lr/group{number}", rate, event.step)

    def epoch(self, epoch: int, average_loss: float) -> None:
        self._writer.add_scalar("loss/epoch_average", average_loss, epoch)

    def close(self) -> None:
        self._writer.close()


class Reporter:
    """The one place through which the run speaks."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._tensorboard: TensorBoard | None = None
        self._last_line = 0.0
        self._total_steps = 0
        self._total_epochs = 0

    def attach(self, tensorboard: TensorBoard) -> None:
        self._tensorboard = tensorboard

    def started(self, event: events.RunStarted) -> None:
        self._total_steps, self._total_epochs = event.total_steps, event.total_epochs
        self._log.append(event)
        LOGGER.info(
            "%d images (%d with repeats), %d batches an epoch, %d epochs, %d steps, on %s",
            event.images, event.images_with_repeats, event.batches_per_epoch, event.total_epochs, event.total_steps,
            event.device,
        )  # fmt: skip

    def stage(self, stage: events.Stage, done: int = 0, total: int | None = None, detail: str = "") -> None:
        self._log.append(events.StageProgress(stage=stage, done=done, total=total, detail=detail))
        if done == 0:
            LOGGER.info("%s%s", stage, f": {detail}" if detail else "")

    def epoch(self, epoch: int) -> None:
        self._log.append(events.EpochStarted(epoch=epoch, total_epochs=self._total_epochs))
        LOGGER.info("epoch %d/%d", epoch, self._total_epochs)

    def step(self, event: events.Step) -> None:
        self._log.append(event)
        if self._tensorboard is not None:
            self._tensorboard.step(event)
        if event.time - self._last_line >= _LINE_EVERY or event.step == self._total_steps:
            self._last_line = event.time
            LOGGER.info(
                "step %d/%d  loss %.4f  average %.4f  %.3f s/step",
                event.step, self._total_steps, event.loss, event.average_loss, event.seconds,
            )  # fmt: skip

    def epoch_ended(self, epoch: int, average_loss: float) -> None:
        if self._tensorboard is not None:
            self._tensorboard.epoch(epoch, average_loss)

    def happened(self, event: events.Event, line: str) -> None:
        """Any other event, with the line that a person reads."""
        self._log.append(event)
        LOGGER.info(line)

    def message(self, level: str, text: str) -> None:
        """`level`: info, warning or error."""
        self._log.append(events.Message(level=level, text=text))
        LOGGER.log(logging.getLevelNamesMapping()[level.upper()], text)

    def ended(self, outcome: events.Outcome, reason: str, hint: str, exit_code: int) -> None:
        self._log.append(events.RunEnded(outcome=outcome, reason=reason, hint=hint, exit_code=exit_code))
        level = logging.INFO if exit_code == 0 else logging.ERROR
        LOGGER.log(level, "%s: %s%s", outcome, reason, f" {hint}" if hint else "")
        if self._tensorboard is not None:
            self._tensorboard.close()
        self._log.close()
