"""How a probe says what it sees: one JSON object a line, in the file that its first argument names."""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

_TRACE_LINES = 30


class Results:
    """Written and flushed line by line: what was seen before a crash stays."""

    def __init__(self, path: str) -> None:
        self._path = path

    def tell(self, check: str, seconds: float = 0.0, **facts: Any) -> None:
        """`facts` must be plain values."""
        self._write({"check": check, "seconds": seconds, "facts": facts})

    def tell_error(self, check: str, error: BaseException, seconds: float = 0.0, **facts: Any) -> None:
        trace = "".join(traceback.format_exception(type(error), error, error.__traceback__)).splitlines()
        self._write(
            {
                "check": check,
                "seconds": seconds,
                "facts": facts,
                "error": {
                    "type": type(error).__name__,
                    "message": str(error),
                    "trace": "\n".join(trace[-_TRACE_LINES:]),
                },
            }
        )

    def attempt(self, check: str, look: Callable[[], dict[str, Any]], **known: Any) -> bool:
        """Tell what `look` returns, or what it raises; whether it returned."""
        started = time.monotonic()
        try:
            facts = look()
        except (Exception, SystemExit) as error:  # noqa: BLE001 - nothing is swallowed: it is what the probe looks for
            self.tell_error(check, error, time.monotonic() - started, **known)
            return False
        self.tell(check, time.monotonic() - started, **known, **facts)
        return True

    def _write(self, values: dict[str, Any]) -> None:
        with open(self._path, "a", encoding="utf-8") as stream:  # noqa: PTH123 - a probe is small
            stream.write(json.dumps(values, ensure_ascii=False, default=str) + "\n")
            stream.flush()
            os.fsync(stream.fileno())


def results() -> Results:
    """Where this probe writes to; its own arguments are then `sys.argv[1:]`."""
    return Results(os.path.abspath(sys.argv.pop(1)))  # noqa: PTH100


def device() -> str:
    """`cuda` where torch reaches a card, else `cpu`."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"
