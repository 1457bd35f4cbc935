"""The built-in engine for the demo, which makes its base model first, in the same process."""

from __future__ import annotations

import dataclasses

from core.engines.builtin import BuiltinEngine
from core.engines.launch import Launch, TrainingRequest
from core.processes import own_module
from core.runs.folder import RunFolder

_MODULE = "core.trainer.demo"
_ONE_THREAD = {"OMP_NUM_THREADS": "1"}
"""The demo's layers are too small for a second thread to gain anything; on a busy machine it made them far slower."""


class DemoEngine:
    """Launches the demo; what it says and does afterwards is the built-in engine's."""

    def __init__(self) -> None:
        self._builtin = BuiltinEngine()

    @property
    def name(self) -> str:
        return self._builtin.name

    @property
    def version(self) -> str:
        return self._builtin.version

    def launch(self, request: TrainingRequest, folder: RunFolder) -> Launch:
        launch = self._builtin.launch(request, folder)
        argv, _ = own_module(_MODULE)
        return dataclasses.replace(launch, argv=(*argv, *launch.argv[len(argv) :]), env={**launch.env, **_ONE_THREAD})
