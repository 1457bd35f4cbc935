"""Which samples of a long curve to draw so that no peak is lost."""

from __future__ import annotations

from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

_FACTOR = 8
_Number = TypeVar("_Number", np.float64, np.int64)


class GrowingArray(Generic[_Number]):
    """An array whose end grows; appending n values costs O(n) amortised."""

    def __init__(self, dtype: type[_Number]) -> None:
        self._buffer: NDArray[_Number] = np.empty(1024, dtype=dtype)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def values(self) -> NDArray[_Number]:
        """A view of the values so far; appending leaves older views as they are."""
        return self._buffer[: self._length]

    def reserve(self, length: int) -> None:
        """Make room for so many values in all; memory that is not written to yet costs nothing."""
        if length > len(self._buffer):
            buffer: NDArray[_Number] = np.empty(length, dtype=self._buffer.dtype)
            buffer[: self._length] = self.values
            self._buffer = buffer

    def append(self, values: NDArray[_Number]) -> None:
        needed = self._length + len(values)
        if needed > len(self._buffer):
            self.reserve(max(needed, 2 * len(self._buffer)))
        self._buffer[self._length : needed] = values
        self._length = needed


class PeakSeries:
    """Growing values, with the indices of the lowest and highest one of every 8, 64, 512 … of them.

    Buckets are anchored at sample 0, so a curve does not shimmer while it is panned. A bucket without a finite value
    keeps an index of one that is not, and so draws a gap.
    """

    def __init__(self) -> None:
        self._samples = GrowingArray(np.float64)
        self._lows: list[GrowingArray[np.int64]] = []
        self._highs: list[GrowingArray[np.int64]] = []

    def __len__(self) -> int:
        return len(self._samples)

    @property
    def values(self) -> NDArray[np.float64]:
        return self._samples.values

    def reserve(self, length: int) -> None:
        self._samples.reserve(length)

    def append(self, values: NDArray[np.float64]) -> None:
        self._samples.append(values)
        lows = highs = np.arange(self._done(0) * _FACTOR, len(self._samples), dtype=np.int64)
        level = 0
        while len(lows) >= _FACTOR:
            if level == len(self._lows):
                self._lows.append(GrowingArray(np.int64))
                self._highs.append(GrowingArray(np.int64))
            whole = len(lows) // _FACTOR * _FACTOR
            self._lows[level].append(_extremes(self.values, lows[:whole], _FACTOR, sign=1))
            self._highs[level].append(_extremes(self.values, highs[:whole], _FACTOR, sign=-1))
            taken = self._done(level + 1) * _FACTOR
            lows, highs = self._lows[level].values[taken:], self._highs[level].values[taken:]
            level += 1

    def select(self, first: int, last: int, buckets: int) -> NDArray[np.int64]:
        """Indices to draw, ascending, so that samples `first` to `last` (excluded) look complete in `buckets` columns.

        About four points a bucket at most; every index is a real sample. Where samples are few all are returned; else
        the first bucket may begin a little before `first`.
        """
        first, last, buckets = max(first, 0), min(last, len(self)), max(buckets, 1)
        level, size = -1, 1
        while level + 1 < len(self._lows) and (last - first) // (size * _FACTOR) >= buckets:
            level, size = level + 1, size * _FACTOR
        group = max((last - first) // (size * buckets), 1)
        if level < 0 and group == 1:
            return np.arange(first, last, dtype=np.int64)
        start = first // (size * group) * group
        stop = min(-(-last // size), self._done(level)) if level >= 0 else last
        low = self._grouped(self._lows, level, start, stop, group, sign=1)
        high = self._grouped(self._highs, level, start, stop, group, sign=-1)
        rest = max(stop * size, first)
        chosen = _merge(low, high)
        return np.concatenate((chosen, self.select(rest, last, buckets))) if rest < last else chosen

    def _done(self, level: int) -> int:
        return len(self._lows[level]) if level < len(self._lows) else 0

    def _grouped(
        self, levels: list[GrowingArray[np.int64]], level: int, start: int, stop: int, group: int, *, sign: int
    ) -> NDArray[np.int64]:
        entries = levels[level].values[start:stop] if level >= 0 else np.arange(start, stop, dtype=np.int64)
        whole = len(entries) // group * group
        if whole == len(entries):
            return _extremes(self.values, entries, group, sign=sign)
        body = _extremes(self.values, entries[:whole], group, sign=sign)
        return np.concatenate((body, _extremes(self.values, entries[whole:], len(entries) - whole, sign=sign)))


def _extremes(
    values: NDArray[np.float64], candidates: NDArray[np.int64], group: int, *, sign: int
) -> NDArray[np.int64]:
    """Of each `group` of candidate indices that of the lowest value (sign 1) or of the highest (sign -1)."""
    if group == 1 or not len(candidates):
        return candidates
    table = candidates.reshape(-1, group)
    signed = values[table] * sign
    signed[~np.isfinite(signed)] = np.inf
    chosen: NDArray[np.int64] = table[np.arange(len(table)), signed.argmin(axis=1)]
    return chosen


def _merge(lows: NDArray[np.int64], highs: NDArray[np.int64]) -> NDArray[np.int64]:
    both: NDArray[np.int64] = np.unique(np.concatenate((lows, highs)))
    return both
