"""The other witnesses of a run of sd-scripts: what its hooks do not tell comes from TensorBoard, else the console.

One curve without doubles: a step is taken from here only while the hooks report no losses, and only beyond the last
step that is known. TensorBoard has the exact losses (as 32-bit floats) and the learning rates, the console only the
moving average with three digits; so the console waits for TensorBoard where that is switched on.
"""

from __future__ import annotations

import dataclasses
import logging
import time
from collections.abc import Collection, Sequence
from pathlib import Path

from core.config.arguments import read_arguments
from core.config.schema import DEFAULT_SCRIPT, shipped_schema
from core.errors import AppError
from core.processes import variable_of
from core.runs.account import Account
from core.runs.events import (
    AbilityMissing,
    EpochStarted,
    Event,
    RunStarted,
    StageProgress,
    StateRemoved,
    StateSaved,
    Step,
    Wish,
)
from core.runs.folder import RUN_VARIABLE, RunFolder
from core.runs.kohya_console import KohyaConsole
from core.runs.kohya_scalars import KohyaScalars
from core.runs.record import RunRecord
from core.runs.store_writer import key_of
from core.runs.summary import RunSummary

log = logging.getLogger("supervisor.sources")

_LOSSES = "losses"
_WAITS_SECONDS = 30.0
"""How long the console's averages wait for TensorBoard to have something better."""
_CACHING_SECONDS = 1.0
_NO_HOOKS = (
    "Nothing was heard from inside the training process: losses and files are read from TensorBoard and the console,"
    " and only stopping works."
)


class SecondSources:
    """Of one run; the keeper of the store asks after it has taken in what the hooks have written."""

    def __init__(self, folder: RunFolder, record: RunRecord) -> None:
        self._record = record
        self._root = str(folder.root)
        self._console = KohyaConsole(folder.console, Path(record.cwd))
        self._arguments = _arguments_of(record)
        self._scalars: KohyaScalars | None = None
        self._scalars_told = False
        self._waits = bool(self._arguments.get("logging_dir"))
        self._caching_told_at = 0.0

    def look(self, *, over: bool) -> None:
        """Read what the console has by now. To be called before the hooks' events are read: what is then still unknown
        was not told by them, and is no news on its way. `over`: the process is gone, everything is read."""
        if over:
            self._console.read_all()
        else:
            self._console.read()

    def account(self, exit_code: int | None) -> Account:
        """What the console says of the run; complete after `look(over=True)`."""
        return self._console.account.account(exit_code)

    def news(self, summary: RunSummary, known: Collection[tuple[str, str]], *, over: bool) -> list[Event]:
        """The events that nobody has told so far; `known`: see `key_of`."""
        events: list[Event] = []
        if summary.started_at is None:
            events += self._caching()
            if self._console.has_trained:
                events += self._started()
        alone = summary.started_at is None and self._console.has_trained
        events += self._told_by_console(summary, known, alone=alone)
        if alone or (summary.started_at is not None and _LOSSES in summary.missing):
            events += self._steps(summary.step or 0, over=over)
        else:
            self._console.steps.clear()
        return events

    def _started(self) -> list[Event]:
        """The first step is done, and the hooks have not said that anything began."""
        console, arguments = self._console, self._arguments
        images = console.fact("num train images * repeats")
        output = Path(self._record.cwd) / (arguments.get("output_dir") or ".")
        return [
            AbilityMissing(
                abilities=(_LOSSES, "checkpoints", "states", "samples", *(wish for wish in Wish if wish != Wish.STOP)),
                reason=_NO_HOOKS,
            ),
            RunStarted(
                engine=self._record.engine,
                engine_version=self._record.engine_version,
                pid=0,
                device="",
                total_steps=console.total_steps,
                total_epochs=console.total_epochs,
                batches_per_epoch=console.fact("num batches per epoch"),
                images=images,
                images_with_repeats=images,
                output_dir=str(output),
                output_name=arguments.get("output_name") or "last",
                first_step=console.first_step,
            ),
        ]

    def _caching(self) -> list[Event]:
        """How far the latents are: a bar of the console that the hooks do not see."""
        progress: StageProgress | None = self._console.caching
        now = time.monotonic()
        if progress is None or now - self._caching_told_at < _CACHING_SECONDS:
            return []
        self._caching_told_at, self._console.caching = now, None
        return [progress]

    def _told_by_console(self, summary: RunSummary, known: Collection[tuple[str, str]], *, alone: bool) -> list[Event]:
        if summary.started_at is None and not alone:
            return []  # not yet known whether the hooks will tell of them
        return [
            event
            for event in self._console.take_news()
            if key_of(event) not in known and (alone or _ability(event) in summary.missing)
        ]

    def _steps(self, last: int, *, over: bool) -> Sequence[Step]:
        steps = self._from_tensorboard(over=over)
        if steps or self._scalars_told:
            self._scalars_told = True
            self._console.steps.clear()
        elif over or not self._waits or self._console.seconds_of_training() > _WAITS_SECONDS:
            steps = list(self._console.steps)
            self._console.steps.clear()
        news = []
        for step in steps:
            if step.step > last:
                last = step.step
                news.append(step)
        return news

    def _from_tensorboard(self, *, over: bool) -> list[Step]:
        folder = self._arguments.get("logging_dir")
        if not folder:
            return []
        if self._scalars is None:
            self._scalars = KohyaScalars(Path(self._record.cwd) / folder, self._record.created_at, self._is_ours)
        counted = self._scalars.poll(over=over)
        offset, console = self._console.offset, self._console
        return [
            dataclasses.replace(step, step=step.step + offset, epoch=console.epoch_of(step.step + offset))
            for step in counted
        ]

    def _is_ours(self, pid: int) -> bool | None:
        value = variable_of(pid, RUN_VARIABLE)
        return None if value is None else value == self._root


def _ability(event: Event) -> str:
    """The ability of the hooks without which an event is told from here."""
    if isinstance(event, EpochStarted):
        return _LOSSES
    return "states" if isinstance(event, StateSaved | StateRemoved) else "checkpoints"


def _arguments_of(record: RunRecord) -> dict[str, str]:
    """Of the training's own arguments those that say where files lie; nothing where they cannot be read."""
    scripts = [place for place, text in enumerate(record.argv) if text.endswith("_network.py")]
    if not scripts:
        return {}
    script = Path(record.argv[scripts[0]]).name
    try:
        schema = shipped_schema(script)
    except AppError:
        schema = shipped_schema(DEFAULT_SCRIPT)
    args, _ = read_arguments(record.argv[scripts[0] + 1 :], schema, Path(record.cwd))
    names = ("logging_dir", "output_dir", "output_name")
    return {name: str(args[name]) for name in names if args.get(name)}
