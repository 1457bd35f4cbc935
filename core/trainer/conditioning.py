"""Captions -> what the U-Net is conditioned on (sd-scripts library/strategy_sd.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from core.trainer.prompt_weights import parse_weights
from core.trainer.tokenizer import CHUNK

_INNER = CHUNK - 2
_SMALLEST_MEAN = 1e-4
"""Below it the ratio of two means is noise; CLIP's own is about -0.1."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """`ids`: int64 (batch, chunks, 77), each chunk with its own start and end; `weights`: the same shape, or None."""

    ids: torch.Tensor
    weights: torch.Tensor | None = None

    def to(self, device: torch.device) -> Tokens:
        weights = None if self.weights is None else self.weights.to(device, non_blocking=True)
        return Tokens(self.ids.to(device, non_blocking=True), weights)


class Tokenizer:
    """Cuts captions into `chunks` of 75 tokens; what is longer is cut off, as sd-scripts does."""

    def __init__(self, tokenizer: Any, chunks: int = 1, *, weighted: bool = False) -> None:
        self._tokenizer = tokenizer
        self._length = chunks * _INNER
        self._weighted = weighted

    def __call__(self, captions: Sequence[str]) -> Tokens:
        rows = [self._weighted_row(caption) if self._weighted else self._plain_row(caption) for caption in captions]
        ids = torch.tensor([self._chunks(tokens) for tokens, _ in rows], dtype=torch.int64)
        if not self._weighted:
            return Tokens(ids)
        return Tokens(ids, torch.tensor([self._weight_chunks(weights) for _, weights in rows]))

    def count(self, caption: str) -> int:
        """Tokens of `caption` itself, without start and end."""
        return len(self._inner_ids(caption))

    def _inner_ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer(text, truncation=False, verbose=False).input_ids
        return ids[1:-1]

    def _plain_row(self, caption: str) -> tuple[list[int], list[float]]:
        return self._inner_ids(caption)[: self._length], []

    def _weighted_row(self, caption: str) -> tuple[list[int], list[float]]:
        ids: list[int] = []
        weights: list[float] = []
        for text, weight in parse_weights(caption):
            tokens = self._inner_ids(text)
            ids += tokens
            weights += [weight] * len(tokens)
        return ids[: self._length], weights[: self._length]

    def _chunks(self, tokens: list[int]) -> list[list[int]]:
        start, end = self._tokenizer.bos_token_id, self._tokenizer.eos_token_id
        filled = tokens + [end] + [self._tokenizer.pad_token_id] * self._length
        return [[start, *filled[at : at + _INNER], end] for at in range(0, self._length, _INNER)]

    def _weight_chunks(self, weights: list[float]) -> list[list[float]]:
        filled = weights + [1.0] * self._length
        return [[1.0, *filled[at : at + _INNER], 1.0] for at in range(0, self._length, _INNER)]


def encode(text_encoder: Any, tokens: Tokens, clip_skip: int | None = None, *, keep_mean: bool = False) -> torch.Tensor:
    """Hidden states (batch, chunks * 75 + 2, width): one start, the captions, one end.

    `clip_skip` 2 takes the last but one layer, then the final norm. With `keep_mean` the mean of a weighted caption
    stays what it was without weights, as sampling does (library/lpw_stable_diffusion.py).
    """
    batch, chunks, _ = tokens.ids.shape
    flat = tokens.ids.reshape(batch * chunks, CHUNK)
    if clip_skip is None:
        hidden = text_encoder(flat)[0]
    else:
        output = text_encoder(flat, output_hidden_states=True, return_dict=True)
        hidden = _final_norm(text_encoder)(output.hidden_states[-clip_skip])
    width = hidden.shape[-1]
    hidden = _joined(hidden.reshape(batch, chunks, CHUNK, width))
    if tokens.weights is None:
        return hidden
    weights = _joined(tokens.weights.unsqueeze(-1)).to(hidden.dtype)
    weighted = hidden * weights
    if not keep_mean:
        return weighted
    before = hidden.float().mean(dim=(1, 2), keepdim=True)
    after = weighted.float().mean(dim=(1, 2), keepdim=True)
    usable = (weights != 1).flatten(1).any(dim=1).view(-1, 1, 1) & (after.abs() > _SMALLEST_MEAN)
    return weighted * torch.where(usable, before / after, 1.0).to(weighted.dtype)


def _joined(chunks: torch.Tensor) -> torch.Tensor:
    """(batch, chunks, 77, width) -> (batch, chunks * 75 + 2, width)."""
    if chunks.shape[1] == 1:
        return chunks[:, 0]
    inner = chunks[:, :, 1:-1].flatten(1, 2)
    return torch.cat([chunks[:, 0, :1], inner, chunks[:, -1, -1:]], dim=1)


def _final_norm(text_encoder: Any) -> Any:
    """transformers 5 has no `text_model` level any more."""
    return getattr(text_encoder, "text_model", text_encoder).final_layer_norm


def embeddings_of(text_encoder: Any) -> Any:
    """The token and position embeddings: with gradient checkpointing they must require a gradient."""
    return getattr(text_encoder, "text_model", text_encoder).embeddings
