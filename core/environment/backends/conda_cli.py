"""Environments by the conda, mamba or micromamba that the user has."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from core.environment.backends.backend import python_in_conda
from core.environment.network import Network
from core.environment.plan import BackendKind, Command, Obstacle, ObstacleCode, Output

_FAMILY = (BackendKind.CONDA, BackendKind.MAMBA, BackendKind.MICROMAMBA)
_VARIABLES = {BackendKind.CONDA: "CONDA_EXE", BackendKind.MAMBA: "MAMBA_EXE", BackendKind.MICROMAMBA: "MAMBA_EXE"}
_ROOTS = ("miniforge3", "mambaforge", "miniconda3", "anaconda3", "micromamba")
_SECONDS_TO_ANSWER = 30


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


def find_manager(kind: BackendKind, home: Path | None = None) -> Path | None:
    """The program of a conda, mamba or micromamba: by its variable, on PATH, then in the usual places.

    A shell function of that name is not seen, and a program started from a desktop may not have the shell's PATH.
    """
    named = os.environ.get(_VARIABLES.get(kind, ""), "")
    if named and Path(named).name.split(".")[0] == kind and Path(named).is_file():
        return Path(named)
    on_path = shutil.which(kind)
    if on_path:
        return Path(on_path)
    roots = [home or Path.home(), Path("/opt"), (home or Path.home()) / "opt", Path("/opt/homebrew/Caskroom")]
    roots += [Path(os.environ[name]) for name in ("LOCALAPPDATA", "ProgramData") if os.environ.get(name)]
    inside = (f"bin/{kind}", f"condabin/{kind}", f"Scripts/{kind}.exe", f"Library/bin/{kind}.exe")
    for folder in [*(root / name for root in roots for name in _ROOTS), Path("/opt/conda")]:
        found = next((folder / place for place in inside if (folder / place).is_file()), None)
        if found is not None:
            return found
    return None


def answers(program: Path) -> bool:
    """Whether it is a conda that works: `conda info --json` (0.8 s)."""
    try:
        done = subprocess.run(
            [str(program), "info", "--json"], capture_output=True, check=False, timeout=_SECONDS_TO_ANSWER
        )
        return done.returncode == 0 and isinstance(json.loads(done.stdout), dict)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return False


def is_conda(kind: BackendKind) -> bool:
    return kind in _FAMILY
