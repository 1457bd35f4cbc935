"""What the GPUs are doing, through NVIDIA's management library where there is one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any, Protocol

from core.monitoring.sample import GpuSample

_MILLIWATTS = 1000.0


class GpuReader(Protocol):
    """A source of GPU samples."""

    def sample(self) -> tuple[GpuSample, ...]:
        """One sample for each GPU that answers; empty when none does."""
        ...

    def close(self) -> None: ...


def open_gpu_reader() -> GpuReader | None:
    """A reader for the machine's NVIDIA GPUs; None without one, or without its driver."""
    try:
        import pynvml
    except ImportError:
        return None
    try:
        pynvml.nvmlInit()
    except pynvml.NVMLError:
        return None
    reader = NvmlReader(pynvml)
    if reader.count:
        return reader
    reader.close()
    return None


class NvmlReader:
    """All GPUs that NVML lists. Each value is asked for apart: cards and drivers differ in what they tell."""

    def __init__(self, nvml: Any) -> None:
        self._nvml = nvml
        self._handles = [nvml.nvmlDeviceGetHandleByIndex(index) for index in range(nvml.nvmlDeviceGetCount())]
        self._names = [_text(nvml.nvmlDeviceGetName(handle)) for handle in self._handles]

    @property
    def count(self) -> int:
        return len(self._handles)

    def sample(self) -> tuple[GpuSample, ...]:
        samples = (self._sample(index, handle) for index, handle in enumerate(self._handles))
        return tuple(sample for sample in samples if sample is not None)

    def close(self) -> None:
        with contextlib.suppress(self._nvml.NVMLError):
            self._nvml.nvmlShutdown()

    def _sample(self, index: int, handle: Any) -> GpuSample | None:
        nvml = self._nvml
        memory = self._ask(lambda: nvml.nvmlDeviceGetMemoryInfo(handle))
        if memory is None:
            return None
        rates = self._ask(lambda: nvml.nvmlDeviceGetUtilizationRates(handle))
        temperature = self._ask(lambda: nvml.nvmlDeviceGetTemperature(handle, nvml.NVML_TEMPERATURE_GPU))
        power = self._ask(lambda: nvml.nvmlDeviceGetPowerUsage(handle))
        return GpuSample(
            index=index,
            name=self._names[index],
            memory_used=int(memory.used),
            memory_total=int(memory.total),
            utilization=None if rates is None else rates.gpu / 100,
            temperature=None if temperature is None else float(temperature),
            power=None if power is None else power / _MILLIWATTS,
        )

    def _ask(self, question: Callable[[], Any]) -> Any:
        try:
            return question()
        except self._nvml.NVMLError:
            return None


def _text(name: str | bytes) -> str:
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else name
