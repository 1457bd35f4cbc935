"""The command that trains the open project by hand, with what is not saved yet. Pure, for a worker thread."""

from __future__ import annotations

import dataclasses
import tempfile
from dataclasses import dataclass
from pathlib import Path

from core.config.source import Source
from core.engines.choice import EngineChoice, engine_for
from core.engines.kohya import KohyaEngine
from core.engines.launch import Launch, TrainingRequest
from core.errors import ConfigError

_PROGRAM = "kohya-studio"


@dataclass(frozen=True, slots=True)
class CommandRequest:
    folder: Path
    training: Source
    dataset: Source
    choice: EngineChoice


def launch_for(request: CommandRequest) -> Launch:
    """What is to be typed. The built-in engine is started through this program's own command.

    Raises:
        AppError: it is not known where sd-scripts is, or the documents cannot be put into a command line.
    """
    if not request.training.content:
        raise ConfigError("There is no training document yet.", "Write the first setting, or choose a template.")
    engine = engine_for(request.choice)
    if not isinstance(engine, KohyaEngine):
        return Launch(
            (_PROGRAM, "train", str(request.training.path), "--engine", "builtin", "--follow"), request.folder
        )
    with tempfile.TemporaryDirectory(prefix="kohya-studio-command-") as name:
        real: dict[str, str] = {}
        has_dataset = bool(request.dataset.content)
        wanted = TrainingRequest(
            name=request.folder.name,
            cwd=request.folder,
            training_config=_there(request.training, Path(name), real),
            dataset_config=_there(request.dataset, Path(name), real) if has_dataset else None,
            project=request.folder,
        )
        launch = engine.command(wanted)
    return dataclasses.replace(launch, argv=tuple(real.get(part, part) for part in launch.argv))


def _there(source: Source, folder: Path, real: dict[str, str]) -> Path:
    """The document's own file, or one that holds what it will be once it is saved."""
    if not source.changed:
        return source.path
    copy = folder / str(len(real)) / source.path.name
    copy.parent.mkdir()
    copy.write_bytes(source.content)
    real[str(copy)] = str(source.path)
    return copy
