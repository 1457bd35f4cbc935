"""One NVIDIA card, with what the choice of settings depends on."""

from __future__ import annotations

from typing import Any

from core.config.hardware import Card


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
