"""Which adapter weights train with which learning rate.

Source: sd-scripts networks/lora.py, prepare_optimizer_params.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from torch import nn

from core.errors import ConfigError
from core.trainer.block_settings import block_index
from core.trainer.lora import LoraModule, LoraNetwork


@dataclass(frozen=True, slots=True)
class ParameterGroup:
    """`name` as in the learning-rate log: textencoder, unet, unet_block7, with ` plus` for LoRA+'s up weights."""

    name: str
    parameters: tuple[nn.Parameter, ...]
    learning_rate: float


def text_encoder_learning_rate(args: Mapping[str, Any]) -> float | None:
    """The one rate of an SD1.x text encoder: the first of a list, None if `text_encoder_lr` is not given or empty."""
    rate = args["text_encoder_lr"]
    if isinstance(rate, Sequence):
        return rate[0] if rate else None
    return None if rate is None else rate


def parameter_groups(network: LoraNetwork, args: Mapping[str, Any]) -> tuple[ParameterGroup, ...]:
    """The groups that train; weights whose rate is 0 are frozen.

    sd-scripts leaves the latter out of the optimizer but lets them gather gradients that then count in clipping.

    Raises:
        ConfigError: every learning rate is 0 or missing.
    """
    default, settings = args["learning_rate"], network.settings
    text_encoder_rate, unet_rate = text_encoder_learning_rate(args), args["unet_lr"]
    groups = [
        *_split(
            "textencoder",
            network.text_encoder_modules,
            default if text_encoder_rate is None else text_encoder_rate,
            settings.loraplus_text_encoder_ratio or settings.loraplus_ratio,
        ),
        *_unet_groups(network, default if unet_rate is None else unet_rate),
    ]
    trained = tuple(group for group in groups if group.learning_rate)
    if not trained:
        raise ConfigError("Every learning rate is 0: nothing would be trained.", "Set learning_rate or unet_lr.")
    for parameter in network.parameters():
        parameter.requires_grad = False
    for group in trained:
        for parameter in group.parameters:
            parameter.requires_grad = True
    return trained


def _unet_groups(network: LoraNetwork, rate: float | None) -> Iterator[ParameterGroup]:
    ratio = network.settings.loraplus_unet_ratio or network.settings.loraplus_ratio
    blocks = network.settings.blocks
    if blocks is None or blocks.lr_weights is None:
        yield from _split("unet", network.unet_modules, rate, ratio)
        return
    by_block: dict[int, list[LoraModule]] = {}
    for module in network.unet_modules:
        by_block.setdefault(block_index(module.name), []).append(module)
    for index, modules in by_block.items():
        yield from _split(f"unet_block{index}", modules, (rate or 0.0) * blocks.lr_weights[index], ratio)


def _split(
    name: str, modules: Sequence[LoraModule], rate: float | None, ratio: float | None
) -> Iterator[ParameterGroup]:
    if not modules or rate is None:
        return
    if not ratio:
        yield ParameterGroup(name, tuple(w for module in modules for w in (module.down, module.up)), rate)
        return
    yield ParameterGroup(name, tuple(module.down for module in modules), rate)
    yield ParameterGroup(f"{name} plus", tuple(module.up for module in modules), rate * ratio)
