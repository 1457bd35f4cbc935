"""The programs that can make a Python environment, behind one Protocol."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from core.environment.network import Network
from core.environment.plan import BackendKind, Command, Obstacle


class Backend(Protocol):
    """Makes an environment by running commands; it decides nothing about what lies in the prefix already."""

    @property
    def kind(self) -> BackendKind: ...

    @property
    def program(self) -> Path | None:
        """The conda, uv or Python that it runs; None for what ships with this program."""
        ...

    @property
    def needs_absent_prefix(self) -> bool:
        """Whether its program refuses, or wipes, a folder that exists."""
        ...

    @property
    def download_bytes(self) -> int:
        """What it loads, at most."""
        ...

    @property
    def disk_bytes(self) -> int: ...

    @property
    def seconds(self) -> float:
        """What it takes besides loading."""
        ...

    def python(self, prefix: Path) -> Path:
        """The interpreter that an environment in `prefix` has."""
        ...

    def create(self, prefix: Path, python_version: str, network: Network) -> tuple[Command, ...]:
        """Commands that make an environment in a `prefix` that is this program's own, empty or half made."""
        ...

    def repair(self, prefix: Path, python_version: str, network: Network) -> tuple[Command, ...]:
        """Commands that bring back what is missing of the interpreter and of pip, and keep what is installed."""
        ...

    def obstacles(self, python_version: str) -> tuple[Obstacle, ...]:
        """What keeps it from working on this machine."""
        ...
