from __future__ import annotations

import math
import subprocess
import sys
from typing import Any

import pynvml
import pytest

from core.monitoring.gpu import NvmlReader, open_gpu_reader
from core.monitoring.process import ProcessTreeReader, oom_kills
from core.monitoring.sample import GpuSample, HardwareSample, ProcessSample
from core.processes import identify
from tests.children.runs import wait_until

BUSY = """
import subprocess, sys
ballast = bytearray(40 << 20)
if len(sys.argv) < 2:
    child = subprocess.Popen([sys.executable, '-c', sys.stdin.read(), 'leaf'])
print('up', flush=True)
while True:
    pass
"""


def test_a_tree_is_measured_as_one() -> None:
    argv = [sys.executable, "-c", BUSY]
    process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    child = None
    try:
        process.stdin.write(BUSY.encode())
        process.stdin.close()
        assert process.stdout.readline() == b"up\n"
        assert process.stdout.readline() == b"up\n"
        leader = identify(process.pid)
        assert leader is not None
        reader = ProcessTreeReader(leader)
        first = reader.sample()
        assert first is not None
        assert (first.processes, first.cpu) == (2, 0.0)
        assert first.memory > 80 << 20
        wait_until(lambda: (sample := reader.sample()) is not None and sample.cpu > 0.1)
        child = next(pid for pid in reader._members if pid != process.pid)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        if child is not None:
            subprocess.run(["kill", "-9", str(child)], check=True)
    assert reader.sample() is None


def test_the_out_of_memory_killer_is_counted() -> None:
    kills = oom_kills()
    assert kills is None or kills >= 0


def test_without_a_driver_there_is_no_reader() -> None:
    reader = open_gpu_reader()
    if reader is None:
        with pytest.raises(pynvml.NVMLError):
            pynvml.nvmlInit()
    else:
        assert all(sample.memory_total > 0 for sample in reader.sample())
        reader.close()


class TwoCards:
    """NVML as it answers for one card that tells everything and one that only knows its memory."""

    NVMLError = pynvml.NVMLError
    NVML_TEMPERATURE_GPU = pynvml.NVML_TEMPERATURE_GPU
    closed = False

    def nvmlDeviceGetCount(self) -> int:  # noqa: N802 - NVML's names
        return 3

    def nvmlDeviceGetHandleByIndex(self, index: int) -> int:  # noqa: N802
        return index

    def nvmlDeviceGetName(self, handle: int) -> str | bytes:  # noqa: N802
        return b"old card" if handle else "new card"

    def nvmlDeviceGetMemoryInfo(self, handle: int) -> Any:  # noqa: N802
        if handle == 2:
            raise pynvml.NVMLError_GpuIsLost()
        memory = pynvml.c_nvmlMemory_t()
        memory.used, memory.total = 1 << 30, 8 << 30
        return memory

    def nvmlDeviceGetUtilizationRates(self, handle: int) -> Any:  # noqa: N802
        self._only_the_first(handle)
        rates = pynvml.c_nvmlUtilization_t()
        rates.gpu = 37
        return rates

    def nvmlDeviceGetTemperature(self, handle: int, _sensor: int) -> int:  # noqa: N802
        self._only_the_first(handle)
        return 61

    def nvmlDeviceGetPowerUsage(self, handle: int) -> int:  # noqa: N802
        self._only_the_first(handle)
        return 250_500

    def nvmlShutdown(self) -> None:  # noqa: N802
        self.closed = True

    def _only_the_first(self, handle: int) -> None:
        if handle:
            raise pynvml.NVMLError_NotSupported()


def test_a_card_that_tells_less_is_still_sampled_and_a_lost_one_left_out() -> None:
    cards = TwoCards()
    reader = NvmlReader(cards)
    memory = {"memory_used": 1 << 30, "memory_total": 8 << 30}
    assert reader.sample() == (
        GpuSample(index=0, name="new card", utilization=0.37, temperature=61.0, power=250.5, **memory),
        GpuSample(index=1, name="old card", **memory),
    )
    reader.close()
    assert cards.closed


def test_unknown_values_are_columns_of_nan() -> None:
    gpu = GpuSample(index=0, name="x", memory_used=1, memory_total=2)
    columns = HardwareSample(process=None, gpus=(gpu,)).columns()
    assert math.isnan(columns["memory"])
    assert math.isnan(columns["gpu0.power"])
    assert columns["gpu0.memory_total"] == 2.0
    known = HardwareSample(process=ProcessSample(memory=5, cpu=0.5, processes=1))
    assert known.columns() == {"memory": 5.0, "cpu": 0.5}
