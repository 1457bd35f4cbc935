"""Running a probe in an environment: a child process whose crash, silence or refusal is a value, not an exception."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.errors import RunError
from core.processes import KILL_LADDER, identify, signal_name, start_detached, stop_group, training_environment

PROBES = Path(__file__).resolve().parent / "probes"
_POLL_SECONDS = 0.03
_TAIL_BYTES = 6000
_QUIET: Mapping[str, str | None] = {
    "PYTHONDONTWRITEBYTECODE": "1",  # nothing is written into an environment that is only looked at
    "BITSANDBYTES_NOWELCOME": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "PYTHONWARNINGS": None,
}


class Ending(StrEnum):
    FINISHED = "finished"
    CRASHED = "crashed"
    TIMED_OUT = "timed-out"
    CANCELLED = "cancelled"
    NOT_STARTED = "not-started"


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of a probe: what it saw of `check`, or the `error` that it met (type, message, trace)."""

    check: str
    seconds: float
    facts: Mapping[str, Any]
    error: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ProbeRun:
    """`reason` says why it could not start, or by which signal or code it ended; `log` is the end of its output."""

    ending: Ending
    seen: tuple[Seen, ...] = ()
    reason: str = ""
    log: str = ""
    seconds: float = field(default=0.0, compare=False)


def run_probe(
    python: Path,
    script: str,
    arguments: Sequence[str] = (),
    *,
    timeout: float,
    on_seen: Callable[[Seen], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
    probes: Path = PROBES,
) -> ProbeRun:
    """Run `script` of the probes by `python`, in a folder of its own that is removed afterwards.

    `{work}` in an argument becomes that folder. Nothing outlives the call: the probe's whole group is ended.
    """
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kohya-studio-probe-", ignore_cleanup_errors=True) as name:
        work = Path(name)
        log, lines = work / "output.log", _Lines(work / "results.jsonl", on_seen)
        argv = [str(python), str(probes / script), str(lines.path)]
        argv += [argument.replace("{work}", str(work)) for argument in arguments]
        try:
            child = start_detached(
                argv, cwd=work, output=log, env={**training_environment(python, offline=True), **_QUIET}
            )
        except RunError as error:
            return ProbeRun(Ending.NOT_STARTED, reason=error.message, seconds=time.monotonic() - started)
        leader = identify(child.pid)
        ending = Ending.FINISHED
        try:
            while child.poll() is None:
                lines.read()
                if cancelled():
                    ending = Ending.CANCELLED
                elif time.monotonic() - started > timeout:
                    ending = Ending.TIMED_OUT
                if ending is not Ending.FINISHED:
                    break
                time.sleep(_POLL_SECONDS)
        finally:
            if leader is not None:
                stop_group(leader, KILL_LADDER)
            code = child.wait()
        lines.read()
        reason = ""
        if ending is Ending.FINISHED and code:
            ending = Ending.CRASHED
            reason = signal_name(-code) if code < 0 else f"exit code {code}"
        return ProbeRun(ending, tuple(lines.seen), reason, _tail(log), time.monotonic() - started)


class _Lines:
    """The probe's results as they come; a line that is not whole yet waits."""

    def __init__(self, path: Path, on_seen: Callable[[Seen], None]) -> None:
        self.path = path
        self.seen: list[Seen] = []
        self._on_seen = on_seen
        self._place = 0

    def read(self) -> None:
        try:
            with self.path.open("rb") as stream:
                stream.seek(self._place)
                data = stream.read()
        except FileNotFoundError:
            return
        whole, newline, _ = data.rpartition(b"\n")
        self._place += len(whole) + len(newline)
        for line in whole.splitlines():
            found = parse_line(line)
            if found is not None:
                self.seen.append(found)
                self._on_seen(found)


def parse_line(line: bytes) -> Seen | None:
    """One line of a probe; None for what no probe writes."""
    try:
        values = json.loads(line)
        facts, error = values["facts"], values.get("error")
        if not isinstance(facts, dict) or not (error is None or isinstance(error, dict)):
            return None
        told = None if error is None else {str(key): str(value) for key, value in error.items()}
        return Seen(str(values["check"]), float(values["seconds"]), facts, told)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _tail(log: Path) -> str:
    try:
        data = log.read_bytes()[-_TAIL_BYTES:]
    except OSError:
        return ""
    return data.decode("utf-8", "replace").strip()
