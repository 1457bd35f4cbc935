"""The graphics cards and their driver: from NVML, else from nvidia-smi. No card is known by its name."""

from __future__ import annotations

import contextlib
import csv
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.config.hardware import Card
from core.monitoring.cards import card_of
from core.processes import IS_WINDOWS

_SMI_SECONDS = 4.0
_FIELDS = ("name", "compute_cap", "memory.total", "memory.free", "driver_version")
_MIB = 1024 * 1024
_WSL_DRIVER = Path("/usr/lib/wsl/lib")


@dataclass(frozen=True, slots=True, kw_only=True)
class Graphics:
    """`driver` is the driver's version, `cuda` the newest CUDA that it runs; empty and None where they do not say.

    `source` is who was asked: `nvml`, `nvidia-smi`, or empty where neither is there. `reason` says why a driver that is
    there does not answer.
    """

    cards: tuple[Card, ...] = ()
    driver: str = ""
    cuda: tuple[int, int] | None = None
    source: str = ""
    reason: str = ""

    @property
    def card(self) -> Card | None:
        """The one that a training uses unless told otherwise."""
        return self.cards[0] if self.cards else None


def read_graphics() -> Graphics:
    """Some milliseconds with NVML; up to four seconds where only nvidia-smi is there and its driver hangs."""
    found = _from_nvml()
    if found is not None and not found.reason:
        return found
    return from_nvidia_smi() or found or Graphics()


def _from_nvml() -> Graphics | None:
    """None without the library."""
    try:
        import pynvml as nvml
    except ImportError:
        return None
    try:
        nvml.nvmlInit()
    except nvml.NVMLError as error:
        missing = getattr(nvml, "NVMLError_LibraryNotFound", ())
        return None if isinstance(error, missing) else Graphics(source="nvml", reason=str(error))
    try:
        return _asked(nvml)
    except nvml.NVMLError as error:
        return Graphics(source="nvml", reason=str(error))
    finally:
        with contextlib.suppress(nvml.NVMLError):
            nvml.nvmlShutdown()


def _asked(nvml: Any) -> Graphics:
    handles = [nvml.nvmlDeviceGetHandleByIndex(index) for index in range(nvml.nvmlDeviceGetCount())]
    driver = nvml.nvmlSystemGetDriverVersion()
    number = int(nvml.nvmlSystemGetCudaDriverVersion())
    return Graphics(
        cards=tuple(card_of(nvml, handle) for handle in handles),
        driver=driver.decode("ascii", "replace") if isinstance(driver, bytes) else driver,
        cuda=(number // 1000, number % 1000 // 10),
        source="nvml",
    )


def from_nvidia_smi(program: str = "") -> Graphics | None:
    """What nvidia-smi says; None where it is not there. Its table of cards does not tell CUDA, its heading does."""
    program = program or _nvidia_smi()
    if not program:
        return None
    query = [program, f"--query-gpu={','.join(_FIELDS)}", "--format=csv,noheader,nounits"]
    try:
        table, heading = (
            subprocess.run(
                command, capture_output=True, text=True, errors="replace", timeout=_SMI_SECONDS / 2, check=False
            )
            for command in (query, [program])
        )
    except (OSError, subprocess.SubprocessError) as error:
        return Graphics(source="nvidia-smi", reason=str(error))
    if table.returncode:
        return Graphics(source="nvidia-smi", reason=(table.stdout or table.stderr).strip())
    return parse_nvidia_smi(table.stdout, heading.stdout)


def parse_nvidia_smi(table: str, heading: str = "") -> Graphics:
    """From `nvidia-smi --query-gpu=… --format=csv,noheader,nounits` and from the heading of plain `nvidia-smi`."""
    cards, driver = [], ""
    for line in csv.reader(table.splitlines(), skipinitialspace=True):
        if len(line) != len(_FIELDS):
            continue
        name, capability, total, free, driver = (part.strip() for part in line)
        numbers = re.fullmatch(r"(\d+)\.(\d+)", capability)
        cards.append(
            Card(
                name=name,
                compute_capability=(int(numbers[1]), int(numbers[2])) if numbers else None,
                memory_total=_mebibytes(total),
                memory_free=_mebibytes(free),
            )
        )
    cuda = re.search(r"CUDA Version:\s*(\d+)\.(\d+)", heading)
    return Graphics(
        cards=tuple(cards),
        driver=driver,
        cuda=(int(cuda[1]), int(cuda[2])) if cuda else None,
        source="nvidia-smi",
    )


def _mebibytes(text: str) -> int:
    return int(text) * _MIB if text.isascii() and text.isdigit() else 0


def _nvidia_smi() -> str:
    found = shutil.which("nvidia-smi")
    if found:
        return found
    if IS_WINDOWS:  # untested; older drivers put it there
        folder = Path(os.environ.get("PROGRAMFILES", r"C:\Program Files")) / "NVIDIA Corporation" / "NVSMI"
        return str(folder / "nvidia-smi.exe") if (folder / "nvidia-smi.exe").is_file() else ""
    return str(_WSL_DRIVER / "nvidia-smi") if (_WSL_DRIVER / "nvidia-smi").is_file() else ""
