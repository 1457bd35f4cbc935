"""Which layers of a U-Net and a text encoder carry a LoRA, and what Kohya's files call them.

Source: sd-scripts networks/lora.py, LoRANetwork.__init__ (UNET_TARGET_REPLACE_MODULE and its kin).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diffusers.models.downsampling import Downsample2D
from diffusers.models.resnet import ResnetBlock2D
from diffusers.models.transformers.transformer_2d import Transformer2DModel
from diffusers.models.upsampling import Upsample2D
from torch import nn
from transformers.models.clip.modeling_clip import CLIPMLP, CLIPAttention

from core.trainer.block_settings import block_index
from core.trainer.network_settings import NetworkSettings

UNET_PREFIX = "lora_unet_"
_TEXT_MODEL = "text_model."


@dataclass(frozen=True, slots=True)
class LoraTarget:
    """A layer that gets a LoRA: `path` in the model, `name` in Kohya's files, rank and alpha."""

    path: str
    name: str
    rank: int
    alpha: float


@dataclass(frozen=True, slots=True)
class StoredRanks:
    """Ranks and alphas that a LoRA file prescribes, by Kohya's module names."""

    ranks: Mapping[str, int]
    alphas: Mapping[str, float]


def unet_targets(unet: nn.Module, settings: NetworkSettings, stored: StoredRanks | None) -> list[LoraTarget]:
    """The layers of a diffusers U-Net, in the model's order; 3x3 convolutions only if a rank is given for them."""
    blocks = settings.blocks
    with_convolutions = (
        stored is not None or settings.conv_rank is not None or (blocks is not None and blocks.conv_ranks is not None)
    )
    containers: tuple[type[nn.Module], ...] = (Transformer2DModel,)
    if with_convolutions:
        containers += (ResnetBlock2D, Downsample2D, Upsample2D)
    targets = []
    for path, layer in _layers(unet, containers):
        name = UNET_PREFIX + path.replace(".", "_")
        numbers = _stored(stored, name) if stored is not None else _unet_numbers(name, layer, settings)
        if numbers is not None:
            targets.append(LoraTarget(path, name, *numbers))
    return targets


def text_encoder_targets(
    text_encoder: nn.Module, prefix: str, settings: NetworkSettings, stored: StoredRanks | None
) -> list[LoraTarget]:
    """The layers of a CLIP text encoder. Kohya's names begin with `text_model`, whether or not the module path does."""
    targets = []
    for path, _ in _layers(text_encoder, (CLIPAttention, CLIPMLP)):
        kohya_path = path if path.startswith(_TEXT_MODEL) else _TEXT_MODEL + path
        name = prefix + kohya_path.replace(".", "_")
        numbers = _stored(stored, name) if stored is not None else (settings.rank, settings.alpha)
        if numbers is not None:
            targets.append(LoraTarget(path, name, *numbers))
    return targets


def _layers(model: nn.Module, containers: tuple[type[nn.Module], ...]) -> Iterator[tuple[str, nn.Module]]:
    for outer, container in model.named_modules():
        if isinstance(container, containers):
            for inner, layer in container.named_modules():
                if isinstance(layer, nn.Linear | nn.Conv2d):
                    yield f"{outer}.{inner}", layer


def _stored(stored: StoredRanks, name: str) -> tuple[int, float] | None:
    return (stored.ranks[name], stored.alphas[name]) if name in stored.ranks else None


def _unet_numbers(name: str, layer: nn.Module, settings: NetworkSettings) -> tuple[int, float] | None:
    wide = isinstance(layer, nn.Conv2d) and layer.kernel_size != (1, 1)
    blocks = settings.blocks
    if blocks is None:
        rank, alpha = (settings.conv_rank, settings.conv_alpha) if wide else (settings.rank, settings.alpha)
    else:
        index = block_index(name)
        ranks, alphas = (blocks.conv_ranks, blocks.conv_alphas) if wide else (blocks.ranks, blocks.alphas)
        rank, alpha = (None, 0.0) if ranks is None or alphas is None else (ranks[index], alphas[index])
    return (rank, alpha) if rank else None
