"""What a run of the past was asked to do, read back from the documents in its folder."""

from __future__ import annotations

from pathlib import Path

from core.config.arguments import TrainingArguments, read_arguments
from core.config.dataset_config import DatasetBlueprint, dataset_document, read_dataset_config
from core.config.schema import DEFAULT_SCRIPT, shipped_schema
from core.runs.folder import RunFolder
from core.runs.record import RunRecord


def training_of_run(
    folder: RunFolder, record: RunRecord, script: str = DEFAULT_SCRIPT
) -> tuple[TrainingArguments, DatasetBlueprint | None]:
    """The arguments of a run and its datasets, as they were when it was started.

    Raises:
        AppError: the documents cannot be read.
    """
    argv = [*record.arguments]
    if folder.training_config.is_file():
        argv = ["--config_file", str(folder.training_config), *argv]
    if folder.dataset_config.is_file():
        argv = [*argv, "--dataset_config", str(folder.dataset_config)]
    cwd = Path(record.cwd)
    args, _ = read_arguments(argv, shipped_schema(script), cwd)
    document, _ = dataset_document(args, cwd)
    blueprint, _ = read_dataset_config(document, args, cwd)
    return args, blueprint


def script_of_run(record: RunRecord) -> str | None:
    """The training script that a run of sd-scripts was started with; None where its command names none."""
    names = (part.replace("\\", "/").rpartition("/")[2] for part in record.argv)
    return next((name for name in names if name.endswith("train_network.py")), None)
