"""The folder of one run: what lies where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

RUN_VARIABLE = "KOHYA_STUDIO_RUN"
"""Environment variable through which a training process learns its run folder."""


@dataclass(frozen=True, slots=True)
class RunFolder:
    """Paths inside a run's folder. Self-contained: copied to another machine it opens there."""

    root: Path

    @property
    def run_id(self) -> str:
        return self.root.name

    @property
    def record(self) -> Path:
        """What was started, when, by which engine: written once, before the process starts."""
        return self.root / "run.json"

    @property
    def training_config(self) -> Path:
        return self.root / "training_config.toml"

    @property
    def dataset_config(self) -> Path:
        return self.root / "dataset_config.toml"

    @property
    def console(self) -> Path:
        """Raw bytes of the training process's standard output and error."""
        return self.root / "console.log"

    @property
    def events(self) -> Path:
        """One JSON event a line, appended by the training process alone."""
        return self.root / "events.jsonl"

    @property
    def store(self) -> Path:
        """SQLite (WAL); the supervisor is the one writer."""
        return self.root / "run.sqlite"

    @property
    def control(self) -> Path:
        """One file a wish, written by any window or command line."""
        return self.root / "control"

    @property
    def samples(self) -> Path:
        return self.root / "samples"

    @property
    def tensorboard(self) -> Path:
        return self.root / "tensorboard"

    @property
    def supervisor_lock(self) -> Path:
        """Held for as long as a supervisor lives."""
        return self.root / "supervisor.lock"

    @property
    def supervisor_log(self) -> Path:
        return self.root / "supervisor.log"
