"""What `train` and `command` have in common: a project's documents, and the engine that they go to."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from core.config.command import LaunchMethod
from core.config.project import DATASET_CONFIG, TRAINING_CONFIG, open_project
from core.engines.choice import (
    PROJECT_FILE,
    PYTHON_VARIABLE,
    SD_SCRIPTS_VARIABLE,
    EngineChoice,
    project_choice,
    user_choice,
)
from core.engines.launch import TrainingRequest
from core.errors import ConfigError
from core.paths import app_paths
from core.settings import read_settings


def add_project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "project", type=Path, help=f"folder with {TRAINING_CONFIG} and {DATASET_CONFIG}, or a TOML file"
    )


def add_kohya_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(
        "sd-scripts", f"What is not given comes from {PROJECT_FILE} in the project, {PYTHON_VARIABLE} and"
        f" {SD_SCRIPTS_VARIABLE}, or the settings.",
    )  # fmt: skip
    group.add_argument("--python", help="interpreter of the environment that sd-scripts was installed into")
    group.add_argument("--sd-scripts", help="folder that sd-scripts was cloned into")
    group.add_argument("--script", help="train_network.py (the default), sdxl_train_network.py, …")
    group.add_argument(
        "--method", choices=[str(method) for method in LaunchMethod], help="how the arguments reach the script"
    )
    group.add_argument("--accelerate", action="store_true", help="start it by accelerate launch")
    group.add_argument("--num-processes", type=int, help="processes of all machines; implies --accelerate")
    group.add_argument("--gpu-ids", help="such as 0,1; implies --accelerate")
    group.add_argument("--num-machines", type=int)
    group.add_argument("--machine-rank", type=int)
    group.add_argument("--main-process-ip")
    group.add_argument("--main-process-port", type=int)
    group.add_argument("--dynamo-backend")
    group.add_argument("--threads", type=int, help="CPU threads a process")
    group.add_argument("--cpu", action="store_true", help="without a graphics card; implies --accelerate")


def choice_from(options: argparse.Namespace, project: Path | None, engine: str | None = None) -> EngineChoice:
    """The options over the project's file, over the environment, over the settings.

    Raises:
        AppError: one of them cannot be read.
    """
    asked = EngineChoice(
        engine=engine,
        python=options.python,
        sd_scripts=options.sd_scripts,
        script=options.script,
        method=options.method,
    )
    choice = asked.over(project_choice(project)).over(user_choice(read_settings(app_paths().settings_file)))
    accelerate = _accelerate(options)
    if accelerate is None:
        return choice
    return EngineChoice(accelerate={**(choice.accelerate or {}), **accelerate}).over(choice)


def _accelerate(options: argparse.Namespace) -> dict[str, object] | None:
    named = {
        "processes": options.num_processes,
        "machines": options.num_machines,
        "machine_rank": options.machine_rank,
        "main_ip": options.main_process_ip,
        "main_port": options.main_process_port,
        "dynamo_backend": options.dynamo_backend,
        "threads_per_process": options.threads,
        "cpu": options.cpu or None,
    }
    values: dict[str, object] = {key: value for key, value in named.items() if value is not None}
    if options.gpu_ids is not None:
        try:
            values["gpus"] = [int(part) for part in options.gpu_ids.split(",")]
        except ValueError as error:
            raise ConfigError(f"{options.gpu_ids!r} are no GPU ids.", "Write numbers with commas: 0,1.") from error
    return values if values or options.accelerate else None


def request_for(options: argparse.Namespace) -> TrainingRequest:
    """The project's documents as a request. The dataset document is the one that the training document names, else the
    one beside it, unless the training document says otherwise where the images are.

    Raises:
        ConfigError: the project has no training document.
    """
    path: Path = options.project.absolute()
    project = open_project(path, Path.cwd())
    if project.training is None:
        raise ConfigError(f"{path} holds no {TRAINING_CONFIG}.", "Give a project folder or a training document.")
    request = project.request()
    name = getattr(options, "name", None) or project.folder.name
    return replace(request, name=name, arguments=tuple(options.further))
