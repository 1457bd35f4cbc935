"""A model of Stable Diffusion 1.5's shape with random weights: memory and time do not depend on the weights."""

from __future__ import annotations

import json
from pathlib import Path


def make_sd15(folder: Path) -> None:
    """A diffusers folder in fp16, 2.1 GB; takes about 20 s."""
    import torch
    from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
    from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(1)
    with torch.device(device):
        unet = UNet2DConditionModel(cross_attention_dim=768, attention_head_dim=8, sample_size=64)
        vae = AutoencoderKL(
            block_out_channels=(128, 256, 512, 512),
            down_block_types=("DownEncoderBlock2D",) * 4,
            up_block_types=("UpDecoderBlock2D",) * 4,
            layers_per_block=2,
            sample_size=512,
        )
        text = CLIPTextModel(
            CLIPTextConfig(
                hidden_size=768,
                intermediate_size=3072,
                num_hidden_layers=12,
                num_attention_heads=12,
                eos_token_id=49407,
                bos_token_id=49406,
            )
        )
    for name, part in (("unet", unet), ("vae", vae), ("text_encoder", text)):
        part.to(torch.float16).save_pretrained(folder / name)
    index = {
        "_class_name": "StableDiffusionPipeline",
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"],
        "text_encoder": ["transformers", "CLIPTextModel"],
    }
    (folder / "model_index.json").write_text(json.dumps(index), encoding="utf-8")


def make_pictures(folder: Path, count: int, size: int) -> None:
    """Random pictures with captions; every one falls into the square bucket."""
    import numpy as np
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    generator = np.random.default_rng(1)
    for number in range(count):
        coarse = generator.integers(0, 255, (16, 16, 3), dtype=np.uint8)
        Image.fromarray(coarse).resize((size, size)).save(folder / f"{number:03}.png")
        (folder / f"{number:03}.txt").write_text(f"sks thing, number {number}", encoding="utf-8")
