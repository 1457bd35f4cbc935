"""What a training will leave behind and take: everything that can be told beforehand, for whoever shows it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from core.checkpoints.naming import SaveActionKind, SaveSchedule
from core.config.dataset_config import DatasetBlueprint
from core.config.lr_curve import LrCurve, learning_rates
from core.config.memory import MemoryEstimate, estimate, workload
from core.config.memory_model import Measurement
from core.config.past_speed import ExpectedSpeed, PastSpeed, expected_speed
from core.config.path_rules import nearest_existing
from core.config.plan import TrainPlan
from core.config.saved_files import checkpoint_bytes, saved_files
from core.config.schema import DEFAULT_SCRIPT
from core.errors import ConfigError

_MOST_SAVES = 100_000
"""So many checkpoints are counted one by one; whoever asks for more gets those that are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Experience:
    """What this machine's earlier runs have shown."""

    peaks: tuple[Measurement, ...] = ()
    speeds: tuple[PastSpeed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """`written` checkpoints, of which `kept` are left at the end. Sizes in bytes, None where they are not known:
    only SD1.x files were measured, and without an `output_dir` there is no disk to look at."""

    plan: TrainPlan
    written: int
    kept: int
    checkpoint_bytes: int | None
    disk_needed: int | None
    disk_free: int | None
    rates: LrCurve | None
    memory: MemoryEstimate | None
    speed: ExpectedSpeed | None

    @property
    def seconds(self) -> float | None:
        """Of all steps; loading the model, caching and samples come on top."""
        return None if self.speed is None else self.speed.seconds * self.plan.total_steps

    @property
    def disk_suffices(self) -> bool:
        return self.disk_needed is None or self.disk_free is None or self.disk_needed <= self.disk_free


def outlook(
    plan: TrainPlan,
    blueprint: DatasetBlueprint | None,
    cwd: Path,
    experience: Experience,
    *,
    engine: str = "kohya",
    card: str = "",
) -> Outlook:
    """`card` is the name of the card that will train. Looks at the free space; writes nothing."""
    args = plan.args
    written, kept = checkpoint_counts(plan)
    measured = args.script == DEFAULT_SCRIPT
    return Outlook(
        plan=plan,
        written=written,
        kept=kept,
        checkpoint_bytes=checkpoint_bytes(args) if measured else None,
        disk_needed=saved_files(plan).disk if measured else None,
        disk_free=_free(cwd / args["output_dir"]) if args["output_dir"] else None,
        rates=_rates(plan),
        memory=estimate(args, blueprint, plan, experience.peaks),
        speed=expected_speed(args, workload(args, blueprint), experience.speeds, engine=engine, card=card),
    )


def checkpoint_counts(plan: TrainPlan) -> tuple[int, int]:
    """How many checkpoints are written, and how many of them lie there at the end."""
    try:
        schedule = SaveSchedule.from_arguments(plan.args.values, plan.total_epochs)
    except ConfigError:
        return 1, 1
    every_steps, every_epochs = schedule.every_n_steps, schedule.every_n_epochs
    steps = range(every_steps, plan.total_steps + 1, every_steps) if every_steps and every_steps > 0 else ()
    epochs = range(every_epochs, plan.total_epochs, every_epochs) if every_epochs and every_epochs > 0 else ()
    written = len(steps) + len(epochs) + 1
    if written > _MOST_SAVES:
        return written, written
    left: set[str] = set()
    actions = [schedule.after_step(step, 0) for step in steps]
    actions += [schedule.after_epoch(epoch, 0) for epoch in epochs]
    for action in (action for group in (*actions, schedule.at_end(plan.total_steps)) for action in group):
        if action.kind is SaveActionKind.SAVE:
            left.add(action.name)
        elif action.kind is SaveActionKind.REMOVE:
            left.discard(action.name)
    return written, len(left)


def _rates(plan: TrainPlan) -> LrCurve | None:
    """None where the schedule is not known, or fails: the problems say so."""
    try:
        return learning_rates(plan.args, plan.total_steps)
    except ConfigError:
        return None


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(nearest_existing(folder)).free
    except OSError:
        return None
