"""A small CLIP text encoder with random weights: it tells prompts apart, and the U-Net has learned what they mean."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

WIDTH = 64
"""Size of a token's vector: the U-Net's `cross_attention_dim`."""
_SEED = 20260101
_VOCABULARY = 49408
_START, _END = 49406, 49407


def make_text_encoder() -> Any:
    """A `CLIPTextModel` for CLIP's own tokenizer; the same weights on every machine.

    NumPy's RandomState is used because its stream is promised never to change (NEP 19).
    """
    from transformers import CLIPTextConfig, CLIPTextModel

    model = CLIPTextModel(
        CLIPTextConfig(
            vocab_size=_VOCABULARY, hidden_size=WIDTH, intermediate_size=2 * WIDTH, num_hidden_layers=2,
            num_attention_heads=4, max_position_embeddings=77, hidden_act="quick_gelu", projection_dim=WIDTH,
            bos_token_id=_START, eos_token_id=_END, pad_token_id=1,
        )
    )  # fmt: skip
    stream = np.random.RandomState(_SEED)
    parameters = {name.removeprefix("text_model."): parameter for name, parameter in model.named_parameters()}
    with torch.no_grad():
        for name in sorted(parameters):
            parameter = parameters[name]
            if "layer_norm" in name or "layernorm" in name:
                continue
            if name.endswith("bias"):
                parameter.zero_()
                continue
            drawn = stream.standard_normal(tuple(parameter.shape)) * _spread(name, parameter)
            parameter.copy_(torch.from_numpy(drawn.astype(np.float32)))
    return model.eval()


def _spread(name: str, parameter: torch.Tensor) -> float:
    """Standard deviation: tokens weigh more than their places, layers keep the size of what passes through them."""
    if "token_embedding" in name:
        return 1.0
    if "position_embedding" in name:
        return 0.3
    return float(parameter.shape[1]) ** -0.5
