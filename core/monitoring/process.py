"""Memory and processor time of a process with all its descendants."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import psutil

from core.monitoring.sample import ProcessSample
from core.processes import ProcessId, is_alive

_TREE_SECONDS = 5.0
"""How long a list of descendants is good for: making it reads every process of the machine."""


class ProcessTreeReader:
    """Samples one process and its descendants."""

    def __init__(self, leader: ProcessId) -> None:
        self._leader = leader
        self._members: dict[int, psutil.Process] = {}
        self._listed_at = -_TREE_SECONDS
        self._cpu_times: dict[int, float] = {}
        self._sampled_at: float | None = None

    def sample(self) -> ProcessSample | None:
        """None once the leader has gone. The first sample's `cpu` is 0."""
        if not is_alive(self._leader):
            return None
        now = time.monotonic()
        if now - self._listed_at >= _TREE_SECONDS:
            self._list_members()
            self._listed_at = now
        memory, busy, times = 0, 0.0, {}
        for pid, process in self._members.items():
            with contextlib.suppress(psutil.Error):
                with process.oneshot():
                    memory += process.memory_info().rss
                    cpu = process.cpu_times()
                times[pid] = cpu.user + cpu.system
                busy += max(0.0, times[pid] - self._cpu_times.get(pid, times[pid]))
        elapsed = 0.0 if self._sampled_at is None else now - self._sampled_at
        self._cpu_times, self._sampled_at = times, now
        return ProcessSample(memory=memory, cpu=busy / elapsed if elapsed else 0.0, processes=len(times))

    def _list_members(self) -> None:
        with contextlib.suppress(psutil.Error):
            leader = self._members.get(self._leader.pid) or psutil.Process(self._leader.pid)
            found = [leader, *leader.children(recursive=True)]
            self._members = {process.pid: self._members.get(process.pid, process) for process in found}


def oom_kills() -> int | None:
    """How many processes the system's out-of-memory killer has ended since boot; None where that is not told."""
    try:
        text = Path("/proc/vmstat").read_text("ascii")
    except OSError:
        return None
    for line in text.splitlines():
        name, _, value = line.partition(" ")
        if name == "oom_kill":
            return int(value)
    return None
