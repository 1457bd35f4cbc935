from __future__ import annotations

from pathlib import Path

import psutil

from core.monitoring.machine import processor_name, read_machine


def test_this_machine_is_described() -> None:
    machine = read_machine(None)
    assert machine.cores == psutil.cpu_count()
    assert 0 < machine.memory_available <= machine.memory_total
    assert machine.processor
    assert machine.gpus == ()


def test_the_processors_name_is_read_from_linux(tmp_path: Path) -> None:
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text("processor\t: 0\nmodel name\t: AMD  Ryzen 7\t9800X3D\nflags\t: a b\n")
    assert processor_name(cpuinfo) == "AMD Ryzen 7 9800X3D"
    cpuinfo.write_text("processor\t: 0\nBogoMIPS\t: 1\n")
    assert processor_name(cpuinfo), "an ARM machine has no model name there"
    assert processor_name(tmp_path / "missing")
