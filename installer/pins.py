"""The pins: what exactly is installed, read from `installer/lock/*.txt` (which pip reads too)."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

TOOLS, TORCH, RUNTIME, DEV = "tools.txt", "torch.txt", "runtime.txt", "dev.txt"
TORCH_PACKAGE = "torch"

_SIZE = re.compile(r"# at most (\d+) bytes")
_PIN = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?: ; sys_platform (?P<test>==|!=) '(?P<system>\w+)')?"
)


@dataclass(frozen=True, slots=True)
class Pin:
    """One package at one version. `download_bytes` is the largest of its wheels for the supported systems."""

    name: str
    version: str
    system_test: str
    system: str
    hashes: tuple[str, ...]
    download_bytes: int

    def applies(self, platform: str = sys.platform) -> bool:
        """Whether it is installed on a system, named as `sys.platform` names it."""
        return not self.system_test or (platform == self.system) == (self.system_test == "==")


def lock_file(root: Path, name: str) -> Path:
    return root / "installer" / "lock" / name


def read_pins(root: Path, name: str) -> list[Pin]:
    """The pins of one lock file that apply to this system."""
    return [pin for pin in parse_pins(lock_file(root, name).read_text(encoding="utf-8")) if pin.applies()]


def parse_pins(text: str) -> list[Pin]:
    """All pins of a lock file: a size comment, the requirement, one `--hash` a line."""
    pins = []
    size = 0
    for line in text.replace("\\\n", " ").splitlines():
        comment = _SIZE.match(line)
        match = _PIN.match(line)
        if comment:
            size = int(comment[1])
        elif match:
            hashes = tuple(re.findall(r"--hash=(\S+)", line))
            pins.append(Pin(match["name"], match["version"], match["test"] or "", match["system"] or "", hashes, size))
    return pins


def render_pins(heading: str, pins: list[Pin]) -> str:
    """A lock file that `parse_pins` reads back."""
    lines = [f"# {line}" for line in heading.splitlines()]
    for pin in sorted(pins, key=lambda pin: pin.name):
        marker = f" ; sys_platform {pin.system_test} '{pin.system}'" if pin.system_test else ""
        lines.append("")
        lines.append(f"# at most {pin.download_bytes} bytes")
        lines.append(" \\\n".join([f"{pin.name}=={pin.version}{marker}", *(f"    --hash={h}" for h in pin.hashes)]))
    return "\n".join(lines) + "\n"


def total_bytes(pins: list[Pin]) -> int:
    return sum(pin.download_bytes for pin in pins)
