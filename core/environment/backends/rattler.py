"""Conda environments by py-rattler, which ships with this program: no conda has to be installed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.environment.backends.backend import python_in_conda
from core.environment.network import Network
from core.environment.plan import BackendKind, Command, Obstacle, Output
from core.processes import own_module

MODULE = "core.environment.backends.rattler_process"


@dataclass(frozen=True, slots=True)
class Rattler:
    """Runs in a process of its own, so that it can be ended at any moment. What a kill leaves half done is completed by
    the same command. `cache` holds the packages that were loaded."""

    python_version: str
    cache: Path
    kind: BackendKind = BackendKind.RATTLER
    program: Path | None = None
    needs_absent_prefix: bool = False
    download_bytes: int = 120_000_000
    disk_bytes: int = 450_000_000
    seconds: float = 20.0

    def python(self, prefix: Path) -> Path:
        return python_in_conda(prefix)

    def create(self, prefix: Path, network: Network) -> tuple[Command, ...]:
        return (self._command(prefix, network),)

    def repair(self, prefix: Path, network: Network) -> tuple[Command, ...]:
        return (self._command(prefix, network),)

    def obstacles(self) -> tuple[Obstacle, ...]:
        return ()

    def _command(self, prefix: Path, network: Network) -> Command:
        program, variables = own_module(MODULE)
        options = ("--prefix", str(prefix), "--channel", network.channel, "--cache", str(self.cache))
        what = (f"python={self.python_version}", "pip")
        return Command(argv=(*program, *options, *what), env=variables, output=Output.RATTLER)
