"""What this machine has to train with. Memory in bytes."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from pathlib import Path

import psutil

from core.monitoring.gpu import GpuReader
from core.monitoring.sample import GpuSample


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """`processor` is the model's name where the system tells it, else the architecture; `cores` are logical ones."""

    processor: str
    cores: int
    memory_total: int
    memory_available: int
    system: str
    gpus: tuple[GpuSample, ...] = ()


def read_machine(gpus: GpuReader | None) -> Machine:
    """The machine at this moment; takes some milliseconds."""
    memory = psutil.virtual_memory()
    return Machine(
        processor=processor_name(),
        cores=psutil.cpu_count() or 1,
        memory_total=memory.total,
        memory_available=memory.available,
        system=f"{platform.system()} {platform.release()}",
        gpus=() if gpus is None else gpus.sample(),
    )


def processor_name(cpuinfo: Path = Path("/proc/cpuinfo")) -> str:
    """The processor's model: from Linux' `/proc/cpuinfo`, else what the platform says."""
    try:
        lines = cpuinfo.read_text("utf-8", "replace").splitlines()
    except OSError:
        lines = []
    for line in lines:
        name, _, value = line.partition(":")
        if name.strip() == "model name" and value.strip():
            return " ".join(value.split())
    return platform.processor() or platform.machine()
