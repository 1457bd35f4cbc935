from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from safetensors.torch import load_file
from torch.nn import functional
from transformers import CLIPTextConfig, CLIPTextModel

from core.config.arguments import read_arguments
from core.config.schema import shipped_schema
from core.errors import ConfigError, FileError
from core.trainer.lora import LoraNetwork, read_lora
from core.trainer.network_settings import NetworkSettings
from core.trainer.parameter_groups import parameter_groups
from tests.shared import shared_folder

ORACLE = shared_folder() / "oracle"
CASES = [
    case
    for case in json.loads((ORACLE / "lora_keys_sd15.json").read_text(encoding="utf-8"))["cases"]
    if case["kind"] == "state_dict"
]
FILES = sorted((ORACLE / "lora_files").glob("*.safetensors"))
PRECISIONS = {"fp16": torch.float16, "bf16": torch.bfloat16, "float": torch.float32, "omitted": None}
DTYPES = {torch.float16: "F16", torch.bfloat16: "BF16", torch.float32: "F32", torch.int64: "I64"}
Models = tuple[UNet2DConditionModel, CLIPTextModel]


def arguments(*options: str) -> dict[str, Any]:
    args, problems = read_arguments([*options], shipped_schema(), Path())
    assert not problems
    return dict(args.values)


def settings(*options: str) -> NetworkSettings:
    return NetworkSettings.from_arguments(arguments(*options))


def stable_diffusion_15() -> Models:
    """The real sizes, without memory."""
    with torch.device("meta"):
        text = CLIPTextConfig(hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12)
        return UNet2DConditionModel(cross_attention_dim=768), CLIPTextModel(text)


def stand_in(channels: int = 32, width: int = 32, **changed: Any) -> Models:
    """SD1.5's blocks and names, a thousandth of its weights: the model of the recorded files."""
    torch.manual_seed(0)
    unet = UNet2DConditionModel(
        block_out_channels=(channels, channels * 2, channels * 4, channels * 4),
        cross_attention_dim=width,
        attention_head_dim=4,
        norm_num_groups=8,
        **changed,
    )
    text = CLIPTextConfig(
        vocab_size=99, hidden_size=width, intermediate_size=width * 2, num_hidden_layers=2, num_attention_heads=4,
        eos_token_id=98, bos_token_id=97, pad_token_id=98,
    )  # fmt: skip
    return unet.eval(), CLIPTextModel(text).eval()


def small(**changed: Any) -> Models:
    """Two blocks: enough of every kind of layer for a forward pass."""
    torch.manual_seed(0)
    unet = UNet2DConditionModel(
        sample_size=8,
        block_out_channels=(8, 16),
        layers_per_block=1,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
        cross_attention_dim=16,
        attention_head_dim=2,
        norm_num_groups=4,
        **changed,
    )
    text = CLIPTextConfig(
        vocab_size=99, hidden_size=16, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2,
        eos_token_id=98, bos_token_id=97, pad_token_id=98,
    )  # fmt: skip
    return unet.eval(), CLIPTextModel(text).eval()


def network(*options: str, models: Models | None = None, stored: dict[str, torch.Tensor] | None = None) -> LoraNetwork:
    unet, text_encoder = models or small()
    return LoraNetwork.create(settings(*options), unet, [text_encoder], stored)


def randomise(lora: LoraNetwork) -> None:
    torch.manual_seed(5)
    with torch.no_grad():
        for module in lora.modules:
            module.up.normal_(std=0.05)


@cache
def noise() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    torch.manual_seed(7)
    return torch.randn(2, 4, 8, 8), torch.tensor([3, 700]), torch.randn(2, 5, 16)


def predict(unet: UNet2DConditionModel) -> torch.Tensor:
    prediction: torch.Tensor = unet(*noise()).sample
    return prediction


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_tensors_are_those_of_sd_scripts(case: dict[str, Any]) -> None:
    lora = network(*case["options"], models=stable_diffusion_15())
    alphas = {float(module.alpha) for module in lora.modules}
    dtype = PRECISIONS[case["save_precision"]]
    found = []
    for module in lora.modules:
        tensors = {"lora_down.weight": module.down, "lora_up.weight": module.up, "alpha": module.alpha}
        for part, tensor in tensors.items():
            found.append([f"{module.name}.{part}", list(tensor.shape), DTYPES[dtype or tensor.dtype]])
    assert sorted(found) == case["keys"]
    assert sorted(alphas) == case["alpha_values"]
    assert (len(lora.text_encoder_modules), len(lora.unet_modules)) == (
        case["text_encoder_modules"],
        case["unet_modules"],
    )


def test_convolutions_make_1050_tensors_of_stable_diffusion_15() -> None:
    lora = network("--network_args", "conv_dim=4", "conv_alpha=2", models=stable_diffusion_15())
    by_name = {module.name: module for module in lora.modules}
    assert len(lora.modules) * 3 == 1050
    convolution = by_name["lora_unet_down_blocks_0_resnets_0_conv1"]
    assert (convolution.rank, float(convolution.alpha)) == (4, 2.0)
    assert convolution.down.shape == (4, 320, 3, 3)
    assert convolution.up.shape == (320, 4, 1, 1)
    assert by_name["lora_unet_down_blocks_0_resnets_0_time_emb_proj"].down.shape == (4, 1280)
    assert by_name["lora_unet_up_blocks_0_upsamplers_0_conv"].layer.base_layer.kernel_size == (3, 3)
    assert by_name["lora_unet_mid_block_attentions_0_proj_in"].down.shape == (4, 1280, 1, 1)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_state_has_the_order_types_and_shapes_of_recorded_files(path: Path) -> None:
    recorded = load_file(path)
    dtype = next(iter(recorded.values())).dtype
    lora = network("--network_dim=2", "--network_alpha=1", models=stand_in())
    state = lora.to_kohya_state_dict(dtype)
    assert {key: (t.shape, t.dtype) for key, t in state.items()} == {k: (t.shape, t.dtype) for k, t in recorded.items()}
    loaded = lora.load_kohya_state_dict(recorded)
    assert loaded.missing == loaded.unexpected == ()
    assert all(torch.equal(tensor, recorded[key]) for key, tensor in lora.to_kohya_state_dict(dtype).items())


def test_linear_projections_are_stored_as_matrices() -> None:
    lora = network(models=small(use_linear_projection=True))
    module = next(module for module in lora.modules if module.name.endswith("proj_in"))
    assert module.down.dim() == module.up.dim() == 2


def test_begins_as_the_base_model_with_kaiming_uniform_down() -> None:
    models = small()
    before = predict(models[0])
    lora = network("--network_dim=4", models=models)
    assert torch.equal(before, predict(models[0]))
    for module in lora.modules:
        bound = (module.down[0].numel()) ** -0.5
        assert module.down.dtype == torch.float32
        assert 0 < module.down.abs().max() <= bound
        assert module.up.abs().max() == 0


def test_half_precision_models_get_full_precision_adapters() -> None:
    unet, text_encoder = small()
    lora = network(models=(unet.half(), text_encoder.half()))
    assert {parameter.dtype for parameter in lora.parameters()} == {torch.float32}
    down = lora.modules[0].down
    assert not torch.equal(down, down.half().float())
    lora.to(torch.bfloat16)
    assert lora.to_kohya_state_dict()["lora_te_text_model_encoder_layers_0_mlp_fc1.alpha"].dtype == torch.int64


def test_only_adapters_learn() -> None:
    models = small()
    lora = network(models=models)
    parameter_groups(lora, arguments("--learning_rate=0.1"))
    trained = {id(parameter) for parameter in lora.parameters()}
    for model in models:
        assert {id(p) for p in model.parameters() if p.requires_grad} <= trained
    predict(models[0]).square().mean().backward()
    assert all(module.up.grad is not None and module.up.grad.abs().sum() > 0 for module in lora.unet_modules)


def test_forward_is_base_plus_scaled_product() -> None:
    models = small()
    lora = network(
        "--network_dim=4", "--network_alpha=2", "--network_args", "conv_dim=3", "conv_alpha=1", models=models
    )
    randomise(lora)
    for module in lora.modules:
        layer = module.layer.base_layer
        scale = float(module.alpha) / module.rank
        if isinstance(layer, torch.nn.Linear):
            x = torch.randn(2, 3, layer.in_features)
            added = x @ module.down.T @ module.up.T
        else:
            x = torch.randn(2, layer.in_channels, 5, 5)
            added = functional.conv2d(functional.conv2d(x, module.down, None, layer.stride, layer.padding), module.up)
        assert torch.allclose(module.layer(x), layer(x) + scale * added, atol=1e-5), module.name


def test_multiplier() -> None:
    models = small()
    base = predict(models[0])
    lora = network(models=models)
    randomise(lora)
    full = predict(models[0])
    lora.set_multiplier(0.0)
    assert torch.equal(predict(models[0]), base)
    lora.set_multiplier(1.0)
    assert torch.equal(predict(models[0]), full)
    assert not torch.allclose(full, base)


def test_bfloat16_autocast_without_input_casts_gives_the_same() -> None:
    models = small()
    lora = network(models=models)
    randomise(lora)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        usual = predict(models[0])
        lora.expect_autocast(expected=True)
        assert torch.equal(predict(models[0]), usual)


def kohya_forward(module: Any, x: torch.Tensor, **rates: float) -> torch.Tensor:
    """sd-scripts' LoRAModule.forward, written down once more."""
    result = module.layer.base_layer(x)
    if "module_dropout" in rates and torch.rand(1) < rates["module_dropout"]:
        return result
    hidden = x @ module.down.T
    scale = float(module.alpha) / module.rank
    if "dropout" in rates:
        hidden = functional.dropout(hidden, rates["dropout"])
    if "rank_dropout" in rates:
        mask = torch.rand(hidden.size(0), module.rank) > rates["rank_dropout"]
        hidden = hidden * (mask.unsqueeze(1) if hidden.dim() == 3 else mask)
        scale /= 1 - rates["rank_dropout"]
    return result + hidden @ module.up.T * scale


@pytest.mark.parametrize(
    ("options", "rates"),
    [
        (["--network_dropout=0.3"], {"dropout": 0.3}),
        (["--network_args", "rank_dropout=0.4"], {"rank_dropout": 0.4}),
        (["--network_args", "module_dropout=0.5"], {"module_dropout": 0.5}),
        (
            ["--network_dropout=0.3", "--network_args", "rank_dropout=0.4", "module_dropout=0.2"],
            {"dropout": 0.3, "rank_dropout": 0.4, "module_dropout": 0.2},
        ),
    ],
    ids=["dropout", "rank", "module", "all"],
)
def test_dropouts_fall_as_in_sd_scripts(options: list[str], rates: dict[str, float]) -> None:
    lora = network("--network_dim=8", "--network_alpha=4", *options)
    randomise(lora)
    module = lora.text_encoder_modules[0]
    x = torch.randn(2, 6, 16)
    different = set()
    for seed in range(20):
        torch.manual_seed(seed)
        found = module.layer(x)
        torch.manual_seed(seed)
        assert torch.allclose(found, kohya_forward(module, x, **rates), atol=1e-6)
        different.add(round(found.sum().item(), 4))
    assert len(different) > 1
    lora.train(training=False)
    assert torch.allclose(module.layer(x), kohya_forward(module, x), atol=1e-6)
    lora.train()
    torch.manual_seed(0)
    found = module.layer(x)
    torch.manual_seed(0)
    assert torch.allclose(found, kohya_forward(module, x, **rates), atol=1e-6)


def test_weights_can_be_gone_on_from(tmp_path: Path) -> None:
    first = network("--network_dim=4", "--network_alpha=2")
    randomise(first)
    state = first.to_kohya_state_dict()
    second = network("--network_dim=4", "--network_alpha=2", "--network_weights=x", stored=state)
    assert all(torch.equal(tensor, state[key]) for key, tensor in second.to_kohya_state_dict().items())
    with pytest.raises(ConfigError, match="network_dim"):
        network("--network_dim=8", "--network_weights=x", stored=state)


def test_ranks_can_come_from_the_weights() -> None:
    options = ("--network_dim=4", "--network_alpha=2", "--network_args", "conv_dim=3", "conv_alpha=1")
    first = network(*options, "--network_train_unet_only")
    randomise(first)
    state = first.to_kohya_state_dict()
    second = network("--network_weights=x", "--dim_from_weights", "--network_dim=64", stored=state)
    assert second.text_encoder_modules == ()
    assert [(m.name, m.rank, float(m.alpha)) for m in second.modules] == [
        (m.name, m.rank, float(m.alpha)) for m in first.modules
    ]
    assert all(torch.equal(tensor, state[key]) for key, tensor in second.to_kohya_state_dict().items())
    assert second.modules[0].layer.scaling == first.modules[0].layer.scaling


def test_an_old_file_without_alpha_has_alpha_equal_to_rank() -> None:
    state = {key: tensor for key, tensor in network().to_kohya_state_dict().items() if not key.endswith(".alpha")}
    lora = network("--network_weights=x", "--dim_from_weights", stored=state)
    assert {float(module.alpha) for module in lora.modules} == {4.0}


def test_other_files_than_safetensors_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.safetensors").write_bytes(b"no")
    with pytest.raises(FileError):
        read_lora(tmp_path / "a.safetensors")
    with pytest.raises(FileError):
        read_lora(tmp_path / "missing.safetensors")
    with pytest.raises(ConfigError):
        read_lora(tmp_path / "a.ckpt")


def test_norms_are_bounded() -> None:
    lora = network("--network_dim=4", "--network_alpha=2", "--network_args", "conv_dim=3", "conv_alpha=1")
    randomise(lora)

    def norms() -> list[float]:
        return [
            (module.up.flatten(1) @ module.down.flatten(1) * module.alpha.item() / module.rank).norm().item()
            for module in lora.modules
        ]

    before = norms()
    bound = sorted(before)[len(before) // 2]
    shrunk, mean, largest = lora.scale_weight_norms(bound)
    after = norms()
    assert shrunk == sum(norm > bound for norm in before)
    assert max(after) <= bound * 1.0001
    assert largest == pytest.approx(max(after), rel=1e-4)
    assert mean == pytest.approx(sum(after) / len(after), rel=1e-4)
    assert [a for a, b in zip(after, before, strict=True) if b < bound] == pytest.approx(
        [b for b in before if b < bound], rel=1e-5
    )
