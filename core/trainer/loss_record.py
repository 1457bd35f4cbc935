"""The moving average of the loss that sd-scripts shows."""

from __future__ import annotations

from collections.abc import Iterable


class LossRecord:
    """The mean over the last epoch's worth of batches (sd-scripts library/train_util.py: LossRecorder)."""

    def __init__(self, losses: Iterable[float] = (), total: float | None = None) -> None:
        self._losses = list(losses)
        self._total = sum(self._losses) if total is None else total

    @property
    def losses(self) -> tuple[float, ...]:
        """The last loss of each batch number of an epoch."""
        return tuple(self._losses)

    @property
    def total(self) -> float:
        """The running sum, which differs from the sum of `losses` by rounding."""
        return self._total

    def add(self, epoch: int, index: int, loss: float) -> None:
        """Record the loss of batch `index` (from 0) of `epoch` (from 1), in place of the one an epoch ago."""
        if epoch == 1:
            self._losses.append(loss)
        else:
            self._losses += [0.0] * (index + 1 - len(self._losses))
            self._total -= self._losses[index]
            self._losses[index] = loss
        self._total += loss

    @property
    def average(self) -> float:
        """0 before the first loss."""
        return self._total / len(self._losses) if self._losses else 0.0
