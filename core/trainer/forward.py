"""From a batch to its loss: latents, conditioning, noise, the U-Net's guess.

Source: sd-scripts train_network.py, process_batch and get_noise_pred_and_target.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

import torch

from core.trainer.batches import Batch
from core.trainer.conditioning import Tokens, encode
from core.trainer.losses import training_loss
from core.trainer.model_loading import BaseModel
from core.trainer.noise import NoiseSchedule, add_training_noise

_REMEMBERED = 1024
"""Captions whose encoding is kept while the text encoder is frozen: 120 KB each at SD1.5's size in fp16."""


class Forward:
    """The differentiable part of a training step. Models are on `device` already."""

    def __init__(
        self,
        model: BaseModel,
        args: Mapping[str, Any],
        *,
        device: torch.device,
        train_text_encoder: bool,
        captions_vary: bool,
        autocast: Callable[[], Any],
    ) -> None:
        self._model = model
        self._args = args
        self._device = device
        self._autocast = autocast
        self._train_text_encoder = train_text_encoder
        self._schedule = NoiseSchedule.create(device, zero_terminal_snr=bool(args["zero_terminal_snr"]))
        self._schedule.scheduler.alphas_cumprod = self._schedule.scheduler.alphas_cumprod.to(device)
        self._remembered = None if train_text_encoder or captions_vary else _Encodings(model, args, device)
        self._format = torch.channels_last if device.type == "cuda" else torch.contiguous_format

    def loss(self, batch: Batch) -> torch.Tensor:
        """The scalar to differentiate, on the device."""
        latents = self._latents(batch)
        with self._autocast():
            condition = self._condition(batch)
        noisy = add_training_noise(latents, self._schedule, self._args)
        noisy_latents = noisy.noisy_latents.contiguous(memory_format=self._format)
        with self._autocast():
            predicted = self._model.unet(
                noisy_latents, noisy.timesteps, encoder_hidden_states=condition, return_dict=False
            )[0]
        target = noisy.noise
        if self._args["v_parameterization"]:
            target = self._schedule.velocity(latents, noisy.noise, noisy.timesteps)
        masks = None if batch.alpha_masks is None else batch.alpha_masks.to(self._device)
        weights = batch.loss_weights.to(self._device, non_blocking=True)
        return training_loss(predicted, target, noisy.timesteps, weights, self._schedule, self._args, masks)

    def _latents(self, batch: Batch) -> torch.Tensor:
        vae = self._model.vae
        with torch.no_grad():
            if batch.latents is not None:
                latents = batch.latents.to(self._device, non_blocking=True)
            else:
                assert batch.pixels is not None
                pixels = batch.pixels.to(self._device, vae.dtype, non_blocking=True)
                parts = pixels.split(self._args["vae_batch_size"] or len(pixels))
                latents = torch.cat([vae.encode(part).latent_dist.sample() for part in parts]).float()
            return latents * vae.config.scaling_factor

    def _condition(self, batch: Batch) -> torch.Tensor:
        if self._remembered is not None:
            return self._remembered.of(batch)
        tokens = batch.tokens.to(self._device)
        with torch.set_grad_enabled(self._train_text_encoder):
            return encode(self._model.text_encoder, tokens, self._args["clip_skip"])


class _Encodings:
    """Encodings of captions by a frozen text encoder, the least recently used forgotten first.

    Each caption is encoded by itself, so that what a batch gets does not depend on what was trained before.
    """

    def __init__(self, model: BaseModel, args: Mapping[str, Any], device: torch.device) -> None:
        self._text_encoder = model.text_encoder
        self._clip_skip = args["clip_skip"]
        self._device = device
        self._known: OrderedDict[str, torch.Tensor] = OrderedDict()

    def of(self, batch: Batch) -> torch.Tensor:
        return torch.cat([self._one(caption, row, batch.tokens) for row, caption in enumerate(batch.captions)])

    def _one(self, caption: str, row: int, tokens: Tokens) -> torch.Tensor:
        known = self._known.get(caption)
        if known is None:
            weights = None if tokens.weights is None else tokens.weights[row : row + 1]
            with torch.no_grad():
                own = Tokens(tokens.ids[row : row + 1], weights).to(self._device)
                known = encode(self._text_encoder, own, self._clip_skip)
            self._known[caption] = known
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        self._known.move_to_end(caption)
        return known


class LossReading:
    """A loss on its way from the device: read after the backward pass is launched, so that the device never idles."""

    def __init__(self, loss: torch.Tensor) -> None:
        detached = loss.detach()
        self._event: torch.cuda.Event | None = None
        if detached.is_cuda:
            self._value = torch.empty((), dtype=detached.dtype, pin_memory=True)
            self._value.copy_(detached, non_blocking=True)
            self._event = torch.cuda.Event()
            self._event.record()
        else:
            self._value = detached

    def value(self) -> float:
        if self._event is not None:
            self._event.synchronize()
        return float(self._value)
