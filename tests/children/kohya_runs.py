"""Runs of the small sd-scripts beside this file, through the real engine and the real hooks."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.engines.kohya import KohyaEngine
from core.engines.launch import Launch, TrainingRequest
from core.runs.events import Event
from core.runs.folder import RunFolder
from core.runs.store import RunStore
from tests.children.runs import ChildRuns

SD_SCRIPTS = Path(__file__).with_name("sd_scripts")


class WithoutHooks(KohyaEngine):
    """As if the hooks did not come to work in the process at all."""

    def launch(self, request: TrainingRequest, folder: RunFolder) -> Launch:
        launch = super().launch(request, folder)
        return dataclasses.replace(launch, argv=tuple(word for word in launch.argv if not word.endswith("hooks.py")))


@dataclass(frozen=True)
class KohyaRuns:
    """`start` writes a project below `folder`; what is not given trains 2 epochs of 8 steps."""

    runs: ChildRuns
    folder: Path

    def start(
        self, *, environment: Mapping[str, str | None] | None = None, hooks: bool = True, **settings: object
    ) -> RunFolder:
        return self.runs.controller.start(self.request(**settings), self.engine(environment, hooks=hooks))

    def request(self, **settings: object) -> TrainingRequest:
        project = self.folder / "project"
        project.mkdir(exist_ok=True)
        values: dict[str, object] = {"output_dir": "output", "output_name": "small", "max_train_epochs": 2, **settings}
        config = project / "training_config.toml"
        config.write_text("".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items()), encoding="utf-8")
        return TrainingRequest(name="small", cwd=project, training_config=config, project=project)

    def engine(self, environment: Mapping[str, str | None] | None = None, *, hooks: bool = True) -> KohyaEngine:
        kind = KohyaEngine if hooks else WithoutHooks
        return kind(python=Path(sys.executable), folder=SD_SCRIPTS, environment=environment or {})

    def events(self, folder: RunFolder) -> list[Event]:
        with RunStore(folder) as store:
            return [stored.event for stored in store.events_after()]
