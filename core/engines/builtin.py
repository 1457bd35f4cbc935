"""The engine that comes with the program: `python -m core.trainer`, a process of its own."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

from core.engines.launch import Launch, TrainingRequest
from core.processes import own_module, training_environment
from core.runs.folder import RUN_VARIABLE, RunFolder

_MODULE = "core.trainer"
_DISTRIBUTION = "kohya-studio"


def program_version() -> str:
    """The installed version; of a checkout that was never installed, what its pyproject.toml says."""
    try:
        return metadata.version(_DISTRIBUTION)
    except metadata.PackageNotFoundError:
        import tomllib

        project = Path(__file__).resolve().parent.parent.parent / "pyproject.toml"
        return str(tomllib.loads(project.read_text("utf-8"))["project"]["version"])


class BuiltinEngine:
    """Trains SD1.x LoRAs with this program's own interpreter; offline, for it loads local models only."""

    @property
    def name(self) -> str:
        return "builtin"

    @property
    def version(self) -> str:
        return program_version()

    def launch(self, request: TrainingRequest, folder: RunFolder) -> Launch:
        argv, variables = own_module(_MODULE)
        documents: list[str] = []
        if request.training_config is not None:
            documents += ["--config_file", str(folder.training_config)]
        if request.dataset_config is not None:
            documents += ["--dataset_config", str(folder.dataset_config)]
        env = training_environment(Path(sys.executable), offline=True) | variables
        return Launch(
            argv=(*argv, *documents, *request.arguments),
            cwd=request.cwd,
            env={**env, RUN_VARIABLE: str(folder.root)},
        )
