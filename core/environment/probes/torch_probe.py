"""torch: whether it starts, reaches the card, is built for it, and computes rightly in each precision."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from typing import Any

from probe_results import device, results  # type: ignore[import-not-found]

_SIZE = 256
_TOLERANCES = {"float32": 1e-4, "tf32": 5e-3, "float16": 2e-2, "bfloat16": 5e-2}
"""Largest error of a product of normal numbers, as a share of its spread: well above each format's rounding."""


def _torch() -> dict[str, Any]:
    import torch

    return {"version": str(torch.__version__)}


def _cuda() -> dict[str, Any]:
    """`is_available` only warns where CUDA cannot start; asking for it says why."""
    import torch

    built = {"cuda_version": torch.version.cuda or "", "hip_version": getattr(torch.version, "hip", None) or ""}
    if torch.cuda.is_available():
        indices = range(torch.cuda.device_count())
        return {**built, "available": True, "cards": [_card(index) for index in indices], "reason": ""}
    reason = ""
    if any(built.values()):
        try:
            torch.cuda.init()  # type: ignore[no-untyped-call]
        except (RuntimeError, AssertionError) as error:
            reason = str(error)
    hidden = os.environ.get("CUDA_VISIBLE_DEVICES")
    return {**built, "available": False, "cards": [], "reason": reason, "visible": hidden}


def _card(index: int) -> dict[str, Any]:
    import torch

    properties = torch.cuda.get_device_properties(index)
    capability = [properties.major, properties.minor]
    return {"name": properties.name, "capability": capability, "memory": properties.total_memory}


def _architectures() -> dict[str, Any]:
    import torch

    available = torch.cuda.is_available()
    return {
        "built_for": list(torch.cuda.get_arch_list()),
        "capability": list(torch.cuda.get_device_capability(0)) if available else [],
    }


def _product(where: str, name: str) -> float:
    """The largest error of a matrix product, as a share of the spread of what is right."""
    import torch

    torch.manual_seed(0)
    left, right = torch.randn(_SIZE, _SIZE, dtype=torch.float64), torch.randn(_SIZE, _SIZE, dtype=torch.float64)
    dtype = torch.float32 if name == "tf32" else getattr(torch, name)
    torch.set_float32_matmul_precision("high" if name == "tf32" else "highest")
    got = (left.to(where, dtype) @ right.to(where, dtype)).cpu().double()
    return float((got - left @ right).abs().max() / math.sqrt(_SIZE))


def _attention(where: str, name: str) -> float:
    import torch

    torch.manual_seed(0)
    query, key, value = (torch.randn(1, 4, 64, 40, dtype=torch.float64) for _ in range(3))
    right = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(40), dim=-1) @ value
    dtype = getattr(torch, name)
    query, key, value = (part.to(where, dtype) for part in (query, key, value))
    got = torch.nn.functional.scaled_dot_product_attention(query, key, value)
    return float((got.cpu().double() - right).abs().max())


def _each(compute: Callable[[str, str], float], names: tuple[str, ...]) -> dict[str, Any]:
    where = device()
    outcome: dict[str, Any] = {}
    for name in names:
        try:
            error = compute(where, name)
        except (RuntimeError, TypeError, AttributeError) as problem:
            outcome[name] = {"works": False, "error": str(problem).strip().splitlines()[0]}
            continue
        fine = math.isfinite(error) and error <= _TOLERANCES[name]
        outcome[name] = {"works": fine, "error": "" if fine else f"wrong result: off by {error:.3g}"}
    return {"device": where, "precisions": outcome}


def main() -> None:
    found = results()
    if not found.attempt("torch", _torch):
        return
    found.attempt("cuda", _cuda)
    found.attempt("architectures", _architectures)
    found.attempt("precision", lambda: _each(_product, ("float32", "tf32", "float16", "bfloat16")))
    found.attempt("attention", lambda: _each(_attention, ("float32", "float16", "bfloat16")))


if __name__ == "__main__":
    main()
