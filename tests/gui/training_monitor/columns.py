"""Step columns as the store hands them out, for tests."""

import numpy as np

from core.runs.store import StepColumns


def step_columns(losses, *, epoch_length=10, first=1, seconds=0.5, rates=None, start=1_000_000.0):
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
