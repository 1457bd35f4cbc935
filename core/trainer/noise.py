"""The noise schedule of Stable Diffusion and the noise of a training step.

Random numbers are drawn in the order and on the devices of sd-scripts: library/train_util.py
(get_noise_noisy_latents_and_timesteps, get_timesteps) and library/custom_train_functions.py (pyramid_noise_like,
apply_noise_offset, fix_noise_scheduler_betas_for_zero_terminal_snr).
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler, rescale_zero_terminal_snr
from torch import nn

TIMESTEPS = 1000


@dataclass(frozen=True, slots=True)
class NoiseSchedule:
    """The 1000 steps between image and noise. `all_snr`: (1000,), before any fix for zero terminal SNR."""

    scheduler: DDPMScheduler
    all_snr: torch.Tensor

    @classmethod
    def create(cls, device: torch.device, *, zero_terminal_snr: bool) -> NoiseSchedule:
        """SD1.x's schedule; `all_snr` on `device`. Source: sd-scripts train_network.py, get_noise_scheduler."""
        scheduler = DDPMScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="scaled_linear",
            num_train_timesteps=TIMESTEPS,
            clip_sample=False,
        )
        alphas = scheduler.alphas_cumprod
        all_snr = (torch.sqrt(alphas) / torch.sqrt(1.0 - alphas)) ** 2
        if zero_terminal_snr:
            scheduler.betas = rescale_zero_terminal_snr(scheduler.betas)
            scheduler.alphas = 1.0 - scheduler.betas
            scheduler.alphas_cumprod = torch.cumprod(scheduler.alphas, dim=0)
        return cls(scheduler, all_snr.to(device))

    @property
    def timesteps(self) -> int:
        return TIMESTEPS

    @property
    def betas(self) -> torch.Tensor:
        betas: torch.Tensor = self.scheduler.betas
        return betas

    @property
    def alphas_cumprod(self) -> torch.Tensor:
        """(1000,), where the scheduler last used it."""
        alphas: torch.Tensor = self.scheduler.alphas_cumprod
        return alphas

    def snr(self, timesteps: torch.Tensor) -> torch.Tensor:
        """Signal-to-noise ratios (batch,) at `timesteps` (batch,)."""
        return self.all_snr[timesteps.to(self.all_snr.device)]

    def velocity(self, latents: torch.Tensor, noise: torch.Tensor, timesteps: torch.Tensor) -> torch.Tensor:
        """The target of v-prediction, shaped like `latents`."""
        target: torch.Tensor = self.scheduler.get_velocity(latents, noise, timesteps)
        return target


@dataclass(frozen=True, slots=True)
class NoisyBatch:
    """`noise` and `noisy_latents` are shaped like the latents, `timesteps` is (batch,) int64."""

    noise: torch.Tensor
    noisy_latents: torch.Tensor
    timesteps: torch.Tensor


def add_training_noise(latents: torch.Tensor, schedule: NoiseSchedule, args: Mapping[str, Any]) -> NoisyBatch:
    """Noise for `latents` (batch, 4, height, width) at random timesteps, as `args` (`noise_offset` …) shape it."""
    noise = torch.randn_like(latents)
    if args["noise_offset"]:
        strength = _strength(args["noise_offset"], latents, at_random=bool(args["noise_offset_random_strength"]))
        noise = _with_offset(noise, latents, strength, args["adaptive_noise_scale"])
    if args["multires_noise_iterations"]:
        noise = _multi_resolution(noise, args["multires_noise_iterations"], args["multires_noise_discount"])
    timesteps = draw_timesteps(latents.shape[0], args["min_timestep"], args["max_timestep"], latents.device)
    disturbed = noise
    if args["ip_noise_gamma"]:
        strength = _strength(args["ip_noise_gamma"], latents, at_random=bool(args["ip_noise_gamma_random_strength"]))
        disturbed = noise + strength * torch.randn_like(latents)
    return NoisyBatch(noise, schedule.scheduler.add_noise(latents, disturbed, timesteps), timesteps)


def draw_timesteps(
    batch_size: int, min_timestep: int | None, max_timestep: int | None, device: torch.device
) -> torch.Tensor:
    """Random timesteps (batch,) int64, from `min_timestep` to below `max_timestep`.

    All are `max_timestep` where the range is empty. Drawn on the CPU, whatever `device` they are for.
    """
    low = 0 if min_timestep is None else min_timestep
    high = TIMESTEPS if max_timestep is None else max_timestep
    if low < high:
        timesteps = torch.randint(low, high, (batch_size,), device="cpu")
    else:
        timesteps = torch.full((batch_size,), high, device="cpu")
    return timesteps.long().to(device)


def _strength(limit: float, latents: torch.Tensor, *, at_random: bool) -> float | torch.Tensor:
    return torch.rand(1, device=latents.device) * limit if at_random else limit


def _with_offset(
    noise: torch.Tensor, latents: torch.Tensor, offset: float | torch.Tensor, adaptive_scale: float | None
) -> torch.Tensor:
    """One more draw for each sample and channel, which shifts its brightness."""
    if adaptive_scale is not None:
        mean = torch.abs(latents.mean(dim=(2, 3), keepdim=True))
        offset = torch.clamp(offset + adaptive_scale * mean, 0.0, None)
    shift = torch.randn((latents.shape[0], latents.shape[1], 1, 1), device=latents.device)
    return noise + offset * shift


def _multi_resolution(noise: torch.Tensor, iterations: int, discount: float) -> torch.Tensor:
    """Noise of ever coarser grain on top, scaled back to unit variance. Grain is drawn by Python's `random`."""
    batch, channels, height, width = noise.shape
    enlarge = nn.Upsample(size=(height, width), mode="bilinear")
    for iteration in range(iterations):
        factor = (random.random() * 2 + 2) ** iteration
        size = max(1, int(height / factor)), max(1, int(width / factor))
        noise = noise + enlarge(torch.randn(batch, channels, *size).to(noise.device)) * discount**iteration
        if 1 in size:
            break
    return noise / noise.std()
