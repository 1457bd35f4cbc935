"""What a LoRA network is to be, as the arguments say it: ranks, alphas, dropouts, learning-rate ratios.

Source: sd-scripts networks/lora.py create_network and train_network.py (net_kwargs).
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.errors import ConfigError
from core.trainer.block_settings import BlockSettings, block_settings, learning_rate_weights

DEFAULT_RANK = 4
_DROPOUTS = ("rank_dropout", "module_dropout")
_RATIOS = ("loraplus_lr_ratio", "loraplus_unet_lr_ratio", "loraplus_text_encoder_lr_ratio")
_BLOCKS = ("block_dims", "block_alphas", "conv_block_dims", "conv_block_alphas", "down_lr_weight", "mid_lr_weight",
           "up_lr_weight", "block_lr_zero_threshold")  # fmt: skip
_KNOWN = frozenset({"conv_dim", "conv_alpha", "dropout", *_DROPOUTS, *_RATIOS, *_BLOCKS})


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """A LoRA network. `alpha` keeps its type: an integer alpha is stored as int64 when no save precision is given."""

    rank: int = DEFAULT_RANK
    alpha: float = 1.0
    conv_rank: int | None = None
    conv_alpha: float = 1.0
    dropout: float | None = None
    rank_dropout: float | None = None
    module_dropout: float | None = None
    loraplus_ratio: float | None = None
    loraplus_unet_ratio: float | None = None
    loraplus_text_encoder_ratio: float | None = None
    blocks: BlockSettings | None = None
    train_unet: bool = True
    train_text_encoder: bool = True
    weights: str | None = None
    rank_from_weights: bool = False
    arguments: Mapping[str, Any] = field(default_factory=dict)
    """`network_args` as a mapping, with the `dropout` that sd-scripts adds: what `ss_network_args` says."""

    @classmethod
    def from_arguments(cls, args: Mapping[str, Any]) -> NetworkSettings:
        """The network that `args` (`network_*`, `dim_from_weights`) describe.

        Raises:
            ConfigError: a `network_args` entry that is no KEY=VALUE, that networks.lora does not know, or whose value
                is not the number it must be; `dim_from_weights` without `network_weights`; nothing left to train.
        """
        given = _network_args(args["network_args"])
        if args["network_train_unet_only"] and args["network_train_text_encoder_only"]:
            raise ConfigError(
                "network_train_unet_only and network_train_text_encoder_only are both on: nothing would be trained.",
                "Keep one of the two.",
            )
        from_weights = bool(args["dim_from_weights"])
        if from_weights and args["network_weights"] is None:
            raise ConfigError(
                "dim_from_weights is on, but network_weights is not given.", "Name the LoRA to go on from."
            )
        common = cls(
            train_unet=not args["network_train_text_encoder_only"],
            train_text_encoder=not args["network_train_unet_only"],
            weights=args["network_weights"],
            rank_from_weights=from_weights,
            arguments=given if from_weights or "dropout" in given else {**given, "dropout": args["network_dropout"]},
        )
        if from_weights:
            weights = learning_rate_weights(given)
            return common if weights is None else replace(common, blocks=BlockSettings(lr_weights=weights))
        return _with_numbers(common, args, given)


def _with_numbers(settings: NetworkSettings, args: Mapping[str, Any], given: Mapping[str, str]) -> NetworkSettings:
    rank = DEFAULT_RANK if args["network_dim"] is None else args["network_dim"]
    alpha = 1.0 if args["network_alpha"] is None else args["network_alpha"]
    conv_rank = int(_number(given, "conv_dim", int)) if "conv_dim" in given else None
    conv_alpha = _number(given, "conv_alpha", float) if "conv_alpha" in given else 1.0
    if not isinstance(rank, int) or rank < 1:
        raise ConfigError(f"network_dim is {rank!r}.", "It must be a whole number from 1.")
    numbers = {name: _number(given, name, float) for name in (*_DROPOUTS, *_RATIOS) if name in given}
    dropouts = {"network_dropout": args["network_dropout"], **{name: numbers.get(name) for name in _DROPOUTS}}
    for name, rate in dropouts.items():
        if rate is not None and not 0 <= rate < 1:
            raise ConfigError(f"{name} is {rate}.", "It is the share that is left out: from 0 to less than 1.")
    return replace(
        settings,
        rank=rank,
        alpha=alpha,
        conv_rank=conv_rank,
        conv_alpha=conv_alpha,
        dropout=args["network_dropout"],
        rank_dropout=numbers.get("rank_dropout"),
        module_dropout=numbers.get("module_dropout"),
        loraplus_ratio=numbers.get("loraplus_lr_ratio"),
        loraplus_unet_ratio=numbers.get("loraplus_unet_lr_ratio"),
        loraplus_text_encoder_ratio=numbers.get("loraplus_text_encoder_lr_ratio"),
        blocks=block_settings(given, rank, alpha, conv_rank, conv_alpha),
    )


def _network_args(entries: Sequence[str] | None) -> dict[str, str]:
    given: dict[str, str] = {}
    for entry in entries or ():
        name, equals, value = entry.partition("=")
        if not equals:
            raise ConfigError(f"network_args: {entry!r} has no value.", "Write it as name=value.")
        if name not in _KNOWN:
            near = difflib.get_close_matches(name, _KNOWN, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known are {', '.join(sorted(_KNOWN))}."
            raise ConfigError(f"network_args: a LoRA network has no {name}.", hint)
        given[name] = value
    return given


def _number(given: Mapping[str, str], name: str, number: type[float]) -> float:
    try:
        return number(given[name])
    except ValueError as error:
        raise ConfigError(f"network_args: {name}={given[name]} is not the number that it must be.") from error
