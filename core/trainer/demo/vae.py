"""A VAE that needs no training: every 8x8 cell of a picture becomes its mean colour, and is drawn as one.

It is a stock `AutoencoderKL` whose weights are worked out by hand. The colour v travels as the channels (v, -v, K, -K):
the residual branches add nothing, a group norm over such channels has mean 0 and a variance of almost exactly K²/4, and
silu(v) - silu(-v) = v, so what a Stable Diffusion VAE does beside its convolutions cancels out.
"""

from __future__ import annotations

import math
from typing import Any

import torch

SCALING_FACTOR = 0.18215
"""Stable Diffusion 1.x's own; the scaled latents of the demo's pictures have unit variance."""
_CHANNELS = 8
_COLOURS = 3
_LEVEL = 64.0
"""K: the greater, the less the colours change the norm (|v|² / K² < 0.1 %)."""
_CERTAIN = -20.0
"""Log of the variance of the encoder's distribution."""

_MEAN = torch.tensor([0.2342, 0.1965, 0.2173])
_AXES = torch.tensor([[0.3205, -0.7292, -0.6047], [-0.8006, 0.1327, -0.5843], [0.5063, 0.6714, -0.5412]])
_VARIANCES = torch.tensor([0.0614, 0.2439, 0.7498])
"""Mean and principal axes of the colours (-1 to 1) in the drawn pixels of 16,000 creatures."""
_FRAME = torch.tensor([[1.0, 1.0, 1.0], [1.0, -1.0, -1.0], [-1.0, 1.0, -1.0], [-1.0, -1.0, 1.0]]) / math.sqrt(3)
"""Corners of a tetrahedron: four latent channels of equal weight for three colour channels."""


def colour_to_latent() -> torch.Tensor:
    """(4, 3): scaled latents from a colour less the mean colour."""
    return _FRAME @ (_AXES / _VARIANCES.sqrt()).T


def cells_to_latents(cells: torch.Tensor) -> torch.Tensor:
    """What the encoder makes of pictures given by their cells' colours: (n, 3, h, w) in -1 to 1 -> (n, 4, h, w)."""
    return torch.einsum("kc,nchw->nkhw", colour_to_latent(), cells - _MEAN[None, :, None, None])


def make_vae() -> Any:
    """An `AutoencoderKL` with four latent channels, eight times smaller than the picture."""
    from diffusers import AutoencoderKL

    vae = AutoencoderKL(
        block_out_channels=(_CHANNELS,) * 4,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        layers_per_block=1,
        norm_num_groups=1,
        latent_channels=4,
        sample_size=128,
        scaling_factor=SCALING_FACTOR,
    )
    with torch.no_grad():
        for name, parameter in vae.named_parameters():
            is_norm = "norm" in name and name.endswith("weight")
            parameter.fill_(1.0 if is_norm else 0.0)
        _set_encoder(vae.encoder)
        _set_decoder(vae.decoder)
        for layer in (vae.quant_conv, vae.post_quant_conv):
            layer.weight.copy_(torch.eye(layer.out_channels)[:, :, None, None])
    return vae.eval()


def _set_encoder(encoder: Any) -> None:
    encode = colour_to_latent() / SCALING_FACTOR
    _spread(encoder.conv_in, torch.eye(_COLOURS), torch.zeros(_COLOURS))
    for block in encoder.down_blocks[:-1]:
        mean = torch.eye(_CHANNELS)[:, :, None, None] / 4
        block.downsamplers[0].conv.weight[:, :, :2, :2] = mean.expand(-1, -1, 2, 2)
    _gather(encoder.conv_norm_out, encoder.conv_out, encode)
    encoder.conv_out.bias[:4] = -encode @ _MEAN
    encoder.conv_out.bias[4:] = _CERTAIN


def _set_decoder(decoder: Any) -> None:
    decode = torch.linalg.pinv(colour_to_latent()) * SCALING_FACTOR
    _spread(decoder.conv_in, decode, _MEAN)
    for block in decoder.up_blocks[:-1]:
        block.upsamplers[0].conv.weight[:, :, 1, 1] = torch.eye(_CHANNELS)
    _gather(decoder.conv_norm_out, decoder.conv_out, torch.eye(_COLOURS))


def _spread(convolution: Any, weight: torch.Tensor, bias: torch.Tensor) -> None:
    """First layer: from its input to (v, -v, K, -K), where v = weight @ input + bias."""
    convolution.weight[:_COLOURS, :, 1, 1] = weight
    convolution.weight[_COLOURS : 2 * _COLOURS, :, 1, 1] = -weight
    convolution.bias.copy_(torch.cat([bias, -bias, torch.tensor([_LEVEL, -_LEVEL])]))


def _gather(norm: Any, convolution: Any, weight: torch.Tensor) -> None:
    """Last layers: from (v, -v, K, -K) to weight @ v in the first output channels."""
    norm.weight.fill_(_LEVEL / 2)
    convolution.weight[: weight.shape[0], :_COLOURS, 1, 1] = weight
    convolution.weight[: weight.shape[0], _COLOURS : 2 * _COLOURS, 1, 1] = -weight
