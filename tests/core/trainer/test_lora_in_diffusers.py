"""A saved LoRA is what other programs take for one: diffusers' own loader changes the picture as our layers do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from diffusers import DDIMScheduler, StableDiffusionPipeline
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL

from core.trainer.lora import LoraNetwork
from core.trainer.metadata_writer import encode_checkpoint, encode_safetensors
from core.trainer.tokenizer import load_tokenizer
from tests.core.trainer.test_lora import network, randomise, small


def pipeline(models: Any) -> StableDiffusionPipeline:
    torch.manual_seed(2)
    vae = AutoencoderKL(block_out_channels=(8,), norm_num_groups=4, sample_size=8).eval()
    unet, text_encoder = models
    pipe = StableDiffusionPipeline(
        vae=vae,
        text_encoder=text_encoder,
        tokenizer=load_tokenizer(),
        unet=unet,
        scheduler=DDIMScheduler(num_train_timesteps=10, steps_offset=1, clip_sample=False),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipe.set_progress_bar_config(disable=True)
    return pipe


def picture(pipe: StableDiffusionPipeline) -> torch.Tensor:
    """Latents after two steps. Prompts are given as tokens: the small text encoder knows 99 of them."""
    tokens = torch.tensor([[97, 5, 42, 7, 98]])
    with torch.no_grad():
        embeddings = pipe.text_encoder(tokens).last_hidden_state
        latents: torch.Tensor = pipe(
            prompt_embeds=embeddings,
            negative_prompt_embeds=torch.zeros_like(embeddings),
            num_inference_steps=2,
            latents=torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(3)),
            output_type="latent",
        ).images
    return latents


def trained(models: Any, *options: str) -> LoraNetwork:
    lora = network("--network_dim=4", "--network_alpha=2", *options, models=models)
    randomise(lora)
    return lora


@pytest.mark.parametrize(
    "options", [(), ("--network_args", "conv_dim=3", "conv_alpha=1"), ("--network_train_unet_only",)], ids=len
)
def test_diffusers_loads_the_file(tmp_path: Path, options: tuple[str, ...]) -> None:
    base = picture(pipeline(small()))
    models = small()
    lora = trained(models, *options)
    ours = picture(pipeline(models))
    path = tmp_path / "x.safetensors"
    path.write_bytes(encode_safetensors(lora.to_kohya_state_dict(torch.float32), {"ss_network_dim": "4"}))
    pipe = pipeline(small())
    pipe.load_lora_weights(tmp_path, weight_name=path.name)
    theirs = picture(pipe)
    assert (theirs - base).abs().max() > 1e-3
    assert torch.allclose(theirs, ours, atol=1e-4)


def test_a_pickled_checkpoint_holds_the_same_tensors(tmp_path: Path) -> None:
    state = trained(small()).to_kohya_state_dict(torch.float16)
    path = tmp_path / "x.pt"
    path.write_bytes(encode_checkpoint(state, {"ss_steps": "1"}, "pt"))
    loaded = torch.load(path, weights_only=True)
    assert loaded.keys() == state.keys()
    assert all(torch.equal(loaded[key], tensor) for key, tensor in state.items())
