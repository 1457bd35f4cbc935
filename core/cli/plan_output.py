"""A plan as JSON and as lines of text."""

from __future__ import annotations

from typing import Any

from core.config.hardware import Card
from core.config.lr_curve import learning_rates
from core.config.memory import MemoryEstimate
from core.config.memory_model import MIB
from core.config.plan import TrainPlan
from core.config.saved_files import PlannedFile, SavedFiles, checkpoint_bytes, saved_files
from core.errors import ConfigError

_CURVE_POINTS = 100
_SHOWN = 5


def plan_numbers(plan: TrainPlan) -> dict[str, int]:
    """The plan in `check --json`, which begins that of `plan --json` too."""
    return {
        "images": plan.images,
        "images_with_repeats": plan.images_with_repeats,
        "batches_per_epoch": plan.batches_per_epoch,
        "epochs": plan.total_epochs,
        "total_steps": plan.total_steps,
    }


def plan_json(plan: TrainPlan, memory: MemoryEstimate | None, card: Card | None = None) -> dict[str, Any]:
    """What `plan --json` prints. `vram_mib` has null for every number where nothing is known about the script."""
    ahead = saved_files(plan)
    return {
        **plan_numbers(plan),
        "steps_per_epoch": plan.steps_per_epoch,
        "reg_images": plan.reg_images,
        "validation_images": plan.validation_images,
        "buckets": [
            [{"resolution": list(bucket.resolution), "images": len(bucket.indices)} for bucket in dataset.buckets]
            for dataset in plan.datasets
        ],
        "checkpoints": [file.name for file in ahead.checkpoints],
        "checkpoint_bytes": checkpoint_bytes(plan.args),
        "files": [_file(file) for file in ahead.files],
        "disk_bytes": ahead.disk,
        "latent_cache_bytes": ahead.latents,
        "vram_mib": _memory(plan, memory),
        "card": _card(card),
        "learning_rate": _curve(plan),
    }


def _file(file: PlannedFile) -> dict[str, Any]:
    return {"name": file.name, "bytes": file.size, "step": file.step, "epoch": file.epoch, "kept": file.kept}


def _memory(plan: TrainPlan, memory: MemoryEstimate | None) -> dict[str, Any]:
    if memory is None:
        source = f"nothing is known about the memory of {plan.args.script}"
        return {"low": None, "expected": None, "high": None, "source": source}
    return {"low": memory.low, "expected": memory.expected, "high": memory.high, "source": memory.source}


def _card(card: Card | None) -> dict[str, Any] | None:
    if card is None:
        return None
    return {"name": card.name, "total_mib": card.memory_total // MIB, "free_mib": card.memory_free // MIB}


def _curve(plan: TrainPlan) -> dict[str, Any] | None:
    try:
        curve = learning_rates(plan.args, plan.total_steps, points=_CURVE_POINTS)
    except ConfigError:
        return None
    return None if curve is None else {"steps": curve.steps, **curve.rates}


def plan_text(plan: TrainPlan, memory: MemoryEstimate | None = None, card: Card | None = None) -> str:
    """The plan in a few lines."""
    ahead = saved_files(plan)
    lines = [
        f"{plan.images} images, {plan.images_with_repeats} with repeats, {plan.reg_images} for regularisation",
        f"{plan.total_epochs} epochs of {plan.batches_per_epoch} batches: {plan.total_steps} steps",
    ]
    for number, dataset in enumerate(plan.datasets):
        buckets = ", ".join(f"{b.resolution[0]}x{b.resolution[1]}: {len(b.indices)}" for b in dataset.buckets)
        lines.append(f"dataset {number}: {buckets}")
    lines.append(_files_line(ahead))
    if ahead.latents:
        lines.append(f"about {ahead.latents / 1e6:,.0f} MB of cached latents beside the images")
    if memory is not None:
        free = f"; the {card.name} has {card.memory_free / 2**30:.1f} GB free" if card is not None else ""
        lines.append(
            f"video memory: {memory.expected / 1024:.1f} GB expected, {memory.low / 1024:.1f} to"
            f" {memory.high / 1024:.1f} GB possible{free} ({memory.source})"
        )
    return "\n".join(lines) + "\n"


def _files_line(ahead: SavedFiles) -> str:
    names = [file.name for file in ahead.checkpoints]
    more = " …" if names[_SHOWN:] else ""
    return f"{len(names)} checkpoints, about {ahead.disk / 1e6:,.0f} MB: {', '.join(names[:_SHOWN])}{more}"
