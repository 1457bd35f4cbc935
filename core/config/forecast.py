"""Everything that can be told of a training beforehand, for whoever shows it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from core.config.dataset_config import DatasetBlueprint
from core.config.lr_curve import LrCurve, learning_rates
from core.config.memory import MemoryEstimate, estimate, workload
from core.config.memory_model import Measurement
from core.config.past_speed import ExpectedSpeed, PastSpeed, expected_speed
from core.config.path_rules import nearest_existing
from core.config.plan import TrainPlan
from core.config.saved_files import SDXL_SCRIPT, SavedFiles, checkpoint_bytes, saved_files
from core.config.schema import DEFAULT_SCRIPT
from core.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Experience:
    """What this machine's earlier runs have shown."""

    peaks: tuple[Measurement, ...] = ()
    speeds: tuple[PastSpeed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Sizes in bytes, None where they are not known: SD1.x and SDXL files can be reckoned, and without an `output_dir`
    there is no disk to look at. `rates` is None for a schedule that cannot be drawn."""

    plan: TrainPlan
    files: SavedFiles
    checkpoint_bytes: int | None
    disk_free: int | None
    rates: LrCurve | None
    memory: MemoryEstimate | None
    speed: ExpectedSpeed | None

    @property
    def written(self) -> int:
        """Checkpoints, those that are removed again included."""
        return sum(not file.is_state for file in self.files.files)

    @property
    def kept(self) -> int:
        return len(self.files.checkpoints)

    @property
    def disk_needed(self) -> int | None:
        """The most that lies in the output folder at one time."""
        return None if self.checkpoint_bytes is None else self.files.disk

    @property
    def seconds(self) -> float | None:
        """Of all steps; loading the model, caching and samples come on top."""
        return None if self.speed is None else self.speed.seconds * self.plan.total_steps

    @property
    def disk_suffices(self) -> bool:
        return self.disk_needed is None or self.disk_free is None or self.disk_needed <= self.disk_free


def forecast(
    plan: TrainPlan,
    blueprint: DatasetBlueprint | None,
    cwd: Path,
    experience: Experience,
    *,
    engine: str = "kohya",
    card: str = "",
) -> Forecast:
    """`card` is the name of the card that will train. Looks at the free space; writes nothing."""
    args = plan.args
    known = args.script in (DEFAULT_SCRIPT, SDXL_SCRIPT)
    return Forecast(
        plan=plan,
        files=saved_files(plan),
        checkpoint_bytes=checkpoint_bytes(args) if known else None,
        disk_free=_free(cwd / args["output_dir"]) if args["output_dir"] else None,
        rates=_rates(plan),
        memory=estimate(args, blueprint, plan, experience.peaks),
        speed=expected_speed(args, workload(args, blueprint), experience.speeds, engine=engine, card=card),
    )


def _rates(plan: TrainPlan) -> LrCurve | None:
    try:
        return learning_rates(plan.args, plan.total_steps)
    except ConfigError:
        return None  # the problems tell why


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(nearest_existing(folder)).free
    except OSError:
        return None
