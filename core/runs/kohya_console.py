"""What a running sd-scripts tells by its console alone: where it stands, what it saves, how it ended."""

from __future__ import annotations

import math
import re
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from core.runs.account import AccountKeeper
from core.runs.console import Bar, CheckpointLine, ConsoleItem, ConsoleReader, EpochLine, Fact
from core.runs.console_records import LogRecord
from core.runs.events import (
    CheckpointRemoved,
    CheckpointSaved,
    EpochStarted,
    Event,
    Stage,
    StageProgress,
    StateRemoved,
    StateSaved,
    Step,
)

_CHUNK = 1 << 20
_A_POLL = 4 << 20
"""Bytes read at a time while the training goes on: about 0.2 s of work."""
_LONG = 64 << 20
"""A backlog of more bytes is skimmed."""
_STEPS_KEPT = 100_000
_SKIPPING = re.compile(r"skipping (\d+) steps")
_STATE = re.compile(r"save train state to (.+)[/\\]train_state\.json at epoch (\d+) step (\d+)", re.DOTALL)
_STATE_REMOVED = re.compile(r"removing old state: (.+)$", re.DOTALL)
_BY_STEP, _BY_EPOCH = re.compile(r"-step\d{8}$"), re.compile(r"-\d{6}$")


class KohyaConsole:
    """Reads `console.log` on, and turns it into events; whoever asks decides which of them are news.

    Steps count over the whole training: sd-scripts counts from the start of the epoch that it resumes in, and its bar
    from the first step that it does not skip.
    """

    def __init__(self, path: Path, cwd: Path) -> None:
        self.account = AccountKeeper()
        self.steps: deque[Step] = deque(maxlen=_STEPS_KEPT)
        self.caching: StageProgress | None = None
        self._path = path
        self._cwd = cwd
        self._offset = 0
        self._reader = ConsoleReader()
        self._facts: dict[str, int] = {}
        self._first_epoch = 1
        self._epoch = 0
        self._epochs = 0
        self._skipped = 0
        self._caches = ""
        self._closed = False
        self._done = 0
        self._open_bar: tuple[Bar, float] | None = None
        self._trained_at: float | None = None
        self._news: list[Event] = []
        self._being_saved: list[CheckpointSaved | StateSaved] = []

    def read(self) -> bool:
        """Take in what is new, at most a few MiB of it; False where nothing was."""
        return self._read(_A_POLL)

    def read_all(self) -> None:
        """Take in everything: nobody writes any more."""
        if self._closed:
            return
        self._closed = True
        try:
            left = self._path.stat().st_size - self._offset
        except OSError:
            left = 0
        if left > _LONG:
            self._skim()
        while self._read(_A_POLL):
            pass
        self._take(self._reader.close(), time.time())
        self._close_step()
        self._nothing_is_being_saved()

    def take_news(self) -> list[Event]:
        """Epochs, files that were saved or removed since the last call, in their order."""
        news, self._news = self._news, []
        return news

    @property
    def has_trained(self) -> bool:
        """Whether the first step is done."""
        return self._trained_at is not None

    def seconds_of_training(self) -> float:
        """Since the first step was seen done."""
        return 0.0 if self._trained_at is None else time.monotonic() - self._trained_at

    @property
    def steps_per_epoch(self) -> int:
        accumulation = max(1, self._facts.get("gradient accumulation steps", 1))
        return math.ceil(self._facts.get("num batches per epoch", 0) / accumulation)

    @property
    def offset(self) -> int:
        """What lies before the epoch in which this process began; sd-scripts' own count of steps begins there."""
        return (self._first_epoch - 1) * self.steps_per_epoch

    @property
    def first_step(self) -> int:
        return self._skipped or self.offset

    @property
    def total_steps(self) -> int:
        most = self._facts.get("total optimization steps", 0)
        whole = (self.total_epochs - self._first_epoch + 1) * self.steps_per_epoch
        return self.offset + (min(most, whole) if most and whole > 0 else max(most, whole))

    @property
    def total_epochs(self) -> int:
        return self._epochs or self._facts.get("num epochs", 0)

    def fact(self, name: str) -> int:
        """A number of the summary that sd-scripts prints before the first epoch; 0 where it did not."""
        return self._facts.get(name, 0)

    def epoch_of(self, step: int) -> int:
        per_epoch = self.steps_per_epoch
        return max(1, math.ceil(step / per_epoch)) if per_epoch else max(1, self._epoch)

    def _read(self, most: int) -> bool:
        begun = self._offset
        try:
            written_at = self._path.stat().st_mtime
            with self._path.open("rb") as stream:
                stream.seek(self._offset)
                while self._offset - begun < most and (data := stream.read(_CHUNK)):
                    self._offset += len(data)
                    self._take(self._reader.feed(data), written_at)
        except OSError:
            return False  # not there yet; a console is never the only witness of a run's end
        return self._offset > begun

    def _skim(self) -> None:
        from core.runs.console_skim import skim

        written_at = self._path.stat().st_mtime
        for block in skim(self._blocks()):
            self._take(self._reader.feed(block), written_at)

    def _blocks(self) -> Iterator[bytes]:
        with self._path.open("rb") as stream:
            stream.seek(self._offset)
            while data := stream.read(_CHUNK):
                self._offset += len(data)
                yield data

    def _take(self, items: list[ConsoleItem], written_at: float) -> None:
        self.account.take(items)
        bars = (item.elapsed for item in reversed(items) if isinstance(item, Bar) and item.is_training)
        began = written_at - next(bars, 0.0)
        for item in items:
            match item:
                case Bar():
                    self._take_bar(item, began)
                case EpochLine():
                    self._take_epoch(item)
                case Fact():
                    self._facts[item.name] = item.value
                case CheckpointLine():
                    self._take_checkpoint(item)
                case LogRecord():
                    self._take_record(item)

    def _take_bar(self, bar: Bar, began: float) -> None:
        if not bar.is_training:
            if self._caches and bar.total:
                self.caching = StageProgress(stage=Stage.CACHING, done=bar.done, total=bar.total, detail=self._caches)
            return
        if bar.average_loss is None or not bar.done:
            return
        if self._trained_at is None:
            self._trained_at = time.monotonic()
        if bar.done > self._done:
            self._close_step()
            self._nothing_is_being_saved()
        self._done = bar.done
        self._open_bar = (bar, began)

    def _close_step(self) -> None:
        """tqdm draws a step first with the average of the step before, then with its own: the last drawing counts."""
        if self._open_bar is None:
            return
        (bar, began), self._open_bar = self._open_bar, None
        average = bar.average_loss
        assert average is not None
        step = self.first_step + bar.done
        self.steps.append(
            Step(
                step=step,
                epoch=self.epoch_of(step),
                loss=average,
                average_loss=average,
                learning_rates={},
                seconds=bar.seconds_per_item or 0.0,
                time=began + bar.elapsed,
            )
        )

    def _take_epoch(self, line: EpochLine) -> None:
        if not self._epoch:
            self._first_epoch = line.epoch
        self._epoch, self._epochs = line.epoch, line.total
        self._news.append(EpochStarted(epoch=line.epoch, total_epochs=line.total))

    def _take_checkpoint(self, line: CheckpointLine) -> None:
        path = str(self._cwd / line.path)
        if line.removed:
            self._news.append(CheckpointRemoved(path=path))
            return
        self._nothing_is_being_saved()
        step, stem = self.first_step + self._done, Path(line.path).stem
        reason = "step" if _BY_STEP.search(stem) else "epoch" if _BY_EPOCH.search(stem) else "final"
        saved = CheckpointSaved(path=path, step=step, epoch=self.epoch_of(step), size=0, reason=reason)
        self._being_saved.append(saved)

    def _take_record(self, record: LogRecord) -> None:
        self._caches = record.text if record.text.startswith("caching ") and not self.has_trained else ""
        if skipping := _SKIPPING.match(record.text):
            self._skipped = int(skipping[1])
        elif state := _STATE.match(record.text):
            step = self.offset + int(state[3])
            path = str(self._cwd / state[1])
            self._being_saved.append(StateSaved(path=path, step=step, epoch=self.epoch_of(step)))
        elif removed := _STATE_REMOVED.match(record.text):
            self._news.append(StateRemoved(path=str(self._cwd / removed[1])))
        elif record.text.startswith("model saved"):
            self._nothing_is_being_saved()

    def _nothing_is_being_saved(self) -> None:
        """sd-scripts says what it is about to save; when it goes on, that has been saved."""
        for event in self._being_saved:
            if isinstance(event, StateSaved):
                if Path(event.path).is_dir():
                    self._news.append(event)
            else:
                self._news += _with_size(event)
        self._being_saved.clear()


def _with_size(event: CheckpointSaved) -> list[Event]:
    """With the size that the file has; nothing where it is not there."""
    try:
        size = Path(event.path).stat().st_size
    except OSError:
        return []
    return [CheckpointSaved(path=event.path, step=event.step, epoch=event.epoch, size=size, reason=event.reason)]
