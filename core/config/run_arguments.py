"""The command line of a run from what its folder keeps: its documents as they were, and its further arguments."""

from __future__ import annotations

from pathlib import Path

from core.runs.folder import RunFolder
from core.runs.record import read_record


def arguments_of_run(root: Path) -> tuple[list[str], Path, str | None]:
    """Arguments, working folder, and the script of sd-scripts (None for the built-in engine).

    Raises:
        FileError: the run's record cannot be read.
    """
    folder = RunFolder(root)
    record = read_record(folder)
    argv: list[str] = []
    if folder.training_config.is_file():
        argv += ["--config_file", str(folder.training_config)]
    argv += record.arguments
    if folder.dataset_config.is_file():
        argv += ["--dataset_config", str(folder.dataset_config)]
    scripts = [Path(part).name for part in record.argv if part.endswith("_network.py")]
    return argv, Path(record.cwd), scripts[0] if scripts else None
