"""What a program that makes environments is to a setup."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from core.environment.network import Network
from core.environment.plan import BackendKind, Command, Obstacle
from core.processes import IS_WINDOWS


class Backend(Protocol):
    """Says which commands make an environment; it decides nothing about what lies in the prefix already."""

    @property
    def kind(self) -> BackendKind: ...

    @property
    def program(self) -> Path | None:
        """The conda, uv or Python that it runs; None where it was not found, or ships with this program."""
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

    def create(self, prefix: Path, network: Network) -> tuple[Command, ...]:
        """Commands that make an environment in a `prefix` that is this program's own, empty or half made."""
        ...

    def repair(self, prefix: Path, network: Network) -> tuple[Command, ...]:
        """Commands that bring back what is missing of the interpreter and of pip, and keep what is installed."""
        ...

    def obstacles(self) -> tuple[Obstacle, ...]:
        """What keeps it from working on this machine, or should be known before."""
        ...


def python_in_conda(prefix: Path) -> Path:
    """Where conda environments have their interpreter; Windows is untested."""
    return prefix / "python.exe" if IS_WINDOWS else prefix / "bin" / "python"


def python_in_venv(prefix: Path) -> Path:
    """Where virtual environments have their interpreter; Windows is untested."""
    return prefix / "Scripts" / "python.exe" if IS_WINDOWS else prefix / "bin" / "python"
