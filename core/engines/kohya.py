"""The engine that a person brings: Kohya's sd-scripts, unmodified, in the environment that it was installed into."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import core.runs
from core.config.command import Documents, LaunchMethod, effective_arguments, script_arguments
from core.config.schema import DEFAULT_SCRIPT, Schema, shipped_schema
from core.engines.accelerate_config import AccelerateOptions
from core.engines.launch import Launch, TrainingRequest
from core.errors import MachineError
from core.files import write_text
from core.processes import training_environment
from core.runs.folder import RUN_VARIABLE, RunFolder

VERSION_VARIABLE = "KOHYA_STUDIO_ENGINE_VERSION"
"""Known to core/runs/hooks_session.py, too, which imports nothing from here."""
ENGINE_FILE = "engine.json"
"""In a run's folder: with which interpreter, script and launcher it was started, for a run that goes on from it."""
_LAUNCHER = ("-m", "accelerate.commands.accelerate_cli", "launch")
_SHORT_COMMIT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class KohyaEngine:
    """Trains with `script` of the sd-scripts in `folder` by `python`, with `accelerate launch` where that is given.

    `environment` is set, or unset where None, in the training process on top of what sd-scripts needs.
    """

    python: Path
    folder: Path
    script: str = DEFAULT_SCRIPT
    method: LaunchMethod = LaunchMethod.DATASET_CONFIG
    accelerate: AccelerateOptions | None = None
    environment: Mapping[str, str | None] = dataclasses.field(default_factory=dict)

    @property
    def name(self) -> str:
        return "kohya"

    @property
    def version(self) -> str:
        return checkout_version(self.folder)

    @property
    def schema(self) -> Schema:
        return shipped_schema(self.script)

    def launch(self, request: TrainingRequest, folder: RunFolder) -> Launch:
        """The process for `request`; writes accelerate's configuration and `engine.json` into the run's folder.

        Raises:
            MachineError: the interpreter or the script is not there.
            ConfigError: the documents cannot be put into a command line by this method.
        """
        self.check()
        write_text(folder.root / ENGINE_FILE, json.dumps(self.to_json(), ensure_ascii=False, indent=2) + "\n")
        program = [str(self.python)]
        if self.accelerate is not None:
            document = folder.root / "accelerate_config.yaml"
            write_text(document, self._options(request, folder).document())
            program += [*_LAUNCHER, "--config_file", str(document), *self.accelerate.arguments()]
        hooks = Path(core.runs.__path__[0]) / "hooks.py"
        return Launch(
            argv=(*program, str(hooks), str(self.script_path), *self.script_arguments(request, folder)),
            cwd=request.cwd,
            env={**self._variables(), RUN_VARIABLE: str(folder.root), VERSION_VARIABLE: self.version},
        )

    def command(self, request: TrainingRequest) -> Launch:
        """The same training by hand, without this program: no run folder, no hooks, the documents where they lie.

        Raises:
            MachineError, ConfigError: see `launch`.
        """
        self.check()
        program = [str(self.python)]
        if self.accelerate is not None:
            program += [*_LAUNCHER, *self.accelerate.as_arguments()]
        return Launch(
            argv=(*program, str(self.script_path), *self.script_arguments(request, None)),
            cwd=request.cwd,
            env={"PYTHONUTF8": "1", **self._own_variables()},
        )

    def script_arguments(self, request: TrainingRequest, folder: RunFolder | None) -> tuple[str, ...]:
        """What stands behind the script's name; the documents are those in `folder`, if given.

        A resumed run skips what was done of its epoch, so that no image is trained on twice. With gradient
        accumulation sd-scripts (48d368fa) miscounts what it skips, and the epoch is trained from its start. It is
        told at which step it goes on: the state of a run that was itself resumed has a count that began anew.
        """
        documents = documents_of(request, folder)
        argv = script_arguments(documents, self.schema, self.method)
        if request.resumed_from is None or "skip_until_initial_step" not in self.schema.arguments:
            return argv
        args = effective_arguments(argv, self.schema, request.cwd)
        given = {"skip_until_initial_step", "initial_step", "initial_epoch"} & args.given
        if given:
            return argv
        step = () if request.resumed_step is None else ("--initial_step", str(request.resumed_step))
        skip = ("--skip_until_initial_step",) if args["gradient_accumulation_steps"] == 1 else ()
        return (*argv, *step, *skip)

    def to_json(self) -> dict[str, Any]:
        """By the names of `core.engines.choice.EngineChoice`."""
        values = {"python": str(self.python), "sd_scripts": str(self.folder), "script": self.script}
        accelerate = {} if self.accelerate is None else {"accelerate": dataclasses.asdict(self.accelerate)}
        return {"engine": self.name, **values, "method": str(self.method), **accelerate}

    @property
    def script_path(self) -> Path:
        return self.folder / self.script

    def check(self) -> None:
        """Raises MachineError where the interpreter or the script is not there."""
        if not self.python.is_file():
            raise MachineError(
                f"There is no Python interpreter {self.python}.",
                "Name the python of the environment that sd-scripts was installed into.",
            )
        if not self.script_path.is_file():
            raise MachineError(
                f"There is no {self.script} in {self.folder}.", "Name the folder that sd-scripts was cloned into."
            )

    def _options(self, request: TrainingRequest, folder: RunFolder) -> AccelerateOptions:
        """With the script's own mixed precision, where accelerate's is left at "no"."""
        assert self.accelerate is not None
        if self.accelerate.mixed_precision != "no":
            return self.accelerate
        args = effective_arguments(documents_of(request, folder).argv(), self.schema, request.cwd)
        return dataclasses.replace(self.accelerate, mixed_precision=args["mixed_precision"] or "no")

    def _variables(self) -> dict[str, str | None]:
        return {**training_environment(self.python), **self._own_variables()}

    def _own_variables(self) -> dict[str, str | None]:
        return {**(self.accelerate.variables if self.accelerate is not None else {}), **self.environment}


def documents_of(request: TrainingRequest, folder: RunFolder | None) -> Documents:
    """The request's documents, or the copies of them in `folder`."""
    training, dataset = request.training_config, request.dataset_config
    if folder is not None:
        training = None if training is None else folder.training_config
        dataset = None if dataset is None else folder.dataset_config
    return Documents(request.cwd, training, dataset, request.arguments)


def checkout_version(folder: Path) -> str:
    """The short commit that is checked out in `folder`, read without git; "unknown" where there is none."""
    git = folder / ".git"
    try:
        if git.is_file():  # a worktree or a submodule
            git = folder / git.read_text("utf-8").removeprefix("gitdir: ").strip()
        head = (git / "HEAD").read_text("utf-8").strip()
        branch = head.removeprefix("ref: ")
        if branch == head:
            return head[:_SHORT_COMMIT]
        if (git / branch).is_file():
            return (git / branch).read_text("utf-8")[:_SHORT_COMMIT]
        packed = (git / "packed-refs").read_text("utf-8").splitlines()
    except OSError:
        return "unknown"
    return next((line[:_SHORT_COMMIT] for line in packed if line.endswith(f" {branch}")), "unknown")
