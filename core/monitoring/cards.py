"""Which NVIDIA cards there are, with what the choice of settings depends on."""

from __future__ import annotations

import contextlib

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
        return Hardware(cards=tuple(_card(nvml, handle) for handle in handles))
    except nvml.NVMLError:
        return Hardware()
    finally:
        with contextlib.suppress(nvml.NVMLError):
            nvml.nvmlShutdown()


def _card(nvml: object, handle: object) -> Card:
    ask = vars(nvml)
    name = ask["nvmlDeviceGetName"](handle)
    memory = ask["nvmlDeviceGetMemoryInfo"](handle)
    major, minor = ask["nvmlDeviceGetCudaComputeCapability"](handle)
    return Card(
        name=name.decode("utf-8", "replace") if isinstance(name, bytes) else name,
        compute_capability=(int(major), int(minor)),
        memory_total=int(memory.total),
        memory_free=int(memory.free),
    )
