"""Environments by the conda, mamba or micromamba that the user has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.environment.backends.backend import python_in_conda
from core.environment.conda_programs import find_managers
from core.environment.network import Network
from core.environment.plan import BackendKind, Command, Obstacle, ObstacleCode, Output


@dataclass(frozen=True, slots=True)
class CondaCli:
    """The channel is always said (`--override-channels`): Anaconda's default channels have terms that only their reader
    can accept.

    `create -y` wipes an environment that exists without a word (conda 23–26, with and without `--json`): whoever runs
    these commands must have seen to it that there is none.
    """

    kind: BackendKind
    program: Path | None
    python_version: str
    needs_absent_prefix: bool = True
    download_bytes: int = 120_000_000
    disk_bytes: int = 450_000_000
    seconds: float = 40.0

    def python(self, prefix: Path) -> Path:
        return python_in_conda(prefix)

    def create(self, prefix: Path, network: Network) -> tuple[Command, ...]:
        return (self._command("create", prefix, network),)

    def repair(self, prefix: Path, network: Network) -> tuple[Command, ...]:
        return (self._command("install", prefix, network, "--force-reinstall"),)

    def obstacles(self) -> tuple[Obstacle, ...]:
        if self.program is not None and self.program.is_file():
            return ()
        named = self.kind if self.program is None else self.program
        return (
            Obstacle(
                code=ObstacleCode.MANAGER_MISSING,
                message=f"{named} was not found.",
                hint="Name its program (--manager), or choose rattler, which makes the same kind of environment "
                "without it.",
            ),
        )

    def _command(self, verb: str, prefix: Path, network: Network, *further: str) -> Command:
        program = str(self.program or self.kind)
        options = ("--yes", "--json", "--override-channels", "--channel", network.channel)
        what = (f"python={self.python_version}", "pip")
        argv = (program, verb, "--prefix", str(prefix), *options, *further, *what)
        return Command(argv=argv, output=Output.CONDA)


def find_manager(kind: BackendKind) -> Path | None:
    """The program of the user's conda, mamba or micromamba; no process is started."""
    return next((found.path for found in find_managers() if found.name == kind), None)
