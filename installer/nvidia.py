"""What the NVIDIA driver says about itself and the cards, asked through its own library: no card is known by name."""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass

_COMPUTE_MAJOR, _COMPUTE_MINOR = 75, 76  # CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR/_MINOR of cuda.h


@dataclass(frozen=True, slots=True)
class Card:
    """One CUDA device: compute capability and memory in bytes."""

    compute: tuple[int, int]
    memory: int


@dataclass(frozen=True, slots=True)
class Driver:
    """The newest CUDA version that the installed driver runs, and the cards it reaches."""

    cuda: tuple[int, int]
    cards: tuple[Card, ...]


def find_driver() -> Driver | None:
    """The driver with at least one usable card; None where there is none (also on macOS)."""
    try:
        cuda = ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
    except OSError:
        return None
    version, count = ctypes.c_int(), ctypes.c_int()
    if cuda.cuInit(0) or cuda.cuDriverGetVersion(ctypes.byref(version)) or cuda.cuDeviceGetCount(ctypes.byref(count)):
        return None
    cards = tuple(_card(cuda, index) for index in range(count.value))
    return Driver((version.value // 1000, version.value % 1000 // 10), cards) if cards else None


def _card(cuda: ctypes.CDLL, index: int) -> Card:
    device, major, minor = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
    memory = ctypes.c_size_t()
    cuda.cuDeviceGet(ctypes.byref(device), index)
    cuda.cuDeviceGetAttribute(ctypes.byref(major), _COMPUTE_MAJOR, device)
    cuda.cuDeviceGetAttribute(ctypes.byref(minor), _COMPUTE_MINOR, device)
    cuda.cuDeviceTotalMem_v2(ctypes.byref(memory), device)
    return Card((major.value, minor.value), memory.value)
