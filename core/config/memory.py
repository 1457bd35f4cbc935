"""The video memory that a training will take: a range, what is expected, and where the numbers come from."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.config.arguments import TrainingArguments
from core.config.dataset_config import DatasetBlueprint
from core.config.memory_model import (
    OPTIMIZER_BYTES,
    TEXT_ENCODER_PARAMETERS,
    Coefficients,
    Measurement,
    Workload,
    fitted,
    measured,
    predict,
    unet_parameters,
)
from core.config.network_arguments import conv_rank
from core.config.optimizer_rules import optimizer_name
from core.config.plan import TrainPlan
from core.config.schema import DEFAULT_SCRIPT

SDXL_SCRIPT, FLUX_SCRIPT = "sdxl_train_network.py", "flux_train_network.py"
_MEASURED_AREAS = (0.85 * 512 * 512, 1024 * 1024)
_MEASURED_IMAGES = 20
_LOW, _HIGH = 0.87, 1.18


@dataclass(frozen=True, slots=True)
class MemoryEstimate:
    """MiB of the whole process as the driver counts it. `source` says in a sentence what the numbers rest on.

    The same in parts, for those who say it in another language: how many `measured` peaks (0: reckoned from the sizes
    of the parts of `model`), how many `own_runs` corrected them, and by name what was never measured.
    """

    low: int
    expected: int
    high: int
    source: str
    model: str = "SD1.x"
    measured: int = 0
    own_runs: int = 0
    never_measured: tuple[str, ...] = ()


def estimate(
    args: TrainingArguments,
    blueprint: DatasetBlueprint | None,
    plan: TrainPlan | None = None,
    own_peaks: Sequence[Measurement] = (),
) -> MemoryEstimate | None:
    """What the training will take at its peak; None for a script about which nothing is known.

    `own_peaks` are of runs on the person's own machine: the nearer they are to this training, the more they count.
    """
    work = workload(args, blueprint, plan)
    if work is None or args.script not in _WEIGHTS:
        return None
    if args.script != DEFAULT_SCRIPT:
        return _never_measured(args, work)
    expected = predict(work, fitted())
    low, high, notes = _width(args, work)
    source = f"{len(measured())} peaks measured with sd-scripts on an H200 (SD1.x)"
    correction, count = _correction(work, own_peaks)
    if count:
        expected *= correction
        source += f", corrected by {count} of your own runs"
    if notes:
        source += f"; wider, because never measured: {', '.join(notes)}"
    return MemoryEstimate(
        low=round(expected * low),
        expected=round(expected),
        high=round(expected * high),
        source=source,
        measured=len(measured()),
        own_runs=count,
        never_measured=tuple(notes),
    )


def workload(
    args: TrainingArguments, blueprint: DatasetBlueprint | None, plan: TrainPlan | None = None
) -> Workload | None:
    """What a training asks of the card; None where no dataset is known."""
    batches = _batches(blueprint, plan)
    if not batches:
        return None
    area, batch_size = max(batches, key=lambda batch: (batch[0] * batch[1], batch[0]))
    rank = args["network_dim"] or 4
    is_sdxl = args.script == SDXL_SCRIPT
    unet = _SDXL_PARAMETERS * rank if is_sdxl else unet_parameters(rank, conv_rank(args))
    text = (_SDXL_TEXT_PARAMETERS if is_sdxl else TEXT_ENCODER_PARAMETERS) * rank
    trains_text = not args["network_train_unet_only"] and not args.get("cache_text_encoder_outputs")
    trains_text = trains_text and args.script != FLUX_SCRIPT
    return Workload(
        area=area,
        batch_size=batch_size,
        parameters_unet=0 if args["network_train_text_encoder_only"] else unet,
        parameters_text_encoder=text,
        checkpointing=bool(args["gradient_checkpointing"]),
        efficient_attention=any(args[key] for key in ("sdpa", "xformers", "mem_eff_attn"))
        or args.script == FLUX_SCRIPT,
        optimizer=optimizer_name(args),
        train_text_encoder=trains_text,
        cache_latents=bool(args["cache_latents"] or args["cache_latents_to_disk"]),
        value_bytes=4 if args["mixed_precision"] in (None, "no") else 2,
    )


def with_efficient_attention(work: Workload) -> Workload:
    return dataclasses.replace(work, efficient_attention=True)


def _batches(blueprint: DatasetBlueprint | None, plan: TrainPlan | None) -> list[tuple[int, int]]:
    """Area of the largest bucket and batch size, for each dataset."""
    if plan is not None:
        return [
            (
                max(bucket.resolution[0] * bucket.resolution[1] for bucket in dataset.buckets),
                dataset.settings.batch_size,
            )
            for dataset in plan.datasets
            if dataset.buckets
        ]
    datasets = blueprint.datasets if blueprint is not None else ()
    return [(item.resolution[0] * item.resolution[1], max(1, item.batch_size)) for item in datasets]


def measured_range(work: Workload) -> tuple[float, float]:
    """The factors of the range for what was measured: they hold every peak, also where its row is left out of the fit.

    With plain attention only two peaks are known, so the upper end is further away.
    """
    return _LOW, _HIGH if work.efficient_attention else _HIGH + 0.1


def _width(args: TrainingArguments, work: Workload) -> tuple[float, float, list[str]]:
    """The factors of the range: those that hold every measured peak, wider for what was never measured."""
    low, high = measured_range(work)
    notes: list[str] = []
    for unmeasured, down, up, note in (
        (not work.efficient_attention and not work.checkpointing, 0.3, 0.5, "no checkpointing with plain attention"),
        (bool(args["mem_eff_attn"]) and not args["sdpa"], 0.05, 0.15, "mem_eff_attn"),
        (bool(args["xformers"]) and not args["sdpa"], 0.05, 0.1, "xformers"),
        (work.value_bytes == 4, 0.2, 0.2, "full precision"),
        (bool(args["full_fp16"] or args["full_bf16"]), 0.1, 0.05, "full fp16/bf16"),
        (bool(args.get("fp8_base")), 0.3, 0.0, "fp8_base"),
        (bool(args["network_train_text_encoder_only"]), 0.3, 0.0, "text encoder only"),
        (not _MEASURED_AREAS[0] <= work.area <= _MEASURED_AREAS[1], 0.1, 0.15, "this resolution"),
        (work.images > _MEASURED_IMAGES, 0.05, 0.15, "this batch size"),
        (work.optimizer not in OPTIMIZER_BYTES and work.optimizer != "adamw", 0.05, 0.15, "this optimizer"),
        (args["network_module"] not in (None, "networks.lora"), 0.1, 0.2, "this network module"),
        (bool(args["torch_compile"]), 0.1, 0.2, "torch_compile"),
        (bool(args["v2"]), 0.1, 0.2, "SD2.x"),
    ):
        if unmeasured:
            low, high, notes = low - down, high + up, [*notes, note]
    return max(low, 0.3), high, notes


def _correction(work: Workload, own: Sequence[Measurement]) -> tuple[float, int]:
    """Own peaks over the model's, weighted by likeness; one run unlike this one corrects half of what it shows."""
    weights = [
        (math.exp(-_distance(work, item.workload)), item.peak / predict(item.workload, fitted())) for item in own
    ]
    weights = [(weight, ratio) for weight, ratio in weights if weight > _TOO_FAR and 0.4 < ratio < 2.5]
    if not weights:
        return 1.0, 0
    total = sum(weight for weight, _ in weights)
    logarithm = sum(weight * math.log(ratio) for weight, ratio in weights) / total
    return math.exp(logarithm * (total / (total + _PRIOR_WEIGHT))), len(weights)


_TOO_FAR, _PRIOR_WEIGHT = 0.05, 0.15


def _distance(one: Workload, other: Workload) -> float:
    """0 for the same; how far the sizes are apart as logarithms, and 1 for each way of working that differs."""
    size: float = abs(math.log((one.images + 1) / (other.images + 1)))
    switches = ("checkpointing", "efficient_attention", "value_bytes", "cache_latents", "train_text_encoder")
    return size + float(sum(bool(getattr(one, name) != getattr(other, name)) for name in switches))


_WEIGHTS = {DEFAULT_SCRIPT: 0, SDXL_SCRIPT: 5_400, FLUX_SCRIPT: 23_300}
"""MiB in 16 bits of what stays on the card, CUDA context included, text encoders not: parameters counted."""
_SDXL_PARAMETERS, _SDXL_TEXT_PARAMETERS = 2_659_840, 903_168
_SDXL_TEXT_MIB, _FLUX_TEXT_MIB, _FLUX_LORA_PARAMETERS = 1_560, 9_300, 9_500_000
_ACTIVATIONS = {SDXL_SCRIPT: (450.0, 3_300.0), FLUX_SCRIPT: (900.0, 9_000.0)}
"""MiB for each image of 512x512, with checkpointing and without: guesses from the sizes of the layers."""


def _never_measured(args: TrainingArguments, work: Workload) -> MemoryEstimate:
    """SDXL and FLUX: from the sizes of the models alone."""
    is_sdxl = args.script == SDXL_SCRIPT
    width = work.value_bytes / 2
    weights = _WEIGHTS[args.script] * width
    if args.get("fp8_base"):
        weights = weights / 2 + 300
    if not is_sdxl:
        work = dataclasses.replace(work, parameters_unet=_FLUX_LORA_PARAMETERS * (args["network_dim"] or 4))
        weights -= min(0.95 * weights, 310.0 * (args.get("blocks_to_swap") or 0))
    if not args.get("cache_text_encoder_outputs"):
        weights += (_SDXL_TEXT_MIB if is_sdxl else _FLUX_TEXT_MIB) * width
    activations = _ACTIVATIONS[args.script][0 if work.checkpointing else 1] * work.images * width
    if not work.efficient_attention:
        activations += Coefficients().attention * work.attention_maps / 3
    expected = weights + work.lora_mib + activations + 600
    name = "SDXL" if is_sdxl else "FLUX"
    source = f"never measured for {name}: reckoned from the sizes of the model's parts, so the range is wide"
    return MemoryEstimate(round(expected * 0.7), round(expected), round(expected * 1.5), source, model=name)
