"""The demo by sd-scripts in an environment of the user: the same project as with the built-in engine."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
from pathlib import Path

from core.config.schema import Schema
from core.demo import DemoLayout
from core.engines.kohya import KohyaEngine
from core.engines.launch import Launch, TrainingRequest
from core.environment.probe_run import PROBES
from core.errors import MachineError
from core.paths import resources_folder
from core.processes import own_module
from core.runs.folder import RunFolder

_VARIABLE = "KOHYA_STUDIO_DEMO"
_BASE_MODEL = "core.trainer.demo.base_model"
_SECONDS = 300
_ONE_THREAD = {"OMP_NUM_THREADS": "1"}
"""On a busy processor more threads made a step of the small U-Net fifty times slower (10 s instead of 0.2 s)."""


@dataclasses.dataclass(frozen=True, slots=True)
class KohyaDemoEngine:
    """What it launches is sd-scripts' own trainer, told in memory of the demo's small U-Net.

    The base model is made first, in a process of this program's own environment: some seconds, once.
    """

    engine: KohyaEngine

    @property
    def name(self) -> str:
        return self.engine.name

    @property
    def version(self) -> str:
        return self.engine.version

    @property
    def schema(self) -> Schema:
        return self.engine.schema

    def launch(self, request: TrainingRequest, folder: RunFolder) -> Launch:
        """Raises MachineError where sd-scripts is not there, or the base model cannot be made."""
        launch = self.engine.launch(request, folder)
        layout = DemoLayout(request.cwd)
        _make_base_model(layout.base_model)
        script, wrapper = str(self.engine.script_path), str(PROBES / "demo_training.py")
        places = {
            "sd_scripts": str(self.engine.folder),
            "merges": str(resources_folder() / "tokenizer" / "clip_bpe_merges.txt"),
            "tokenizer": str(layout.root / "tokenizer"),
        }
        argv = tuple(wrapper if word == script else word for word in launch.argv)
        return dataclasses.replace(launch, argv=argv, env={**launch.env, **_ONE_THREAD, _VARIABLE: json.dumps(places)})


def _make_base_model(folder: Path) -> None:
    argv, variables = own_module(_BASE_MODEL)
    env = {name: value for name, value in variables.items() if value is not None}
    try:
        done = subprocess.run(
            [*argv, str(folder)], env={**os.environ, **env}, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise MachineError(f"The demo's base model could not be made: {error}.", "Try again.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1] if said else "it gave no reason"
        raise MachineError(f"The demo's base model could not be made: {reason}", "Try again.")
