"""Step columns as the store hands them out, for tests."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from core.runs.store import StepColumns


def step_columns(
    losses: ArrayLike,
    *,
    epoch_length: int = 10,
    first: int = 1,
    seconds: float = 0.5,
    rates: Mapping[str, ArrayLike] | None = None,
    start: float = 1_000_000.0,
) -> StepColumns:
    """Consecutive steps from number `first`, `seconds` apart, with these losses."""
    losses = np.asarray(losses, dtype=float)
    steps = np.arange(first, first + len(losses))
    return StepColumns(
        row=steps - first + 1,
        step=steps,
        epoch=(steps - 1) // epoch_length + 1,
        time=start + steps * seconds,
        loss=losses,
        average_loss=losses,
        seconds=np.full(len(losses), float(seconds)),
        learning_rates={name: np.asarray(values, dtype=float) for name, values in (rates or {}).items()},
    )
