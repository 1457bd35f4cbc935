"""Teaches the demo's U-Net to draw creatures; writes `resources/demo/unet.safetensors`.

    python -m core.trainer.demo.pretraining [--steps 3000] [--batch 192] [--output FILE]

A few minutes on a graphics card, hours on a processor, so its result ships with the program. The robot that the demo's
LoRA learns is not among the pictures.
"""

from __future__ import annotations

import argparse
import copy
import math
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from core.demo_pictures import PORTRAIT, SQUARE, Picture, creature
from core.trainer.demo.text_encoder import make_text_encoder
from core.trainer.demo.unet import make_unet, shipped_weights
from core.trainer.demo.vae import cells_to_latents
from core.trainer.tokenizer import CHUNK, load_tokenizer

_PICTURES = 12000
"""Of each shape."""
_PEAK_RATE = 3e-3
_WARM_UP = 200
_SNR_LIMIT = 5.0
_UNCONDITIONAL = 0.1
_AVERAGE = 0.999
_CONTEXTS_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class _Pictures:
    """Latents (n, 4, h, w) of one shape, and for each picture the row of its caption in the table of contexts."""

    latents: torch.Tensor
    captions: torch.Tensor


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Teach the demo's U-Net to draw creatures.")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=192)
    parser.add_argument("--pictures", type=int, default=_PICTURES, help="of each shape")
    parser.add_argument("--output", type=Path, default=shipped_weights())
    options = parser.parse_args(arguments)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    unet = pretrain(options.steps, options.batch, options.pictures, device)
    _save(unet, options.output)
    return 0


def pretrain(steps: int, batch: int, pictures: int, device: torch.device) -> Any:
    """The average of the U-Net's weights after `steps` steps; the noise is predicted, as by Stable Diffusion 1.x."""
    torch.manual_seed(0)
    shapes, contexts = _prepare(pictures, device)
    unet = make_unet().to(device)
    average = copy.deepcopy(unet).requires_grad_(False)
    optimizer = torch.optim.AdamW(unet.parameters(), lr=_PEAK_RATE, betas=(0.9, 0.99))
    kept = torch.cumprod(1 - torch.linspace(0.00085**0.5, 0.012**0.5, 1000) ** 2, 0).to(device)
    recent = torch.zeros((), device=device)
    for step in range(steps):
        rate = _PEAK_RATE * min(1.0, (step + 1) / _WARM_UP) * (0.51 + 0.49 * math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss = _loss(unet, shapes[step % len(shapes)], contexts, kept, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(unet.parameters(), 1.0)
        optimizer.step()
        share = 1 - min(_AVERAGE, (step + 1) / (step + 20))
        torch._foreach_lerp_(list(average.parameters()), [item.detach() for item in unet.parameters()], share)
        recent.lerp_(loss.detach(), 0.01)
        if (step + 1) % 500 == 0:
            sys.stderr.write(f"step {step + 1}/{steps} loss {recent.item():.4f}\n")
    return average


def _prepare(pictures: int, device: torch.device) -> tuple[list[_Pictures], torch.Tensor]:
    """Pictures of both shapes, and the context (captions, 77, width) of each caption; row 0 is the empty one's."""
    rng = random.Random(0)
    drawn = [[creature(size, rng) for _ in range(pictures)] for size in (SQUARE, PORTRAIT)]
    captions = ["", *sorted({picture.caption for shape in drawn for picture in shape})]
    rows = {caption: row for row, caption in enumerate(captions)}
    shapes = [
        _Pictures(
            cells_to_latents(_cells(shape)).to(device),
            torch.tensor([rows[picture.caption] for picture in shape], device=device),
        )
        for shape in drawn
    ]
    return shapes, _contexts(captions).to(device)


def _cells(pictures: list[Picture]) -> torch.Tensor:
    stacked = np.stack([np.asarray(picture.image) for picture in pictures])
    return torch.from_numpy(stacked).permute(0, 3, 1, 2).float() / 127.5 - 1


def _contexts(captions: list[str]) -> torch.Tensor:
    encoder, tokenizer = make_text_encoder(), load_tokenizer()
    tokens = tokenizer(captions, padding="max_length", max_length=CHUNK, truncation=True, return_tensors="pt").input_ids
    with torch.no_grad():
        return torch.cat([encoder(part)[0] for part in tokens.split(_CONTEXTS_AT_ONCE)])


def _loss(unet: Any, pictures: _Pictures, contexts: torch.Tensor, kept: torch.Tensor, batch: int) -> torch.Tensor:
    """Squared error of the predicted noise, with min-SNR weights. `kept`: the signal's share of each timestep."""
    device = kept.device
    chosen = torch.randint(0, len(pictures.latents), (batch,), device=device)
    captions = torch.where(torch.rand(batch, device=device) < _UNCONDITIONAL, 0, pictures.captions[chosen])
    timesteps = torch.randint(0, len(kept), (batch,), device=device)
    signal = kept[timesteps]
    latents = pictures.latents[chosen]
    noise = torch.randn_like(latents)
    mixed = signal.sqrt()[:, None, None, None] * latents + (1 - signal).sqrt()[:, None, None, None] * noise
    predicted = unet(mixed, timesteps, contexts[captions], return_dict=False)[0]
    ratio = signal / (1 - signal)
    return ((predicted - noise).square().mean((1, 2, 3)) * ratio.clamp(max=_SNR_LIMIT) / ratio).mean()


def _save(unet: Any, output: Path) -> None:
    from safetensors.torch import save_file

    output.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: tensor.half().cpu().contiguous() for name, tensor in unet.state_dict().items()}, str(output))


if __name__ == "__main__":
    sys.exit(main())
