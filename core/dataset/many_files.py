"""One small piece of work on each of many files."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_PORTION = 64
_SLOW_SECONDS = 0.0004
"""Per file: more than this is the waiting for a disk or a network."""
_THREADS = 8


def each_file(work: Callable[[_Item], _Result], items: Sequence[_Item]) -> list[_Result]:
    """`work` of every item, in order.

    A disk that answers at once is read fastest by one thread: several take Python's lock from each other, which costs
    three times what they save. One that lets us wait is asked by several threads from then on.
    """
    results: list[_Result] = []
    while len(results) < len(items):
        portion = items[len(results) : len(results) + _PORTION]
        started = time.perf_counter()
        results += map(work, portion)
        if (time.perf_counter() - started) / len(portion) > _SLOW_SECONDS:
            break
    rest = items[len(results) :]
    if rest:
        with ThreadPoolExecutor(_THREADS, thread_name_prefix="files") as pool:
            results += pool.map(work, rest)
    return results
