"""The steps of one run of sd-scripts, from the TensorBoard files that it writes."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from core.garbage import collection_paused
from core.runs.events import Step
from core.runs.tensorboard_scalars import EventFile, Row

_LOSS, _AVERAGE, _RATE = "loss/current", "loss/average", "lr/"
_GROUP = re.compile(r"group\d+")


@dataclass(slots=True)
class KohyaScalars:
    """Steps out of the event files below `folder` that a process of this run has written since `since`.

    A file's name tells when and by which process it was made (`events.out.tfevents.<seconds>.<host>.<pid>.<n>`).
    `is_ours` says whether that process is one of this run, None where it is gone: its files are taken by their time.
    """

    folder: Path
    since: float
    is_ours: Callable[[int], bool | None]
    _files: dict[Path, EventFile] = field(default_factory=dict)
    _foreign: set[Path] = field(default_factory=set)
    _open: dict[str, float] = field(default_factory=dict)
    _open_step: int = 0
    _open_time: float = 0.0
    _last_time: float = 0.0

    def poll(self, *, over: bool = False) -> list[Step]:
        """The steps that were completed since the last poll, as sd-scripts counts them; `epoch` is 0.

        A step is complete when the next one begins, or the run is `over`. A file that cannot be read now is read later.
        """
        self._look_for_files()
        steps: list[Step] = []
        for file in self._files.values():
            try:
                with collection_paused():
                    self._take(file.rows(), steps)
            except OSError:
                continue
        if over:
            self._close(steps)
        return steps

    def _look_for_files(self) -> None:
        for path in sorted(self.folder.rglob("events.out.tfevents.*")):
            if path in self._files or path in self._foreign:
                continue
            if self._is_foreign(path):
                self._foreign.add(path)
            else:
                self._files[path] = EventFile(path)

    def _is_foreign(self, path: Path) -> bool:
        """Made or last written before this run, or by a living process of another one. Names carry whole seconds."""
        made_at, pid = _made(path.name)
        return made_at < int(self.since) or path.stat().st_mtime < self.since or self.is_ours(pid) is False

    def _take(self, scalars: Iterable[Row], steps: list[Step]) -> None:
        for tag, step, value, wall_time in scalars:
            if tag == _LOSS:
                self._close(steps)
                self._open_step, self._open_time = step, wall_time
            elif step != self._open_step or not (tag == _AVERAGE or tag.startswith(_RATE)):
                continue
            self._open[tag] = value

    def _close(self, steps: list[Step]) -> None:
        values, self._open = self._open, {}
        if _LOSS not in values:
            return
        seconds = self._open_time - self._last_time if self._last_time else 0.0
        self._last_time = self._open_time
        steps.append(
            Step(
                step=self._open_step,
                epoch=0,
                loss=values[_LOSS],
                average_loss=values.get(_AVERAGE, values[_LOSS]),
                learning_rates={name: values[tag] for tag, name in _rates(tuple(values))},
                seconds=max(0.0, seconds),
                time=self._open_time,
            )
        )


@functools.lru_cache(maxsize=64)
def _rates(tags: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Of the tags of one step those of learning rates, with their names.

    Without the groups where parts are named: sd-scripts logs each rate by both names.
    Source: train_network.NetworkTrainer.generate_step_logs.
    """
    rates = tuple((tag, tag.removeprefix(_RATE)) for tag in tags if tag.startswith(_RATE))
    if f"{_RATE}unet" not in tags:
        return rates
    return tuple((tag, name) for tag, name in rates if not _GROUP.fullmatch(name))


def _made(name: str) -> tuple[float, int]:
    """When and by which process the file was made; (0, 0) for a name of another kind."""
    parts = name.split(".")
    try:
        return float(parts[3]), int(parts[-2])
    except (IndexError, ValueError):
        return 0.0, 0
