"""xformers, which sd-scripts can do without: whether it is there, and whether its attention is right."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import math
from typing import Any

from probe_results import device, results  # type: ignore[import-not-found]


def _xformers() -> dict[str, Any]:
    if importlib.util.find_spec("xformers") is None:
        return {"installed": False}
    import torch
    import xformers.ops  # type: ignore[import-not-found]

    version, where = importlib.metadata.version("xformers"), device()
    if where == "cpu":
        return {"installed": True, "version": version, "device": where}
    torch.manual_seed(0)
    query, key, value = (torch.randn(1, 64, 4, 40, device=where, dtype=torch.float16) for _ in range(3))
    got = xformers.ops.memory_efficient_attention(query, key, value).double()
    query, key, value = (part.double().transpose(1, 2) for part in (query, key, value))
    right = (torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(40), dim=-1) @ value).transpose(1, 2)
    return {"installed": True, "version": version, "device": where, "off": float((got - right).abs().max())}


if __name__ == "__main__":
    results().attempt("xformers", _xformers)
