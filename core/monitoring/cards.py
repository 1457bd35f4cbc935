"""Which NVIDIA cards there are, with what the choice of settings depends on."""

from __future__ import annotations

import contextlib
from typing import Any

from core.config.hardware import Card, Hardware


def read_hardware() -> Hardware:
    """The cards of this machine; the environment's packages stay unknown. Takes some milliseconds."""
    try:
        import pynvml as nvml
    except ImportError:
        return Hardware()
    try:
        nvml.nvmlInit()
    except nvml.NVMLError:
        return Hardware(cards=())
    try:
        handles = [nvml.nvmlDeviceGetHandleByIndex(index) for index in range(nvml.nvmlDeviceGetCount())]
        return Hardware(cards=tuple(card_of(nvml, handle) for handle in handles))
    except nvml.NVMLError:
        return Hardware()
    finally:
        with contextlib.suppress(nvml.NVMLError):
            nvml.nvmlShutdown()


def card_of(nvml: Any, handle: Any) -> Card:
    """What NVML says of one card; raises its NVMLError where it does not say."""
    name = nvml.nvmlDeviceGetName(handle)
    memory = nvml.nvmlDeviceGetMemoryInfo(handle)
    major, minor = nvml.nvmlDeviceGetCudaComputeCapability(handle)
    return Card(
        name=name.decode("utf-8", "replace") if isinstance(name, bytes) else name,
        compute_capability=(int(major), int(minor)),
        memory_total=int(memory.total),
        memory_free=int(memory.free),
    )
