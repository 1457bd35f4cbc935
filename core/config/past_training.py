"""What a run of the past was asked to do, read back from the documents in its folder."""

from __future__ import annotations

from core.config.arguments import TrainingArguments, read_arguments
from core.config.dataset_config import DatasetBlueprint, dataset_document, read_dataset_config
from core.config.run_arguments import arguments_of_run
from core.config.schema import DEFAULT_SCRIPT, shipped_schema
from core.runs.folder import RunFolder


def training_of_run(folder: RunFolder) -> tuple[TrainingArguments, DatasetBlueprint | None]:
    """The arguments of a run and its datasets, as they were when it was started.

    Raises:
        AppError: its record or its documents cannot be read.
    """
    argv, cwd, script = arguments_of_run(folder.root)
    args, _ = read_arguments(argv, shipped_schema(script or DEFAULT_SCRIPT), cwd)
    document, _ = dataset_document(args, cwd)
    blueprint, _ = read_dataset_config(document, args, cwd)
    return args, blueprint
