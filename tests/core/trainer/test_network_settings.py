from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import torch

from core.config.arguments import read_arguments
from core.config.schema import shipped_schema
from core.errors import ConfigError
from core.trainer.block_settings import block_index
from core.trainer.network_settings import NetworkSettings
from core.trainer.parameter_groups import parameter_groups, text_encoder_learning_rate
from tests.core.trainer.test_lora import network, small, stable_diffusion_15


def arguments(*options: str, **changed: Any) -> dict[str, Any]:
    args, problems = read_arguments([*options], shipped_schema(), Path())
    assert not problems
    return dict(args.values) | changed


def groups(*options: str, **changed: Any) -> list[tuple[str, int, float]]:
    args = arguments(*options, **changed)
    lora = network(*options)
    return [(group.name, len(group.parameters), group.learning_rate) for group in parameter_groups(lora, args)]


@pytest.mark.parametrize(
    "options",
    [
        ["--network_args", "conv_dim"],
        ["--network_args", "conv_dim=x"],
        ["--network_args", "conv_dim=2.5"],
        ["--network_args", "convdim=4"],
        ["--network_args", "rank_dropout=1"],
        ["--network_dropout=1.5"],
        ["--network_args", "block_dims=1,2,3"],
        ["--network_args", "block_dims=" + ",".join("x" * 25)],
        ["--network_args", "down_lr_weight=circle"],
        ["--network_args", "up_lr_weight=1,x"],
        ["--network_dim=0"],
        ["--dim_from_weights"],
        ["--network_train_unet_only", "--network_train_text_encoder_only"],
    ],
    ids=lambda options: options[-1][:30],
)
def test_refuses(options: list[str]) -> None:
    with pytest.raises(ConfigError):
        NetworkSettings.from_arguments(arguments(*options))


def test_a_misspelt_argument_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(ConfigError, match="conv_dim"):
        NetworkSettings.from_arguments(arguments("--network_args", "conv_dm=4"))


def test_rates_fall_back_to_the_learning_rate() -> None:
    names = [(name, rate) for name, _, rate in groups("--learning_rate=0.1", "--unet_lr=0.2")]
    assert names == [("textencoder", 0.1), ("unet", 0.2)]
    names = [(name, rate) for name, _, rate in groups("--learning_rate=0.1", "--text_encoder_lr", "0.3", "0.4")]
    assert names == [("textencoder", 0.3), ("unet", 0.1)]


@pytest.mark.parametrize(("given", "rate"), [(None, None), (0.5, 0.5), ([], None), ([0.1, 0.2], 0.1), (0, 0)])
def test_text_encoder_rate(given: Any, rate: float | None) -> None:
    assert text_encoder_learning_rate({"text_encoder_lr": given}) == rate


def test_a_rate_of_zero_freezes() -> None:
    lora = network()
    found = parameter_groups(lora, arguments("--learning_rate=0.1", text_encoder_lr=0.0))
    assert [group.name for group in found] == ["unet"]
    assert not any(module.down.requires_grad or module.up.requires_grad for module in lora.text_encoder_modules)
    assert all(module.down.requires_grad and module.up.requires_grad for module in lora.unet_modules)
    with pytest.raises(ConfigError):
        parameter_groups(lora, arguments("--learning_rate=0"))


def test_loraplus_gives_up_weights_their_own_rate() -> None:
    options = ["--learning_rate=0.1", "--network_args", "loraplus_lr_ratio=4", "loraplus_unet_lr_ratio=16"]
    found = groups(*options)
    assert [(name, rate) for name, _, rate in found] == [
        ("textencoder", 0.1),
        ("textencoder plus", pytest.approx(0.4)),
        ("unet", 0.1),
        ("unet plus", pytest.approx(1.6)),
    ]
    assert [count for _, count, _ in found] == [6, 6, found[2][1], found[2][1]]


def test_every_module_of_stable_diffusion_15_has_a_block() -> None:
    lora = network("--network_args", "conv_dim=1", models=stable_diffusion_15())
    indices = {block_index(module.name) for module in lora.unet_modules}
    assert indices == set(range(1, 25))
    assert block_index("lora_te_text_model_encoder_layers_0_mlp_fc1") == -1


def test_blocks_have_ranks_of_their_own() -> None:
    ranks = [(number % 5) + 1 for number in range(25)]
    ranks[4] = 0
    options = ["--network_dim=9", "--network_args", "block_dims=" + ",".join(map(str, ranks)),
               "block_alphas=" + ",".join(["0.5"] * 25), "conv_dim=3", "conv_alpha=2"]  # fmt: skip
    lora = network(*options, models=stable_diffusion_15())
    assert {module.rank for module in lora.text_encoder_modules} == {9}
    for module in lora.unet_modules:
        wide = module.down.dim() == 4 and module.down.shape[-1] == 3
        assert module.rank == (3 if wide else ranks[block_index(module.name)])
        assert float(module.alpha) == (2.0 if wide else 0.5)
        assert wide or block_index(module.name) != 4


def test_blocks_have_rates_of_their_own() -> None:
    given = ["down_lr_weight=sine+0.25", "mid_lr_weight=0.5", "up_lr_weight=0,,1,2", "block_lr_zero_threshold=0.1"]
    settings = NetworkSettings.from_arguments(arguments("--network_args", *given))
    assert settings.blocks is not None
    weights = settings.blocks.lr_weights
    assert weights is not None
    assert weights[:12] == pytest.approx([math.sin(math.pi * i / 22) + 0.25 for i in range(12)])
    assert weights[12:] == (0.5, 0, 0, 1, 2, *[1.0] * 8)
    assert settings.blocks.ranks == tuple(0 if weight == 0 else 4 for weight in weights)
    lora = network("--network_args", *given, models=stable_diffusion_15())
    found = parameter_groups(lora, arguments("--learning_rate=0.1"))
    rates = {group.name: group.learning_rate for group in found}
    assert rates["unet_block12"] == pytest.approx(0.05)
    assert rates["unet_block16"] == pytest.approx(0.2)
    assert {"unet_block13", "unet_block14"}.isdisjoint(rates)
    assert {block_index(module.name) for module in lora.unet_modules}.isdisjoint({13, 14})


def test_curves_fall_and_rise() -> None:
    settings = NetworkSettings.from_arguments(
        arguments("--network_args", "down_lr_weight=cosine", "up_lr_weight=reverse_linear", "mid_lr_weight=1")
    )
    assert settings.blocks is not None
    weights = settings.blocks.lr_weights
    assert weights is not None
    assert weights[0] == 1.0
    assert weights[11] == 0.0
    assert weights[13:] == pytest.approx([1 - i / 11 for i in range(12)])


def test_network_args_are_told_with_the_dropout_that_sd_scripts_adds() -> None:
    def told(*options: str) -> Any:
        return NetworkSettings.from_arguments(arguments(*options)).arguments

    assert told("--network_args", "conv_dim=2") == {"conv_dim": "2", "dropout": None}
    assert told("--network_dropout=0.1", "--network_args", "conv_dim=2") == {"conv_dim": "2", "dropout": 0.1}
    assert told("--dim_from_weights", "--network_weights=x", "--network_args", "conv_dim=2") == {"conv_dim": "2"}


def test_the_same_seed_makes_the_same_network() -> None:
    states = []
    for _ in range(2):
        models = small()
        torch.manual_seed(11)
        states.append(network(models=models).to_kohya_state_dict())
    assert all(torch.equal(tensor, states[1][key]) for key, tensor in states[0].items())
