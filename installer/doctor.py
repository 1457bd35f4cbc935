"""`bootstrap.py doctor`: what was found on this machine and in the environment."""

from __future__ import annotations

import platform
import shutil
import sys
from pathlib import Path

from installer import interpreters, pins, stamp, start, system_libraries, torch_build, virtual_environment
from installer.disk import readable
from installer.nvidia import find_driver
from installer.pip_runs import site_packages


def report(root: Path) -> list[str]:
    """One line for each thing found, beginning with its name."""
    return [
        f"system       {platform.platform()}, {platform.machine()}",
        f"python       {platform.python_version()} at {sys.executable}",
        f"environment  {_environment(root)}",
        f"torch        {torch_build.installed_version(site_packages(root)) if _exists(root) else 'not installed'}",
        f"NVIDIA       {_nvidia(root)}",
        f"disk         {readable(shutil.disk_usage(root).free)} free at {root}",
        f"Qt libraries {_libraries()}",
        f"display      {'yes' if start.has_display() else 'none: the demo would run without its window'}",
    ]


def _exists(root: Path) -> bool:
    return bool(stamp.python_version(str(root)))


def _environment(root: Path) -> str:
    if not _exists(root):
        return "none yet"
    version = stamp.python_version(str(root))
    state = (
        "whole" if stamp.is_current(str(root)) else "not whole, or made from older pins: the next start completes it"
    )
    if not interpreters.suits(tuple(int(part) for part in version.split(".")[:2])):
        return f"Python {version}: too old or too new, the next start makes it anew"
    damaged = virtual_environment.damaged_packages(site_packages(root))
    if damaged:
        state = f"damaged ({', '.join(damaged)}): run  python3 installer/bootstrap.py install --repair"
    count = len(list(site_packages(root).glob("*.dist-info")))
    wanted = sum(len(pins.read_pins(root, name)) for name in (pins.RUNTIME, pins.TORCH))
    return f"Python {version}, {count} packages ({wanted} pinned for running with CUDA or without), {state}"


def _nvidia(root: Path) -> str:
    driver = find_driver()
    if driver is None:
        return "no driver or no card"
    cards = ", ".join(f"compute {c.compute[0]}.{c.compute[1]} with {readable(c.memory)}" for c in driver.cards)
    text = f"driver for CUDA {driver.cuda[0]}.{driver.cuda[1]}; {cards}"
    if _exists(root) and torch_build.installed_version(site_packages(root)).endswith("+cpu"):
        text += "; torch here is a CPU build: change it with  python3 installer/bootstrap.py install --torch cuda"
    return text


def _libraries() -> str:
    missing = system_libraries.missing()
    return f"missing {', '.join(missing)}:  {system_libraries.advice(missing)}" if missing else "all there"
