"""Stable Diffusion 1.x in one file (.safetensors or .ckpt): its shapes tell the configuration, diffusers converts it.

A checkpoint smaller than the real SD1.5 loads as well, as long as it is built alike: 8 attention heads in the U-Net,
64 channels an attention head in the text encoder, group norms of 32.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file

from core.errors import FileError

UNET, VAE = "model.diffusion_model.", "first_stage_model."
TEXT = "cond_stage_model.transformer."
_TEXT_VARIANTS = ("cond_stage_model.transformer.text_model.", "cond_stage_model.transformer.")
StateDict = dict[str, torch.Tensor]


def read_state_dict(path: Path) -> StateDict:
    """The tensors of a .safetensors, .ckpt, .pt or .bin file; only tensors are unpickled, never code.

    Raises:
        FileError: the file is missing, damaged, or holds something other than tensors.
    """
    try:
        if path.suffix.lower() == ".safetensors":
            return dict(load_file(str(path)))
        loaded = torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError as error:
        raise FileError(f"There is no file {path}.", "Check the path of the model.") from error
    except (SafetensorError, pickle.UnpicklingError, RuntimeError, ValueError, OSError, EOFError) as error:
        raise FileError(f"{path} cannot be read as a model: {error}", "Download it again, or name another.") from error
    state = loaded.get("state_dict", loaded) if isinstance(loaded, dict) else {}
    return {key: value for key, value in state.items() if isinstance(value, torch.Tensor)}


def check_is_sd1(state: Mapping[str, torch.Tensor], path: Path) -> None:
    """Refuse what is not a whole Stable Diffusion 1.x checkpoint, naming what it seems to be.

    Raises:
        FileError: another architecture, or a part only.
    """
    what = _other_architecture(state)
    if what is None:
        return
    raise FileError(
        f"{path} is not a Stable Diffusion 1.x checkpoint: {what}.",
        "The built-in engine trains SD1.x; use sd-scripts for other models.",
    )


def _other_architecture(state: Mapping[str, torch.Tensor]) -> str | None:
    if any(key.startswith("conditioner.embedders.") for key in state):
        return "it looks like SDXL"
    if any(key.startswith("cond_stage_model.model.") for key in state):
        return "it looks like SD2.x"
    if any(key.startswith("lora_") for key in state):
        return "it is a LoRA, not a base model"
    for name, prefix in (("U-Net", UNET), ("VAE", VAE), ("text encoder", TEXT)):
        if not any(key.startswith(prefix) for key in state):
            return f"it has no {name} ({prefix}…)"
    return None


def unet_config(state: Mapping[str, torch.Tensor]) -> dict[str, Any]:
    """Arguments of `UNet2DConditionModel` for an SD1-shaped state dict."""
    inputs = {int(key[len(UNET) :].split(".")[1]) for key in state if key.startswith(f"{UNET}input_blocks.")}
    down = sorted(index for index in inputs if f"{UNET}input_blocks.{index}.0.op.weight" in state)
    layers = (down[0] if down else len(inputs)) - 1
    blocks = len(inputs) // (layers + 1)
    firsts = [1 + block * (layers + 1) for block in range(blocks)]
    channels = [state[f"{UNET}input_blocks.{first}.0.in_layers.2.weight"].shape[0] for first in firsts]
    attends = [f"{UNET}input_blocks.{first}.1.proj_in.weight" in state for first in firsts]
    cross = next(value.shape[1] for key, value in state.items() if key.endswith("attn2.to_k.weight"))
    return {
        "sample_size": 64,
        "in_channels": state[f"{UNET}input_blocks.0.0.weight"].shape[1],
        "out_channels": state[f"{UNET}out.2.weight"].shape[0],
        "down_block_types": ["CrossAttnDownBlock2D" if attend else "DownBlock2D" for attend in attends],
        "up_block_types": ["CrossAttnUpBlock2D" if attend else "UpBlock2D" for attend in reversed(attends)],
        "block_out_channels": channels,
        "layers_per_block": layers,
        "cross_attention_dim": cross,
        "attention_head_dim": 8,
    }


def vae_config(state: Mapping[str, torch.Tensor], prefix: str = VAE) -> dict[str, Any]:
    """Arguments of `AutoencoderKL` for a state dict in the original layout."""
    encoder = f"{prefix}encoder."
    levels = {int(key.split("down.")[1].split(".")[0]) for key in state if key.startswith(f"{encoder}down.")}
    layers = len([key for key in state if key.startswith(f"{encoder}down.0.block.") and key.endswith("conv1.weight")])
    channels = [state[f"{encoder}down.{level}.block.0.conv1.weight"].shape[0] for level in sorted(levels)]
    return {
        "sample_size": 512,
        "in_channels": state[f"{encoder}conv_in.weight"].shape[1],
        "out_channels": state[f"{prefix}decoder.conv_out.weight"].shape[0],
        "down_block_types": ["DownEncoderBlock2D"] * len(channels),
        "up_block_types": ["UpDecoderBlock2D"] * len(channels),
        "block_out_channels": channels,
        "latent_channels": state[f"{prefix}post_quant_conv.weight"].shape[1],
        "layers_per_block": layers,
        "scaling_factor": 0.18215,
    }


def text_encoder_state(state: Mapping[str, torch.Tensor]) -> StateDict:
    """The text encoder's tensors under the names of `CLIPTextModel`."""
    prefix = next(variant for variant in _TEXT_VARIANTS if any(key.startswith(variant) for key in state))
    tensors = {key[len(prefix) :]: value for key, value in state.items() if key.startswith(prefix)}
    tensors.pop("embeddings.position_ids", None)
    return tensors


def text_encoder_config(tensors: Mapping[str, torch.Tensor]) -> dict[str, Any]:
    """Arguments of `CLIPTextConfig` for the tensors of `text_encoder_state`."""
    words, width = tensors["embeddings.token_embedding.weight"].shape
    layers = {key.split(".")[2] for key in tensors if key.startswith("encoder.layers.")}
    return {
        "vocab_size": words,
        "hidden_size": width,
        "intermediate_size": tensors["encoder.layers.0.mlp.fc1.weight"].shape[0],
        "num_hidden_layers": len(layers),
        "num_attention_heads": max(1, width // 64),
        "max_position_embeddings": tensors["embeddings.position_embedding.weight"].shape[0],
        "hidden_act": "quick_gelu",
        "layer_norm_eps": 1e-5,
        "projection_dim": width,
        "bos_token_id": 49406,
        "eos_token_id": 49407,
    }
