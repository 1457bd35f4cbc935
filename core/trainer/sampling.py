"""Sample images from the model as it is now, with sd-scripts' prompts, samplers and file names."""

from __future__ import annotations

import importlib
import inspect
import io
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from PIL import Image

from core.files import write_bytes
from core.runs import events
from core.trainer.conditioning import Tokenizer, encode
from core.trainer.model_loading import BaseModel
from core.trainer.prompts import SamplePrompt
from core.trainer.reporting import Reporter

_LONGEST = 3
"""Chunks of 75 tokens of a prompt that are heeded (max_embeddings_multiples of sd-scripts)."""
_SCHEDULERS: Mapping[str, tuple[str, str]] = {
    "ddim": ("scheduling_ddim", "DDIMScheduler"),
    "ddpm": ("scheduling_ddpm", "DDPMScheduler"),
    "pndm": ("scheduling_pndm", "PNDMScheduler"),
    "euler": ("scheduling_euler_discrete", "EulerDiscreteScheduler"),
    "euler_a": ("scheduling_euler_ancestral_discrete", "EulerAncestralDiscreteScheduler"),
    "dpmsolver": ("scheduling_dpmsolver_multistep", "DPMSolverMultistepScheduler"),
    "dpmsolver++": ("scheduling_dpmsolver_multistep", "DPMSolverMultistepScheduler"),
    "dpmsingle": ("scheduling_dpmsolver_singlestep", "DPMSolverSinglestepScheduler"),
    "heun": ("scheduling_heun_discrete", "HeunDiscreteScheduler"),
    "dpm_2": ("scheduling_k_dpm_2_discrete", "KDPM2DiscreteScheduler"),
    "dpm_2_a": ("scheduling_k_dpm_2_ancestral_discrete", "KDPM2AncestralDiscreteScheduler"),
}


@dataclass(frozen=True, slots=True)
class SampleSettings:
    """`every_n_epochs` beats `every_n_steps`, as in sd-scripts; intervals of 0 or less are off."""

    every_n_steps: int | None
    every_n_epochs: int | None
    at_first: bool
    sampler: str
    clip_skip: int | None
    v_prediction: bool
    output_dir: Path
    output_name: str | None

    @classmethod
    def from_arguments(cls, args: Mapping[str, Any], output_dir: Path) -> SampleSettings:
        steps, epochs = args["sample_every_n_steps"], args["sample_every_n_epochs"]
        return cls(
            every_n_steps=steps if steps and steps > 0 else None,
            every_n_epochs=epochs if epochs and epochs > 0 else None,
            at_first=bool(args["sample_at_first"]),
            sampler=args["sample_sampler"],
            clip_skip=args["clip_skip"],
            v_prediction=bool(args["v_parameterization"]),
            output_dir=output_dir,
            output_name=args["output_name"],
        )

    def due_after_step(self, step: int) -> bool:
        return self.every_n_epochs is None and self.every_n_steps is not None and step % self.every_n_steps == 0

    def due_after_epoch(self, epoch: int) -> bool:
        return self.every_n_epochs is not None and epoch % self.every_n_epochs == 0


class Sampler:
    """Makes the pictures. Its random numbers are its own, so that a training with and without samples is the same."""

    def __init__(
        self,
        model: BaseModel,
        prompts: tuple[SamplePrompt, ...],
        settings: SampleSettings,
        reporter: Reporter,
        autocast: Callable[[], Any],
    ) -> None:
        self._model = model
        self._prompts = prompts
        self.settings = settings
        self._reporter = reporter
        self._autocast = autocast

    @property
    def can_sample(self) -> bool:
        return bool(self._prompts)

    def make_all(self, *, step: int, epoch: int, epoch_in_name: bool) -> None:
        """One picture a prompt, in `OUTPUT_DIR/sample`; `epoch_in_name` for those at an epoch's end.

        Raises:
            FileError: a picture cannot be written.
        """
        total = len(self._prompts)
        self._reporter.stage(events.Stage.SAMPLING, total=total)
        vae = self._model.vae
        home = vae.device
        vae.to(self._model.unet.device)
        try:
            for done, prompt in enumerate(self._prompts, start=1):
                number = f"e{epoch:06d}" if epoch_in_name else f"{step:06d}"
                path = self._file(prompt, number)
                write_bytes(path, self._png(prompt))
                saved = events.SampleSaved(
                    path=str(path), step=step, epoch=epoch, prompt_index=prompt.index, prompt=prompt.text,
                    seed=prompt.seed,
                )  # fmt: skip
                self._reporter.happened(saved, f"sample saved: {path}")
                self._reporter.stage(events.Stage.SAMPLING, done, total)
        finally:
            vae.to(home)

    def _file(self, prompt: SamplePrompt, number: str) -> Path:
        """`NAME_000001_00_20261123154534_1.png`: step or epoch, prompt, local time, seed."""
        name = f"{self.settings.output_name}_" if self.settings.output_name is not None else ""
        moment = time.strftime("%Y%m%d%H%M%S", time.localtime())
        seed = "" if prompt.seed is None else f"_{prompt.seed}"
        return self.settings.output_dir / "sample" / f"{name}{number}_{prompt.index:02d}_{moment}{seed}.png"

    def _png(self, prompt: SamplePrompt) -> bytes:
        with torch.no_grad(), self._autocast():
            latents = self._latents(prompt)
        with torch.no_grad():
            vae = self._model.vae
            decoded = vae.decode(latents.to(vae.dtype) / vae.config.scaling_factor).sample
        pixels = ((decoded[0].float() / 2 + 0.5).clamp(0, 1) * 255).round().to(torch.uint8)
        stream = io.BytesIO()
        Image.fromarray(pixels.permute(1, 2, 0).cpu().numpy()).save(stream, "PNG")
        return stream.getvalue()

    def _latents(self, prompt: SamplePrompt) -> torch.Tensor:
        unet = self._model.unet
        generator = torch.Generator()
        if prompt.seed is None:
            generator.seed()
        else:
            generator.manual_seed(prompt.seed)
        scheduler = make_scheduler(prompt.sampler or self.settings.sampler, v_prediction=self.settings.v_prediction)
        scheduler.set_timesteps(prompt.steps)
        extra = {"generator": generator} if "generator" in inspect.signature(scheduler.step).parameters else {}
        guided = prompt.scale > 1.0
        condition = self._condition(prompt, guided=guided)
        shape = (1, unet.config.in_channels, prompt.height // 8, prompt.width // 8)
        latents = torch.randn(shape, generator=generator).to(unet.device) * scheduler.init_noise_sigma
        for timestep in scheduler.timesteps:
            doubled = torch.cat([latents, latents]) if guided else latents
            scaled = scheduler.scale_model_input(doubled, timestep)
            predicted = unet(scaled, timestep.to(unet.device), encoder_hidden_states=condition).sample.float()
            if guided:
                without, towards = predicted.chunk(2)
                predicted = without + prompt.scale * (towards - without)
            latents = scheduler.step(predicted, timestep, latents, **extra).prev_sample
        return latents

    def _condition(self, prompt: SamplePrompt, *, guided: bool) -> torch.Tensor:
        """Negative prompt first, then the prompt; as many chunks as the longer one needs."""
        counter = Tokenizer(self._model.tokenizer)
        texts = [prompt.negative, prompt.text] if guided else [prompt.text]
        longest = max(counter.count(text) for text in texts)
        chunks = max(1, min(_LONGEST, -(-longest // 75)))
        tokens = Tokenizer(self._model.tokenizer, chunks, weighted=True)(texts)
        device = self._model.unet.device
        encoded = encode(self._model.text_encoder, tokens.to(device), self.settings.clip_skip, keep_mean=True)
        return encoded.to(device)


def make_scheduler(name: str, *, v_prediction: bool) -> Any:
    """The diffusers scheduler that sd-scripts uses under `name` (library/train_util.py: get_my_scheduler)."""
    module, attribute = _SCHEDULERS[name.removeprefix("k_")]
    cls = getattr(importlib.import_module(f"diffusers.schedulers.{module}"), attribute)
    options: dict[str, Any] = {"algorithm_type": name} if name.startswith("dpmsolver") else {}
    if name == "dpmsolver":
        options["final_sigmas_type"] = "sigma_min"
    if "clip_sample" in inspect.signature(cls).parameters:
        options["clip_sample"] = True
    if v_prediction:
        options["prediction_type"] = "v_prediction"
    return cls(num_train_timesteps=1000, beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", **options)
