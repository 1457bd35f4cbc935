"""Kohya's three dropouts inside peft's LoRA layers.

peft drops inputs of the down projection; sd-scripts (networks/lora.py, LoRAModule.forward) drops its outputs, whole
ranks of a sample, or the whole module of a step. The draws come in the same order as there.
"""

from __future__ import annotations

from typing import Any

import torch
from peft.tuners.lora.layer import LoraVariant
from torch import nn


class KohyaDropout(LoraVariant):
    """The forward of all LoRA layers of one network. Active only while `training` is set, as `network.train()` does."""

    def __init__(self, dropout: float | None, rank_dropout: float | None, module_dropout: float | None) -> None:
        self.dropout = dropout
        self.rank_dropout = rank_dropout
        self.module_dropout = module_dropout
        self.training = True

    @property
    def needed(self) -> bool:
        return any(rate is not None for rate in (self.dropout, self.rank_dropout, self.module_dropout))

    def forward(
        self, module: nn.Module, active_adapter: str, x: torch.Tensor, result: torch.Tensor, **_: Any
    ) -> torch.Tensor:
        """`result` of the base layer plus the LoRA's share for input `x` (batch first)."""
        if self.training and self.module_dropout is not None and bool(torch.rand(1) < self.module_dropout):
            return result
        layers: Any = module
        hidden = layers.lora_A[active_adapter](x)
        scaling = layers.scaling[active_adapter]
        if self.training and self.dropout is not None:
            hidden = nn.functional.dropout(hidden, p=self.dropout)
        if self.training and self.rank_dropout is not None:
            rank = layers.r[active_adapter]
            kept = torch.rand((hidden.size(0), rank), device=hidden.device) > self.rank_dropout
            hidden = hidden * _like_activations(kept, hidden.dim())
            scaling = scaling * (1.0 / (1.0 - self.rank_dropout))
        return result + layers.lora_B[active_adapter](hidden) * scaling


def _like_activations(kept: torch.Tensor, dimensions: int) -> torch.Tensor:
    if dimensions == 3:
        return kept.unsqueeze(1)
    return kept[:, :, None, None] if dimensions == 4 else kept
