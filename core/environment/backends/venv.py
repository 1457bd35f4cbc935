"""Virtual environments by the `venv` of a Python that the machine has: what always works."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.environment.backends.backend import python_in_venv
from core.environment.network import Network
from core.environment.plan import BackendKind, Command, Obstacle, ObstacleCode


@dataclass(frozen=True, slots=True)
class Venv:
    """`program` is the Python to build on; None where none of the wanted versions was found."""

    program: Path | None
    pythons: tuple[str, ...]
    kind: BackendKind = BackendKind.VENV
    needs_absent_prefix: bool = False
    download_bytes: int = 0
    disk_bytes: int = 25_000_000
    seconds: float = 6.0

    def python(self, prefix: Path) -> Path:
        return python_in_venv(prefix)

    def create(self, prefix: Path, network: Network) -> tuple[Command, ...]:  # noqa: ARG002 (it loads nothing)
        return (Command(argv=(str(self.program or "python3"), "-m", "venv", str(prefix))),)

    def repair(self, prefix: Path, network: Network) -> tuple[Command, ...]:
        """The same command: links and the configuration are written anew, pip comes back, packages stay."""
        return self.create(prefix, network)

    def obstacles(self) -> tuple[Obstacle, ...]:
        if self.program is not None and self.program.is_file():
            return ()
        return (
            Obstacle(
                code=ObstacleCode.PYTHON_MISSING,
                message=f"No Python {' or '.join(self.pythons)} with its module venv was found."
                if self.program is None
                else f"There is no Python {self.program}.",
                hint="Install one (Debian, Ubuntu: python3.10 and python3.10-venv; python.org for Windows), name one "
                "with --manager, or choose rattler or uv, which bring their own.",
            ),
        )
