"""The settings that suit a card best, chosen by its compute capability and its memory, never by its name."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from core.config.arguments import TrainingArguments
from core.config.dataset_config import DatasetBlueprint
from core.config.hardware import Card, Hardware
from core.config.memory import MemoryEstimate, estimate
from core.config.memory_model import MIB, Measurement
from core.config.optimizer_rules import optimizer_name
from core.config.presets import Preset

_AMPERE = (8, 0)
_KEPT_FREE = 0.95
"""Of the card: the rest is for what else draws on the screen, and for what PyTorch holds without using it."""


def optimal_preset(
    args: TrainingArguments,
    blueprint: DatasetBlueprint | None,
    hardware: Hardware,
    own_peaks: Sequence[Measurement] = (),
) -> Preset | None:
    """What this training had best use on the first card, at its own resolution, rank and images a step.

    Without checkpointing where the upper end of the memory estimate fits, else with it, else with a smaller batch and
    so much more accumulation. None where no card is known, or nothing about the script or the dataset.
    """
    card = hardware.card
    if card is None or not card.memory_total or blueprint is None or not blueprint.datasets:
        return None
    chosen = None
    for training, batch in _candidates(args, blueprint, hardware, card):
        expected = _expected(args, blueprint, training, batch, own_peaks)
        if expected is None:
            return None
        chosen = training, batch, expected
        if expected.high * MIB <= card.memory_total * _KEPT_FREE:
            break
    assert chosen is not None
    return _preset(args, blueprint, card, *chosen)


def _candidates(
    args: TrainingArguments, blueprint: DatasetBlueprint, hardware: Hardware, card: Card
) -> Iterator[tuple[dict[str, Any], int]]:
    """The fastest way first, the one that needs least last."""
    always = _always(args, blueprint, hardware, card)
    batch = max(dataset.batch_size for dataset in blueprint.datasets)
    images = batch * max(1, args["gradient_accumulation_steps"])
    yield {**always, "gradient_checkpointing": None}, batch
    sizes = [size for size in range(batch, 0, -1) if images % size == 0] or [1]
    for size in sizes:
        accumulation = images // size
        more = {} if size == batch else {"gradient_accumulation_steps": accumulation}
        yield {**always, "gradient_checkpointing": True, **more}, size


def _always(args: TrainingArguments, blueprint: DatasetBlueprint, hardware: Hardware, card: Card) -> dict[str, Any]:
    capability = card.compute_capability
    precision = args["mixed_precision"]
    if capability is not None:
        precision = "bf16" if capability >= _AMPERE else "fp16"
    values: dict[str, Any] = {"mixed_precision": precision, "sdpa": True, "xformers": None, "mem_eff_attn": None}
    name = optimizer_name(args)
    if hardware.bitsandbytes_works and name == "adamw":
        values["optimizer_type"] = "AdamW8bit"
    if hardware.bitsandbytes_works is False and name.endswith("8bit"):
        values["optimizer_type"] = "Lion" if "lion" in name else "AdamW"
    subsets = [subset for dataset in blueprint.datasets for subset in dataset.subsets]
    if not any(subset.color_aug or subset.random_crop for subset in subsets):
        values |= {"cache_latents": True, "cache_latents_to_disk": True}
    return values


def _expected(
    args: TrainingArguments,
    blueprint: DatasetBlueprint,
    training: dict[str, Any],
    batch: int,
    own_peaks: Sequence[Measurement],
) -> MemoryEstimate | None:
    values = {**args.values, **{key: value if value is not None else False for key, value in training.items()}}
    datasets = tuple(dataclasses.replace(item, batch_size=min(item.batch_size, batch)) for item in blueprint.datasets)
    return estimate(dataclasses.replace(args, values=values), DatasetBlueprint(datasets), own_peaks=own_peaks)


def _preset(
    args: TrainingArguments,
    blueprint: DatasetBlueprint,
    card: Card,
    training: dict[str, Any],
    batch: int,
    expected: MemoryEstimate,
) -> Preset:
    capability = "?" if card.compute_capability is None else "{}.{}".format(*card.compute_capability)
    total = card.memory_total / 2**30
    low, high = expected.low / 1024, expected.high / 1024
    smaller = batch != max(dataset.batch_size for dataset in blueprint.datasets)
    return Preset(
        key="optimal",
        name={"en": "Optimal for this GPU", "zh_TW": "此顯示卡的最佳設定"},
        about={
            "en": f"For compute capability {capability} and {total:.0f} GB: {low:.1f} to {high:.1f} GB are expected.",
            "zh_TW": f"依運算能力 {capability} 與 {total:.0f} GB 選定：預計使用 {low:.1f} 到 {high:.1f} GB。",
        },
        source=expected.source,
        script=args.script,
        training=training,
        dataset={"batch_size": batch} if smaller else {},
    )
