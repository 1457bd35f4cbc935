"""One real AdamW8bit step. Importing bitsandbytes proves nothing, and `python -m bitsandbytes` always exits with 0."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from typing import Any

from probe_results import device, results  # type: ignore[import-not-found]

_SHAPE = (64, 256)
"""More than the 4,096 values below which bitsandbytes keeps 32-bit state."""
_RATE = 1e-2


def _step(where: str) -> dict[str, Any]:
    import bitsandbytes
    import torch

    torch.manual_seed(0)
    weights = torch.nn.Parameter(torch.randn(*_SHAPE, device=where))
    before = weights.detach().clone()
    optimizer = bitsandbytes.optim.AdamW8bit([weights], lr=_RATE, weight_decay=0.0)
    (weights**2).sum().backward()  # type: ignore[no-untyped-call]
    optimizer.step()
    state = optimizer.state[weights]
    moved = before - weights.detach()
    return {
        "state": {name: str(state[name].dtype) for name in ("state1", "state2") if name in state},
        "finite": bool(torch.isfinite(weights).all()),
        # Adam's first step is the learning rate, in the direction of each gradient's sign.
        "step": float((moved * before.sign()).median()) / _RATE,
    }


def main() -> None:
    found = results()
    if importlib.util.find_spec("bitsandbytes") is None:
        found.tell("optimizer-8bit", installed=False)
        return
    known: dict[str, Any] = {"installed": True, "version": importlib.metadata.version("bitsandbytes")}
    try:
        known["device"] = device()
    except Exception as error:  # noqa: BLE001 - told, not swallowed
        found.tell_error("optimizer-8bit", error, **known)
        return
    found.attempt("optimizer-8bit", lambda: _step(known["device"]), **known)


if __name__ == "__main__":
    main()
