"""How an engine's process is started, and what an engine is to the rest of the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from core.runs.folder import RunFolder


@dataclass(frozen=True, slots=True)
class Launch:
    """A process to start: no shell, an absolute program, variables to set (or to unset, where None)."""

    argv: tuple[str, ...]
    cwd: Path
    env: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrainingRequest:
    """What a person asks for: these documents, these further command-line arguments.

    `arguments` are in the form that `train_network.py` takes and win over the documents. Relative paths in the
    documents and arguments mean what they mean to sd-scripts: relative to `cwd`. A request that goes on from a state
    (`--resume`) names the run that left it and how many steps of the whole training are in it.
    """

    name: str
    cwd: Path
    training_config: Path | None = None
    dataset_config: Path | None = None
    arguments: tuple[str, ...] = ()
    project: Path | None = None
    resumed_from: str | None = None
    resumed_step: int | None = None


class Engine(Protocol):
    """A program that trains. Its process writes `events.jsonl` in the run folder and obeys `control/`."""

    @property
    def name(self) -> str:
        """`builtin` or `kohya`."""
        ...

    @property
    def version(self) -> str: ...

    def launch(self, request: TrainingRequest, folder: RunFolder) -> Launch:
        """The process for `request`, whose documents already lie in `folder` as they were."""
        ...
