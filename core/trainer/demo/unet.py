"""The demo's U-Net: Stable Diffusion 1.x's module names at a thousandth of its size."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from core.paths import resources_folder
from core.trainer.demo.text_encoder import WIDTH


def shipped_weights() -> Path:
    """What `core.trainer.demo.pretraining` wrote: a U-Net that draws creatures, in float16."""
    return resources_folder() / "demo" / "unet.safetensors"


def make_unet() -> Any:
    """A `UNet2DConditionModel` with PyTorch's random weights."""
    from diffusers import UNet2DConditionModel

    return UNet2DConditionModel(
        block_out_channels=(32, 48, 64, 64),
        layers_per_block=1,
        cross_attention_dim=WIDTH,
        attention_head_dim=1,
        norm_num_groups=8,
        sample_size=16,
    )


def load_unet() -> Any:
    """The U-Net that has learned to draw creatures, in float32."""
    from safetensors.torch import load_file

    unet = make_unet()
    weights = load_file(str(shipped_weights()))
    unet.load_state_dict({name: tensor.to(torch.float32) for name, tensor in weights.items()})
    return unet.eval()
