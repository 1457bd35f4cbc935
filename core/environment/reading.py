"""What the programs of a setup say about how far they are, in numbers."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.environment.plan import Output

_UNITS = {"bytes": 1, "b": 1, "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000,
          "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30}  # fmt: skip
_PIP_FILE = re.compile(
    r"\s*(?P<how>Downloading|Using cached|Processing) (?P<file>\S+)(?: \((?P<size>[\d.]+) ?(?P<unit>\w+)\))?"
)
_PIP_BYTES = re.compile(r"Progress (?P<done>\d+) of (?P<total>\d+)")
_PIP_COLLECTING = re.compile(r"\s*Collecting (?P<name>[A-Za-z0-9._-]+)")
_PIP_INSTALLING = re.compile(r"\s*Installing collected packages: (?P<names>.+)")
_GIT_RECEIVING = re.compile(
    r"Receiving objects:\s+\d+% \((?P<done>\d+)/(?P<total>\d+)\)(?:, (?P<size>[\d.]+) (?P<unit>\w+))?"
)
_CONDA_SIZE = re.compile(r"(?P<size>[\d.]+) ?(?P<unit>[KMG]?i?B)\b", re.IGNORECASE)


@dataclass(slots=True)
class Reading:
    """Bytes and packages of one command so far; totals of 0 where the command has not told them.

    `transferred` counts what came over the network, `known_bytes` also what lay in a cache.
    """

    bytes_done: int = 0
    bytes_total: int = 0
    transferred: int = 0
    packages_done: int = 0
    packages_total: int = 0
    package: str = ""
    _before: int = 0
    _announced: int = 0
    _parts: dict[str, tuple[int, int]] = field(default_factory=dict)

    def take_current(self, done: int, total: int) -> None:
        """The file that is being loaded has come this far."""
        self.transferred += max(0, done - max(self.bytes_done - self._before, 0))
        self.bytes_done = self._before + done
        self.bytes_total = max(self.bytes_total, self._before + total)

    def next_file(self, size: int = 0) -> None:
        """Another file begins, of that size as far as it was announced; the one before is there in full."""
        if self._announced and self.bytes_done == self._before:  # pip tells nothing of files below 512 kB
            self.bytes_done += self._announced
            self.transferred += self._announced
        self._before, self._announced = self.bytes_done, size
        self.bytes_total = max(self.bytes_total, self.bytes_done + size)

    def take_part(self, name: str, done: int, total: int) -> None:
        """One of several files that are loaded at once."""
        self.package = name
        before, _ = self._parts.get(name, (0, 0))
        self._parts[name] = (done, total)
        self.transferred += max(0, done - before)
        self.bytes_done = sum(part for part, _ in self._parts.values())
        self.bytes_total = max(self.bytes_total, sum(whole for _, whole in self._parts.values()))


Reader = Callable[[str], bool]
"""Takes a line in; True if it belongs into the log, too."""


def reader_for(output: Output, reading: Reading) -> Reader:
    """What reads a command's output into `reading`."""
    readers = {Output.PIP: _read_pip, Output.CONDA: _read_conda, Output.RATTLER: _read_rattler, Output.GIT: _read_git}
    read = readers.get(output, _read_nothing)
    return lambda line: read(line, reading)


def _read_nothing(line: str, reading: Reading) -> bool:  # noqa: ARG001 (as all readers)
    return True


def _read_pip(line: str, reading: Reading) -> bool:
    """pip ≥ 24.1 with `--progress-bar raw`. Files of metadata, which come before the packages, are not counted as such.

    pip loads all packages, then says which it installs, and is silent while it does.
    """
    if match := _PIP_BYTES.match(line):
        reading.take_current(int(match["done"]), int(match["total"]))
        return False
    if match := _PIP_FILE.match(line):
        name = match["file"].replace("\\", "/").rsplit("/", 1)[-1]
        size = _size(match["size"], match["unit"]) if match["size"] else 0
        cached = match["how"] != "Downloading"
        reading.next_file(0 if cached else size)
        if cached:
            reading.bytes_done += size
            reading.next_file()
        if not name.endswith(".metadata"):
            reading.package = re.split(r"-\d", name)[0]
            reading.packages_done += 1
    elif match := _PIP_INSTALLING.match(line):
        reading.next_file()
        reading.packages_total = len(match["names"].split(","))
        reading.packages_done = 0
        reading.package = ""
    elif match := _PIP_COLLECTING.match(line):
        reading.package = match["name"]
    return True


def _read_conda(line: str, reading: Reading) -> bool:
    """conda's and mamba's `--json`: objects of progress, then one of the result; micromamba has only the latter."""
    values = _object(line)
    if not isinstance(values, dict) or "fetch" not in values:
        return True
    name, _, rest = str(values["fetch"]).partition("|")
    size = _CONDA_SIZE.search(rest)
    total = _size(size["size"], size["unit"]) if size else 0
    share = 1.0 if values.get("finished") is True else _share(values)
    reading.take_part(name.strip(), int(total * share), total)
    return False


def _share(values: dict[str, Any]) -> float:
    with contextlib.suppress(TypeError, ValueError, ZeroDivisionError):
        return min(1.0, float(values.get("progress", 0)) / float(values.get("maxval", 1)))
    return 0.0


def _read_rattler(line: str, reading: Reading) -> bool:
    values = _object(line)
    event = values.get("event") if isinstance(values, dict) else None
    if event == "packages":
        reading.packages_total, reading.bytes_total = int(values["count"]), int(values["bytes"])
    elif event == "download":
        reading.take_part(str(values["name"]), int(values["done"]), int(values["total"]))
        return False
    elif event == "linked":
        reading.packages_done += 1
        reading.package = str(values["name"])
    return True


def _read_git(line: str, reading: Reading) -> bool:
    """git's `--progress`: objects as packages, bytes as far as they have come (git does not know how many will)."""
    match = _GIT_RECEIVING.match(line.strip())
    if match is None:
        return not re.match(r"\s*(remote: )?(Counting|Compressing|Resolving|Updating|Enumerating)", line)
    reading.packages_done, reading.packages_total = int(match["done"]), int(match["total"])
    if match["size"]:
        reading.take_current(_size(match["size"], match["unit"]), 0)
    return False


def _object(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _size(number: str, unit: str) -> int:
    try:
        return int(float(number) * _UNITS.get(unit.lower(), 1))
    except ValueError:
        return 0


def whole_packages(folders: list[Path]) -> int:
    """How many packages are completely there: pip writes RECORD last."""
    return sum(1 for folder in folders for _ in folder.glob("*.dist-info/RECORD"))
