"""How much video memory a LoRA training takes: a small physical model, its numbers fitted to measured peaks.

    peak = weights + LoRA + text encoder + VAE + what one step needs for a while

The method, with its measurements and limits, is in `docs/memory.md`. Memory is in MiB throughout.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

from core.paths import resources_folder

MIB = 1 << 20
_REFERENCE_AREA = 512 * 512
_TOLERANCE = 0.03
"""How far a measured peak may be from the model, as a share of it, where a prior is as far from its own value."""
_LARGE_BATCH = 8
_CROWDED = tuple(1 + step / 50 for step in range(31))

OPTIMIZER_BYTES = {
    "adamw8bit": 2, "pagedadamw8bit": 2, "lion8bit": 1, "pagedlion8bit": 1, "lion": 4, "sgdnesterov": 4,
    "sgdnesterov8bit": 1, "adafactor": 1, "prodigy": 14, "dadaptation": 14, "dadaptadam": 14, "dadaptlion": 12,
    "ademamix8bit": 3, "adamwschedulefree": 8, "radamschedulefree": 8, "sgdschedulefree": 4,
}  # fmt: skip
"""Bytes of state for each trained parameter, by sd-scripts' name of the optimizer in lower case; AdamW keeps 8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """What decides the memory of one step.

    `area` is of the largest bucket, in pixels; `parameters_unet` and `parameters_text_encoder` are those of the LoRA;
    `value_bytes` is the width of a number while computing (2 in mixed precision).
    """

    area: int
    batch_size: int
    parameters_unet: int
    parameters_text_encoder: int
    checkpointing: bool
    efficient_attention: bool
    optimizer: str
    train_text_encoder: bool
    cache_latents: bool
    value_bytes: int = 2

    @property
    def images(self) -> float:
        """The batch in images of 512x512."""
        return self.batch_size * self.area / _REFERENCE_AREA

    @property
    def attention_maps(self) -> float:
        """The batch in attention maps of an image of 512x512: they grow with the square of its area."""
        return self.batch_size * (self.area / _REFERENCE_AREA) ** 2

    @property
    def lora_mib(self) -> float:
        """Weights and gradients in 32 bits, and the state of the optimizer, of every trained parameter."""
        trained = self.parameters_unet + (self.parameters_text_encoder if self.train_text_encoder else 0)
        return trained * (8 + OPTIMIZER_BYTES.get(self.optimizer, 8)) / MIB


@dataclass(frozen=True, slots=True)
class Coefficients:
    """MiB. `crowded` multiplies what a step needs for a while where a batch has more than 8 images."""

    weights: float = 2375.0
    floor: float = 540.0
    checkpointed: float = 240.0
    kept: float = 1400.0
    kept_text: float = 140.0
    text_encoder: float = 166.0
    vae: float = 250.0
    attention: float = 2560.0
    crowded: float = 1.3


_PRIOR = Coefficients()
_SPREAD = Coefficients(100.0, 100.0, 60.0, 300.0, 70.0, 100.0, 150.0, 600.0, 0.15)
"""What the physics says before anything is measured, and how sure that is."""


@dataclass(frozen=True, slots=True)
class Measurement:
    workload: Workload
    peak: float


def predict(work: Workload, numbers: Coefficients) -> float:
    """The peak that the model expects for an SD1.x LoRA."""
    pairs = zip(_parts(work, numbers.crowded), astuple(numbers), strict=False)
    return work.lora_mib + sum(float(part * number) for part, number in pairs)


def fit(measurements: Sequence[Measurement]) -> Coefficients:
    """The numbers that explain the peaks best, held near the prior where the measurements say little."""
    import numpy as np

    names = [field.name for field in fields(Coefficients)][:-1]
    prior, spread = np.array(astuple(_PRIOR)[:-1]), np.array(astuple(_SPREAD)[:-1])
    best: tuple[float, Coefficients] | None = None
    for crowded in _CROWDED:
        rows = np.array([_parts(item.workload, crowded) for item in measurements])
        wanted = np.array([item.peak - item.workload.lora_mib for item in measurements])
        width = np.array([item.peak * _TOLERANCE for item in measurements])
        left = np.vstack([rows / width[:, None], np.diag(1 / spread)])
        right = np.concatenate([wanted / width, prior / spread])
        found = np.linalg.lstsq(left, right, rcond=None)[0]
        error = float(((left @ found - right) ** 2).sum() + ((crowded - _PRIOR.crowded) / _SPREAD.crowded) ** 2)
        if best is None or error < best[0]:
            values = dict(zip(names, map(float, found), strict=True))
            best = error, Coefficients(**values, crowded=crowded)
    return _PRIOR if best is None else best[1]


@functools.cache
def measured() -> tuple[Measurement, ...]:
    """The peaks that ship with the program."""
    data = json.loads((resources_folder() / "memory" / "sd15.json").read_text(encoding="utf-8"))
    rows = (dict(zip(data["columns"], row, strict=True)) for row in data["rows"])
    return tuple(
        Measurement(
            Workload(
                area=row["resolution"] ** 2,
                batch_size=row["batch_size"],
                parameters_unet=unet_parameters(row["network_dim"], row["conv_dim"]),
                parameters_text_encoder=TEXT_ENCODER_PARAMETERS * row["network_dim"],
                checkpointing=row["gradient_checkpointing"],
                efficient_attention=row["attention"] != "none",
                optimizer=row["optimizer"].lower(),
                train_text_encoder=row["train_text_encoder"],
                cache_latents=row["cache_latents"],
            ),
            row["peak_mib"],
        )
        for row in rows
    )


@functools.cache
def fitted() -> Coefficients:
    return fit(measured())


TEXT_ENCODER_PARAMETERS = 165_888
"""Of an SD1.x LoRA for each rank, as files of sd-scripts have them."""
_TRANSFORMERS, _RESNETS, _CONVOLUTIONS = 423_936, 82_880, 544_000


def unet_parameters(rank: int, conv_rank: int) -> int:
    """Of an SD1.x LoRA: with a conv_dim the blocks between the transformers are trained as well.

    Counted over the U-Net's modules as sd-scripts networks/lora.py: LoRANetwork chooses them (192 and 86 modules).
    """
    between = _RESNETS * rank + _CONVOLUTIONS * conv_rank if conv_rank else 0
    return _TRANSFORMERS * rank + between


def _parts(work: Workload, crowded: float) -> tuple[float, ...]:
    """How often each coefficient counts, `crowded` aside, in their order."""
    width = work.value_bytes / 2
    held = 1 + _MODEL_SHARE * (width - 1)
    crowd = crowded if work.batch_size > _LARGE_BATCH and work.checkpointing else 1.0
    floor = checkpointed = kept = kept_text = attention = 0.0
    if not work.checkpointing:
        kept = work.images * width
        kept_text = work.batch_size * width if work.train_text_encoder else 0.0
        attention = 0.0 if work.efficient_attention else _KEPT_MAPS * work.attention_maps * width
    elif work.efficient_attention:
        floor, checkpointed = 1.0, work.images * crowd * width
    else:
        attention = work.attention_maps * crowd * width
    return (
        held, floor, checkpointed, kept, kept_text, float(work.train_text_encoder),
        float(not work.cache_latents), attention,
    )  # fmt: skip


_MODEL_SHARE = 0.82
"""Of `weights`: the parameters of U-Net and text encoder (982 M, 1,874 MiB in 16 bits); the rest is CUDA's context."""
_KEPT_MAPS = 2.0
"""Without checkpointing the maps of all blocks of the finest level are kept: never measured, so a guess."""
