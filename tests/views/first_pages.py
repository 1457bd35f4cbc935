"""The pages as they open, over some weeks of a person's work."""

from __future__ import annotations

from pathlib import Path

from core.paths import AppPaths
from core.runs.events import Outcome, RunEnded
from tests.gui.studio import write_studio_run
from tests.views.view import View

VIEWS = (
    View("home", "home"),
    View("home-empty", "home", empty=True),
    View("setup", "setup"),
    View("dataset", "dataset"),
    View("training", "training"),
    View("checkpoints", "checkpoints"),
    View("checkpoints-empty", "checkpoints", empty=True),
    View("settings", "settings"),
)
_OUT_OF_MEMORY = RunEnded(
    outcome=Outcome.OUT_OF_MEMORY,
    reason="CUDA out of memory: tried to allocate 512 MB, 310 MB were free.",
    hint="Lower the batch size or the resolution, or turn gradient checkpointing on.",
    exit_code=1,
)


def fill(paths: AppPaths, folder: Path) -> None:
    """Some weeks of a person's work."""
    loras = folder / "loras"
    finished, stopped = RunEnded(outcome=Outcome.FINISHED, exit_code=0), RunEnded(outcome=Outcome.STOPPED)
    write_studio_run(
        paths.runs, loras, "20261119-220114-watercolour_style-5f0c", name="watercolour_style", steps=3200,
        total_steps=3200, epochs=8, seed=3, ago=4 * 86400, ending=finished,
    )  # fmt: skip
    write_studio_run(
        paths.runs, loras, "20261121-231502-sks_knight_v1-a91e", name="sks_knight_v1", steps=5000, total_steps=5000,
        epochs=10, seed=1, ago=86400, ending=finished,
    )  # fmt: skip
    write_studio_run(
        paths.runs, loras, "20261122-194410-sks_knight_v2_1024px-77b2", name="sks_knight_v2_1024px", steps=140,
        total_steps=5000, epochs=10, seconds=2.2, seed=2, ago=7 * 3600, ending=_OUT_OF_MEMORY,
        last_lines=("  File \"train_network.py\", line 1190, in train", "torch.OutOfMemoryError: CUDA out of memory."),
    )  # fmt: skip
    write_studio_run(
        paths.runs, loras, "20261122-204410-sks_knight_v2-31d0", name="sks_knight_v2", steps=2750, total_steps=5000,
        epochs=10, seed=5, ago=4 * 3600, ending=stopped,
    )  # fmt: skip
    write_studio_run(
        paths.runs, loras, "20261123-012233-sks_knight_v3-c4aa", name="sks_knight_v3", steps=3120, total_steps=5000,
        epochs=10, seed=0, seconds=0.86, lives=True,
    )  # fmt: skip
