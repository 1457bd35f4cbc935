"""Ranks, alphas and learning-rate weights of a LoRA network, block by block of the U-Net.

Source: sd-scripts networks/lora.py (get_block_dims_and_alphas, get_block_lr_weight, get_block_index), SD1.x: twelve
blocks down, one in the middle, twelve up.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from core.errors import ConfigError

BLOCKS_DOWN_OR_UP = 12
BLOCKS = 2 * BLOCKS_DOWN_OR_UP + 1
_Number = TypeVar("_Number", int, float)
_UP_OR_DOWN = re.compile(r"(up|down)_blocks_(\d+)_(resnets|upsamplers|downsamplers|attentions)_(\d+)_")


@dataclass(frozen=True, slots=True)
class BlockSettings:
    """One value a block, None where the network's own value holds. A rank of 0 leaves the block out."""

    ranks: tuple[int, ...] | None = None
    alphas: tuple[float, ...] | None = None
    conv_ranks: tuple[int, ...] | None = None
    conv_alphas: tuple[float, ...] | None = None
    lr_weights: tuple[float, ...] | None = None


def block_settings(
    given: Mapping[str, str], rank: int, alpha: float, conv_rank: int | None, conv_alpha: float
) -> BlockSettings | None:
    """The block-wise settings in `network_args`, None if there are none.

    Raises:
        ConfigError: a list that has not one entry a block, or an entry that is no number.
    """
    weights = learning_rate_weights(given)
    if weights is None and "block_dims" not in given:
        return None
    ranks = _numbers(given, "block_dims", int) or (rank,) * BLOCKS
    alphas = _numbers(given, "block_alphas", float) or (alpha,) * BLOCKS
    conv_ranks = _numbers(given, "conv_block_dims", int)
    conv_alphas: tuple[float, ...] | None = None
    if conv_ranks is not None:
        conv_alphas = _numbers(given, "conv_block_alphas", float) or (conv_alpha,) * BLOCKS
    elif conv_rank is not None:
        conv_ranks, conv_alphas = (conv_rank,) * BLOCKS, (conv_alpha,) * BLOCKS
    settings = BlockSettings(ranks, alphas, conv_ranks, conv_alphas, weights)
    return settings if weights is None else _without_untrained(settings, weights)


def learning_rate_weights(given: Mapping[str, str]) -> tuple[float, ...] | None:
    """One factor a block for the U-Net's learning rate, None if `network_args` names none.

    Values are a comma-separated list or a curve (cosine, sine, linear, reverse_linear, zeros; `+0.1` raises it). Lists
    that are too short are filled with 1, too long ones cut; what is not above `block_lr_zero_threshold` becomes 0.
    """
    names = ("down_lr_weight", "mid_lr_weight", "up_lr_weight")
    if not any(name in given for name in names):
        return None
    threshold = _number(given, "block_lr_zero_threshold", given.get("block_lr_zero_threshold", "0"))
    weights: list[float] = []
    for name, length in zip(names, (BLOCKS_DOWN_OR_UP, 1, BLOCKS_DOWN_OR_UP), strict=True):
        if name not in given:
            weights += [1.0] * length
            continue
        values = (_weight_list(given, name) + [1.0] * length)[:length]
        weights += [weight if weight > threshold else 0.0 for weight in values]
    return tuple(weights)


def block_index(kohya_name: str) -> int:
    """The block, 0 to 24, to which the LoRA module `kohya_name` belongs; -1 if it belongs to none."""
    match = _UP_OR_DOWN.search(kohya_name)
    if match is None:
        return BLOCKS_DOWN_OR_UP if "mid_block_" in kohya_name else -1
    direction, block, kind, layer = match[1], int(match[2]), match[3], int(match[4])
    index = 3 * block + (layer if kind in {"resnets", "attentions"} else 2)
    return 1 + index if direction == "down" else BLOCKS_DOWN_OR_UP + 1 + index


def _without_untrained(settings: BlockSettings, weights: tuple[float, ...]) -> BlockSettings:
    def kept(ranks: tuple[int, ...] | None) -> tuple[int, ...] | None:
        return None if ranks is None else tuple(0 if w == 0 else r for r, w in zip(ranks, weights, strict=True))

    return replace(settings, ranks=kept(settings.ranks), conv_ranks=kept(settings.conv_ranks))


def _weight_list(given: Mapping[str, str], name: str) -> list[float]:
    text = given[name]
    if "," in text or name == "mid_lr_weight":
        return [_number(given, name, part) if part else 0.0 for part in text.split(",")]
    curve, _, raised = text.partition("+")
    base = _number(given, name, raised) if raised else 0.0
    if curve not in _CURVES:
        raise ConfigError(
            f"network_args: {name}={text} is neither a list nor a known curve.",
            f"Write {BLOCKS_DOWN_OR_UP} numbers with commas between them, or one of {', '.join(_CURVES)}.",
        )
    rising, falls = _CURVES[curve]
    weights = [rising(block / (BLOCKS_DOWN_OR_UP - 1)) + base for block in range(BLOCKS_DOWN_OR_UP)]
    return weights[::-1] if falls else weights


_CURVES: dict[str, tuple[Callable[[float], float], bool]] = {
    "cosine": (lambda x: math.sin(math.pi * x / 2), True),
    "sine": (lambda x: math.sin(math.pi * x / 2), False),
    "linear": (lambda x: x, False),
    "reverse_linear": (lambda x: x, True),
    "zeros": (lambda _: 0.0, False),
}


def _numbers(given: Mapping[str, str], name: str, number: type[_Number]) -> tuple[_Number, ...] | None:
    if name not in given:
        return None
    try:
        values = tuple(number(part) for part in given[name].split(","))
    except ValueError as error:
        raise ConfigError(f"network_args: {name}={given[name]} holds something else than numbers.") from error
    if len(values) != BLOCKS:
        raise ConfigError(f"network_args: {name} has {len(values)} entries.", f"It must have {BLOCKS}, one a block.")
    return values


def _number(given: Mapping[str, str], name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise ConfigError(f"network_args: {name}={given[name]} holds something else than numbers.") from error
