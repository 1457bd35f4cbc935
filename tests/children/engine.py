"""An engine whose training process is `train.py` in this folder."""

from __future__ import annotations

import sys
from pathlib import Path

from core.engines.launch import Launch, TrainingRequest
from core.runs.folder import RUN_VARIABLE, RunFolder

PROGRAM = Path(__file__).with_name("train.py")


class ChildEngine:
    name = "child"
    version = "1"

    def launch(self, request: TrainingRequest, folder: RunFolder) -> Launch:
        documents: list[str] = []
        if request.training_config is not None:
            documents += ["--config_file", str(folder.training_config)]
        return Launch(
            argv=(sys.executable, "-I", str(PROGRAM), *documents, *request.arguments),
            cwd=request.cwd,
            env={RUN_VARIABLE: str(folder.root)},
        )
