"""A Stable-Diffusion-shaped model of two million parameters, as a diffusers folder and as a single file."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel

from core.trainer.tokenizer import load_tokenizer

TensorsByName = dict[str, torch.Tensor]


def make_folder(folder: Path) -> None:
    """A diffusers folder with random weights, the same ones each time."""
    torch.manual_seed(1)
    unet = UNet2DConditionModel(
        sample_size=16,
        block_out_channels=(32, 64),
        layers_per_block=1,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
        cross_attention_dim=64,
        attention_head_dim=8,
    )
    vae = AutoencoderKL(
        block_out_channels=(32, 32, 32, 32),
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        layers_per_block=1,
        scaling_factor=0.18215,
    )
    text = CLIPTextModel(
        CLIPTextConfig(
            hidden_size=64,
            intermediate_size=128,
            num_hidden_layers=3,
            num_attention_heads=1,
            eos_token_id=49407,
            bos_token_id=49406,
        )
    )
    unet.save_pretrained(folder / "unet")
    vae.save_pretrained(folder / "vae")
    text.save_pretrained(folder / "text_encoder")
    load_tokenizer().save_pretrained(folder / "tokenizer")
    index = {
        "_class_name": "StableDiffusionPipeline",
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
    }
    (folder / "model_index.json").write_text(json.dumps(index), encoding="utf-8")


def make_single_file(folder: Path, path: Path) -> None:
    """The model of `folder` under the names of the original Stable Diffusion code; a .ckpt when `path` says so."""
    unet = UNet2DConditionModel.from_pretrained(str(folder / "unet"))
    vae = AutoencoderKL.from_pretrained(str(folder / "vae"))
    text = CLIPTextModel.from_pretrained(str(folder / "text_encoder"))
    state = {
        **{f"model.diffusion_model.{key}": value for key, value in _original_unet(unet).items()},
        **{f"first_stage_model.{key}": value for key, value in _original_vae(vae.state_dict()).items()},
    }
    for key, value in text.state_dict().items():
        state["cond_stage_model.transformer.text_model." + key.removeprefix("text_model.")] = value
    state = {key: value.contiguous() for key, value in state.items()}
    if path.suffix == ".ckpt":
        torch.save({"state_dict": state}, path)
    else:
        save_file(state, str(path))


_RESNET = {
    "norm1": "in_layers.0",
    "conv1": "in_layers.2",
    "norm2": "out_layers.0",
    "conv2": "out_layers.3",
    "time_emb_proj": "emb_layers.1",
    "conv_shortcut": "skip_connection",
}
_ATTENTION = {"group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v", "to_out.0": "proj_out"}
_UNET_ENDS = {
    "conv_in": "input_blocks.0.0",
    "time_embedding.linear_1": "time_embed.0",
    "time_embedding.linear_2": "time_embed.2",
    "conv_norm_out": "out.0",
    "conv_out": "out.2",
}


def _original_unet(unet: torch.nn.Module) -> TensorsByName:
    layers, blocks = unet.config.layers_per_block, len(unet.config.block_out_channels)
    names = dict(_UNET_ENDS)
    for block in range(blocks):
        for layer in range(layers):
            at = 1 + block * (layers + 1) + layer
            _resnet_and_attention(names, f"down_blocks.{block}", layer, f"input_blocks.{at}")
        names[f"down_blocks.{block}.downsamplers.0.conv"] = f"input_blocks.{(block + 1) * (layers + 1)}.0.op"
        for layer in range(layers + 1):
            at = block * (layers + 1) + layer
            _resnet_and_attention(names, f"up_blocks.{block}", layer, f"output_blocks.{at}")
        spot = 2 if "CrossAttn" in unet.config.up_block_types[block] else 1
        names[f"up_blocks.{block}.upsamplers.0.conv"] = f"output_blocks.{block * (layers + 1) + layers}.{spot}.conv"
    for index in (0, 1):
        for ours, theirs in _RESNET.items():
            names[f"mid_block.resnets.{index}.{ours}"] = f"middle_block.{index * 2}.{theirs}"
    names["mid_block.attentions.0"] = "middle_block.1"
    return _renamed(unet.state_dict(), names)


def _resnet_and_attention(names: dict[str, str], block: str, layer: int, original: str) -> None:
    for ours, theirs in _RESNET.items():
        names[f"{block}.resnets.{layer}.{ours}"] = f"{original}.0.{theirs}"
    names[f"{block}.attentions.{layer}"] = f"{original}.1"


def _original_vae(state: TensorsByName) -> TensorsByName:
    levels = 1 + max(int(key.split(".")[2]) for key in state if key.startswith("encoder.down_blocks."))
    names: dict[str, str] = {}
    for level in range(levels):
        names[f"encoder.down_blocks.{level}.resnets"] = f"encoder.down.{level}.block"
        names[f"encoder.down_blocks.{level}.downsamplers.0.conv"] = f"encoder.down.{level}.downsample.conv"
        names[f"decoder.up_blocks.{level}.resnets"] = f"decoder.up.{levels - 1 - level}.block"
        names[f"decoder.up_blocks.{level}.upsamplers.0.conv"] = f"decoder.up.{levels - 1 - level}.upsample.conv"
    for half in ("encoder", "decoder"):
        names[f"{half}.conv_norm_out"] = f"{half}.norm_out"
        for index in (0, 1):
            names[f"{half}.mid_block.resnets.{index}"] = f"{half}.mid.block_{index + 1}"
        for ours, theirs in _ATTENTION.items():
            names[f"{half}.mid_block.attentions.0.{ours}"] = f"{half}.mid.attn_1.{theirs}"
    renamed = _renamed(state, names)
    return {
        key.replace("conv_shortcut", "nin_shortcut"): value[:, :, None, None] if _is_attention(key, value) else value
        for key, value in renamed.items()
    }


def _is_attention(key: str, value: torch.Tensor) -> bool:
    return ".attn_1." in key and value.ndim == 2


def _renamed(state: TensorsByName, names: dict[str, str]) -> TensorsByName:
    result = {}
    for key, value in state.items():
        prefix = next((name for name in sorted(names, key=len, reverse=True) if key.startswith(f"{name}.")), None)
        result[key if prefix is None else names[prefix] + key[len(prefix) :]] = value
    return result
