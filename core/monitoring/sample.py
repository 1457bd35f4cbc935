"""What a moment of the machine looks like. Memory in bytes."""

from __future__ import annotations

import time as clock
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class GpuSample:
    """One GPU. `utilization` is 0–1, `temperature` °C, `power` W; None where the driver does not say."""

    index: int
    name: str
    memory_used: int
    memory_total: int
    utilization: float | None = None
    temperature: float | None = None
    power: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessSample:
    """A process with all its descendants. `cpu` counts cores: 1.0 is one core fully busy since the last sample."""

    memory: int
    cpu: float
    processes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HardwareSample:
    """The training process tree and the GPUs at one moment."""

    process: ProcessSample | None
    gpus: tuple[GpuSample, ...] = ()
    time: float = field(default_factory=clock.time)

    def columns(self) -> dict[str, float]:
        """The values under the names that `core.runs.store.HardwareColumns` documents; NaN for unknown ones."""
        unknown = float("nan")
        process = self.process
        values = {
            "memory": unknown if process is None else float(process.memory),
            "cpu": unknown if process is None else process.cpu,
        }
        for gpu in self.gpus:
            prefix = f"gpu{gpu.index}."
            values[f"{prefix}utilization"] = unknown if gpu.utilization is None else gpu.utilization
            values[f"{prefix}memory_used"] = float(gpu.memory_used)
            values[f"{prefix}memory_total"] = float(gpu.memory_total)
            values[f"{prefix}temperature"] = unknown if gpu.temperature is None else gpu.temperature
            values[f"{prefix}power"] = unknown if gpu.power is None else gpu.power
        return values
