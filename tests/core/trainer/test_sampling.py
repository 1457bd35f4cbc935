"""Pictures made with the model of the moment."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
import torch

from core.engines.builtin_support import SAMPLERS
from core.trainer.model_loading import BaseModel, load_base_model
from core.trainer.prompts import SamplePrompt
from core.trainer.reporting import EventLog, Reporter
from core.trainer.sampling import Sampler, SampleSettings, make_scheduler


@pytest.fixture(scope="module")
def model(tiny_model: Path) -> BaseModel:
    return load_base_model(tiny_model, dtype=torch.float32)


def settings_of(output: Path, **keys: Any) -> SampleSettings:
    options = {
        "every_n_steps": 2, "every_n_epochs": None, "at_first": False, "sampler": "ddim", "clip_skip": None,
        "v_prediction": False, "output_name": "x", **keys,
    }  # fmt: skip
    return SampleSettings(output_dir=output, **options)


def sampler_of(model: BaseModel, output: Path, *prompts: SamplePrompt) -> Sampler:
    return Sampler(model, prompts, settings_of(output), Reporter(EventLog(None)), contextlib.nullcontext)


pytestmark = [
    pytest.mark.filterwarnings("ignore:__array_:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:.*algorithm_type dpmsolver is deprecated:FutureWarning"),
]


@pytest.mark.parametrize("name", sorted(SAMPLERS))
def test_every_sampler_makes_a_picture(model: BaseModel, tmp_path: Path, name: str) -> None:
    prompt = SamplePrompt(0, "a cat", width=64, height=64, seed=1, steps=4, sampler=name)
    sampler = sampler_of(model, tmp_path, prompt)
    with torch.no_grad():
        latents = sampler._latents(prompt)
    assert latents.shape == (1, 4, 8, 8)
    assert torch.isfinite(latents).all()
    assert sampler._png(prompt).startswith(b"\x89PNG")


def test_a_seed_gives_the_same_picture_and_leaves_training_alone(model: BaseModel, tmp_path: Path) -> None:
    prompt = SamplePrompt(0, "a cat", "dog", width=64, height=64, seed=1, steps=2, sampler="euler_a")
    sampler = sampler_of(model, tmp_path, prompt)
    torch.manual_seed(5)
    before = torch.get_rng_state()
    first = sampler._png(prompt)
    assert torch.equal(torch.get_rng_state(), before)
    assert sampler._png(prompt) == first
    other = SamplePrompt(0, "a cat", "dog", width=64, height=64, seed=2, steps=2, sampler="euler_a")
    assert sampler._png(other) != first


def test_ddim_steps_as_diffusers_pipeline_does(model: BaseModel, tmp_path: Path) -> None:
    """The loop written out by diffusers itself, for the same start."""
    from diffusers.pipelines.stable_diffusion.pipeline_stable_diffusion import StableDiffusionPipeline
    from diffusers.schedulers.scheduling_ddim import DDIMScheduler

    prompt = SamplePrompt(0, "a cat", "dog", width=64, height=64, seed=3, steps=4, scale=5.0)
    latents = sampler_of(model, tmp_path, prompt)
    with torch.no_grad():
        found = latents._latents(prompt)
    pipeline = StableDiffusionPipeline(
        vae=model.vae, text_encoder=model.text_encoder, tokenizer=model.tokenizer, unet=model.unet,
        scheduler=DDIMScheduler(steps_offset=1, clip_sample=False), safety_checker=None, feature_extractor=None,
        requires_safety_checker=False,
    )  # fmt: skip
    pipeline.scheduler = make_scheduler("ddim", v_prediction=False)
    pipeline.set_progress_bar_config(disable=True)
    start = torch.randn((1, 4, 8, 8), generator=torch.Generator().manual_seed(3))
    expected = pipeline(
        "a cat", negative_prompt="dog", width=64, height=64, num_inference_steps=4, guidance_scale=5.0, latents=start,
        output_type="latent",
    ).images  # fmt: skip
    assert torch.allclose(found, expected, atol=1e-4)


def test_when_samples_are_due(tmp_path: Path) -> None:
    by_step, by_epoch = settings_of(tmp_path), settings_of(tmp_path, every_n_epochs=3)
    assert [step for step in range(1, 7) if by_step.due_after_step(step)] == [2, 4, 6]
    assert not any(by_step.due_after_epoch(epoch) for epoch in range(1, 7))
    assert not any(by_epoch.due_after_step(step) for step in range(1, 7))
    assert [epoch for epoch in range(1, 7) if by_epoch.due_after_epoch(epoch)] == [3, 6]
