"""What a run is started again with: its own documents and arguments, and the state that it goes on from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.engines.launch import TrainingRequest
from core.runs.events import StateSaved
from core.runs.folder import RunFolder
from core.runs.record import RunRecord


def same_request(
    folder: RunFolder, record: RunRecord, arguments: Sequence[str], *, resumed_from: str | None
) -> TrainingRequest:
    """The request of the run in `folder`, with other arguments."""
    return TrainingRequest(
        name=record.name,
        cwd=Path(record.cwd),
        training_config=folder.training_config if folder.training_config.exists() else None,
        dataset_config=folder.dataset_config if folder.dataset_config.exists() else None,
        arguments=tuple(arguments),
        project=None if record.project is None else Path(record.project),
        resumed_from=resumed_from,
    )


def newest_existing(states: Sequence[StateSaved], cwd: Path) -> StateSaved | None:
    """The last of the states whose folder is still there."""
    return next((state for state in reversed(states) if (cwd / state.path).is_dir()), None)


def without_option(arguments: Sequence[str], option: str) -> list[str]:
    """`arguments` without `option VALUE` and `option=VALUE`."""
    kept: list[str] = []
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument == option:
            skip = True
        elif not argument.startswith(f"{option}="):
            kept.append(argument)
    return kept
